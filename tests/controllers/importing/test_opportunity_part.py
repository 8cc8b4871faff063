"""Deals of a file: linked, merged, accounted for; the real files whole."""

from __future__ import annotations

import pytest

from crm.errors import Denied
from crm.models.imports import APPEND, FILL, KEEP, REPLACE, UPDATE
from tests.controllers.deals_in import bring, bring_text, deals, stage_names
from tests.controllers.files_in import bring_in, counts, real
from tests.records import picture, second_user

HEAD = "Deal ID,Title,Stage,Amount,Close Date,Owner,Notes\n"
OPEN = HEAD + "1,Obra,Demo,100,2030-01-01,,Hola\n"
TABLES = ("opportunities", "opportunity_lines", "opportunity_tags", "stage_history", "stages", "pipelines", "products",
          "loss_reasons", "contacts", "users", "tags")  # fmt: skip


def tables(session) -> dict[str, list[tuple]]:
    return {name: session.database.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in TABLES}


def test_filling_leaves_what_is_there_and_updating_replaces_it(session, tmp_path):
    bring_text(session, tmp_path, OPEN)
    changed = HEAD + "1,Obra 2,Negotiation,200,2031-01-01,,Adiós\n"
    assert counts(bring_text(session, tmp_path, changed)) == (0, 0, 1, 0, 0)
    assert counts(bring_text(session, tmp_path, changed, on_match=UPDATE)) == (0, 1, 0, 0, 0)
    assert deals(session, "title", "value", "expected_close") == [("Obra 2", 20000, "2031-01-01")]
    assert stage_names(session) == ["Negotiation"]


def test_filling_fills_what_is_empty(session, tmp_path):
    bring_text(session, tmp_path, HEAD + "1,Obra,Demo,,,,\n")
    assert bring_text(session, tmp_path, OPEN).updated == 1
    assert deals(session, "value", "expected_close", "description") == [(10000, "2030-01-01", "Hola")]


@pytest.mark.parametrize(
    "ruled",
    [
        ("value", FILL, 10000),
        ("value", KEEP, 20000),
        ("description", APPEND, "Hola\nAdiós"),
        ("close_date", KEEP, "2031-01-01"),
    ],
)
def test_a_column_keeps_its_own_rule(session, tmp_path, ruled):
    field, rule, kept = ruled
    bring_text(session, tmp_path, OPEN)
    bring_text(session, tmp_path, HEAD + "1,Obra,Demo,200,2031-01-01,,Adiós\n", rules={field: rule})
    assert kept in deals(session, "value", "description", "expected_close")[0]


def test_a_blank_cell_clears_where_that_was_said(session, tmp_path):
    bring_text(session, tmp_path, OPEN)
    rules = {"value": REPLACE, "description": REPLACE}
    assert bring_text(session, tmp_path, HEAD + "1,Obra,Demo,,,,\n", rules=rules).updated == 1
    assert deals(session, "value", "description") == [(None, "")]


def test_deals_that_are_there_stay_as_they_are_where_that_was_said(session, tmp_path):
    bring_text(session, tmp_path, OPEN)
    assert counts(bring_text(session, tmp_path, HEAD + "1,X,Won,9,,,\n", on_match="skip")) == (0, 0, 0, 1, 0)


def test_a_row_that_names_nothing_fails_and_the_others_come_in(session, tmp_path):
    result = bring_text(session, tmp_path, HEAD + ",,Demo,5,,,\n2,B,Demo,5,,,\n")
    assert counts(result) == (1, 0, 0, 0, 1)


def test_a_deal_of_somebody_else_is_left_alone(session, tmp_path):
    session.opportunities.add({"title": "Obra", "assigned_to": session.user.id})
    berta = second_user(session)
    result = bring_text(berta, tmp_path, "Title,Stage,Amount\nObra,,5\n", on_match=UPDATE)
    assert (result.skipped, deals(session, "value")) == (1, [None])


def test_who_may_not_make_stages_is_told_before_anything_is_written(session, tmp_path):
    with pytest.raises(Denied):
        bring_text(second_user(session), tmp_path, OPEN, create=["stages"])
    assert deals(session, "id") == []


def test_a_trial_shows_what_changes_and_leaves_nothing(session, tmp_path):
    bring_text(session, tmp_path, OPEN)
    before = tables(session)
    result = bring_text(session, tmp_path, HEAD + "1,Obra,Won,100,2024-01-01,,\n", on_match=UPDATE, dry_run=True)
    changes = {one.field: (one.old, one.new) for one in result.outcomes[0].changes}
    assert (changes["stage"][1], changes["status"][1]) == ("Won", "Won")
    assert tables(session) == before


