"""Tests of crm/controllers/likeness/profiles.py."""

from __future__ import annotations

from crm.controllers.likeness.profiles import Reader, profile, typed_profile
from crm.models.contacts import Channel
from tests.controllers.likeness.people_in import company, person


def test_a_row_becomes_a_profile():
    row = (7, "person", "José", "García Jr.", "Acme S.L.", 3, "León", "b-123", "HubSpot", "9")
    one = profile(row, Reader())
    assert (one.id, one.known, one.given, one.generation) == (7, ("jose", "garcia"), 1, "jr")
    assert (one.company.core, one.company_id, one.place) == ("acme", 3, "leon")
    assert (one.tax_id, one.external) == ("B123", ("HubSpot", "9"))


def test_names_that_repeat_are_read_once():
    reader = Reader()
    rows = [(number, "person", "Ana", "Gil", "", None, "", "", "", "") for number in (1, 2)]
    one, other = (profile(row, reader) for row in rows)
    assert one.first is other.first


def test_what_is_typed_is_read_like_what_is_stored():
    one = person("Ana|Gil", email=" Ana+x@Acme.es", phone="600 111 222", website="www.acme.es")
    assert (one.emails, one.boxes) == (("ana+x@acme.es",), ("ana@acme.es",))
    assert (one.phones, one.figures, one.domains) == (("+34600111222",), ("600111222",), ("acme.es",))


def test_further_channels_count_too():
    values = {"email": "a@acme.es", "channels": [Channel("email", "b@acme.es"), Channel("phone", "+34600111222")]}
    one = typed_profile(values, region="ES")
    assert (one.emails, one.phones) == (("a@acme.es", "b@acme.es"), ("+34600111222",))


def test_half_typed_values_are_taken_as_they_are():
    one = typed_profile({"first_name": None, "email": "ana@", "phone": "6", "tax_id": None}, region="ES")
    assert (one.words, one.phones) == ((), ())


def test_a_company_is_named_by_its_name_alone():
    one = company("Acme S.L.", first_name="Ana")
    assert (one.name, one.words) == ("Acme S.L.", ())
