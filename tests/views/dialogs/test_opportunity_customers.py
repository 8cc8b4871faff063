"""Whom a deal is with: found while typed, or made in place."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind
from crm.views import known
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.new_contact import NewContact
from crm.views.widgets.pickers import RecordEditor
from tests.views.deals import ana, deal, row
from tests.window import focus, press, pump

pytestmark = pytest.mark.window

CONTACT = Field("contact_id", Kind.CONTACT, "Contact")
COMPANY = Field("company_id", Kind.CONTACT, "Company")


@pytest.fixture
def customers(page, desk):
    return Customers(page, desk)


def _editor(page, customers, session, field=CONTACT):
    made = RecordEditor(page, field, lookup=customers.lookup(known.read_for_opportunities(session).lookup()))
    made.pack(fill="x")
    made.set(None)
    page.update()
    return made


def _type(editor, text):
    focus(editor.entry)
    editor.entry.insert(0, text)
    editor.entry.event_generate("<KeyRelease>", keysym="a")
    pump(editor)


def test_a_contact_is_found_by_a_part_of_the_name(page, customers, session):
    person = ana(session)
    editor = _editor(page, customers, session)
    _type(editor, "gil")
    assert editor.suggestions.labels == ["Ana Gil · Acme", "New: “gil”…"]
    press(editor.entry, "Return")
    assert editor.get() == person


def test_a_company_field_offers_companies_alone(page, customers, session):
    ana(session)
    editor = _editor(page, customers, session, COMPANY)
    _type(editor, "ac")
    assert editor.suggestions.labels == ["Acme", "New: “ac”…"]


def test_a_name_that_was_not_chosen_is_refused(page, customers, session):
    editor = _editor(page, customers, session)
    _type(editor, "zzz")
    with pytest.raises(ValueError, match="Choose one"):
        editor.get()


def test_an_emptied_field_is_nobody(page, customers, session):
    editor = _editor(page, customers, session)
    assert editor.get() is None


def test_a_new_contact_is_made_in_place(page, customers, session):
    editor = _editor(page, customers, session)
    _type(editor, "Berta Ríos")
    press(editor.entry, "Return")
    dialog = [child for child in page.winfo_children() if isinstance(child, NewContact)][-1]
    dialog.save()
    pump(page)
    assert session.contacts.get(editor.get()).name == "Berta Ríos"
    assert editor.typed()[0] == "Berta Ríos"


def test_the_names_of_a_deal_are_known(page, customers, session):
    web = deal(session, contact_id=ana(session))
    customers.learn(row(session, web))
    editor = _editor(page, customers, session)
    editor.set(session.opportunities.get(web).contact_id)
    assert editor.typed()[0] == "Ana Gil"
