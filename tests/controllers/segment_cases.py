"""What tests of segments share: won deals, the rows kept, a day ahead, some customers. No test stands here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.models.segments import SegmentRules
from crm.session import Session
from crm.utils import dates
from tests.records import day_ahead


def ago(days: int) -> str:
    return day_ahead(-days)


def won(session: Session, days: int, value: int | None = 10_000, **values: object) -> int:
    stage = session.pipelines.default().first("won")
    assert stage
    made = {"title": "Venta", "stage_id": stage.id, "value": 1, "currency": "EUR", "closed_on": ago(days), **values}
    deal_id = session.opportunities.add(made)
    with session.database.transaction(session.segments.context.author, "as imports may bring it"):
        session.database.update("opportunities", deal_id, {"value": value})
    return deal_id


def kept(session: Session) -> dict[int, dict[str, object]]:
    return {row["id"]: row for row in session.database.all("SELECT * FROM contact_segments")}


def segments(session: Session) -> dict[int, object]:
    return {one: row["segment"] for one, row in kept(session).items()}


@pytest.fixture
def ana(session: Session) -> int:
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


@pytest.fixture
def acme(session: Session) -> int:
    return session.contacts.add({"kind": "company", "company": "Acme"})


@pytest.fixture
def good(session: Session, ana: int) -> int:
    """Ana bought three times, the last time 120 days ago, and was talked to 100 days ago: quiet from tomorrow on."""
    for days in (120, 130, 140):
        won(session, days, contact_id=ana)
    session.segments.set_rules(SegmentRules(silent_days=1000))
    session.segments.recompute()
    return ana


def tomorrow(monkeypatch, days: int = 1) -> None:
    now = dates.utc_clock() + timedelta(days=days)
    monkeypatch.setattr(dates, "today", lambda *_clock: (now.date()).isoformat())
