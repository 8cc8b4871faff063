"""The day as the cards of a canvas: which glyph, which side, which actions, in the words of models/day_lines.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.models import day_lines, today
from crm.models.today import SECTIONS, Day, Section
from crm.utils.i18n import N_, _, translate
from crm.views import opportunity_words
from crm.views.widgets.day_cards import OPEN
from crm.views.widgets.day_model import DayAction, DayCard, DayRow

DONE, LATER, CALL, PLAN = "done", "later", "call", "plan"
SHOWN = 10  # rows of a card, until all are asked for
_TITLES = {one.value: one.label for one in SECTIONS}
_LOOKS = {
    today.OVERDUE: ("exclamation-circle-fill", "danger"),
    today.MEETINGS: ("people", "accent"),
    today.DUE: ("check2-square", "accent"),
    today.CLOSING: ("calendar-event", "accent"),
    today.ROTTING: ("hourglass-split", "danger"),
    today.WITHOUT_NEXT: ("exclamation-triangle-fill", "caution"),
    today.GOOD_QUIET: ("heartbreak", "caution"),
    today.QUIET: ("chat-left-dots", "muted"),
    today.BIRTHDAYS: ("gift", "accent"),
}
_LEFT = (today.OVERDUE, today.MEETINGS, today.DUE)
_ENTITY_GLYPHS = {"opportunities": "kanban", "contacts": "person"}
_ACTIONS = {
    DONE: ("check-lg", N_("Done"), "space"),
    LATER: ("arrow-right", N_("Tomorrow"), "plus"),
    CALL: ("telephone", N_("Call now"), "c"),
    PLAN: ("calendar-plus", N_("Plan"), "p"),
    OPEN: ("box-arrow-up-right", N_("Open"), ""),
}
_OF = {
    "activities": (DONE, CALL, LATER, OPEN),
    "opportunities": (CALL, PLAN, OPEN),
    "contacts": (CALL, PLAN, OPEN),
}


def cards(day: Day, *, types: Mapping[str, str], whole: frozenset[str]) -> list[DayCard]:
    """The cards of what there is; those named in `whole` with all rows that were read, others with the first ones."""
    return [_card(one, types, shown=len(one.rows) if one.key in whole else SHOWN) for one in day.sections if one.count]


def summary(day: Day) -> str:
    """The day in a line: what is overdue, to do, done."""
    counts = {one.key: one.count for one in day.sections}
    due = counts[today.MEETINGS] + counts[today.DUE]
    parts = (
        (counts[today.OVERDUE], _("{count} overdue")),
        (due, _("{count} for today")),
        (day.done, _("{count} done today")),
    )
    return " · ".join(words.format(count=today.numbered(count)) for count, words in parts if count)


def actions(entity: str) -> tuple[DayAction, ...]:
    """What can be done with a row of an entity."""
    return tuple(DayAction(key, glyph, _(words), keysym) for key, (glyph, words, keysym) in _named(entity))


def _named(entity: str) -> list[tuple[str, tuple[str, str, str]]]:
    return [(key, _ACTIONS[key]) for key in _OF[entity]]


def _card(section: Section, types: Mapping[str, str], *, shown: int) -> DayCard:
    glyph, role = _LOOKS[section.key]
    rows = tuple(_row(section, row, types=types) for row in section.rows[:shown])
    side = 0 if section.key in _LEFT else 1
    title = translate(_TITLES[section.key])
    count, at_least = min(section.count, today.MOST), section.count > today.MOST
    return DayCard(section.key, title, glyph, role, count, rows, actions(section.entity), side, at_least)


def _row(section: Section, row: Mapping[str, Any], *, types: Mapping[str, str]) -> DayRow:
    said = day_lines.line(section.key, row, types=types)
    check = section.entity == "activities"
    glyph = opportunity_words.ACTIVITY_GLYPHS.get(row["type"], "circle") if check else _ENTITY_GLYPHS[section.entity]
    if section.entity == "contacts" and row["kind"] == "company":
        glyph = "building"
    return DayRow(row["id"], said.title, said.about, said.when, said.late, glyph, check)
