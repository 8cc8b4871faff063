"""What follows from a deal's values: customers, probability, times."""

from __future__ import annotations

import pytest

from crm.controllers.opportunity_values import sort_title
from crm.errors import Invalid
from crm.models.fields import Kind
from crm.utils import dates


@pytest.fixture
def firms(deals):
    """Two companies, each with a person."""
    contacts = deals.session.contacts
    found = {}
    for company, person in (("Molino", "Ana"), ("Horno", "Luis")):
        found[company] = contacts.add({"kind": "company", "company": company})
        found[person] = contacts.add({"first_name": person, "company": company})
    found["Eva"] = contacts.add({"first_name": "Eva"})
    return found


def customer(deals, deal: int) -> tuple[int | None, int | None]:
    kept = deals.session.opportunities.get(deal)
    return kept.contact_id, kept.company_id


def test_a_person_brings_the_own_company_along(deals, firms):
    assert customer(deals, deals.add(contact_id=firms["Ana"])) == (firms["Ana"], firms["Molino"])
    assert customer(deals, deals.add(contact_id=firms["Eva"])) == (firms["Eva"], None)


def test_a_company_given_as_contact_stands_as_company(deals, firms):
    assert customer(deals, deals.add(contact_id=firms["Molino"])) == (None, firms["Molino"])
    both = deals.add(contact_id=firms["Molino"], company_id=firms["Molino"])
    assert customer(deals, both) == (None, firms["Molino"])


def test_a_person_may_buy_for_another_company(deals, firms):
    deal = deals.add(contact_id=firms["Ana"], company_id=firms["Horno"])
    assert customer(deals, deal) == (firms["Ana"], firms["Horno"])


def test_another_person_brings_another_company(deals, firms):
    deal = deals.add(contact_id=firms["Ana"])
    deals.session.opportunities.change(deal, {"contact_id": firms["Luis"]})
    assert customer(deals, deal) == (firms["Luis"], firms["Horno"])


def test_a_whole_form_with_another_person_brings_the_company_too(deals, firms):
    deal = deals.add(contact_id=firms["Ana"])
    form = deals.session.opportunities.get(deal).values() | {"contact_id": firms["Luis"]}
    deals.session.opportunities.change(deal, form)
    assert customer(deals, deal) == (firms["Luis"], firms["Horno"])


def test_a_company_chosen_by_hand_stays_when_the_person_changes(deals, firms):
    deal = deals.add(contact_id=firms["Ana"], company_id=firms["Horno"])
    deals.session.opportunities.change(deal, {"contact_id": firms["Eva"]})
    assert customer(deals, deal) == (firms["Eva"], firms["Horno"])


def test_a_company_taken_off_stays_off(deals, firms):
    deal = deals.add(contact_id=firms["Ana"])
    deals.session.opportunities.change(deal, {"company_id": None})
    deals.session.opportunities.change(deal, {"source": "Web"})
    assert customer(deals, deal) == (firms["Ana"], None)


def test_a_person_is_no_company(deals, firms):
    with pytest.raises(Invalid, match="is a person") as refused:
        deals.add(company_id=firms["Ana"])
    assert list(refused.value.fields) == ["company_id"]


def test_two_companies_at_once_are_refused(deals, firms):
    with pytest.raises(Invalid, match="is a company") as refused:
        deals.add(contact_id=firms["Molino"], company_id=firms["Horno"])
    assert list(refused.value.fields) == ["contact_id"]


def chance(deals, deal: int) -> tuple[int, bool]:
    kept = deals.session.opportunities.get(deal)
    return kept.probability, kept.probability_by_hand


def test_the_probability_follows_the_stage(deals):
    deal = deals.add()
    followed = [chance(deals, deal)]
    for stage in ("sent", "talk"):
        deals.session.opportunities.move([deal], deals.stages[stage])
        followed.append(chance(deals, deal))
    assert followed == [(10, False), (60, False), (40, False)]


def test_a_probability_set_by_hand_stays_until_it_is_released(deals):
    deal = deals.add()
    deals.session.opportunities.change(deal, {"probability": 33})
    deals.session.opportunities.move([deal], deals.stages["sent"])
    assert chance(deals, deal) == (33, True)
    deals.session.opportunities.change(deal, {"probability": None})
    assert chance(deals, deal) == (60, False)


def test_a_form_that_sends_the_stage_s_probability_back_sets_nothing_by_hand(deals):
    deal = deals.add(probability=10)
    form = deals.session.opportunities.get(deal).values() | {"stage_id": deals.stages["talk"]}
    deals.session.opportunities.change(deal, form)
    assert chance(deals, deal) == (40, False)


def test_won_and_lost_are_certain_and_coming_back_follows_the_stage_again(deals):
    deal = deals.add(probability=33, value=5)
    closing = {"closed_on": dates.today(), "loss_reason_id": deals.reasons["price"]}
    for stage, certain in (("won", 100), ("lost", 0)):
        deals.session.opportunities.change(deal, {"stage_id": deals.stages[stage], **closing})
        assert chance(deals, deal) == (certain, False)
    deals.session.opportunities.move([deal], deals.stages["talk"])
    assert chance(deals, deal) == (40, False)


def test_a_form_that_brings_a_deal_back_with_its_old_hundred_percent_sets_nothing_by_hand(deals):
    deal = deals.add(stage="won")
    form = deals.session.opportunities.get(deal).values() | {"stage_id": deals.stages["talk"]}
    deals.session.opportunities.change(deal, form)
    assert chance(deals, deal) == (40, False)


def test_coming_back_a_deal_may_get_a_probability_by_hand(deals):
    deal = deals.add(stage="won")
    deals.session.opportunities.change(deal, {"stage_id": deals.stages["talk"], "probability": 77})
    assert chance(deals, deal) == (77, True)


def test_a_closed_deal_of_long_ago_came_into_its_stage_when_it_closed(deals):
    deal = deals.add(stage="won", created_at="2020-01-01T10:00:00Z", closed_on="2020-03-05")
    kept = deals.session.opportunities.get(deal)
    assert (kept.created_at, kept.stage_since) == ("2020-01-01T10:00:00Z", dates.to_moment("2020-03-05"))
    assert deals.session.opportunities.history(deal)[0].at == kept.stage_since


def test_nothing_was_made_in_the_future(deals):
    kept = deals.session.opportunities.get(deals.add(created_at="2999-01-01T00:00:00Z"))
    assert max(kept.created_at, kept.stage_since) <= dates.now()


def test_own_fields_are_kept_one_by_one(deals):
    for label in ("Zona", "Talla"):
        deals.session.fields.add(label, Kind.TEXT, entity="opportunities")
    deal = deals.add(**{"custom.f1": "Norte", "custom.f2": "M"})
    deals.session.opportunities.change(deal, {"custom.f2": None})
    assert dict(deals.session.opportunities.get(deal).custom) == {"f1": "Norte"}


def test_a_title_is_sorted_and_found_without_accents_case_and_wide_gaps():
    assert sort_title("  ÁGUA   Ñandú ") == "agua nandu"
