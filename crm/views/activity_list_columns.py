"""The columns a list of activities may have, and each activity as the texts of its row. Plain data in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.models import shown
from crm.models.activities import DONE, FOLLOWING, NONE, NORMAL, OVERDUE, PLANNED, TODAY
from crm.models.fields import Choice, Field, Kind, is_empty
from crm.models.lists import ListQuery
from crm.utils import dates, text
from crm.utils.i18n import N_, translate
from crm.views import activity_words
from crm.views.widgets.table import Column

TIME = "time"
COMPANY = Field("company", Kind.TEXT, N_("Company"), editable=False)  # the contact's: a list is sorted by it
DEFAULT = ("subject", "due_on", TIME, "type", "contact", "opportunity", "priority", "owner")
OF_DONE = ("subject", "completed_at", "type", "contact", "opportunity", "outcome", "owner")
_SHOWN_AS = {"contact_id": "contact", "opportunity_id": "opportunity", "assigned_to": "owner"}
_FIELD_OF = {shown_as: name for name, shown_as in _SHOWN_AS.items()} | {"state": "when", "repeats": "series_id"}
_NOT_SHOWN = frozenset(("external_source", "external_id", "due_at", "when", "series_id"))
_STATES = (
    Choice(OVERDUE, N_("Overdue")),
    Choice(TODAY, N_("Today")),
    Choice(PLANNED, N_("Planned")),
    Choice(NONE, N_("No date")),
    Choice(DONE, N_("Done")),
)
_OWN = (
    Field(TIME, Kind.TEXT, N_("Time")),
    COMPANY,
    Field("repeats", Kind.TEXT, N_("Repeats"), editable=False),
    Field("state", Kind.CHOICE, N_("Status"), choices=_STATES, editable=False),
)
_LABELS = {"due_on": N_("Day"), "duration_minutes": N_("Lasts"), "description": N_("Notes")}
_WIDTHS = {
    "subject": 260, "due_on": 150, TIME: 70, "type": 95, "contact": 150, "company": 150, "opportunity": 180,
    "priority": 85, "owner": 110, "duration_minutes": 95, "place": 150, "repeats": 190, "outcome": 220,
    "completed_at": 150, "description": 240, "state": 90, "created_at": 140, "updated_at": 140, "ends_on": 120,
}  # fmt: skip
_WIDTH_OF_OTHERS = 140
_AGO = frozenset(("created_at", "updated_at"))
_EDITED_AS = {"due_on": "due_on", TIME: TIME, "type": "type", "priority": "priority", "owner": "assigned_to"}
EDITED = tuple(_EDITED_AS)

Cell = Callable[[Mapping[str, Any]], str]


def columns(fields: Sequence[Field]) -> list[Column]:
    """Every column the fields allow, those shown at first in front."""
    known = {_SHOWN_AS.get(one.name, one.name): one for one in _all(fields) if one.name not in _NOT_SHOWN}
    order = [*(name for name in DEFAULT if name in known), *(name for name in known if name not in DEFAULT)]
    return [_column(name, known[name]) for name in order]


def _all(fields: Sequence[Field]) -> list[Field]:
    return [*fields, *_OWN, *FOLLOWING]


def _column(name: str, field: Field) -> Column:
    kind = Kind.TEXT if name == "duration_minutes" else field.kind
    label = translate(_LABELS.get(name, field.label))
    return Column(name, label, _WIDTHS.get(name, _WIDTH_OF_OTHERS), kind=kind, sortable=name != TIME)


def sort_name(column: str) -> str:
    """What a query calls the order of a column: by its field, so that a kept order is known again."""
    return _FIELD_OF.get(column, column)


def column_of(query: ListQuery) -> str:
    """The column a list is sorted by."""
    if not query.sort:
        return "due_on"
    return {field: column for column, field in _FIELD_OF.items()}.get(query.sort, query.sort)


class Cells:
    """Turns rows into the texts of their cells, one per column; `region` says how phones are shown."""

    def __init__(self, fields: Sequence[Field], *, region: str) -> None:
        self._fields = {field.name: field for field in _all(fields)}
        self._region = region
        self._makers = [self._maker(column.key) for column in columns(fields)]

    def of(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """The texts of a row."""
        return tuple(maker(row) for maker in self._makers)

    def _maker(self, name: str) -> Cell:
        special = self._special(name)
        if special:
            return special
        field = self._fields.get(name)
        if field is None or name in ("company", "repeats"):
            return lambda row: text.one_line(str(row[name] or ""), 200)
        return lambda row: self._show(row[name], field)

    def _special(self, name: str) -> Cell | None:
        if name in _AGO:
            return lambda row: dates.show_ago(row[name])
        kind, priority = self._fields["type"], self._fields["priority"]
        made: dict[str, Cell] = {
            "subject": lambda row: text.one_line(row["subject"], 200) or self._show(row["type"], kind),
            "due_on": activity_words.day,
            TIME: activity_words.time,
            "priority": lambda row: "" if row["priority"] == NORMAL else self._show(row["priority"], priority),
            "duration_minutes": lambda row: activity_words.length(row["duration_minutes"], timed=bool(row["due_at"])),
            "state": lambda row: self._show(row["when"], self._fields["state"]),
        }
        return made.get(name)

    def _show(self, value: Any, field: Field) -> str:
        if is_empty(value):
            return ""
        return text.one_line(shown.show(value, field, region=self._region), 200)


def editable(column: str, fields: Sequence[Field]) -> Field | None:
    """The field that is edited in place in a column, None where it is not."""
    field = next((one for one in _all(fields) if one.name == _EDITED_AS.get(column)), None)
    return replace(field, label=_LABELS.get(column, field.label)) if field else None
