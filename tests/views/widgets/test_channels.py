"""Several e-mails and phones of one record, on a real window."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views.widgets.channels import Channels
from tests.window import press, pump

pytestmark = pytest.mark.window
TWO = [
    {"id": 1, "value": "a@x.es", "label": "work", "primary": 1, "opted_out": 0, "invalid": 0},
    {"id": 2, "value": "b@x.es", "label": "home", "primary": 0, "opted_out": 1, "invalid": 0},
]


@pytest.fixture
def emails(page):
    made = Channels(page, Kind.EMAIL, labels=[("work", "Work"), ("home", "Home")])
    made.pack(fill="x")
    pump(page)
    return made


def test_channels_come_back_as_they_were(emails):
    emails.set(TWO)
    assert emails.values() == TWO
    assert not emails.is_changed


def test_an_empty_list_shows_one_empty_row_that_is_no_value(emails):
    emails.set([])
    assert len(emails.rows) == 1
    assert emails.values() == []


def test_a_typed_channel_becomes_primary_when_it_is_the_first(emails):
    emails.set([])
    emails.rows[0].entry.insert(0, " new@x.es ")
    assert [(row["value"], row["primary"]) for row in emails.values()] == [("new@x.es", 1)]


def test_add_gives_another_row(emails):
    emails.set(TWO)
    emails.add_button.invoke()
    emails.rows[2].entry.insert(0, "c@x.es")
    assert [row["value"] for row in emails.values()] == ["a@x.es", "b@x.es", "c@x.es"]


def test_one_primary_at_a_time(emails):
    emails.set(TWO)
    emails.make_primary(emails.rows[1])
    assert [row["primary"] for row in emails.values()] == [0, 1]


def test_removing_the_primary_crowns_another(emails):
    emails.set(TWO)
    emails.remove(emails.rows[0])
    assert [(row["id"], row["primary"]) for row in emails.values()] == [(2, 1)]


def test_the_last_row_is_emptied_rather_than_removed(emails):
    emails.set(TWO[:1])
    emails.remove(emails.rows[0])
    assert emails.values() == []
    assert len(emails.rows) == 1


def test_a_flag_is_kept_and_heard(emails):
    heard = []
    emails.set(TWO)
    emails.on_change = lambda: heard.append(1)
    emails.rows[0].flip("invalid")
    assert emails.values()[0]["invalid"] == 1
    assert heard == [1]


def test_errors_stand_under_the_filled_row_they_belong_to(emails):
    emails.set(TWO)
    emails.rows[0].clear()
    emails.show_errors({0: "wrong"})
    assert str(emails.rows[1]._words.cget("text")) == "wrong"


def test_a_phone_is_shown_nationally_and_comes_back_as_stored(page):
    phones = Channels(page, Kind.PHONE, region="ES")
    phones.set([{"value": "+34612345678", "primary": 1}])
    assert phones.rows[0].typed == "612 34 56 78"
    assert phones.values()[0]["value"] == "+34612345678"


def test_escape_gives_a_row_its_stored_text_back(emails):
    emails.set(TWO)
    emails.rows[0].entry.insert("end", "x")
    press(emails.rows[0].entry, "Escape")
    assert not emails.is_changed
