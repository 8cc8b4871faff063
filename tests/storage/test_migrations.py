"""How files come to the current schema: new ones whole, older ones step by step after a backup, newer ones refused."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from crm.controllers.activity_values import following
from crm.errors import CrmError, Unavailable
from crm.storage import migrations
from crm.storage.database import Database
from crm.storage.sqlite import statements
from tests.records import picture

FIRST = Path(__file__).with_name("first_schema.sql")
Structure = dict[str, object]


def structure(connection: sqlite3.Connection) -> Structure:
    """Every table with its columns, links, uniques and rules; every index; whatever way they were made."""
    found: Structure = {}
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    for kind, name, _table, sql in rows.fetchall():
        found[f"{kind} {name}"] = re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.replace('"', "").split()))
        if kind == "table":
            found[f"columns of {name}"] = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
            found[f"links of {name}"] = sorted(connection.execute(f"PRAGMA foreign_key_list({name})").fetchall())
    return found


def first_file(path: Path) -> Path:
    """A file of the first version."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements(FIRST.read_text(encoding="utf-8")):
        connection.execute(statement)
    connection.execute("PRAGMA application_id = 0x43525452")
    connection.execute("INSERT INTO migrations VALUES (1, 'first', '2026-01-01T00:00:00Z')")
    connection.close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The program's schema and steps, for a test to add to."""
    return Path(shutil.copytree(migrations.FOLDER, tmp_path / "database"))


def add_step(folder: Path, name: str, sql: str) -> None:
    (folder / "migrations" / f"{name}.sql").write_text(sql, encoding="utf-8")


def test_the_first_schema_migrated_equals_the_schema_of_today(tmp_path, empty_file):
    database = open_database(first_file(tmp_path / "old.db"))
    migrated = structure(database.connection)
    database.close()
    fresh = sqlite3.connect(empty_file)
    today = structure(fresh)
    fresh.close()
    assert migrated == today


def test_a_migrated_file_keeps_its_records(tmp_path):
    path = first_file(tmp_path / "old.db")
    old = sqlite3.connect(path)
    old.execute("INSERT INTO tags VALUES (1, 'Norte', 'norte', '#fff', 1)")
    old.commit()
    old.close()
    database = open_database(path)
    assert [one.name for one in sign_in(database).tags.all()] == ["Norte"]
    database.close()


def test_steps_are_numbered_without_gaps_or_repeats():
    assert [step.number for step in migrations.steps()] == list(range(1, len(migrations.steps()) + 1))


def test_a_new_file_counts_every_step_as_taken(database):
    done = [tuple(row.values()) for row in database.all("SELECT number, name FROM migrations ORDER BY number")]
    assert done == [(step.number, step.name) for step in migrations.steps()]


def test_an_older_file_is_backed_up_then_brought_up_to_date(database, session, folder, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    add_step(folder, "9998_color", "ALTER TABLE contacts ADD COLUMN color TEXT NOT NULL DEFAULT 'blue';")
    taken = migrations.prepare(database, folder=folder, backups=tmp_path / "backups")
    assert [step.name for step in taken] == ["color"]
    assert database.value("SELECT color FROM contacts") == "blue"
    copies = list((tmp_path / "backups").iterdir())
    assert len(copies) == 1
    copy = sqlite3.connect(copies[0])
    assert copy.execute("SELECT first_name FROM contacts").fetchall() == [("Ana",)]
    assert "color" not in [row[1] for row in copy.execute("PRAGMA table_info(contacts)")]
    copy.close()


def test_a_file_that_is_up_to_date_is_neither_changed_nor_backed_up(database, tmp_path):
    assert migrations.prepare(database) == []
    assert [path.name for path in tmp_path.iterdir() if "before-update" in path.name] == []


def test_a_step_that_fails_changes_nothing_and_names_itself(database, session, folder):
    session.contacts.add({"first_name": "Ana"})
    before = picture(database)
    add_step(folder, "9998_broken", "ALTER TABLE contacts ADD COLUMN color TEXT;\nUPDATE nowhere SET x = 1;")
    with pytest.raises(Unavailable, match="9998 broken"):
        migrations.prepare(database, folder=folder)
    assert "color" not in [row[1] for row in database.execute("PRAGMA table_info(contacts)")]
    assert database.value("SELECT max(number) FROM migrations") < 9998
    assert picture(database) == before


def test_a_step_that_breaks_links_changes_nothing_and_names_itself(database, session, folder):
    contact = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    add_step(folder, "9998_orphans", "DELETE FROM contacts;")
    with pytest.raises(Unavailable, match="9998 orphans"):
        migrations.prepare(database, folder=folder)
    assert session.contacts.get(contact).email == "ana@example.com"
    assert database.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_steps_before_the_failing_one_stay(database, folder):
    add_step(folder, "9997_good", "ALTER TABLE tags ADD COLUMN shape TEXT;")
    add_step(folder, "9998_broken", "UPDATE nowhere SET x = 1;")
    with pytest.raises(Unavailable, match="9998 broken"):
        migrations.prepare(database, folder=folder)
    assert database.value("SELECT max(number) FROM migrations") == 9997


def test_a_file_of_a_newer_version_is_refused_untouched(database_file):
    newer = sqlite3.connect(database_file)
    newer.execute("INSERT INTO migrations VALUES (9999, 'future', '2030-01-01T00:00:00Z')")
    newer.commit()
    newer.close()
    before = database_file.read_bytes()
    with pytest.raises(Unavailable, match="newer Cartera"):
        open_database(database_file)
    assert database_file.read_bytes() == before


def test_a_file_without_our_tables_is_refused(tmp_path):
    path = tmp_path / "half.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE migrations (number INTEGER)")
    other.close()
    with pytest.raises(Unavailable, match="another program"):
        open_database(path)


