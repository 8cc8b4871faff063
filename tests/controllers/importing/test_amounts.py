"""Amounts in the currency of their row, or in the one beside them."""

from __future__ import annotations

import pytest

from crm.controllers.importing.amounts import Amounts
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.linked import Linked
from crm.controllers.importing.values import Reading


@pytest.fixture
def findings() -> Findings:
    return Findings()


def read(findings: Findings, *, exact: bool = False, **words: str) -> Linked:
    record = Linked(2)
    for name, text in words.items():
        record.words[name] = text
        record.cells[name] = (name.title(), text)
    Amounts(Reading("ES"), findings, "EUR", exact=exact).read(record, "value")
    return record


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ({"value": "1.234,50"}, 123450, None),
        ({"value": "100", "currency": "jpy"}, 100, "JPY"),
        ({"value": "100", "currency": "€"}, 10000, "EUR"),
        ({"value": "USD 100.50"}, 10050, "USD"),
        ({"value": "MX$ 7"}, 700, "MXN"),
        ({"value": "(15)"}, -1500, None),
    ],
)
def test_an_amount_is_read_in_its_currency(findings, words, value, currency):
    record = read(findings, **words)
    assert (record.values["value"], record.values.get("currency"), findings.errors) == (value, currency, [])


@pytest.mark.parametrize(
    ("words", "column"),
    [({"value": "mucho"}, "Value"), ({"value": "$5"}, "Value"), ({"value": "5", "currency": "XXQ"}, "Currency")],
)
def test_what_is_no_amount_is_reported_with_its_column(findings, words, column):
    read(findings, **words)
    assert [(one.row, one.column) for one in findings.errors] == [(2, column)]


def test_an_amount_beyond_what_can_be_kept_is_left_out(findings):
    assert "value" not in read(findings, value="99999999999999999").values
    assert len(findings.errors) == 1


@pytest.mark.parametrize("text", ["1.234", "1,234"])
def test_in_a_file_of_this_program_any_mark_is_the_decimal_one(findings, text):
    assert read(findings, exact=True, value=text, currency="KWD").values["value"] == 1234
