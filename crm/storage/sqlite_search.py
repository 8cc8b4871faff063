"""The search index of contacts: folded text beside the records, and what finds ids in it. Ranks; checks no rights.

Three tiers, cheapest first: names that begin so (B-tree), words that begin so (FTS5), text inside a word (trigrams).
`find` ranks the newest 2,000 candidates of common words only, because ranking all hits of "maria" costs a second at a
million contacts; `matching` leaves nobody out and ranks nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crm.storage.batches import Batch
from crm.storage.sqlite import Sqlite, insert_rows, is_damage
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
_CHUNK = 5000
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

    def owner_column(self, table: str) -> str:
        """The column that tells whose search text a row of a table feeds; "" when it feeds none."""
        return {"contacts": "id", "contact_channels": "contact_id"}.get(table, "")

    def contact_of(self, table: str, row: Mapping[str, Any]) -> int | None:
        """The contact whose search text a row feeds, or None."""
        column = self.owner_column(table)
        return int(row[column]) if column else None

    def contacts_of(self, table: str, made: range, *, batch: Batch) -> Iterable[int]:
        """The contacts whose search text new rows feed."""
        if table == "contacts":
            return made
        return batch.column("contact_id") if table == "contact_channels" else ()

    def refresh(self, connection: sqlite3.Connection, ids: Sequence[int]) -> Callable[[sqlite3.Connection], None]:
        """Fold the text of these contacts again; contacts that are gone leave the index.

        What is left to do afterwards is the engine's work alone, and comes back to be called.
        """
        late: list[dict[str, str]] = []
        for start in range(0, len(ids), _CHUNK):
            late.append(self._fold_chunk(connection, ids[start : start + _CHUNK]))
        return lambda connection: _index(connection, late)

    def _fold_chunk(self, connection: sqlite3.Connection, ids: Sequence[int]) -> dict[str, str]:
        wanted = {"ids": json.dumps(list(ids))}
        self._forget(connection, wanted)
        rows = [self._texts(row) for row in connection.execute(_SOURCE, wanted)]
        insert_rows(connection, "contact_search", columns=("id", *COLUMNS), rows=rows)
        return wanted

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
            _fold(company),
            _fold(city),
            _fold(country),
            _fold(job_title),
            _fold(source),
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
        self.refresh(connection, ids)(connection)
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
        """Up to `limit` contact ids for what was typed so far, best first; letters, accents and case do not matter.

        Fewer than `limit` are all there are. Of two limits up to 2,000 the smaller gives the beginning of the larger.
        """
        folded = _folded(query)
        found: dict[int, None] = {}
        if folded:
            found.update(dict.fromkeys(self._by_name(connection, folded, limit=limit)))
            if len(found) < limit:
                found.update(dict.fromkeys(self._by_words(connection, folded, limit=limit)))
            for part in (*_infixes(folded), *_scans(folded)):
                if len(found) < limit:
                    found.update(
                        dict.fromkeys(_ids(connection, f"{part.sql} LIMIT :limit", **part.values, limit=limit))
                    )
        return array("q", list(found)[:limit])

    def matching(self, column: str, query: str) -> tuple[str, dict[str, str]]:
        """A condition and its marks: `column` is the id of any contact that `find` would give without a limit."""
        folded = _folded(query)
        if not folded:
            return "1 = 0", {}
        parts = (_beginning(folded), _words(folded), *_infixes(folded), *_scans(folded))
        values = {name: value for part in parts for name, value in part.values.items()}
        return f"{column} IN ({' UNION ALL '.join(part.sql for part in parts)})", values

    def _by_name(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        part = _beginning(folded)
        return _ids(connection, f"{part.sql} ORDER BY name, id LIMIT :limit", **part.values, limit=limit)

    def _by_words(self, connection: sqlite3.Connection, folded: str, *, limit: int) -> list[int]:
        part = _words(folded)
        sql = f"""
            SELECT s.id FROM ({part.sql} ORDER BY rowid DESC LIMIT :cap) x JOIN contact_search s ON s.id = x.id
            ORDER BY instr(' ' || s.name, ' ' || :folded) = 0, s.name, s.id LIMIT :limit"""
        return _ids(connection, sql, **part.values, folded=folded, limit=limit, cap=max(_CANDIDATES, limit))


@dataclass(frozen=True)
class _Part:
    """One tier's question for ids, and its marks; no two parts of one text share a mark."""

    sql: str
    values: dict[str, str]


