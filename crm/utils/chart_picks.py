"""Where the parts of a drawn chart stand, and which of them a point means. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """An upright rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> tuple[Point, ...]:
        """The four of them, clockwise from the left top."""
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)

    def has(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def scaled(self, factor: float) -> Box:
        """In another unit of length."""
        return Box(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)


def around(points: Sequence[Point]) -> Box:
    """The smallest box with all the points."""
    across, down = [x for x, _y in points], [y for _x, y in points]
    return Box(min(across), min(down), max(across), max(down))


@dataclass(frozen=True)
class Pick:
    """A part of a chart: the value of a label in a series, by their places.

    `outline` is the mark itself, `reach` where a click means it when no mark lies under the pointer: a low bar has all
    of its column. Both are in pixels of the figure, from its left top.
    """

    series: int
    label: int
    outline: tuple[Point, ...]
    reach: Box

    @property
    def box(self) -> Box:
        """The box around the mark."""
        return around(self.outline)

    def has(self, x: float, y: float) -> bool:
        """Whether a point lies on the mark."""
        inside = False
        for (x1, y1), (x2, y2) in zip(self.outline, self.outline[1:] + self.outline[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


def pick_at(picks: Sequence[Pick], point: Point) -> Pick | None:
    """The part a point means: the mark under it, else the nearest of those that reach so far."""
    for pick in picks:
        if pick.has(*point):
            return pick
    near = [pick for pick in picks if pick.reach.has(*point)]
    return min(near, key=lambda pick: _apart(pick.box.middle, point)) if near else None


def _apart(first: Point, second: Point) -> float:
    return (first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2
