"""Which records the sums and averages of a report leave out, and why: those without a value, those without a rate."""

from __future__ import annotations

from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.reporting.measuring import Measures
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE, LeftOut


def left_out(measures: Measures) -> tuple[LeftOut, ...]:
    """What the money of a report leaves out, each with its number of records."""
    wheres = conditions(measures)
    if not wheres:
        return ()
    table = measures.table
    counted = ", ".join(f"sum(CASE WHEN {where} THEN 1 ELSE 0 END)" for where in wheres.values())
    rows = table.database.execute(
        f"SELECT {counted} FROM {table.chosen.tables}{measures.pricing.joined} WHERE {table.where}",
        {**table.values, **measures.pricing.values},
    )
    counts = dict(zip(wheres, next(iter(rows)), strict=True))
    valueless, unpriced = (counts[key] or 0 for key in (WITHOUT_VALUE, WITHOUT_RATE))
    return (*without_value(valueless), *without_rate(unpriced, table.prices.base))


def conditions(measures: Measures) -> dict[str, str]:
    """By the key of each reason, the condition that a record is left out of some sum for it."""
    valueless, unpriced = [], []
    for name, worth in measures.pricing.worth.items():
        stored = measures.table.stored(name)
        valueless.append(f"({stored}) IS NULL")
        unpriced.append(f"({stored}) IS NOT NULL AND ({worth}) IS NULL")
    if not valueless:
        return {}
    return {WITHOUT_VALUE: " OR ".join(valueless), WITHOUT_RATE: " OR ".join(unpriced)}
