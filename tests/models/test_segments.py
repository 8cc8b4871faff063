"""The rules of segments on their boundaries: the day before a limit, on it, behind it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.models.segments import (
    AT_RISK,
    BY_VALUE,
    FREQUENT,
    INACTIVE,
    OCCASIONAL,
    Bought,
    Reckoner,
    SegmentRules,
    day_after,
    definition,
)

TODAY = "2026-11-21"
RULES = SegmentRules()
NOW = Reckoner(RULES, TODAY)


def bought(days: int, count: int = 4, value: int = 0) -> Bought:
    return Bought(day_after(TODAY, -days), count, value)


@pytest.mark.parametrize(
    ("days", "segment"),
    [(-3, FREQUENT), (0, FREQUENT), (120, FREQUENT), (121, AT_RISK), (365, AT_RISK), (366, INACTIVE), (9999, INACTIVE)],
)
def test_the_days_since_the_last_purchase_decide_first(days, segment):
    assert NOW.segment(bought(days)) == segment


@pytest.mark.parametrize(("count", "segment"), [(1, OCCASIONAL), (2, OCCASIONAL), (3, FREQUENT), (9, FREQUENT)])
def test_then_the_number_of_purchases_does(count, segment):
    assert NOW.segment(bought(10, count)) == segment


def test_a_limit_counts_the_leap_day():
    rules = SegmentRules(at_risk_days=30, inactive_days=60)
    assert Reckoner(rules, "2028-03-30").segment(Bought("2028-02-29", 1, 0)) == OCCASIONAL
    assert Reckoner(rules, "2028-03-31").segment(Bought("2028-02-29", 1, 0)) == AT_RISK


def test_a_limit_before_the_calendar_begins_leaves_nobody_inactive():
    rules = SegmentRules(at_risk_days=3649, inactive_days=3650)
    assert Reckoner(rules, "0005-01-01").segment(Bought("0001-01-01", 1, 0)) == OCCASIONAL


@pytest.mark.parametrize(("count", "good"), [(2, False), (3, True)])
def test_a_good_customer_makes_enough_purchases(count, good):
    assert NOW.good(bought(200, count)) is good


@pytest.mark.parametrize(("value", "good"), [(99_999, False), (100_000, True)])
def test_or_buys_for_enough(value, good):
    rules = SegmentRules(good_by=BY_VALUE, good_value=100_000)
    assert Reckoner(rules, TODAY).good(bought(1, 1, value)) is good


def test_at_risk_and_inactive_began_on_the_first_day_beyond_the_limit():
    assert NOW.since(bought(121)) == TODAY
    assert NOW.since(bought(152)) == "2026-10-21"
    assert NOW.since(bought(366), kept="2020-01-01") == TODAY


def test_who_goes_on_buying_is_frequent_since_the_day_kept():
    assert NOW.since(bought(5)) == "2026-11-16"
    assert NOW.since(bought(5), kept="2026-01-01") == "2026-01-01"


def test_a_day_kept_behind_the_last_purchase_gives_way():
    assert NOW.since(bought(5), kept="2026-11-20") == "2026-11-16"


def test_the_reason_tells_both_numbers():
    assert NOW.reason(bought(152)) == (
        "At risk: last purchase 152 days ago; the limit is 120. Before that 4 purchases in 365 days."
    )
    assert NOW.reason(bought(400, 1)) == (
        "Inactive: last purchase 400 days ago; the limit is 365. Before that 1 purchase in 365 days."
    )
    assert NOW.reason(bought(0)) == "Frequent: 4 purchases in 365 days, and 3 are enough. Last purchase today."
    assert NOW.reason(bought(1, 2)) == (
        "Occasional: 2 purchases in 365 days; it takes 3 to be frequent. Last purchase 1 day ago."
    )


def test_a_good_customer_at_risk_is_quiet_since_the_limit():
    assert NOW.quiet_since(bought(121), "") == "2026-10-22"  # nobody said a word for more than 90 days either
    busy = Reckoner(SegmentRules(silent_days=365), TODAY)
    assert busy.quiet_since(bought(121), "") == TODAY
    assert busy.quiet_since(bought(120), "") == ""


def test_who_was_talked_to_since_is_quiet_no_more():
    busy = Reckoner(SegmentRules(silent_days=30), TODAY)
    assert busy.quiet_since(bought(160), TODAY) == ""
    assert busy.quiet_since(bought(160), day_after(TODAY, -30)) == ""
    assert busy.quiet_since(bought(160), day_after(TODAY, -31)) == TODAY


@pytest.mark.parametrize(("days", "quiet"), [(90, ""), (91, TODAY), (92, "2026-11-20")])
def test_a_good_customer_without_a_word_is_quiet_too(days, quiet):
    assert NOW.quiet_since(bought(100), day_after(TODAY, -days)) == quiet


def test_a_purchase_is_a_word():
    assert NOW.quiet_since(bought(90), "") == ""


def test_others_and_inactive_ones_never_go_quiet():
    assert NOW.quiet_since(bought(200, 2), "") == ""
    assert NOW.quiet_since(bought(366), "") == ""


def test_why_a_customer_is_quiet():
    assert NOW.quiet_reason(bought(100), day_after(TODAY, -95)) == (
        "No word for 95 days; the limit is 90. 4 purchases in 365 days."
    )
    assert NOW.quiet_reason(bought(152), "") == NOW.reason(bought(152))


@pytest.mark.parametrize(
    "wrong",
    [
        {"window_days": 0}, {"window_days": 3651}, {"frequent_from": 0}, {"at_risk_days": -1}, {"silent_days": 0},
        {"good_purchases": 1001}, {"good_value": 0}, {"good_by": "charm"}, {"window_days": 1.5},
    ],
)  # fmt: skip
def test_impossible_rules_are_named(wrong):
    assert list(SegmentRules(**wrong).problems()) == list(wrong)


@pytest.mark.parametrize("days", [119, 120])
def test_a_customer_is_at_risk_before_inactive(days):
    assert SegmentRules(inactive_days=days).problems() == {
        "inactive_days": "A customer is at risk first: choose more than 120 days."
    }
    assert not SegmentRules(inactive_days=121).problems()


def test_rules_are_kept_and_read_back():
    rules = SegmentRules(window_days=90, good_by=BY_VALUE, good_value=5)
    assert SegmentRules.from_plain({**rules.to_plain(), "unknown": 1}) == rules
    assert SegmentRules.from_plain({}) == RULES


def test_the_definition_tells_the_rules_in_use():
    told = definition(SegmentRules(at_risk_days=77, good_by=BY_VALUE), "€500.00")
    assert "more than 77" in told
    assert "bought for €500.00 or more" in told
    assert "3 purchases or more in those days" in definition(RULES)


def test_a_day_after_stays_in_the_calendar():
    assert day_after("0001-01-05", -100) == "0001-01-01"
    assert day_after("9999-12-30", 100) == "9999-12-31"
    assert day_after("2028-02-28", 1) == "2028-02-29"


def test_every_day_of_two_years_is_in_the_segment_the_calendar_says():
    last = date(2026, 3, 1)
    for days in range(731):
        now = Reckoner(RULES, (last + timedelta(days=days)).isoformat())
        expected = FREQUENT if days <= 120 else AT_RISK if days <= 365 else INACTIVE
        assert now.segment(Bought(last.isoformat(), 3, 0)) == expected
