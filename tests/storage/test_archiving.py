"""A whole file taken out and made again: every row, every id, every old operation."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from crm.controllers import outbox_files
from crm.errors import Invalid, Unavailable
from crm.files import archives
from crm.files.archives import MANIFEST, Archive, Outgoing, write_archive
from crm.models.contacts import Channel
from crm.models.fields import Kind
from crm.models.goals import GoalPlace
from crm.models.lists import ListQuery
from crm.models.opportunities import Closing, Line
from crm.storage import migrations
from crm.storage.archiving import archive, data_tables, restore
from crm.storage.file_store import FileStore
from tests.records import day_ahead
from tests.storage.test_migrations import first_file

DOCS = Path(__file__).resolve().parents[2] / "docs" / "archive-format.md"


def going(_done, _all):
    return True


def _fill(session):
    """Something in every table, and something undone and something removed."""
    field = session.fields.add("Zona", Kind.CHOICE, choices=["Norte", "Sur"])
    tag = session.tags.add("VIP", color="#3366cc")
    company = session.contacts.add({"kind": "company", "company": "Acme SL"})
    ana = session.contacts.add(
        {"first_name": "Ana", "last_name": "Paz", "company": "Acme SL", "tags": [tag], "notes": "=1+1\n🎈\x01"},
        channels=[Channel("email", "ana@x.es", "home", True, True), Channel("phone", "+34612345678", "mobile")],
    )
    session.contacts.change(ana, {"city": "León"}, version=session.contacts.get(ana).version)
    session.interactions.add(ana, {"type": "call", "subject": "Hola"})
    _fill_deals(session, ana, tag)
    _fill_activities(session, ana)
    _fill_reports(session)
    gone = session.contacts.add({"first_name": "Eva"})
    session.contacts.remove([gone])
    session.settings.set("country", "MX")
    session.goals.set(GoalPlace("won_value", "2026-11-01"), 500_00)
    database = session.database
    with database.transaction(session._context.author, "Fill"):
        database.insert("contact_aliases", {"contact_id": ana, "external_source": "HubSpot", "external_id": "7"})
        database.insert("different_contacts", {"one_id": company, "other_id": ana})
        database.insert("import_mappings", {"name": "Mine", "headers": "a b", "definition": "{}"})
        database.insert("saved_views", {"entity": "contacts", "name": "Mine", "definition": "{}"})
    return field, ana


def _fill_deals(session, contact, tag):
    """A deal with all that hangs on it, lost."""
    product = session.products.add({"name": "Tubo", "price": 500, "currency": "EUR"})
    session.rates.add("USD", "2026-01-31", rate="0.92")
    values = {"title": "Obra", "contact_id": contact, "tags": [tag]}
    deal = session.opportunities.add(values, lines=[Line(product, "Tubo", 2500, 450)])
    session.activities.add({"subject": "Llamar", "opportunity_id": deal})
    lost, reason = session.pipelines.default().first("lost"), session.loss_reasons.all()[0]
    session.opportunities.move([deal], lost.id, closing=Closing("2026-01-31", None, reason.id))
    sold = session.opportunities.add({"title": "Reforma", "contact_id": contact, "value": 900_00})
    session.opportunities.move([sold], session.pipelines.default().first("won").id, closing=Closing("2026-01-31"))
    session.segments.recompute()
    with session.database.transaction(session._context.author, "Fill"):
        told = {"day": "2026-01-31", "pipeline_id": lost.pipeline_id, "month": "2026-02", "currency": "EUR"}
        session.database.insert("forecast_snapshots", told | {"count": 1, "value": 2, "weighted": 1, "won": 0})


def _fill_activities(session, contact):
    """Activities with all that came with them: a series, reminders, calendars, mail, a document."""
    values = {"subject": "Semanal", "contact_id": contact, "due_on": day_ahead(3), "reminders": [15]}
    series = session.series.add(values, "FREQ=WEEKLY;COUNT=2")
    activity = session.activities.ids(ListQuery(sort="due_on"))[0]
    document = session.documents.add_content(b"pdf", "oferta.pdf", contact_id=contact)
    database = session.database
    with database.transaction(session._context.author, "Fill"):
        told = {"name": "Equipo", "kind": "caldav", "address": "https://cal.example/a"}
        calendar = database.insert("calendars", told)
        event = {"calendar_id": calendar, "uid": "1@x", "first_on": "2026-01-31", "source": "BEGIN:VEVENT"}
        database.insert("calendar_events", event)
        database.insert("calendar_links", {"calendar_id": calendar, "series_id": series, "uid": "2@x"})
        account = database.insert("mail_accounts", {"address": "ana@x.es"})
        database.insert("mail_folders", {"account_id": account, "name": "INBOX"})
        template = database.insert("mail_templates", {"name": "Oferta", "body": "Hola"})
        mail = {"message_id": "<1@x>", "account_id": account, "template_id": template, "contact_id": contact}
        message = database.insert("messages", mail)
        database.insert("message_documents", {"message_id": message, "document_id": document})
        content = FileStore(database.path).put_content(b"informe")
        outbox_files.add(database, message, content=content, name="informe.pdf")
    session.activities.complete(activity)


def _fill_reports(session):
    """What is kept about dashboards and reports."""
    database = session.database
    with database.transaction(session._context.author, "Fill"):
        database.insert("dashboards", {"name": "Mes", "definition": "[]"})
        report = database.insert("reports", {"name": "Ventas", "definition": '{"entity": "contacts"}'})
        schedule = {"report_id": report, "every": "day", "at": "08:00", "recipient": "jefa@x.es"}
        database.insert("report_schedules", schedule)


def everything(path):
    """Every row of every table, derived ones and those of the engine included."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    engine_own = re.compile(r"contact_(words|infixes)_")
    rows = {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in names
        if not engine_own.match(name) and name != "sqlite_stat1"
    }
    connection.close()
    return rows


