"""An activity typed as one phrase."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils import dates, i18n, phrases


def _clock():
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday


def _read(phrase):
    return phrases.read(phrase, clock=_clock)


def _time(read):
    return f"{dates.to_local(read.due_at):%H:%M}" if read.due_at else ""


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("call Ana tomorrow 10:00", ("call", "Ana", "2026-11-22", "10:00")),
        ("llamar a Ana mañana a las 10", ("call", "Ana", "2026-11-22", "10:00")),
        ("reunión con dirección el lunes a las 9:30", ("meeting", "dirección", "2026-11-23", "09:30")),
        ("send the offer 24/12/2026", ("", "send the offer", "2026-12-24", "")),
        ("tomorrow at 9 email the offer", ("email", "the offer", "2026-11-22", "09:00")),
        ("tarea: revisar contrato en 3 días", ("task", "revisar contrato", "2026-11-24", "")),
    ],
)
def test_a_phrase_tells_type_subject_day_and_time(phrase, told):
    read = _read(phrase)
    assert (read.type, read.subject, read.due_on, _time(read)) == told


def test_a_phrase_without_a_day_has_none():
    assert _read("call Ana").due_on == ""


def test_numbers_are_no_dates():
    assert _read("review the 5 machines").subject == "review the 5 machines"


def test_a_time_that_is_over_means_tomorrow():
    read = _read("call 00:30")
    assert (read.due_on, _time(read)) == ("2026-11-22", "00:30")


def test_a_time_to_come_means_today():
    read = _read("call Ana 23:30")
    assert (read.due_on, _time(read), read.subject) == ("2026-11-21", "23:30", "Ana")


def test_nothing_says_nothing():
    assert _read("  ") == phrases.Phrase()


def test_words_that_are_no_date_are_none():
    assert phrases.when("soon", clock=_clock) is None


def told(phrase: str) -> tuple[str, str, str, str]:
    read = _read(phrase)
    return read.type, read.subject, read.due_on, _time(read)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("call Ana Gil tomorrow 10am", ("call", "Ana Gil", "2026-11-22", "10:00")),
        ("llamar a Ana Gil mañana a las 10", ("call", "Ana Gil", "2026-11-22", "10:00")),
        ("Llama a Ana hoy a las 17:30", ("call", "Ana", "2026-11-21", "17:30")),
        ("call Ana today at 5pm", ("call", "Ana", "2026-11-21", "17:00")),
        ("llamar a Ana mañana a las 5 de la tarde", ("call", "Ana", "2026-11-22", "17:00")),
        ("reunirse con Ana el martes a las 9 de la mañana", ("meeting", "Ana", "2026-11-24", "09:00")),
        ("cita con Ana pasado mañana a las 8 de la noche", ("meeting", "Ana", "2026-11-23", "20:00")),
        ("meet Ana on monday at 3 in the afternoon", ("meeting", "Ana", "2026-11-23", "15:00")),
        ("comida con Ana mañana al mediodía", ("meeting", "comida con Ana", "2026-11-22", "12:00")),
        ("lunch with Ana tomorrow at noon", ("meeting", "lunch with Ana", "2026-11-22", "12:00")),
        ("enviar la oferta el 24 de diciembre", ("email", "la oferta", "2026-12-24", "")),
        ("email the offer to Ana on friday", ("email", "the offer to Ana", "2026-11-27", "")),
        ("visitar a Acme dentro de 2 semanas", ("meeting", "Acme", "2026-12-05", "")),
        ("visit Acme in 2 weeks", ("meeting", "Acme", "2026-12-05", "")),
        ("preparar presupuesto 3/12", ("", "preparar presupuesto", "2026-12-03", "")),
        ("call Ana 2026-12-01 16:45", ("call", "Ana", "2026-12-01", "16:45")),
    ],
)
def test_everyday_phrases_are_understood_in_both_languages(phrase, expected):
    before = i18n.language()
    i18n.use("es" if "presupuesto" in phrase else "en")
    found = told(phrase)
    i18n.use(before)
    assert found == expected


@pytest.mark.parametrize(
    ("phrase", "time", "minutes", "subject"),
    [
        ("reunión con Ana mañana de 10 a 11:30", "10:00", 90, "Ana"),
        ("meet Ana tomorrow from 10 to 11", "10:00", 60, "Ana"),
        ("reunión con Ana mañana de 9:15 a 10", "09:15", 45, "Ana"),
        ("meet Ana tomorrow from 11 to 1", "11:00", 120, "Ana"),
        ("meet Ana tomorrow 10:00-10:45", "10:00", 45, "Ana"),
        ("meet Ana tomorrow from 2pm to 4pm", "14:00", 120, "Ana"),
        ("llamar a Ana mañana a las 10 durante 30 min", "10:00", 30, "Ana"),
        ("llamar a Ana mañana a las 10 media hora", "10:00", 30, "Ana"),
        ("call Ana tomorrow at 10 for 1h", "10:00", 60, "Ana"),
        ("call Ana tomorrow at 10:00 1h 30", "10:00", 90, "Ana"),
        ("visita a Ana mañana a las 16:00 2 horas", "16:00", 120, "Ana"),
        ("visita a Ana mañana a las 16 h", "16:00", 0, "Ana"),
    ],
)
def test_a_length_or_a_span_of_hours_is_understood(phrase, time, minutes, subject):
    read = _read(phrase)
    assert (_time(read), read.minutes, read.subject) == (time, minutes, subject)


@pytest.mark.parametrize(
    ("phrase", "rule", "first", "subject"),
    [
        ("llamar a Ana cada lunes a las 9:00", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "Ana"),
        ("call Ana every monday and thursday", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23", "Ana"),
        ("informe todos los viernes", "FREQ=WEEKLY;BYDAY=FR", "2026-11-27", "informe"),
        ("revisar correo todos los días", "FREQ=DAILY", "2026-11-21", "revisar correo"),
        ("check the stock every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23", "check the stock"),
        ("facturas cada mes", "FREQ=MONTHLY", "2026-11-21", "facturas"),
        ("invoices every 3 months", "FREQ=MONTHLY;INTERVAL=3", "2026-11-21", "invoices"),
        ("renovar el seguro cada año el 1 de diciembre", "FREQ=YEARLY", "2026-12-01", "renovar el seguro"),
        ("visita a Acme cada 2 semanas mañana", "FREQ=WEEKLY;INTERVAL=2", "2026-11-22", "Acme"),
    ],
)
def test_what_repeats_is_understood_with_its_first_day(phrase, rule, first, subject):
    read = _read(phrase)
    assert (read.rule, read.due_on or dates.to_local(read.due_at).date().isoformat(), read.subject) == (
        rule,
        first,
        subject,
    )


@pytest.mark.parametrize("phrase", ["llamar a Ana urgente", "urgent call Ana", "call Ana !", "call Ana asap"])
def test_urgent_words_mean_high_priority(phrase):
    read = _read(phrase)
    assert (read.priority, read.subject.split()[-1]) == ("high", "Ana")


def test_a_phrase_is_of_normal_priority_else():
    assert _read("call Ana").priority == "normal"


@pytest.mark.parametrize("phrase", ["call Ana 31 february 2027", "llamar a Ana el 30 de febrero", "call Ana at 25:00"])
def test_a_date_or_time_that_does_not_exist_is_said_and_not_guessed(phrase):
    read = _read(phrase)
    assert read.problem
    assert (read.due_on, read.due_at) == ("", "")


@given(st.text(max_size=80))
def test_no_phrase_whatever_it_says_breaks_it(phrase):
    read = phrases.read(phrase, clock=_clock)
    assert read.type in ("", "call", "email", "meeting", "task")
    assert 0 <= read.minutes <= 30 * 24 * 60


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1:30", 90),
        ("1 h", 60),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("2,5 horas", 150),
        ("30 minutos", 30),
        ("media hora", 30),
        ("una hora", 60),
        ("an hour", 60),
        ("2 días", 2880),
        ("3 days", 4320),
        ("soon", None),
        ("0", None),
        ("999 days", None),
    ],
)
def test_a_length_is_read_as_it_is_typed(text, minutes):
    assert phrases.length(text) == minutes


def test_a_number_alone_counts_days_of_what_has_no_time():
    assert phrases.length("2", timed=False) == 2880


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("llamar a Ana mañana a las 9 y media", ("call", "Ana", "2026-11-22", "09:30")),
        ("llamar a Ana mañana a las 10 menos cuarto", ("call", "Ana", "2026-11-22", "09:45")),
        ("llamar a Ana mañana a las 5 y cuarto de la tarde", ("call", "Ana", "2026-11-22", "17:15")),
        ("call Ana tomorrow at half past 9", ("call", "Ana", "2026-11-22", "09:30")),
        ("call Ana tomorrow at quarter to 10", ("call", "Ana", "2026-11-22", "09:45")),
        ("llamar a Ana mañana por la tarde a las 5", ("call", "Ana", "2026-11-22", "17:00")),
        ("call Ana tomorrow evening at 8", ("call", "Ana", "2026-11-22", "20:00")),
        ("call Ana tonight at 8", ("call", "Ana", "2026-11-21", "20:00")),
        ("llamar a Ana a las 8 de la tarde", ("call", "Ana", "2026-11-21", "20:00")),
        ("reunión con Ana mañana de 4 a 5 de la tarde", ("meeting", "Ana", "2026-11-22", "16:00")),
        ("llamar a Ana mañana por la mañana", ("call", "Ana por la mañana", "2026-11-22", "")),
        ("llamar a Ana esta noche", ("call", "Ana esta noche", "2026-11-21", "")),
        ("llamar a Ana 25/12/2026 9h", ("call", "Ana", "2026-12-25", "09:00")),
        ("call Ana noon tomorrow", ("call", "Ana", "2026-11-22", "12:00")),
        ("call Ana 24 December 12:00am", ("call", "Ana", "2026-12-24", "00:00")),
        ("remind me to call Ana tomorrow", ("call", "Ana", "2026-11-22", "")),
    ],
)
def test_hours_are_understood_as_people_say_them(phrase, expected):
    read = _read(phrase)
    assert (read.type, read.subject, read.due_on, _time(read)) == expected


@pytest.mark.parametrize("phrase", ["call Ana in 2 hours", "llamar a Ana dentro de 120 minutos"])
def test_what_is_to_be_done_in_two_hours_is_due_then(phrase):
    read = _read(phrase)
    assert (read.due_at, read.minutes, read.subject) == ("2026-11-21T14:00:00Z", 0, "Ana")


@pytest.mark.parametrize(
    "phrase",
    ["call at 23:30 on Monday Ana", "call Ana at 23:30 on Monday", "el lunes llamar a Ana a las 23:30"],
)
def test_the_hour_and_the_day_may_stand_in_any_order(phrase):
    read = _read(phrase)
    assert (read.due_on, _time(read)) == ("2026-11-23", "23:30")


def test_a_day_that_is_over_and_has_no_year_is_next_years():
    assert _read("call Ana 3 May").due_on == "2027-05-03"


@pytest.mark.parametrize(
    ("phrase", "day"), [("call Ana 3 May 2026", "2026-05-03"), ("call Ana yesterday", "2026-11-20")]
)
def test_a_day_that_is_over_and_meant_stays(phrase, day):
    assert _read(phrase).due_on == day


def test_how_long_before_is_no_length():
    assert _read("call Ana tomorrow 10:00 remind 15 min before").minutes == 0


def test_a_time_that_does_not_exist_is_named_alone():
    assert _read("call Ana Gil of the shop today at 25:00").problem == "There is no such time of day: 25:00."


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("llamar a Ana mañana a las diez", ("call", "Ana", "2026-11-22", "10:00")),
        ("call Ana tomorrow at ten", ("call", "Ana", "2026-11-22", "10:00")),
        ("llamar a Ana mañana a la una", ("call", "Ana", "2026-11-22", "13:00")),
        ("llamar a Ana mañana a las 10.30", ("call", "Ana", "2026-11-22", "10:30")),
        ("llamar a Ana el 5 a las 5", ("call", "Ana", "2026-12-05", "17:00")),
        ("urgente: llamar a Ana mañana a las 05:00", ("call", "Ana", "2026-11-22", "05:00")),
        ("llamar a Ana mañana a las 5 de la mañana", ("call", "Ana", "2026-11-22", "05:00")),
    ],
)
def test_hours_are_read_as_they_are_written_and_meant(phrase, expected):
    read = _read(phrase)
    assert (read.type, read.subject, read.due_on, _time(read)) == expected


def test_the_letter_behind_an_hour_is_no_length():
    assert _read("llamar a Ana mañana a las 10:30h").minutes == 0


@pytest.mark.parametrize(
    "phrase", ["reunión de equipo el primer lunes de cada mes a las 9", "team meeting first monday of every month 9:00"]
)
def test_a_weekday_of_each_month_begins_on_the_first_of_them(phrase):
    read = _read(phrase)
    assert (read.rule, read.due_on, _time(read)) == ("FREQ=MONTHLY;BYDAY=1MO", "2026-12-07", "09:00")