def test_undo_restores_deals_and_everything_made_beside_them(session, tmp_path):
    bring_text(session, tmp_path, OPEN)
    before = tables(session)
    text = "Deal ID,Title,Stage,Pipeline,Amount,Company,Contact,Product,Owner,Tags,Lost reason\n" + (
        "1,Obra,Won,,300,Acme,Ana Gil,GTX,Pepe,vip,\n2,B,Zzz,Otro,1,Acme,Eva,GTX,Pepe,vip,\n3,C,Lost,,1,,,,,,Caro\n"
    )
    everything = ["companies", "contacts", "products", "owners", "stages", "loss_reasons"]
    result = bring_text(session, tmp_path, text, on_match=UPDATE, create=everything)
    assert (counts(result)[:2], len(result.side_created)) == ((2, 1), 8)
    session.history.undo()
    assert tables(session) == before


@pytest.fixture
def maven(session):
    """The real files before the deals: accounts, team and catalogue."""
    bring(session, real("maven_crm/accounts.csv"))
    bring(session, real("maven_crm/sales_teams.csv"), create=["owners"])
    bring(session, real("maven_crm/products.csv"))
    return real("maven_crm/sales_pipeline.csv")


def sums(session) -> dict[str, tuple[int, int | None]]:
    rows = session.database.all(
        "SELECT s.name, count(*) AS deals, sum(o.value) AS value FROM opportunities o"
        " JOIN stages s ON s.id = o.stage_id GROUP BY s.name"
    )
    return {row["name"]: (row["deals"], row["value"]) for row in rows}


def test_the_real_pipeline_comes_in_whole_with_known_words(session, maven):
    result = bring(session, maven)
    assert (counts(result), result.errors) == ((8800, 0, 0, 0, 0), [])
    assert sorted(sums(session).values()) == [(500, None), (1589, None), (2473, 0), (4238, 1_000_553_400)]
    assert session.database.value("SELECT count(*) FROM opportunities WHERE company_id IS NULL") == 1425
    assert session.database.value("SELECT count(*) FROM opportunities WHERE value IS NULL AND closed_on = ''") == 2089
    assert session.database.value("SELECT count(*) FROM opportunity_lines") == 8800 - 1480
    assert ["GTXPro" in one and "1,480" in one for one in result.warnings].count(True) == 1


def test_the_real_pipeline_twice_changes_nothing_and_is_taken_back_whole(session, maven):
    before = tables(session)
    first = bring(session, maven, create=["stages"], words={("product", "GTXPro"): "GTX Pro"})
    assert {"Engaging": (1589, None), "Prospecting": (500, None)}.items() <= sums(session).items()
    assert session.database.value("SELECT count(*) FROM opportunity_lines") == 8800
    after = tables(session)
    assert counts(bring(session, maven, on_match=UPDATE, words={("product", "GTXPro"): "GTX Pro"}))[2] == 8800
    assert tables(session) == after
    session.history.undo(first.operation)
    assert tables(session) == before


@pytest.fixture
def hubspot(session):
    for name in ("companies", "contacts"):
        bring_in(session, real(f"hubspot_dummy/hubspot_{name}.csv"), name)
    return real("hubspot_dummy/hubspot_deals.csv")


def test_hubspots_deals_come_in_two_pipelines_linked_to_their_people_and_companies(session, hubspot):
    result = bring(session, hubspot, create=["stages"])
    assert (counts(result), result.side_created["pipelines"]) == ((500, 0, 0, 0, 0), 2)
    assert session.database.value("SELECT sum(value) FROM opportunities") == 6_249_979_017
    rows = session.database.all("SELECT status, count(*) AS n FROM opportunities GROUP BY status ORDER BY status")
    assert [(row["status"], row["n"]) for row in rows] == [("lost", 69), ("open", 360), ("won", 71)]
    unlinked = "SELECT count(*) FROM opportunities WHERE contact_id IS NULL OR company_id IS NULL"
    assert session.database.value(unlinked) == 0


def test_hubspots_deals_twice_change_nothing(session, hubspot):
    bring(session, hubspot, create=["stages"])
    before = picture(session.database), tables(session)
    assert counts(bring(session, hubspot, create=["stages"], on_match=UPDATE)) == (0, 0, 500, 0, 0)
    assert (picture(session.database), tables(session)) == before


def test_without_being_asked_no_pipeline_is_made_and_that_is_told(session, hubspot):
    result = bring(session, hubspot)
    assert (result.created, "stages" in result.left_open, "pipelines" in result.side_created) == (500, True, False)


def test_one_row_of_pipedrive_holds_person_company_deal_and_activity(session):
    result = bring(session, real("other_exports/pipedrive_sample_import.csv"))
    assert (result.created, result.errors) == (1, [])
    assert result.side_created == {"companies": 1, "opportunities": 1, "activities": 1}
    [deal] = session.database.all("SELECT * FROM opportunities")
    [activity] = session.database.all("SELECT * FROM activities")
    assert (deal["title"], deal["value"], activity["subject"], activity["due_on"]) == (
        "Moveer Deal",
        10000,
        "First pitch",
        "2024-12-05",
    )
    assert activity["contact_id"] == deal["contact_id"] is not None
    assert (activity["opportunity_id"], deal["company_id"] is not None) == (deal["id"], True)
    assert bring(session, real("other_exports/pipedrive_sample_import.csv")).unchanged == 1
