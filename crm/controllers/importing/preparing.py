"""What stands ready before the first row of an import is read: how values are read, and the parts that write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from crm.controllers.importing import interaction_headers, opportunity_headers, targets
from crm.controllers.importing.activity_part import ActivityPart
from crm.controllers.importing.amounts import Amounts
from crm.controllers.importing.catalogue import KnownProducts, KnownReasons
from crm.controllers.importing.contact_part import ContactPart, Rules
from crm.controllers.importing.evidence import Ways
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.happenings import Happenings
from crm.controllers.importing.interaction_part import InteractionPart
from crm.controllers.importing.linked import LinkedReader
from crm.controllers.importing.links import owners
from crm.controllers.importing.newcomers import Newcomers
from crm.controllers.importing.opportunity_part import OpportunityPart
from crm.controllers.importing.opportunity_rows import OpportunityRows
from crm.controllers.importing.opportunity_writing import OpportunityWriter
from crm.controllers.importing.product_headers import PRODUCT_WORDS
from crm.controllers.importing.product_part import ProductPart
from crm.controllers.importing.rows import RowReader
from crm.controllers.importing.run import IsCompany, Part, Plan
from crm.controllers.importing.showing import Names, Showing
from crm.controllers.importing.stages import KnownStages
from crm.controllers.importing.user_part import UserPart
from crm.controllers.importing.values import Place, Reading
from crm.controllers.importing.vocabulary import Choices
from crm.files.sheet import Table
from crm.models import imports
from crm.models.fields import Field
from crm.models.imports import ACTIVITIES, COMPANIES, CONTACTS, INTERACTIONS, OPPORTUNITIES, PRODUCTS, SKIP, USERS
from crm.storage.database import Database
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line

_LISTED = 20
_HAPPENINGS = (ACTIVITIES, INTERACTIONS)


@dataclass(frozen=True)
class Business:
    """What an import knows of the business: its own fields by entity, its country and its currency.

    Phones without a prefix are of the country, amounts without a mark are in the currency. `choices` are the names that
    words of fields such as "stage" may stand for.
    """

    fields: Mapping[str, Sequence[Field]]
    country: str
    currency: str = "EUR"
    choices: Choices = field(default_factory=dict)

    def custom(self, entity: str) -> tuple[Field, ...]:
        """The fields that the business added to an entity."""
        return tuple(self.fields.get(CONTACTS if entity == COMPANIES else entity, ()))

    def targets(self, entity: str) -> list[Field]:
        """The fields a column of a file of `entity` may go to."""
        found = targets.targets(entity, self.custom(entity))
        return [replace(one, choices=self.choices.get(one.name.rpartition(".")[2], one.choices)) for one in found]

    def by_name(self, entity: str) -> dict[str, Field]:
        """The fields that the business added to an entity, by name."""
        return {one.name: one for one in self.custom(entity)}


@dataclass(frozen=True)
class Request:
    """What a run was asked for: see `Imports.run`. `only_of` limits changes to one user's contacts.

    `again` opens the file a second time, beside the rows that are being read.
    """

    mapping: imports.Mapping
    on_match: str
    only_of: int | None
    detailed: bool
    tell: Callable[[], None]
    again: Callable[[], Table]


@dataclass
class Strangers:
    """Users that the file names and that are not there, counted by name; `cells` are those that name one."""

    seen: Counter[str] = field(default_factory=Counter)
    cells: set[Place] = field(default_factory=set)

    def hear(self, name: str, place: Place) -> None:
        """Take note of one."""
        self.seen[one_line(name, 60)] += 1
        self.cells.add(place)

    def warnings(self) -> list[str]:
        """A sentence for each of the first twenty, the most frequent first, and one for the others."""
        told = [self._warning(name, count) for name, count in self.seen.most_common(_LISTED)]
        more = len(self.seen) - _LISTED
        others = ngettext("{count} more user is not there.", "{count} more users are not there.", more)
        return told + ([others.format(count=show_number(more))] if more > 0 else [])

    def _warning(self, name: str, count: int) -> str:
        sentence = ngettext(
            "There is no user called {name}: {count} record has no owner.",
            "There is no user called {name}: {count} records have no owner.",
            count,
        )
        return sentence.format(name=name, count=show_number(count))


class _Maker(Protocol):
    """What makes the part of an entity."""

    def __call__(self, mapping: imports.Mapping, reading: Reading, *, rules: Rules) -> Part: ...


class Preparation:
    """The plan of a run, and what has to be said when it ended."""

    def __init__(self, database: Database, table: Table, *, request: Request, business: Business) -> None:
        self.findings = Findings()
        self.newcomers = Newcomers(database, request.mapping.create_missing)
        self._database = database
        self._table = table
        self._request = request
        self._business = business
        self._strangers = Strangers()
        self._is_company: IsCompany | None = None
        self._products: KnownProducts | None = None
        fields = {one.name: one for one in business.targets(request.mapping.entity)}
        self._ways = Ways(request.mapping, {} if request.mapping.exact else fields, read=request.again)
        self._names = Names(database)

    def plan(self) -> Plan:
        """What reads and writes the rows."""
        request = self._request
        reading = self._reading()
        parts = [part for own in request.mapping.parts.values() for part in self._parts(own, reading)]
        return Plan(
            request.mapping.entity,
            parts,
            self.findings,
            self._showing(request.mapping.entity) if request.detailed else None,
            self._is_company,
        )

    @property
    def left_out(self) -> set[Place]:
        """The cells that were left out without an error."""
        return self._strangers.cells | (self._products.cells if self._products else set())

    def finish(self) -> None:
        """Say which columns left something open, and who was named in the file and is nobody here."""
        for sentence, kind in self._ways.warnings.items():
            self.findings.warn(sentence, left_open=kind)
        for sentence in self._strangers.warnings():
            self.findings.warn(sentence, left_open="owners")

    def _reading(self) -> Reading:
        request = self._request
        return Reading(
            self._business.country,
            owners=owners(self._database),
            custom=self._business.by_name(request.mapping.entity),
            words=request.mapping.values,
            way=lambda header: self._ways.of(header, request.tell),
            newcomers=self.newcomers,
            unknown_owner=self._strangers.hear,
        )

    def _parts(self, mapping: imports.Mapping, reading: Reading) -> list[Part]:
        """What brings the records of an entity in; in a file of activities some are done, of interactions planned."""
        entity, main = mapping.entity, self._request.mapping.entity
        if entity not in _HAPPENINGS:
            return [self._part(mapping, reading)]
        reader = LinkedReader(mapping, reading, findings=self.findings)
        reader.prepare(self._table.headers, self._business.targets(entity), words=interaction_headers.WORDS)
        happenings = Happenings(reader, reading, findings=self.findings, entity=entity)
        happenings.only = mapping.exact or entity != main
        parts: list[Part] = []
        for own in (entity,) if happenings.only else (ACTIVITIES, INTERACTIONS):
            kind = ActivityPart if own == ACTIVITIES else InteractionPart
            part = kind(self._database, mapping, rules=self._rules(mapping, own), findings=self.findings)
            part.use(reader, happenings)
            parts.append(part)
        return parts

    def _part(self, mapping: imports.Mapping, reading: Reading) -> Part:
        makers: dict[str, _Maker] = {
            OPPORTUNITIES: self._opportunities,
            PRODUCTS: self._catalogue,
            USERS: self._users,
        }
        rules = self._rules(mapping, mapping.entity)
        return makers.get(mapping.entity, self._contacts)(mapping, reading, rules=rules)

    def _rules(self, mapping: imports.Mapping, entity: str) -> Rules:
        custom = self._business.custom(entity)
        contacts = self._business.custom(CONTACTS)
        return Rules(
            self._request.on_match,
            self._request.only_of,
            defaults(custom, mapping),
            custom,
            self._showing(entity) if self._request.detailed else None,
            defaults(contacts, mapping) if entity not in (CONTACTS, COMPANIES) else {},
        )

    def _contacts(self, mapping: imports.Mapping, reading: Reading, *, rules: Rules) -> Part:
        side = mapping.entity != self._request.mapping.entity
        reader = RowReader(mapping, reading, findings=self.findings, side=side)
        reader.prepare(self._table.headers)
        part = ContactPart(self._database, mapping, rules=rules, findings=self.findings)
        part.use(reader)
        if reader.has_kinds and len(self._request.mapping.parts) == 1:
            self._is_company = reader.is_company
        return part

    def _opportunities(self, mapping: imports.Mapping, reading: Reading, *, rules: Rules) -> Part:
        makes = mapping.create_missing
        stages = KnownStages(self._database, mapping.values, makes="stages" in makes)
        self._products = KnownProducts(self._database, mapping.values, makes="products" in makes)
        reasons = KnownReasons(self._database, mapping.values, makes="loss_reasons" in makes)
        rows = OpportunityRows(
            reading, stages, self._products, reasons, self.findings, self._business.currency, mapping.exact
        )
        reader = LinkedReader(mapping, reading, findings=self.findings)
        fields = opportunity_headers.targets(rules.custom)
        reader.prepare(self._table.headers, fields, words=opportunity_headers.WORDS, owner="assigned_to")
        writer = OpportunityWriter(self._database, stages, defaults=rules.defaults, currency=self._business.currency)
        part = OpportunityPart(self._database, mapping, rules=rules, findings=self.findings)
        part.use(reader, rows, writer=writer, side=mapping.entity != self._request.mapping.entity)
        return part

    def _catalogue(self, mapping: imports.Mapping, reading: Reading, *, rules: Rules) -> Part:
        reader = LinkedReader(mapping, reading, findings=self.findings)
        reader.prepare(self._table.headers, targets.targets(PRODUCTS), words=PRODUCT_WORDS)
        part = ProductPart(self._database, mapping, rules=rules, findings=self.findings)
        part.use(reader, Amounts(reading, self.findings, self._business.currency, mapping.exact))
        return part

    def _users(self, mapping: imports.Mapping, reading: Reading, *, rules: Rules) -> Part:
        reader = LinkedReader(mapping, reading, findings=self.findings)
        reader.prepare(self._table.headers, targets.targets(USERS))
        makes = rules.on_match != SKIP and "owners" in mapping.create_missing
        part = UserPart(self._database, makes=makes, findings=self.findings)
        part.use(reader)
        return part

    def _showing(self, entity: str) -> Showing:
        return Showing(self._business.targets(entity), self._names)


def defaults(custom: Sequence[Field], mapping: imports.Mapping) -> Mapping[str, object]:
    """What new records get in fields their row leaves empty. An exact file tells even what is empty in its columns."""
    told = set(mapping.fields.values()) if mapping.exact else set()
    return {
        one.name.removeprefix("custom."): one.default
        for one in custom
        if one.default is not None and one.name not in told
    }


def ignored_warning(mapping: imports.Mapping) -> list[str]:
    """A sentence that names the columns that are not taken."""
    if not mapping.ignored:
        return []
    return [_("These columns are not imported: {names}.").format(names=", ".join(mapping.ignored))]
