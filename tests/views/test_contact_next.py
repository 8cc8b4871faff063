"""What is planned with the contact in the panel."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views.commands import find
from tests.views.user import settle
from tests.window import descendants, press


@pytest.fixture
def panel(window, people):
    window.contacts.go_to(people["Ana"])
    settle(window)
    return window.contacts.panel


def _words(widget):
    return [str(one.cget("text")) for one in descendants(widget) if one.winfo_class() in ("TLabel", "TButton")]


def test_a_contact_without_a_plan_says_so(panel):
    assert "Nothing is planned. What is the next step?" in _words(panel.next)


def test_what_is_planned_elsewhere_stands_there(window, own, panel, people):
    own.activities.add({"subject": "Offer", "contact_id": people["Ana"], "due_on": dates.today()})
    settle(window)
    assert "Call: Offer · today" in _words(panel.next)


def test_a_phrase_plans_with_the_contact(window, own, panel, people):
    window.runner.run(find("contact.plan"))
    panel.next.quick.type_in("send the offer tomorrow")
    press(panel.next.quick.line, "Return")
    settle(window)
    assert own.activities.next_of_contact(people["Ana"]).subject == "send the offer"


def test_what_is_done_here_goes_away_and_asks_for_the_next(own, panel, people, user):
    window = user.window
    own.activities.add({"subject": "Offer", "contact_id": people["Ana"], "due_on": dates.today()})
    settle(window)
    buttons = [one for one in descendants(panel.next) if one.winfo_class() == "TButton"]
    next(one for one in buttons if one.cget("text") == "Done").invoke()
    settle(window)
    assert own.activities.next_of_contact(people["Ana"]) is None
    assert user.dialog().heading.cget("text") == "What is the next step?"
    user.dialog().close()


def test_a_phrase_waits_for_its_contact(window, own, panel, people):
    panel.next.plan()
    panel.next.quick.type_in("call about the roof")
    window.contacts.list.table.select([people["Berta"]])
    settle(window)
    assert (panel.next.is_typed, panel.next.quick.winfo_manager()) == (False, "")
    window.contacts.list.table.select([people["Ana"]])
    settle(window)
    assert panel.next.quick.phrase == "call about the roof"
    assert own.database.value("SELECT count(*) FROM activities") == 0


def test_closing_plans_what_is_typed(own, panel, people):
    panel.next.plan()
    panel.next.quick.type_in("call tomorrow")
    panel.leave(lambda: None)
    assert own.activities.next_of_contact(people["Ana"]).type == "call"


def test_escape_in_the_empty_line_folds_it(panel):
    panel.next.plan()
    press(panel.next.quick.line, "Escape")
    assert not panel.next.quick.winfo_manager()
