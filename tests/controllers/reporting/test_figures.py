"""Tests of crm/controllers/reporting/figures.py."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.reports import FORECAST, MONTHLY_CONVERSION, Definition

FIGURES = (FORECAST, MONTHLY_CONVERSION)
every_figure = pytest.mark.parametrize("figure", FIGURES)


@every_figure
def test_an_empty_file_has_the_table(session, figure):
    result = session.reports.preview(Definition("opportunities", figure=figure), "Título")
    assert (result.title, result.records, result.chart.is_empty) == ("Título", 0, True)


@every_figure
def test_its_definition_stands_below_it(session, figure):
    (note,) = session.reports.preview(Definition("opportunities", figure=figure)).notes
    assert note.endswith(".")


@every_figure
@pytest.mark.parametrize("key", ["nope", "3", "null"])
def test_a_line_that_is_none_is_refused(session, figure, key):
    with pytest.raises(Invalid, match="no such part"):
        session.reports.records(Definition("opportunities", figure=figure), key)


def test_an_unknown_figure_is_refused(session):
    with pytest.raises(Invalid, match="nope"):
        session.reports.preview(Definition("opportunities", figure="nope"))
