"""Which records the sums and averages of a report leave out, and why: those without a value, those without a rate."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from crm.controllers.analysis.reasons import without_rate, without_some, without_value
from crm.controllers.reporting.measuring import Measures, Tally
from crm.controllers.reporting.pricing import WEIGHTED
from crm.models.fields import Field
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE, LeftOut
from crm.utils.i18n import translate


def left_out(measures: Measures, whole: Tally) -> tuple[LeftOut, ...]:
    """What the money of a report leaves out of the records that come to `whole`, field by field."""
    found: list[LeftOut] = []
    fields = _fields(measures)
    for money in fields:
        stored, priced = measures.known(money, whole)
        lacking = (
            without_some(stored - priced)
            if money.name in measures.table.source.unpriced
            else without_rate(stored - priced, measures.table.prices.base)
        )
        reasons = [*without_value(whole[0] - stored), *lacking]
        found += reasons if len(fields) == 1 else [_named(one, money) for one in reasons]
    return tuple(found)


def _named(one: LeftOut, money: Field) -> LeftOut:
    return LeftOut(f"{one.key}:{money.name}", f"{translate(money.label)}: {one.reason}", one.count)


def ids(measures: Measures, key: str, *, where: str, values: Mapping[str, Any]) -> array[int]:
    """The ids, rising, of the records of a condition that are left out under a key; KeyError for a strange one."""
    reason, _colon, name = key.partition(":")
    fields = {one.name: one for one in _fields(measures)}
    money = fields[name] if name else next(iter(fields.values()), None)
    if reason not in (WITHOUT_VALUE, WITHOUT_RATE) or money is None:
        raise KeyError(key)
    if reason == WITHOUT_RATE:
        return measures.without_rate(money, where=where, values=values)
    table, stored = measures.table, measures.table.stored(money.name)
    chosen = table.chosen
    return table.database.ids(
        f"SELECT {chosen.keys[-1]} FROM {chosen.tables} WHERE ({where}) AND ({stored}) IS NULL ORDER BY 1", **values
    )


def _fields(measures: Measures) -> list[Field]:
    """The fields of money; a weighted value is left out where the value is."""
    names = {one.name for one in measures.money}
    return [one for one in measures.money if one.name != WEIGHTED or "value" not in names]
