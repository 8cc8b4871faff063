"""What the command line says of the pipelines: each stage with its number, sum and weighted sum per currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crm.cli.printing import Opened, Options, say
from crm.models.figures import StandingPipeline, StandingStage
from crm.models.opportunities import Amount
from crm.utils import money
from crm.utils.i18n import _, ngettext, translate

_NAME, _COUNT, _SUM = 28, 10, 24  # the widths of the columns


def pipeline(options: Options) -> int:
    """Print every pipeline over all its deals."""
    with Opened(options) as session:
        found = session.analysis.standing()
        say(options, [_plain(one) for one in found], text="\n\n".join(map(_lines, found)))
    return 0


def _plain(one: StandingPipeline) -> dict[str, Any]:
    return {
        "id": one.id,
        "pipeline": translate(one.name),
        "active": one.active,
        "count": sum(stage.count for stage in one.stages),
        "stages": [_plain_stage(stage) for stage in one.stages],
    }


def _plain_stage(stage: StandingStage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "stage": translate(stage.name),
        "kind": stage.kind,
        "count": stage.count,
        "sums": [
            {
                "currency": one.currency,
                "count": one.count,
                "without_value": one.without_value,
                "sum": _units(one.value, one.currency),
                "weighted": _units(one.weighted, one.currency),
            }
            for one in stage.amounts
        ],
    }


def _units(minor: int, currency: str) -> float | int:
    """An amount in whole units, as a JSON number: exact for every amount a deal can have."""
    units = Decimal(minor).scaleb(-money.decimals(currency))
    return int(units) if units == int(units) else float(units)


def _lines(one: StandingPipeline) -> str:
    number, total, weighted = _("Number"), _("Sum"), _("Weighted")
    head = f"{translate(one.name):<{_NAME}}{number:>{_COUNT}}{total:>{_SUM}}{weighted:>{_SUM}}"
    return "\n".join([head, *(line for stage in one.stages for line in _stage_lines(stage))])


def _stage_lines(stage: StandingStage) -> Sequence[str]:
    """One line for each currency, the first one with the stage's name."""
    names = [f"  {translate(stage.name)}"] + [""] * (len(stage.amounts) - 1)
    if not stage.amounts:
        return [f"{names[0]:<{_NAME}}{0:>{_COUNT}}"]
    return [_line(name, amount) for name, amount in zip(names, stage.amounts, strict=True)]


def _line(name: str, amount: Amount) -> str:
    sums = "".join(f"{money.show(one, amount.currency):>{_SUM}}" for one in (amount.value, amount.weighted))
    line = f"{name:<{_NAME}}{amount.count:>{_COUNT}}{sums}"
    if not amount.without_value:
        return line
    note = ngettext("({count} without a value)", "({count} without a value)", amount.without_value)
    return f"{line}  {note.format(count=amount.without_value)}"
