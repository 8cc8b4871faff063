"""Writing e-mails at the screen: template, preview, sending now and later, drafts kept, selections, refusals."""

from __future__ import annotations

import pytest

from crm.network.passwords import Passwords
from crm.views.commands import find
from crm.views.dialogs import compose, compose_reading, opportunity
from crm.views.dialogs.compose import ComposeDialog
from tests.controllers.mailing import account, person
from tests.network.mail_server import MailServer
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def eva(session, server):
    account(session, server.port)
    return person(session, country="España")


@pytest.fixture
def write(page, desk, opened):
    """Opens the dialog on contacts."""

    def writing(*contact_ids):
        dialog = opened(ComposeDialog(page, desk, start=compose_reading.read(desk.session, contact_ids)))
        dialog.queued = []
        dialog.on_queued = lambda: dialog.queued.append(desk.session.outbox.counts())
        return dialog

    return writing


def _type(dialog, subject="Hola {{contact.first_name}}", body="Qué tal"):
    dialog.form._texts["subject"].set(subject)
    dialog.form.body.set(body)


def test_a_template_of_the_contacts_language_is_filled_in(write, eva):
    dialog = write(eva)
    template = dialog._start.templates[0]
    dialog.take_template(template)
    assert template.language == "es"
    assert dialog.form.values()["subject"] == "Eva, una idea para su empresa"


def test_what_a_template_lacks_is_said_at_once(write, session, server):
    account(session, server.port)
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "info@acme.es"})
    dialog = write(company)
    dialog.take_template(dialog._start.templates[0])
    assert "First name {{contact.first_name}}" in dialog.said


def test_a_template_asks_before_it_replaces_what_is_written(write, eva):
    dialog = write(eva)
    _type(dialog)
    dialog.take_template(dialog._start.templates[0])
    assert dialog.form.values()["body"] == "Qué tal"
    over(dialog).confirm()
    pump(dialog, lambda: dialog.form.values()["body"].startswith("Buenos días"))


def test_sending_queues_it_filled_in_and_closes(write, eva, session):
    dialog = write(eva)
    _type(dialog)
    dialog.send_out()
    (message,) = session.outbox.all()
    assert (message.state, message.subject, dialog.queued) == ("waiting", "Hola Eva", [{"waiting": 1}])
    assert not dialog.winfo_exists()


def test_enter_in_the_subject_sends_nothing_but_control_and_enter_do(write, eva, session):
    dialog = write(eva)
    _type(dialog)
    press(dialog.form.subject, "Return")
    assert session.outbox.all() == []
    press(dialog.form.body.text, "Control-Return")
    assert session.outbox.counts() == {"waiting": 1}


def test_what_may_not_go_is_said_and_everything_typed_stays(write, eva, session):
    dialog = write(eva)
    _type(dialog, body="{{contact.job_title}}")
    dialog.send_out()
    assert "Job title" in dialog.said
    assert dialog.form.values()["body"] == "{{contact.job_title}}"
    _type(dialog)
    dialog.send_out()
    assert session.outbox.counts() == {"waiting": 1}


def test_it_may_go_later(write, eva, session):
    dialog = write(eva)
    _type(dialog)
    when = dialog.send_later()
    when.form.put("send_after", "2999-01-01T09:00:00Z")
    when.confirm()
    pump(dialog.master, lambda: not dialog.winfo_exists())
    assert session.outbox.all()[0].send_after == "2999-01-01T09:00:00Z"


def test_closing_keeps_what_was_written(write, eva, session):
    dialog = write(eva)
    _type(dialog)
    dialog.cancel()
    (message,) = session.outbox.all()
    assert (message.state, message.subject) == ("draft", "Hola {{contact.first_name}}")
    assert not dialog.winfo_exists()


def test_closing_with_nothing_written_leaves_nothing(write, eva, session):
    write(eva).cancel()
    assert session.outbox.all() == []


def test_a_preview_shows_how_it_arrives(write, eva):
    dialog = write(eva)
    _type(dialog)
    dialog.look()
    assert dialog.form.preview.shown == ("Hola Eva", "Qué tal", "")


def test_a_selection_is_seen_one_by_one(write, eva, session):
    dialog = write(eva, person(session, "Luis"))
    _type(dialog)
    dialog.look()
    dialog.look(1)
    assert dialog.form.preview.shown[0] == "Hola Luis"
    dialog.look(1)
    assert dialog.form.preview.shown[0] == "Hola Eva"


