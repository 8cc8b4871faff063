"""The style of a chip in any hue, made when a chip of that hue is first shown."""

from __future__ import annotations

from crm.views.colors import ink, mix, soft
from crm.views.styles.kit import Kit, part


def chip(kit: Kit, hue: str) -> str:
    """Define the chip of a hue for the theme in use and return the name of its style."""
    colors = kit.palette
    name = f"Hue{hue[1:]}.TButton"
    fill, text = soft(hue, colors), ink(hue, colors)
    darker = mix(fill, hue, share=0.15)
    kit.framed(
        f"{name}.box",
        kit.box(fill),
        ("active", "focus", kit.box(darker, ring=colors.primary)),
        ("focus", kit.box(fill, ring=colors.primary)),
        ("active", kit.box(darker)),
    )
    label = part("Button.label", sticky="nswe")
    kit.style.configure(name, foreground=text, background=colors.background, font="Small", anchor="center")
    kit.layout(name, part(f"{name}.box", part("Button.padding", label, sticky="nswe"), sticky="nswe"))
    kit.style.configure(name, padding=(kit.px(6), kit.px(1)), width="")
    kit.plain(name, "background", "foreground")
    return name
