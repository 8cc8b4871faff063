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


def _work_and_die(path: Path, seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE, cwd=_root())
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
