"""The deals of one contact beside its people."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Closing
from crm.utils import dates
from crm.views import contact_deals
from crm.views.contact_deals import ContactDeals
from tests.views.deals import ana, deal, end
from tests.views.user import User, settle

pytestmark = pytest.mark.window


@pytest.fixture
def deals(page):
    made = ContactDeals(page)
    made.pack(fill="both")
    page.update()
    return made


def test_a_person_and_a_company_have_their_deals(session):
    person = ana(session)
    web = deal(session, contact_id=person)
    company = session.opportunities.get(web).company_id
    other = deal(session, contact_id=company)
    assert [row["id"] for row in contact_deals.read(session, person)] == [web]
    assert [row["id"] for row in contact_deals.read(session, company)] == [other, web]


def test_open_deals_come_first(session):
    person = ana(session)
    still, won = deal(session, contact_id=person), deal(session, contact_id=person)
    session.opportunities.move([won], end(session, "won").id, closing=Closing(dates.today()))
    assert [row["id"] for row in contact_deals.read(session, person)] == [still, won]


def test_each_deal_says_its_stage_and_value(deals, session):
    person = ana(session)
    web = deal(session, contact_id=person)
    deals.show(contact_deals.read(session, person))
    assert deals.table._rows.get(web) == ("Web", session.opportunities.rows([web])[0]["stage"], "€1,000.00")


def test_without_deals_a_new_one_is_offered(deals):
    heard = []
    deals.on_add = lambda: heard.append(True)
    deals.show([])
    deals.add_button.invoke()
    assert heard
    assert not deals.table.winfo_ismapped()


def test_a_deal_opens_from_the_contact(window, own, people):
    web = deal(own, contact_id=people["Ana"])
    window.contacts.list.table.select([people["Ana"]])
    settle(window)
    related = window.contacts.panel.related
    window.contacts.panel.pages.select(str(related))
    settle(window)
    related.deals.table.on_open(web)
    assert User(window).dialog().whole.deal.id == web
