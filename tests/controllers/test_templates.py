"""Templates: what a new or an older file begins with, what another one adds, that nothing used goes, and undo."""

from __future__ import annotations

import shutil

import pytest

from crm.app import open_database, sign_in
from crm.errors import Denied, NotFound
from crm.models.fields import Kind
from crm.models.pipelines import LOST, OPEN, WON
from crm.models.templates.catalogue import TEMPLATES
from crm.utils.i18n import translate
from tests.records import newest, picture, second_user

KEYS = [template.key for template in TEMPLATES]
TABLES = ("pipelines", "stages", "loss_reasons", "sources", "interaction_types", "custom_fields", "settings")


def names(session):
    return [pipeline.name for pipeline in session.pipelines.all()]


def kept(session):
    return {table: session.database.all(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def test_a_new_file_begins_with_services_and_without_custom_fields(session):
    assert names(session) == ["New sales", "Contract renewals"]
    assert session.templates.current() == ""
    assert session.fields.all("contacts") == session.fields.all("opportunities") == []


def test_nobody_is_offered_to_undo_the_beginning(session):
    assert session.history.can_undo() is None


def test_an_older_file_gets_its_pipeline_quietly_and_once(session, tmp_path):
    with session.database.transaction(session.users.context.author, "test"):
        session.database.delete_many("pipelines", [one.id for one in session.pipelines.all()])
    session.database.close()
    copy = shutil.copy(session.database.path, tmp_path / "old.db")
    for _time in range(2):
        older = sign_in(open_database(copy))
        last = older.database.one("SELECT door, user_id FROM operations ORDER BY id DESC LIMIT 1")
        assert (last, len(names(older))) == ({"door": "automation", "user_id": None}, 2)
        older.database.close()


def test_a_file_opened_for_reading_stays_as_it_is(session):
    session.database.close()
    database = open_database(session.database.path, read_only=True)
    assert names(sign_in(database)) == ["New sales", "Contract renewals"]
    database.close()


@pytest.mark.parametrize("key", KEYS)
def test_a_template_brings_all_it_has_to_a_new_file(session, key):
    template = next(one for one in TEMPLATES if one.key == key)
    session.templates.apply(key)
    assert names(session) == [one.name for one in template.pipelines]
    assert [one.name for one in session.loss_reasons.all()] == list(template.reasons)
    assert [one.name for one in session.sources.all()] == list(template.sources)
    assert [(one.key, one.name) for one in session.interaction_types.all()] == list(template.types)
    fields = [*session.fields.all("opportunities"), *session.fields.all("contacts")]
    assert [one.label for one in fields] == [one.label for one in template.fields]
    assert session.templates.current() == key


def test_stages_come_with_their_numbers(session):
    session.templates.apply("real_estate")
    viewings = next(one for one in session.pipelines.default().stages if one.name == "Viewings")
    assert (viewings.probability, viewings.expected_days, viewings.rotting_days) == (30, 21, 10)
    assert {stage.kind for stage in session.pipelines.default().stages} == {OPEN, WON, LOST}


def test_the_last_reason_of_all_asks_for_words(session):
    session.templates.apply("retail")
    assert [one.needs_text for one in session.loss_reasons.all()] == [*[False] * 8, True]


def test_money_fields_are_in_the_currency_of_the_business(session):
    session.settings.set("currency", "MXN")
    session.templates.apply("retail")
    assert next(one.currency for one in session.fields.all("opportunities") if one.label == "Deposit") == "MXN"


def test_applying_a_template_again_changes_nothing(session):
    session.templates.apply("software")
    before = kept(session)
    again = session.templates.apply("software")
    assert (again.added, again.removed, kept(session)) == (0, 0, before)


@pytest.mark.parametrize("key", KEYS)
def test_one_undo_takes_a_template_back(session, key):
    session.templates.apply("wholesale" if key == "services" else "services")
    before = kept(session)
    session.templates.apply(key)
    session.history.undo()
    assert kept(session) == before


def test_redo_brings_it_again(session):
    session.templates.apply("software")
    after = kept(session)
    session.history.undo()
    session.history.redo()
    told = {table: [{**row, "version": 0} for row in rows] for table, rows in kept(session).items()}
    assert told == {table: [{**row, "version": 0} for row in rows] for table, rows in after.items()}


def test_a_pipeline_with_deals_stays_with_every_stage(session):
    deal = session.opportunities.add({"title": "Casa"})
    before = session.pipelines.get(session.opportunities.get(deal).pipeline_id)
    session.templates.apply("retail")
    assert names(session) == ["New sales", "Quotes and orders", "Sales to companies"]
    assert session.pipelines.get(before.id) == before


def test_a_deal_that_is_gone_keeps_no_pipeline_until_it_comes_back(session):
    session.opportunities.remove([session.opportunities.add({"title": "Casa"})])
    removed = newest(session.database)
    session.templates.apply("retail")
    assert "New sales" not in names(session)
    session.history.undo(removed)
    assert "New sales" in names(session)


def test_an_edited_pipeline_stays(session):
    session.pipelines.change_stage(session.pipelines.default().stages[0].id, {"probability": 12})
    session.templates.apply("retail")
    assert "New sales" in names(session)


def test_what_the_business_added_stays(session):
    session.pipelines.add("Obras")
    session.sources.add("Feria de Málaga")
    field = session.fields.add("Obra", Kind.DATE)
    session.templates.apply("retail")
    assert "Obras" in names(session)
    assert session.sources.by_name("Feria de Málaga")
    assert field in [one.id for one in session.fields.all("contacts")]


def test_what_was_put_out_of_use_stays_out(session):
    session.templates.apply("services")
    row = session.sources.by_name("Referral")
    session.sources.change(row.id, active=False)
    session.templates.apply("retail")
    assert session.sources.by_name("Referral").active is False


def test_a_pipeline_out_of_use_that_the_template_needs_comes_back(session):
    row = session.pipelines.by_name("Contract renewals")
    session.pipelines.change(row.id, active=False)
    session.templates.apply("services")
    assert session.pipelines.get(row.id).active


def test_a_field_the_business_has_already_is_not_brought_again(session):
    session.fields.add("birthday", Kind.DATE)
    session.templates.apply("retail")
    assert [one.label for one in session.fields.all("contacts")].count("Birthday") == 0


def test_contacts_and_deals_are_left_alone(session):
    session.contacts.add({"first_name": "Ana", "source": "Referral"})
    session.opportunities.add({"title": "Casa"})
    before = picture(session.database)
    session.templates.apply("hospitality")
    after = picture(session.database)
    assert all(after[table] == before[table] for table in ("contacts", "opportunities", "stage_history"))


def test_a_template_that_is_not_there_is_named(session):
    with pytest.raises(NotFound, match="real_estate"):
        session.templates.apply("florist")


def test_an_administrator_alone_chooses_the_template(session):
    theirs = second_user(session, role="manager").templates
    assert len(theirs.all()) == len(TEMPLATES)
    with pytest.raises(Denied):
        theirs.apply("retail")


def test_the_operation_is_told_in_words(session):
    session.templates.apply("retail")
    assert session.history.can_undo().label == translate("Apply the template {template}").format(template="Retail")
