"""The day as cards: sides, glyphs, actions, and the line that sums it up."""

from __future__ import annotations

from crm.models.today import SECTIONS, Day, Section
from crm.utils import dates
from crm.views import today_cards

TASK = {"id": 1, "type": "task", "subject": "Factura", "contact": "", "company": "", "opportunity": "", "place": ""}
TASK |= {"when": "today", "due_on": dates.today(), "due_at": ""}
FIRM = {"id": 7, "name": "Norte", "kind": "company", "company": "Norte", "phone": "", "mobile_phone": ""}
FIRM |= {"last_interaction_at": "2026-01-07T10:00:00Z"}


def day(**rows) -> Day:
    entities = {"closing": "opportunities", "quiet": "contacts", "birthdays": "contacts"}
    sections = [
        Section(one.value, entities.get(one.value, "activities"), len(found), tuple(found))
        for one in SECTIONS
        for found in [rows.get(one.value, [])]
    ]
    return Day(dates.today(), tuple(sections), 3, 60)


def test_only_what_there_is_becomes_a_card_the_day_left_and_the_rest_right():
    made = today_cards.cards(day(due=[TASK], quiet=[FIRM]), types={"task": "Task"}, whole=frozenset())
    assert [(one.key, one.side, one.count) for one in made] == [("due", 0, 1), ("quiet", 1, 1)]


def test_an_activity_has_a_circle_to_be_done_and_a_company_its_own_glyph():
    task, firm = today_cards.cards(day(due=[TASK], quiet=[FIRM]), types={"task": "Task"}, whole=frozenset())
    assert (task.rows[0].check, task.rows[0].title) == (True, "Task: Factura")
    assert (firm.rows[0].check, firm.rows[0].glyph) == (False, "building")


def test_a_card_shows_its_first_rows_unless_all_are_wanted():
    many = day(due=[TASK | {"id": number} for number in range(30)])
    short, whole = (today_cards.cards(many, types={}, whole=frozenset(keys))[0].rows for keys in ((), ("due",)))
    assert (len(short), len(whole)) == (today_cards.SHOWN, 30)


def test_every_entity_can_be_opened_and_only_activities_are_done():
    keys = {entity: [one.key for one in today_cards.actions(entity)] for entity in ("activities", "contacts")}
    assert keys["activities"] == ["done", "call", "later", "open"]
    assert keys["contacts"] == ["call", "plan", "open"]


def test_a_day_is_summed_up_without_what_is_nothing():
    assert (
        today_cards.summary(day(overdue=[TASK], meetings=[TASK], due=[TASK]))
        == "1 overdue · 2 for today · 3 done today"
    )
    assert today_cards.summary(day()) == "3 done today"


def test_a_card_of_more_rows_than_were_counted_says_so():
    many = Day(dates.today(), tuple(Section(one.value, "activities", 1000, (TASK,)) for one in SECTIONS[:3]), 0, 60)
    card = today_cards.cards(many, types={}, whole=frozenset())[0]
    assert (card.number(card.count), card.number(card.more)) == ("999+", "998+")
    assert today_cards.summary(many).startswith("999+ overdue")
