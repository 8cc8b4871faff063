"""The panel beside the list: one contact whole, only the page in view filled."""

from __future__ import annotations

import pytest

from tests.views.user import settle
from tests.window import descendants


@pytest.fixture
def panel(window, people):
    window.contacts.list.table.select([people["Ana"]])
    window.root.update()
    return window.contacts.panel


def test_nothing_selected_says_so(window):
    assert not window.contacts.panel.card.winfo_manager()


def test_a_contact_is_shown_with_its_card(panel, people):
    assert (panel.contact_id, panel.card.winfo_ismapped()) == (people["Ana"], 1)


def test_editing_brings_up_the_details(panel):
    panel.edit()
    assert panel.pages.select() == str(panel.details)


def test_logging_brings_up_the_quick_log(panel):
    panel.edit()
    panel.log("meeting")
    assert panel.pages.select() == str(panel.timeline)
    assert panel.timeline.quick.kind == "meeting"


def test_a_page_is_filled_when_it_comes_into_view(panel, window):
    before = len(panel.related.table.ids)
    panel.pages.select(str(panel.related))
    window.root.update()
    assert before == 0
    assert str(panel.related.company.cget("text")).strip() == "Acme"


def test_a_change_elsewhere_is_shown(panel, window, own, people):
    own.contacts.change(people["Ana"], {"last_name": "Zúñiga"})
    settle(window)
    assert panel.card.shown == "Ana Zúñiga"


def test_leaving_logs_what_is_typed(panel, own, people):
    panel.log("call")
    panel.timeline.quick.subject.insert(0, "Talked")
    gone = []
    panel.leave(lambda: gone.append(True))
    assert (own.interactions.of(people["Ana"])[0].subject, gone) == ("Talked", [True])


def test_leaving_stays_when_what_is_typed_cannot_be_kept(panel):
    panel.log("call")
    panel.timeline.quick.entries["duration_minutes"].insert(0, "long")
    gone = []
    panel.leave(lambda: gone.append(True))
    assert gone == []


def test_without_edits_it_lets_go_at_once(panel):
    gone = []
    panel.leave(lambda: gone.append(True))
    assert gone == [True]


def test_a_click_on_an_address_opens_the_system_s_program_for_it(panel, window):
    address = next(
        one
        for one in descendants(panel.card)
        if one.winfo_class() == "TButton" and str(one.cget("text")) == "ana@acme.es"
    )
    address.invoke()
    assert window.outside.shown == ["mailto:ana@acme.es"]
