"""Segments of customers over many deals: worked out from nothing, with nothing new, and after one deal was won."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks import deals, raw
from benchmarks.figures import Figure, Line, median, once
from benchmarks.files import Files
from crm.app import open_database, sign_in
from crm.models.pipelines import WON
from crm.session import Session
from crm.storage.changelog import Door
from crm.utils import dates

_SIZE = f"{deals.COUNT:,} deals"
# What any program must read to know who bought how often, how much and when last.
_FLOOR = """
    SELECT customer, max(closed_on), count(*), sum(value) FROM (
        SELECT contact_id AS customer, closed_on, value FROM opportunities WHERE status = 'won'
        UNION ALL SELECT company_id, closed_on, value FROM opportunities WHERE status = 'won')
    WHERE customer IS NOT NULL GROUP BY customer
"""


def measure(files: Files) -> Iterator[Line]:
    """On a copy, because it writes."""
    copy = files.folder / "scratch-segments.db"
    shutil.copyfile(deals.path(files), copy)
    floor = _begin_anew(copy)
    session = sign_in(open_database(copy, create=False), Door.CLI)
    changed: list[int] = []
    whole = once(lambda: changed.append(session.segments.recompute()))
    yield Figure(f"{_SIZE}: segments of all customers, written", whole, floor, note=f"{changed[0]:,} customers")
    yield Figure(f"{_SIZE}: segments, nothing new", median(session.segments.recompute), floor)
    yield Figure(f"{_SIZE}: segments, one deal won", _one_won(session), floor)
    rules = session.segments.rules()
    yield Figure(f"{_SIZE}: segments counted by other rules", median(lambda: session.segments.preview(rules)), floor)
    session.database.close()


def _begin_anew(path: Path) -> float:
    """Forget the segments the file was built with; how long the floor takes."""
    plain = raw.connect(path)
    for table in ("contact_segments", "segment_computations"):
        plain.execute(f"DELETE FROM {table}")
    taken = median(raw.again(plain, [_FLOOR]))
    plain.close()
    return taken


def _one_won(session: Session) -> float:
    """How long the next round takes after a sale."""
    contact = session.database.value("SELECT min(contact_id) FROM opportunities WHERE status = 'won'")
    stage = next(one.id for one in session.pipelines.default().stages if one.kind == WON)
    values = {"title": "Venta", "contact_id": contact, "stage_id": stage, "value": 100, "closed_on": dates.today()}
    session.opportunities.add(values)
    return once(session.segments.recompute)
