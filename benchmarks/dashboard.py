"""Dashboards over many deals: every kind of card by itself and the page a file begins with, for three periods."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks import deals, raw
from benchmarks.figures import Figure, Line, side_by_side
from benchmarks.files import Files
from crm.models import dashboard_defaults, periods
from crm.models.dashboards import CARD_KINDS, REPORT, Card, Filters
from crm.models.templates.catalogue import TEMPLATES
from crm.session import Session

_SIZE = f"{deals.COUNT:,} deals"
_CARD, _PAGE = 50, 150  # milliseconds
_PERIODS = {periods.MONTH: "this month", periods.DAYS_365: "365 days", periods.EVER: "all time"}


def measure(files: Files) -> Iterator[Line]:
    """Each card and the whole page beside the same SQL without the program."""
    session = deals.session(files)
    plain = raw.connect(deals.path(files))
    beside = _Beside(session, plain)
    usual = dashboard_defaults.cards(TEMPLATES[0].key)
    for period, name in _PERIODS.items():
        filters = Filters(period)
        for kind in CARD_KINDS:
            if kind.key != REPORT:  # what it shows is measured as a report
                work = partial(session.figures.figure, Card(kind.key), filters)
                yield beside.measure(f"{name}, card {kind.key}", work, limit=_CARD)
        page = partial(session.figures.figures, usual, filters)
        yield beside.measure(f"{name}, page of {len(usual)} cards", page, limit=_PAGE)
    owned = Filters(periods.MONTH, owner_id=session.user.id)
    yield beside.measure("this month of one owner, page", partial(session.figures.figures, usual, owned), limit=_PAGE)
    plain.close()
    session.database.close()


class _Beside:
    """Measures a piece of work beside the statements it sends, asked on a plain connection."""

    def __init__(self, session: Session, plain: sqlite3.Connection) -> None:
        self._session = session
        self._plain = plain

    def measure(self, what: str, work: Callable[[], Any], *, limit: float) -> Figure:
        """One line: ours, the floor, the target."""
        floor = raw.again(self._plain, raw.recorded(self._session, work))
        ours, theirs = side_by_side(work, floor)
        return Figure(f"{_SIZE}: {what}", ours, theirs, limit=limit)
