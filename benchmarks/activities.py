"""Lists of many activities: every sort, first and last page, the quick ranges and their counts, the search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks import agenda, raw
from benchmarks.figures import Figure, Line, side_by_side
from benchmarks.files import Files
from crm.controllers.activity_queries import SORTS
from crm.models.activities import RANGES
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils.text import fold

_SIZE = f"{agenda.COUNT:,} activities"
_PAGE = 3  # times the same SQL without the program
_COUNT = 20  # milliseconds


def measure(files: Files) -> Iterator[Line]:
    """Pages and counts beside the same SQL without the program."""
    session = agenda.session(files)
    plain = raw.connect(agenda.path(files))
    plain.create_function("fold", 1, lambda value: fold(str(value)) if value is not None else "", deterministic=True)
    beside = _Beside(session, plain)
    yield from _pages(session, beside)
    yield from _ranges(session, beside)
    plain.close()
    session.database.close()


class _Beside:
    """Measures a piece of work beside the statements it sends, asked on a plain connection."""

    def __init__(self, session: Session, plain: sqlite3.Connection) -> None:
        self._session = session
        self._plain = plain

    def measure(self, what: str, work: Callable[[], Any], **wanted: float) -> Figure:
        """One line: ours, the floor, the target."""
        floor = raw.again(self._plain, raw.recorded(self._session, work))
        ours, theirs = side_by_side(work, floor)
        return Figure(f"{_SIZE}: {what}", ours, theirs, ratio=wanted.get("ratio"), limit=wanted.get("limit"))


def _pages(session: Session, beside: _Beside) -> Iterator[Line]:
    ask = session.activities
    for sort in {keys: name for name, keys in reversed(SORTS.items())}.values():  # each once, by its first name
        query = ListQuery(sort=sort)
        last = ask.page(ListQuery(sort=sort, descending=True), limit=51).next
        yield beside.measure(f"by {sort}, first page", partial(ask.page, query), ratio=_PAGE)
        yield beside.measure(f"by {sort}, last page", partial(ask.page, query, after=last), ratio=_PAGE)


def _ranges(session: Session, beside: _Beside) -> Iterator[Line]:
    ask = session.activities
    mine = Condition("assigned_to", Operator.ANY, (session.user.id,))
    for one in RANGES:
        query = ListQuery(conditions=(Condition("when", Operator.ANY, (one.value,)),))
        own = ListQuery(conditions=(*query.conditions, mine))
        yield beside.measure(f"{one.value}, first page", partial(ask.page, query), ratio=_PAGE)
        yield beside.measure(f"{one.value} of one owner, first page", partial(ask.page, own), ratio=_PAGE)
        limit = {} if one.value == "done" else {"limit": _COUNT}
        yield beside.measure(f"{one.value}, counted", partial(ask.count, query), **limit)
    yield beside.measure("all ranges counted, to 1,000", lambda: ask.counts(cap=1000))
    for typed in ("garcia", "llamar maria", "an"):
        yield beside.measure(f"search “{typed}”, first page", partial(ask.page, ListQuery(typed)))
    yield beside.measure("ids of all that is open", lambda: ask.ids(_open()))


def _open() -> ListQuery:
    return ListQuery(conditions=(Condition("when", Operator.ANY, ("open",)),))
