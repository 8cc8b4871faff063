"""How a chart is dressed: grounds, inks of its series, lettering; on light, on dark, on paper. Nothing is drawn here.

The hues are those of Okabe and Ito, made darker or lighter until each stands out from its ground (3:1 or more) and any
two stay apart for eyes that see no red, green or blue. Hue is never alone: what is beside the main series is hatched,
goals are marks, and every part is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils.chart_data import Chart, Role

# blue, orange, bluish green, reddish purple, indigo or sky, vermilion
_ON_LIGHT = ("#2563eb", "#d68000", "#067a5b", "#c673ad", "#334078", "#b03a0a")
_ON_DARK = ("#5b95f5", "#f4c430", "#1fc08a", "#b8699a", "#bfd0fa", "#e0602e")
_GOOD, _BAD = 2, 5  # their places among the hues


@dataclass(frozen=True)
class ChartLook:
    """The colours of a chart as #rrggbb and its lettering.

    `hues` are those of the series in their order. `family` is a font of this computer, "" for the one that comes with
    the drawing library; `size` is that of most words, in points.
    """

    background: str
    text: str
    muted: str
    grid: str
    axis: str
    hues: tuple[str, ...]
    family: str = ""
    size: float = 9.0


LIGHT = ChartLook("#ffffff", "#0f172a", "#5b6b82", "#e8edf3", "#b4c0ce", _ON_LIGHT)
DARK = ChartLook("#121926", "#e6ebf3", "#97a6bc", "#263246", "#4a5b75", _ON_DARK)
PRINT = ChartLook("#ffffff", "#111827", "#4b5563", "#e5e7eb", "#9ca3af", _ON_LIGHT, size=8.5)


@dataclass(frozen=True)
class Ink:
    """What a series is filled with; hatched and outlined with `edge` where there is one."""

    fill: str
    edge: str = ""
    hatch: str = ""

    @property
    def line(self) -> str:
        """The colour of the series as a line."""
        return self.edge or self.fill


def inks(chart: Chart, look: ChartLook) -> list[Ink]:
    """The ink of each series: by its role, the plain ones in the order of the hues."""
    taken = iter(_plain_places(chart, look))
    return [_by_role(one.role, look) or Ink(look.hues[next(taken)]) for one in chart.series]


def mixed(first: str, second: str, *, share: float) -> str:
    """The colour `share` of the way from `first` to `second` (0 to 1)."""
    parts = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def readable_on(fill: str) -> str:
    """Black or white, whichever reads better on a fill."""
    return "#ffffff" if contrast("#ffffff", fill) >= contrast("#0f172a", fill) else "#0f172a"


def contrast(first: str, second: str) -> float:
    """How well one colour stands out from another, by WCAG: 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _by_role(role: Role, look: ChartLook) -> Ink | None:
    main = look.hues[0]
    return {
        Role.MAIN: Ink(main),
        Role.SECOND: Ink(mixed(look.background, main, share=0.28), main, "////"),
        Role.BEFORE: Ink(mixed(look.background, look.muted, share=0.22), look.muted, "\\\\\\\\"),
        Role.GOAL: Ink(look.text),
        Role.GOOD: Ink(look.hues[_GOOD]),
        Role.BAD: Ink(look.hues[_BAD]),
    }.get(role)


def _plain_places(chart: Chart, look: ChartLook) -> list[int]:
    """The hues that no role of this chart has taken, again and again when there are more series than hues."""
    roles = {one.role for one in chart.series}
    taken = {place for role, place in ((Role.MAIN, 0), (Role.GOOD, _GOOD), (Role.BAD, _BAD)) if role in roles}
    free = [place for place in range(len(look.hues)) if place not in taken]
    return [free[at % len(free)] for at in range(len(chart.series))]


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
