"""Finding duplicates: a scan beside the raw SQL that reads the same rows, and what is near what is being typed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import raw
from benchmarks.children import alone
from benchmarks.data import People, Values
from benchmarks.figures import Figure, Line, median, once
from benchmarks.files import Files, remove
from crm.app import open_database, sign_in
from crm.controllers import contact_rows
from crm.models.duplicates import DEFAULT_SCORE
from crm.storage.changelog import Author, Door
from crm.storage.database import Database

_PLANTED = 2000
_ROWS = (
    "SELECT id, kind, first_name, last_name, company, company_id, city, tax_id, external_source, external_id"
    " FROM contacts ORDER BY id",
    "SELECT contact_id, kind, normal FROM contact_channels",
)
_FORM = ("kind", "first_name", "last_name", "company", "email", "phone", "city")


def measure(files: Files, count: int) -> Iterator[Line]:
    """A scan with planted doubles, what it found of them, how soon it stops, and one contact while it is typed."""
    path = files.copy(count)
    planted = _plant(path)
    plain = raw.connect(path)
    floor = once(raw.again(plain, list(_ROWS)))
    taken, peak, found = alone(scan, path)
    note = f"{len(found)} groups, peak {peak:.0f} MiB"
    yield Figure(f"duplicates among {count:,}: scan", taken, floor, limit=8000, note=note)
    yield from _found(found, planted)
    yield Figure("duplicates: longest wait of a cancel", alone(longest_silence, path)[2], limit=1000)
    yield from _near(path, plain)
    plain.close()
    remove(path)


def _found(groups: list[tuple[int, ...]], planted: set[tuple[int, int]]) -> Iterator[Line]:
    """What was found of the planted doubles, and what else stands in their groups."""
    ours = {one for pair in planted for one in pair}
    grouped = {pair for ids in groups if not ours.isdisjoint(ids) for pair in combinations(ids, 2)}
    missed, strange = len(planted - grouped) / len(planted), len(grouped - planted) / max(1, len(grouped))
    yield Figure("duplicates: planted ones missed", 100 * missed, limit=5, unit="%", note=f"recall {1 - missed:.3f}")
    note = f"precision {1 - strange:.3f} in their groups"
    yield Figure("duplicates: others in their groups", 100 * strange, limit=10, unit="%", note=note)


def scan(path: Path) -> list[tuple[int, ...]]:
    """The groups of a whole file."""
    session = sign_in(open_database(path, create=False), Door.CLI)
    groups = session.duplicates.scan(minimum=DEFAULT_SCORE)
    session.database.close()
    return [group.ids for group in groups]


def longest_silence(path: Path) -> float:
    """The most milliseconds in which a scan asks nobody whether to go on: how long a cancel can take."""
    session = sign_in(open_database(path, create=False), Door.CLI)
    silences, heard = [0.0], [time.perf_counter()]

    def go_on(_done: float) -> bool:
        now = time.perf_counter()
        silences.append(now - heard[0])
        heard[0] = now
        return True

    session.duplicates.scan(progress=go_on)
    session.database.close()
    return max(silences) * 1000


def _near(path: Path, plain: Any) -> Iterator[Line]:
    session = sign_in(open_database(path, create=False), Door.CLI)
    people = [{name: row[name] for name in _FORM if name in row} for row in People(seed=5).rows(40)]
    turn = iter(people * 100)
    session.duplicates.near(people[1])  # takes its sample of names
    statements = raw.recorded(session, lambda: session.duplicates.near(people[0]))
    yield Figure(
        "duplicates: one contact while it is typed",
        median(lambda: session.duplicates.near(next(turn)), runs=40),
        median(raw.again(plain, statements)),
        limit=100,
    )
    session.database.close()


def _plant(path: Path) -> set[tuple[int, int]]:
    """Add doubles of people that are there, each with one thing changed; the pairs of ids."""
    session = sign_in(open_database(path, create=False), Door.IMPORT)
    dice = random.Random(11)
    rows = session.database.all("SELECT * FROM contacts WHERE kind = 'person' AND email <> '' AND id % 31 = 0")
    chosen = dice.sample(rows, min(_PLANTED, len(rows)))
    copies = [_double(row, dice) for row in chosen]
    with session.database.transaction(Author(session.user.id, Door.IMPORT), "Doubles", bulk=True):
        made = _add(session.database, copies)
    session.database.close()
    return {(row["id"], copy) for row, copy in zip(chosen, made, strict=True)}


def _add(database: Database, people: list[Values]) -> range:
    rows = [one | {"sort_name": contact_rows.sort_name(one)} for one in people]
    made = database.insert_many("contacts", rows)
    database.insert_many("contact_channels", [
        contact_rows.channel_row(channel, contact_id, position=position)
        for contact_id, one in zip(made, people, strict=True)
        for position, channel in enumerate(contact_rows.combined((), one))
    ])  # fmt: skip
    return made


def _double(row: Values, dice: random.Random) -> Values:
    first, last = row["first_name"], row["last_name"]
    names = {
        "same": (first, last),
        "turned": (last, first),
        "shouted": (first.upper(), last.upper()),
        "mistyped": (first, last[:2] + last[3:] if len(last) > 5 else last),
        "shortened": (first, last.split()[0]),
    }
    first, last = names[dice.choice(list(names))]
    keep = dice.choice(("email", "phone", "company"))
    copy = {**row, "first_name": first, "last_name": last, "external_id": "", "website": "", "mobile_phone": ""}
    copy |= {name: "" for name in ("email", "phone", "company") if name != keep and dice.random() < 0.5}
    return {name: value for name, value in copy.items() if name not in ("id", "version", "sort_name", "company_id")}
