"""A conflict shows mine, theirs and the original of each field, and hands over the choice."""

from __future__ import annotations

import pytest

from crm.errors import Conflict
from crm.models.contacts import FIELDS, Channel
from crm.models.users import User
from crm.views.conflicts import ConflictDialog
from crm.views.known import Known
from tests.window import descendants

KNOWN = Known(FIELDS, (User(1, "Luis"), User(2, "Eva")), (), (), "ES")


@pytest.fixture
def dialog(page):
    disputed = {"status": ("lead", "customer", "prospect"), "assigned_to": (1, 2, None)}
    made = ConflictDialog(page, Conflict("Somebody was faster.", disputed), known=KNOWN)
    made.open()
    page.update()
    yield made
    made.close()


def _confirmed(dialog, page):
    chosen = []
    dialog.on_chosen = chosen.append
    dialog.confirm()
    page.update()
    return chosen[0]


def test_values_are_shown_in_words(dialog):
    words = [str(one.cget("text")) for one in descendants(dialog) if one.winfo_class() == "TRadiobutton"]
    assert words == ["Lead", "Customer", "Prospect", "Luis", "Eva", "(empty)"]


def test_mine_is_chosen_at_first(dialog, page):
    assert _confirmed(dialog, page) == {"status": "lead", "assigned_to": 1}


def test_each_field_is_chosen_on_its_own(dialog, page):
    dialog.choices["assigned_to"].set("original")
    assert _confirmed(dialog, page) == {"status": "lead", "assigned_to": None}


def test_a_field_that_is_gone_is_shown_by_its_name(page):
    made = ConflictDialog(page, Conflict("", {"custom.gone": ("a", "b", "c")}), known=KNOWN)
    assert "custom.gone" in [str(one.cget("text")) for one in descendants(made) if one.winfo_class() == "TLabel"]
    made.close()


def test_cancelling_chooses_nothing(dialog, page):
    chosen = []
    dialog.on_chosen = chosen.append
    dialog.cancel()
    page.update()
    assert chosen == []


def test_channels_are_shown_one_a_line_in_words(page):
    mine = [Channel("phone", "+34612345678", "mobile", is_primary=True), Channel("email", "ana@acme.es")]
    theirs = [Channel("email", "ana@acme.es", opted_out=True)]
    made = ConflictDialog(page, Conflict("", {"channels": (mine, theirs, [])}), known=KNOWN)
    words = [str(one.cget("text")) for one in descendants(made) if one.winfo_class() == "TRadiobutton"]
    assert words == ["612 34 56 78 (Mobile, main)\nana@acme.es", "ana@acme.es (opted out)", "(empty)"]
    made.close()


def test_channels_have_a_label_of_their_own(page):
    made = ConflictDialog(page, Conflict("", {"channels": ([], [], [])}), known=KNOWN)
    labels = [str(one.cget("text")) for one in descendants(made) if one.winfo_class() == "TLabel"]
    assert "E-mails, phones and links" in labels
    made.close()
