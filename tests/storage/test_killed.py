"""A real process killed in the middle of its work: whatever it committed is whole, nothing else is there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from tests.records import newest

WORK = """
import sys
from pathlib import Path
from crm.app import open_database, sign_in

session = sign_in(open_database(Path(sys.argv[1])))
print("ready", flush=True)
number = 0
while True:
    number += 1
    with session.database.transaction(session.contacts.context.author, "Round {number}", bulk=number % 2 == 0):
        session.database.running.details["number"] = number
        company = session.contacts.add({"kind": "company", "company": f"Firma {number}", "email": "a@example.com"})
        people = [
            session.contacts.add({"first_name": f"Ana {number}", "company": f"Firma {number}", "phone": "612345678"})
            for _ in range(3)
        ]
        for person in people:
            session.interactions.add(person, {"subject": "hola"})
    if number % 3 == 0:
        session.history.undo()
    elif number % 5 == 0:
        session.contacts.remove([company])
    elif number % 7 == 0:
        session.contacts.change_many(people, {"city": "Soria"})
"""


@pytest.mark.slow
def test_every_committed_operation_is_whole_after_a_kill(database_file):
    moments, committed = random.Random(7), 0
    for _round in range(40):
        _work_and_die(database_file, moments.uniform(0.0, 0.25))
        database = open_database(database_file)
        session = sign_in(database)
        assert session.maintenance.check() == []
        assert _broken_rounds(database) == []
        assert _unlogged(database) == []
        committed = newest(database)
        database.close()
    assert committed > 100


BULK = """
import sys
from pathlib import Path
from crm.app import open_database, sign_in

session = sign_in(open_database(Path(sys.argv[1])))
source = session.imports.detect(Path(sys.argv[1]).with_name("many.csv"))
mapping = session.imports.propose(session.imports.open(source))
print("ready", flush=True)
while True:
    result = session.imports.run(source, mapping, on_match="create")
    session.history.undo(result.operation)
"""
MANY = 2_500  # more than one chunk of an import and of an undo


@pytest.mark.slow
def test_an_import_and_its_undo_are_whole_or_not_there_after_a_kill(database_file):
    rows = "".join(f"Ana {row},ana{row}@x.es,6{row:08d},Firma {row % 50}\n" for row in range(MANY))
    database_file.with_name("many.csv").write_text("Name,Email,Phone,Company\n" + rows, encoding="utf-8")
    moments, seen, labels = random.Random(11), set[int](), set[str]()
    for _round in range(8):
        _work_and_die(database_file, moments.uniform(0.05, 1.0), work=BULK)
        database = open_database(database_file)
        assert sign_in(database).maintenance.check() == []
        assert _unlogged(database) == []
        assert _not_whole(database) == []
        seen |= {count % MANY for (count,) in database.execute("SELECT count(*) FROM contacts")}
        labels |= {label for (label,) in database.execute("SELECT label FROM operations")}
        database.close()
    assert seen == {0}
    assert {"Import {file}", "Undo {label}"} <= labels


def _not_whole(database) -> list[tuple[int, int]]:
    """Imports and undos whose log does not hold exactly one change for each contact and each channel of the file."""
    return database.execute(
        "SELECT o.id, count(c.id) FROM operations o LEFT JOIN changes c ON c.operation_id = o.id"
        " WHERE o.label IN ('Import {file}', 'Undo {label}') GROUP BY o.id HAVING count(c.id) <> :rows",
        {"rows": MANY * 3},
    ).fetchall()


def _work_and_die(path: Path, seconds: float, *, work: str = WORK) -> None:
    process = subprocess.Popen([sys.executable, "-c", work, str(path)], stdout=subprocess.PIPE, cwd=_root())
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def _broken_rounds(database) -> list[tuple[int, int]]:
    """Rounds whose log does not hold exactly the rows one round writes: 4 contacts, 4 channels, 3 interactions."""
    return database.execute(
        "SELECT o.id, count(*) FROM operations o JOIN changes c ON c.operation_id = o.id"
        " WHERE o.label = 'Round {number}' AND c.action = 'create' GROUP BY o.id HAVING count(*) <> 11"
        " UNION SELECT id, 0 FROM operations WHERE label = 'Round {number}' AND details = '{}'"
        " UNION SELECT id, 0 FROM operations WHERE id NOT IN (SELECT operation_id FROM changes)"
    ).fetchall()


def _unlogged(database) -> list[tuple[str, int]]:
    """Rows whose standing in their table is not what the last row of the change log says."""
    found = []
    for table in ("contacts", "contact_channels", "interactions"):
        found += database.execute(
            f"SELECT '{table}', id FROM {table}"
            f" WHERE id NOT IN (SELECT entity_id FROM changes WHERE entity = '{table}')"
            f" UNION SELECT '{table}', c.entity_id FROM changes c WHERE c.entity = '{table}' AND c.id ="
            f" (SELECT max(id) FROM changes m WHERE m.entity = '{table}' AND m.entity_id = c.entity_id)"
            f" AND (c.action = 'remove') = EXISTS (SELECT 1 FROM {table} t WHERE t.id = c.entity_id)"
        ).fetchall()
    return found
