"""The demo's deals in a file: as a user could have made them, and taken back with the rest."""

from datetime import UTC, datetime

import pytest

from crm.app import open_database, sign_in
from crm.demo import fill
from crm.models.lists import ListQuery
from crm.storage.changelog import Door
from crm.utils import i18n
from tests.records import picture

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    session = sign_in(open_database(tmp_path_factory.mktemp("demo") / "demo.db"), Door.CLI)
    fill(session, clock=lambda: NOW)
    yield session
    session.database.close()


def count(session, condition):
    return session.database.value(
        f"SELECT count(*) FROM opportunities o JOIN stages s ON s.id = o.stage_id {condition}"
    )


@pytest.mark.parametrize(
    "rule",
    [
        "o.status <> s.kind OR o.pipeline_id <> s.pipeline_id",
        "(o.status = 'won') AND (o.value IS NULL OR o.closed_on = '')",
        "(o.status = 'lost') AND o.loss_reason_id IS NULL",
        "o.status = 'open' AND o.probability_by_hand = 0 AND o.probability <> s.probability",
        "o.status = 'won' AND o.probability <> 100 OR o.status = 'lost' AND o.probability <> 0",
        "o.created_at > o.stage_since OR o.stage_since > o.updated_at",
    ],
)
def test_every_deal_keeps_the_rules(demo, rule):
    assert count(demo, f"WHERE {rule}") == 0


def test_every_stage_of_the_board_has_deals(demo):
    for stage in demo.pipelines.default().stages:
        assert count(demo, f"WHERE o.stage_id = {stage.id}"), stage.name


def test_the_second_pipeline_has_open_won_and_lost_deals(demo):
    second = demo.pipelines.all()[1]
    for kind in ("open", "won", "lost"):
        assert count(demo, f"WHERE o.pipeline_id = {second.id} AND o.status = '{kind}'")


def test_the_value_of_lines_is_their_sum(demo):
    rows = demo.database.all("SELECT id, value FROM opportunities WHERE value_from_lines = 1")
    assert len(rows) > 50
    for row in rows[:40]:
        assert sum(line.total for line in demo.opportunities.get(row["id"]).lines) == row["value"]


def test_the_history_ends_where_the_deal_stands(demo):
    for row in demo.database.all("SELECT id, stage_id, stage_since FROM opportunities LIMIT 60"):
        moves = demo.opportunities.history(row["id"])
        assert (moves[-1].to_stage_id, moves[-1].at) == (row["stage_id"], row["stage_since"])
        assert moves[0].from_stage_id is None


def test_amounts_of_another_currency_have_a_rate(demo):
    rows = demo.database.all("SELECT currency, created_at FROM opportunities WHERE currency <> 'EUR' AND value > 0")
    assert rows
    assert all(demo.rates.on(row["currency"], row["created_at"][:10]) for row in rows)


def test_a_board_has_overdue_planned_and_unplanned_cards(demo):
    marks = {row["mark"] for row in demo.opportunities.page(ListQuery(), limit=300).rows if row["status"] == "open"}
    assert {"overdue", "planned", "none"} <= marks


def test_what_was_said_about_a_deal_is_linked_to_it_and_its_buyer(demo):
    wrong = demo.database.value(
        "SELECT count(*) FROM interactions i JOIN opportunities o ON o.id = i.opportunity_id"
        " WHERE i.contact_id <> o.contact_id OR i.at < o.created_at"
    )
    assert wrong == 0
    assert demo.database.value("SELECT count(*) FROM interactions WHERE opportunity_id IS NOT NULL") > 100


def test_one_undo_takes_all_of_it_back(session):
    before = picture(session.database)
    fill(session, clock=lambda: NOW)
    assert session.history.undo().kept == ()
    assert picture(session.database) == before


def test_prices_are_those_of_the_country(session):
    session.settings.set("currency", "CLP")
    fill(session, clock=lambda: NOW)
    assert session.products.by_name("Warehouse terminal").price == 890_000


def test_the_catalogue_is_in_the_language_in_use(session):
    i18n.use("es")
    try:
        fill(session, clock=lambda: NOW)
    finally:
        i18n.use("en")
    assert session.products.by_name("Terminal de almacén").currency == "EUR"
