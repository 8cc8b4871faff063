"""The words of the day's rows, from rows as the sections give them."""

from __future__ import annotations

import pytest

from crm.models.day_lines import due, line
from crm.utils import dates
from tests.records import moment_ago

TYPES = {"call": "Call", "visit": "Visita"}
ACTIVITY = {"type": "call", "subject": "Oferta", "contact": "Ana Gil", "company": "Norte", "opportunity": "Obra"}
ACTIVITY |= {"place": "", "when": "planned", "due_on": dates.today(), "due_at": ""}
DEAL = {"title": "Obra", "contact": "Ana Gil", "company": "Norte", "value": 150000, "currency": "EUR"}
DEAL |= {"stage": "Negotiation", "expected_close": "2026-01-07", "rotting": "9 days since the last call, limit 5"}
PERSON = {"name": "Ana Gil", "kind": "person", "company": "Norte", "phone": "+34911234567", "mobile_phone": ""}


def test_an_activity_says_its_type_subject_and_whom_it_is_about():
    said = line("due", ACTIVITY, types=TYPES)
    assert (said.title, said.about, said.when, said.late) == ("Call: Oferta", "Ana Gil · Norte · Obra", "", False)


def test_an_activity_without_a_subject_is_called_by_its_type():
    assert line("due", ACTIVITY | {"type": "visit", "subject": ""}, types=TYPES).title == "Visita"


def test_a_name_that_comes_twice_is_said_once():
    company = ACTIVITY | {"contact": "Norte"}
    assert line("due", company, types=TYPES).about == "Norte · Obra"


def test_today_a_time_is_enough_and_another_day_is_named():
    at = dates.to_moment(f"{dates.today()} 10:05")
    assert due(ACTIVITY | {"due_at": at}) == "10:05"
    assert due(ACTIVITY | {"due_on": dates.to_local(moment_ago(1)).date().isoformat()}) == "yesterday"
    assert due(ACTIVITY | {"due_on": ""}) == ""


def test_a_deal_that_should_be_closed_by_now_is_late():
    said = line("closing", DEAL, types=TYPES)
    assert (said.about, said.when, said.late) == ("Ana Gil · Norte · €1,500.00 · Negotiation", "7 Jan 2026", True)
    assert not line("closing", DEAL | {"expected_close": dates.today()}, types=TYPES).late


def test_a_rotting_deal_says_why():
    assert line("rotting", DEAL, types=TYPES).when == "9 days since the last call, limit 5"


def test_a_deal_without_a_value_says_nothing_of_it():
    assert line("without_next", DEAL | {"value": None}, types=TYPES).about == "Ana Gil · Norte · Negotiation"


@pytest.mark.parametrize(
    ("key", "column", "value", "when"),
    [
        ("quiet", "last_interaction_at", moment_ago(3), "3 days ago"),
        ("birthdays", "celebrated_on", dates.today(), "today"),
    ],
    ids=["quiet", "birthday"],
)
def test_a_contact_is_told_with_the_company_and_a_phone(key, column, value, when):
    said = line(key, PERSON | {column: value}, types=TYPES)
    assert (said.title, said.about, said.when) == ("Ana Gil", "Norte · +34911234567", when)


def test_a_good_customer_gone_quiet_is_told_with_the_reason():
    said = line("good_quiet", PERSON | {"reason": "Why", "quiet_since": dates.today()}, types=TYPES)
    assert (said.title, said.about, said.when, said.late) == ("Ana Gil", "Why", "today", True)