def _beginning(folded: str) -> _Part:
    sql = "SELECT id FROM contact_search WHERE name >= :text_low AND name < :text_high"
    return _Part(sql, {"text_low": folded, "text_high": folded + _LAST})


def _words(folded: str) -> _Part:
    match = " ".join(f"{_quoted(term)}*" for term in folded.split())
    return _Part("SELECT rowid AS id FROM contact_words WHERE contact_words MATCH :text_words", {"text_words": match})


def _infixes(folded: str) -> list[_Part]:
    """Text inside words, one part for each reading that is long enough for the trigrams."""
    parts = []
    for reading, terms in enumerate(_readings(folded)):
        grams = sorted({term[start : start + 3] for term in terms for start in range(len(term) - 2)})
        if grams:
            sql = (
                "SELECT s.id FROM contact_infixes x JOIN contact_search s ON s.id = x.rowid"
                f" WHERE contact_infixes MATCH :text_grams{reading} AND {_all_terms(terms, reading)}"
            )
            match = " AND ".join(_quoted(gram) for gram in grams[:_MOST_GRAMS])
            parts.append(_Part(sql, {f"text_grams{reading}": match, **_named(terms, reading)}))
    return parts


def _scans(folded: str) -> list[_Part]:
    """Text of one or two letters has no trigram: walk the small indexes of names, companies and e-mails."""
    parts = []
    for reading, terms in enumerate(_readings(folded)):
        if max(map(len, terms)) > 2:
            continue
        values = _named(terms, reading)
        if len(terms) > 1:
            parts.append(_Part(f"SELECT s.id FROM contact_search s WHERE {_all_terms(terms, reading)}", values))
            continue
        for column in _INFIXES if terms[0].isdigit() else ("name", "company", "mail"):
            term = f"instr({column}, :text{reading}_0) > 0"
            parts.append(_Part(f"SELECT id FROM contact_search WHERE {term}", values))
    return parts


def _index(connection: sqlite3.Connection, chunks: Iterable[dict[str, str]]) -> None:
    """Take folded texts into both full-text indexes."""
    for table, columns in (("contact_words", _WORDS), ("contact_infixes", _INFIXES)):
        names = ", ".join(columns)
        for chunk in chunks:
            connection.execute(
                f"INSERT INTO {table} (rowid, {names}) SELECT id, {names} FROM contact_search"
                " WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
                chunk,
            )


def _ids(connection: sqlite3.Connection, sql: str, **values: object) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]


def _folded(query: str) -> str:
    """What was typed as the index holds it, cut to what an engine takes."""
    return " ".join(text.fold(_UNSTORABLE.sub(" ", query[:_LONGEST])).split()[:_MOST_WORDS])


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


def _named(terms: Sequence[str], reading: int) -> dict[str, str]:
    return {f"text{reading}_{number}": term for number, term in enumerate(terms)}


def _all_terms(terms: Sequence[str], reading: int) -> str:
    return " AND ".join(
        "(" + " OR ".join(f"instr(s.{column}, :text{reading}_{number}) > 0" for column in _INFIXES) + ")"
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


# Many contacts share these few words.
_fold = lru_cache(maxsize=16384)(text.fold)


def _custom_text(custom: str) -> str:
    values = json.loads(custom).values()
    return "\n".join(
        " ".join(map(str, value)) if isinstance(value, list) else str(value)
        for value in values
        if isinstance(value, str | list)
    )
