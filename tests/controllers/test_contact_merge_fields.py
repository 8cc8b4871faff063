"""Which value wins, field by field and rule by rule."""

from __future__ import annotations

import json

import pytest

from crm.controllers.contact_merge_fields import Party, complete, decide, mergeable, rules_of
from crm.errors import Invalid
from crm.models.contacts import FIELDS, Channel
from crm.models.fields import Choice, Field, Kind

LIKES = Field("custom.likes", Kind.CHOICES, "Likes", choices=tuple(Choice(one, one) for one in "abc"))
MEMBER = Field("custom.member", Kind.YES_NO, "Member", required=True)
EVERY = (*FIELDS, LIKES, MEMBER)


def party(number, *, kind="person", custom=(), **values):
    row = {field.name: "" for field in FIELDS if field.name != "tags"}
    row |= {"id": number, "kind": kind, "status": "lead", "assigned_to": None, "company_id": None}
    row |= {"updated_at": f"2020-01-0{number}", "created_at": f"2019-01-0{number}", "custom": json.dumps(dict(custom))}
    return Party(row | values)


def winner(name, *parties, **choices):
    fields = mergeable(EVERY, "person")
    return decide(parties, fields, choices={(key if key != "every" else "*"): one for key, one in choices.items()})[
        name
    ]


def test_the_first_one_filled_wins_beginning_with_the_survivor():
    found = winner("job_title", party(1), party(3, job_title="CEO"), party(2, job_title="CTO"))
    assert (found.value, found.chosen, found.rule) == ("CEO", 3, "first")


def test_the_one_changed_last_wins_if_it_has_a_value():
    parties = party(1, job_title="CEO"), party(3), party(2, job_title="CTO")
    assert winner("job_title", *parties, job_title="newest").chosen == 2


def test_the_longest_wins_and_the_survivor_among_equals():
    parties = party(1, job_title="CEO"), party(2, job_title="Director"), party(3, job_title="Managers")
    assert winner("job_title", *parties, job_title="longest").chosen == 2


def test_a_choice_by_hand_wins_also_when_it_is_empty():
    found = winner("job_title", party(1, job_title="CEO"), party(2), job_title=2)
    assert (found.value, found.chosen, found.rule) == ("", 2, "")


def test_what_is_empty_in_all_is_nobodys():
    assert winner("job_title", party(1), party(2)).chosen == 0


@pytest.mark.parametrize(
    ("one", "other", "wins"),
    [
        ("lead", "customer", "customer"),
        ("prospect", "lead", "prospect"),
        ("inactive", "lead", "lead"),
        ("customer", "inactive", "customer"),
    ],
)
def test_the_status_furthest_along_wins(one, other, wins):
    assert winner("status", party(1, status=one), party(2, status=other)).value == wins


def test_it_was_created_when_the_oldest_was():
    assert winner("created_at", party(2), party(1), party(3)).value == "2019-01-01"


def test_the_owner_is_the_survivors():
    assert winner("assigned_to", party(1, assigned_to=5), party(2, assigned_to=6)).value == 5


def test_an_owner_is_better_than_none():
    assert winner("assigned_to", party(1), party(2, assigned_to=6)).value == 6


# All of them


def test_notes_are_put_below_each_other():
    found = winner("notes", party(1, notes="tea\n"), party(2), party(3, notes="chess"))
    assert (found.value, found.chosen) == ("tea\n\nchess", "union")


def test_a_note_that_stands_in_another_is_not_repeated():
    found = winner("notes", party(1, notes="tea"), party(2, notes="coffee\ntea\nmilk"))
    assert (found.value, found.chosen) == ("coffee\ntea\nmilk", 2)


def test_a_note_inside_a_word_of_another_is_not_lost():
    assert winner("notes", party(1, notes="tea"), party(2, notes="steak")).value == "tea\n\nsteak"


def test_a_single_note_stays_letter_for_letter():
    assert winner("notes", party(1, notes=" tea \n"), party(2)).value == " tea \n"


def test_multiple_choices_are_united():
    parties = party(1, custom={"likes": ["b"]}), party(2, custom={"likes": ["a", "b"]})
    assert winner("custom.likes", *parties).value == ["b", "a"]


# Addresses


def test_two_addresses_are_not_mixed_into_a_third():
    parties = party(1, address="Calle Mayor 1"), party(2, address="Av. Sol 3", city="Lima", country="Perú")
    found = decide(parties, mergeable(EVERY, "person"), choices={})
    assert (found["address"].value, found["city"].value, found["country"].value) == ("Calle Mayor 1", "", "")


def test_the_same_address_is_completed():
    parties = party(1, address="Calle Mayor 1", city="Soria"), party(2, city="SORIA", postal_code="42001")
    assert winner("postal_code", *parties).value == "42001"


def test_a_whole_address_goes_before_a_city_alone():
    parties = party(1, city="Soria"), party(2, address="Av. Sol 3", city="Lima")
    found = decide(parties, mergeable(EVERY, "person"), choices={})
    assert (found["address"].value, found["city"].value) == ("Av. Sol 3", "Lima")


def test_a_country_alone_completes_an_address():
    parties = party(1, country="España"), party(2, address="Calle Mayor 1", city="Soria")
    assert winner("country", *parties).value == "España"


# What may be chosen


def test_a_rule_for_all_leaves_fields_that_do_not_know_it_their_own():
    parties = party(1, job_title="CEO", notes="tea"), party(2, job_title="CTO", notes="chess", status="customer")
    assert winner("job_title", *parties, every="newest").value == "CTO"
    assert winner("status", *parties, every="longest").value == "customer"


@pytest.mark.parametrize("choices", [{"*": "best"}, {"city": "longest"}, {"city": 9}, {"tags": "union"}])
def test_what_cannot_be_chosen_is_refused_beside_its_name(choices):
    with pytest.raises(Invalid) as caught:
        decide([party(1), party(2)], mergeable(EVERY, "person"), choices=choices)
    assert caught.value.fields.keys() == choices.keys()


def test_a_required_field_is_not_chosen_empty():
    with pytest.raises(Invalid) as caught:
        winner("custom.member", party(1, custom={"member": 0}), party(2), **{"custom.member": 2})
    assert "custom.member" in caught.value.fields


def test_a_no_is_a_value():
    found = winner("custom.member", party(1, custom={"member": 0}), party(2, custom={"member": 1}))
    assert (found.value, found.chosen) == (0, 1)


def test_a_company_has_no_first_name_to_choose():
    names = {field.name for field in mergeable(FIELDS, "company")}
    assert "company" in names
    assert not names & {"first_name", "last_name", "job_title", "mobile_phone", "tags", "kind"}


@pytest.mark.parametrize("field", EVERY, ids=lambda field: field.name)
def test_every_field_knows_at_least_one_rule(field):
    assert rules_of(field)


def test_who_tells_more_is_more_complete():
    full = Party(party(1, city="Soria").row, (Channel("email", "a@x.es"),), (4,))
    assert complete(full) - complete(party(1)) == 3
