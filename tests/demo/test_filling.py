"""The demo in a file: whole, searchable, in step with its interactions, and taken back by one undo."""

from datetime import UTC, datetime

import pytest

from crm.app import open_database, sign_in
from crm.demo import fill
from crm.models.lists import ListQuery
from crm.storage.changelog import Door
from crm.utils import i18n

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def filled(path, seed=2026):
    session = sign_in(open_database(path), Door.CLI)
    fill(session, seed=seed, clock=lambda: NOW)
    return session


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    session = filled(tmp_path_factory.mktemp("demo") / "demo.db")
    yield session
    session.database.close()


def names(session):
    return [row["name"] for row in session.contacts.page(ListQuery(), limit=1000).rows]


def test_the_file_holds_companies_people_and_a_year_of_work(demo):
    counts = [demo.database.value(f"SELECT count(*) FROM {table}") for table in ("contacts", "interactions", "users")]
    assert counts[0] >= 300
    assert counts[1] >= 700
    assert counts[2] == 3


def test_the_file_passes_its_own_check(demo):
    assert demo.maintenance.check() == []


def test_the_last_interaction_is_the_newest_that_is_no_note(demo):
    wrong = demo.database.value(
        "SELECT count(*) FROM contacts c WHERE last_interaction_at <> coalesce((SELECT max(at) FROM interactions i"
        " WHERE i.contact_id = c.id AND type <> 'note'), '')"
    )
    assert wrong == 0


def test_nothing_happened_before_its_contact_was_added(demo):
    assert not demo.database.value(
        "SELECT count(*) FROM interactions i JOIN contacts c ON c.id = i.contact_id WHERE i.at < c.created_at"
    )


def test_people_are_linked_to_their_company(demo):
    company = demo.contacts.search("Bodegas Valdeserena")[0]
    people = demo.contacts.rows(demo.contacts.people_of(company["id"]))
    assert people
    assert {one["company"] for one in people} == {company["company"]}


def test_people_are_found_by_a_part_of_their_number(demo):
    person = next(row for row in demo.contacts.page(ListQuery(), limit=100).rows if row["mobile_phone"])
    assert person["id"] in [row["id"] for row in demo.contacts.search(person["mobile_phone"][4:])]


def test_every_saved_view_lists_somebody(demo):
    views = demo.views.all()
    assert len(views) == 3
    assert all(demo.contacts.count(ListQuery.from_plain(view.definition["query"])) for view in views)


def test_custom_fields_hold_values(demo):
    company = demo.contacts.get(demo.contacts.search("Bodegas Valdeserena")[0]["id"])
    sector = next(field for field in demo.fields.all() if field.label == "Sector")
    assert company.custom[sector.key] in sector.choices


def test_every_contact_could_be_saved_again_unchanged(demo):
    company = demo.contacts.get(1)
    demo.contacts.change(1, {name: value for name, value in company.values().items() if name in ("phone", "email")})
    assert demo.contacts.get(1).version == company.version


def test_the_same_seed_and_day_give_the_same_file(demo, tmp_path):
    again = filled(tmp_path / "again.db")
    assert names(again) == names(demo)
    again.database.close()


def test_another_seed_gives_another_file(demo, tmp_path):
    other = filled(tmp_path / "other.db", seed=7)
    assert names(other) != names(demo)
    other.database.close()


def test_one_undo_takes_all_of_it_back(tmp_path):
    session = filled(tmp_path / "undone.db")
    assert session.history.undo().kept == ()
    tables = ("contacts", "interactions", "tags", "custom_fields", "saved_views", "contact_channels")
    assert [session.database.value(f"SELECT count(*) FROM {table}") for table in tables] == [0] * 6
    session.database.close()


def test_tags_that_are_there_already_are_used(tmp_path):
    session = sign_in(open_database(tmp_path / "used.db"), Door.CLI)
    session.tags.add("vip")
    fill(session, clock=lambda: NOW)
    assert [tag.name for tag in session.tags.all() if tag.name.lower() == "vip"] == ["vip"]
    session.database.close()


def test_progress_runs_to_the_end(tmp_path):
    heard = []
    session = sign_in(open_database(tmp_path / "told.db"), Door.CLI)
    fill(session, progress=heard.append, clock=lambda: NOW)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    session.database.close()


def test_the_demo_speaks_the_language_in_use(tmp_path):
    before = i18n.language()
    i18n.use("en")
    try:
        session = filled(tmp_path / "english.db")
    finally:
        i18n.use(before)
    assert "Late payer" in [tag.name for tag in session.tags.all()]
    session.database.close()
