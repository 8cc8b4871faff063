"""Telephone numbers: kept, shown, found, compared; and regions of countries."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils.phones import check, is_mobile, normal, region_of, search_digits, show, usual

SPANISH_LOOKING = st.from_regex(r"[6-9][0-9]{8}", fullmatch=True)
COMPACT = st.from_regex(r"\+(34|52|1|50[2-7])[0-9]{7,10}", fullmatch=True)
NUMERIC = st.text("0123456789 ()+-./", max_size=25)


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("612345678", "ES", "+34612345678"),
        ("612 34 56 78", "es", "+34612345678"),
        ("(91) 234.56.78", "ES", "+34912345678"),
        ("0034 612 345 678", "MX", "+34612345678"),
        ("+34 612 34 56 78", "", "+34612345678"),
        ("tel. 612345678", "ES", "+34612345678"),
        ("٦١٢٣٤٥٦٧٨", "ES", "+34612345678"),
        ("55 1234 5678", "MX", "+525512345678"),
        ("(11) 4321-1234", "AR", "+541143211234"),
        ("01835-703597", "GB", "+441835703597"),
        ("+44 (0)1835 703597", "ES", "+441835703597"),
        ("001-831-605-2433x72946", "US", "+18316052433;ext=72946"),
        ("806-939-7129x07471", "US", "+18069397129;ext=07471"),
        ("612345678 ext. 5", "ES", "+34612345678;ext=5"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("", "ES", ""),
    ],
)
def test_a_valid_number_is_kept_as_e164(typed, region, kept):
    assert check(typed, region=region) == (kept, "")


@pytest.mark.parametrize(
    "typed", ["012345", "007", "112", "*123#", "01835-703597", "+1-200-000-0000x5", "612345678 / 913456789", "1" * 40]
)
def test_any_other_number_is_kept_as_typed(typed):
    assert check(typed, region="ES") == (typed, "")


@pytest.mark.parametrize(
    "typed",
    [
        "llámame",
        "12",
        "612345678 (María)",
        "casa 612345678",
        "+" * 50,
        "1" * 1_000_000,
        "\x00",
        "\ud800123",
        "😀",
        "N/A",
    ],
)
def test_what_is_no_number_comes_back_as_typed_with_a_sentence(typed):
    kept, problem = check(typed, region="ES")
    assert kept == typed
    assert problem.endswith(".")
    assert len(problem) < 160


@given(SPANISH_LOOKING)
def test_the_quick_rules_for_spain_agree_with_the_library(number):
    valid = phonenumbers.is_valid_number(phonenumbers.parse(number, "ES"))
    assert check(number, region="ES")[0] == ("+34" + number if valid else number)


@given(COMPACT)
def test_the_quick_rules_for_other_countries_agree_with_the_library(number):
    read = phonenumbers.parse(number, None)
    if phonenumbers.is_valid_number(read):
        assert phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) == number
    assert check(number, region="MX") == (number, "")


@given(NUMERIC, st.sampled_from(["ES", "MX", "AR", "GB", "US", ""]))
def test_what_is_kept_is_kept_again(typed, region):
    kept, problem = check(typed, region=region)
    assert problem or check(kept, region=region) == (kept, "")


@given(NUMERIC, st.sampled_from(["ES", "MX", "US", ""]))
def test_no_figure_is_lost_from_a_number_that_was_not_understood(typed, region):
    kept, problem = check(typed, region=region)
    assert kept.startswith("+") or kept == (typed if problem else typed.strip())


@pytest.mark.parametrize(
    ("stored", "region", "shown"),
    [
        ("+34612345678", "ES", "612 34 56 78"),
        ("+34612345678", "", "+34 612 34 56 78"),
        ("+525512345678", "ES", "+52 55 1234 5678"),
        ("+525512345678", "MX", "55 1234 5678"),
        ("+18316052433;ext=72946", "US", "(831) 605-2433 ext. 72946"),
        ("+14168109897", "US", "(416) 810-9897"),
        ("+5215512345678", "MX", "+52 15512345678"),
        ("012345", "ES", "012345"),
        ("+1-200-000-0000x5", "US", "+1-200-000-0000x5"),
        ("", "ES", ""),
    ],
)
def test_a_number_is_shown_as_at_home_or_from_abroad(stored, region, shown):
    assert show(stored, region=region) == shown


@given(COMPACT | SPANISH_LOOKING)
def test_every_figure_kept_is_shown_or_implied(number):
    assert show(number, region="").replace(" ", "").replace("-", "") == number


@pytest.mark.parametrize(
    ("stored", "runs"),
    [
        ("+34612345678", "34612345678"),
        ("+441835703597", "441835703597 01835703597"),
        ("+18316052433;ext=72946", "18316052433 72946"),
        ("01835-703597", "01835703597"),
        ("416-810-9897x752", "4168109897 752"),
        ("612345678 / 913456789", "612345678 913456789"),
        ("", ""),
    ],
)
def test_a_number_is_found_by_its_figures(stored, runs):
    assert search_digits(stored) == runs


@pytest.mark.parametrize("region", ["ES", "MX", "AR", "CO", "CL", "PE", "EC", "UY", "PY", "VE", "CR", "US", "GB", "FR"])
def test_the_national_form_is_always_found(region):
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    typed = "".join(one for one in show(stored, region=region) if one.isdigit())
    assert any(typed in run for run in search_digits(stored).split())


def test_marks_make_no_difference_to_the_identity_of_a_number():
    assert normal("01835-703 597 x12") == normal("(01835) 703597 ext. 12") == "01835703597;ext=12"


def test_the_old_way_to_dial_mexico_is_the_same_number():
    assert normal("+5215512345678") == normal("+525512345678")


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("España", "ES"), ("spain", "ES"), ("es", "ES"), ("ESP", "ES"), ("Mejico", "MX"), ("MÉXICO", "MX"),
        ("EE. UU.", "US"), ("U.S.A.", "US"), ("Reino Unido", "GB"), ("Côte d’Ivoire", "CI"),
        ("Bosnia and Herzegovina", "BA"), ("Trinidad y Tobago", "TT"), ("República Dominicana", "DO"),
        ("Narnia", ""), ("EU", ""), ("", ""), ("\x00", ""), ("x" * 1_000_000, ""),
    ],
)  # fmt: skip
def test_a_country_has_its_region(country, region):
    assert region_of(country) == region


@pytest.mark.parametrize(
    ("number", "mobile"),
    [("612 345 678", True), ("+34 712345678", True), ("915 550 000", False), ("+525512345678", False), ("none", False)],
)
def test_a_mobile_number_is_told_from_others(number, mobile):
    assert is_mobile(number, region="ES") is mobile


@given(NUMERIC, st.sampled_from(["ES", "MX", "AR", "US"]))
def test_the_usual_number_is_what_the_check_keeps(text, region):
    assert usual(text, region=region) in ("", check(text, region=region)[0])


@pytest.mark.parametrize("text", ["", "ana", "600 123 456 / 600 123 457", "600123456 ext 7"])
def test_what_is_not_surely_one_number_takes_a_closer_look(text):
    assert usual(text, region="ES") == ""
