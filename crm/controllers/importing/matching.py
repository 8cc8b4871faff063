"""Which stored contact, or earlier row of the file, a row stands for: one lookup per chunk and key. Changes nothing.

Keys, strongest first: external id, e-mail, web domain and tax id of companies, phone with the same name, name with
nothing against it. What could be several is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm.controllers.importing import lookups
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record, agree, domains, identity, may_be_one_company
from crm.models.contacts import COMPANY
from crm.models.imports import UPDATE, Mapping
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import tax_ids, text
from crm.utils.i18n import _
from crm.utils.shared_addresses import is_shared_mailbox

Key = tuple[str, ...]
_PLACE = ("address", "city", "state", "country", "postal_code")
_SHOWN = 3
_PROGRAM_IDS = frozenset(("HubSpot", "Salesforce", "Pipedrive", "Google", "UID"))


@dataclass(frozen=True)
class Match:
    """What a row stands for: a record, or several between which nobody may guess; neither when it is new."""

    record: Record | None = None
    among: tuple[Record, ...] = ()

    @property
    def known(self) -> bool:
        """Whether somebody like the row is there already."""
        return self.record is not None or bool(self.among)


_NEW = Match()


class Matcher:
    """The records known to one chunk of rows: those of the file's stored contacts that a key of the chunk points at."""

    def __init__(self, database: Database, mapping: Mapping, *, on_match: str, findings: Findings) -> None:
        self._database = database
        self._match = frozenset(mapping.match)
        self._loose = on_match == UPDATE
        # In our own export every row is a record of its own, however alike two of them are.
        self._apart = mapping.exact
        self._findings = findings
        self._newest = int(database.value("SELECT coalesce(max(id), 0) FROM contacts"))
        self._touched: set[int] = set()
        self._index: dict[Key, list[Record]] = {}
        self._asked: tuple[Record | None, tuple[Key, ...]] = (None, ())  # the row asked for last, and its keys
        self._tiers: tuple[Callable[[Record], list[Record]], ...] = (
            self._by_external_id,
            self._by_email,
            self._by_domain,
            self._by_tax_id,
            self._by_phone,
            self._by_name,
        )

    def load(self, records: Sequence[Record]) -> None:
        """Forget the last chunk and fetch what the keys of these rows point at."""
        self._index = {}
        self._asked = None, ()
        ids: dict[int, None] = {}
        for kind in sorted({record.kind for record in records}):
            own = [record for record in records if record.kind == kind]
            for query, values in self._lookups(own, kind):
                ids.update(dict.fromkeys(self._database.ids(query, values=to_json(values))))
            ids.update(dict.fromkeys(self._namesakes(own, kind)))
        for record in lookups.stored_records(self._database, sorted(ids)):
            self.add(record)

    def _namesakes(self, records: Sequence[Record], kind: str) -> Iterator[int]:
        """Stored contacts of the same name that could be one of these rows, where no e-mail speaks against it."""
        named: dict[str, list[Record]] = {}
        for record in records:
            if record.own_name:
                named.setdefault(record.folded_name, []).append(record)
        for row in self._database.all(lookups.BY_NAME, values=to_json(sorted(named)), kind=kind) if named else ():
            numbers = {row["phone"], row["mobile_phone"]} - {""}
            for record in named[row["sort_name"]]:
                if not row["email"] or not record.has("email") or any(record.knows("phone", one) for one in numbers):
                    yield row["id"]
                    break

    def add(self, record: Record) -> None:
        """Let later rows of the chunk find this record."""
        if self._apart and not 0 < record.id <= self._newest:
            return
        for key in dict.fromkeys(self._asked[1] if record is self._asked[0] else _keys(record)):
            known = self._index.setdefault(key, [])
            if record not in known:
                known.append(record)

    def find(self, row: Record) -> Match:
        """What a row stands for. An external id that is plainly somebody else's is taken off the row and reported."""
        self._asked = row, tuple(_keys(row))
        if self._index.keys().isdisjoint(self._asked[1]):
            return _NEW
        for tier in self._tiers:
            found = [record for record in tier(row) if record.kind == row.kind]
            if found:
                return self._choose(row, found)
        return Match()

    def claim(self, row: Record, owner: Record | None = None) -> None:
        """Take the external id off a row when another record than `owner` has it: no two may share one."""
        if not row.external:
            return
        source, own = row.external
        holders = [record for record in self._known("external", source, own, row.kind) if record not in (row, owner)]
        if holders:
            self._drop_id(row, holders[0])

    def _drop_id(self, row: Record, holder: Record) -> None:
        sentence = _("This ID already belongs to {name}. The ID was left out.")
        self._findings.error(row.row, sentence.format(name=describe([holder])), value=str(row.values["external_id"]))
        del row.values["external_id"]
        row.values.pop("external_source", None)
        self._asked = None, ()

    def touch(self, record: Record) -> None:
        """Remember that this import changed a stored contact."""
        if record.id:
            self._touched.add(record.id)

    def _lookups(self, records: Sequence[Record], kind: str) -> Iterable[tuple[str, list[str]]]:
        """Each query with the values it looks for."""
        wanted = {
            lookups.BY_EXTERNAL_ID: [record.external[1] for record in records if record.external],
            lookups.BY_ALIAS: [record.external[1] for record in records if record.external],
            lookups.BY_EMAIL: [normal for record in records for normal in record.normals("email")],
            lookups.BY_PHONE: [
                normal for record in records if not record.own_name for normal in record.normals("phone")
            ],
        }
        if kind == COMPANY:
            wanted[lookups.BY_LINK] = [domain for record in records for domain in domains(record)]
        taxed = [record.values["tax_id"] for record in records if record.values.get("tax_id")]
        wanted[lookups.BY_TAX_ID] = [spelling for tax_id in taxed for spelling in tax_ids.spellings(tax_id)]
        return ((query, sorted(set(values))) for query, values in wanted.items() if values)

    def _known(self, *key: str) -> list[Record]:
        return self._index.get(key, [])

    def _by_external_id(self, row: Record) -> list[Record]:
        if not row.external:
            return []
        source, own = row.external
        found = self._known("external", source, own, row.kind)
        if not found or source in _PROGRAM_IDS or agree(row, found[0]) or _share(row, found[0], kind="email"):
            return found if "external_id" in self._match else []
        self._drop_id(row, found[0])
        return []

    def _by_email(self, row: Record) -> list[Record]:
        if "email" not in self._match:
            return []
        found = self._unique(row, (("email", normal) for normal in row.normals("email")))
        if row.kind == COMPANY:
            return [record for record in found if agree(row, record)]
        return [
            record
            for record in found
            if agree(row, record) or not all(map(is_shared_mailbox, _common(row, record, kind="email")))
        ]

    def _by_domain(self, row: Record) -> list[Record]:
        if row.kind != COMPANY or "domain" not in self._match:
            return []
        found = self._unique(row, (("domain", one) for one in domains(row)))
        return [record for record in found if may_be_one_company(row, record)]

    def _by_tax_id(self, row: Record) -> list[Record]:
        if "tax_id" not in self._match or not row.values.get("tax_id"):
            return []
        found = self._unique(row, [("tax", tax_ids.normal(row.values["tax_id"]))])
        return found if row.kind == COMPANY else [record for record in found if agree(row, record)]

    def _by_phone(self, row: Record) -> list[Record]:
        if "phone" not in self._match:
            return []
        if not row.own_name:
            return self._unique(row, (("phone", normal) for normal in row.normals("phone")))
        same = self._unique(row, [("name", row.folded_name)])
        return [record for record in same if _share(row, record, kind="phone")]

    def _by_name(self, row: Record) -> list[Record]:
        if "name" not in self._match or not row.own_name:
            return []
        same = [
            record
            for record in self._unique(row, [("name", row.folded_name)])
            if identity(record.own_name) == identity(row.own_name) and _fits(row, record)
        ]
        near = [record for record in same if not _differ(row, record, fields=_PLACE)]
        if near or not self._loose or len(same) != 1:
            return near
        earlier = same[0].id and same[0].id <= self._newest and same[0].id not in self._touched
        return same if earlier else []

    def _unique(self, row: Record, keys: Iterable[Key]) -> list[Record]:
        """The records behind keys, each once, without those whose external id of the same source is another one."""
        found: dict[int, Record] = {}
        for key in keys:
            found |= {id(record): record for record in self._index.get(key, ())}
        return [record for record in found.values() if not _other_id(row, record)]

    def _choose(self, row: Record, found: list[Record]) -> Match:
        if len(found) == 1:
            return Match(found[0])
        named = [record for record in found if identity(record.own_name) == identity(row.own_name)]
        if len(named) == 1:
            return Match(named[0])
        twins = [record for record in named or found if _holds_all(record, row)]
        return Match(twins[0]) if twins else Match(among=tuple(named or found))


