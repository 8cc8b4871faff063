"""Tests of crm/controllers/dashboard/report.py."""

from __future__ import annotations

import pytest

from crm.errors import Invalid, NotFound
from crm.models.dashboards import REPORT, Card, Filters
from crm.models.periods import EVER, YEAR
from crm.models.report_seeds import READY_MADE
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.utils.chart_data import Unit
from tests.controllers.analysis.world import Deal, a_world

SALES = Definition(
    "opportunities",
    groupings=(Grouping("assigned_to"),),
    measures=(Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")),
)


def ready(key):
    """The card of a ready-made report."""
    return Card(REPORT, options={"ready_made": key})


@pytest.mark.parametrize("report", READY_MADE, ids=lambda one: one.ready_made)
def test_every_ready_made_report_is_a_card(session, report):
    figure = session.figures.figure(ready(report.ready_made))
    assert (figure.title, bool(figure.note or figure.chart)) == (report.name, True)
    assert figure.definition.startswith(report.description)


def test_a_kept_report_shows_its_first_figures_and_a_chart(session):
    with a_world(session, [Deal(value=100, owner=1), Deal(value=50)]):
        card = Card(REPORT, options={"report": session.reports.add("Ventas", SALES)})
        figure = session.figures.figure(card)
        assert [(one.label, one.value, one.unit) for one in figure.numbers] == [
            ("Number", 2, Unit.COUNT),
            ("Sum of Value", 150, Unit.MONEY),
        ]
        assert figure.chart.labels == ("Berta", "Nobody")


def test_every_bar_has_its_records(session):
    with a_world(session, [Deal(owner=1), Deal(), Deal()]):
        card = Card(REPORT, options={"report": session.reports.add("Ventas", SALES)})
        figure = session.figures.figure(card)
        found = [len(session.figures.behind(card, Filters(), part=part).ids) for part in figure.parts[0]]
        assert tuple(found) == figure.chart.series[0].values
        assert len(session.figures.behind(card, Filters()).ids) == 3


def test_the_filters_of_the_page_narrow(session):
    with a_world(session, [Deal(owner=1), Deal()]) as world:
        card = Card(REPORT, options={"report": session.reports.add("Ventas", SALES)})
        figure = session.figures.figure(card, Filters(EVER, owner_id=world.users[1]))
        assert figure.numbers[0].value == 1


def test_a_report_with_a_period_takes_that_of_the_page(session):
    with a_world(session, [Deal(end="lost", closed_on="2020-01-31")]):
        assert session.figures.figure(ready("lost_deals"), Filters(EVER)).chart is not None
        assert session.figures.figure(ready("lost_deals"), Filters(YEAR)).chart is None


@pytest.mark.parametrize("options", [{}, {"ready_made": "nope"}, {"report": 99}])
def test_a_report_that_is_gone_is_said(session, options):
    card = Card(REPORT, options=options)
    with pytest.raises(NotFound):
        session.figures.figure(card)
    assert session.figures.figures([card])[0].note


def test_a_part_there_is_none_of_is_refused(session):
    with pytest.raises(Invalid):
        session.figures.behind(ready("forecast"), Filters(), part="nope")
