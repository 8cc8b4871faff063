"""Columns of exports of deals, activities and products."""

from __future__ import annotations

import pytest

from crm.controllers.exporting.layouts import LAYOUTS
from crm.controllers.importing.books import BOOKS
from crm.models.fields import Field, Kind
from crm.utils import i18n


@pytest.mark.parametrize("entity", LAYOUTS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_import_knows_every_header_in_every_language(entity, language):
    headers = [i18n.translated(one.label, language) for one in LAYOUTS[entity].fields]
    assert [BOOKS[entity].own_field_of(header, {}) for header in headers] == [
        one.name for one in LAYOUTS[entity].fields
    ]


def test_chosen_columns_go_by_the_names_of_lists_and_unknown_ones_are_left_out():
    layout, own = LAYOUTS["opportunities"], Field("custom.m2", Kind.NUMBER, "Metros")
    chosen = layout.columns(["stage_id", "title", "name", "custom.m2", "weighted", "zzz"], [own])
    assert [one.name for one in chosen] == ["stage", "title", "custom.m2", "weighted"]


def test_all_columns_are_those_of_the_layout_and_the_business():
    own = Field("custom.m2", Kind.NUMBER, "Metros")
    assert LAYOUTS["products"].columns(None, [own])[-1] is own
