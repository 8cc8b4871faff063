"""Drafts of rules: what stands in the fields at first, and every rule with fields comes back as it was."""

from __future__ import annotations

import pytest

from crm.utils import recurrence
from crm.views.widgets import recurrence_draft as drafts

DAY = "2026-11-24"


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=5", "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630",
        "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2",
        "FREQ=YEARLY;BYDAY=2SU;BYMONTH=5",
    ],
)  # fmt: skip
def test_a_rule_with_fields_comes_back_as_it_was(rule):
    assert drafts.rule_of(drafts.of(rule, DAY)) == rule


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"])
def test_a_short_rule_comes_back_with_the_days_it_means(rule):
    written = drafts.rule_of(drafts.of(rule, DAY))
    span = {"first": DAY, "last": "2030-01-01"}
    assert recurrence.days(written, DAY, **span) == recurrence.days(rule, DAY, **span)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=20", "FREQ=DAILY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYDAY=-2FR",
        "FREQ=WEEKLY;WKST=SU;BYDAY=MO", "FREQ=YEARLY;BYDAY=2MO", "FREQ=YEARLY;BYMONTH=1,2",
    ],
)  # fmt: skip
def test_a_rule_without_fields_has_no_draft(rule):
    assert drafts.of(rule, DAY) is None


def test_at_first_the_fields_fit_the_day():
    draft = drafts.new(DAY)
    assert (draft.frequency, draft.weekdays, draft.month_day, draft.month) == ("", {1}, 24, 11)
    assert (draft.place, draft.weekday) == (4, 1)


def test_late_in_a_month_the_last_one_is_meant():
    assert drafts.new("2026-11-30").place == -1
