"""Tags: names are unique without accents and case, kept letter for letter, coloured, counted, removed with undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.errors import Invalid, NotFound
from crm.models.tags import COLORS
from tests.records import picture


def test_tags_are_listed_by_name_with_their_uses(session):
    north, east = session.tags.add("Norte"), session.tags.add("Éste")
    session.contacts.add({"first_name": "Ana", "tags": [north]})
    assert [(one.id, one.uses) for one in session.tags.all()] == [(east, 0), (north, 1)]


@pytest.mark.parametrize("name", ["norte", "NORTE", "nörte", " norte "])
def test_a_name_is_taken_whatever_its_accents_and_case(session, name):
    tag = session.tags.add("Norte")
    with pytest.raises(Invalid, match="Norte already"):
        session.tags.add(name)
    assert session.tags.by_name(name).id == tag


def test_a_tag_may_be_written_anew_by_its_own_name(session):
    tag = session.tags.add("norte")
    session.tags.change(tag, name="NORTE")
    assert session.tags.by_name("norte").name == "NORTE"


@pytest.mark.parametrize("name", ["", "  ", "a\x00", "\ud83d", "x" * 101])
def test_a_bad_name_is_refused(session, name):
    with pytest.raises(Invalid) as refused:
        session.tags.add(name)
    assert list(refused.value.fields) == ["name"]


def test_new_tags_take_the_colours_in_turn(session):
    for number in range(len(COLORS) + 1):
        session.tags.add(f"{number:02}")
    assert [one.color for one in session.tags.all()] == [*COLORS, COLORS[0]]


def test_a_colour_is_a_colour(session):
    assert session.tags.all() == []
    with pytest.raises(Invalid) as refused:
        session.tags.add("Norte", color="red\ud83d")
    assert list(refused.value.fields) == ["color"]
    tag = session.tags.add("Norte", color="#00ff00")
    session.tags.change(tag, color="#0000ff")
    assert session.tags.by_name("norte").color == "#0000ff"


def test_a_removed_tag_comes_back_on_every_contact(session):
    tag = session.tags.add("Norte")
    for name in "AB":
        session.contacts.add({"first_name": name, "tags": [tag]})
    before = picture(session.database)
    session.tags.remove(tag)
    assert session.tags.by_name("Norte") is None
    session.history.undo()
    assert picture(session.database) == before


def test_a_tag_that_is_gone_is_not_found(session):
    with pytest.raises(NotFound):
        session.tags.remove(99)


def test_strings_that_broke_other_programs_are_tags_letter_for_letter(session):
    path = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "blns" / "blns.json"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    for text in json.loads(path.read_text(encoding="utf-8")):
        try:
            tag = session.tags.add(text)
        except Invalid as error:
            assert list(error.fields) == ["name"]
        else:
            assert next(one.name for one in session.tags.all() if one.id == tag) == text.strip()


def test_deals_that_wear_a_tag_are_counted_apart(session):
    tag = session.tags.add("VIP")
    session.contacts.add({"first_name": "Ana", "tags": [tag]})
    for title in ("Obra", "Otra"):
        session.opportunities.add({"title": title, "tags": [tag]})
    assert [(one.uses, one.deals) for one in session.tags.all()] == [(1, 2)]


def test_a_removed_tag_goes_from_deals_and_comes_back(session):
    tag = session.tags.add("VIP")
    deal = session.opportunities.add({"title": "Obra", "tags": [tag]})
    session.tags.remove(tag)
    assert session.opportunities.get(deal).tags == ()
    session.history.undo()
    assert [one.name for one in session.opportunities.get(deal).tags] == ["VIP"]
