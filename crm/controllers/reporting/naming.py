"""What groups are called and in which order they stand: stages by their place, months by time, words by letter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from crm.controllers.reporting.parts import Key, Parting
from crm.controllers.reporting.sources import NAME
from crm.controllers.reporting.tables import Table
from crm.models.fields import Field, Kind
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils import dates, text
from crm.utils.day_names import month_and_year
from crm.utils.i18n import _, translate

_KINDS = "CASE s.kind WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END"
_STAGES = (
    f"SELECT s.id AS id, s.name AS name, p.name AS pipeline, p.id AS pipeline_id FROM stages s"
    f" JOIN pipelines p ON p.id = s.pipeline_id ORDER BY p.active DESC, p.position, p.id, {_KINDS}, s.position, s.id"
)
# Named things in an order of their own, and those by name.
_PLACED = {
    Kind.PIPELINE: "SELECT id, name FROM pipelines ORDER BY active DESC, position, id",
    Kind.LOSS_REASON: "SELECT id, name FROM loss_reasons ORDER BY active DESC, position, id",
}
_NAMED = {
    Kind.USER: "SELECT id, name FROM users",
    Kind.PRODUCT: "SELECT id, name FROM products",
    Kind.TAGS: "SELECT id, name FROM tags",
    Kind.CONTACT: f"SELECT k.id AS id, {NAME} AS name FROM contacts k",
    Kind.OPPORTUNITY: "SELECT id, title AS name FROM opportunities",
}
_MANY = (Kind.CONTACT, Kind.OPPORTUNITY)
Place = tuple[Any, ...]


class Names:
    """The words and the places of the keys of one grouping."""

    def __init__(self, table: Table, parting: Parting, *, keys: Iterable[Key]) -> None:
        self.field = parting.field
        self.unit = parting.unit
        groupings = table.definition.groupings
        self._alone = not any(table.fields[one.field].kind == Kind.PIPELINE for one in groupings)
        self._words: dict[Key, str] = {}
        self._places: dict[Key, Place] = {}
        for key in keys:
            self._words[key] = nothing(parting.field) if key is None else str(key)
            self._places[key] = (1,) if key is None else (0, key) if _is_number(key) else (0, text.fold(str(key)), key)
        if self.unit:
            self._tell(date_words(self.unit))
        else:
            self._name(table)

    def label(self, key: Key) -> str:
        """What a group is called."""
        return self._words[key]

    def cell(self, key: Key) -> object:
        """What stands in the cell of a group: its name, or the day it is."""
        return key if self.unit == "day" and key is not None else self._words[key]

    def place(self, key: Key) -> Place:
        """What groups are ordered by; those of nothing stand last."""
        return self._places[key]

    def _name(self, table: Table) -> None:
        kind = self.field.kind
        if kind == Kind.YES_NO:
            self._tell(lambda key: _("Yes") if key else _("No"))
        elif kind in (Kind.CHOICE, Kind.CHOICES):
            self._choices()
        elif kind == Kind.STAGE:
            self._stages(table.database.all(_STAGES))
        elif kind in _PLACED:
            for place, row in enumerate(table.database.all(_PLACED[kind])):
                self._set(row["id"], translate(row["name"]), place=(0, place))
        elif kind in _NAMED:
            for row in self._rows(table):
                self._set(row["id"], row["name"], place=(0, text.fold(row["name"]), row["id"]))
        elif self.field.name == "source":
            self._tell(lambda key: translate(str(key)))

    def _tell(self, words: Callable[[Any], str]) -> None:
        for key in self._words:
            if key is not None:
                self._words[key] = words(key)

    def _set(self, key: Key, words: str, *, place: Place) -> None:
        if key in self._words:
            self._words[key], self._places[key] = words, place

    def _choices(self) -> None:
        known = {one.value: (place, translate(one.label)) for place, one in enumerate(self.field.choices)}
        for key in self._words:
            if key in known:
                self._set(key, known[str(key)][1], place=(0, "", known[str(key)][0]))
            elif self.field.kind == Kind.CHOICES and key is not None:
                self._words[key] = chosen_words(self.field, str(key))

    def _stages(self, rows: list[Row]) -> None:
        """Stages of several pipelines say which one they are of, unless the other grouping does."""
        several = self._alone and len({row["pipeline_id"] for row in rows if row["id"] in self._words}) > 1
        for place, row in enumerate(rows):
            words = translate(row["name"])
            if several:
                words = _("{stage} ({pipeline})").format(stage=words, pipeline=translate(row["pipeline"]))
            self._set(row["id"], words, place=(0, place))

    def _rows(self, table: Table) -> list[Row]:
        if self.field.kind not in _MANY:
            return table.database.all(_NAMED[self.field.kind])
        wanted = to_json([key for key in self._words if key is not None])
        return table.database.all(f"{_NAMED[self.field.kind]} WHERE {among('id', 'wanted')}", wanted=wanted)


def nothing(field: Field) -> str:
    """What the group is called of the records in which a field is empty."""
    if field.kind == Kind.USER:
        return _("Nobody")
    return _("No date") if field.kind in (Kind.DATE, Kind.MOMENT) else _("Not filled in")


def chosen_words(field: Field, kept: str) -> str:
    """A multiple choice, kept as a JSON list, in words."""
    words = {one.value: translate(one.label) for one in field.choices}
    return ", ".join(words.get(one, str(one)) for one in json.loads(kept))


def date_words(unit: str) -> Callable[[str], str]:
    """How the first day of a unit is told: "21/11/2026", "Week 47 of 2026", "November 2026", "Q4 2026", "2026"."""
    return {
        "day": dates.show_day,
        "week": _week,
        "month": lambda day: _beginning(month_and_year(date.fromisoformat(day))),
        "quarter": _quarter,
        "year": lambda day: day[:4],
    }[unit]


def _beginning(words: str) -> str:
    return words[:1].upper() + words[1:]


def _week(day: str) -> str:
    year, week, _day = date.fromisoformat(day).isocalendar()
    return _("Week {week} of {year} ({day})").format(week=week, year=year, day=dates.show_day(day))


def _quarter(day: str) -> str:
    number = (int(day[5:7]) + 2) // 3
    return _("Q{number} {year}").format(number=number, year=day[:4])


def _is_number(key: Key) -> bool:
    return isinstance(key, int | float)
