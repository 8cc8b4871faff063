"""The line that plans from a phrase, typed and read back."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views.quick_add import QuickAdd
from tests.views.user import settle
from tests.window import press, pump


@pytest.fixture
def line(page, window, people):
    assert people
    made = QuickAdd(page, window.desk)
    made.pack(fill="x")
    window.root.update()
    return made


def typed(line, phrase: str) -> QuickAdd:
    line.type_in(phrase)
    pump(line, lambda: bool(line.said))
    return line


def test_what_was_understood_stands_there_before_anything_is_saved(line, own):
    assert typed(line, "llamar a Ana Gil mañana a las 10").said == ["Call", "Ana Gil", "tomorrow 10:00"]
    assert own.database.value("SELECT count(*) FROM activities") == 0


def test_enter_plans_it_and_the_line_is_ready_for_the_next(line, own, people, window):
    typed(line, "call Ana Gil tomorrow 10am for 30 min urgent")
    press(line.line, "Return")
    settle(window)
    [made] = own.activities.of_contact(people["Ana"])
    assert (made.type, made.duration_minutes, made.priority) == ("call", 30, "high")
    assert (line.is_typed, line.said) == (False, [])
    assert window.toasts.texts == ["Planned: Call · Ana Gil · tomorrow 10:00"]


def test_enter_right_after_the_last_letter_plans_what_stands_there(line, own, people):
    line.type_in("call Ana Gil tomorrow")
    line.plan()
    assert len(own.activities.of_contact(people["Ana"])) == 1


def test_a_contact_that_is_not_meant_is_taken_away(line, own, people):
    typed(line, "call Ana Gil tomorrow").chips.winfo_children()[1].invoke()
    assert line.said == ["Call", "tomorrow"]
    line.plan()
    assert own.activities.of_contact(people["Ana"]) == []


def test_a_name_that_several_have_is_asked_about(line, own):
    own.contacts.add({"first_name": "Ana", "last_name": "Ruiz"})
    assert typed(line, "call Ana tomorrow").said == ["Call", "Who? 2 fit…", "tomorrow"]


def test_a_day_that_does_not_exist_is_said_and_nothing_is_planned(line, own):
    typed(line, "call Ana Gil 31 february 2027")
    assert "does not exist" in line.problem
    line.plan()
    assert (line.is_typed, own.database.value("SELECT count(*) FROM activities")) == (True, 0)


def test_escape_empties_the_line(line):
    press(typed(line, "call Ana").line, "Escape")
    assert not line.is_typed


def test_what_is_planned_here_is_about_the_deal_unless_somebody_is_named(line, own, people):
    deal = own.opportunities.add({"title": "Obra", "contact_id": people["Berta"]})
    line.about(opportunity_id=deal)
    line.type_in("send the offer tomorrow")
    line.plan()
    [made] = own.activities.of_opportunity(deal)
    assert (made.contact_id, made.due_on > dates.today()) == (people["Berta"], True)


def test_repetition_is_told_in_words(line):
    assert "Every week on Monday" in typed(line, "report every monday").said