def describe(records: Sequence[Record]) -> str:
    """Candidates as a person tells them apart: "Ana García (#12), Ana García (#31)"."""
    shown = [
        f"{record.name} (#{record.id})"
        if record.id
        else _("{name} (row {row})").format(name=record.name, row=record.row)
        for record in records[:_SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(records) > _SHOWN else "")


def _keys(record: Record) -> Iterable[Key]:
    for known in (record.external, *record.aliases):
        if known:
            yield ("external", *known, record.kind)
    yield from record.channels
    name = record.own_name
    if name:
        yield ("name", text.fold(name).strip())
    if record.values.get("tax_id"):
        yield ("tax", tax_ids.normal(record.values["tax_id"]))
    if record.kind == COMPANY:
        for domain in domains(record):
            yield ("domain", domain)


def _common(one: Record, other: Record, *, kind: str) -> set[str]:
    return set(one.normals(kind)) & set(other.normals(kind))


def _share(one: Record, other: Record, *, kind: str) -> bool:
    return bool(_common(one, other, kind=kind))


def _other_id(row: Record, record: Record) -> bool:
    """Whether one source knows the two under two ids."""
    mine, theirs = row.external, record.external
    return bool(mine and theirs and mine[0] == theirs[0] and mine != theirs and mine not in record.aliases)


def _fits(row: Record, record: Record) -> bool:
    """Whether two of the same name can be one: no e-mail, phone, tax id or company of one speaks against the other."""
    for kind in ("email", "phone"):
        if row.normals(kind) and record.normals(kind) and not _share(row, record, kind=kind):
            return False
    if _differ(row, record, fields=("tax_id",)) or (row.kind != COMPANY and _differ(row, record, fields=("company",))):
        return False
    if row.kind == COMPANY:
        mine, theirs = set(domains(row)), set(domains(record))
        return not mine or not theirs or bool(mine & theirs)
    together = row.values.get("company") and record.values.get("company")
    reachable = any(kind != "link" for kind, _n in row.channels) and any(kind != "link" for kind, _n in record.channels)
    return bool(together) or not reachable or _share(row, record, kind="email") or _share(row, record, kind="phone")


def _differ(one: Record, other: Record, *, fields: Sequence[str]) -> bool:
    """Whether both have a value in one of the fields and the values are not the same."""
    for field in fields:
        mine, theirs = one.values.get(field), other.values.get(field)
        if mine and theirs and identity(str(mine)) != identity(str(theirs)):
            return True
    return False


def _holds_all(record: Record, row: Record) -> bool:
    """Whether a record says everything a row says already."""
    return (
        all(record.values.get(name) == value for name, value in row.values.items() if name != "created_at")
        and row.channels.keys() <= record.channels.keys()
        and all(record.custom.get(name) == value for name, value in row.custom.items())
    )
