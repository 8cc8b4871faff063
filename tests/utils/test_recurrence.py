"""Rules of repetition: read and written back, worked out as the library does, split, shifted, and never for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.utils import recurrence
from crm.utils.recurrence import begun_on, days, next_days, parse, shifted, split, until

_DAYS = some.sets(some.sampled_from(recurrence.WEEKDAYS), min_size=1, max_size=4).map(
    lambda found: ",".join(sorted(found))
)
_PLACED = some.builds(
    lambda place, day: f"{place}{day}", some.sampled_from([1, 2, 3, 4, 5, -1]), some.sampled_from(recurrence.WEEKDAYS)
)
_MONTH_DAYS = some.sampled_from(["1", "15", "28", "29", "30", "31", "-1", "1,15", "10,-2"])
_PARTS = some.one_of(
    some.just("FREQ=DAILY"),
    _DAYS.map(lambda found: f"FREQ=DAILY;BYDAY={found}"),
    some.just("FREQ=WEEKLY"),
    _DAYS.map(lambda found: f"FREQ=WEEKLY;BYDAY={found}"),
    _DAYS.map(lambda found: f"FREQ=WEEKLY;WKST=SU;BYDAY={found}"),
    some.just("FREQ=MONTHLY"),
    _MONTH_DAYS.map(lambda found: f"FREQ=MONTHLY;BYMONTHDAY={found}"),
    _PLACED.map(lambda found: f"FREQ=MONTHLY;BYDAY={found}"),
    some.just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    some.just("FREQ=YEARLY"),
    _PLACED.map(lambda found: f"FREQ=YEARLY;BYMONTH=11;BYDAY={found}"),
    some.just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
)
_ENDS = some.one_of(
    some.just(""),
    some.integers(1, 40).map(lambda count: f";COUNT={count}"),
    some.dates(date(2024, 1, 1), date(2030, 1, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}"),
)
_RULES = some.builds(
    lambda parts, interval, end: f"{parts};INTERVAL={interval}{end}", _PARTS, some.integers(1, 5), _ENDS
)
_STARTS = some.dates(date(2023, 1, 1), date(2027, 12, 31))


def _by_the_library(rule: str, start: date, first: date, last: date) -> list[str]:
    found = rrulestr(rule, dtstart=datetime(start.year, start.month, start.day))
    window = datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day)
    return [one.date().isoformat() for one in found.between(*window, inc=True)]


@settings(max_examples=150, deadline=None)
@given(rule=_RULES, start=_STARTS, offset=some.integers(-400, 1500), length=some.integers(0, 500))
def test_the_days_are_those_of_the_library(rule, start, offset, length):
    first = start + timedelta(days=offset)
    last = first + timedelta(days=length)
    found = days(rule, start.isoformat(), first=first.isoformat(), last=last.isoformat())
    assert found == _by_the_library(rule, start, first, last)


@settings(max_examples=100, deadline=None)
@given(rule=_RULES, start=_STARTS)
def test_a_rule_is_the_same_when_it_is_written_and_read_again(rule, start):
    span = {"first": start.isoformat(), "last": "2032-01-01"}
    assert parse(str(parse(rule))) == parse(rule)
    assert days(str(parse(rule)), start.isoformat(), **span) == days(rule, start.isoformat(), **span)


@settings(max_examples=100, deadline=None)
@given(rule=_RULES, start=_STARTS, place=some.integers(0, 20))
def test_the_two_parts_of_a_split_rule_bring_its_days_and_no_others(rule, start, place):
    span = {"first": "2023-01-01", "last": "2029-12-31"}
    whole = days(rule, start.isoformat(), **span)
    if place >= len(whole):
        return
    earlier, later = split(rule, start.isoformat(), day=whole[place])
    before = days(earlier, start.isoformat(), **span) if earlier else []
    assert before == whole[:place]
    assert days(later, whole[place], **span) == whole[place:]


@settings(max_examples=60, deadline=None)
@given(rule=_RULES, start=_STARTS, most=some.integers(1, 8))
def test_the_next_days_are_the_first_of_all(rule, start, most):
    every = days(rule, start.isoformat(), first=start.isoformat(), last=f"{start.year + 60}-12-31")
    assert next_days(rule, start.isoformat(), first=start.isoformat(), most=most)[: len(every)] == every[:most]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
    ],
)
def test_a_rule_that_never_occurs_ends_with_nothing(rule):
    assert next_days(rule, "2026-11-23", first="2026-11-23", most=3) == []
    assert days(rule, "2026-11-23", first="2026-11-23", last="2030-01-01") == []


def test_ten_thousand_times_are_counted_to_the_end():
    found = days("FREQ=DAILY;COUNT=10000", "2026-01-01", first="2026-01-01", last="2099-01-01")
    assert (len(found), found[-1]) == (10_000, "2053-05-18")


def test_more_than_ten_thousand_times_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="10000"):
        parse("FREQ=DAILY;COUNT=10001")


def test_the_far_end_of_the_calendar_is_reached():
    assert days("FREQ=YEARLY", "2026-12-31", first="9990-01-01", last="9999-12-31")[-1] == "9999-12-31"
    assert next_days("FREQ=DAILY", "9999-12-30", first="9999-12-30", most=5) == ["9999-12-30", "9999-12-31"]


def test_29_february_comes_in_leap_years_only():
    found = next_days("FREQ=YEARLY", "2024-02-29", first="2026-01-01", most=2)
    assert found == ["2028-02-29", "2032-02-29"]


def test_day_31_leaves_out_months_without_it():
    assert days("FREQ=MONTHLY", "2026-01-31", first="2026-01-01", last="2026-06-30") == [
        "2026-01-31", "2026-03-31", "2026-05-31",
    ]  # fmt: skip


def test_the_last_day_is_there_in_every_month():
    found = days("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", first="2026-01-01", last="2026-04-30")
    assert found == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_both_parts_of_a_split_count_keep_their_share():
    assert split("FREQ=WEEKLY;COUNT=10", "2026-01-05", day="2026-01-26") == (
        "FREQ=WEEKLY;UNTIL=20260125",
        "FREQ=WEEKLY;COUNT=7",
    )


def test_nothing_lies_before_the_first_day():
    assert split("FREQ=WEEKLY;COUNT=10", "2026-01-05", day="2026-01-05")[0] == ""


def test_nothing_is_left_after_the_end():
    assert split("FREQ=DAILY;UNTIL=20260110", "2026-01-05", day="2026-01-11")[1] == ""


def test_an_end_takes_the_place_of_a_number_of_times():
    assert until("FREQ=DAILY;COUNT=5", "2026-03-01") == "FREQ=DAILY;UNTIL=20260301"


@pytest.mark.parametrize(
    ("rule", "before", "after", "becomes"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;BYDAY=MO,SU", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=WEEKLY", "2026-11-23", "2026-11-24", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=23", "2026-11-23", "2026-11-25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-11-18", "FREQ=MONTHLY;BYDAY=3WE"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-26", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "2026-11-30", "2026-12-01", "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=12"),
        ("FREQ=WEEKLY;UNTIL=20261231", "2026-11-23", "2026-11-24", "FREQ=WEEKLY;UNTIL=20270101"),
    ],
)
def test_the_days_a_rule_names_move_along(rule, before, after, becomes):
    assert shifted(rule, before=before, after=after) == becomes
    assert after in days(becomes, after[:8] + "01", first=after, last=after) or "BY" not in becomes


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-15", "2026-11-16"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "2026-11-30", "2026-12-01"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30", "2026-11-29"),
    ],
)
def test_a_move_that_a_rule_cannot_follow_is_refused_in_a_sentence(rule, before, after):
    with pytest.raises(ValueError, match="Change how it repeats"):
        shifted(rule, before=before, after=after)


@pytest.mark.parametrize(
    ("rule", "becomes"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=24", "FREQ=MONTHLY;BYMONTHDAY=26"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,24", "FREQ=MONTHLY;BYMONTHDAY=10,24"),
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
        ("", ""),
    ],
)
def test_another_beginning_takes_along_the_days_that_were_meant(rule, becomes):
    assert begun_on(rule, before="2026-11-24", after="2026-11-26") == becomes


def test_a_moment_as_the_end_keeps_the_occurrence_of_that_day_when_it_lies_before():
    rule = "FREQ=WEEKLY;UNTIL=20261231T120000Z"
    assert parse(rule, at="10:00", zone="Europe/Madrid").until == "2026-12-31"


def test_a_moment_as_the_end_drops_the_occurrence_of_that_day_when_it_lies_after():
    rule = "FREQ=WEEKLY;UNTIL=20261231T000000Z"
    assert parse(rule, at="10:00", zone="Europe/Madrid").until == "2026-12-30"
    assert parse(rule, at="18:00", zone="America/Bogota").until == "2026-12-30"


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=DAILY;BYSETPOS=1"]
)
def test_what_activities_cannot_do_is_refused_in_a_sentence(rule):
    with pytest.raises(ValueError, match="daily, weekly, monthly or yearly"):
        parse(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "", "every day", "FREQ=", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;UNTIL=20260231", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=DAILY;FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=-1", "FREQ=DAILY;WKST=XX",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(rule):
    with pytest.raises(ValueError, match=r"\.$"):
        parse(rule)


def test_the_prefix_of_a_calendar_file_is_read():
    assert str(parse("RRULE:FREQ=DAILY;INTERVAL=2")) == "FREQ=DAILY;INTERVAL=2"
