"""Asking whose an e-mail is."""

import pytest

from crm.models.received_mail import Logged, Logging, MailAddress
from crm.views.dialogs.mail_stranger import MailStranger
from crm.views.new_contact import NewContact
from tests.views.user import every, settle

pytestmark = pytest.mark.window

EVA = MailAddress("Ríos, Eva", "eva@orbit.es", "eva@orbit.es")


@pytest.fixture
def chosen():
    return []


@pytest.fixture
def dialog(window, people, chosen):
    assert people
    made = MailStranger(window.root, window.desk, logged=Logged(Logging.STRANGERS, subject="Oferta", strangers=(EVA,)))
    made.on_contact = chosen.append
    made.on_closed = lambda: chosen.append("closed")
    made.open()
    settle(window)
    return made


def test_a_contact_can_be_chosen(window, dialog, people, chosen):
    dialog.customers.names[people["Ana"]] = "Ana Gil"
    dialog.form.put("contact_id", people["Ana"])
    dialog.confirm()
    settle(window)
    assert sorted(chosen, key=str) == [people["Ana"], "closed"]


def test_without_a_contact_it_stays(dialog, chosen):
    dialog.confirm()
    assert dialog.winfo_exists()
    assert chosen == []


def test_who_is_on_it_can_be_added(window, dialog, own, chosen):
    dialog.add(EVA)
    settle(window)
    (new,) = [one for one in every(window.root) if isinstance(one, NewContact)]
    new.confirm()
    settle(window)
    added = own.contacts.get(next(one for one in chosen if one != "closed"))
    assert (added.email, "Eva" in added.name) == ("eva@orbit.es", True)


def test_cancelled_nobody_is_chosen(window, dialog, chosen):
    dialog.cancel()
    settle(window)
    assert chosen == ["closed"]
