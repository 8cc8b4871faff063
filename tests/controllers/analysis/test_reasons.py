"""Why deals are left out: a sentence with its number, and nothing where there are none."""

from __future__ import annotations

from crm.controllers.analysis.reasons import closed_at_once, without_rate, without_value


def test_where_nothing_is_left_out_nothing_is_said():
    assert without_value(0) + without_rate(0, "EUR") + closed_at_once(0) == []


def test_each_reason_is_a_sentence_with_its_number():
    told = without_value(1) + without_rate(2, "EUR") + closed_at_once(3)
    assert [one.count for one in told] == [1, 2, 3]
    assert all(one.reason.endswith(".") for one in told)


def test_the_currency_nothing_is_known_in_is_named():
    assert "MXN" in without_rate(2, "MXN")[0].reason
