"""A file with a business's own fields of every kind and contacts of many alphabets, the same in every run; one with a
pipeline for deals; and the computer's time zone, put back after."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from crm.models.boards import BoardQuery
from crm.models.fields import Kind
from crm.session import Session
from crm.utils import dates

NAMES = (
    "Ana",
    "Łukasz",
    "O'Brien",
    "Σοφία",
    "田中",
    "مريم",
    "Zoë",
    "ñandú",
    "50% off",
    "José",
    "Йод",
    "İpek",
    "_",
    "Ø",
)
CITIES = ("", "Ávila", "Sevilla", "sevilla", "Øster", "A Coruña", "Ciudad de México")
KINDS = tuple(
    kind
    for kind in Kind
    if kind.value
    in ("text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "email", "phone", "link")
)
CHOICES = ("rojo", "azul claro", 'di"cho', "a,b")


@dataclass
class Crowd:
    """A session with its contacts, the custom fields by kind, the tags, and what every contact was given."""

    session: Session
    ids: list[int] = field(default_factory=list)
    fields: dict[Kind, str] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)
    users: list[int] = field(default_factory=list)

    def values(self, contact_id: int) -> dict[str, Any]:
        """The stored values of one contact by field name; None and missing are the same."""
        return self.session.contacts.get(contact_id).values()


@dataclass
class Deals:
    """A session with a pipeline of its own: stages and reasons by name, and how to add a deal shortly."""

    session: Session
    pipeline: int = 0
    stages: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, title: str = "Molino", stage: str = "new", **values: Any) -> int:
        """A deal in a stage; a closed one closed today, for the usual reason and value, unless they are given."""
        closing: dict[str, Any] = {"closed_on": dates.today()} if stage in ("won", "lost") else {}
        closing |= {"value": 1000} if stage == "won" else {}
        closing |= {"loss_reason_id": self.reasons["price"]} if stage == "lost" else {}
        return self.session.opportunities.add({"title": title, "stage_id": self.stages[stage], **closing, **values})

    def row(self, deal: int) -> dict[str, Any]:
        """A deal as lists show it."""
        return self.session.opportunities.rows([deal])[0]

    def titles(self, stage: str) -> list[str]:
        """The titles of a column, from top to bottom."""
        wanted = BoardQuery(self.pipeline)
        ids = self.session.opportunities.column_ids(wanted, str(self.stages[stage]))
        return [row["title"] for row in self.session.opportunities.rows(ids)]


STAGES = (
    {"name": "new", "kind": "open", "probability": 10, "rotting_days": 14},
    {"name": "talk", "kind": "open", "probability": 40},
    {"name": "sent", "kind": "open", "probability": 60, "rotting_days": 7},
    {"name": "won", "kind": "won"},
    {"name": "lost", "kind": "lost"},
)


@pytest.fixture
def deals(session: Session) -> Deals:
    """A pipeline without deals."""
    made = Deals(session, session.pipelines.add("Ventas", stages=STAGES))
    made.stages = {stage.name: stage.id for stage in session.pipelines.get(made.pipeline).stages}
    made.reasons = {
        "price": session.loss_reasons.add("Too dear"),
        "other": session.loss_reasons.add("Otro motivo", needs_text=True),
    }
    return made


@pytest.fixture
def crowd(session: Session) -> Crowd:
    """Sixty contacts."""
    found = Crowd(session)
    for kind in KINDS:
        options = {"choices": CHOICES} if kind in (Kind.CHOICE, Kind.CHOICES) else {}
        added = session.fields.add(f"Own {kind.value}", kind, **options)
        found.fields[kind] = next(f"custom.{one.key}" for one in session.fields.all() if one.id == added)
    found.tags = [session.tags.add(name) for name in ("Norte", "Sur", "Élite")]
    found.users = [session.user.id, session.users.add("Ángela"), session.users.add("bruno")]
    dice = random.Random(5)
    for number in range(60):
        found.ids.append(session.contacts.add(_values(dice, found, number)))
    for contact in found.ids[::4]:
        session.interactions.add(contact, {"at": f"202{contact % 6}-05-0{1 + contact % 9}T22:30:00Z"})
    return found


def _values(dice: random.Random, crowd: Crowd, number: int) -> dict[str, Any]:
    values: dict[str, Any] = {"first_name": dice.choice(NAMES), "last_name": dice.choice(NAMES), "notes": f"n{number}"}
    if number % 5 == 0:
        values = {"kind": "company", "company": f"{dice.choice(NAMES)} {number}"}
    values |= {
        "city": dice.choice(CITIES),
        "country": dice.choice(("", "España", "México")),
        "state": dice.choice(CITIES),
        "status": dice.choice(("lead", "prospect", "customer", "inactive")),
        "source": dice.choice(("", "Web", "web", "Feria")),
        "email": dice.choice(("", f"p{number}@example.com")),
        "phone": dice.choice(("", f"+346123456{number:02}")),
        "assigned_to": dice.choice((None, *crowd.users)),
        "tags": dice.sample(crowd.tags, dice.randrange(3)),
    }
    own = {kind: _own_value(dice, kind) for kind in KINDS}
    return values | {crowd.fields[kind]: value for kind, value in own.items() if value is not None}


def _own_value(dice: random.Random, kind: Kind) -> Any:
    possible: dict[Kind, tuple[Any, ...]] = {
        Kind.TEXT: ("uno", "Último", "dos tres"),
        Kind.LONG_TEXT: ("línea\notra", "x"),
        Kind.NUMBER: (0, -3, 2.5, 10, 9),
        Kind.MONEY: (0, 999, 123456, -50),
        Kind.DATE: ("2024-01-31", "2024-02-01", "1999-12-31"),
        Kind.YES_NO: (0, 1),
        Kind.CHOICE: CHOICES,
        Kind.CHOICES: (["rojo"], ["azul claro", 'di"cho'], ["a,b", "rojo"]),
        Kind.EMAIL: ("own@example.com", "other@example.com"),
        Kind.PHONE: ("+34611111111", "+525512345678"),
        Kind.LINK: ("https://example.com", "example.org/a"),
    }
    return dice.choice((None, *possible[kind]))


@pytest.fixture(params=["Europe/Madrid", "America/Mexico_City", "Pacific/Auckland"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The test runs once in each time zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()
