"""Writes the demo into a file as one operation that Undo takes back. It is drawn in cast.py, talk.py and deals.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from crm.controllers import contact_rows
from crm.demo import agenda, cast, deals, papers, talk, targets
from crm.demo.agenda_filling import AgendaWriter
from crm.demo.cast import Values
from crm.demo.deal_filling import DealWriter
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
    "kind", "first_name", "last_name", "company", "job_title", "birthday", "address", "city", "state", "country",
    "postal_code", "tax_id", "source", "status", "notes",
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
    """Fill a file with a year of a business: companies, people, deals, what was done and is planned, and its papers.

    The same seed, moment and language give the same data. `progress` hears the part done, 0 to 1. All of it is one
    operation; tags and fields of the same names that are there already are used, not doubled.
    """
    stage = Stage.of(i18n.language(), seed=seed, now=clock().astimezone())
    tell = progress or (lambda _part: None)
    author = session.contacts.context.author
    with session.database.transaction(author, DEMO, bulk=True):
        writer = _Writer(session, stage)
        companies = [_with_plot(stage, one) for one in cast.companies(stage)]
        people = [_with_plot(stage, one) for one in cast.people(stage, companies, count=_PEOPLE)]
        sales = deals.deals(stage, people, pipelines=session.pipelines.all())
        planned = agenda.plans(stage, people, companies=companies)
        _meet(people, sales)
        tell(0.3)
        firms = writer.add(companies, [None] * len(companies))
        employers = [None if one["company_place"] is None else firms[one["company_place"]] for one in people]
        buyers = writer.add(people, employers)
        tell(0.6)
        places = [(one, company["region"]) for one, company in zip(firms, companies, strict=True)]
        made = writer.deals(session).add(sales, people=buyers, companies=places)
        writer.add_interactions(dict(enumerate(made)))
        tell(0.8)
        writer.agenda.add(planned, people=buyers)
        writer.agenda.add_series()
        tell(0.9)
        targets.add(session, stage, users=writer.users)
        papers.add(session, stage, contact_id=_first_customer(firms, companies))
        _add_views(session, stage)
    tell(1.0)


def _with_plot(stage: Stage, contact: Values) -> Values:
    """A contact with its channels and what happened with it, oldest first."""
    return contact | {"plot": talk.interactions(stage, contact), "channels": _channels(stage, contact)}


def _meet(people: list[Values], sales: list[Values]) -> None:
    """Let what was said about each deal stand among what happened with its buyer."""
    for number, deal in enumerate(sales):
        buyer = people[deal["person"]]
        buyer["plot"] += [touch | {"deal": number} for touch in deal["touches"]]
        buyer["created"] = min(buyer["created"], deal["moves"][0][0])
    for person in people:
        person["plot"].sort(key=lambda one: one["moment"])


class _Writer:
    """Writes what was drawn: contacts with their channels, tags and interactions."""

    def __init__(self, session: Session, stage: Stage) -> None:
        self._database = session.database
        self._stage = stage
        self.users = _users(session, stage)
        self._tags = _tags(session, stage)
        self._keys = _fields(session, stage)
        self._added: list[Values] = []
        self.agenda = AgendaWriter(session, stage, users=self.users)

    def add(self, contacts: list[Values], employers: Sequence[int | None]) -> range:
        """Add contacts with their channels and tags and return their ids."""
        parts = [_placed(*pair) for pair in zip(contacts, employers, strict=True)]
        made = self._database.insert_many("contacts", [self._row(part) for part in parts])
        whole = [part | {"id": contact_id} for contact_id, part in zip(made, parts, strict=True)]
        self._add_channels(whole)
        self._add_tags(whole)
        self._added += whole
        return made

    def deals(self, session: Session) -> DealWriter:
        """What writes the deals of the same people."""
        return DealWriter(session, self._stage, users=self.users, tags=self._tags)

    def _row(self, contact: Values) -> Values:
        row = {name: contact.get(name, "") for name in _PLAIN} | contact_rows.mirrored(contact["channels"])
        created = kept(contact["created"])
        plot = contact["plot"]
        return row | {
            "company_id": contact["company_id"],
            "assigned_to": None if contact["colleague"] is None else self.users[contact["colleague"]],
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

    def add_interactions(self, deals_by_place: Mapping[int, int]) -> None:
        """Add what happened with every contact; what was about a deal, or had been planned, is linked to it."""
        told = [
            (contact, one | {"opportunity_id": deals_by_place.get(one.get("deal", -1))})
            for contact in self._added
            for one in contact["plot"]
        ]
        planned = self.agenda.add_done(told)
        rows = [
            self._interaction(contact, one) | {"activity_id": activity_id}
            for (contact, one), activity_id in zip(told, planned, strict=True)
        ]
        self._database.insert_many("interactions", rows)

    def _interaction(self, contact: Values, one: Values) -> Values:
        values = {name: value for name, value in one.items() if name not in ("moment", "deal")}
        user = self.users[contact["colleague"] or 0]
        return values | {"contact_id": contact["id"], "user_id": user, "created_at": one["at"], "updated_at": one["at"]}


def _first_customer(firms: Sequence[int], companies: Sequence[Values]) -> int:
    return next(one for one, company in zip(firms, companies, strict=True) if company["status"] == "customer")


def _placed(contact: Values, employer: int | None) -> Values:
    """A contact with its company; nobody talks with a contact before it was added."""
    first = [contact["plot"][0]["moment"] - timedelta(minutes=20)] if contact["plot"] else []
    return contact | {"company_id": employer, "created": min([contact["created"], *first])}


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
