"""The small pictures that controls are made of: rounded boxes, switches, dots, initials. Pillow only, no styles."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageTk

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Pen

_FINER = 4  # drawn this many times larger, then reduced: that is what smooths the curves


class Shapes:
    """Makes each picture once and keeps it alive; every method returns a Tk image name.

    Sizes are physical pixels. Boxes are opaque on `behind`: Tk blends a picture with transparency by reading the
    window back for every draw, which shows while resizing.
    """

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._kept: dict[tuple[object, ...], ImageTk.PhotoImage] = {}

    def box(self, size: tuple[int, int], radius: int, **look: object) -> str:
        """A rounded box. `look`: fill, behind, border ("" for none), ring ("" for none), edge and halo in pixels."""
        key = ("box", size, radius, *sorted(look.items()))
        return self._keep(key, lambda: _box(size, radius, look=look))

    def line(self, size: tuple[int, int], color: str) -> str:
        """A plain bar of one colour."""
        return self._keep(("line", size, color), lambda: Image.new("RGB", size, color))

    def nothing(self, size: tuple[int, int]) -> str:
        """A transparent spacer."""
        return self._keep(("nothing", size), lambda: Image.new("RGBA", size, (0, 0, 0, 0)))

    def dot(self, size: int, color: str) -> str:
        """A round dot on nothing."""
        return self._keep(
            ("dot", size, color), lambda: _smooth((size, size), lambda pen, k: _disc(pen, size * k, color=color))
        )

    def disc(self, size: int, color: str, *, letters: Callable[[Image.Image], None], name: str) -> str:
        """A disc that `letters` may write on; `name` tells pictures with different letters apart."""

        def draw() -> Image.Image:
            picture = _smooth((size, size), lambda pen, k: _disc(pen, size * k, color=color))
            letters(picture)
            return picture

        return self._keep(("disc", size, color, name), draw)

    def switch(self, size: tuple[int, int], *, track: str, knob: str, on: bool) -> str:
        """A sliding switch."""
        width, height = size

        def draw(pen: Pen, k: int) -> None:
            pen.rounded_rectangle((0, 0, width * k - 1, height * k - 1), radius=height * k / 2, fill=track)
            gap = height * k * 0.16
            left = width * k - height * k + gap if on else gap
            pen.ellipse((left, gap, left + height * k - 2 * gap, height * k - gap), fill=knob)

        return self._keep(("switch", size, track, knob, on), lambda: _smooth(size, draw))

    def tick(self, size: int, *, colors: tuple[str, str, str], kind: str) -> str:
        """A check box (`kind` "check" or "dash") or a radio button ("round").

        `colors`: fill, border and mark; mark "" leaves it empty.
        """
        return self._keep(
            ("tick", size, colors, kind),
            lambda: _smooth((size, size), lambda pen, k: _tick(pen, size * k, colors=colors, kind=kind)),
        )

    def _keep(self, key: tuple[object, ...], draw: Callable[[], Image.Image]) -> str:
        if key not in self._kept:
            self._kept[key] = ImageTk.PhotoImage(draw(), master=self._root)
        return str(self._kept[key])


def _smooth(size: tuple[int, int], draw: Callable[[Pen, int], None], *, behind: str = "") -> Image.Image:
    large = (size[0] * _FINER, size[1] * _FINER)
    picture = Image.new("RGB", large, behind) if behind else Image.new("RGBA", large, (0, 0, 0, 0))
    draw(ImageDraw.Draw(picture), _FINER)
    return picture.resize(size, Image.Resampling.LANCZOS if behind else Image.Resampling.BOX)


def _box(size: tuple[int, int], radius: int, *, look: dict[str, object]) -> Image.Image:
    halo, edge = int(str(look.get("halo", 0))), int(str(look.get("edge", 1)))
    fill, border, ring = (str(look.get(name, "")) for name in ("fill", "border", "ring"))

    def draw(pen: Pen, k: int) -> None:
        width, height = size[0] * k - 1, size[1] * k - 1
        if ring:
            pen.rounded_rectangle((0, 0, width, height), radius=(radius + halo) * k, fill=ring)
        inset = halo * k
        outer = (inset, inset, width - inset, height - inset)
        pen.rounded_rectangle(outer, radius=radius * k, fill=border or fill)
        if border:
            inner = tuple(at + edge * k * sign for at, sign in zip(outer, (1, 1, -1, -1), strict=True))
            pen.rounded_rectangle(inner, radius=(radius - edge) * k, fill=fill)

    return _smooth(size, draw, behind=str(look["behind"]))


def _disc(pen: Pen, side: int, *, color: str) -> None:
    pen.ellipse((0, 0, side - 1, side - 1), fill=color)


def _tick(pen: Pen, side: int, *, colors: tuple[str, str, str], kind: str) -> None:
    fill, border, mark = colors
    edge = max(_FINER, side // 14)
    if kind == "round":
        pen.ellipse((0, 0, side - 1, side - 1), fill=fill, outline=border, width=edge)
        if mark:
            pen.ellipse((side * 0.3, side * 0.3, side * 0.7, side * 0.7), fill=mark)
        return
    pen.rounded_rectangle((0, 0, side - 1, side - 1), radius=side * 0.24, fill=fill, outline=border, width=edge)
    if mark and kind == "dash":
        pen.line((side * 0.26, side * 0.5, side * 0.74, side * 0.5), fill=mark, width=round(side * 0.12))
    elif mark:
        points = [(side * 0.24, side * 0.52), (side * 0.43, side * 0.7), (side * 0.77, side * 0.32)]
        pen.line(points, fill=mark, width=round(side * 0.12), joint="curve")
