"""Tax numbers: which warn, which do not, and which two are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils.tax_ids import check, normal, spellings

REGIONS = [
    "ES",
    "AD",
    "AR",
    "BR",
    "CL",
    "CO",
    "CR",
    "DO",
    "EC",
    "GT",
    "MX",
    "PE",
    "PY",
    "SV",
    "UY",
    "VE",
    "US",
    "GB",
    "FR",
    "DE",
    "IT",
    "PT",
    "GR",
    "IE",
    "NL",
]


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("12345678Z", "España"),
        ("12.345.678-Z", "ES"),
        ("X1234567L", "Spain"),
        ("B58378431", "ES"),
        ("ESB58378431", "ES"),
        ("DE136695976", "ES"),
        ("20-12345678-6", "Argentina"),
        ("1-0913-0259", "Costa Rica"),
        ("3-101-999999", "CR"),
        ("GODE561231GR8", "México"),
        ("900.373.115-3", "Colombia"),
        ("12.531.909-2", "Chile"),
        ("20512333797", "Perú"),
        ("136695976", "Alemania"),
        ("094259216", "Grecia"),
        ("", "ES"),
    ],
)
def test_a_right_number_gives_no_warning(number, country):
    assert check(number, country=country) == ""


@pytest.mark.parametrize("number", ["12345678A", "B58378432", "123", "²", "\x00", "x" * 1_000_000])
def test_a_wrong_number_gives_one_short_sentence(number):
    warning = check(number, country="ES")
    assert "NIF" in warning
    assert len(warning) < 120


@pytest.mark.parametrize("country", ["", "Narnia", "Panamá", "Japan"])
def test_a_country_without_rules_gives_no_warning(country):
    assert check("whatever", country=country) == ""


@pytest.mark.parametrize("region", REGIONS)
def test_every_country_with_rules_can_warn(region):
    assert check("no number", country=region)


@given(st.text(st.characters(), max_size=45), st.sampled_from(REGIONS))
def test_any_text_passes_or_warns(text, region):
    assert isinstance(check(text, country=region), str)


def test_marks_and_case_make_no_difference_to_the_identity():
    assert normal("es-b58.378.431") == normal("B58378431") == "B58378431"


def test_the_prefix_of_another_country_counts():
    assert normal("DE136695976") != normal("136695976")


def test_a_number_is_looked_up_by_its_usual_spellings():
    assert {"B58378431", "ESB58378431", "B-58378431", "B5837843-1", "b58378431"} <= set(spellings("es-b58.378.431"))


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_what_is_no_number_has_no_spellings(text):
    assert spellings(text) == []
