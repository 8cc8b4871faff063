"""Writes the demo into a file as one operation that Undo takes back. Who and what is drawn in cast.py and talk.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from crm.controllers import contact_rows
from crm.demo import cast, talk
from crm.demo.cast import Values
from crm.demo.words import Stage, kept
from crm.models.contacts import COMPANY, PERSON, Channel
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.interactions import NOTE
from crm.models.lists import ListQuery
from crm.models.tags import COLORS
from crm.session import Session
from crm.storage.changelog import to_json
from crm.utils import dates, i18n
from crm.utils.dates import Clock
from crm.utils.i18n import N_

DEMO = N_("Add demo data")
_PEOPLE = 240
_PLAIN = (
    "kind", "first_name", "last_name", "company", "job_title", "address", "city", "state", "country", "postal_code",
    "tax_id", "source", "status", "notes",
)  # fmt: skip
_TAG_COLORS = {"vip": 5, "referral": 3, "fair": 0, "newsletter": 1, "arrears": 6, "distributor": 8, "decides": 2}
_ACTIVE = ("lead", "prospect", "customer")


def fill(
    session: Session,
    *,
    seed: int = 2026,
    progress: Callable[[float], None] | None = None,
    clock: Clock = dates.utc_clock,
) -> None:
    """Fill a file with a year of a business: companies, people, interactions, tags, fields and views.

    The same seed, day and language give the same data. `progress` hears the part done, 0 to 1. All of it is one
    operation; tags and fields of the same names that are there already are used, not doubled.
    """
    stage = Stage.of(i18n.language(), seed=seed, now=clock())
    tell = progress or (lambda _part: None)
    author = session.contacts.context.author
    with session.database.transaction(author, DEMO, bulk=True):
        writer = _Writer(session, stage)
        companies = cast.companies(stage)
        places = writer.add(companies, [None] * len(companies))
        tell(0.3)
        people = cast.people(stage, companies, count=_PEOPLE)
        employers = [None if one["company_place"] is None else places[one["company_place"]] for one in people]
        writer.add(people, employers)
        tell(0.8)
        _add_views(session, stage)
    tell(1.0)


class _Writer:
    """Writes what was drawn: contacts with their channels, tags and interactions."""

    def __init__(self, session: Session, stage: Stage) -> None:
        self._database = session.database
        self._stage = stage
        self._users = _users(session, stage)
        self._tags = _tags(session, stage)
        self._keys = _fields(session, stage)

    def add(self, contacts: list[Values], employers: Sequence[int | None]) -> range:
        """Add contacts with all that hangs on them and return their ids."""
        parts = [self._prepared(*pair) for pair in zip(contacts, employers, strict=True)]
        made = self._database.insert_many("contacts", [self._row(part) for part in parts])
        whole = [part | {"id": contact_id} for contact_id, part in zip(made, parts, strict=True)]
        self._add_channels(whole)
        self._add_tags(whole)
        self._add_interactions(whole)
        return made

    def _prepared(self, contact: Values, employer: int | None) -> Values:
        """A contact with its `plot` and `channels`; nobody talks with a contact before it was added."""
        plot = talk.interactions(self._stage, contact)
        first = [plot[0]["moment"] - timedelta(minutes=20)] if plot else []
        return contact | {
            "company_id": employer,
            "plot": plot,
            "channels": _channels(self._stage, contact),
            "created": min([contact["created"], *first]),
        }

    def _row(self, contact: Values) -> Values:
        row = {name: contact.get(name, "") for name in _PLAIN} | contact_rows.mirrored(contact["channels"])
        created = kept(contact["created"])
        plot = contact["plot"]
        return row | {
            "company_id": contact["company_id"],
            "assigned_to": None if contact["colleague"] is None else self._users[contact["colleague"]],
            "sort_name": contact_rows.sort_name(row),
            "custom": to_json({self._keys[name]: value for name, value in contact["custom"].items()}),
            "last_interaction_at": max((one["at"] for one in plot if one["type"] != NOTE), default=""),
            "created_at": created,
            "updated_at": max([created, *(one["at"] for one in plot)]),
        }

    def _add_channels(self, contacts: list[Values]) -> None:
        rows = [
            contact_rows.channel_row(channel, contact["id"], position=position)
            for contact in contacts
            for position, channel in enumerate(contact["channels"])
        ]
        self._database.insert_many("contact_channels", rows)

    def _add_tags(self, contacts: list[Values]) -> None:
        worn = [(contact["id"], name) for contact in contacts for name in contact["tag_names"]]
        links = [{"contact_id": contact_id, "tag_id": self._tags[name]} for contact_id, name in worn]
        self._database.insert_many("contact_tags", links)

    def _add_interactions(self, contacts: list[Values]) -> None:
        rows = [self._interaction(contact, one) for contact in contacts for one in contact["plot"]]
        self._database.insert_many("interactions", rows)

    def _interaction(self, contact: Values, one: Values) -> Values:
        values = {name: value for name, value in one.items() if name != "moment"}
        user = self._users[contact["colleague"] or 0]
        return values | {"contact_id": contact["id"], "user_id": user, "created_at": one["at"], "updated_at": one["at"]}


def _channels(stage: Stage, contact: Values) -> list[Channel]:
    """The channels of a contact's fields, and for some people a private address as well."""
    further = []
    if contact["kind"] == PERSON and contact["email"] and stage.happens(0.12):
        name = contact["email"].partition("@")[0]
        private = f"{name}{stage.dice.randrange(60, 99)}@correo.example"
        further.append(Channel("email", private, "home", opted_out=stage.happens(0.3)))
    fields = {name: contact.get(name, "") for name in contact_rows.MIRRORS}
    return contact_rows.settle([*contact_rows.with_fields([], fields), *further])


