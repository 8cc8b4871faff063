"""What is done with the customers of many deals: the customers, activities, interactions, goals, forecasts of the past.

Seeded as the deals are; no deals and no measuring here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.data import People, Values
from crm.controllers.contact_rows import sort_name
from crm.models.pipelines import OPEN
from crm.session import Session
from crm.utils import dates

CONTACTS, COMPANIES, ACTIVITIES, INTERACTIONS = 95_000, 5_000, 500_000, 1_000_000
_DAYS, _BUYERS = 5 * 365, 20_000
_TYPES = ("call", "call", "email", "meeting", "task")
_SNAPSHOT_MONTHS, _AHEAD = 13, 5
_ACTIVITY = (
    "type", "subject", "contact_id", "opportunity_id", "due_on", "ends_on", "assigned_to", "completed_at", "created_at",
)  # fmt: skip
_INTERACTION = ("type", "subject", "contact_id", "opportunity_id", "at", "user_id")


class Dealings:
    """Draws what surrounds deals and writes it through the program's own bulk writer."""

    def __init__(self, opened: Session, dice: random.Random, *, now: datetime) -> None:
        self._database = opened.database
        self._dice = dice
        self._now = now
        self._people: range = range(0)
        self._companies: range = range(0)

    def customers(self) -> None:
        """Companies, and people of whom most work for one."""
        crowd = People(seed=5)
        names = [{**one, "kind": "company"} for one in crowd.rows(COMPANIES, of=CONTACTS)]
        companies = [self._company(one, number) for number, one in enumerate(names)]
        self._companies = self._database.insert_many("contacts", companies)
        people = [self._person(one, companies) for one in crowd.rows(CONTACTS, of=CONTACTS)]
        self._people = self._database.insert_many("contacts", people)

    def customer(self) -> Values:
        """Who a deal is with: some buy often, a few deals have nobody."""
        dice = self._dice
        person = self._people[int(_BUYERS * dice.random() ** 2)] if dice.random() < 0.9 else None
        company = self._companies[int(COMPANIES * dice.random() ** 2)] if dice.random() < 0.7 else None
        return {"contact_id": person, "company_id": company}

    def of_deals(self, made: range, deals: list[Values], *, count: int) -> None:
        """What was done about some of `count` deals, and for two open ones in three what is planned."""
        done = [row for deal_id, deal in zip(made, deals, strict=True) for row in self._done(deal_id, deal, of=count)]
        self._database.insert_many("activities", done, columns=_ACTIVITY)
        said = [row for deal_id, deal in zip(made, deals, strict=True) for row in self._said(deal_id, deal, of=count)]
        self._database.insert_many("interactions", said, columns=_INTERACTION)

    def aims(self, owners: list[int], pipelines: list[int]) -> None:
        """Goals of everybody, and the forecasts of the last months as they were kept each day."""
        month, quarter = (dates.today()[:7] + "-01" for _ in range(2))
        goals = [("won_value", "month", month, "EUR"), ("won_count", "quarter", quarter, "")]
        for owner in [None, *owners]:
            for measure, span, start, currency in goals:
                told = {"user_id": owner, "measure": measure, "period": span, "starts_on": start}
                self._database.insert("goals", told | {"target": 1_000_000, "currency": currency})
        self._database.insert_many("forecast_snapshots", list(self._snapshots(owners, pipelines)))

    def _company(self, one: Values, number: int) -> Values:
        row = one | {"company": one["company"] or f"Comercial {number}", "first_name": "", "last_name": ""}
        return row | {"job_title": "", "company_id": None, "created_at": self._ago(), "sort_name": sort_name(row)}

    def _person(self, one: Values, companies: list[Values]) -> Values:
        place = self._dice.randrange(2 * len(companies))
        known = place < len(companies)
        row = one | {"kind": "person", "company": companies[place]["company"] if known else one["company"]}
        company_id = self._companies[place] if known else None
        return row | {"company_id": company_id, "created_at": self._ago(), "sort_name": sort_name(row)}

    def _ago(self) -> str:
        return _kept(self._now - timedelta(days=_DAYS * self._dice.random()))

    def _done(self, deal_id: int, deal: Values, *, of: int) -> Iterator[tuple[Any, ...]]:
        dice, every = self._dice, ACTIVITIES / of
        for _ in range(int(every) + (dice.random() < every % 1)):
            at = _between(deal, dice)
            day = dates.to_local(at).date().isoformat()
            told = (dice.choice(_TYPES), "Llamar", deal["contact_id"], deal_id)
            yield *told, day, day, deal["assigned_to"], at, deal["created_at"]
        if deal["status"] == OPEN and dice.random() < 0.65:
            due = (self._now + timedelta(days=dice.randint(-10, 30))).date().isoformat()
            told = (dice.choice(_TYPES), "Llamar", deal["contact_id"], deal_id)
            yield *told, due, due, deal["assigned_to"], "", deal["created_at"]

    def _said(self, deal_id: int, deal: Values, *, of: int) -> Iterator[tuple[Any, ...]]:
        dice = self._dice
        for _ in range(INTERACTIONS // of):
            contact = deal["contact_id"] or deal["company_id"] or self._people[0]
            linked = deal_id if dice.random() < 0.5 else None
            yield dice.choice(_TYPES[:4]), "Seguimiento", contact, linked, _between(deal, dice), deal["assigned_to"]

    def _snapshots(self, owners: list[int], pipelines: list[int]) -> Iterator[Values]:
        for ago in range(_SNAPSHOT_MONTHS * 30):
            day = (self._now - timedelta(days=ago)).date()
            for ahead in range(_AHEAD):
                month = (day + timedelta(days=30 * ahead)).isoformat()[:7]
                yield from self._snapshot(day, month, owners=owners, pipelines=pipelines)

    def _snapshot(self, day: date, month: str, *, owners: list[int], pipelines: list[int]) -> Iterator[Values]:
        for owner in owners:
            value = self._dice.randrange(10**7)
            place = {"day": day.isoformat(), "month": month, "assigned_to": owner, "currency": "EUR"}
            sums = {"count": 9, "value": value, "weighted": value // 3, "won": value // 9}
            yield place | sums | {"pipeline_id": self._dice.choice(pipelines)}


def _between(deal: Values, dice: random.Random) -> str:
    """A moment between a deal's creation and its last move."""
    made, last = (datetime.fromisoformat(deal[name]) for name in ("created_at", "stage_since"))
    return _kept(made + (last - made) * dice.random())


def _kept(moment: datetime) -> str:
    return dates.now(lambda: moment)
