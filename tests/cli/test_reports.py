"""Tests of crm/cli/reports.py."""

from __future__ import annotations

import pytest

from crm.models.report_seeds import READY_MADE
from crm.models.reports import Aggregate, Definition, Grouping, Measure

SALES = Definition(
    "opportunities",
    groupings=(Grouping("assigned_to"),),
    measures=(Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value"), Measure(Aggregate.MOST, "expected_close")),
)


@pytest.fixture
def sales(session):
    """Two deals, one of nobody, and a report of them."""
    for owner, value, day in ((session.user.id, 150050, "2026-01-31"), (None, 100, "")):
        session.opportunities.add({"title": "Harina", "value": value, "assigned_to": owner, "expected_close": day})
    session.reports.add("Ventas por año", SALES)
    return session


@pytest.mark.usefixtures("sales")
def test_reports_are_named(command):
    rows = command("report", "--list", "--json").json
    assert [row["name"] for row in rows] == [*(one.ready_made for one in READY_MADE), "1"]
    assert "Ventas por año" in command("report", "--list").out


@pytest.mark.usefixtures("sales")
def test_no_name_names_them_too(command):
    assert command("report").out == command("report", "--list").out


def test_a_report_is_printed_as_a_table(command, sales):
    answer = command("report", "ventas por ano")
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert lines[0] == "Ventas por año"
    assert f"{sales.user.name} 1 €1,500.50 31 Jan 2026" in lines
    assert "Nobody 1 €1.00" in lines
    assert "Total 2 €1,501.50 31 Jan 2026" in lines
    assert "2 records" in lines


@pytest.mark.usefixtures("sales")
def test_the_sum_of_an_outer_group_is_called_a_total(command, session):
    groups = (Grouping("assigned_to"), Grouping("status"))
    session.reports.add("Dos", Definition("opportunities", groupings=groups, measures=(Measure(Aggregate.COUNT),)))
    lines = [" ".join(line.split()) for line in command("report", "Dos").out.splitlines()]
    assert "Total Nobody 1" in lines


def test_json_holds_amounts_days_and_kinds(command, sales):
    found = command("report", "1", "--json").json
    assert (found["title"], found["records"]) == ("Ventas por año", 2)
    assert found["lines"][0]["kind"] == "subtotal"
    assert list(found["lines"][0]["cells"].values()) == [
        sales.user.name, 1, {"amount": 1500.5, "currency": "EUR"}, "2026-01-31",
    ]  # fmt: skip


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_a_report_is_written_to_a_file(command, tmp_path, ending):
    path = tmp_path / f"ventas.{ending}"
    answer = command("report", "Ventas por año", "--out", path)
    assert (answer.code, path.exists()) == (0, True)
    assert str(path) in answer.out


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize("typed", ["2026-01-01..2026-12-31", "..2999-12-31", "year", "this year", "ever", "All time"])
def test_another_period_is_understood(command, typed):
    assert command("report", "forecast", "--period", typed).code == 0


def test_owner_and_pipeline_narrow(command, sales):
    assert command("report", "1", "--owner", "nobody", "--json").json["records"] == 1
    assert command("report", "1", "--owner", sales.user.name.upper(), "--json").json["records"] == 1
    pipeline = sales.pipelines.default().name
    assert command("report", "1", "--pipeline", pipeline, "--json").json["records"] == 2


@pytest.fixture
def people(sales):
    """Lucía with a deal, and people whose names are near to hers."""
    ids = [sales.users.add(name) for name in ("Lucía Ortiz", "Ana Lucientes", "Ana Gil", "Mariana Paz")]
    sales.opportunities.add({"title": "Trigo", "value": 100, "assigned_to": ids[0]})
    return ids


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("typed", ["Lucia", "LUCÍA", "lucia ort", "orti", "rtiz"])
def test_an_owner_is_known_by_a_part_of_the_name(command, typed):
    found = command("report", "1", "--owner", typed, "--json").json
    assert (found["records"], found["lines"][0]["cells"]["by assigned_to"]) == (1, "Lucía Ortiz")


def test_an_owner_who_may_be_several_is_asked_about(command, people):
    answer = command("report", "1", "--owner", "luci")
    assert answer.code == 1
    assert f"Ana Lucientes ({people[1]}), Lucía Ortiz ({people[0]})." in answer.err
    assert "Mariana" not in command("report", "1", "--owner", "ana").err


@pytest.mark.usefixtures("sales")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["forcast"], "Near to it: Forecast"),
        (["1", "--period", "nope"], "no period nope"),
        (["1", "--period", "2026-13-01.."], "does not exist"),
        (["1", "--period", "2026-03-01..2026-01-31"], "before the first"),
        (["--out", "ventas.pdf"], "which report"),
        (["1", "--owner", "nope"], "Nothing is called nope"),
        (["1", "--pipeline", "nope"], "Nothing is called nope"),
        (["1", "--out", "ventas.doc"], ".pdf"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(command, words, sentence):
    answer = command("report", *words)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err


def test_wide_letters_and_long_names_keep_the_columns(command, session):
    for name in ("東京支社の営業部", "Á" * 90, "Ana"):
        session.contacts.add({"first_name": name, "city": "Soria"})
    lines = [line for line in command("report", "contact_list").out.splitlines() if "Soria" in line]
    places = {line.index("Soria") + sum(one > "\u2e80" and one != "…" for one in line) for line in lines}
    assert len(places) == 1


def test_what_is_left_out_is_said(command, session):
    session.opportunities.add({"title": "Harina"})
    session.reports.add("Ventas", SALES)
    assert "their value is not known. (1)" in command("report", "Ventas").out


def test_groups_of_records_have_lines_of_their_own(command, session):
    session.contacts.add({"first_name": "Ana", "city": "Soria", "assigned_to": session.user.id})
    session.reports.add("Gente", Definition("contacts", ("name", "city"), groupings=(Grouping("assigned_to"),)))
    lines = command("report", "Gente").out.splitlines()
    assert lines[2].split() == ["Full", "name", "City"]
    assert lines[4].strip() == session.user.name
    assert lines[5].split() == ["Ana", "Soria"]


def test_segments_are_those_of_the_last_sale_though_no_window_was_open(command, session):
    stage = next(one for one in session.pipelines.default().stages if one.kind == "won")
    customer = session.contacts.add({"first_name": "Ana"})
    deal = {"title": "Harina", "value": 100, "stage_id": stage.id, "closed_on": "2020-01-31", "contact_id": customer}
    session.opportunities.add(deal)
    assert "Inactive" in command("report", "customers_by_segment").out
