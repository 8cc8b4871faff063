"""The rules for usual numbers, compared with the library they spare."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils import phone_rules

REGIONS = ["ES", "MX", "AR", "CO", "CL", "PE", "CR", "BR", "US", "GB", "DE", "FR", "IT", "PT", "PL", "SE", "TR", "RU"]


def _library(text, region):
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@given(st.from_regex(r"\+[1-9][0-9]{6,13}", fullmatch=True), st.sampled_from(REGIONS))
def test_a_number_with_its_code_is_what_the_library_makes_of_it(text, region):
    assert phone_rules.international(text, region=region) in (None, _library(text, region))


@given(st.from_regex(r"0{0,2}[1-9][0-9]{5,12}", fullmatch=True), st.sampled_from(REGIONS))
def test_a_number_without_a_code_is_what_the_library_makes_of_it(text, region):
    assert phone_rules.international(text, region=region) in (None, _library(text, region))


# Russia needs the library: it shares its code, and its trunk prefix begins numbers too.
@pytest.mark.parametrize("region", [region for region in REGIONS if region != "RU"])
def test_an_example_of_each_country_is_known_with_its_code(region):
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.FIXED_LINE)
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert phone_rules.international(text, region="") == text


def test_marks_do_not_matter():
    assert phone_rules.international("(01835) 703-597", region="GB") == "+441835703597"
    assert phone_rules.international("+34 612.34.56-78", region="MX") == "+34612345678"


@pytest.mark.parametrize("text", ["", "ana", "12", "+", "+0", "600 123 456 ext 7", "٦١٢٣٤٥٦٧٨"])
def test_what_is_no_usual_number_is_left_to_the_library(text):
    assert phone_rules.international(text, region="ES") is None


def test_the_trunk_prefix_is_put_back_for_the_search():
    assert phone_rules.national("+441835703597") == "01835703597"
    assert phone_rules.national("+34612345678") == "612345678"


def test_what_surely_is_no_number_of_its_country_needs_no_library():
    assert phone_rules.international("+34012345678", region="") == ""


def test_what_no_region_of_a_shared_code_has_needs_no_library():
    assert phone_rules.international("+445012345678", region="") == ""


def test_a_number_of_the_smaller_region_of_a_shared_code_is_left_to_the_library():
    assert phone_rules.international("+16135550143", region="") is None
