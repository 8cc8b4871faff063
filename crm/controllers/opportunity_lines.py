"""The lines of an opportunity: checked, summed, written. Products themselves are another controller's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.opportunity_values import require_storable
from crm.errors import Invalid
from crm.models.opportunities import LARGEST_VALUE, Line
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import money
from crm.utils.i18n import _

_LARGEST_QUANTITY = 10**12  # thousandths


def lines_of(database: Database, opportunity_id: int) -> list[Line]:
    """The lines of a deal in their order."""
    rows = database.all(
        "SELECT * FROM opportunity_lines WHERE opportunity_id = :id ORDER BY position, id", id=opportunity_id
    )
    return [as_line(row) for row in rows]


def as_line(row: Row) -> Line:
    """A row of the table as a line."""
    names = ("product_id", "name", "quantity", "unit_price", "discount", "id")
    return Line(**{name: row[name] for name in names})


def in_currency(database: Database, row: Row, *, currency: str) -> list[Line] | None:
    """A deal's lines with the same prices in a currency; None when that changes none of them."""
    if money.decimals(currency) == money.decimals(row["currency"]):
        return None
    return [
        line
        if line.unit_price is None
        else replace(line, unit_price=money.restated(line.unit_price, row["currency"], after=currency))
        for line in lines_of(database, row["id"])
    ]


def total(lines: Iterable[Line]) -> int | None:
    """The sum of the lines whose price is known, in minor units; None when none is."""
    known = [one.total for one in lines if one.total is not None]
    return sum(known) if known else None


def checked(database: Database, lines: Sequence[Line]) -> list[Line]:
    """The lines as they can be kept, each with its product's name when it has none. Invalid names the first bad one,
    or says that their sum is too large."""
    wanted = to_json([one.product_id for one in lines if one.product_id is not None])
    rows = database.all(f"SELECT id, name FROM products WHERE {among('id', 'wanted')}", wanted=wanted)
    names = {row["id"]: row["name"] for row in rows}
    kept = [_checked(line, names, place=place) for place, line in enumerate(lines, 1)]
    if abs(total(kept) or 0) > LARGEST_VALUE:
        raise Invalid({"lines": _("This amount is larger than the program can keep.")})
    return kept


def _checked(line: Line, names: dict[int, str], *, place: int) -> Line:
    named = replace(line, name=line.name.strip() or names.get(line.product_id or 0, ""))
    problem = require_storable(named.name)
    if line.product_id is not None and line.product_id not in names:
        problem = _("There is no such product any more.")
    elif not named.name:
        problem = _("Choose a product or write what is sold.")
    elif not 0 < abs(line.quantity) <= _LARGEST_QUANTITY:
        problem = _("The quantity is not a number that can be kept.")
    elif abs(line.unit_price or 0) > LARGEST_VALUE or abs(named.total or 0) > LARGEST_VALUE:
        problem = _("This amount is larger than the program can keep.")
    elif not 0 <= line.discount <= 10_000:
        problem = _("A discount lies between 0 and 100 %.")
    if problem:
        raise Invalid({"lines": _("Line {number}: {problem}").format(number=place, problem=problem)})
    return named


def write_lines(database: Database, opportunity_id: int, *, after: Sequence[Line]) -> bool:
    """Have a deal hold exactly these lines in this order, known ones by their id; whether anything differed."""
    known = {one.id for one in lines_of(database, opportunity_id)}
    changed = False
    for position, line in enumerate(after, 1):
        row = _as_row(line, opportunity_id, position=position)
        if line.id in known:
            known.discard(line.id)
            changed = database.update("opportunity_lines", line.id, row) or changed
        else:
            database.insert("opportunity_lines", row)
            changed = True
    for gone in known:
        database.delete("opportunity_lines", gone)
    return changed or bool(known)


def _as_row(line: Line, opportunity_id: int, *, position: int) -> dict[str, Any]:
    return {
        "opportunity_id": opportunity_id,
        "product_id": line.product_id,
        "name": line.name,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "position": position,
    }