def test_an_empty_file_becomes_a_new_one(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    database = open_database(path)
    assert sign_in(database).contacts.add({"first_name": "Ana"}) == 1
    database.close()


@pytest.mark.slow
def test_processes_that_create_one_file_at_once_all_get_it(tmp_path):
    script = (
        "import sys; from pathlib import Path; from crm.app import open_database, sign_in;"
        "sys.stdin.readline(); d = open_database(Path(sys.argv[1])); print(d.value('SELECT count(*) FROM migrations'))"
    )
    root = Path(__file__).resolve().parents[2]
    for attempt in range(4):
        command = [sys.executable, "-c", script, str(tmp_path / f"{attempt}.db")]
        processes = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
            for _ in range(3)
        ]
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        answers = [process.communicate()[0].strip() for process in processes]
        assert answers == [str(len(migrations.steps()))] * 3


def test_a_failed_creation_leaves_a_file_that_can_be_created_again(tmp_path, folder):
    (folder / "schema.sql").write_text("CREATE TABLE a (x);\nCREATE TABLE a (x);\n", encoding="utf-8")
    database = Database(tmp_path / "new.db")
    with pytest.raises(CrmError):
        migrations.prepare(database, folder=folder)
    assert migrations.prepare(database) == []
    assert database.value("SELECT count(*) FROM contacts") == 0
    database.close()


def test_activities_from_before_they_lasted_get_their_last_day_and_folded_subject(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    older = Path(shutil.copytree(folder, tmp_path / "older"))
    for step in (older / "migrations").glob("*.sql"):
        if int(step.stem[:4]) > 3:
            step.unlink()
    opened = Database(first_file(tmp_path / "old.db"))
    migrations.prepare(opened, folder=older, backups=tmp_path)
    for row in _OLD_ACTIVITIES:
        opened.execute(
            "INSERT INTO activities (type, subject, due_on, due_at, duration_minutes, created_at, updated_at, version)"
            " VALUES ('call', ?, ?, ?, ?, '', '', 1)",
            row,
        )
    migrations.prepare(opened, folder=folder, backups=tmp_path)
    rows = opened.all("SELECT * FROM activities ORDER BY id")
    assert [row["ends_on"] for row in rows] == [
        "",
        "2026-11-21",
        "2026-11-21",
        "2026-11-22",
        "2026-11-21",
        "2026-11-21",
    ]
    assert all(row[name] == value for row in rows for name, value in following(row).items())
    opened.close()
    monkeypatch.undo()
    time.tzset()


_OLD_ACTIVITIES = (
    ("Ñandú", "", "", None),
    ("", "2026-11-21", "", 45),
    ("łódź", "2026-11-21", "2026-11-21T22:00:00Z", 60),
    ("x", "2026-11-21", "2026-11-21T22:00:00Z", 61),
    ("x", "2026-11-21", "2026-11-21T22:00:00Z", None),
    ("x", "2026-11-21", "2026-11-21T22:00:00Z", 0),
)