@pytest.fixture
def made(session, tmp_path):
    """An archive of a filled file."""
    _fill(session)
    archive(session.database, tmp_path / "all.zip", progress=going)
    return tmp_path / "all.zip"


def test_every_table_equals_the_source_row_for_row(session, made, tmp_path):
    restore(made, tmp_path / "new.db", progress=going)
    assert [name for name in data_tables(session.database) if not everything(session.database.path)[name]] == []
    assert everything(tmp_path / "new.db") == everything(session.database.path)


def test_an_archive_of_the_new_file_holds_the_same_tables(made, tmp_path):
    restore(made, tmp_path / "new.db", progress=going)
    database = open_database(tmp_path / "new.db")
    archive(database, tmp_path / "again.zip", progress=going)
    database.close()
    with Archive(made) as one, Archive(tmp_path / "again.zip") as two:
        assert two.manifest.tables == one.manifest.tables


def test_the_new_file_is_whole_and_found_in_searches(made, tmp_path):
    restore(made, tmp_path / "new.db", progress=going)
    session = sign_in(open_database(tmp_path / "new.db"))
    assert (session.maintenance.check(), len(session.contacts.search("paz"))) == ([], 1)
    session.database.close()


def test_old_operations_can_be_undone_in_the_new_file(made, tmp_path):
    restore(made, tmp_path / "new.db", progress=going)
    session = sign_in(open_database(tmp_path / "new.db"))
    removal = session.database.value("SELECT max(operation_id) FROM changes WHERE action = 'remove'")
    assert session.history.undo(removal).restored
    assert len(session.contacts.search("eva")) == 1
    session.database.close()


def test_ids_of_what_was_removed_are_not_given_again(session, made, tmp_path):
    restore(made, tmp_path / "new.db", progress=going)
    again = sign_in(open_database(tmp_path / "new.db"))
    assert again.contacts.add({"first_name": "New"}) == session.contacts.add({"first_name": "New"})
    again.database.close()


def test_the_new_file_stands_alone(made, tmp_path):
    (tmp_path / "folder").mkdir()
    restore(made, tmp_path / "folder" / "new.db", progress=going)
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["new.db", "new.db.files"]


def test_what_is_written_meanwhile_is_not_half_in_it(session, tmp_path):
    _fill(session)
    other = sign_in(open_database(session.database.path))

    def meddle(_done, _all):
        other.contacts.add({"first_name": "Late", "email": "late@x.es"})
        return True

    archive(session.database, tmp_path / "all.zip", progress=meddle)
    other.database.close()
    restore(tmp_path / "all.zip", tmp_path / "new.db", progress=going)
    again = sign_in(open_database(tmp_path / "new.db"))
    assert (again.maintenance.check(), again.contacts.search("late")) == ([], [])
    again.database.close()


