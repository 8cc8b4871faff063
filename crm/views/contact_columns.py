"""The columns a list of contacts may have, and each contact as the texts of its row. Plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.models import shown
from crm.models.contacts import COMPANY
from crm.models.fields import Field, Kind, is_empty
from crm.models.lists import ListQuery
from crm.utils import dates, text
from crm.utils.i18n import N_, translate
from crm.views.widgets.table import Column

DEFAULT = ("name", "company", "email", "phone", "status", "last_interaction_at", "tags", "owner", "city")
_NOT_SHOWN = frozenset(("kind", "first_name", "last_name", "assigned_to", "external_source", "external_id"))
_SORT_NAMES = {"owner": "assigned_to"}
_WIDTHS = {
    "name": 200, "company": 160, "job_title": 150, "email": 210, "phone": 130, "mobile_phone": 130, "status": 100,
    "tags": 150, "owner": 110, "city": 120, "state": 120, "country": 110, "postal_code": 90, "tax_id": 110,
    "last_interaction_at": 130, "created_at": 130, "updated_at": 130, "notes": 240, "birthday": 110, "segment": 110,
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
    if is_empty(value):
        return ""
    if field.name in _AGO:
        return dates.show_ago(str(value))
    if field.kind is Kind.TAGS:
        return ", ".join(tag.name for tag in value)
    return text.one_line(shown.show(value, field, region=region), 200)
