"""Changes in words: the record's name, the field's label, values as lists show them."""

from __future__ import annotations

import pytest

from crm.controllers.history_words import Words
from crm.models.fields import Kind
from crm.models.history import ToldChange
from crm.models.lists import ListQuery
from crm.models.opportunities import Closing, Line


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


@pytest.fixture
def deal(session):
    return session.opportunities.add({"title": "Obra", "value": 100_00})


def _newest(session):
    return session.history.told(session.history.operations(limit=1)[0].id)


def _of(session, record):
    return {(one.field, one.before, one.after) for one in _newest(session) if one.record == record}


def test_a_choice_is_shown_by_its_label(session, ana):
    session.contacts.change(ana, {"status": "customer"})
    assert _newest(session) == [ToldChange("Ana Gil", "Status", "Lead", "Customer")]


def test_an_owner_is_shown_by_name(session, ana):
    session.contacts.change(ana, {"assigned_to": session.users.add("Berta")})
    assert _newest(session)[0].after == "Berta"


def test_a_custom_field_is_shown_by_its_label(session, ana):
    session.fields.add("Volume", Kind.NUMBER)
    key = session.fields.all()[0].key
    session.contacts.change(ana, {f"custom.{key}": 1200})
    assert ("Volume", "1,200") in [(one.field, one.after) for one in _newest(session)]


def test_a_tag_s_own_change_is_named(session):
    tag = session.tags.add("VIP")
    session.tags.change(tag, color="#dc2626")
    assert ("Tag: VIP", "Colour", "#dc2626") in [(one.record, one.field, one.after) for one in _newest(session)]


def test_an_operation_that_only_adds_has_no_changed_fields(session, ana):
    assert ana
    assert _newest(session) == []


def test_a_move_tells_its_stages_by_name(session, deal):
    first, second = session.pipelines.default().stages[:2]
    session.opportunities.move([deal], second.id)
    assert ("Stage", first.name, second.name) in _of(session, "Obra")


def test_what_follows_from_a_move_is_not_told(session, deal):
    session.opportunities.move([deal], session.pipelines.default().stages[1].id)
    assert {field for field, _before, _after in _of(session, "Obra")} == {"Stage", "Probability (%)"}


def test_a_value_is_told_in_the_currency_of_its_time(session, deal):
    session.opportunities.change(deal, {"value": 120_00, "currency": "USD"})
    told = _of(session, "Obra")
    assert ("Value", "€100.00", "US$120.00") in told or ("Value", "€100.00", "$120.00") in told


def test_a_loss_tells_its_reason_and_day(session, deal):
    lost = session.pipelines.default().first("lost")
    reason = session.loss_reasons.add("Sin dinero")
    session.opportunities.move([deal], lost.id, closing=Closing("2026-01-31", None, reason))
    assert {("Loss reason", "", "Sin dinero"), ("Closed on", "", "31 Jan 2026")} <= _of(session, "Obra")


def test_a_company_of_a_deal_is_told_by_name(session, deal):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    session.opportunities.change(deal, {"company_id": company})
    assert ("Company", "", "Acme") in _of(session, "Obra")


def test_a_line_is_told_in_units_and_money(session):
    deal = session.opportunities.add({"title": "Obra"}, lines=[Line(name="Tubo", quantity=1000, unit_price=500)])
    [line] = session.opportunities.get(deal).lines
    session.opportunities.change(deal, {}, lines=[Line(name="Tubo", quantity=2500, unit_price=450, id=line.id)])
    told = _of(session, "Line of an opportunity: Obra")
    assert {("Quantity", "1", "2.5"), ("Unit price", "€5.00", "€4.50")} == told


def test_a_stage_and_its_pipeline_are_told_by_name(session):
    stage = session.pipelines.default().stages[0]
    session.pipelines.change_stage(stage.id, {"probability": 15})
    assert ("Probability (%)", "10", "15") in _of(session, f"Stage: {stage.name}")


def test_a_price_is_told_in_the_product_s_currency(session):
    product = session.products.add({"name": "Tubo", "price": 500, "currency": "EUR"})
    session.products.change(product, {"price": 650})
    assert ("Price", "€5.00", "€6.50") in _of(session, "Product: Tubo")


def test_an_activity_is_told_by_its_subject(session, deal):
    activity = session.activities.add({"subject": "Llamar", "due_on": "2026-11-20", "opportunity_id": deal})
    session.activities.change(activity, {"due_on": "2026-11-25"})
    assert ("Due on", "20 Nov 2026", "25 Nov 2026") in _of(session, "Activity: Llamar")


def test_a_deal_that_is_gone_is_still_told_by_its_title(session, deal):
    session.opportunities.change(deal, {"source": "Web"})
    changed = session.history.operations(limit=1)[0].id
    session.opportunities.remove([deal])
    assert session.history.told(changed)[0].record == "Obra"


def test_every_table_of_the_log_has_a_name_for_people(session):
    from crm.controllers.history_words import Words

    tables = {"opportunities", "opportunity_lines", "stages", "pipelines", "products", "exchange_rates", "activities"}
    words = Words(session.database, region="ES")
    assert not [table for table in tables if words.record(table, 10**6) == table]


def test_every_table_that_is_logged_has_a_name_for_people(session):
    database = session.database
    logged = {table for table in database.engine.tables(database.connection) if "version" in database.columns(table)}
    unnamed = {table for table in logged if Words(database, region="ES").record(table, 999) == table}
    assert unnamed == {"import_mappings", "forecast_snapshots", "changes"}  # the program's own


def test_how_a_series_repeats_is_told_in_words(session):
    values = {"subject": "Semanal", "due_on": "2027-01-04"}
    series = session.series.add(values, "FREQ=WEEKLY;COUNT=3")
    [first, *_others] = session.activities.ids(ListQuery())
    session.series.change_rule(first, "FREQ=DAILY;COUNT=2", scope="all")
    assert ("Repeats", "Every day, 2 times") in {(one.field, one.after) for one in _newest(session)}
    assert series


def test_a_link_between_records_of_one_event_is_no_change_for_people(session, ana):
    session.activities.complete(session.activities.add({"subject": "Llamar", "contact_id": ana}))
    assert {one.field for one in _newest(session)} == {"Completed", "Last interaction"}
