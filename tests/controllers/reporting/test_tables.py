"""Tests of crm/controllers/reporting/tables.py: which records a definition is about."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.dashboards import Filters
from crm.models.fields import Kind
from crm.models.figures import NOBODY
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.periods import EVER, OWN
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import Deal, a_world

DAYS = Filters(OWN, "2026-01-01", "2026-01-31")


def ids(session, entity="opportunities", **parts):
    """The records of a definition."""
    return list(session.reports.records(Definition(entity, **parts)).ids)


def test_a_period_is_about_local_days(session, live_in):
    live_in("America/Mexico_City")
    moments = ("2026-01-01T05:59:59Z", "2026-01-01T06:00:00Z", "2026-02-01T05:59:59Z", "2026-02-01T06:00:00Z")
    with a_world(session, [Deal(created=moment) for moment in moments]) as world:
        assert ids(session, filters=DAYS) == [world.deals[1].id, world.deals[2].id]


def test_a_period_is_about_the_field_chosen(session):
    with a_world(session, [Deal(end="won", closed_on=day) for day in ("2025-12-31", "2026-01-31", "2026-02-01")]) as w:
        assert ids(session, filters=DAYS, period_field="closed_on") == [w.deals[1].id]


def test_an_open_end_has_no_end(session):
    with a_world(session, [Deal(end="won", closed_on="2026-01-31"), Deal()]) as world:
        filters = Filters(OWN, "2026-01-01", "")
        assert ids(session, filters=filters, period_field="closed_on") == [world.deals[0].id]


def test_a_pipeline_and_an_owner_narrow(session):
    with a_world(session, [Deal(pipeline=0, owner=1), Deal(pipeline=1, owner=1), Deal(pipeline=1)]) as world:
        there = Filters(EVER, pipeline_id=world.pipelines[1])
        assert ids(session, filters=there) == [world.deals[1].id, world.deals[2].id]
        assert ids(session, filters=Filters(EVER, owner_id=world.users[1])) == [world.deals[0].id, world.deals[1].id]
        assert ids(session, filters=Filters(EVER, owner_id=NOBODY)) == [world.deals[2].id]


def test_activities_and_interactions_are_of_the_pipeline_of_their_deal(session):
    ana = session.contacts.add({"first_name": "Ana"})
    deal = session.opportunities.add({"title": "Trato", "contact_id": ana})
    activity = session.activities.add({"subject": "A", "opportunity_id": deal})
    session.activities.add({"subject": "B"})
    talk = session.interactions.add(ana, {"opportunity_id": deal})
    session.interactions.add(ana, {})
    filters = Filters(EVER, pipeline_id=session.pipelines.default().id)
    assert ids(session, "activities", filters=filters) == [activity]
    assert ids(session, "interactions", filters=filters) == [talk]


def test_conditions_are_those_of_lists(session):
    with a_world(session, [Deal(end="won"), Deal(source="Web"), Deal()]) as world:
        query = ListQuery(conditions=(Condition("source", Operator.ANY, ("Web",)),))
        assert ids(session, query=query) == [world.deals[1].id]


def test_interactions_have_conditions_too(session):
    ana = session.contacts.add({"first_name": "Ana"})
    call, _mail = (session.interactions.add(ana, {"type": one}) for one in ("call", "email"))
    query = ListQuery(conditions=(Condition("type", Operator.ANY, ("call",)),))
    assert ids(session, "interactions", query=query) == [call]


@pytest.mark.parametrize("entity", ["contacts", "opportunities", "activities", "interactions"])
def test_views_and_segments_narrow_every_entity(session, entity):
    for name in ("Ana", "Berta"):
        contact = session.contacts.add({"first_name": name})
        deal = session.opportunities.add({"title": name, "contact_id": contact})
        session.activities.add({"subject": name, "contact_id": contact, "opportunity_id": deal})
        session.interactions.add(contact, {})
    query = ListQuery(conditions=(Condition("first_name", Operator.ANY, ("Ana",)),))
    view = session.views.add("Anas", {"query": query.to_plain()})
    assert len(ids(session, entity, query=ListQuery(conditions=(Condition("view", Operator.ANY, (view,)),)))) == 1
    assert ids(session, entity, query=ListQuery(conditions=(Condition("segment", Operator.FILLED),))) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"columns": ("custom.f1",)},
        {"groupings": (Grouping("custom.f1"),)},
        {"measures": (Measure(Aggregate.COUNT, "custom.f1"),)},
        {"query": ListQuery(conditions=(Condition("custom.f1", Operator.FILLED),))},
        {"query": ListQuery(sort="custom.f1")},
        {"period_field": "custom.f1"},
    ],
)
def test_a_field_that_is_gone_is_named(session, parts):
    field = session.fields.add("Talla", Kind.TEXT)
    definition = Definition("contacts", **parts)
    session.fields.remove(field)
    with pytest.raises(Invalid, match="needs a field that is gone: Talla"):
        session.reports.preview(definition)


def test_a_period_about_words_is_refused(session):
    with pytest.raises(Invalid, match="date"):
        ids(session, filters=DAYS, period_field="title")


def test_an_unknown_period_or_entity_is_refused(session):
    with pytest.raises(Invalid, match="period"):
        ids(session, filters=Filters("nope"))
    with pytest.raises(Invalid, match="nope"):
        ids(session, "nope")
