"""Which deal an activity or interaction belongs to."""

from __future__ import annotations

import pytest

from tests.controllers.deals_in import bring_text

HEAD = "Activity Type,Activity Date,Contact email,Deal,Deal ID\n"


@pytest.fixture
def ana(session) -> int:
    return session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})


@pytest.fixture
def obra(session, ana) -> int:
    return session.opportunities.add({"title": "Obra", "contact_id": ana})


@pytest.fixture
def bring(session, tmp_path):
    def take(cells: str):
        result = bring_text(session, tmp_path, f"{HEAD}Call,2024-01-02,{cells}\n")
        return result, session.database.value("SELECT opportunity_id FROM interactions")

    return take


def test_a_deal_is_found_by_its_title(obra, bring):
    assert bring("ana@x.es,OBRA,")[1] == obra


def test_a_deal_is_found_by_its_id_before_its_title(session, ana, bring):
    known = session.opportunities.add({"title": "Otra", "contact_id": ana, "external_id": "7", "external_source": "x"})
    assert bring("ana@x.es,Obra,7")[1] == known


def test_of_two_of_one_title_it_is_the_customers_own(session, obra, bring):
    session.opportunities.add({"title": "Obra"})
    assert bring("ana@x.es,Obra,")[1] == obra


@pytest.mark.usefixtures("obra")
def test_between_equals_nobody_guesses(session, ana, bring):
    other = session.opportunities.add({"title": "Obra", "contact_id": ana})
    result, found = bring("ana@x.es,Obra,")
    assert (found, f"#{other}" in result.errors[0].reason, result.created) == (None, True, 1)


@pytest.mark.usefixtures("ana")
def test_a_deal_that_is_not_here_is_reported(bring):
    result, found = bring("ana@x.es,Zzz,")
    assert (found, result.errors[0].column, result.errors[0].value) == (None, "Deal", "Zzz")


def test_without_a_contact_it_is_the_deals_own(session, ana, obra, bring):
    assert bring(",Obra,")[1] == obra
    assert session.database.value("SELECT contact_id FROM interactions") == ana
