"""Frames, cards, labels, bars and lines, and the order in which all families are dressed.

Names: Card, Tile, Chrome, Line and Hover .TFrame; Title, Heading, Strong, Muted, Small, Error, Warning, Accent, Mono,
Chrome and ChromeStrong .TLabel; Round.Vertical/Horizontal.TScrollbar; Horizontal.TProgressbar.
"""

from __future__ import annotations

from crm.views.styles import buttons, fields, places
from crm.views.styles.kit import Kit, part

_MADE_FIRST = ("TFrame", "TLabel", "TButton", "TMenubutton", "TEntry", "TCombobox", "TCheckbutton", "TRadiobutton")
_MADE_TOO = (
    "TNotebook",
    "TPanedwindow",
    "TSeparator",
    "Horizontal.TProgressbar",
    "Horizontal.TScale",
    "Table.Treeview",
)
_ROUND_BARS = ("Round.Vertical.TScrollbar", "Round.Horizontal.TScrollbar")


def dress(kit: Kit) -> None:
    """Define every style for the theme in use."""
    # the theme engine builds a base style the first time it hears its name: it must not do so over ours
    for name in (*_MADE_FIRST, *_MADE_TOO, *_ROUND_BARS):
        kit.style.configure(name, background=kit.palette.background)
    _frames(kit)
    _labels(kit)
    _bars(kit)
    buttons.dress(kit)
    fields.dress(kit)
    places.dress(kit)


def _frames(kit: Kit) -> None:
    colors, style = kit.palette, kit.style
    common = {"background": colors.background, "foreground": colors.foreground, "font": "TkDefaultFont"}
    chosen = {"selectbackground": colors.primary, "selectforeground": colors.on_primary}
    lines = {"bordercolor": colors.border, "troughcolor": colors.background, "focuscolor": colors.primary}
    style.configure(".", **common, **chosen, **lines, insertcolor=colors.foreground)
    style.configure("TFrame", background=colors.background)
    style.configure("Chrome.TFrame", background=colors.surface)
    style.configure("Line.TFrame", background=colors.border)
    style.configure("Hover.TFrame", background=colors.hover)
    style.configure("Selected.TFrame", background=colors.selected)
    style.configure("Tip.TFrame", background=colors.tooltip)
    kit.framed("Card.border", kit.box(colors.background, colors.border))
    kit.layout("Card.TFrame", part("Card.border", sticky="nsew"))
    style.configure("Card.TFrame", background=colors.background)
    _tile(kit)
    tip = kit.shapes.box((kit.px(160), kit.px(26)), kit.px(8), fill=colors.tooltip, behind=colors.background)
    kit.element("Toast.box", tip, border=kit.px(9), width=kit.px(20), height=kit.px(20), sticky="nsew")
    kit.layout("Toast.TFrame", part("Toast.box", sticky="nsew"))
    style.configure("Toast.TFrame", background=colors.background)
    style.configure("TPanedwindow", background=colors.background)
    style.configure("Sash", sashthickness=kit.px(9), gripcount=0)


def _tile(kit: Kit) -> None:
    """A card that stands on chrome, takes the keyboard and can be carried."""
    colors = kit.palette
    look = {"behind": colors.surface}
    states = (
        ("selected", kit.box(colors.background, colors.primary, ring=colors.primary_soft, **look)),
        ("focus", kit.box(colors.background, colors.primary, ring=colors.primary, **look)),
    )
    kit.framed("Tile.border", kit.box(colors.background, colors.border, **look), *states)
    kit.layout("Tile.TFrame", part("Tile.border", sticky="nsew"))
    kit.style.configure("Tile.TFrame", background=colors.surface)


def _labels(kit: Kit) -> None:
    colors = kit.palette
    looks = {
        "TLabel": (colors.foreground, "TkDefaultFont"),
        "Title.TLabel": (colors.foreground, "Title"),
        "Heading.TLabel": (colors.foreground, "Heading"),
        "Muted.TLabel": (colors.muted, "TkDefaultFont"),
        "Small.TLabel": (colors.muted, "Small"),
        "Strong.TLabel": (colors.foreground, "Strong"),
        "Error.TLabel": (colors.danger, "Small"),
        "Warning.TLabel": (colors.warning, "Small"),
        "Accent.TLabel": (colors.accent, "TkDefaultFont"),
        "Mono.TLabel": (colors.foreground, "Mono"),
    }
    for name, (ink, font) in looks.items():
        kit.style.configure(name, foreground=ink, background=colors.background, font=font)
        kit.style.map(name, foreground=[("disabled", colors.placeholder)])
    on_places = {
        "Chrome.TLabel": (colors.muted, colors.surface),
        "ChromeStrong.TLabel": (colors.foreground, colors.surface),
        "Tip.TLabel": (colors.on_tooltip, colors.tooltip),
    }
    for name, (ink, place) in on_places.items():
        font = "TkDefaultFont" if name == "Tip.TLabel" else "Small"
        kit.style.configure(name, foreground=ink, background=place, font=font)


def _bars(kit: Kit) -> None:
    colors, px = kit.palette, kit.px
    name, size = "Horizontal.TProgressbar", (px(160), px(6))

    def bar(color: str) -> str:
        return kit.shapes.box(size, px(3), fill=color, behind=colors.background)

    kit.element("Bar.trough", bar(colors.neutral_soft), border=px(3), height=px(6), width=px(8), sticky="ew")
    kit.element("Bar.pbar", bar(colors.primary), border=px(3), height=px(6), width=px(8), sticky="ew")
    kit.layout(name, part("Bar.trough", part("Bar.pbar", side="left", sticky=""), sticky="ew"))
    kit.style.configure(name, background=colors.background)
    kit.style.configure("TSeparator", background=colors.border)
    tip = {"background": colors.tooltip, "foreground": colors.on_tooltip, "bordercolor": colors.tooltip}
    kit.style.configure("tooltip.TLabel", font="Small", lightcolor=colors.tooltip, darkcolor=colors.tooltip, **tip)
