"""Checking of values by their field's kind, the same from every door. Knows fields, no entity and no SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.utils import emails, phones, text
from crm.utils.i18n import _

LONGEST_LINE = 1000
LONGEST_TEXT = 10_000_000


def clean(values: Mapping[str, Any], fields: Iterable[Field], *, region: str) -> dict[str, Any]:
    """The values in stored form. Invalid names every field that cannot be kept, each with its own sentence."""
    known = {field.name: field for field in fields}
    cleaned: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in values.items():
        if name not in known:
            problems[name] = _("There is no field called {name}. The fields are: {names}.").format(
                name=name, names=", ".join(known)
            )
            continue
        try:
            cleaned[name] = clean_value(value, known[name], region=region)
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise Invalid(problems)
    return cleaned


def clean_value(value: Any, field: Field, *, region: str) -> Any:
    """One value in stored form; ValueError with a plain sentence."""
    if isinstance(value, str) and (problem := text.unstorable(value)):
        raise ValueError(problem)
    if value is None or value in ("", []):
        return _nothing(field)
    if field.kind in _TEXTS:
        return _text(value, field, region=region)
    return _OTHERS[field.kind](value, field)


def _nothing(field: Field) -> Any:
    if field.required:
        if field.default not in (None, ""):
            return field.default
        raise ValueError(_("This field must not be empty."))
    if field.kind == Kind.TAGS:
        return []
    return "" if not field.is_custom and field.kind not in _WITHOUT_TEXT else None


_REFERENCES = (
    Kind.USER,
    Kind.CONTACT,
    Kind.PIPELINE,
    Kind.STAGE,
    Kind.LOSS_REASON,
    Kind.OPPORTUNITY,
    Kind.PRODUCT,
)
_WITHOUT_TEXT = (*_REFERENCES, Kind.NUMBER, Kind.MONEY)
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.LINK)


def _text(value: Any, field: Field, *, region: str) -> str:
    if not isinstance(value, str):
        raise ValueError(_("This field holds text."))  # noqa: TRY004 - every refusal of a value is a ValueError
    if field.kind == Kind.LONG_TEXT:
        return _within(value, LONGEST_TEXT)
    if field.kind == Kind.EMAIL:
        return _accepted(*emails.check(value))
    if field.kind == Kind.PHONE:
        return _accepted(*phones.check(value, region=region))
    return _within(value, LONGEST_LINE)


def _within(value: str, limit: int) -> str:
    if len(value) > limit:
        raise ValueError(
            _("This text is too long: {length} letters, at most {limit}.").format(length=len(value), limit=limit)
        )
    return value


def _accepted(kept: str, problem: str) -> str:
    if problem:
        raise ValueError(problem)
    return kept


def _number(value: Any, _field: Field) -> int | float:
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(_("This is not a number."))
    number: int | float = int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(number, int) and abs(number) >= 2**63:
        raise ValueError(_("This number is too large to keep."))
    return number


def _minor_units(value: Any, field: Field) -> int:
    number = _number(value, field)
    if not isinstance(number, int):
        raise ValueError(_("This is not an amount of money."))  # noqa: TRY004
    return number


def _day(value: Any, _field: Field) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(_("{value} is not a date.").format(value=value)) from None


def _moment(value: Any, _field: Field) -> str:
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        raise ValueError(_("{value} is not a date and time.").format(value=value)) from None
    return f"{moment.isoformat(timespec='seconds')}Z"


def _flag(value: Any, _field: Field) -> int:
    if value not in (0, 1):
        raise ValueError(_("This is either yes or no."))
    return int(value)


def _choice(value: Any, field: Field) -> str:
    allowed = [choice.value for choice in field.choices]
    if value not in allowed:
        raise ValueError(
            _("{value} is none of the choices: {choices}.").format(value=value, choices=", ".join(allowed))
        )
    return str(value)


def _choices(value: Any, field: Field) -> list[str]:
    return [_choice(one, field) for one in _several(value)]


def _reference(value: Any, _field: Field) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise ValueError(_("This is not a record."))
    return value


def _references(value: Any, field: Field) -> list[int]:
    return [_reference(one, field) for one in _several(value)]


def _several(value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ValueError(_("This is not a list."))  # noqa: TRY004
    every = list(value)
    return [one for place, one in enumerate(every) if one not in every[:place]]


_OTHERS = {
    Kind.NUMBER: _number,
    Kind.MONEY: _minor_units,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.TAGS: _references,
    **dict.fromkeys(_REFERENCES, _reference),
}
