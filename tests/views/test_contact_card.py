"""The card of a contact: who it is, how to reach it, what one does."""

from __future__ import annotations

import pytest

from crm.models.contacts import Channel, Contact
from crm.models.tags import Tag
from crm.views.contact_card import ContactCard
from tests.window import descendants

ANA = Contact(
    1, "person", 1, first_name="Ana", last_name="Gil", company="Acme", job_title="CEO", status="customer",
    channels=(Channel("email", "ana@acme.es"), Channel("phone", "+34612345678"), Channel("link", "www.acme.es")),
    tags=(Tag(1, "VIP", "#16a34a"),),
)  # fmt: skip


@pytest.fixture
def card(page):
    made = ContactCard(page)
    made.pack(fill="x")
    page.update()
    made.show(ANA, region="ES")
    page.update()
    return made


def _texts(card):
    return [str(one.cget("text")) for one in descendants(card) if one.winfo_class() in ("TLabel", "TButton")]


def test_it_says_who_it_is(card):
    assert card.shown == "Ana Gil"


def test_it_says_what_they_do_and_where(card):
    assert "CEO · Acme" in _texts(card)


def test_it_shows_status_and_tags(card):
    assert {"Customer", "VIP"} <= set(_texts(card))


def test_phones_are_shown_nationally(card):
    assert "612 34 56 78" in _texts(card)


@pytest.mark.parametrize(
    ("words", "link"),
    [("ana@acme.es", "mailto:ana@acme.es"), ("612 34 56 78", "tel:+34612345678"), ("www.acme.es", "https://www.acme.es")],
)  # fmt: skip
def test_a_click_on_a_way_to_reach_them_is_told(card, words, link):
    told = []
    card.on_link = told.append
    next(one for one in descendants(card) if one.winfo_class() == "TButton" and one.cget("text") == words).invoke()
    assert told == [link]


@pytest.mark.parametrize("kind", ["call", "email", "meeting", "note"])
def test_each_button_logs_its_kind(card, kind):
    told = []
    card.on_log = told.append
    card.button(kind).invoke()
    assert told == [kind]


def test_a_long_name_is_cut_and_not_wrapped(card, page):
    card.show(Contact(1, "person", 1, first_name="Ana " * 60), region="ES")
    page.update()
    assert card._heading.cget("text").endswith("…")


def test_a_company_shows_its_place(card):
    card.show(Contact(2, "company", 1, company="Acme", city="Madrid", country="España"), region="ES")
    assert "Madrid · España" in _texts(card)


def test_a_contact_with_nothing_but_a_name_says_what_it_is(card):
    card.show(Contact(2, "person", 1, first_name="Ana"), region="ES")
    assert "Person" in _texts(card)


def test_without_a_way_to_reach_somebody_nothing_stays_empty(page, card):
    bare = Contact(2, "person", 1, first_name="Eva", last_name="Paz", status="customer")
    card.show(bare, region="ES")
    page.update()
    after_another = card.winfo_reqheight()
    fresh = ContactCard(page)
    fresh.pack(fill="x")
    page.update()
    fresh.show(bare, region="ES")
    page.update()
    assert after_another == fresh.winfo_reqheight()
