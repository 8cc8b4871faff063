"""Amounts and numbers as typed in both languages, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.utils import i18n, money
from crm.utils.money import decimals, parse, parse_number, short, short_number, show, show_number

CURRENCIES = ["EUR", "USD", "MXN", "ARS", "COP", "PEN", "CRC", "BRL", "CLP", "PYG", "JPY", "KWD", "IQD", "CLF", "INR"]
LARGEST = 2**63 - 1
same_fixtures = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("each_language")
@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1.234,56", "EUR", 123456),
        ("1,234.56", "EUR", 123456),
        ("1234.5", "EUR", 123450),
        ("1234,5", "EUR", 123450),
        ("€ 1.234", "EUR", 123400),
        ("$1,200", "USD", 120000),
        ("$1,200", "MXN", 120000),
        ("1\u00a0234,50\u202f€", "EUR", 123450),
        ("1'234.50", "CHF", 123450),
        ("S/.100", "PEN", 10000),
        ("1.500.000", "COP", 150000000),
        ("-3", "EUR", -300),
        ("−3", "EUR", -300),
        ("3-", "EUR", -300),
        ("(15,00 €)", "EUR", -1500),
        ("500 euros", "EUR", 50000),
        (",5", "EUR", 50),
        ("5.", "EUR", 500),
        ("1.000", "CLP", 1000),
        ("12,50", "KWD", 12500),
        ("٣,٥", "EUR", 350),
        ("100,00", "JPY", 100),
    ],
)
def test_an_amount_is_read_as_it_was_meant(typed, currency, minor):
    assert parse(typed, currency=currency) == minor


@pytest.mark.usefixtures("spanish")
def test_a_point_before_three_figures_is_thousands_in_spanish():
    assert parse("1.234", currency="USD") == 123400


@pytest.mark.usefixtures("english")
def test_a_comma_before_three_figures_is_thousands_in_english():
    assert parse("1,234", currency="EUR") == 123400


@pytest.mark.usefixtures("spanish")
def test_an_amount_with_two_readings_is_refused_in_spanish():
    with pytest.raises(ValueError, match="two ways"):
        parse("1,200", currency="EUR")


@pytest.mark.usefixtures("english")
def test_an_amount_with_two_readings_is_refused_in_english():
    with pytest.raises(ValueError, match="two ways"):
        parse("1.200", currency="USD")


@pytest.mark.usefixtures("each_language")
@pytest.mark.parametrize(
    "typed",
    ["", "-", "abc", "12k", "1e5", "nan", "∞", "--5", "(-5)", "1,2,3", "1.23.4", "612 34 56 78", "5 %", "²", "\x00"],
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValueError, match=r"not a number.*\.$"):
        parse(typed, currency="EUR")


@pytest.mark.usefixtures("each_language")
def test_a_long_text_is_refused_in_a_short_sentence():
    with pytest.raises(ValueError, match="not a number") as refused:
        parse("9" * 1_000_000, currency="EUR")
    assert len(str(refused.value)) < 150


def test_more_than_the_database_holds_is_refused():
    assert parse(str(LARGEST), currency="JPY") == LARGEST
    with pytest.raises(ValueError, match="larger"):
        parse(str(LARGEST + 1), currency="JPY")


@pytest.mark.parametrize(("typed", "currency"), [("0.125", "EUR"), ("1.5", "JPY"), ("1.2345", "KWD")])
def test_decimals_the_currency_does_not_have_are_refused(typed, currency):
    with pytest.raises(ValueError, match="decimals"):
        parse(typed, currency=currency)


@pytest.mark.parametrize(("typed", "currency"), [("USD 500", "EUR"), ("$5", "EUR"), ("5 €", "MXN"), ("£1", "USD")])
def test_the_mark_of_another_currency_is_refused(typed, currency):
    with pytest.raises(ValueError, match="another currency"):
        parse(typed, currency=currency)


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.integers(-LARGEST, LARGEST), st.sampled_from(CURRENCIES))
def test_what_is_shown_can_be_typed_again(minor, currency):
    assert parse(show(minor, currency), currency=currency) == minor


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.integers(-10_000_000, 10_000_000), st.sampled_from(CURRENCIES))
def test_small_amounts_can_be_typed_again_too(minor, currency):
    assert parse(show(minor, currency), currency=currency) == minor


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.text(max_size=70))
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        assert isinstance(parse(text, currency="EUR"), int)
    except ValueError as refused:
        assert str(refused).endswith(".")


@pytest.mark.usefixtures("spanish")
def test_money_is_shown_the_spanish_way():
    assert show(-123456, "EUR") == "-1.234,56\u00a0€"


@pytest.mark.usefixtures("english")
def test_money_is_shown_the_english_way():
    assert show(123456, "USD") == "$1,234.56"


@pytest.mark.usefixtures("english")
def test_the_decimals_shown_are_those_of_the_currency():
    assert [show(123456, currency)[-7:] for currency in ("JPY", "IQD")] == ["123,456", "123.456"]


def test_each_currency_has_its_decimals():
    assert [decimals(currency) for currency in ("EUR", "CLP", "PYG", "KWD", "CLF")] == [2, 0, 0, 3, 4]


@pytest.mark.usefixtures("spanish")
def test_a_number_follows_the_language_in_spanish():
    assert [parse_number(typed) for typed in ("1.234", "1,234")] == [Decimal(1234), Decimal("1.234")]


@pytest.mark.usefixtures("english")
def test_a_number_follows_the_language_in_english():
    assert [parse_number(typed) for typed in ("1.234", "1,234")] == [Decimal("1.234"), Decimal(1234)]


@pytest.mark.usefixtures("spanish")
def test_a_decimal_mark_that_is_given_wins_over_the_language():
    assert parse_number("1.234", ".") == Decimal("1.234")


def test_a_number_is_refused_when_the_given_mark_makes_no_thousands():
    with pytest.raises(ValueError, match="not a number"):
        parse_number("1234.5", ",")


def test_a_number_has_no_currency():
    with pytest.raises(ValueError, match="not a number"):
        parse_number("5 €")


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_a_number_shown_can_be_typed_again(value):
    assert parse_number(show_number(value)) == value


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.integers(-(2**63), 2**63) | st.floats(-1e15, 1e15).filter(lambda value: value == 0 or abs(value) > 1e-15))
def test_a_whole_or_floating_number_can_be_typed_again(value):
    assert type(value)(parse_number(show_number(value))) == value


@pytest.mark.parametrize(("country", "decimal"), i18n.SPANISH_COUNTRIES.items())
def test_each_spanish_speaking_country_writes_as_the_language_data_say(country, decimal):
    assert Locale.parse(f"es_{country}").number_symbols["latn"]["decimal"] == decimal


def test_the_country_decides_how_spanish_writes_numbers(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "es")
    monkeypatch.setattr(i18n._Current, "country", "MX")
    assert (money.show_number(1234.5), money.show(123450, "MXN")) == ("1,234.5", "$1,234.50")
    assert money.parse("$1,234.50", currency="MXN") == 123450
    monkeypatch.setattr(i18n._Current, "country", "ES")
    assert money.show_number(1234.5) == "1.234,5"


@pytest.mark.parametrize(
    ("minor", "before", "after", "expected"),
    [(70_350, "EUR", "USD", 70_350), (70_350, "EUR", "CLP", 704), (-50, "EUR", "JPY", -1), (704, "CLP", "EUR", 70_400)],
)
def test_the_same_units_in_another_currency(minor, before, after, expected):
    assert money.restated(minor, before, after=after) == expected


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [
        (0, "EUR", "0 €"),
        (850, "EUR", "8,50 €"),
        (84_549, "EUR", "845 €"),
        (99_949, "EUR", "999 €"),
        (99_950, "EUR", "1 k€"),
        (1_234_567, "EUR", "12,3 k€"),
        (99_999_999, "EUR", "1 M€"),
        (123_456_789, "EUR", "1,2 M€"),
        (123_456_789_000, "EUR", "1.235 M€"),
        (-1_234_567, "EUR", "-12,3 k€"),
        (1_234_567, "PEN", "12,3 k PEN"),
        (1_234_567, "JPY", "1,2 M JPY"),
    ],
)
def test_an_amount_in_few_spanish_letters(minor, currency, expected):
    assert short(minor, currency).replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [
        (0, "EUR", "€0"),
        (1_234_567, "EUR", "€12.3k"),
        (-1_234_567, "USD", "-$12.3k"),
        (123_456_789, "EUR", "€1.2M"),
        (123_456_789_000, "EUR", "€1.2B"),
        (1_234_567, "PEN", "PEN 12.3k"),
        (12_345, "JPY", "¥12.3k"),
    ],
)
def test_an_amount_in_few_english_letters(minor, currency, expected):
    assert short(minor, currency).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_a_country_decides_how_short_amounts_are_written(monkeypatch):
    monkeypatch.setattr(i18n._Current, "language", "es")
    monkeypatch.setattr(i18n._Current, "country", "MX")
    assert short(1_234_567, "MXN") == "$12.3k"
    assert short(123_456_789_000, "MXN") == "$1,235M"


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (12.04, "12"), (1.26, "1,3"), (1234, "1.234"), (123_456, "123 k"), (1_234_567, "1,2 M"), (-2.5, "-2,5")],
)
def test_a_number_in_few_spanish_letters(value, expected):
    assert short_number(value).replace("\N{NO-BREAK SPACE}", " ") == expected


@pytest.mark.usefixtures("each_language")
@same_fixtures
@given(st.integers(-(10**15), 10**15))
def test_a_short_amount_is_never_long(minor):
    assert len(short(minor, "EUR")) <= 16
