"""The pipeline over many deals: what a board asks, every figure of the analysis, and the board on the screen."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import deals, raw
from benchmarks.figures import Figure, Line, Skipped, side_by_side
from benchmarks.files import ROOT, Files
from crm.models.boards import MONTH, OWNER, BoardQuery
from crm.models.figures import BY_OWNER, BY_PRODUCT, BY_SOURCE, WIN_RATE, Scope
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils import dates
from tools.virtual_display import display

_SIZE = f"{deals.COUNT:,} deals"
_QUERY, _FIGURE, _DASHBOARD, _PAINT, _STEP = 5, 50, 150, 100, 8  # milliseconds

# What a dashboard shows at once; the other figures are asked for one by one.
_SHOWN = ("forecast", "funnel", "days per stage", "win rate", "win rate by owner", "win rate by source",
          "win rate by product", "velocity", "slipped deals", "accuracy of forecasts")  # fmt: skip


def measure(files: Files) -> Iterator[Line]:
    """Queries and figures beside the same SQL without the program, then the window's board."""
    session = deals.session(files)
    plain = raw.connect(deals.path(files))
    beside = _Beside(session, plain)
    yield from _boards(session, beside)
    yield from _lists(session, beside)
    yield from _figures(session, beside)
    plain.close()
    session.database.close()
    yield from _screen(deals.path(files))


class _Beside:
    """Measures a piece of work beside the statements it sends, asked on a plain connection."""

    def __init__(self, session: Session, plain: Any) -> None:
        self._session = session
        self._plain = plain

    def measure(self, what: str, work: Callable[[], Any], *, limit: float | None = None) -> Figure:
        """One line: ours, the floor, the target."""
        floor = raw.again(self._plain, raw.recorded(self._session, work))
        ours, theirs = side_by_side(work, floor)
        return Figure(f"{_SIZE}: {what}", ours, theirs, limit=limit)


def _boards(session: Session, beside: _Beside) -> Iterator[Line]:
    month = (date.fromisoformat(dates.today()) - timedelta(days=30)).isoformat()
    wanted = BoardQuery(session.pipelines.default().id, closed_since=month)
    mine = ListQuery(conditions=(Condition("assigned_to", Operator.ANY, (session.user.id,)),))
    column = session.opportunities.board(wanted).columns[0].key
    ask = session.opportunities
    yield beside.measure("board, all totals", lambda: ask.board(wanted), limit=_QUERY)
    yield beside.measure("board, ids of its first column", lambda: ask.column_ids(wanted, column), limit=_QUERY)
    yield beside.measure("board, first 12 cards of each column", lambda: ask.cards(wanted, limit=12))
    yield beside.measure("board of one owner", lambda: ask.board(BoardQuery(wanted.pipeline_id, mine, month)))
    lanes = BoardQuery(wanted.pipeline_id, closed_since=month, lane=OWNER)
    yield beside.measure("board in lanes by owner", lambda: ask.board(lanes))
    forecast = BoardQuery(wanted.pipeline_id, group=MONTH)
    yield beside.measure("forecast by month", lambda: ask.board(forecast), limit=_QUERY)


def _lists(session: Session, beside: _Beside) -> Iterator[Line]:
    ask = session.opportunities
    for sort in ("name", "value", "-expected_close"):
        query = ListQuery(sort=sort.removeprefix("-"), descending=sort.startswith("-"))
        yield beside.measure(f"list by {sort}, first page", partial(ask.page, query))
    yield beside.measure("totals of the whole list", lambda: ask.totals(ListQuery()), limit=_FIGURE)
    yield beside.measure("search “garcia”", lambda: ask.search("garcia"))


def _figures(session: Session, beside: _Beside) -> Iterator[Line]:
    """Each figure over the last year, then all that a dashboard shows."""
    today = date.fromisoformat(dates.today())
    scope = Scope((today - timedelta(days=365)).isoformat(), today.isoformat())
    ask, forecasts = session.analysis, session.forecasts
    figures: dict[str, Callable[[], Any]] = {
        "forecast": lambda: ask.forecast(scope),
        "funnel": lambda: ask.funnel(scope),
        "days per stage": lambda: ask.stage_days(scope),
        "win rate": lambda: ask.win_rates(scope, by=WIN_RATE),
        "win rate by owner": lambda: ask.win_rates(scope, by=BY_OWNER),
        "win rate by source": lambda: ask.win_rates(scope, by=BY_SOURCE),
        "win rate by product": lambda: ask.win_rates(scope, by=BY_PRODUCT),
        "velocity": lambda: ask.velocity(scope),
        "slipped deals": lambda: ask.slipped(scope),
        "suggested probabilities": lambda: ask.suggestions(scope),
        "accuracy of forecasts": lambda: forecasts.accuracy(scope),
        "standing by stage": ask.standing,
    }
    for name, work in figures.items():
        yield beside.measure(name, work, limit=_FIGURE if name in _SHOWN else None)
    shown = [figures[name] for name in _SHOWN]
    yield beside.measure("a dashboard of ten figures", lambda: [work() for work in shown], limit=_DASHBOARD)


def _screen(path: Path) -> Iterator[Line]:
    """The board in a window of its own process."""
    with display(), tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.board_window", str(path), str(Path(folder) / "window.json")]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if child.returncode:
        yield Skipped(f"{_SIZE}: board on the screen", child.stderr.strip().splitlines()[-1])
        return
    told = json.loads(child.stdout.splitlines()[-1])
    yield Figure(f"{_SIZE}: board, loaded and painted", told["paint"], limit=_PAINT, note="1280 x 800, warm")
    yield Figure(f"{_SIZE}: board, first painting", told["first"], note="with the window's page made")
    yield Figure(f"{_SIZE}: drag step, median", told["step"], limit=_STEP, note=f"95 of 100 in {told['slow']:.1f} ms")
    yield Figure(f"{_SIZE}: scroll step, median", told["scroll"])
