"""What stands on the card of a deal."""

from __future__ import annotations

from crm.utils import dates
from crm.views import pipeline_cards
from crm.views.pipeline_state import CARD_FIELDS

ALL = tuple(key for key, _label in CARD_FIELDS)
ROW = {
    "title": "Licences", "status": "open", "company": "Acme", "contact": "Ana Gil", "value": 123_400, "currency": "EUR",
    "owner": "Berta Ríos", "expected_close": "2999-12-31", "closed_on": "", "days_in_stage": 5, "mark": "planned",
    "next_activity": {"type": "call", "subject": "Prices", "due_on": "2999-01-02", "due_at": ""}, "rotting": "",
    "snoozed_until": "", "probability": 40,
}  # fmt: skip


def made(fields=ALL, **changes):
    return pipeline_cards.card({**ROW, **changes}, fields)


def texts(card):
    return [(line.text, line.right) for line in card.lines]


def test_everything_stands_on_a_full_card():
    assert texts(made()) == [
        ("Acme · Ana Gil", ""),
        ("€1,234", ""),
        ("31 Dec 2999", "5 days here"),
        ("Call: Prices · 2 Jan 2999", ""),
    ]


def test_as_many_lines_as_promised():
    for fields in (ALL, (), ("value",), ("company", "days"), ("close", "activity", "owner")):
        assert len(made(fields).lines) == pipeline_cards.lines_of(fields)


def test_one_name_is_written_once():
    assert texts(made(contact="Acme"))[0] == ("Acme", "")


def test_a_value_that_is_not_known_is_no_zero():
    assert texts(made(value=None))[1] == ("No value", "")


def test_an_expected_close_that_is_over_is_red():
    assert made(expected_close="2020-01-01").lines[2].role == "danger"
    assert made(expected_close=dates.today()).lines[2].role == "muted"


def test_why_it_rots_stands_on_the_card_whatever_its_fields():
    card = made((), rotting="14 days since the last call, limit 10")
    assert card.lines[-1].text == "14 days since the last call, limit 10"
    assert card.edge == "warning"
    assert "limit 10" in card.tip


def test_each_mark_has_a_shape_of_its_own():
    marks = ("overdue", "today", "planned", "none")
    assert len({made(mark=mark).mark for mark in marks}) == 4
    assert [made(mark=mark).mark_role for mark in marks] == ["danger", "success", "muted", "caution"]


def test_no_activity_is_said():
    assert texts(made(next_activity=None, mark="none"))[-1] == ("No activity planned", "")


def test_an_overdue_activity_is_red():
    assert made(mark="overdue").lines[-1].role == "danger"


def test_a_deal_that_rests_says_until_when():
    card = made(next_activity=None, mark="none", snoozed_until="2999-05-01")
    assert card.lines[-1].text == "Snoozed until 1 May 2999"


def test_the_first_day_in_a_stage_is_today():
    assert texts(made(days_in_stage=0))[2][1] == "since today"


def test_the_owner_is_a_picture():
    assert made().person == "berta rios"
    assert made(("value",)).person == ""
    assert any(line.has_person for line in made(("owner",)).lines)


def test_a_won_deal_says_when_and_plans_nothing():
    card = made(status="won", closed_on="2026-11-02", next_activity=None, mark="none")
    assert texts(card)[2:] == [("2 Nov 2026", ""), ("", "")]
    assert card.mark == "trophy-fill"


def test_the_tip_tells_what_may_be_cut():
    assert made().tip.splitlines() == [
        "Licences", "Acme · Ana Gil", "€1,234 · 40 % likely", "Expected close: 31 Dec 2999", "Berta Ríos",
        "Call: Prices · 2 Jan 2999",
    ]  # fmt: skip
