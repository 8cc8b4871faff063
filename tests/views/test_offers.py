"""Ways to begin, as cards."""

from __future__ import annotations

import pytest

from crm.views.offers import Offer, Offers
from tests.window import click, descendants


@pytest.fixture
def taken():
    return []


@pytest.fixture
def offers(page, taken):
    made = Offers(
        page,
        "Welcome",
        text="Begin in one of these ways.",
        offers=[Offer("upload", "Import", "Bring them in.", lambda: taken.append("import")),
                Offer("stars", "Explore", "Look around.", lambda: taken.append("explore"))],
    )  # fmt: skip
    made.pack()
    page.update()
    return made


def test_each_offer_has_its_button(offers, taken):
    for button in offers.buttons:
        button.invoke()
    assert taken == ["import", "explore"]


def test_only_the_first_is_primary(offers):
    assert [str(button.cget("style")) for button in offers.buttons] == ["Primary.TButton", "TButton"]


def test_a_click_on_the_words_takes_the_offer_too(offers, taken):
    words = next(
        one for one in descendants(offers) if one.winfo_class() == "TLabel" and one.cget("text") == "Look around."
    )
    click(words, 5, 5)
    assert taken == ["explore"]
