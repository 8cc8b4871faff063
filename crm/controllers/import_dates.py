"""Which way the dates of a column are written, found by reading the whole column before the import. No SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crm.controllers.import_findings import Findings
from crm.files.sheet import Table
from crm.models.fields import Field, Kind
from crm.models.imports import Mapping
from crm.utils.i18n import _, language

_SAMPLE_ROWS = 200
_SHOWN = 3
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(?:\d{4}|\d{2})\b")


def date_orders(
    table: Table, mapping: Mapping, *, custom: dict[str, Field], tell: Callable[[], None], findings: Findings
) -> dict[str, str]:
    """Header -> "dmy" or "mdy" for each column of dates whose numbers tell; the others are read by the language.

    The file is read through once, and only when a date in numbers is among its first rows; `tell` is called on the way.
    """
    if mapping.date_order:
        return {}
    places = {
        table.headers.index(column.header): column.header
        for column in mapping.columns
        if column.header in table.headers and _is_date(column.field, custom)
    }
    sample = table.sample(_SAMPLE_ROWS) if places else []
    numeric = {place for place in places for cells in sample if _NUMBERS.match(cells[place].strip())}
    if not numeric:
        return {}
    firsts: dict[int, list[bool]] = {place: [False, False] for place in numeric}
    for number, (_row, cells) in enumerate(table.rows()):
        if number % 1000 == 0:
            tell()
        for place, seen in firsts.items():
            found = _NUMBERS.match(cells[place].strip())
            if found:
                seen[0] |= int(found[1]) > 12
                seen[1] |= int(found[2]) > 12
    return {
        places[place]: _order(seen, places[place], [cells[place] for cells in sample], findings)
        for place, seen in firsts.items()
    }


def _is_date(field: str, custom: dict[str, Field]) -> bool:
    return field == "created_at" or (field in custom and custom[field].kind in (Kind.DATE, Kind.MOMENT))


def _order(seen: list[bool], header: str, sample: Sequence[str], findings: Findings) -> str:
    day_first, month_first = seen
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if day_first:
        return ""
    shown = ", ".join([cell.strip() for cell in sample if _NUMBERS.match(cell.strip())][:_SHOWN])
    order = "dmy" if language() == "es" else ""
    sentence = (
        _("The dates of “{column}” ({sample}) can be read in two ways; they were read as day/month/year.")
        if order
        else _("The dates of “{column}” ({sample}) can be read in two ways; those were left empty.")
    )
    findings.warn(sentence.format(column=header, sample=shown))
    return order
