"""Dashboards over many deals: each kind of card by itself, the page a file begins with, and that page on screen."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import deals, raw
from benchmarks.figures import Figure, Line, Skipped, side_by_side
from benchmarks.files import ROOT, Files
from crm.models import dashboard_defaults, periods
from crm.models.dashboards import CARD_KINDS, REPORT, Card, Filters
from crm.models.templates.catalogue import TEMPLATES
from crm.session import Session
from tools.virtual_display import display

_SIZE = f"{deals.COUNT:,} deals"
_CARD, _PAGE, _PAINT = 50, 150, 100  # milliseconds
_PERIODS = {periods.MONTH: "this month", periods.DAYS_365: "365 days", periods.EVER: "all time"}


def measure(files: Files) -> Iterator[Line]:
    """Each card and the whole page beside the same SQL without the program, then the window's page."""
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
    yield from _screen(deals.path(files))


def _screen(path: Path) -> Iterator[Line]:
    """The dashboard in a window of its own process."""
    with display(), tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.dashboard_window", str(path), str(Path(folder) / "window.json")]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if child.returncode:
        yield Skipped(f"{_SIZE}: dashboard on the screen", child.stderr.strip().splitlines()[-1])
        return
    told = json.loads(child.stdout.splitlines()[-1])
    yield Figure(
        f"{_SIZE}: dashboard, first paint", told["placeholders"], limit=_PAINT, note="1280 x 800, placeholders"
    )
    yield Figure(f"{_SIZE}: dashboard, every number in place", told["numbers"], note="from the click on its tab")
    yield Figure(f"{_SIZE}: dashboard, every card in view painted", told["charts"], note="matplotlib loaded meanwhile")
    yield Figure(f"{_SIZE}: dashboard, longest block of the window", told["block"], limit=_PAINT)
    yield Figure(f"{_SIZE}: dashboard, read again", told["again"], note="nothing differs")
    yield Figure(f"{_SIZE}: dashboard, another period", told["narrow"], note="to its last chart")
    yield Figure(f"{_SIZE}: dashboard, slowest step of a new width", told["resize"])


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