def test_derived_tables_are_left_out(session):
    assert not [name for name in data_tables(session.database) if name.startswith(("contact_search", "contact_words"))]
    assert {"operations", "changes", "settings", "users", "migrations"} <= set(data_tables(session.database))


def test_a_cancelled_export_keeps_the_old_file(session, tmp_path):
    (tmp_path / "all.zip").write_text("old", encoding="utf-8")
    assert archive(session.database, tmp_path / "all.zip", progress=lambda _done, _all: False) is None
    assert (tmp_path / "all.zip").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob("*.part"))
    session.contacts.add({"first_name": "Still open"})


@pytest.mark.parametrize("at", [0.0, 0.5, 0.95])
def test_a_cancelled_import_leaves_nothing(made, tmp_path, at):
    (tmp_path / "folder").mkdir()
    assert restore(made, tmp_path / "folder" / "new.db", progress=lambda done, every: done < at * every) is None
    assert list((tmp_path / "folder").iterdir()) == []


def test_progress_ends_with_all_of_it(made, tmp_path):
    heard = []
    restore(made, tmp_path / "new.db", progress=lambda done, every: bool(heard.append((done, every))) or True)
    assert heard[-1][0] == heard[-1][1] > heard[0][0] == 0


def test_a_file_with_contacts_is_left_as_it_is(session, made):
    before = everything(session.database.path)
    session.database.close()
    with pytest.raises(Unavailable, match="holds something"):
        restore(made, session.database.path, progress=going)
    assert everything(session.database.path) == before


def test_a_file_whose_contacts_were_all_removed_holds_a_history(made, tmp_path):
    other = sign_in(open_database(tmp_path / "other.db"))
    other.contacts.remove([other.contacts.add({"first_name": "Ana"})])
    other.database.close()
    with pytest.raises(Unavailable, match="holds something"):
        restore(made, tmp_path / "other.db", progress=going)


def test_a_file_nobody_worked_with_is_replaced(session, made, tmp_path):
    sign_in(open_database(tmp_path / "new.db")).database.close()
    restore(made, tmp_path / "new.db", progress=going)
    assert everything(tmp_path / "new.db") == everything(session.database.path)


def test_a_file_that_is_open_elsewhere_is_not_replaced(made, tmp_path):
    other = sign_in(open_database(tmp_path / "new.db"))
    with pytest.raises(Unavailable, match="open in a window"):
        restore(made, tmp_path / "new.db", progress=going)
    other.contacts.add({"first_name": "Ana"})
    other.database.close()


def test_another_programs_file_is_left_as_it_is(made, tmp_path):
    (tmp_path / "letter.db").write_text("Dear Ana", encoding="utf-8")
    with pytest.raises(Unavailable):
        restore(made, tmp_path / "letter.db", progress=going)
    assert (tmp_path / "letter.db").read_text(encoding="utf-8") == "Dear Ana"


def test_the_file_in_use_is_not_exported_over(session):
    with pytest.raises(Unavailable, match="in use"):
        archive(session.database, session.database.path, progress=going)


def test_a_folder_that_is_not_there_is_told(made, tmp_path):
    with pytest.raises(Unavailable, match="not there"):
        restore(made, tmp_path / "no" / "new.db", progress=going)


def _tampered(path, **tables):
    """A copy with the rows of some tables replaced and every sum put right."""
    with Archive(path) as book:
        rows = {part.name: (list(book.rows(part)), part.last_id) for part in book.manifest.tables}
        schema = book.manifest.schema
    rows |= {name: (value, 0) for name, value in tables.items()}
    going_out = [Outgoing(name, *values) for name, values in rows.items() if values[0] is not None]
    write_archive(path.with_name("tampered.zip"), going_out, schema=schema)
    return path.with_name("tampered.zip")


