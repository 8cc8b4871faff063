"""Numbers one a line: what each is, how much, the change; a click."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Number
from crm.models.periods import MONTH, Period
from crm.utils.chart_data import Unit
from crm.views import theme
from crm.views.dashboard_lines import NumberLines

OCTOBER = Period(MONTH, "2026-10-01", "2026-10-21")
RATE = Number("Win rate", 0.5, Unit.SHARE, before=0.4)
UNSAID = Number("Average deal", None, Unit.MONEY, "EUR", why="Too few.")


@pytest.fixture
def lines(page):
    made = NumberLines(page)
    made.place(x=0, y=0, width=260, height=80)
    made.show([RATE, UNSAID], OCTOBER)
    page.update()
    return made


def test_each_says_what_it_is_how_much_and_how_it_moved(lines):
    assert lines.words == [("Win rate", "50%", "▲ 10 points"), ("Average deal", "–", "")]


def test_a_click_picks_one_that_can_be_said(lines):
    picked = []
    lines.on_pick = picked.append
    lines.pick(0)
    lines.pick(1)
    assert picked == [RATE]


def test_a_long_name_leaves_its_value_whole(lines):
    lines.show([Number("What they were worth on average in all of it", 12)], None)
    lines.update()
    name, value, _change = lines.words[0]
    assert (name[-1], value) == ("…", "12")


def test_good_and_bad_keep_their_colours_when_the_theme_changes(root, lines):
    theme.switch(root, "dark")
    assert str(lines._lines[0][2].cget("foreground")) == theme.colors().success


def test_amounts_are_in_whole_units_where_others_of_the_card_are(lines):
    small = Number("A day", 12_345, Unit.MONEY, "EUR")
    lines.show([small], None)
    assert lines.words[0][1] == "€123.45"
    lines.show([small], None, whole=True)
    assert lines.words[0][1] == "€123"
