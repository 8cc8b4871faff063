"""Buttons: Primary, Secondary, Ghost, Muted, Danger, Remove, Link, Icon and Chip .TButton; TMenubutton, and Quiet,
Strong and Icon .TMenubutton.

One Primary per place; Danger only where something is destroyed. Chrome.Ghost and Chrome.Icon stand on chrome, Tip on a
toast.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm.views.styles.kit import Kit, part


@dataclass(frozen=True)
class _Look:
    """One button: its fill at rest, under the pointer and pressed; its text, edge, and the place it stands on."""

    fills: tuple[str, str, str]
    ink: str
    border: str = ""
    behind: str = ""
    family: str = "Button"


def dress(kit: Kit) -> None:
    """Define the buttons for the theme in use."""
    for name, look in _looks(kit).items():
        _button(kit, name, look=look)
    px, style = kit.px, kit.style
    style.configure("Ghost.TButton", anchor="w")
    style.configure("Muted.TButton", anchor="w", font="Small", padding=(px(6), px(3)))
    style.configure("Link.TButton", padding=(px(2), px(3)))
    style.configure("Chip.TButton", font="Small", padding=(px(6), px(1)))
    style.configure("Tip.TButton", font="Strong", padding=(px(6), px(1)))
    _pill(kit)
    for name in ("Icon.TButton", "Chrome.Icon.TButton"):
        style.configure(name, padding=px(5))
    style.configure("Quiet.TMenubutton", font="Small", padding=(px(6), px(3)))
    style.configure("Icon.TMenubutton", padding=px(5))
    style.configure("Strong.TMenubutton", font="Heading", padding=(px(6), px(5)))


def _looks(kit: Kit) -> dict[str, _Look]:
    colors = kit.palette
    page, chrome = colors.background, colors.surface
    red = colors.danger_hover if colors.mode == "dark" else colors.danger
    plain, flat = (page, colors.hover, colors.pressed), (page, colors.hover, colors.pressed)
    bordered = _Look(plain, colors.foreground, colors.border_strong)
    on_chrome = (chrome, colors.pressed, colors.border)
    on_tip = (colors.tooltip, colors.tooltip, colors.tooltip)
    return {
        "Primary.TButton": _Look((colors.primary, colors.primary_hover, colors.primary_pressed), colors.on_primary),
        "Danger.TButton": _Look((red, colors.danger_hover, colors.danger_hover), colors.on_danger),
        "TButton": bordered,
        "Secondary.TButton": bordered,
        "Remove.TButton": _Look(plain, colors.danger, colors.border_strong),
        "Ghost.TButton": _Look(flat, colors.foreground),
        "Muted.TButton": _Look(flat, colors.muted),
        "Icon.TButton": _Look(flat, colors.muted),
        "Link.TButton": _Look((page, page, page), colors.accent),
        "Chip.TButton": _Look((colors.primary_soft, colors.selected, colors.primary_soft), colors.accent),
        "Chrome.Ghost.TButton": _Look(on_chrome, colors.foreground, behind=chrome),
        "Chrome.Icon.TButton": _Look(on_chrome, colors.muted, behind=chrome),
        "Tip.TButton": _Look(on_tip, _tip_ink(kit), behind=colors.tooltip),
        "TMenubutton": _Look(plain, colors.foreground, colors.border_strong, family="Menubutton"),
        "Quiet.TMenubutton": _Look(flat, colors.muted, family="Menubutton"),
        "Icon.TMenubutton": _Look(flat, colors.muted, family="Menubutton"),
        "Strong.TMenubutton": _Look(flat, colors.foreground, family="Menubutton"),
    }


def _tip_ink(kit: Kit) -> str:
    return "#8db6ff" if kit.palette.mode == "light" else "#1d4ed8"


def _button(kit: Kit, name: str, *, look: _Look) -> None:
    colors = kit.palette
    usual, hover, pressed = look.fills
    behind = look.behind or colors.background
    filled = usual not in (colors.background, behind)
    edge = behind if filled else look.border  # a filled button keeps a gap inside its ring, so the ring shows
    ring = colors.accent if filled else colors.primary
    off = colors.neutral_soft if filled else usual
    kit.framed(
        f"{name}.box",
        kit.box(usual, look.border, behind=behind),
        ("disabled", kit.box(off, look.border and colors.border, behind=behind)),
        ("pressed", "focus", kit.box(pressed, edge, ring=ring, behind=behind)),
        ("active", "focus", kit.box(hover, edge, ring=ring, behind=behind)),
        ("focus", kit.box(usual, edge, ring=ring, behind=behind)),
        ("pressed", kit.box(pressed, look.border, behind=behind)),
        ("active", kit.box(hover, look.border, behind=behind)),
    )
    label = part(f"{look.family}.label", sticky="nswe")
    kit.layout(name, part(f"{name}.box", part(f"{look.family}.padding", label, sticky="nswe"), sticky="nswe"))
    space = (kit.px(10), kit.px(6))
    text = {"foreground": look.ink, "background": behind, "font": "TkDefaultFont"}
    kit.style.configure(name, padding=space, anchor="center", width="", **text)
    kit.plain(name, "background")
    kit.style.map(name, foreground=[("disabled", colors.placeholder)])


def _pill(kit: Kit) -> None:
    """One of several, as a pill: Pill.TRadiobutton."""
    colors, name = kit.palette, "Pill.TRadiobutton"
    states = (
        ("selected", "focus", kit.box(colors.primary_soft, ring=colors.primary)),
        ("selected", kit.box(colors.primary_soft)),
        ("focus", kit.box(colors.background, ring=colors.primary)),
        ("active", kit.box(colors.hover)),
    )
    kit.framed(f"{name}.box", kit.box(colors.background), *states)
    label = part("Radiobutton.label", sticky="nswe")
    kit.style.configure(name, background=colors.background, foreground=colors.muted, font="Small")
    kit.layout(name, part(f"{name}.box", part("Radiobutton.padding", label, sticky="nswe"), sticky="nswe"))
    kit.style.configure(name, padding=(kit.px(7), kit.px(2)))
    kit.plain(name, "background", "indicatorcolor")
    kit.style.map(name, foreground=[("selected", colors.accent), ("active", colors.foreground)])
