"""How many rows find room below each other, and what is said of those that do not. Knows no values."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils.chart_paper import Paper
from crm.utils.i18n import ngettext

_REST = 13.0  # points the line is high that counts those without room


@dataclass(frozen=True)
class Fit:
    """How many rows are shown, and how high each is in points."""

    shown: int
    pitch: float


def fit(count: int, height: float, *, least: float, most: float) -> Fit:
    """The rows that find room when each is `least` to `most` high: all, or fewer and a line that counts the others."""
    if count * least <= height:
        return Fit(count, min(most, height / max(1, count)))
    shown = min(count, max(1, int((height - _REST) / least)))
    return Fit(shown, max(1.0, min(most, (height - _REST) / shown)))


def tell_rest(paper: Paper, count: int, *, top: float) -> None:
    """Say how many more there are, from `top` down; nothing when there are none."""
    if count > 0:
        words = ngettext("and {count} more", "and {count} more", count).format(count=count)
        paper.words(words, (0, top + _REST / 2), color=paper.look.muted, size=paper.small)
