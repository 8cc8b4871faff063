"""A funnel: centred bars from stage to stage, and the share that went on from each to the next."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_colors import Ink, inks, mixed
from crm.utils.chart_data import Chart
from crm.utils.chart_fit import fit, tell_rest
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick, Point

_LEAST, _ROOMY, _MOST = 10.5, 14.0, 70.0  # points a stage is high; from which on its words are of the usual size
_LAST = 4.0
_NAMES = 0.4  # of the width that names take at most
_BAR = 0.6  # of a stage's height; the rest is the way to the next


@dataclass(frozen=True)
class _Stages:
    """Where the stages stand: names from 0, bars between `left` and `right`, values from `said` to the edge.

    Shares stand between the bars where it `is_roomy`, else before the values.
    """

    left: float
    right: float
    said: float
    is_roomy: bool
    pitch: float
    shown: int
    most: float
    size: float  # of names and values

    def top(self, label: int) -> float:
        """Where the bar of a stage begins: words may be higher than their bar."""
        return max(0.0, self.size * 0.62 - self.pitch * _BAR / 2) + label * self.pitch

    def bar(self, label: int, value: float) -> Box:
        half = max(0.5, (self.right - self.left) / 2 * max(0.0, value) / self.most)
        middle, top = (self.left + self.right) / 2, self.top(label)
        return Box(middle - half, top, middle + half, top + self.pitch * _BAR)


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw the first series, the first stage on top."""
    values = chart.series[0].values
    stages = _stages(paper, chart)
    ink = inks(chart, paper.look)[0]
    boxes = {label: stages.bar(label, value) for label, value in _known(chart, stages)}
    paper.shapes(_ways(boxes), Ink(mixed(paper.look.background, ink.line, share=0.14)))
    paper.boxes([box for label, box in boxes.items() if values[label]], ink)
    for label in range(stages.shown):
        _stage(paper, chart, stages=stages, label=label)
    tell_rest(paper, len(chart.labels) - stages.shown, top=stages.top(stages.shown) - 2)
    return [_pick(paper, stages, label=label, box=box) for label, box in boxes.items()]


def _stages(paper: Paper, chart: Chart) -> _Stages:
    whole = fit(len(chart.labels), paper.height + _LAST, least=_LEAST, most=_MOST)
    fewer = fit(len(chart.labels), paper.height, least=_LEAST, most=_MOST)
    # below the very last stage there is no way to a next
    fitting = whole if whole.shown == len(chart.labels) else fewer
    shown, pitch = fitting.shown, fitting.pitch
    size = paper.size if pitch >= _ROOMY else paper.small
    names = max(paper.measure(paper.cut(name, 200, size=size), size=size) for name in chart.labels[:shown])
    values = chart.series[0].values[:shown]
    said = max(paper.measure(chart_words.brief(value, chart), size=size, strong=True) for value in values)
    left = min(names, paper.width * _NAMES) + 10
    before = paper.width - said - 10
    is_roomy = pitch * (1 - _BAR) >= paper.small + 2
    right = before if is_roomy else before - paper.measure(chart_words.percent(1), size=paper.small) - 8
    most = max([value for value in values if value] or [1.0])
    return _Stages(left, max(left + 10, right), before, is_roomy, pitch, shown, most, size)


def _known(chart: Chart, stages: _Stages) -> list[tuple[int, float]]:
    values = chart.series[0].values[: stages.shown]
    return [(label, value) for label, value in enumerate(values) if value is not None]


def _ways(boxes: dict[int, Box]) -> list[tuple[Point, ...]]:
    """The slopes from a stage to the next."""
    pairs = [(box, boxes[label + 1]) for label, box in boxes.items() if label + 1 in boxes]
    return [
        ((above.left, above.bottom), (above.right, above.bottom), (below.right, below.top), (below.left, below.top))
        for above, below in pairs
    ]


def _stage(paper: Paper, chart: Chart, *, stages: _Stages, label: int) -> None:
    """The name and the value of a stage, and the share of it that went on."""
    value = chart.series[0].values[label]
    middle = stages.top(label) + stages.pitch * _BAR / 2
    paper.words(paper.cut(chart.labels[label], stages.left - 10, size=stages.size), (0, middle), size=stages.size)
    color = paper.look.muted if value is None else paper.look.text
    words = chart_words.brief(value, chart)
    paper.words(words, (paper.width, middle), anchor="e", size=stages.size, strong=value is not None, color=color)
    share = chart_words.went_on(chart, label) if label + 1 < stages.shown else None
    if share is None:
        return
    words = chart_words.percent(share)
    if stages.is_roomy:
        centre = (stages.left + stages.right) / 2, middle + stages.pitch / 2
        paper.words(words, centre, anchor="center", size=paper.small)
    else:
        paper.words(words, (stages.said, middle), anchor="e", size=paper.small, color=paper.look.muted)


def _pick(paper: Paper, stages: _Stages, *, label: int, box: Box) -> Pick:
    reach = Box(0, stages.top(label), paper.width, stages.top(label) + stages.pitch)
    return Pick(0, label, box.scaled(paper.pixels).corners, reach.scaled(paper.pixels))
