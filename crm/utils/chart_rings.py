"""A ring: the shares of one series in their sum, each named beside it in the order of the clock."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_colors import Ink
from crm.utils.chart_data import Chart
from crm.utils.chart_paper import Paper, ring
from crm.utils.chart_picks import Box, Pick, Point
from crm.utils.i18n import _

_APART = 6  # labels that are told apart; the smallest of more are one
_INSIDE = 0.62  # of the radius
_ROW = 20.0  # points a name is high at most
_SWATCH = 8.0
_WIDEST = 220.0  # points that names and shares take at most
_SEAM = 1.0  # points of ground between two parts


@dataclass(frozen=True)
class _Part:
    """One piece of the ring; `label` is -1 for the rest."""

    label: int
    name: str
    value: float
    fill: str


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw the ring at the left and its names at the right; both can be picked."""
    parts = _parts(paper, chart)
    whole = sum(part.value for part in parts)
    radius = max(10.0, min(paper.height, paper.width * 0.44) / 2 - 1)
    centre = (radius + 1, paper.height / 2)
    _total(paper, chart_words.brief(whole, chart), centre=centre, radius=radius)
    outlines = _outlines(paper, parts, centre=centre, radius=radius)
    rows = _names(paper, parts, left=2 * radius + 16)
    picks = []
    for part, outline, row in zip(parts, outlines, rows, strict=True):
        if part.label >= 0:
            mark = outline or row.corners
            scaled = tuple((x * paper.pixels, y * paper.pixels) for x, y in mark)
            picks.append(Pick(0, part.label, scaled, row.scaled(paper.pixels)))
    return picks


def _parts(paper: Paper, chart: Chart) -> list[_Part]:
    """The largest parts in the order of the labels, then all others as one."""
    values = [max(0.0, value or 0.0) for value in chart.series[0].values]
    ranked = sorted(range(len(values)), key=lambda label: -values[label])
    kept = sorted(ranked if len(ranked) <= _APART else ranked[: _APART - 1])
    hues = paper.look.hues
    parts = [_Part(label, chart.labels[label], values[label], hues[at % len(hues)]) for at, label in enumerate(kept)]
    rest = len(values) - len(kept)
    if rest:
        other = sum(values) - sum(part.value for part in parts)
        parts.append(_Part(-1, _("{count} others").format(count=rest), other, paper.look.axis))
    return parts


def _outlines(paper: Paper, parts: list[_Part], *, centre: Point, radius: float) -> list[tuple[Point, ...]]:
    """Draw the pieces; the outline of each, () of those that are nothing."""
    whole = sum(part.value for part in parts)
    seen = [part for part in parts if part.value > 0]
    seam = _SEAM / (2 * 3.14159 * radius) if len(seen) > 1 else 0.0
    outlines: list[tuple[Point, ...]] = []
    start = 0.0
    for part in parts:
        share = part.value / whole if whole else 0.0
        ends = (start + min(seam, share / 3), start + share - min(seam, share / 3))
        outline = ring(centre, (radius * _INSIDE, radius), turn=ends) if share else ()
        paper.shapes([outline] if outline else [], Ink(part.fill))
        outlines.append(outline)
        start += share
    if not whole:
        paper.shapes([ring(centre, (radius * _INSIDE, radius), turn=(0, 1))], Ink(paper.look.grid))
    return outlines


def _total(paper: Paper, words: str, *, centre: Point, radius: float) -> None:
    """Say the sum inside, where it has room."""
    size = max(paper.size + 3, radius / 5)
    if paper.measure(words, size=size, strong=True) <= 2 * radius * _INSIDE - 8:
        paper.words(words, centre, anchor="center", size=size, strong=True)


def _names(paper: Paper, parts: list[_Part], *, left: float) -> list[Box]:
    """Name the parts with value and share; the box of each."""
    pitch = min(_ROW, paper.height / max(1, len(parts)))
    top = (paper.height - pitch * len(parts)) / 2
    whole = sum(part.value for part in parts)
    right = min(paper.width, left + _WIDEST)
    shares = [chart_words.percent(part.value / whole) if whole else chart_words.UNSAID for part in parts]
    side = max((paper.measure(share, strong=True) for share in shares), default=0.0)
    boxes = []
    for at, (part, share) in enumerate(zip(parts, shares, strict=True)):
        middle = top + (at + 0.5) * pitch
        half = _SWATCH / 2
        paper.boxes([Box(left, middle - half, left + _SWATCH, middle + half)], Ink(part.fill))
        room = right - left - _SWATCH - 6 - side - 8
        paper.words(paper.cut(part.name, room), (left + _SWATCH + 6, middle))
        paper.words(share, (right, middle), anchor="e", strong=True)
        boxes.append(Box(left, middle - pitch / 2, right, middle + pitch / 2))
    return boxes
