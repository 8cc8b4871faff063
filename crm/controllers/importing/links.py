"""What a row points at beside itself: its company, its owner, its tags. Looked up by chunk; new tags are made."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record, host, identity
from crm.controllers.importing.words import PUBLIC_DOMAINS
from crm.models.contacts import COMPANY, PERSON, Channel
from crm.models.imports import Mapping
from crm.models.tags import COLORS
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import text
from crm.utils.i18n import _, ngettext

_SHOWN = 3


class Companies:
    """Finds the company a person belongs to, by web domain or by a name that only one company has."""

    def __init__(self, database: Database, mapping: Mapping, *, findings: Findings) -> None:
        self._database = database
        self._findings = findings
        self._column = next((one.header for one in mapping.columns if one.field == "company_domain"), "")
        self._name_column = next((one.header for one in mapping.columns if one.field == "company"), "")
        self._by_domain: dict[str, list[int]] | None = None
        self._names: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = {}
        self._unknown = 0
        self._makes = "companies" in mapping.create_missing
        self.created = 0

    def load(self, records: Sequence[Record]) -> None:
        """Fetch the companies that these rows name."""
        people = [record for record in records if record.kind == PERSON]
        wanted = {text.fold(str(record.values["company"])).strip() for record in people if record.values.get("company")}
        self._by_name = {}
        for row in self._database.all(_NAMED, names=to_json(sorted(wanted))) if wanted else ():
            self._by_name.setdefault(identity(row["company"]), []).append(row["id"])
            self._names[row["id"]] = row["company"]
        if self._by_domain is None and any(record.domain for record in people):
            self._by_domain = self._read_domains()

    def forget_domains(self) -> None:
        """Companies came or changed: read their domains again when they are next asked for."""
        self._by_domain = None

    def link(self, record: Record) -> bool:
        """Set the company of a person when exactly one fits; an ambiguous or unknown one is reported and left empty.

        True asks to make the company, which is not there and shall be.
        """
        if record.kind != PERSON:
            return False
        name = identity(str(record.values.get("company", "")))
        named = self._by_name.get(name, []) if name else []
        known = (self._by_domain or {}).get(record.domain, []) if record.domain else []
        found = [one for one in known if one in named] or known or named
        if known and named and not set(known) & set(named):
            found = [*known, *named]
        if len(found) == 1:
            record.values["company_id"] = found[0]
            record.values["company"] = self._names[found[0]]
        elif found:
            self._report_ambiguous(record, found)
        elif self._makes:
            return bool(name or record.domain)
        elif record.domain:
            self._findings.error(
                record.row,
                _("No company has this domain. The person was not linked."),
                column=self._column,
                value=record.domain,
            )
        elif name:
            self._unknown += 1
        return False

    def make(self, people: Sequence[Record]) -> list[tuple[Record, list[Record]]]:
        """The companies that these people's rows name, each once and still to be written, with its people."""
        found: dict[str, tuple[Record, list[Record]]] = {}
        for person in people:
            name = str(person.values.get("company", "")) or person.domain
            company, own = found.setdefault(identity(name), (Record(person.row, COMPANY), []))
            company.values["company"] = company.values.get("company", name)
            if person.domain:
                company.add_channel(Channel("link", person.domain))
            own.append(person)
        self.created += len(found)
        if found:
            self.forget_domains()
        return list(found.values())

    def _report_ambiguous(self, record: Record, found: Sequence[int]) -> None:
        shown = ", ".join(f"{self._names[one]} (#{one})" for one in found[:_SHOWN])
        sentence = _("Several companies fit: {names}. The person was not linked.").format(
            names=shown + (" …" if len(found) > _SHOWN else "")
        )
        column = self._column if record.domain else self._name_column
        self._findings.error(
            record.row, sentence, column=column, value=record.domain or str(record.values.get("company", ""))
        )

    def warn(self) -> None:
        """Say how many people name a company that is not there."""
        if self._unknown:
            sentence = ngettext(
                "{count} row names a company that is not among the contacts: its name is kept as text, without a link."
                " To create it: --create-missing companies, or the rules of the assistant.",
                "{count} rows name a company that is not among the contacts: its name is kept as text, without a link."
                " To create them: --create-missing companies, or the rules of the assistant.",
                self._unknown,
            )
            self._findings.warn(sentence.format(count=self._unknown))

    def _read_domains(self) -> dict[str, list[int]]:
        """Web domain -> companies, of every company there is; addresses for everybody (gmail.com) stand for none."""
        found: dict[str, dict[int, None]] = {}
        for row in self._database.all(
            "SELECT c.id, c.company, h.value FROM contact_channels h JOIN contacts c ON c.id = h.contact_id"
            " WHERE c.kind = 'company' AND h.kind IN ('link', 'email') ORDER BY c.id"
        ):
            domain = host(row["value"])
            if domain and domain not in PUBLIC_DOMAINS:
                found.setdefault(domain, {})[row["id"]] = None
                self._names[row["id"]] = row["company"]
        return {domain: list(ids) for domain, ids in found.items()}


_NAMED = f"SELECT id, company FROM contacts WHERE {among('sort_name', 'names')} AND kind = 'company' ORDER BY id"


class TagKeeper:
    """The tags by folded name; one that is missing is made within the import."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids = {row["folded"]: row["id"] for row in database.all("SELECT id, folded FROM tags")}
        self.created = 0

    def id_of(self, folded: str, name: str) -> int:
        """The id of a tag, made when there is none."""
        if folded not in self._ids:
            color = COLORS[len(self._ids) % len(COLORS)]
            self._ids[folded] = self._database.insert("tags", {"name": name, "folded": folded, "color": color})
            self.created += 1
        return int(self._ids[folded])


def owners(database: Database) -> dict[str, int]:
    """Users by folded name and by e-mail; a name that two users share stands for neither."""
    found: dict[str, set[int]] = {}
    for row in database.all("SELECT id, name, email FROM users"):
        for word in (row["name"], row["email"]):
            if word:
                found.setdefault(text.fold(" ".join(word.split())), set()).add(row["id"])
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}
