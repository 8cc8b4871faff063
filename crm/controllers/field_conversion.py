"""How a value of one kind becomes a value of another when a custom field changes its kind; None when it cannot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crm.controllers.checking import clean_value
from crm.models.custom_fields import CustomField
from crm.models.fields import Choice, Field, Kind
from crm.utils import dates, money, text

_YES = {"si", "yes", "true", "verdadero", "1", "x", "s", "y"}
_NO = {"no", "false", "falso", "0", "n"}


def convert(value: Any, field: CustomField, *, kind: Kind) -> Any:
    """`value` of `field` as a value of `kind`, or None when nothing sensible comes out."""
    if kind == field.kind:
        return value
    written = as_text(value, field)
    try:
        if field.kind == Kind.NUMBER and kind == Kind.MONEY:
            return _minor_units(value, field)
        return _read(written, field, kind=kind)
    except (ValueError, ArithmeticError):
        return None


def _minor_units(value: float, field: CustomField) -> int:
    """An amount of whole minor units; never read as text, where 1.234 may mean a thousand and more."""
    units = Decimal(str(value)).scaleb(money.decimals(field.currency or "EUR"))
    if units != units.to_integral_value() or abs(units) >= 2**63:
        raise ValueError(value)
    return int(units)


def as_text(value: Any, field: CustomField) -> str:
    """A value as plain text that a person and `convert` can read back."""
    if isinstance(value, list):
        return ", ".join(value)
    if field.kind == Kind.MONEY:
        return str(Decimal(value).scaleb(-money.decimals(field.currency)))
    if field.kind == Kind.YES_NO:
        return "1" if value else "0"
    return str(value)


def _read(written: str, field: CustomField, *, kind: Kind) -> Any:
    if kind == Kind.NUMBER:
        return clean_value(_plain_number(written), Field("custom.value", kind, ""), region="")
    if kind == Kind.MONEY:
        return money.parse(written, currency=field.currency or "EUR")
    if kind == Kind.DATE:
        return dates.parse_day(written, order="dmy")
    if kind == Kind.YES_NO:
        return _flag(written)
    if kind in (Kind.CHOICE, Kind.CHOICES):
        return _chosen(written, field, kind=kind)
    if kind == Kind.TEXT:
        written = " ".join(written.splitlines())
    return clean_value(written, Field("custom.value", kind, ""), region="ES")


def _plain_number(written: str) -> int | float:
    try:
        return int(written)
    except ValueError:
        number = money.parse_number(written)
        return int(number) if number == number.to_integral_value() else float(number)


def _flag(written: str) -> int:
    folded = text.fold(written.strip())
    if folded in _YES | _NO:
        return int(folded in _YES)
    raise ValueError(written)


def _chosen(written: str, field: CustomField, *, kind: Kind) -> Any:
    parts = [part.strip() for part in written.split(",")] if kind == Kind.CHOICES else [written.strip()]
    parts = [part for part in parts if part]
    allowed = field.choices or tuple(parts)
    choices = tuple(Choice(one, one) for one in allowed)
    chosen = parts if kind == Kind.CHOICES else "".join(parts)
    return clean_value(chosen, Field("custom.value", kind, "", choices=choices), region="")
