"""The products of a file, and its users: told from those that are there by code or name, written. Parts of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.importing.amounts import Amounts
from crm.controllers.importing.contact_part import Rules
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked, LinkedReader
from crm.controllers.importing.merging import rules_of
from crm.controllers.importing.named import key_of
from crm.controllers.naming import folded
from crm.models import imports
from crm.models.import_results import Outcome
from crm.models.imports import CREATE, KEEP, PRODUCTS, REPLACE, SKIP
from crm.models.pipelines import PRODUCT_FIELDS
from crm.storage.database import Database
from crm.utils.i18n import _

_EMPTY: dict[str, Any] = {"name": "", "code": "", "price": None, "currency": "", "active": 1}
_CLEARED = {"code": "", "price": None}


class ProductPart:
    """Brings the products of a file in."""

    entity = PRODUCTS

    def __init__(self, database: Database, mapping: imports.Mapping, *, rules: Rules, findings: Findings) -> None:
        self._database = database
        self._rules = rules
        self._merging = rules_of(mapping, rules.on_match, fields=PRODUCT_FIELDS)
        self._findings = findings
        # In our own export every row is a product of its own, however alike two of them are.
        self._apart = mapping.exact
        self._codes: dict[str, Linked] = {}
        self._names: dict[str, Linked] = {}
        for row in database.all("SELECT * FROM products ORDER BY active DESC, id"):
            self._remember(_stored(row))

    def use(self, reader: LinkedReader, amounts: Amounts) -> None:
        """Read the rows with these."""
        self._reader, self._amounts = reader, amounts

    def read(self, line: Line) -> None:
        """Take the product out of a row."""
        record = self._reader.read(line.number, line.cells)
        if record is None:
            self._findings.error(line.number, _("Nothing of this row was recognised."))
            return
        self._amounts.read(record, "price")
        if record.values.get("price", 0) < 0:
            header, cell = record.cell("price")
            self._findings.error(line.number, _("A price is zero or more."), column=header, value=cell)
            del record.values["price"]
        for name in ("name", "code"):
            record.values[name] = " ".join(str(record.values.get(name, "")).split())
        line.records[self.entity] = record

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: tell the known ones apart, write."""
        for line in lines:
            if self.entity in line.records:
                line.outcomes[self.entity] = self._place(line)

    def finish(self) -> None:
        """Nothing is left to be said after the last row."""

    @property
    def side_created(self) -> Mapping[str, int]:
        """Nothing comes into being beside products."""
        return {}

    def _place(self, line: Line) -> Outcome:
        record = line.records[self.entity]
        record.values["name"] = record.values["name"] or record.values["code"]
        if not record.values["name"]:
            self._findings.error(record.row, _("Nothing in this row can name a product: no name and no code."))
            return Outcome.FAILED
        known = self._find(record)
        if known is None:
            return self._create(line, record)
        line.landed[self.entity] = known
        if self._rules.on_match == CREATE:
            self._findings.error(record.row, _("{name} is there already.").format(name=known.name), value=record.name)
        return Outcome.SKIPPED if self._rules.on_match in (SKIP, CREATE) else self._update(line, known)

    def _find(self, record: Linked) -> Linked | None:
        """The product of the same code, or of the same name where no code speaks against it."""
        code = record.values["code"]
        if code and code in self._codes:
            return self._codes[code]
        known = self._names.get(key_of(record.values["name"]))
        return None if known and code and known.values["code"] else known

    def _create(self, line: Line, record: Linked) -> Outcome:
        values = {name: value for name, value in record.values.items() if name in _EMPTY}
        row = {**_EMPTY, "currency": self._amounts.currency, **values, "folded": folded(record.values["name"])}
        record.id = self._database.insert("products", row)
        record.values = row
        if not self._apart:
            self._remember(record)
        line.landed[self.entity] = record
        self._show(line.after, record)
        return Outcome.CREATED

    def _update(self, line: Line, known: Linked) -> Outcome:
        self._show(line.before, known)
        changed = self._changed(known, line.records[self.entity])
        known.values |= changed
        self._show(line.after, known)
        if changed:
            self._database.update("products", known.id, changed)
        return Outcome.UPDATED if changed else Outcome.UNCHANGED

    def _changed(self, known: Linked, record: Linked) -> dict[str, Any]:
        wanted = {}
        for name, value in record.values.items():
            replaces = self._merging.of(name) in (KEEP, REPLACE)
            if value not in ("", None) and (replaces or known.values.get(name) in ("", None)):
                wanted[name] = value
        for name in self._merging.clearing & _CLEARED.keys() & record.blank:
            wanted[name] = _CLEARED[name]
        if "name" in wanted:
            wanted["folded"] = folded(wanted["name"])
        return {name: value for name, value in wanted.items() if known.values.get(name) != value}

    def _remember(self, record: Linked) -> None:
        self._names.setdefault(key_of(record.values["name"]), record)
        if record.values["code"]:
            self._codes.setdefault(record.values["code"], record)

    def _show(self, texts: dict[str, dict[str, str]], record: Linked) -> None:
        if self._rules.showing:
            texts[self.entity] = self._rules.showing.texts(record)


def _stored(row: Mapping[str, Any]) -> Linked:
    record = Linked(0)
    record.id = row["id"]
    record.values = {name: row[name] for name in (*_EMPTY, "folded")}
    return record
