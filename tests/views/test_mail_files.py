"""E-mails as files at the window: dropped on a contact, elsewhere, chosen."""

import pytest

from crm.models.received_mail import Logged, Logging
from crm.views.commands import find
from crm.views.dialogs import opportunity
from crm.views.dialogs.mail_stranger import MailStranger
from crm.views.mail_files import is_mail, words
from tests.controllers.letters import letter, saved
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def subjects(own, contact):
    return [one.subject for one in own.interactions.of(contact)]


def shown(window):
    return " ".join(window.toasts.texts)


@pytest.fixture
def ana(window, people):
    window.contacts.go_to(people["Ana"])
    settle(window)
    return people["Ana"]


def test_e_mails_are_known_by_the_end_of_their_name(tmp_path):
    assert is_mail(tmp_path / "a.EML")
    assert not is_mail(tmp_path / "a.pdf")


def test_one_dropped_on_a_contact_is_logged_there(window, own, ana, tmp_path):
    assert window.contacts.panel.take_files([saved(tmp_path, letter(sender="otra@x.es"))])
    settle(window)
    assert subjects(own, ana) == ["Carta 1"]


def test_other_files_dropped_with_it_are_attached(window, own, ana, tmp_path):
    other = tmp_path / "plano.pdf"
    other.write_bytes(b"%PDF")
    window.contacts.panel.take_files([saved(tmp_path, letter()), other])
    settle(window)
    assert [one.name for one in own.documents.of_contact(ana)] == ["plano.pdf"]


def test_dropped_on_no_contact_none_is_taken(window, people, tmp_path):
    assert people
    window.contacts.panel.show(None)
    assert not window.contacts.panel.take_files([saved(tmp_path, letter())])


def test_the_command_finds_the_contact_by_the_address(window, own, ana, tmp_path):
    window.outside.answers.append(saved(tmp_path, letter(sender="ana@acme.es", to="x@y.es")))
    window.runner.run(find("contact.log_file"))
    settle(window)
    assert subjects(own, ana) == ["Carta 1"]
    assert "E-mail logged with Ana Gil." in shown(window)


def test_what_was_logged_can_be_taken_back(window, own, ana, tmp_path):
    window.contacts.panel.take_files([saved(tmp_path, letter())])
    settle(window)
    window.desk.undo()
    settle(window)
    assert subjects(own, ana) == []


def test_what_is_no_e_mail_is_told(window, ana, tmp_path):
    window.contacts.panel.take_files([saved(tmp_path, "pan y leche", name="lista.eml")])
    settle(window)
    assert ana
    assert "lista.eml is no e-mail" in shown(window)


def test_whose_it_is_is_asked_when_nobody_is_known(window, own, ana, tmp_path):
    window.outside.answers.append(saved(tmp_path, letter(to="x@y.es")))
    window.runner.run(find("contact.log_file"))
    settle(window)
    (dialog,) = [one for one in every(window.root) if isinstance(one, MailStranger)]
    dialog.customers.names[ana] = "Ana Gil"
    dialog.form.put("contact_id", ana)
    dialog.confirm()
    settle(window)
    assert subjects(own, ana) == ["Carta 1"]


def logged(outcome, *names):
    return Logged(outcome, names=names)


def test_several_are_told_in_one_sentence():
    said = words([logged(Logging.LOGGED, "Ana", "Eva"), logged(Logging.LOGGED, "Ana", "Luis", "Pío")])
    assert said == ["2 e-mails logged with Ana, Eva, Luis…."]


def test_those_that_stood_there_are_told():
    assert words([logged(Logging.KNOWN, "Ana")]) == ["1 e-mail stood there already; nothing was doubled."]


def test_one_dropped_on_a_deal_is_about_it_with_its_customer(window, deals, people, tmp_path):
    own = window.desk.session
    own.opportunities.change(deals["Alpha"], {"contact_id": people["Ana"]})
    opportunity.show(window, deals["Alpha"])
    settle(window)
    dialog = next(one for one in every(window.root) if isinstance(one, opportunity.DealWindow))
    dialog.take_files([saved(tmp_path, letter(sender="berta@rios.es"))])
    settle(window)
    found = {name: own.interactions.of(people[name])[0].opportunity_id for name in ("Ana", "Berta")}
    assert found == {"Ana": deals["Alpha"], "Berta": None}