@pytest.mark.parametrize(
    "tables",
    [
        {"tags": [{"id": 1, "name": "", "folded": "a", "version": 1}]},
        {"tags": [{"id": 1, "name": "a", "folded": "a", "version": 1, "extra": 1}]},
        {"tags": [{"id": 1, "name": "a", "folded": "a", "version": 1}] * 2},
        {"tags": [{"id": 2**70, "name": "a", "folded": "a", "version": 1}]},
        {"tags": [{}]},
        {"tags": []},
        {"tags": None},
        {"sqlite_master": [{"name": "x"}]},
        {"contact_search": []},
    ],
    ids=str,
)
def test_an_archive_that_breaks_a_rule_of_the_file_is_refused(made, tmp_path, tables):
    with pytest.raises(Invalid, match="damaged"):
        restore(_tampered(made, **tables), tmp_path / "new.db", progress=going)
    assert not (tmp_path / "new.db").exists()


def _with_schema(path, number):
    copy = path.with_name("numbered.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, json.dumps(json.loads(data) | {"schema": number}) if name == MANIFEST else data)
    return copy


def test_an_archive_of_a_newer_program_is_refused(made, tmp_path):
    with pytest.raises(Unavailable, match="newer Cartera"):
        restore(_with_schema(made, migrations.steps()[-1].number + 1), tmp_path / "new.db", progress=going)


def test_activities_of_an_older_archive_get_what_follows(session, tmp_path):
    session.activities.add({"subject": "Ñandú", "due_on": "2027-01-05"})
    archive(session.database, tmp_path / "made.zip", progress=going)
    with Archive(tmp_path / "made.zip") as book:
        tables = {part.name: list(book.rows(part)) for part in book.manifest.tables}
    for row in tables["activities"]:
        del row["ends_on"], row["sort_subject"]
    write_archive(tmp_path / "older.zip", [Outgoing(name, rows, 0) for name, rows in tables.items()], schema=3)
    restore(tmp_path / "older.zip", tmp_path / "new.db", progress=going)
    database = open_database(tmp_path / "new.db")
    assert database.execute("SELECT ends_on, sort_subject FROM activities").fetchall() == [("2027-01-05", "nandu")]
    database.close()


def test_an_archive_of_the_first_schema_takes_what_new_rows_get(tmp_path):
    connection = sqlite3.connect(first_file(tmp_path / "old.db"))
    connection.row_factory = sqlite3.Row
    connection.execute("INSERT INTO users VALUES (1, 'Ana', '', 'admin', 1, 'a', 'a', 1)")
    connection.execute("INSERT INTO operations VALUES (1, 'a', 1, 'window', 'x', '{}', NULL)")
    connection.execute("INSERT INTO contacts (id, kind, sort_name, created_at, updated_at, version, first_name)"
                       " VALUES (4, 'person', 'eva', 'a', 'a', 1, 'Eva')")  # fmt: skip
    connection.execute("INSERT INTO interactions (id, contact_id, type, at, created_at, updated_at, version)"
                       " VALUES (1, 4, 'call', 'a', 'a', 'a', 1)")  # fmt: skip
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = [name for name in names if not name.startswith(("sqlite_", "contact_search", "contact_w", "contact_inf"))]
    rows = [Outgoing(name, map(dict, connection.execute(f"SELECT * FROM {name}").fetchall())) for name in tables]
    write_archive(tmp_path / "old.zip", rows, schema=1)
    connection.close()
    restore(tmp_path / "old.zip", tmp_path / "new.db", progress=going)
    session = sign_in(open_database(tmp_path / "new.db"))
    assert session.database.value("SELECT external_source FROM interactions") == ""
    assert (session.maintenance.check(), session.contacts.get(4).first_name) == ([], "Eva")
    session.database.close()


def test_a_disk_with_too_little_room_is_told(made, tmp_path):
    with Archive(made) as book:
        huge = [archives.Part("users", 0, 1 << 60, "")]
        manifest = archives.Manifest(book.manifest.schema, "", "", tuple(huge))
    from crm.storage.archiving import _require_room

    with pytest.raises(Unavailable, match="too little room"):
        _require_room(manifest, tmp_path)


def test_the_page_about_the_format_names_every_table_and_column(database):
    text = DOCS.read_text(encoding="utf-8")
    written = {}
    for name, body in re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL):
        written[name] = tuple(re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE))
    assert written == {name: database.columns(name) for name in data_tables(database)}


def test_the_page_about_the_format_names_every_part_of_the_manifest(made):
    text = DOCS.read_text(encoding="utf-8")
    with zipfile.ZipFile(made) as book:
        about = json.loads(book.read(MANIFEST))
    assert [name for name in (*about, *about["tables"][0]) if f"`{name}`" not in text] == []
