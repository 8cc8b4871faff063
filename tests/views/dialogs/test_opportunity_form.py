"""The fields of a deal as a form."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views import known
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.dialogs.opportunity_form import OpportunityForm, defaults, fields_of
from tests.views.deals import deal

pytestmark = pytest.mark.window


@pytest.fixture
def form(page, desk, session):
    made = OpportunityForm(page, known.read_for_opportunities(session), customers=Customers(page, desk))
    made.on_change = made.heard
    made.pack(fill="both")
    page.update()
    return made


def _show(form, session, **values):
    form.show(session.opportunities.get(deal(session, **values)), stage_probability=40)


def test_stage_and_pipeline_are_chosen_elsewhere(session):
    names = [one.name for one in fields_of(known.read_for_opportunities(session))]
    assert not {"stage_id", "pipeline_id", "status", "closed_on"} & set(names)
    assert names[:2] == ["title", "contact_id"]


def test_own_fields_are_part_of_it(session):
    session.fields.add("Size", Kind.NUMBER, entity="opportunities")
    assert fields_of(known.read_for_opportunities(session))[-1].label == "Size"


def test_a_value_is_read_in_the_currency_of_the_deal(form, session):
    _show(form, session, currency="JPY", value=5000)
    form.editor("value").entry.delete(0, "end")
    form.editor("value").entry.insert(0, "700")
    assert form.changed() == {"value": 700}


def test_a_value_keeps_its_units_in_another_currency(form, session):
    _show(form, session, currency="EUR", value=70_350)
    form.put("currency", "CLP")
    form.heard("currency")
    assert form.changed() == {"value": 704, "currency": "CLP"}


def test_another_currency_counts_at_once(form, session):
    _show(form, session)
    form.put("currency", "JPY")
    form.editor("value").entry.delete(0, "end")
    form.editor("value").entry.insert(0, "700")
    assert form.changed() == {"value": 700, "currency": "JPY"}


def test_a_probability_by_hand_offers_the_way_back(form, session):
    _show(form, session)
    form.put("probability", 77)
    assert form._back.cget("text") == "Back to 40 %"
    form._back.invoke()
    assert form.changed().get("probability", None) is None


def test_the_probability_of_the_stage_offers_nothing(form, session):
    _show(form, session)
    form.put("probability", 40)
    assert not form._back.winfo_manager()


def test_sources_are_suggested(form):
    form.offer_sources(["Web", "Fair"])
    assert form._fitting("we") == [("Web", "Web")]


def test_a_new_deal_begins_with_currency_and_owner(session):
    begun = defaults(known.read_for_opportunities(session), {"title": "Web"}, user_id=7)
    assert begun == {"currency": "EUR", "assigned_to": 7, "title": "Web"}
