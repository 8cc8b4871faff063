"""Tests of crm/controllers/reporting/wording.py: what a report was narrowed to, in words."""

from __future__ import annotations

import pytest

from crm.controllers.reporting.wording import grouping_label, measure_label
from crm.models.dashboards import Filters
from crm.models.fields import Field, Kind
from crm.models.figures import NOBODY
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.periods import EVER, OWN
from crm.models.reports import Aggregate, Definition, Grouping, Measure

DAY, AMOUNT = Field("due_on", Kind.DATE, "Due on"), Field("value", Kind.MONEY, "Value")


def told(session, *conditions, filters=None):
    """The facts of a report about opportunities."""
    definition = Definition("opportunities", query=ListQuery(conditions=conditions), filters=filters or Filters(EVER))
    return list(session.reports.preview(definition).facts)


@pytest.mark.parametrize(
    ("how", "field", "words"),
    [
        (Aggregate.SUM, AMOUNT, "Sum of Value"),
        (Aggregate.AVERAGE, AMOUNT, "Average of Value"),
        (Aggregate.LEAST, AMOUNT, "Least Value"),
        (Aggregate.MOST, DAY, "Last Due on"),
        (Aggregate.COUNT, DAY, "Number with Due on"),
    ],
)
def test_measures_say_what_they_are(how, field, words):
    assert measure_label(Measure(how, field.name), field) == words


def test_a_plain_count_is_a_number():
    assert measure_label(Measure(Aggregate.COUNT), Field("count", Kind.NUMBER, "")) == "Number"


def test_groupings_say_their_unit():
    assert grouping_label(Grouping("due_on", "quarter"), DAY) == "Due on (by quarter)"


def test_nothing_is_said_of_what_does_not_narrow(session):
    assert told(session) == []


def test_an_own_period_tells_its_days_and_its_field(session):
    assert told(session, filters=Filters(OWN, "2026-01-01", "2026-01-31")) == [("Created", "1 Jan 2026 to 31 Jan 2026")]
    assert told(session, filters=Filters(OWN, "", "2026-01-31"))[0][1].startswith("until 31 Jan 2026")


def test_pipeline_and_owner_are_named(session):
    pipeline = session.pipelines.default()
    filters = Filters(EVER, pipeline_id=pipeline.id, owner_id=session.user.id)
    assert told(session, filters=filters) == [("Pipeline", pipeline.name), ("Owner", session.user.name)]
    assert told(session, filters=Filters(EVER, owner_id=NOBODY)) == [("Owner", "Nobody")]


@pytest.mark.parametrize(
    ("condition", "fact"),
    [
        (Condition("status", Operator.ANY, ("won", "lost")), ("Status", "Won, Lost")),
        (Condition("status", Operator.NONE, ("won",)), ("Status", "is none of Won")),
        (Condition("probability", Operator.AFTER, (50,)), ("Probability (%)", "more than 50")),
        (Condition("probability", Operator.BETWEEN, (10, 50)), ("Probability (%)", "10 to 50")),
        (Condition("expected_close", Operator.BEFORE, ("2026-01-31",)), ("Expected close", "before 31 Jan 2026")),
        (Condition("source", Operator.EMPTY), ("Source", "Not filled in")),
        (Condition("assigned_to", Operator.ANY, (None,)), ("Owner", "Nobody")),
        (Condition("segment", Operator.ANY, ("at_risk",)), ("Segment", "At risk")),
        (Condition("rotting", Operator.ANY, (1,)), ("Rotting", "Yes")),
        (Condition("idle_days", Operator.AFTER, (30,)), ("Days without contact", "more than 30")),
    ],
)
def test_conditions_are_told(session, condition, fact):
    assert told(session, condition) == [fact]


def test_every_operator_has_words(session):
    for operator in (Operator.FILLED, Operator.EMPTY, Operator.NONE, Operator.CONTAINS):
        assert told(session, Condition("source", operator, ("Web",)))
    for operator in (Operator.BEFORE, Operator.AFTER):
        assert told(session, Condition("closed_on", operator, ("2026-01-31",)))
    assert told(session, Condition("updated_at", Operator.OLDER_THAN_DAYS, (5,)))


def test_a_view_is_called_by_its_name(session):
    view = session.views.add("Clientes VIP", {"query": ListQuery().to_plain()})
    assert told(session, Condition("view", Operator.ANY, (view,))) == [("View", "Clientes VIP")]
