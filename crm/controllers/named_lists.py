"""What the short lists of a business have in common: names in an order, in use or not. Which lists there are is
loss_reasons.py's, sources.py's and interaction_types.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers import naming
from crm.controllers.access import Controller, writes
from crm.errors import NotFound
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _


class NamedList(Controller):
    """Rows of one table with `name`, `active` and `position`. What is used keeps its row when it is removed."""

    table = ""

    def _listed(self, *, inactive: bool = False) -> list[Row]:
        rows = self.database.all(f"SELECT * FROM {self.table} ORDER BY active DESC, position, id")
        return [{**row, "active": bool(row["active"])} for row in rows if inactive or row["active"]]

    def _row(self, row_id: int) -> Row:
        row = self.database.one(f"SELECT * FROM {self.table} WHERE id = :id", id=row_id)
        if row is None:
            raise NotFound(_("This entry no longer exists. Nothing was changed."))
        return row

    def _named(self, name: str) -> Row | None:
        return naming.one(name, self._listed(inactive=True))

    def _insert(self, name: str, values: Mapping[str, Any]) -> int:
        """Add a name at the end; one that is out of use comes back instead."""
        known = self._named(naming.cleaned(name))
        placed = {"active": 1, "position": self._end(), **values}
        if known is not None and not known["active"]:
            again = {column: value for column, value in placed.items() if column != "key"}
            self.database.update(self.table, known["id"], again)
            return int(known["id"])
        return self.database.insert(self.table, {**placed, "name": self._free(name)})

    def _free(self, name: str, row_id: int = 0) -> str:
        return naming.require_free(name, self._listed(inactive=True), but=row_id)

    def _end(self) -> int:
        return int(self.database.value(f"SELECT coalesce(max(position), 0) + 1 FROM {self.table}"))

    def _update(self, row_id: int, values: Mapping[str, Any]) -> str:
        """Change a row and return its name; values that are None stay as they are."""
        row = self._row(row_id)
        changed = {name: value for name, value in values.items() if value is not None}
        if "name" in changed:
            changed["name"] = self._free(changed["name"], row_id)
        for flag in changed.keys() & {"active", "needs_text"}:
            changed[flag] = int(changed[flag])
        self.database.update(self.table, row_id, changed)
        return str(changed.get("name", row["name"]))

    def _shift(self, row_id: int, by: int) -> str:
        moved = self._row(row_id)
        order = [row["id"] for row in self._listed()]
        if row_id in order:
            reorder(self, self.table, order=shifted(order, row_id, by=by))
        return str(moved["name"])

    @writes("pipelines", N_("Order a list"))
    def order_as(self, names: Sequence[str], *, last: str = "") -> None:
        """Put these names first in this order, then the others as they stand, `last` at the end."""
        rows = self._listed()
        places = {name: place for place, name in enumerate(names)}
        order = sorted(rows, key=lambda row: (row["name"] == last, places.get(row["name"], len(places))))
        reorder(self, self.table, order=[row["id"] for row in order])

    def _drop(self, row_id: int, *, used: bool) -> str:
        """Remove a row that nothing uses, put another out of use; return its name."""
        row = self._row(row_id)
        if used:
            self.database.update(self.table, row_id, {"active": 0})
        else:
            self.database.delete(self.table, row_id)
        return str(row["name"])


def shifted(order: list[int], moved: int, *, by: int) -> list[int]:
    """The order with one id `by` places further down, up when negative; at an end it stays there."""
    others = [row_id for row_id in order if row_id != moved]
    others.insert(max(0, min(len(others), order.index(moved) + by)), moved)
    return others


def reorder(controller: Controller, table: str, *, order: list[int]) -> None:
    """Write the positions of rows that stand in this order."""
    for position, row_id in enumerate(order, 1):
        controller.database.update(table, row_id, {"position": position})
