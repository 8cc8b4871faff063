"""A figure as paper: boxes, lines, rings and words at places from its left top. Knows no charts.

Places and sizes are points, larger ones on a large figure, so that words grow with it. Everything is placed once and
stays there at any resolution: nothing is laid out again while it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm.utils import chart_fonts
from crm.utils.chart_colors import ChartLook, Ink
from crm.utils.chart_fonts import REGULAR, STRONG
from crm.utils.chart_picks import Box, Point

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path

_USUAL = (450.0, 260.0)  # points; on larger figures everything grows
_LARGEST = 1.4  # times
_ARC = math.radians(6)  # a ring is drawn as straight pieces of this length


class Paper:
    """Draws on a figure: `width` and `height` are its size, y grows downwards."""

    def __init__(self, figure: Figure, look: ChartLook) -> None:
        from matplotlib.transforms import Affine2D

        across, down = figure.get_size_inches()
        usual = min(float(across) * 72 / _USUAL[0], float(down) * 72 / _USUAL[1])
        self._points = max(1.0, min(_LARGEST, usual))  # of a unit of this paper
        self.width, self.height = float(across) * 72 / self._points, float(down) * 72 / self._points
        self.look = look
        self.pixels = float(figure.dpi) / 72 * self._points  # of a unit
        self._figure = figure
        upright = Affine2D().scale(1, -1).translate(0, self.height)
        self._place = upright.scale(self._points / 72) + figure.dpi_scale_trans
        figure.set_facecolor(look.background)

    @property
    def size(self) -> float:
        """The usual size of words."""
        return self.look.size

    @property
    def small(self) -> float:
        """The size of words beside others."""
        return self.look.size - 1

    def snapped(self, place: float) -> float:
        """The nearest border between two pixels, so that edges are sharp."""
        return round(place * self.pixels) / self.pixels

    def boxes(self, boxes: Sequence[Box], ink: Ink) -> None:
        """Fill boxes."""
        if boxes:
            self._shape([self._snapped(box).corners for box in boxes], ink)

    def shapes(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        """Fill closed outlines."""
        if outlines:
            self._shape(outlines, ink)

    def line(self, points: Sequence[Point], color: str, *, thick: float = 1.0, dash: str = "-") -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        across, down = [x for x, _y in points], [y for _x, y in points]
        looks: dict[str, Any] = {
            "color": color,
            "linewidth": thick * self._points,
            "linestyle": dash,
            "solid_joinstyle": "round",
        }
        self._add(Line2D(across, down, **looks))

    def rule(self, start: Point, end: Point, *, color: str) -> None:
        """Draw a straight hair of one pixel."""
        half = 0.5 / self.pixels
        points = [(self.snapped(x) + half, self.snapped(y) - half) for x, y in (start, end)]
        self.line(points, color, thick=1 / self.pixels)

    def dots(self, points: Sequence[Point], color: str, *, size: float = 4.0) -> None:
        """Draw round dots, ringed in the colour of the ground."""
        from matplotlib.lines import Line2D

        across, down = [x for x, _y in points], [y for _x, y in points]
        ground = self.look.background
        looks: dict[str, Any] = {
            "marker": "o",
            "markersize": size * self._points,
            "markerfacecolor": color,
            "markeredgecolor": ground,
        }
        self._add(Line2D(across, down, linestyle="none", markeredgewidth=1.0, **looks))

    def words(self, text: str, at: Point, *, anchor: str = "w", **looks: Any) -> None:
        """Write on one line; `anchor` says which point of the words stands at the place: "w", "e", "center".

        `looks`: color, size, strong. Words stand with the middle of their small letters at the place's height.
        """
        from matplotlib.text import Text

        if not text:
            return
        size = looks.get("size", self.size)
        weight = STRONG if looks.get("strong") else REGULAR
        sideways = {"w": "left", "e": "right"}.get(anchor, "center")
        face = chart_fonts.face(text, self.look.family, size=size * self._points, weight=weight)
        # on the base line, so that words beside each other stand level whatever their letters
        place = (at[0], at[1] + size * 0.36)
        shown: dict[str, Any] = {"horizontalalignment": sideways, "verticalalignment": "baseline"}
        color = looks.get("color", self.look.text)
        self._add(Text(*place, text=text, fontproperties=face, color=color, parse_math=False, **shown))

    def measure(self, text: str, *, size: float = 0, strong: bool = False) -> float:
        """How wide words get."""
        weight = STRONG if strong else REGULAR
        return chart_fonts.width(text, self.look.family, size=size or self.size, weight=weight)

    def cut(self, text: str, room: float, *, size: float = 0) -> str:
        """Words cut with … to a width."""
        return chart_fonts.cut(text, self.look.family, size=size or self.size, room=room)

    def _snapped(self, box: Box) -> Box:
        left, top = self.snapped(box.left), self.snapped(box.top)
        least = 1 / self.pixels  # what is there at all can be seen
        right, bottom = self.snapped(box.right), self.snapped(box.bottom)
        return Box(left, min(top, bottom - least) if box.height > 0 else top, max(right, left + least), bottom)

    def _shape(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        from matplotlib.patches import PathPatch

        looks: dict[str, Any] = {"facecolor": ink.fill, "linewidth": 0, "edgecolor": "none"}
        if ink.edge:
            looks = {"facecolor": ink.fill, "edgecolor": ink.edge, "linewidth": 0.75, "hatch": ink.hatch}
        patch = PathPatch(_closed(outlines), **looks)
        patch.set_hatch_linewidth(0.6)
        self._add(patch)

    def _add(self, artist: Any) -> None:
        artist.set_transform(self._place)
        artist.set_zorder(len(self._figure.artists))  # what is drawn later covers what was there
        self._figure.add_artist(artist)


def ring(centre: Point, radii: tuple[float, float], *, turn: tuple[float, float]) -> tuple[Point, ...]:
    """The outline of a piece of a ring: radii inside and outside, turn from and to as shares of the whole, clockwise
    from the top."""
    begin, end = (2 * math.pi * share for share in turn)
    pieces = max(2, math.ceil((end - begin) / _ARC))
    angles = [begin + (end - begin) * piece / pieces for piece in range(pieces + 1)]

    def at(angle: float, radius: float) -> Point:
        return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)

    inside, outside = radii
    return (*(at(angle, outside) for angle in angles), *(at(angle, inside) for angle in reversed(angles)))


def _closed(outlines: Sequence[Sequence[Point]]) -> Path:
    from matplotlib.path import Path

    points: list[Point] = []
    codes: list[Any] = []
    for outline in outlines:
        points += [*outline, outline[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), Path.CLOSEPOLY]
    return Path(points, codes)
