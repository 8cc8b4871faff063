"""The colours of the window, light and dark, by what they are for. No widgets, no styles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Every colour the window uses, as #rrggbb, named by purpose.

    Text colours keep a contrast of 4.5:1 or more on `background` and `surface`. Each `*_soft` is the quiet fill behind
    text of the same hue. No meaning rests on hue alone: widgets add a word, a glyph or a place.
    """

    mode: str
    background: str  # where content and controls stand
    surface: str  # chrome around it: navigation, status bar, headings
    raised: str  # popups and cards above the background
    foreground: str
    muted: str
    placeholder: str
    border: str
    border_strong: str
    hover: str
    pressed: str
    selected: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    accent: str  # primary as text or glyph
    primary_soft: str
    success: str
    success_soft: str
    info: str
    info_soft: str
    warning: str
    warning_soft: str
    caution: str  # a yellow glyph: something is missing
    danger: str
    danger_hover: str
    danger_soft: str
    on_danger: str
    neutral_soft: str
    tooltip: str
    on_tooltip: str


LIGHT = Palette(
    mode="light",
    background="#ffffff",
    surface="#f6f8fb",
    raised="#ffffff",
    foreground="#0f172a",
    muted="#5b6b82",
    placeholder="#8492a6",
    border="#e2e8f0",
    border_strong="#c3ceda",
    hover="#f1f5f9",
    pressed="#e4eaf1",
    selected="#e6effd",
    primary="#2563eb",
    primary_hover="#1d56d8",
    primary_pressed="#1b48b6",
    on_primary="#ffffff",
    accent="#1d4ed8",
    primary_soft="#dbe8fe",
    success="#12713a",
    success_soft="#dcf5e5",
    info="#0e7490",
    info_soft="#d7f1f7",
    warning="#a3480a",
    warning_soft="#fdf0d3",
    caution="#b98600",
    danger="#c81e1e",
    danger_hover="#ad1717",
    danger_soft="#fde5e5",
    on_danger="#ffffff",
    neutral_soft="#eaeff5",
    tooltip="#1e293b",
    on_tooltip="#f8fafc",
)

DARK = Palette(
    mode="dark",
    background="#121926",
    surface="#0d131e",
    raised="#192233",
    foreground="#e6ebf3",
    muted="#97a6bc",
    placeholder="#6d7d95",
    border="#263246",
    border_strong="#3a4961",
    hover="#1b2536",
    pressed="#222e43",
    selected="#1b3157",
    primary="#2f6fe8",
    primary_hover="#4480f0",
    primary_pressed="#265fcc",
    on_primary="#ffffff",
    accent="#8db6ff",
    primary_soft="#1e3763",
    success="#5fd38d",
    success_soft="#143826",
    info="#5cc8e0",
    info_soft="#11374a",
    warning="#f3b650",
    warning_soft="#3d2c0f",
    caution="#f0c04a",
    danger="#ff8f8f",
    danger_hover="#e25555",
    danger_soft="#47191f",
    on_danger="#ffffff",
    neutral_soft="#243044",
    tooltip="#e6ebf3",
    on_tooltip="#121926",
)

PALETTES = {"light": LIGHT, "dark": DARK}
_READABLE = 4.5
TAG_HUES = ("#2563eb", "#0e7490", "#15803d", "#a16207", "#c2410c", "#be185d", "#7c3aed", "#475569")


def mix(first: str, second: str, *, share: float) -> str:
    """The colour `share` of the way from `first` to `second` (0 to 1), as #rrggbb."""
    parts = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def soft(hue: str, palette: Palette) -> str:
    """The quiet fill that belongs to any `hue`, on the background of `palette`."""
    return mix(palette.background, hue, share=0.14 if palette.mode == "light" else 0.3)


def ink(hue: str, palette: Palette) -> str:
    """`hue` moved towards black or white until it can be read as text on its own `soft` fill."""
    ground, target = soft(hue, palette), "#000000" if palette.mode == "light" else "#ffffff"
    steps = (mix(hue, target, share=share / 100) for share in range(28 if palette.mode == "light" else 62, 100, 6))
    return next((color for color in steps if contrast(color, ground) >= _READABLE), target)


def contrast(first: str, second: str) -> float:
    """How well one colour can be read on another, by WCAG: 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hue_of(text: str) -> str:
    """A steady hue for a name: the same text always has the same one."""
    return TAG_HUES[sum(ord(letter) * place for place, letter in enumerate(text, 1)) % len(TAG_HUES)]
