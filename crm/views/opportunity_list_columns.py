"""The columns a list of opportunities may have, and each deal as the texts of its row. Plain data in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.models import shown
from crm.models.fields import Field, Kind, is_empty
from crm.models.lists import ListQuery
from crm.models.opportunities import FOLLOWING
from crm.utils import dates, text
from crm.utils.i18n import N_, ngettext, translate
from crm.utils.money import show_number
from crm.views import opportunity_words
from crm.views.widgets.table import Column

DEFAULT = ("name", "contact", "company", "value", "stage", "expected_close", "next_activity", "owner", "days_in_stage")
_SHOWN_AS = {
    "title": "name", "contact_id": "contact", "company_id": "company", "stage_id": "stage", "pipeline_id": "pipeline",
    "assigned_to": "owner", "mark": "next_activity",
}  # fmt: skip
_FIELD_OF = {shown_as: name for name, shown_as in _SHOWN_AS.items()}
_NOT_SHOWN = frozenset(("external_source", "external_id", "stage_since", "product_id", "value_from_lines"))
_WIDTHS = {
    "name": 220, "contact": 135, "company": 135, "value": 110, "weighted": 110, "stage": 150, "pipeline": 120,
    "expected_close": 105, "next_activity": 175, "owner": 100, "days_in_stage": 80, "idle_days": 90, "rotting": 260,
    "probability": 90, "currency": 70, "tags": 150, "source": 120, "description": 240, "closed_on": 110,
}  # fmt: skip
_WIDTH_OF_OTHERS = 140
_DAYS = frozenset(("days_in_stage", "idle_days"))
_AGO = frozenset(("created_at", "updated_at"))
_LABELS = {"name": N_("Title"), "days_in_stage": N_("In stage"), "idle_days": N_("Quiet for")}

Cell = Callable[[Mapping[str, Any]], str]


def columns(fields: Sequence[Field]) -> list[Column]:
    """Every column the fields allow, those shown at first in front."""
    known = {}
    for field in (*fields, *FOLLOWING):
        name = _SHOWN_AS.get(field.name, field.name)
        if field.name not in _NOT_SHOWN:
            known[name] = field
    order = [*(name for name in DEFAULT if name in known), *(name for name in known if name not in DEFAULT)]
    return [_column(name, known[name]) for name in order]


def _column(name: str, field: Field) -> Column:
    label = translate(_LABELS.get(name, field.label))
    kind = Kind.NUMBER if name in _DAYS else Kind.TEXT if name == "rotting" else field.kind
    return Column(name, label, _WIDTHS.get(name, _WIDTH_OF_OTHERS), kind=kind, sortable=name != "rotting")


def sort_name(column: str) -> str:
    """What a query calls the order of a column: by its field, so that a kept order is known again."""
    return _FIELD_OF.get(column, column)


def column_of(query: ListQuery) -> str:
    """The column a list is sorted by; "" while the best matches of a text come first."""
    if not query.sort:
        return "" if query.text else "name"
    return _SHOWN_AS.get(query.sort, query.sort)


class Cells:
    """Turns rows into the texts of their cells, one per column; `region` says how phones are shown, `reasons` what a
    deal may be lost for.
    """

    def __init__(self, fields: Sequence[Field], *, region: str, reasons: Mapping[int, str]) -> None:
        self._fields = {field.name: field for field in (*fields, *FOLLOWING)}
        self._region = region
        self._reasons = reasons
        self._makers = [self._maker(column.key) for column in columns(fields)]

    def of(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """The texts of a row."""
        return tuple(maker(row) for maker in self._makers)

    def _maker(self, name: str) -> Cell:
        special = self._special(name)
        if special:
            return special
        field = self._fields.get(name)
        if field is None:
            return lambda row: text.one_line(str(row[name] or ""), 200)
        if field.is_custom:
            key = name.removeprefix("custom.")
            return lambda row: self._show(row["custom"].get(key), field)
        return lambda row: self._show(row[name], field)

    def _special(self, name: str) -> Cell | None:
        if name in _DAYS:
            return lambda row: _days(row[name])
        if name in _AGO:
            return lambda row: dates.show_ago(row[name])
        made: dict[str, Cell] = {
            "next_activity": lambda row: opportunity_words.activity(row["next_activity"]) or row["rotting"],
            "tags": lambda row: ", ".join(tag.name for tag in row["tags"]),
            "value": lambda row: opportunity_words.value(row["value"], row["currency"]),
            "weighted": lambda row: opportunity_words.value(row["weighted"], row["currency"]),
            "loss_reason_id": lambda row: self._reasons.get(row["loss_reason_id"], ""),
        }
        return made.get(name)

    def _show(self, value: Any, field: Field) -> str:
        if is_empty(value):
            return ""
        return text.one_line(shown.show(value, field, region=self._region), 200)


def editable(column: str, fields: Sequence[Field], *, currency: str) -> Field | None:
    """The field that is edited in place in a column, None where it is not; `currency` is the deal's."""
    wanted = {"stage": "stage_id", "value": "value", "expected_close": "expected_close", "owner": "assigned_to"}
    field = next((one for one in fields if one.name == wanted.get(column)), None)
    return replace(field, currency=currency) if field else None


def _days(number: int) -> str:
    return ngettext("{count} day", "{count} days", number).format(count=show_number(number))
