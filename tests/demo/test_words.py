"""The words of the demo: both languages say the same things, and moments fall into office hours."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.demo.words import Stage, kept, plain, short_name

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def stage(language="es", seed=1, now=NOW):
    return Stage.of(language, seed=seed, now=now)


def shape(value):
    """The structure of words without the words."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value)


def test_both_languages_have_the_same_words():
    spanish, english = stage("es").words, stage("en").words
    assert shape(spanish) == shape(english)


def test_both_languages_tell_the_same_stories():
    rhythm = [
        [[step[:3] for step in story["steps"]] for story in stage(language).words["stories"]]
        for language in ("es", "en")
    ]
    assert rhythm[0] == rhythm[1]


def test_an_unknown_language_speaks_english():
    assert stage("fr").words["sectors"] == stage("en").words["sectors"]


def test_the_same_seed_and_day_give_the_same_dice():
    evening = NOW.replace(hour=22)
    assert stage(seed=5).dice.random() == stage(seed=5, now=evening).dice.random()


def test_another_seed_gives_other_dice():
    assert stage(seed=5).dice.random() != stage(seed=6).dice.random()


@pytest.mark.parametrize("days_ago", range(12))
def test_a_working_moment_is_a_weekday_in_office_hours(days_ago):
    moment = stage().working_moment(days_ago)
    assert moment.weekday() < 5
    assert 8 <= moment.hour < 17


@pytest.mark.parametrize("weekday", range(7))
def test_a_working_moment_is_never_in_the_future(weekday):
    early = datetime(2026, 11, 16, 6, 0, tzinfo=UTC) + timedelta(days=weekday)
    moment = stage(now=early).working_moment(0)
    assert moment <= early
    assert moment.weekday() < 5


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("Bodegas Valdeserena, S.A.", "Bodegas Valdeserena"),
        ("Farmacias Vidaluna, S.A. de C.V.", "Farmacias Vidaluna"),
        ("Flores Sabanaluz S.A.S.", "Flores Sabanaluz"),
        ("Minera Quillaysur SpA", "Minera Quillaysur"),
        ("Naranjas Solivega, S.Coop.", "Naranjas Solivega"),
        ("Estudio Grafinord", "Estudio Grafinord"),
    ],
)
def test_a_short_name_has_no_legal_form(whole, short):
    assert short_name(whole) == short


def test_a_name_in_an_address_has_plain_letters_only():
    assert plain("Íñigo O'Peña, 2º") == "inigoopenao"


def test_a_moment_is_kept_as_utc_text():
    assert kept(NOW) == "2026-11-21T09:30:00Z"