def test_each_of_a_selection_gets_one_of_their_own(write, eva, session):
    dialog = write(eva, person(session, "Luis"))
    _type(dialog)
    dialog.send_out()
    assert sorted(one.subject for one in session.outbox.all()) == ["Hola Eva", "Hola Luis"]


def test_who_of_a_selection_would_get_nothing_is_told_before_anything_is_sent(write, eva, session):
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "info@acme.es"})
    dialog = write(eva, company)
    _type(dialog)
    dialog.send_out()
    assert session.outbox.all() == []
    over(dialog).confirm()
    pump(dialog.master, lambda: not dialog.winfo_exists())
    assert [one.subject for one in session.outbox.all()] == ["Hola Eva"]


def test_when_nobody_can_get_it_the_reason_is_said(write, eva, session):
    dialog = write(eva, person(session, "Luis"))
    _type(dialog, body="{{contact.job_title}}")
    dialog.send_out()
    assert "Job title" in dialog.said and session.outbox.all() == []


def test_closing_a_selection_keeps_a_draft_for_each(write, eva, session):
    dialog = write(eva, person(session, "Luis"))
    _type(dialog)
    dialog.cancel()
    assert session.outbox.counts() == {"draft": 2}


def test_a_draft_is_gone_on_with_and_stays_one(page, desk, opened, eva):
    outbox = desk.session.outbox
    message_id = outbox.write(eva, {"subject": "Hola", "body": "x"})
    dialog = opened(ComposeDialog(page, desk, start=compose_reading.read_draft(desk.session, message_id)))
    dialog.form.body.set("Mejor")
    dialog.cancel()
    assert [(one.id, one.body) for one in outbox.all()] == [(message_id, "Mejor")]


def _dialog(window):
    return next(one for one in window.root.winfo_children() if isinstance(one, ComposeDialog))


def test_from_the_contact_menu_to_the_server(window, own, server):
    account(own, server.port)
    eva = person(own)
    window.passwords = Passwords(lambda: None)
    window.show_page("contacts")
    pump(window.root, lambda: len(window.contacts.list.table.ids) == 1)
    window.contacts.list.table.select([eva])
    window.runner.run(find("contact.write_email"))
    dialog = _dialog(window)
    _type(dialog)
    dialog.confirm()
    pump(window.root, lambda: own.outbox.counts() == {"sent": 1})
    assert server.letters.messages[0]["Subject"] == "Hola Eva"
    assert own.interactions.of(eva)[0].subject == "Hola Eva"


def test_the_e_mail_button_of_a_contact_offers_to_write(window, own, server):
    account(own, server.port)
    eva = person(own)
    window.show_page("contacts")
    pump(window.root, lambda: len(window.contacts.list.table.ids) == 1)
    window.contacts.list.table.select([eva])
    pump(window.root, lambda: window.contacts.panel.card.shown == "Eva")
    window.contacts.panel.card.mail_menu.invoke(0)
    assert _dialog(window).form.values()["recipient"] == "eva@orbit.es"


def test_a_deal_is_written_about(window, own, stages, server):
    account(own, server.port)
    eva, deal = person(own), own.opportunities.add({"title": "Web", "stage_id": stages[0]})
    own.opportunities.change(deal, {"contact_id": eva})
    compose.open_on(window, lambda session: compose_reading.read_of_opportunity(session, deal))
    assert _dialog(window).form.values()["opportunity_id"] == deal


def test_the_window_of_a_deal_offers_to_write(window, own, stages, server):
    account(own, server.port)
    deal = own.opportunities.add({"title": "Web", "stage_id": stages[0], "contact_id": person(own)})
    opportunity.show(window, deal)
    shown = next(one for one in window.root.winfo_children() if isinstance(one, opportunity.DealWindow))
    shown.write_button.invoke()
    writing = next(one for one in shown.winfo_children() if isinstance(one, ComposeDialog))
    assert writing.form.values()["opportunity_id"] == deal


def test_who_cannot_be_written_to_is_told_in_words(window, own):
    rosa = person(own, "Rosa", email="")
    compose.show_for(window, rosa)
    assert "no e-mail address" in _words(window.errors.shown)


def _words(dialog):
    return " ".join(str(one.cget("text")) for one in dialog.body.winfo_children())
