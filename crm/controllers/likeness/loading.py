"""Reading contacts as profiles: all of them for a scan, some by their ids. Compares nothing, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crm.controllers.likeness.blocking import Pace
from crm.controllers.likeness.profiles import COLUMNS, Profile, Reader, profile
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among

_NAMES = ", ".join(COLUMNS)
_EVERYBODY = f"SELECT {_NAMES} FROM contacts ORDER BY id"
_CHANNELS = "SELECT contact_id, kind, normal FROM contact_channels"
_SOME = f"SELECT {_NAMES} FROM contacts WHERE {among('id', 'ids')} ORDER BY id"
_THEIR_CHANNELS = f"SELECT contact_id, kind, normal FROM contact_channels WHERE {among('contact_id', 'ids')}"
_NEWEST = f"SELECT {_NAMES} FROM contacts WHERE kind = :kind ORDER BY id DESC LIMIT :limit"
_CHUNK = 4000


def everybody(database: Database, pace: Pace) -> list[Profile]:
    """Every contact, by id."""
    reader = Reader()
    total = max(1, int(database.value("SELECT count(*) FROM contacts")))
    made: dict[int, Profile] = {}
    for rows in _chunks(database, _EVERYBODY):
        for row in rows:
            made[row[0]] = profile(row, reader)
        pace.at(min(1.0, len(made) / total) / 2)
    done = 0
    for rows in _chunks(database, _CHANNELS):
        for contact_id, kind, normal in rows:
            if contact_id in made:
                made[contact_id].add_channel(kind, normal)
        done += len(rows)
        pace.at(0.5 + min(1.0, done / (3 * total)) / 2)
    return list(made.values())


def some(database: Database, ids: Sequence[int], *, reader: Reader) -> list[Profile]:
    """The contacts of these ids."""
    wanted = to_json(list(ids))
    made = {row[0]: profile(row, reader) for row in database.execute(_SOME, {"ids": wanted}).fetchall()}
    for contact_id, kind, normal in database.execute(_THEIR_CHANNELS, {"ids": wanted}).fetchall():
        made[contact_id].add_channel(kind, normal)
    return list(made.values())


def newest(database: Database, kind: str, *, limit: int) -> list[Profile]:
    """The newest contacts of a kind, without their channels: a sample of what is usual."""
    reader = Reader()
    return [profile(row, reader) for row in database.execute(_NEWEST, {"kind": kind, "limit": limit}).fetchall()]


def different_pairs(database: Database) -> set[tuple[int, int]]:
    """The pairs that somebody called different people, the smaller id first."""
    return set(database.execute("SELECT one_id, other_id FROM different_contacts").fetchall())


def different_from(database: Database, contact_id: int) -> set[int]:
    """Whom somebody called different from a contact."""
    pairs = database.execute(
        "SELECT one_id, other_id FROM different_contacts WHERE one_id = :id OR other_id = :id", {"id": contact_id}
    )
    return {one for pair in pairs.fetchall() for one in pair} - {contact_id}


def _chunks(database: Database, sql: str) -> Iterator[list[Any]]:
    cursor = database.execute(sql)
    while rows := cursor.fetchmany(_CHUNK):
        yield rows
