"""Numbers of the demo would be accepted by the program's own checks, in every country and city."""

import json
import random

import phonenumbers
import pytest

from crm.demo import numbers
from crm.utils import phones, tax_ids
from tests.house import ROOT

WORLD = json.loads((ROOT / "database" / "demo" / "world.json").read_text(encoding="utf-8"))
PLACES = [(country, area) for country, _state, _code, area in WORLD["cities"].values()]
each_city = pytest.mark.parametrize(("country", "area"), PLACES, ids=list(WORLD["cities"]))


@pytest.fixture
def dice():
    return random.Random(2026)


@each_city
def test_landlines_are_valid_and_kept_as_they_are(country, area, dice):
    drawn = [numbers.landline(dice, country=country, area=area) for _ in range(20)]
    assert [phones.check(number, region=country) for number in drawn] == [(number, "") for number in drawn]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in drawn)


@each_city
def test_mobiles_are_valid_in_their_country(country, area, dice):
    drawn = [phonenumbers.parse(numbers.mobile(dice, country=country, area=area)) for _ in range(20)]
    assert all(phonenumbers.is_valid_number_for_region(number, country) for number in drawn)


@pytest.mark.parametrize("country", WORLD["countries"])
def test_tax_ids_carry_the_right_check_digit(country, dice):
    drawn = [numbers.tax_id(dice, country=country) for _ in range(30)]
    assert [tax_ids.check(number, country=country) for number in drawn] == [""] * 30


def test_a_postal_code_follows_the_pattern_of_its_city(dice):
    code = numbers.postal_code(dice, "C10##AAB")
    assert code[:3] + code[5:] == "C10AAB"
    assert code[3:5].isdigit()
