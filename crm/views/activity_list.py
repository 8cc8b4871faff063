"""The list of activities: how one reads as a row, its circle that says "done", its cells edited in place."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from crm.models.activities import DONE
from crm.models.lists import ListQuery
from crm.views import activity_words
from crm.views.activity_list_columns import DEFAULT, OF_DONE, Cells, column_of, columns, sort_name
from crm.views.activity_list_editing import InPlace
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.record_list import RecordList, Shown, Ways


class ActivityList(RecordList):
    """A windowed list of activities.

    `on_check` hears whose circle was clicked, `on_done` that Space was pressed on what is selected.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        offered = columns(known.fields)

        def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
            cells = Cells(known.fields, region=desk.region)
            return [Shown(row["id"], row["when"], cells.of(row)) for row in rows]

        source = desk.session.activities
        super().__init__(
            parent, desk, ways=Ways(source, offered, DEFAULT, in_words, sort_name, column_of, "activities.columns")
        )
        self.on_check: Callable[[int], object] = lambda _activity_id: None
        self.on_done: Callable[[], object] = lambda: None
        self.in_place = InPlace(self.table, desk, known=known)
        self.table.on_mark = self._checked
        self.table.tag = lambda row, _cells: "muted" if self._marks.get(row) == DONE else ""
        self.table.tree.bind("<space>", self._pressed)

    def mark_of(self, mark: str, _cells: Sequence[str]) -> str:
        """The circle: empty, overdue or ticked."""
        return activity_words.mark_icon(mark)

    def load(self, query: ListQuery, *, select: int | None = None) -> None:
        """Show another list; what is done has columns of its own, kept apart."""
        self.in_place.close()
        done = any(one.field == "when" and one.values == (DONE,) for one in query.conditions)
        kept_as = "activities.done_columns" if done else "activities.columns"
        if kept_as != self._ways.kept_as:
            self._ways = self._ways._replace(kept_as=kept_as, first_columns=OF_DONE if done else DEFAULT)
            self._restore_columns()
        super().load(query, select=select)

    def _checked(self, activity_id: int) -> None:
        self.on_check(activity_id)

    def _pressed(self, _event: object) -> str:
        self.on_done()
        return "break"
