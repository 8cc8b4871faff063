"""Tests of crm/controllers/reporting/sources.py: what is known of each entity can be asked of the file."""

from __future__ import annotations

import pytest

from crm.controllers.reporting.sources import SOURCES
from crm.models.reports import ENTITIES, Definition, Grouping, Measure, aggregates, is_dated, is_groupable

every_entity = pytest.mark.parametrize("entity", [one.value for one in ENTITIES])


def test_every_entity_has_a_source():
    assert set(SOURCES) == {one.value for one in ENTITIES}


@every_entity
def test_fields_have_different_names(session, entity):
    names = [one.name for one in session.reports.fields(entity)]
    assert len(set(names)) == len(names)


@every_entity
def test_every_field_that_says_so_groups_and_measures(session, entity):
    session.opportunities.add({"title": "Trato"})
    session.activities.add({"subject": "Llamar"})
    for field in session.reports.fields(entity):
        if is_groupable(field):
            grouping = Grouping(field.name, "week" if is_dated(field) else "")
            session.reports.preview(Definition(entity, groupings=(grouping,)))
        measures = tuple(Measure(how, field.name) for how in aggregates(field))
        session.reports.preview(Definition(entity, measures=measures))


@every_entity
def test_the_usual_period_is_about_a_date(session, entity):
    fields = {one.name: one for one in session.reports.fields(entity)}
    assert is_dated(fields[SOURCES[entity].usual_period])


def test_customers_have_their_segment(session):
    company = session.contacts.add({"kind": "company", "company": "Molinos S.L."})
    won = session.pipelines.default().first("won").id
    session.opportunities.add(
        {"title": "Trato", "company_id": company, "stage_id": won, "value": 5, "closed_on": "2026-01-31"}
    )
    session.segments.recompute()
    definition = Definition("contacts", ("name", "won_count"), groupings=(Grouping("segment"),))
    cells = [line.cells for line in session.reports.preview(definition).lines]
    assert cells[-1][1:] == ("Molinos S.L.", 1)
