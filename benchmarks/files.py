"""The files that are measured: built once into a cache folder, rebuilt when what shapes them changes. No measuring but
of the building itself."""

from __future__ import annotations

import csv
import hashlib
import shutil
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.data import HEADERS, People, Values
from crm.app import open_database, sign_in
from crm.controllers import contact_rows
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.storage.database import Database

ROOT = Path(__file__).resolve().parents[1]
_SHAPES = ("database/schema.sql", "benchmarks/data.py", "crm/storage/sqlite_search.py", "crm/utils/text.py")
_CHUNK = 25_000
_TAGS = ("VIP", "Referido", "Feria", "Newsletter", "Moroso", "Distribuidor", "Prensa", "Piloto")


class Files:
    """The folder of the built files. `path(100_000)` is a file of so many contacts; do not write to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.built: dict[int, float] = {}
        folder.mkdir(parents=True, exist_ok=True)
        shapes = b"".join((ROOT / name).read_bytes() for name in _SHAPES)
        self._mark = hashlib.sha256(shapes).hexdigest()[:10]

    def path(self, count: int) -> Path:
        """A file with so many people; `built[count]` is how many seconds it took when it had to be made."""
        path = self.folder / f"contacts-{count}-{self._mark}.db"
        if not path.exists():
            for old in self.folder.glob(f"contacts-{count}-*"):
                old.unlink()
            print(f"building {count:,} contacts in {self.folder} ...", flush=True)
            unfinished = self.folder / f"unfinished-{count}.db"
            remove(unfinished)
            self.built[count] = _build(unfinished, count)
            unfinished.rename(path)
        return path

    def session(self, count: int) -> Session:
        """A session on that file."""
        return sign_in(open_database(self.path(count), create=False), Door.CLI)

    def copy(self, count: int) -> Path:
        """A copy that may be written to; every call starts afresh."""
        copy = self.folder / "scratch.db"
        remove(copy)
        shutil.copyfile(self.path(count), copy)
        return copy

    def empty(self) -> Path:
        """The path of a file that is not there yet."""
        path = self.folder / "scratch-empty.db"
        remove(path)
        return path

    def tidy(self) -> None:
        """Throw away what was written while measuring; the built files stay."""
        for path in self.folder.glob("scratch*"):
            path.unlink()

    def table(self, count: int) -> Path:
        """A CSV of so many people in 19 columns with Spanish headers, `;` between them."""
        path = self.folder / f"people-{count}-{self._mark}.csv"
        if not path.exists():
            for old in self.folder.glob(f"people-{count}-*"):
                old.unlink()
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow(HEADERS)
                writer.writerows(tuple(row.values()) for row in People(seed=7).rows(count))
        return path

    def workbook(self, count: int) -> Path:
        """The same table as an XLSX."""
        import xlsxwriter

        source = self.table(count)
        path = source.with_suffix(".xlsx")
        if not path.exists():
            options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
            with xlsxwriter.Workbook(path, options) as book, source.open(encoding="utf-8-sig", newline="") as file:
                sheet = book.add_worksheet()
                for number, row in enumerate(csv.reader(file, delimiter=";")):
                    sheet.write_row(number, 0, row)
        return path


def remove(path: Path) -> None:
    """Remove a database with all that belongs to it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _build(path: Path, count: int) -> float:
    """Write a file through the program's own bulk writer; the seconds that took, without drawing the people."""
    session = sign_in(open_database(path), Door.IMPORT)
    tags = [session.tags.add(name) for name in _TAGS]
    owners = [session.user.id] + [session.users.add(f"Vendedor {number}") for number in range(1, 12)]
    people = People().rows(count, of=count)
    taken = 0.0
    while chunk := list(islice(people, _CHUNK)):
        start = time.perf_counter()
        with session.database.transaction(Author(session.user.id, Door.IMPORT), "Benchmark data", bulk=True):
            _add(session.database, chunk, owners=owners, tags=tags)
        taken += time.perf_counter() - start
    session.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    session.database.close()
    return taken


def _add(database: Database, people: list[Values], *, owners: list[int], tags: list[int]) -> None:
    rows = [_row(one, owners[place % len(owners)]) for place, one in enumerate(people)]
    made = database.insert_many("contacts", rows)
    channels = [contact_rows.combined((), one) for one in people]
    database.insert_many("contact_channels", [
        contact_rows.channel_row(channel, contact_id, position=position)
        for contact_id, every in zip(made, channels, strict=True) for position, channel in enumerate(every)
    ])  # fmt: skip
    database.insert_many("contact_tags", [{"contact_id": one, "tag_id": tag} for one, tag in _worn(made, tags)])


def _row(person: Values, owner: int) -> Values:
    last = person["created_at"] if person["status"] != "lead" else ""
    plain = {"kind": "person", **person, "assigned_to": owner, "last_interaction_at": last}
    if person["company"] and owner % 8 == 1:
        plain |= {"kind": "company", "first_name": "", "last_name": "", "job_title": ""}
    return plain | {"updated_at": person["created_at"], "sort_name": contact_rows.sort_name(plain)}


def _worn(made: range, tags: list[int]) -> Iterable[tuple[int, int]]:
    for contact_id in made:
        for place in {(contact_id * 7) % 11, (contact_id * 13) % 17}:
            if place < len(tags):
                yield contact_id, tags[place]
