"""What an empty file offers."""

from __future__ import annotations

import pytest

from crm.views.empty_start import EmptyStart
from crm.views.new_contact import NewContact
from tests.views.user import every, settle


@pytest.fixture
def start(window):
    settle(window)
    return next(one for one in every(window.root) if isinstance(one, EmptyStart))


def test_it_covers_the_empty_list(start):
    assert start.winfo_ismapped()


def test_import_asks_for_a_file(window, start):
    window.outside.answers = [None]
    start.offers.buttons[0].invoke()
    assert window.outside.asked == ["Import a file"]


def test_the_demo_replaces_it(window, start):
    start.offers.buttons[1].invoke()
    settle(window)
    assert not any(one.winfo_ismapped() for one in every(window.root) if isinstance(one, EmptyStart))


def test_the_first_contact_is_asked_for(window, start):
    start.offers.buttons[2].invoke()
    assert any(isinstance(one, NewContact) for one in every(window.root))
