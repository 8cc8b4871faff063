"""Tests of crm/controllers/reports.py: kept, shared, found by name, run, undone."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.dashboards import Filters
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.periods import YEAR
from crm.models.report_seeds import READY_MADE
from crm.models.reports import SUBTOTAL, Aggregate, Definition, Grouping, Measure
from crm.utils import i18n
from crm.utils.chart_data import ChartKind
from tests.records import second_user

DEFINITION = Definition(
    "opportunities",
    ("title", "value"),
    ListQuery(conditions=(Condition("status", Operator.ANY, ("open",)),), sort="value", descending=True),
    Filters(YEAR, owner_id=0),
    "created_at",
    (Grouping("created_at", "month"), Grouping("assigned_to")),
    (Measure(Aggregate.SUM, "value"),),
    sort="sum:value",
    descending=True,
    chart=ChartKind.LINE,
)


def own(session):
    """The reports that are not ready-made."""
    return [one for one in session.reports.all() if not one.ready_made]


def test_the_ready_made_ones_come_first(session):
    session.reports.add("Mío", DEFINITION)
    assert [one.ready_made for one in session.reports.all()] == [*(one.ready_made for one in READY_MADE), ""]


def test_a_report_is_kept_as_it_was(session):
    report = session.reports.get(session.reports.add("Mi informe", DEFINITION, shared=True))
    assert (report.name, report.definition, report.shared) == ("Mi informe", DEFINITION, True)


@pytest.mark.parametrize("report", READY_MADE, ids=lambda one: one.ready_made)
def test_every_ready_made_report_runs(session, report):
    result = session.reports.run(report)
    assert (result.title, result.made_by) == (report.name, session.user.name)
    assert all(len(line.cells) == len(result.columns) for line in result.lines)


def test_filters_stand_for_the_reports_own(session):
    session.activities.add({"subject": "Llamar", "due_on": "2020-01-01"})
    report = session.reports.find("weekly_activity")
    assert session.reports.run(report).records == 0
    assert session.reports.run(report, filters=Filters("ever")).records == 1


def test_shared_reports_are_seen_by_all_and_others_by_their_owner(session):
    mine = session.reports.add("Mío", DEFINITION)
    shared = session.reports.add("De todos", DEFINITION, shared=True)
    other = second_user(session)
    assert [one.id for one in own(other)] == [shared]
    with pytest.raises(NotFound):
        other.reports.get(mine)


def test_somebody_elses_report_is_not_changed(session):
    shared = session.reports.add("De todos", DEFINITION, shared=True)
    other = second_user(session)
    with pytest.raises(Denied, match="Save a copy"):
        other.reports.change(shared, name="Mío")
    with pytest.raises(Denied, match="Save a copy"):
        other.reports.remove(shared)


def test_a_name_is_used_once_by_a_person(session):
    session.reports.add("Mi informe", DEFINITION)
    with pytest.raises(Invalid, match="already"):
        session.reports.add("  MI INFORME ", DEFINITION)
    assert second_user(session).reports.add("Mi informe", DEFINITION)


@pytest.mark.parametrize("name", ["", "   ", "a\x00b"])
def test_a_name_is_needed(session, name):
    with pytest.raises(Invalid):
        session.reports.add(name, DEFINITION)


def test_changes_are_undone(session):
    report = session.reports.add("Mi informe", DEFINITION)
    session.reports.change(report, name="Otro", definition=Definition("contacts"), shared=True)
    assert session.history.operations()[0].label == "Edit the report Otro"
    session.history.undo()
    assert session.reports.get(report).definition == DEFINITION
    session.reports.remove(report)
    session.history.undo()
    assert session.reports.get(report).name == "Mi informe"


# Found by name


@pytest.mark.parametrize(
    "typed", ["lost_deals", "Lost Deals", "lost-deals", "LOST OPPORTUNITIES", " lost opportunities "]
)
def test_a_ready_made_one_is_found_by_key_and_name(session, typed):
    assert session.reports.find(typed).ready_made == "lost_deals"


def test_a_ready_made_one_is_found_by_its_name_in_any_language(session):
    for report in READY_MADE:
        for language in i18n.LANGUAGES:
            assert session.reports.find(i18n.translated(report.name, language)) == report


@pytest.mark.parametrize("typed", ["Ventas de Ávila", "ventas de avila"])
def test_an_own_one_is_found_without_case_and_accents(session, typed):
    report = session.reports.add("Ventas de Ávila", DEFINITION)
    assert session.reports.find(typed).id == report
    assert session.reports.find(str(report)).id == report


def test_a_name_of_two_reports_is_refused_with_both(session):
    first = session.reports.add("Ventas", DEFINITION, shared=True)
    other = second_user(session)
    second = other.reports.add("Ventas", DEFINITION)
    with pytest.raises(Invalid, match=rf"Ventas \({first}\), Ventas \({second}\)"):
        other.reports.find("ventas")


def test_an_unknown_name_names_the_near_ones(session):
    with pytest.raises(NotFound, match="Near to it: Forecast"):
        session.reports.find("forcast")
    with pytest.raises(NotFound, match="--list"):
        session.reports.find("xyzzy")


# Fields, rights, writing


def test_own_fields_are_offered_grouped_and_added_up(session):
    session.fields.add("Plazas", Kind.NUMBER)
    session.fields.add("Zona", Kind.CHOICE, choices=["Norte", "Sur"])
    for zone, seats in (("Sur", 2), ("Norte", 3), ("Sur", 5)):
        session.contacts.add({"first_name": "Ana", "custom.f1": seats, "custom.f2": zone})
    assert {"custom.f1", "custom.f2"} <= {one.name for one in session.reports.fields("contacts")}
    sums = (Measure(Aggregate.SUM, "custom.f1"),)
    result = session.reports.preview(Definition("contacts", groupings=(Grouping("custom.f2"),), measures=sums))
    assert [line.cells for line in result.lines if line.kind == SUBTOTAL] == [("Norte", 3), ("Sur", 7)]


def test_a_report_whose_field_is_gone_still_opens(session):
    field = session.fields.add("Talla", Kind.TEXT)
    report = session.reports.get(session.reports.add("Tallas", Definition("contacts", ("custom.f1",))))
    session.fields.remove(field)
    assert session.reports.get(report.id).definition == report.definition
    with pytest.raises(Invalid, match="Talla"):
        session.reports.run(report)


def test_a_reader_runs_and_keeps_reports(session):
    reader = second_user(session, "reader")
    assert reader.reports.run(reader.reports.find("contact_list")).records == 0
    assert reader.reports.add("Mío", DEFINITION)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_a_report_is_written(session, tmp_path, ending):
    session.contacts.add({"first_name": "Ana"})
    path = tmp_path / f"contactos.{ending}"
    assert session.reports.write(session.reports.find("contact_list"), path).records == 1
    assert path.stat().st_size > 0


def test_the_history_tells_what_a_report_listed(session):
    report = session.reports.add("Mi informe", DEFINITION)
    session.reports.change(report, definition=Definition("contacts", ("name",)))
    operation = session.history.operations()[0].id
    (change,) = session.history.told(operation)
    assert change.before == "Opportunities: 2 columns, 2 groupings, 1 figure"
    assert change.after == "Contacts: 1 column"
