"""What a board is drawn with: texts, pictures and shapes in the colours of the theme, and texts cut to fit."""

from __future__ import annotations

import tkinter as tk
from tkinter import font as tkfont
from typing import Any

from crm.views import theme
from crm.views.widgets.board_layout import Box

_FITTED = 20_000


def color(role: str) -> str:
    """A colour of the palette in use, by its name."""
    return str(getattr(theme.colors(), role))


def line_height(font: str) -> int:
    """How high a line of a named font is."""
    return int(tkfont.nametofont(font).metrics("linespace"))


def width_of(text: str, *, font: str = theme.SMALL) -> int:
    """How wide a text is."""
    return int(tkfont.nametofont(font).measure(text))


class Fitter:
    """Cuts texts to a width in pixels, and remembers: measuring is what drawing costs most."""

    def __init__(self) -> None:
        self._fitted: dict[tuple[str, int, str], str] = {}

    def fit(self, text: str, width: int, *, font: str = theme.SMALL) -> str:
        """`text` on one line of at most `width` pixels; "" where nothing fits."""
        if not text or width <= 0:
            return ""
        key = (text, width, font)
        if key not in self._fitted:
            if len(self._fitted) > _FITTED:
                self._fitted.clear()
            self._fitted[key] = theme.fit(text, width, font=font)
        return self._fitted[key]


class Pen:
    """Draws on a canvas; every item carries the tags of the pen."""

    def __init__(self, canvas: tk.Canvas, *tags: str) -> None:
        self._canvas = canvas
        self._tags = tags

    def text(self, at: tuple[int, int], words: str, *, role: str = "foreground", **look: Any) -> None:
        """Write `words` in a palette colour; `look` takes what a canvas text takes: anchor, font, angle."""
        if words:
            look = {"anchor": "nw", "font": theme.SMALL, **look}
            self._canvas.create_text(*at, text=words, fill=color(role), tags=self._tags, **look)

    def image(self, at: tuple[int, int], image: str, *, anchor: Any = "nw") -> None:
        """Put a Tk image."""
        self._canvas.create_image(*at, image=image, anchor=anchor, tags=self._tags)

    def icon(self, at: tuple[int, int], name: str, **look: Any) -> None:
        """Put an icon; `look`: size in units, role, anchor."""
        image = theme.icon(name, look.get("size", 12), color=color(look.get("role", "muted")))
        self.image(at, image, anchor=look.get("anchor", "w"))

    def block(self, box: Box, fill: str) -> None:
        """Fill a rectangle."""
        self._canvas.create_rectangle(
            box.x, box.y, box.x + box.width, box.y + box.height, fill=fill, outline="", tags=self._tags
        )

    def round(self, box: Box, fill: str, *, radius: int) -> None:
        """Fill a rectangle with round corners."""
        right, bottom = box.x + box.width, box.y + box.height
        corners = ((box.x, box.y, 1, 1), (right, box.y, -1, 1), (right, bottom, -1, -1), (box.x, bottom, 1, -1))
        points: list[tuple[int, int]] = []
        for x, y, inward, down in corners:
            beside, below = (x + inward * radius, y), (x, y + down * radius)
            first, last = (below, beside) if inward == down else (beside, below)
            points += [first, first, (x, y), last, last]
        self._canvas.create_polygon(points, smooth=True, fill=fill, outline="", tags=self._tags)

    def stroke(self, points: tuple[int, ...], fill: str, *, width: int) -> None:
        """A line with round ends."""
        self._canvas.create_line(*points, fill=fill, width=width, capstyle="round", tags=self._tags)
