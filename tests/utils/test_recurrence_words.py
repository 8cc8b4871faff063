"""Rules in words, in English; Spanish names of days and months are written small inside a sentence."""

from __future__ import annotations

import pytest

from crm.utils import i18n
from crm.utils.recurrence_words import listed, month_name, sentence, weekday_name

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", "Every 3 days, 5 times"),
        ("FREQ=WEEKLY", "Every week"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every working day, Monday to Friday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;UNTIL=20261231",
            "Every 2 weeks on Monday and Wednesday, until 31 Dec 2026",
        ),
        ("FREQ=MONTHLY", "Every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "Every month on day 1 and day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "Every 2 months on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=1", "Every month on the last Friday, 1 time"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "Every month on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "Every month on the first working day"),
        ("FREQ=YEARLY", "Every year"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "Every year in February on day 29"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5,6", "Every 2 years in May and June"),
    ],
)
def test_a_rule_is_told_as_a_sentence(rule, words):
    assert sentence(rule) == words


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYWEEKNO=20", "FREQ=DAILY;BYMONTH=1", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=YEARLY;BYDAY=20MO"]
)
def test_a_rule_without_words_is_told_as_it_is(rule):
    assert sentence(rule) == f"By the rule {rule}"


def test_a_rule_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="cannot be read"):
        sentence("FREQ")


def test_names_are_listed_as_in_a_sentence():
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_spanish_days_and_months_are_small():
    before = i18n.language()
    i18n.use("es")
    assert (weekday_name(0), month_name(1)) == ("lunes", "enero")
    i18n.use(before)
