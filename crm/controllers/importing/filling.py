"""How much of each column arrived: what the file has, less what was refused. Only counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from crm.controllers.importing.run import ImportRun
from crm.controllers.importing.values import Place
from crm.models import imports
from crm.models.fields import Field
from crm.models.import_results import FieldFill
from crm.utils.i18n import translate


def fill_rates(
    run: ImportRun, mapping: imports.Mapping, *, fields: Mapping[str, Field], left_out: Collection[Place] = ()
) -> tuple[FieldFill, ...]:
    """For every mapped column the values of the file and those that arrived, in the order of the file.

    `left_out` are cells that did not arrive although nothing was refused.
    """
    refused = _refused(run, left_out)
    found = []
    for column in mapping.columns:
        if column.field in fields:
            label = translate(fields[column.field].label)
            there = run.filled[column.header]
            taken = there - run.lost[column.header] - refused[column.header]
            found.append(FieldFill(column.header, column.field, label, there, taken))
    return tuple(found)


def _refused(run: ImportRun, left_out: Collection[Place]) -> Counter[str]:
    """Header -> values that rows which came in lost; a cell with two problems counts once."""
    cells = {(error.row, error.column) for error in run.errors if error.column}.union(left_out)
    lost = set(run.lost_rows) if cells else set()
    return Counter(column for row, column in cells if row not in lost)
