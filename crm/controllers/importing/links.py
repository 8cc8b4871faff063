"""What a row points at beside itself: its company, its owner, its tags. Looked up by chunk; new tags are made."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record, host, identity
from crm.models.contacts import COMPANY, PERSON, Channel
from crm.models.imports import Mapping
from crm.models.tags import COLORS
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import tax_ids, text
from crm.utils.i18n import _, ngettext
from crm.utils.shared_addresses import is_public_domain

COMPANY_ID, COMPANY_TAX_ID = "company_external_id", "company_tax_id"
_SHOWN = 3


class Companies:
    """Finds the company a person belongs to: by its id elsewhere, web domain, tax id, or a name only it has."""

    def __init__(self, database: Database, mapping: Mapping, *, findings: Findings) -> None:
        self._database = database
        self._findings = findings
        self._headers = {column.field: column.header for column in mapping.columns}
        self._by_domain: dict[str, list[int]] | None = None
        self._names: dict[int, str] = {}
        self._by_word: dict[tuple[str, str], list[int]] = {}
        self._unknown = 0
        self._makes = "companies" in mapping.create_missing
        self.created = 0

    def load(self, records: Sequence[Record]) -> None:
        """Fetch the companies that these rows name."""
        people = [record for record in records if record.kind == PERSON]
        self._by_word = {}
        wanted = {text.fold(str(record.values["company"])).strip() for record in people if record.values.get("company")}
        for row in self._database.all(_NAMED, words=to_json(sorted(wanted))) if wanted else ():
            self._know(row, "company", word=identity(row["company"]))
        for field, query in _BY_KEY.items():
            given = {record.company_keys[field] for record in people if field in record.company_keys}
            tax = field == COMPANY_TAX_ID
            words = {way for word in given for way in tax_ids.spellings(word)} if tax else given
            for row in self._database.all(query, words=to_json(sorted(words))) if words else ():
                self._know(row, field, word=tax_ids.normal(row["word"]) if tax else row["word"])
        if self._by_domain is None and any(record.domain for record in people):
            self._by_domain = self._read_domains()

    def _know(self, row: Row, field: str, *, word: str) -> None:
        self._by_word.setdefault((field, word), []).append(row["id"])
        self._names[row["id"]] = row["company"]

    def forget_domains(self) -> None:
        """Companies came or changed: read their domains again when they are next asked for."""
        self._by_domain = None

    def link(self, record: Record) -> bool:
        """Set the company of a person when exactly one fits; an ambiguous or unknown one is reported and left empty.

        True asks to make the company, which is not there and shall be.
        """
        if record.kind != PERSON:
            return False
        given = self._words(record)
        found = self._fitting(given)
        if len(found) == 1:
            record.values["company_id"] = found[0]
            record.values["company"] = self._names[found[0]]
        elif found:
            self._report_ambiguous(record, found, given=given)
        elif self._makes:
            return "company" in given or "company_domain" in given
        else:
            self._report_unknown(record, given)
        return False

    def _words(self, record: Record) -> dict[str, str]:
        """What a row says about the company, strongest first: field -> word in its normal form."""
        keys = record.company_keys
        found = {
            COMPANY_ID: keys.get(COMPANY_ID, ""),
            "company_domain": record.domain,
            COMPANY_TAX_ID: tax_ids.normal(keys[COMPANY_TAX_ID]) if COMPANY_TAX_ID in keys else "",
            "company": identity(str(record.values.get("company", ""))),
        }
        return {field: word for field, word in found.items() if word}

    def _fitting(self, given: dict[str, str]) -> list[int]:
        """The companies that fit: those all words agree on; of words that contradict each other all."""
        found: list[int] = []
        for field, word in given.items():
            known = (self._by_domain or {}).get(word, []) if field == "company_domain" else []
            known = known or self._by_word.get((field, word), [])
            found = [one for one in found if one in known] or [*found, *known]
        return found

    def _report_unknown(self, record: Record, given: dict[str, str]) -> None:
        field = next((one for one in given if one != "company"), "")
        if field:
            sentence = _("No company fits this. The person was not linked.")
            if field == "company_domain":
                sentence = _("No company has this domain. The person was not linked.")
            self._findings.error(record.row, sentence, column=self._headers.get(field, ""), value=given[field])
        elif given:
            self._unknown += 1

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

    def _report_ambiguous(self, record: Record, found: Sequence[int], *, given: dict[str, str]) -> None:
        shown = ", ".join(f"{self._names[one]} (#{one})" for one in found[:_SHOWN])
        sentence = _("Several companies fit: {names}. The person was not linked.").format(
            names=shown + (" …" if len(found) > _SHOWN else "")
        )
        field = next(iter(given))
        value = str(record.values.get("company", "")) if field == "company" else given[field]
        self._findings.error(record.row, sentence, column=self._headers.get(field, ""), value=value)

    def warn(self) -> None:
        """Say how many people name a company that is not there."""
        if self._unknown:
            sentence = ngettext(
                "{count} row names a company that is not among the contacts: its name is kept as text, without a link.",
                "{count} rows name a company that is not among the contacts: its name is kept as text, without a link.",
                self._unknown,
            )
            self._findings.warn(sentence.format(count=self._unknown), left_open="companies")

    def _read_domains(self) -> dict[str, list[int]]:
        """Web domain -> companies, of every company there is; addresses for everybody (gmail.com) stand for none."""
        found: dict[str, dict[int, None]] = {}
        for row in self._database.all(
            "SELECT c.id, c.company, h.value FROM contact_channels h JOIN contacts c ON c.id = h.contact_id"
            " WHERE c.kind = 'company' AND h.kind IN ('link', 'email') ORDER BY c.id"
        ):
            domain = host(row["value"])
            if domain and not is_public_domain(domain):
                found.setdefault(domain, {})[row["id"]] = None
                self._names[row["id"]] = row["company"]
        return {domain: list(ids) for domain, ids in found.items()}


_NAMED = f"SELECT id, company FROM contacts WHERE {among('sort_name', 'words')} AND kind = 'company' ORDER BY id"
_BY_KEY = {
    COMPANY_ID: (
        "SELECT id, company, external_id AS word FROM contacts"
        f" WHERE external_id <> '' AND {among('external_id', 'words')} AND kind = 'company'"
        " UNION SELECT c.id, c.company, a.external_id AS word FROM contact_aliases a JOIN contacts c"
        f" ON c.id = a.contact_id WHERE {among('a.external_id', 'words')} AND c.kind = 'company' ORDER BY 1"
    ),
    COMPANY_TAX_ID: (
        "SELECT id, company, tax_id AS word FROM contacts"
        f" WHERE tax_id <> '' AND {among('tax_id', 'words')} AND kind = 'company' ORDER BY id"
    ),
}


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
    """Users by folded name and by e-mail; 0 for a name that several share, which stands for none of them."""
    found: dict[str, set[int]] = {}
    for row in database.all("SELECT id, name, email FROM users"):
        for word in (row["name"], row["email"]):
            if word:
                found.setdefault(text.fold(" ".join(word.split())), set()).add(row["id"])
    return {word: next(iter(ids)) if len(ids) == 1 else 0 for word, ids in found.items()}
