"""What records are called when their history is told."""

import pytest

from crm.controllers.history_names import Names
from crm.models.goals import GoalPlace


@pytest.fixture
def names(session):
    return Names(session.database)


def test_a_deal_is_called_by_its_title(session, names):
    assert names.of("opportunities", session.opportunities.add({"title": "Obra"})) == "Obra"


def test_a_part_of_a_deal_is_called_by_the_deal(session, names):
    deal = session.opportunities.add({"title": "Obra"})
    [first] = session.database.ids("SELECT id FROM stage_history WHERE opportunity_id = :id", id=deal)
    assert names.of("stage_history", first) == "Obra"


def test_an_activity_keeps_a_name_of_its_own(session, names):
    deal = session.opportunities.add({"title": "Obra"})
    planned = session.activities.add({"subject": "Llamar", "opportunity_id": deal})
    assert names.of("activities", planned) == "Llamar"


def test_what_is_gone_is_called_as_it_was(session, names):
    deal = session.opportunities.add({"title": "Obra"})
    session.opportunities.remove([deal])
    assert names.of("opportunities", deal) == "Obra"


def test_a_rate_is_called_by_currency_and_day(session, names):
    rate = session.rates.add("USD", "2026-11-20", rate="0.92")
    assert names.of("exchange_rates", rate) == "USD 20 Nov 2026"


def test_a_goal_is_called_by_whose_it_is_and_when(session, names):
    berta = session.users.add("Berta")
    found = [GoalPlace("won_count", "2026-10-01", berta, "quarter"), GoalPlace("won_count", "2026-11-01", team="Norte")]
    ids = [session.goals.set(place, 5) for place in found]
    assert [names.of("goals", one) for one in ids] == ["Berta, Q4 2026", "Norte, November 2026"]


def test_nothing_has_no_name(names):
    assert names.of("contacts", None) == ""


def test_what_never_was_is_called_by_its_number(names):
    assert names.of("contacts", 77) == "contacts 77"
    assert names.of("no_such_table", 7) == "no_such_table 7"
