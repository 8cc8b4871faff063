"""The columns a list of contacts may have, and each contact as the texts of its row. Plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.models.contacts import COMPANY
from crm.models.fields import Field, Kind
from crm.models.lists import ListQuery
from crm.models.tags import Tag
from crm.utils import dates, money, phones, text
from crm.utils.i18n import N_, _, translate
from crm.views.widgets.table import Column

DEFAULT = ("name", "company", "email", "phone", "status", "last_interaction_at", "tags", "owner", "city")
_NOT_SHOWN = frozenset(("kind", "first_name", "last_name", "assigned_to", "external_source", "external_id"))
_SORT_NAMES = {"owner": "assigned_to"}
_WIDTHS = {
    "name": 200, "company": 160, "job_title": 150, "email": 210, "phone": 130, "mobile_phone": 130, "status": 100,
    "tags": 150, "owner": 110, "city": 120, "state": 120, "country": 110, "postal_code": 90, "tax_id": 110,
    "last_interaction_at": 130, "created_at": 130, "updated_at": 130, "notes": 240,
}  # fmt: skip
_WIDTH_OF_OTHERS = 140
_AGO = frozenset(("last_interaction_at", "created_at", "updated_at"))

Cell = Callable[[Mapping[str, Any]], str]


def columns(fields: Sequence[Field]) -> list[Column]:
    """Every column the fields allow, those shown at first in front."""
    known = {"name": N_("Name"), "owner": N_("Owner")}
    kinds = dict.fromkeys(known, Kind.TEXT)
    for field in fields:
        if field.name not in _NOT_SHOWN:
            known[field.name], kinds[field.name] = field.label, field.kind
    order = [*DEFAULT, *(name for name in known if name not in DEFAULT)]
    return [
        Column(name, translate(known[name]), _WIDTHS.get(name, _WIDTH_OF_OTHERS), kind=kinds[name])
        for name in order
        if name in known
    ]


def sort_name(column: str) -> str:
    """What a query calls the order of a column."""
    return _SORT_NAMES.get(column, column)


def column_of(query: ListQuery) -> str:
    """The column a list is sorted by; "" while the best matches of a text come first."""
    if not query.sort:
        return "" if query.text else "name"
    return next((column for column, name in _SORT_NAMES.items() if name == query.sort), query.sort)


class Cells:
    """Turns rows into the texts of their cells, one per column; `region` says how phones are shown."""

    def __init__(self, fields: Sequence[Field], shown: Sequence[Column], *, region: str) -> None:
        self._fields = {field.name: field for field in fields}
        self._region = region
        self._makers = [self._maker(column.key) for column in shown]

    def of(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """The texts of a row."""
        return tuple(maker(row) for maker in self._makers)

    def _maker(self, name: str) -> Cell:
        field = self._fields.get(name)
        if name == "tags":
            return lambda row: ", ".join(tag.name for tag in row["tags"])
        if name == "company":  # a company's own name stands in the first column already
            return lambda row: "" if row["kind"] == COMPANY else str(row["company"])
        if name == "phone":  # who has a mobile alone is reached by it
            return lambda row: show(row["phone"] or row["mobile_phone"], self._fields["phone"], region=self._region)
        if field is None:
            return lambda row: str(row[name])
        if field.is_custom:
            key = name.removeprefix("custom.")
            return lambda row: show(row["custom"].get(key), field, region=self._region)
        return lambda row: show(row[name], field, region=self._region)


def show(value: Any, field: Field, *, region: str) -> str:
    """A stored value as one line of text in the language in use; nothing as ""."""
    if value is None or value in ("", []):
        return ""
    if field.name in _AGO:
        return dates.show_ago(str(value))
    maker = _SHOWN.get(field.kind)
    if maker:
        return maker(value, field)
    return phones.show(str(value), region=region) if field.kind is Kind.PHONE else text.one_line(str(value), 200)


def _choice(value: Any, field: Field) -> str:
    return next((translate(one.label) for one in field.choices if one.value == value), str(value))


def _tags(value: Sequence[Tag], _field: Field) -> str:
    return ", ".join(tag.name for tag in value)


_SHOWN: dict[Kind, Callable[[Any, Field], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda value, field: ", ".join(_choice(one, field) for one in value),
    Kind.DATE: lambda value, _field: dates.show_day(str(value)),
    Kind.MOMENT: lambda value, _field: dates.show_moment(str(value)),
    Kind.MONEY: lambda value, field: money.show(int(value), field.currency),
    Kind.NUMBER: lambda value, _field: money.show_number(value),
    Kind.YES_NO: lambda value, _field: _("Yes") if value else _("No"),
    Kind.TAGS: _tags,
}
