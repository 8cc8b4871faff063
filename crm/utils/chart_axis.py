"""The ground that upright bars and lines stand on: frame, round numbers, labels below. No bars, no lines of values."""

from __future__ import annotations

import math
from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_data import Chart
from crm.utils.chart_paper import Paper
from crm.utils.chart_scale import Scale
from crm.utils.i18n import _

_LINE = 12.0  # points a line of small words is high
_MEASURED = 12  # of a thousand labels only the longest are measured
_MANY = 8  # labels; more are thinned out, fewer are cut


@dataclass(frozen=True)
class Frame:
    """Where values are drawn, in points; `axis` says whether round numbers stand beside it."""

    left: float
    top: float
    right: float
    bottom: float
    scale: Scale
    count: int
    axis: bool

    @property
    def slot(self) -> float:
        """The room of a label."""
        return (self.right - self.left) / max(1, self.count)

    def centre(self, label: int) -> float:
        """The middle of a label's room."""
        return self.left + (label + 0.5) * self.slot

    def y(self, value: float) -> float:
        """How far down a value is."""
        return self.bottom - self.scale.share(value) * (self.bottom - self.top)


def steps(paper: Paper) -> int:
    """How many steps between round numbers read well on a paper this high."""
    return max(2, min(5, int(paper.height / 38)))


def bare(paper: Paper, chart: Chart, *, scale: Scale, top: float) -> Frame:
    """Without an axis: room for a value over the highest bar and under the lowest."""
    under = _LINE if scale.low < 0 else 0.0
    bottom = paper.height - _foot(paper, chart, width=paper.width) - under
    return Frame(0.0, top + _LINE + 1, paper.width, bottom, scale, len(chart.labels), axis=False)


def with_axis(paper: Paper, chart: Chart, *, scale: Scale, top: float) -> Frame:
    """With the round numbers of the scale at the left."""
    side = max(paper.measure(chart_words.brief(tick, chart), size=paper.small) for tick in _ticks(chart, scale)) + 6
    bottom = paper.height - _foot(paper, chart, width=paper.width - side)
    return Frame(side, top + _LINE / 2, paper.width, bottom, scale, len(chart.labels), axis=True)


def ground(paper: Paper, frame: Frame, *, chart: Chart) -> None:
    """Draw the lines of the axis with their numbers, and the labels below."""
    if frame.axis:
        for tick in _ticks(chart, frame.scale):
            y = frame.y(tick)
            paper.rule((frame.left, y), (frame.right, y), color=paper.look.grid)
            words = chart_words.brief(tick, chart)
            paper.words(words, (frame.left - 6, y), anchor="e", size=paper.small, color=paper.look.muted)
    _labels(paper, frame, labels=chart.labels)
    if all(value is None for one in chart.series for value in one.values):
        middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        paper.words(_("Too few to say"), middle, anchor="center", color=paper.look.muted)


def zero(paper: Paper, frame: Frame) -> None:
    """Draw the line that bars stand on."""
    paper.rule((frame.left, frame.y(0)), (frame.right, frame.y(0)), color=paper.look.axis)


def _ticks(chart: Chart, scale: Scale) -> list[float]:
    """The round numbers; only zero where there is no other value: how much it might have been is not known."""
    return [0.0] if chart.is_empty else scale.ticks()


def _foot(paper: Paper, chart: Chart, *, width: float) -> float:
    lines = 2 if _wraps(paper, chart.labels, slot=width / max(1, len(chart.labels))) else 1
    return lines * _LINE + 4


def _widest(paper: Paper, labels: tuple[str, ...]) -> float:
    longest = sorted(labels, key=len)[-_MEASURED:]
    return max((paper.measure(paper.cut(one, 90, size=paper.small), size=paper.small) for one in longest), default=0)


def _wraps(paper: Paper, labels: tuple[str, ...], *, slot: float) -> bool:
    """Whether labels stand on two lines: few of them, too long for one, with words to part."""
    few = len(labels) <= _MANY and slot >= 24
    return few and any(" " in one and paper.measure(one, size=paper.small) > slot - 4 for one in labels)


def _labels(paper: Paper, frame: Frame, *, labels: tuple[str, ...]) -> None:
    first = paper.height - _foot_of(paper, labels, frame=frame) + _LINE / 2 + 3
    if _wraps(paper, labels, slot=frame.slot):
        for at, label in enumerate(labels):
            for line, words in enumerate(_two_lines(paper, label, room=frame.slot - 4)):
                _label(paper, words, at=(frame.centre(at), first + line * (_LINE - 1)))
        return
    step = _step(paper, labels, slot=frame.slot)
    taken = -math.inf
    for at in range(0, len(labels), step):
        words = paper.cut(labels[at], step * frame.slot - 3, size=paper.small)
        half = paper.measure(words, size=paper.small) / 2
        x = min(max(frame.centre(at), half), paper.width - half)
        if x - half > taken:
            _label(paper, words, at=(x, first))
            taken = x + half + 2


def _step(paper: Paper, labels: tuple[str, ...], *, slot: float) -> int:
    """Every which label is shown."""
    widest = _widest(paper, labels)
    return 1 if len(labels) <= _MANY or widest + 3 <= slot else math.ceil((widest + 10) / slot)


def _foot_of(paper: Paper, labels: tuple[str, ...], *, frame: Frame) -> float:
    return (2 if _wraps(paper, labels, slot=frame.slot) else 1) * _LINE + 4


def _label(paper: Paper, words: str, *, at: tuple[float, float]) -> None:
    paper.words(words, at, anchor="center", size=paper.small, color=paper.look.muted)


def _two_lines(paper: Paper, label: str, *, room: float) -> list[str]:
    """A label parted between two words, each part cut to the room."""
    words = label.split()
    first = words[:1]
    while len(first) < len(words) and paper.measure(" ".join(words[: len(first) + 1]), size=paper.small) <= room:
        first.append(words[len(first)])
    parts = [" ".join(first), " ".join(words[len(first) :])]
    return [paper.cut(part, room, size=paper.small) for part in parts if part]
