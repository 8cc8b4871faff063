"""What stands on the card of a deal. Plain rows in, cards out; drawing them is the board's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from crm.models.opportunities import NONE
from crm.models.pipelines import OPEN
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.text import fold, one_line
from crm.views import opportunity_words as words
from crm.views.colors import hue_of
from crm.views.pipeline_words import amount
from crm.views.widgets.board_model import Card, CardLine

_Row = Mapping[str, Any]


def lines_of(fields: Collection[str]) -> int:
    """How many lines a card with these fields has below its title; the last one, of the state, is always there."""
    return 1 + ("company" in fields) + ("value" in fields) + bool({"close", "days"} & set(fields))


def card(row: _Row, fields: Collection[str]) -> Card:
    """The card of a deal that shows these fields of CARD_FIELDS."""
    glyph, role = words.mark_look(row["mark"] if row["status"] == OPEN else row["status"])
    owner = row["owner"] if "owner" in fields else ""
    return Card(
        one_line(row["title"], 200),
        tuple(_lines(row, fields)),
        mark=glyph,
        mark_role=role,
        person=fold(owner),
        hue=hue_of(fold(owner)) if owner else "",
        edge="warning" if row["rotting"] else "",
        tip=_tip(row),
    )


def _lines(row: _Row, fields: Collection[str]) -> list[CardLine]:
    lines = []
    if "company" in fields:
        lines.append(CardLine(customer(row)))
    if "value" in fields:
        lines.append(_value(row))
    if {"close", "days"} & set(fields):
        lines.append(_times(row, fields))
    lines.append(_state(row, fields))
    place = 1 if {"company", "value"} <= set(fields) else 0
    lines[place] = replace(lines[place], has_person=True)
    return lines


def customer(row: _Row) -> str:
    """For whom the deal is: company and person, once each."""
    return " · ".join(dict.fromkeys(name for name in (row["company"], row["contact"]) if name))


def _value(row: _Row) -> CardLine:
    if row["value"] is None:
        return CardLine(_("No value"), role="placeholder")
    return CardLine(amount(row["value"], row["currency"]), role="foreground", strong=True)


def _times(row: _Row, fields: Collection[str]) -> CardLine:
    is_open = row["status"] == OPEN
    day = (row["expected_close"] if is_open else row["closed_on"]) if "close" in fields else ""
    late = is_open and bool(day) and day < dates.today()
    return CardLine(
        dates.show_day(day),
        _here(row["days_in_stage"]) if "days" in fields and is_open else "",
        icon="calendar-x" if late else "calendar" if day else "",
        role="danger" if late else "muted",
    )


def _here(days: int) -> str:
    """How long a deal has been in its stage."""
    if not days:
        return _("since today")
    return ngettext("{count} day here", "{count} days here", days).format(count=days)


def _state(row: _Row, fields: Collection[str]) -> CardLine:
    """Why the deal rots, or what comes next."""
    if row["rotting"]:
        return CardLine(row["rotting"], icon="hourglass-split", role="warning")
    if "activity" not in fields or row["status"] != OPEN:
        return CardLine()
    if row["snoozed_until"] >= dates.today() and row["mark"] == NONE:
        return CardLine(_("Snoozed until {day}").format(day=dates.show_day(row["snoozed_until"])), icon="moon")
    planned = row["next_activity"]
    if planned is None:
        return CardLine(words.mark_words(NONE), role="placeholder")
    role = "danger" if row["mark"] == "overdue" else "muted"
    return CardLine(
        words.activity(planned), icon=words.ACTIVITY_GLYPHS.get(planned["type"], "check2-square"), role=role
    )


def _tip(row: _Row) -> str:
    """All that a card may have had to cut."""
    value = "" if row["value"] is None else amount(row["value"], row["currency"])
    chance = _("{percent} % likely").format(percent=row["probability"]) if row["status"] == OPEN else ""
    close = (
        _("Expected close: {day}").format(day=dates.show_day(row["expected_close"])) if row["expected_close"] else ""
    )
    mark = words.activity(row["next_activity"]) or words.mark_words(NONE) if row["status"] == OPEN else ""
    parts = (row["title"], customer(row), " · ".join(one for one in (value, chance) if one), close, row["owner"], mark)
    return "\n".join(part for part in (*parts, row["rotting"]) if part)
