"""The records behind a line of a report, or those that its sums leave out."""

from __future__ import annotations

import json

from crm.controllers.reporting import leaving_out
from crm.controllers.reporting.measuring import Measures
from crm.controllers.reporting.parts import partings, records_of
from crm.controllers.reporting.tables import Table
from crm.errors import Invalid
from crm.models.dashboards import Behind
from crm.models.figures import ALL
from crm.utils.i18n import _


def behind(table: Table, key: str, *, left_out: str) -> Behind:
    """The ids of the records of a line in the order of the report. Invalid when it has no such line."""
    wheres, values = [table.where], dict(table.values)
    for place, (parting, one) in enumerate(zip(partings(table), _keys(table, key), strict=False)):
        where, marks = records_of(table, parting, key=one, mark=f"key{place}")
        wheres.append(where)
        values |= marks
    where = " AND ".join(f"({one})" for one in wheres)
    if left_out:
        try:
            found = leaving_out.ids(Measures(table, table.definition.measures), left_out, where=where, values=values)
        except KeyError as error:
            raise Invalid({"key": _("There is no such part of this report.")}) from error
        return Behind(table.source.entity, found)
    chosen = table.chosen
    ids = table.database.ids(
        f"SELECT {chosen.keys[-1]} FROM {chosen.tables} WHERE {where} ORDER BY {chosen.order}", **values
    )
    return Behind(table.source.entity, ids)


def _keys(table: Table, key: str) -> list[str | int | float | None]:
    """The keys of the groups a line's key is made of."""
    if key in ("", ALL):
        return []
    try:
        keys = json.loads(key)
    except ValueError:
        keys = None
    if not isinstance(keys, list) or len(keys) > len(table.definition.groupings):
        raise Invalid({"key": _("There is no such part of this report.")})
    return keys
