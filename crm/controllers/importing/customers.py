"""The person and the company that an opportunity or activity belongs to: found, or made when that was asked for.

What is ambiguous or leads nowhere is reported with the candidates and left empty: the record comes in without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import OF_COMPANIES, PERSONAL, ContactFinder, Linked, LinkedReader
from crm.controllers.importing.links import TagKeeper
from crm.controllers.importing.records import Record, host, identity
from crm.controllers.importing.writing import Writer
from crm.models import imports
from crm.models.contacts import COMPANY, Channel
from crm.models.imports import COMPANIES, CONTACTS
from crm.storage.database import Database
from crm.utils.i18n import _

Defaults = dict[str, Any]


class Customers:
    """Finds the customers of one file's records, by chunk. `made` counts the contacts it made, by entity."""

    def __init__(self, database: Database, mapping: imports.Mapping, *, findings: Findings) -> None:
        self.made: Counter[str] = Counter()
        self._database = database
        self._findings = findings
        self._exact = mapping.exact
        self._makes = mapping.create_missing
        self._finder = ContactFinder(database, mapping, findings=findings)
        self._people: Callable[[Linked], tuple[Record, dict[str, str]]] | None = None
        self._defaults: Defaults = {}

    def use(self, reader: LinkedReader, *, defaults: Defaults) -> None:
        """Describe the people to be made as this reader does; new contacts get the `defaults`."""
        self._people = reader.person
        self._defaults = defaults

    def load(self, records: Sequence[Linked]) -> None:
        """Fetch what the words of these rows point at."""
        for record in records:
            # Of small businesses many a "customer" is a person.
            if "company" in record.links and "contact_name" not in record.links and not self._exact:
                record.links["contact_name"] = record.links["company"]
                record.cells["contact_name"] = record.cell("company")
                record.words["same_name"] = "1"
        self._finder.load(records)

    def find(self, line: Line, record: Linked) -> tuple[int, int]:
        """(the person, the company) of a row, 0 where there is none: those in the same row, or those it names."""
        beside, landed = line.landed.get(CONTACTS), line.landed.get(COMPANIES)
        company = landed.id if landed is not None else self._company(record)
        person = beside.id if beside is not None else self._person(record, company)
        about = self._finder.about(person)
        if about.get("kind") == COMPANY:
            return 0, company or person
        if beside is not None and not company:
            company = beside.values.get("company_id") or 0
        if not company and not self._exact:
            company = about.get("company_id") or 0
        return person, company

    def _company(self, record: Linked) -> int:
        given = [name for name in OF_COMPANIES if record.links.get(name)]
        found = [one for one in self._finder.fitting(record, given) if self._finder.about(one).get("kind") != "person"]
        if len(found) == 1:
            return found[0]
        if found:
            self._report(record, given[0], candidates=found)
            return 0
        if not given or self._is_person(record):
            return 0
        if "companies" in self._makes and given[-1] != "company_external_id":
            return self._make_company(record)
        self._report(record, given[-1])
        return 0

    def _is_person(self, record: Linked) -> bool:
        """Whether the company's name is the name of people here."""
        both = "same_name" in record.words
        return both and bool(self._finder.of("contact_name", record.links["contact_name"]))

    def _make_company(self, record: Linked) -> int:
        name, domain = record.links.get("company", ""), host(record.links.get("company_domain", ""))
        made = Record(record.row, COMPANY)
        made.values["company"] = name or domain
        if domain:
            made.add_channel(Channel("link", domain))
        self._write(made, "companies")
        for link in ("company", "company_domain"):
            self._finder.learn(link, record.links.get(link, ""), contact_id=made.id)
        return made.id

    def _person(self, record: Linked, company: int) -> int:
        given = [name for name in PERSONAL if record.links.get(name)]
        found = self._finder.fitting(record, given)
        if record.links.get("contact_email") and not self._finder.of("contact_email", record.links["contact_email"]):
            # A namesake with another address is somebody else.
            found = [one for one in found if not self._finder.about(one).get("email")]
        if self._exact:
            found = [one for one in found if self._reaches(record, one)]
        if len(found) > 1:
            found = self._narrowed(record, found, company=company)
        if len(found) == 1:
            return found[0]
        if found:
            self._report(record, given[0], candidates=found)
        elif given and "same_name" not in record.words:
            return self._make_person(record, company) if "contacts" in self._makes else self._report(record, given[0])
        return 0

    def _reaches(self, record: Linked, contact_id: int) -> bool:
        """Whether a person has the very address and number that this program's own export tells."""
        about = self._finder.about(contact_id)
        told = {"email": record.links.get("contact_email", ""), "phone": record.links.get("contact_phone", "")}
        return all(about.get(name, "") == text for name, text in told.items())

    def _narrowed(self, record: Linked, found: list[int], *, company: int) -> list[int]:
        """Those of several who belong to the company of the row, where there are such."""
        name = identity(record.links.get("company", ""))
        about = self._finder.about
        own = [one for one in found if company and about(one).get("company_id") == company]
        return own or [one for one in found if name and identity(str(about(one).get("company", ""))) == name] or found

    def _make_person(self, record: Linked, company: int) -> int:
        person, problems = self._people(record) if self._people else (Record(record.row, "person"), {})
        for field, problem in problems.items():
            header, cell = record.cell(field)
            self._findings.error(record.row, problem, column=header, value=cell)
        if not person.name.strip():
            return 0
        if company:
            person.values["company_id"] = company
        self._write(person, "contacts")
        about = {"kind": person.kind, "email": record.links.get("contact_email", ""), "company_id": company or None}
        about |= {"phone": record.links.get("contact_phone", ""), "name": person.name}
        self._finder.introduce(person.id, about)
        for link in PERSONAL:
            self._finder.learn(link, record.links.get(link, ""), contact_id=person.id)
        return person.id

    def _write(self, record: Record, entity: str) -> None:
        Writer(self._database, TagKeeper(self._database), defaults=self._defaults).add([record])
        self.made[entity] += 1

    def _report(self, record: Linked, link: str, *, candidates: Sequence[int] = ()) -> int:
        header, cell = record.cell(link)
        if candidates:
            sentence = _("Several contacts fit: {names}. It was not linked.")
            sentence = sentence.format(names=self._finder.shown(candidates))
        elif link in OF_COMPANIES:
            sentence = _("No company here fits. It was not linked.")
        else:
            sentence = _("No contact here fits. It was not linked.")
        self._findings.error(record.row, sentence, column=header, value=cell)
        return 0
