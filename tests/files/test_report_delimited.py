"""A report as CSV: one row for each plain line, its groups beside it, no totals."""

import csv

import pytest

from crm.files.report_delimited import write_delimited
from crm.utils import i18n
from tests.files.reports_in import grouped, record, report, totals


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")


@pytest.fixture
def rows(tmp_path):
    def write(result, delimiter=","):
        path = tmp_path / "report.csv"
        write_delimited(result, path)
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=delimiter))

    return write


def test_each_record_is_a_row_with_the_group_it_stands_in(rows):
    found = rows(grouped())
    assert found[0][:2] == ["Stage", "Title"]
    assert [row[:2] for row in found[1:]] == [["Lead", "One"], ["Lead", "Two"], ["Offer", "Three"]]


def test_sums_of_groups_are_rows_where_no_records_are_listed(rows):
    assert rows(totals()) == [["Month", "Status", "Number"], ["November", "Won", "3"], ["November", "Lost", "5"]]


def test_an_amount_is_a_number_with_its_currency_beside_it(rows):
    head, row = rows(report(record(currency="USD")))
    assert head[-2:] == ["Value", "Value (currency)"]
    assert row[-2:] == ["1234.56", "USD"]


def test_spanish_files_have_semicolons_and_decimal_commas(rows):
    i18n.use("es")
    assert rows(report(), delimiter=";")[1][-2:] == ["1234,56", "EUR"]


def test_days_are_in_the_form_every_program_reads(rows):
    assert rows(report())[1][2] == "2026-11-30"


def test_a_formula_is_guarded(rows):
    assert rows(report(record("=1+1")))[1][0] == "'=1+1"
