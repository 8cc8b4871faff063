"""The cards of contacts that look like the one being typed."""

from __future__ import annotations

import pytest

from crm.models.duplicates import Likeness, Near
from crm.views.near_contacts import NearContacts
from tests.window import click, descendants, press, pump

pytestmark = pytest.mark.window
_ANA = Near(7, "Ana Gil", "Acme", Likeness(98, ("same e-mail", "same name", "same city")), exact=True)
_OTHER = Near(8, "Anna Gill", "Lugo", Likeness(80, ("similar name",)), exact=False)


@pytest.fixture
def near(page):
    made = NearContacts(page)
    made.pack(side="left", fill="y")
    made.opened = []
    made.on_open = made.opened.append
    made.show([_ANA, _OTHER])
    pump(page)
    return made


def _texts(widget):
    return [str(one.cget("text")) for one in descendants(widget) if one.winfo_class() == "TLabel"]


def test_a_card_tells_who_where_and_why(near):
    assert {"Ana Gil", "Acme", "same e-mail\nsame name"} <= set(_texts(near.cards[0]))


def test_what_is_known_for_sure_is_called_so(near):
    near.show([_ANA])
    assert "This contact is known already" in _texts(near)


def test_what_only_looks_alike_is_called_so(near):
    near.show([_OTHER])
    assert "One contact looks like it" in _texts(near)


def test_a_click_opens(near):
    click(near.cards[1], 20, 20)
    assert near.opened == [8]


def test_a_click_on_a_text_opens_too(near):
    click(near.cards[0].winfo_children()[1], 5, 5)
    assert near.opened == [7]


@pytest.mark.parametrize("key", ["Return", "space"])
def test_a_key_opens(near, key):
    press(near.cards[0], key)
    assert near.opened == [7]


def test_arrows_walk_through_the_cards(near):
    press(near.cards[0], "Down")
    assert near.focus_get() is near.cards[1]
    press(near.cards[1], "Up", "Up")
    assert near.focus_get() is near.cards[0]


def test_escape_leaves(near):
    left = []
    near.on_leave = lambda: left.append(1)
    press(near.cards[0], "Escape")
    assert left == [1]


def test_the_same_ones_again_stay_as_they_are(near):
    before = near.cards
    near.show([_ANA, _OTHER])
    assert near.cards is before


def test_a_very_long_name_stays_inside(near):
    long = Near(9, "Distribuciones y Representaciones " * 9, "x" * 300, Likeness(90, ("y" * 400,)), exact=False)
    width = near.winfo_reqwidth()
    near.show([long])
    pump(near)
    assert near.winfo_reqwidth() == width
