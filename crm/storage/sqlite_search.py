"""The search index of contacts: folded text beside the records, and what finds ids in it. Ranks; checks no rights.

Three tiers, cheapest first: names that begin so (B-tree), words that begin so (FTS5), text inside a word (trigrams).
Candidates of common words are capped at the newest 2,000, because ranking all hits of "maria" costs a second at a
million contacts.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crm.storage.sqlite import Sqlite, is_damage
from crm.utils import phones, text

COLUMNS = ("name", "company", "city", "country", "job_title", "source", "mail", "tel", "notes")
_WORDS = ("name", "company", "mail", "tel", "notes")
_INFIXES = ("name", "company", "mail", "tel")
_CONTACT_SOURCES = frozenset(
    (
        "kind",
        "first_name",
        "last_name",
        "company",
        "city",
        "country",
        "job_title",
        "source",
        "email",
        "phone",
        "mobile_phone",
        "notes",
        "custom",
        "sort_name",
    )
)
_CHANNEL_SOURCES = frozenset(("contact_id", "kind", "value", "normal"))
_CANDIDATES = 2000
_CHUNK = 2000
_LAST = "\U0010ffff"
# Nobody types more; an engine's limits lie beyond.
_LONGEST, _MOST_WORDS, _MOST_GRAMS = 1000, 40, 60
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PHONE = re.compile(r"[+(]?\d[\d\s().+/-]*\d").fullmatch


class SearchIndex:
    """Keeps contact_search and its two full-text indexes in step with contacts and their channels."""

    def __init__(self, engine: Sqlite) -> None:
        self.engine = engine

    def depends_on(self, table: str, columns: Iterable[str]) -> bool:
        """Whether writing these columns changes what a search may find."""
        sources = {"contacts": _CONTACT_SOURCES, "contact_channels": _CHANNEL_SOURCES}.get(table, frozenset())
        return any(column in sources for column in columns)

    def reads(self, table: str) -> bool:
        """Whether rows of a table feed the index."""
        return table in ("contacts", "contact_channels")

    def contact_of(self, table: str, row: Mapping[str, Any]) -> int | None:
        """The contact whose search text a row feeds, or None."""
        if table == "contacts":
            return int(row["id"])
        return int(row["contact_id"]) if table == "contact_channels" else None

    def refresh(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        """Fold the text of these contacts again; contacts that are gone leave the index."""
        for start in range(0, len(ids), _CHUNK):
            self._refresh_chunk(connection, ids[start : start + _CHUNK])

    def _refresh_chunk(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        wanted = {"ids": json.dumps(list(ids))}
        self._forget(connection, wanted)
        rows = [self._texts(row) for row in connection.execute(_SOURCE, wanted)]
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.executemany(f"INSERT INTO contact_search (id, {', '.join(COLUMNS)}) VALUES ({marks})", rows)
        for table, columns in (("contact_words", _WORDS), ("contact_infixes", _INFIXES)):
            names = ", ".join(columns)
            connection.execute(
                f"INSERT INTO {table} (rowid, {names}) SELECT id, {names} FROM contact_search"
                " WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
                wanted,
            )

    def _forget(self, connection: sqlite3.Connection, wanted: dict[str, str]) -> None:
        known = "FROM contact_search WHERE id IN (SELECT value FROM json_each(:ids))"
        if connection.execute(f"SELECT 1 {known} LIMIT 1", wanted).fetchone() is None:
            return
        for table, columns in (("contact_words", _WORDS), ("contact_infixes", _INFIXES)):
            names = ", ".join(columns)
            connection.execute(
                f"INSERT INTO {table} ({table}, rowid, {names}) SELECT 'delete', id, {names} {known}", wanted
            )
        connection.execute(f"DELETE {known}", wanted)

    def _texts(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        contact_id, name, company, city, country, job_title, source, mail, tel, notes, custom = row
        return (
            contact_id,
            name,
            text.fold(company),
            text.fold(city),
            text.fold(country),
            text.fold(job_title),
            text.fold(source),
            text.fold(mail),
            " ".join(phones.search_digits(number) for number in tel.split("\n") if number),
            text.fold(notes if custom == "{}" else f"{notes}\n{_custom_text(custom)}"),
        )

    def rebuild(self, connection: sqlite3.Connection) -> int:
        """Fold every contact again from nothing; the number of contacts. Run it inside a transaction."""
        for table in ("contact_words", "contact_infixes"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        connection.execute("DELETE FROM contact_search")
        ids = array("q", (row[0] for row in connection.execute("SELECT id FROM contacts ORDER BY id")))
        self.refresh(connection, ids)
        return len(ids)

    def problems(self, connection: sqlite3.Connection) -> list[str]:
        """How the index differs from the contacts; empty when it is in step."""
        try:
            return self._differences(connection)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            return [f"contact_search: {error}"]

    def _differences(self, connection: sqlite3.Connection) -> list[str]:
        found = []
        for table in ("contact_words", "contact_infixes"):
            if self.engine.read_only:  # the engine's own check counts as writing
                continue
            try:
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                found.append(f"{table}: {error}")
        missing = connection.execute(
            "SELECT count(*) FROM contacts WHERE id NOT IN (SELECT id FROM contact_search)"
        ).fetchone()[0]
        surplus = connection.execute(
            "SELECT count(*) FROM contact_search WHERE id NOT IN (SELECT id FROM contacts)"
        ).fetchone()[0]
        if missing or surplus:
            found.append(f"contact_search: {missing} missing, {surplus} left over")
        return found + self._outdated(connection)

    def _outdated(self, connection: sqlite3.Connection) -> list[str]:
        kept = f"SELECT id, {', '.join(COLUMNS)} FROM contact_search ORDER BY id"
        everyone = {"ids": json.dumps([row[0] for row in connection.execute("SELECT id FROM contacts ORDER BY id")])}
        fresh = (self._texts(row) for row in connection.execute(_SOURCE + " ORDER BY c.id", everyone))
        pairs = zip(connection.execute(kept), fresh, strict=False)
        wrong = sum(1 for stored, computed in pairs if stored != computed)
        return [f"contact_search: {wrong} out of date"] if wrong else []

    def find(self, connection: sqlite3.Connection, query: str, *, limit: int = 50) -> array[int]:
        """Up to `limit` contact ids for what was typed so far, best first; letters, accents and case do not matter."""
        folded = " ".join(text.fold(_UNSTORABLE.sub(" ", query[:_LONGEST])).split()[:_MOST_WORDS])
        if not folded:
            return array("q")
        found: dict[int, None] = {}
        for tier in (self._by_name, self._by_words, self._by_infix, self._by_scan):
            if len(found) < limit:
                found.update(dict.fromkeys(tier(connection, folded, limit=limit)))
        return array("q", list(found)[:limit])

    def _by_name(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        sql = "SELECT id FROM contact_search WHERE name >= :low AND name < :high ORDER BY name, id LIMIT :limit"
        return _ids(connection, sql, low=folded, high=folded + _LAST, limit=limit)

    def _by_words(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        match = " ".join(f"{_quoted(term)}*" for term in folded.split())
        return _ids(connection, _BY_WORDS, match=match, folded=folded, limit=limit, cap=max(_CANDIDATES, limit))

    def _by_infix(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        found: dict[int, None] = {}
        for terms in _readings(folded):
            grams = sorted({term[start : start + 3] for term in terms for start in range(len(term) - 2)})
            if grams and len(found) < limit:
                sql = (
                    "SELECT s.id FROM contact_infixes x JOIN contact_search s ON s.id = x.rowid"
                    f" WHERE contact_infixes MATCH :match AND {_all_terms(terms)} LIMIT :limit"
                )
                match = " AND ".join(_quoted(gram) for gram in grams[:_MOST_GRAMS])
                found.update(dict.fromkeys(_ids(connection, sql, match=match, limit=limit, **_named(terms))))
        return list(found)

    def _by_scan(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        """Text of one or two letters has no trigram: walk the small indexes of names, companies and e-mails."""
        found: dict[int, None] = {}
        for terms in _readings(folded):
            if len(terms) > 1 and max(map(len, terms)) <= 2:
                sql = f"SELECT s.id FROM contact_search s WHERE {_all_terms(terms)} LIMIT :limit"
                found.update(dict.fromkeys(_ids(connection, sql, limit=limit, **_named(terms))))
            elif len(terms[0]) <= 2 and len(terms) == 1:
                for column in _INFIXES if terms[0].isdigit() else ("name", "company", "mail"):
                    sql = f"SELECT id FROM contact_search WHERE instr({column}, :term0) > 0 LIMIT :limit"
                    found.update(dict.fromkeys(_ids(connection, sql, limit=limit, **_named(terms))))
        return list(found)


_BY_WORDS = """
    SELECT s.id
    FROM (SELECT rowid AS id FROM contact_words WHERE contact_words MATCH :match ORDER BY rowid DESC LIMIT :cap) x
    JOIN contact_search s ON s.id = x.id
    ORDER BY instr(' ' || s.name, ' ' || :folded) = 0, s.name, s.id LIMIT :limit"""


def _ids(connection: sqlite3.Connection, sql: str, **values: object) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _readings(folded: str) -> list[list[str]]:
    """What a hit must hold somewhere: all the words typed; before that one number, when a phone was typed.

    The 00 people dial before the country is not kept, so a number that begins so is also looked for without.
    """
    words = folded.split()
    if not _PHONE(folded):
        return [words]
    number = text.digits(folded)
    numbers = [[number], [number[2:]]] if number.startswith("00") and len(number) > 4 else [[number]]
    return numbers if words in numbers else [*numbers, words]


def _named(terms: Sequence[str]) -> dict[str, str]:
    return {f"term{number}": term for number, term in enumerate(terms)}


def _all_terms(terms: Sequence[str]) -> str:
    return " AND ".join(
        "(" + " OR ".join(f"instr(s.{column}, :term{number}) > 0" for column in _INFIXES) + ")"
        for number in range(len(terms))
    )


_SOURCE = """
    SELECT c.id, c.sort_name, c.company, c.city, c.country, c.job_title, c.source,
           coalesce((SELECT group_concat(value, ' ') FROM contact_channels
                     WHERE contact_id = c.id AND kind = 'email'), c.email),
           coalesce((SELECT group_concat(value, char(10)) FROM contact_channels
                     WHERE contact_id = c.id AND kind = 'phone'), c.phone),
           c.notes, c.custom
    FROM contacts c WHERE c.id IN (SELECT value FROM json_each(:ids))"""


def _custom_text(custom: str) -> str:
    values = json.loads(custom).values()
    return "\n".join(
        " ".join(map(str, value)) if isinstance(value, list) else str(value)
        for value in values
        if isinstance(value, str | list)
    )
