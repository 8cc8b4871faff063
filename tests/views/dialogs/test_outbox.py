"""The outbox at the screen: what waits, failed or is unsure, and what its writer decides."""

from __future__ import annotations

import pytest

from crm.controllers.outbox_sending import Sending
from crm.views.dialogs.outbox import OutboxDialog
from tests.controllers.mailing import account, deliver, person, queued
from tests.network.mail_server import MailServer
from tests.views.dialogs.conftest import over
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def eva(session, server):
    account(session, server.port)
    return person(session)


@pytest.fixture
def show(page, desk, opened):
    """Opens the dialog, with what it was told to send and to open."""

    def showing():
        dialog = opened(OutboxDialog(page, desk))
        dialog.told = []
        dialog.on_send = lambda: dialog.told.append("send")
        dialog.on_open = dialog.told.append
        return dialog

    return showing


def _rows(dialog):
    tree = dialog.list.table.tree
    return [(tree.item(one, "text").strip(), *tree.item(one, "values")) for one in tree.get_children()]


def _unsure(session, message_id):
    sending = Sending(session.outbox._sending.context)
    sending.claim(message_id)
    sending.interrupted([message_id])


def _allowed(dialog):
    buttons = ("open_button", "send_button", "settle_button", "cancel_button", "remove_button")
    return [name.removesuffix("_button") for name in buttons if not getattr(dialog, name).instate(["disabled"])]


def test_what_needs_its_writer_stands_first(show, session, eva):
    queued(session, eva, subject="Waits")
    _unsure(session, queued(session, eva, subject="Unsure"))
    assert _rows(show()) == [("Eva", "Unsure", "Perhaps sent"), ("Eva", "Waits", "Waiting")]


def test_pages_tell_how_many_they_hold(show, session, eva):
    queued(session, eva)
    session.outbox.write(eva, {"subject": "Draft"})
    dialog = show()
    assert [str(one.cget("text")) for one in dialog.pages.values()] == ["On their way 1", "Drafts 1", "Sent"]
    dialog.show_page("drafts")
    assert _rows(dialog)[0][1:] == ("Draft", "Draft")


def test_each_state_allows_its_own(show, session, eva):
    message_id = queued(session, eva)
    dialog = show()
    assert _allowed(dialog) == ["open", "send", "cancel", "remove"]
    _unsure(session, message_id)
    pump(dialog, lambda: _allowed(dialog) == ["send", "settle", "remove"])


def test_a_failed_one_says_why_and_goes_again(show, session, eva, server):
    server.letters.refuses["eva@orbit.es"] = "550 no such user"
    message_id = queued(session, eva)
    deliver(session)
    dialog = show()
    assert "no such user" in dialog.preview.shown[2]
    dialog.send_now()
    assert (dialog.told, session.outbox.get(message_id).state) == (["send"], "waiting")


def test_an_unsure_one_is_sent_again_only_after_asking(show, session, eva):
    message_id = queued(session, eva)
    _unsure(session, message_id)
    dialog = show()
    dialog.send_now()
    assert session.outbox.get(message_id).state == "unsure"
    over(dialog).confirm()
    pump(dialog, lambda: session.outbox.get(message_id).state == "waiting")


def test_an_unsure_one_that_arrived_is_logged(show, session, eva):
    _unsure(session, queued(session, eva))
    show().was_sent()
    assert session.outbox.counts() == {"sent": 1}
    assert len(session.interactions.of(eva)) == 1


def test_one_that_waits_becomes_a_draft_again(show, session, eva):
    message_id = queued(session, eva)
    show().take_back()
    assert session.outbox.get(message_id).state == "draft"


def test_a_draft_that_may_not_go_says_why(show, session, eva):
    session.outbox.write(eva, {"subject": "{{contact.city}}", "body": "x"})
    dialog = show()
    dialog.show_page("drafts")
    dialog.send_now()
    assert "City" in dialog.said and dialog.told == []


def test_opening_goes_on_writing(show, session, eva):
    message_id = queued(session, eva)
    dialog = show()
    dialog.open_message()
    assert dialog.told == [message_id]
    assert not dialog.winfo_exists()


def test_removed_ones_come_back(show, session, eva, desk):
    message_id = queued(session, eva)
    show().remove()
    assert session.outbox.counts() == {}
    desk.undo()
    assert session.outbox.get(message_id).state == "waiting"


def test_an_empty_outbox_allows_nothing(show):
    assert _allowed(show()) == []
