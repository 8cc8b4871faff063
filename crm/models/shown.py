"""Stored values in words, by the kind of their field. Knows no users and no tags: their names are the caller's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm.models.fields import Field, Kind, is_empty
from crm.utils import dates, money, phones
from crm.utils.i18n import _, translate


def show(value: Any, field: Field, *, region: str) -> str:
    """A stored value in the language in use, a long text whole; nothing as "".

    `region` says how phones are shown. A choice that is gone stands for itself.
    """
    if is_empty(value):
        return ""
    if field.kind is Kind.PHONE:
        return phones.show(str(value), region=region)
    maker = _MAKERS.get(field.kind)
    return maker(value, field) if maker else str(value)


def _choice(value: Any, field: Field) -> str:
    return next((translate(one.label) for one in field.choices if one.value == value), str(value))


_MAKERS: dict[Kind, Callable[[Any, Field], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda value, field: ", ".join(_choice(one, field) for one in value),
    Kind.DATE: lambda value, _field: dates.show_day(str(value)),
    Kind.MOMENT: lambda value, _field: dates.show_moment(str(value)),
    Kind.MONEY: lambda value, field: money.show(int(value), field.currency),
    Kind.NUMBER: lambda value, _field: money.show_number(value),
    Kind.YES_NO: lambda value, _field: _("Yes") if value else _("No"),
}
