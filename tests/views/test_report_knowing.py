"""What the page of reports must know, and a report carried out."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import YEAR
from crm.models.reports import Aggregate, Definition, Grouping, Measure, Report
from crm.views import report_knowing


@pytest.fixture
def known(session):
    session.reports.add("Mine", Definition("contacts", ("name",)))
    return report_knowing.read(session)


def test_reports_are_found_by_key_or_id(known):
    assert known.find("forecast").ready_made == "forecast"
    assert known.find(str(known.reports[-1].id)).name == "Mine"
    assert known.find("no such report") is None


def test_people_and_pipelines_are_known_by_name(known, session):
    assert (session.user.id, session.user.name) in known.owners
    assert len(known.pipelines) == len(session.pipelines.all())


def test_a_report_is_carried_out_with_the_filters_asked_for(known, session):
    carried = report_knowing.carry_out(lambda: session.reports.run(known.reports[-1], filters=Filters(YEAR)), "ES")
    assert any(text.startswith("This year") for _label, text in carried.result.facts)


def test_a_report_that_cannot_be_is_told_in_a_sentence(session):
    gone = Report(0, "Old", Definition("contacts", ("custom.plot",)))
    carried = report_knowing.carry_out(lambda: session.reports.run(gone), "ES")
    assert carried.result is None
    assert "plot" in carried.problem


def test_contacts_stand_in_no_pipeline():
    assert "pipeline" not in report_knowing.shown_filters(Definition("contacts"))
    assert "pipeline" in report_knowing.shown_filters(Definition("activities"))


def test_groups_are_ordered_by_a_figure_or_by_themselves():
    figures = (Measure(Aggregate.COUNT),)
    plain = Definition("opportunities", groupings=(Grouping("stage_id"),), measures=figures, sort="count")
    assert report_knowing.ordered(plain, "count", descending=True).descending
    assert report_knowing.ordered(plain, "by stage_id", descending=False).sort == ""


def test_records_are_ordered_by_a_field():
    made = report_knowing.ordered(Definition("contacts", ("name", "city")), "city", descending=True)
    assert (made.query.sort, made.query.descending) == ("city", True)


def test_what_nothing_can_be_ordered_by_changes_nothing():
    assert report_knowing.ordered(Definition("contacts", ("name",)), "won_value", descending=True) is None
