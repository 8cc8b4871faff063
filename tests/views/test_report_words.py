"""A report in words: cells, facts, what is left out."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind
from crm.models.figures import LeftOut
from crm.models.report_seeds import READY_MADE
from crm.models.reports import Money, ReportColumn, ReportResult
from crm.utils import i18n
from crm.views import report_words


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def _column(kind):
    return ReportColumn("x", "X", Field("x", kind, "X"))


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, Kind.TEXT, ""),
        (Money(123450, "EUR"), Kind.MONEY, "€1,234.50"),
        (1234, Kind.NUMBER, "1,234"),
        (12.3456, Kind.NUMBER, "12.35"),
        (True, Kind.YES_NO, "Yes"),
        ("2026-11-21", Kind.DATE, "21 Nov 2026"),
        ("+34612345678", Kind.PHONE, "612 34 56 78"),
        ("007", Kind.TEXT, "007"),
    ],
)
def test_a_cell_is_told_by_what_it_holds(value, kind, words):
    assert report_words.cell(value, _column(kind), region="ES") == words


def test_the_facts_stand_in_one_line():
    result = ReportResult("A", "contacts", (("Period", "May"), ("Owner", "Berta")), (), ())
    assert report_words.facts(result) == "Period: May   ·   Owner: Berta"


@pytest.mark.parametrize("entity", ["opportunities", "activities", "interactions", "contacts"])
def test_records_are_counted_in_their_own_word(entity):
    result = ReportResult("A", entity, (), (), (), records=1200)
    assert report_words.counted(result) == f"1,200 {entity}"


def test_what_is_left_out_is_told_with_its_number():
    assert report_words.left_out(LeftOut("x", "No rate.", 3)) == "3 · No rate."


def test_a_ready_made_report_is_called_in_the_language_in_use():
    assert report_words.name_of(READY_MADE[0]) == READY_MADE[0].name
