"""The parts of a report's builder, each by itself."""

from __future__ import annotations

import pytest

from crm.models.fields import Choice, Field, Kind
from crm.models.reports import Aggregate, Grouping, Measure
from crm.views.dialogs.report_builder_parts import Figures, Groups, Part, Pills, choice_box
from tests.window import pump

pytestmark = pytest.mark.window

FIELDS = (
    Field("stage_id", Kind.STAGE, "Stage"),
    Field("value", Kind.MONEY, "Value"),
    Field("closed_on", Kind.DATE, "Closed on"),
)
COUNT = Measure(Aggregate.COUNT)


def choose(editor, value):
    """Choose a value as a person does in its list."""
    editor.entry.current([one for one, _label in editor._offered].index(value))
    editor.entry.event_generate("<<ComboboxSelected>>")
    editor.update()


@pytest.fixture
def groups(page):
    made = Groups(page)
    made.pack()
    made.set((), FIELDS)
    pump(page)
    return made


@pytest.fixture
def figures(page):
    made = Figures(page)
    made.pack()
    made.set((COUNT,), FIELDS)
    pump(page)
    return made


def test_a_part_says_what_is_wrong_and_stops_saying_it(page):
    part = Part(page, "Figures")
    part.say("What shall be counted?")
    assert part.said == "What shall be counted?"
    part.say("")
    assert part.said == ""


def test_a_box_offers_its_choices(page):
    box = choice_box(page, [Choice("a", "First"), Choice("b", "Second")], width=10)
    box.set("b")
    assert box.entry.get() == "Second"


def test_a_group_by_days_begins_with_months(groups):
    choose(groups.fields[0], "closed_on")
    assert groups.groupings == (Grouping("closed_on", "month"),)


def test_another_field_forgets_the_unit_of_the_last(groups):
    choose(groups.fields[0], "closed_on")
    choose(groups.units[0], "week")
    choose(groups.fields[0], "stage_id")
    assert groups.groupings == (Grouping("stage_id"),)


def test_a_change_of_groups_is_told(groups):
    told = []
    groups.on_change = told.append
    choose(groups.fields[0], "stage_id")
    assert told == [(Grouping("stage_id"),)]


def test_a_sum_is_of_money_where_there_is_some(figures):
    choose(figures.hows[0], "sum")
    assert figures.measures == (Measure(Aggregate.SUM, "value"),)


def test_no_more_figures_than_a_table_bears(figures):
    for _time in range(5):
        figures.add.invoke()
    assert figures.add.instate(["disabled"])


def test_all_figures_can_be_taken_away(figures):
    figures.crosses[0].invoke()
    assert figures.measures == ()
    assert figures.focus_get() is figures.add


def test_a_pill_tells_what_it_stands_for(page):
    pills, told = Pills(page), []
    pills.pack()
    pills.set([Choice("a", "First"), Choice("b", "Second")], "a")
    pills.on_change = told.append
    pills.pills["b"].invoke()
    assert (told, pills.value) == (["b"], "b")
