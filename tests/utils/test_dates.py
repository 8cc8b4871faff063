"""Days and moments as typed in both languages, kept, and shown in local time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.utils import dates
from crm.utils.dates import days_since, parse_day, show_ago, show_day, show_moment, to_moment

same_fixtures = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def clock() -> datetime:
    """A Saturday noon."""
    return datetime(2026, 11, 21, 12, 0, 7, 999, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_utc(live_in):
    live_in("UTC")


def test_now_is_utc_to_the_second():
    assert dates.now(clock) == "2026-11-21T12:00:07Z"


def test_today_is_the_local_day(live_in):
    live_in("Pacific/Auckland")
    assert dates.today(clock) == "2026-11-22"


@pytest.mark.usefixtures("each_language")
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-21", "2026-11-21"),
        (" 2026/3/4 ", "2026-03-04"),
        ("20260304", "2026-03-04"),
        ("2026-11-21T23:59:59Z", "2026-11-21"),
        ("2026-11-21 10:30", "2026-11-21"),
        ("21/11/2026", "2026-11-21"),
        ("21.11.26", "2026-11-21"),
        ("21-11-1950", "1950-11-21"),
        ("21/11/50", "1950-11-21"),
        ("21/11", "2026-11-21"),
        ("21 nov 2026", "2026-11-21"),
        ("1º de mayo de 2027", "2027-05-01"),
        ("Sábado, 21 de noviembre de 2026", "2026-11-21"),
        ("Sat, 21 Nov 2026", "2026-11-21"),
        ("November 21st, 2026", "2026-11-21"),
        ("5-ene.-27", "2027-01-05"),
        ("setiembre 3", "2026-09-03"),
        ("29/02/2028", "2028-02-29"),
        ("01/01/0001", "0001-01-01"),
        ("31/12/9999", "9999-12-31"),
        ("HOY", "2026-11-21"),
        ("mañana", "2026-11-22"),
        ("pasado mañana", "2026-11-23"),
        ("ayer", "2026-11-20"),
        ("tomorrow", "2026-11-22"),
        ("yesterday", "2026-11-20"),
        ("lunes", "2026-11-23"),
        ("sábado", "2026-11-28"),
        ("next friday", "2026-11-27"),
        ("en 3 días", "2026-11-24"),
        ("hace 2 semanas", "2026-11-07"),
        ("3 days ago", "2026-11-18"),
        ("٢١/١١/٢٠٢٦", "2026-11-21"),
    ],
)
def test_a_day_is_read_as_it_was_meant(typed, day):
    assert parse_day(typed, clock=clock) == day


@pytest.mark.usefixtures("spanish")
def test_numbers_are_day_and_month_in_spanish():
    assert parse_day("03/04/2026") == "2026-04-03"


@pytest.mark.usefixtures("english")
def test_numbers_that_could_be_both_are_refused_in_english():
    with pytest.raises(ValueError, match="two ways"):
        parse_day("03/04/2026")


@pytest.mark.parametrize(("language", "example"), [("spanish", "3 abril"), ("english", "3 Apr")])
def test_the_example_for_numbers_that_could_be_both_is_in_the_language_in_use(request, language, example):
    request.getfixturevalue(language)
    with pytest.raises(ValueError, match=example):
        parse_day("03/04/2026", order=dates.ASK)
    assert parse_day(f"{example} 2026") == "2026-04-03"


@pytest.mark.usefixtures("english")
def test_numbers_that_tell_by_themselves_are_read_in_english():
    assert [parse_day(typed) for typed in ("11/21/2026", "21/11/2026", "4/4/2026")] == [
        "2026-11-21", "2026-11-21", "2026-04-04"]  # fmt: skip


@pytest.mark.usefixtures("each_language")
def test_an_order_that_is_given_wins():
    assert [parse_day("03/04/2026", order=order) for order in ("dmy", "mdy")] == ["2026-04-03", "2026-03-04"]


@pytest.mark.usefixtures("each_language")
@pytest.mark.parametrize(
    "typed", ["31/02/2026", "29/02/2027", "2026-13-01", "0000-01-01", "31 abril 2026", "21/31/2026"]
)
def test_a_day_that_does_not_exist_is_refused(typed):
    with pytest.raises(ValueError, match=r"does not exist.*\.$"):
        parse_day(typed)


@pytest.mark.usefixtures("each_language")
@pytest.mark.parametrize(
    "typed", ["", "12", "2026", "nov 2026", "hello", "1.5", "1/1/1", "9" * 100_000, "202611 1", "3 días", "\x00", "🎂"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r"not a date.*\.$"):
        parse_day(typed)


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.dates())
def test_a_day_shown_can_be_typed_again(day):
    assert parse_day(show_day(day.isoformat())) == day.isoformat()


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.text(max_size=70))
def test_any_text_is_a_moment_or_a_sentence(text):
    try:
        assert to_moment(text).endswith("Z")
    except ValueError as refused:
        assert str(refused).endswith(".")


@pytest.mark.usefixtures("spanish")
def test_a_day_is_shown_the_spanish_way():
    assert [show_day(day) for day in ("2026-11-05", "0001-01-01", "", "junk")] == [
        "05/11/2026",
        "01/01/0001",
        "",
        "junk",
    ]


@pytest.mark.usefixtures("english")
def test_a_day_is_shown_without_doubt_in_english():
    assert [show_day(day) for day in ("2026-11-05", "0001-01-01")] == ["5 Nov 2026", "1 Jan 0001"]


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("21/11/2026 09:30", "2026-11-21T15:30:00Z"),
        ("21/11/2026 a las 9:30:15", "2026-11-21T15:30:15Z"),
        ("mañana 17h", "2026-11-22T23:00:00Z"),
        ("lunes, 17h30", "2026-11-23T23:30:00Z"),
        ("hoy 5:30 p. m.", "2026-11-21T23:30:00Z"),
        ("12 am", "2026-11-21T06:00:00Z"),
        ("8:05", "2026-11-21T14:05:00Z"),
        ("21/11/2026", "2026-11-21T06:00:00Z"),
        ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z"),
        ("2026-11-21T09:30:00+01:00", "2026-11-21T08:30:00Z"),
    ],
)
def test_a_moment_is_typed_in_local_time(live_in, typed, moment):
    live_in("America/Mexico_City")
    assert to_moment(typed, clock=clock) == moment


@pytest.mark.parametrize("typed", ["25:00", "21/11/2026 9:75", "hoy 24:00"])
def test_a_time_that_does_not_exist_is_refused(typed):
    with pytest.raises(ValueError, match="no such time"):
        to_moment(typed)


@pytest.mark.usefixtures("spanish")
def test_a_moment_is_shown_in_local_time(live_in):
    live_in("Europe/Madrid")
    assert show_moment("2026-07-01T22:30:00Z") == "02/07/2026 00:30"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Anchorage"])
@pytest.mark.parametrize("year", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_kept_and_shown(live_in, zone, year):
    live_in(zone)
    assert show_moment(to_moment(f"{year} 00:00"))[-10:-6] in {"0001", "9999"}


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-11-21T09:30:00Z", "today 09:30"),
        ("2026-11-21", "today"),
        ("2026-11-20T23:59:00Z", "yesterday"),
        ("2026-11-22T00:00:00Z", "tomorrow"),
        ("2026-11-18T12:00:00Z", "3 days ago"),
        ("2026-11-25", "in 4 days"),
        ("2026-11-14T12:00:00Z", "14 Nov 2026"),
        ("", ""),
        ("junk", "junk"),
    ],
)
def test_how_long_ago_is_told_in_days(moment, shown):
    assert show_ago(moment, clock=clock) == shown


def test_days_are_counted_from_local_midnight_to_local_midnight(live_in):
    live_in("America/Mexico_City")
    assert days_since("2026-11-20T05:00:00Z", clock=clock) == 2


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_the_days_since_a_day_are_exact(day):
    assert days_since(day.isoformat(), clock=clock) == (date(2026, 11, 21) - day).days


@same_fixtures
@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago", "Asia/Kathmandu"])
@given(moment=st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)))
def test_a_moment_shown_can_be_typed_again(live_in, zone, moment):
    live_in(zone)
    shown = show_moment(dates.parse_day(moment.date().isoformat()) + f"T{moment:%H:%M}:00Z")
    assert show_moment(to_moment(shown)) == shown


def test_a_day_without_a_midnight_begins_at_its_first_moment(live_in):
    live_in("America/Santiago")
    assert to_moment("2026-09-06") == "2026-09-06T04:00:00Z"
    assert dates.to_local("2026-09-06T04:00:00Z").isoformat()[:16] == "2026-09-06T01:00"
