"""What building a report must know."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.filters import Condition
from crm.models.lists import ListQuery
from crm.models.reports import ENTITIES, Definition
from crm.views import report_draft
from crm.views.dialogs import report_builder_reading
from crm.views.widgets.conditions import operators, values_needed


@pytest.fixture
def parts(session):
    return report_builder_reading.read(session)


@pytest.mark.parametrize("entity", [one.value for one in ENTITIES])
def test_each_entity_has_fields_filters_and_names(parts, entity):
    assert parts.fields[entity]
    assert parts.filters[entity]
    assert parts.lookups[entity]


def test_own_fields_are_among_them(session):
    session.fields.add("Plot", Kind.TEXT)
    names = [one.label for one in report_builder_reading.read(session).fields["contacts"]]
    assert "Plot" in names


def test_every_condition_that_is_offered_can_be_carried_out(parts, session):
    for entity, fields in parts.filters.items():
        for field in fields:
            operator = next((one for one in operators(field) if not values_needed(one)), None)
            if operator and field.kind is not Kind.NUMBER:  # the days of a deal are always known: nothing is empty
                query = ListQuery(conditions=(Condition(field.name, operator),))
                columns = (parts.fields[entity][0].name,)
                assert session.reports.preview(Definition(entity, columns, query)).records >= 0


def test_every_order_that_is_offered_can_be_carried_out(parts, session):
    for entity, fields in parts.fields.items():
        plain = Definition(entity, (fields[0].name,))
        for choice in report_draft.sort_choices(plain, fields):
            definition = Definition(entity, plain.columns, ListQuery(sort=choice.value))
            assert session.reports.preview(definition).records >= 0
