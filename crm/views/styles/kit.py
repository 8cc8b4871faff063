"""What styles are made with: the ttk style, the palette, pictures, and units to pixels. No style is defined here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from crm.views.colors import Palette
from crm.views.shapes import Shapes

RADIUS = 6
HALO = 2  # the focus ring stands outside the control, so every control keeps this margin

Part = tuple[str, dict[str, Any]]


def part(name: str, *children: Part, **options: str) -> Part:
    """One element of a ttk layout and what stands inside it."""
    inside: dict[str, Any] = {"children": list(children)} if children else {}
    return (name, {**options, **inside})


@dataclass(frozen=True)
class Kit:
    """The tools a recipe receives; one is made for each theme as it comes into use."""

    style: ttk.Style
    palette: Palette
    shapes: Shapes
    px: Callable[[float], int]
    icon: Callable[..., str]

    def box(self, fill: str, border: str = "", *, ring: str = "", behind: str = "") -> str:
        """A control's rounded box with room for its focus ring."""
        size = (self.px(160), self.px(2 * (RADIUS + HALO) + 10))
        look = {"behind": behind or self.palette.background, "halo": self.px(HALO), "edge": max(1, self.px(1))}
        return self.shapes.box(size, self.px(RADIUS), fill=fill, border=border, ring=ring, **look)

    def element(self, name: str, default: str, *states: tuple[str, ...], **options: object) -> None:
        """An image element, made once per theme; the first fitting state wins."""
        if name not in self.style.element_names():
            self.style.element_create(name, "image", default, *states, **options)  # type: ignore[call-overload]

    def framed(self, name: str, default: str, *states: tuple[str, ...], inside: float = HALO + 1) -> None:
        """An image element that stretches around its content."""
        edge, least = self.px(RADIUS + HALO + 1), self.px(2 * (RADIUS + HALO) + 2)
        look = {"border": edge, "padding": self.px(inside), "width": least, "height": least, "sticky": "nsew"}
        self.element(name, default, *states, **look)

    def layout(self, name: str, *parts: Part) -> None:
        """What a style is composed of, from the back to the front."""
        self.style.layout(name, list(parts))  # type: ignore[arg-type]

    def plain(self, name: str, *options: str) -> None:
        """Drop what the theme engine mapped to states for these options, so that `configure` decides alone."""
        for option in options:
            self.style.map(name, **{option: ()})  # type: ignore[call-overload]