def _users(session: Session, stage: Stage) -> list[int]:
    """The signed-in user and the colleagues."""
    known = {user.name: user.id for user in session.users.all()}
    colleagues = stage.words["colleagues"]
    return [session.user.id, *(known.get(name) or session.users.add(name) for name in colleagues)]


def _tags(session: Session, stage: Stage) -> dict[str, int]:
    found = {}
    for name, label in stage.words["tags"].items():
        known = session.tags.by_name(label)
        found[name] = known.id if known else session.tags.add(label, color=COLORS[_TAG_COLORS[name]])
    return found


def _fields(session: Session, stage: Stage) -> dict[str, str]:
    """The keys of the custom fields by the names they have in the words; those that are missing are added."""
    labels = stage.words["fields"]
    currency = session.settings.get("currency", "EUR")
    wanted: dict[str, tuple[Kind, dict[str, Any]]] = {
        "sector": (Kind.CHOICE, {"choices": list(stage.words["sectors"].values())}),
        "renewal": (Kind.DATE, {}),
        "volume": (Kind.MONEY, {"currency": currency}),
        "newsletter": (Kind.YES_NO, {}),
    }
    known = {(field.label, field.kind) for field in session.fields.all()}
    for name, (kind, options) in wanted.items():
        if (labels[name], kind) not in known:
            session.fields.add(labels[name], kind, section=labels["section"], **options)
    keys = {field.label: field.key for field in session.fields.all()}
    return {name: keys[labels[name]] for name in wanted}


def _add_views(session: Session, stage: Stage) -> None:
    week = stage.today - timedelta(days=7)
    lists = {
        "quiet": _listed(
            Condition("status", Operator.ANY, ("customer",)),
            Condition("kind", Operator.ANY, (PERSON,)),
            Condition("last_interaction_at", Operator.OLDER_THAN_DAYS, (60,)),
            sort="last_interaction_at",
        ),
        "new": _listed(
            Condition("status", Operator.ANY, ("lead", "prospect")),
            Condition("created_at", Operator.AFTER, (week.date().isoformat(),)),
            sort="-created_at",
        ),
        "no_email": _listed(
            Condition("email", Operator.EMPTY), Condition("kind", Operator.NONE, (COMPANY,)),
            Condition("status", Operator.ANY, _ACTIVE), sort="name",
        ),
    }  # fmt: skip
    for name, query in lists.items():
        session.views.add(stage.words["views"][name], {"query": query.to_plain()}, shared=True)


def _listed(*conditions: Condition, sort: str) -> ListQuery:
    return ListQuery("", conditions, sort.removeprefix("-"), sort.startswith("-"))
