"""A windowed list of records: loads a query, keeps the selection over reloads, remembers its columns.

Which records, which columns and how a row reads are the business of those who stand on it; so is what the query is.
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import Any, NamedTuple, Protocol

from crm.models.lists import ListQuery, Page
from crm.views.desk import Desk
from crm.views.remembered import Remembered
from crm.views.tab import Questions
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer

_FIRST = 60  # rows asked for before anything else: more than any screen shows
_REST_AFTER = 120  # milliseconds before the rest of a long list is asked for: typing may go on
_SHORT_REST_AFTER = 700  # the same where one or two letters are typed: nearly everybody fits, and typing will go on


class Listed(Protocol):
    """The controller of what is listed."""

    def page(self, query: ListQuery, *, after: tuple[Any, ...] | None = None, limit: int = 50) -> Page: ...

    def ids(self, query: ListQuery) -> array[int]: ...

    def rows(self, ids: Sequence[int]) -> list[dict[str, Any]]: ...


class Shown(NamedTuple):
    """A record in words; `mark` says which picture stands before it."""

    id: int
    mark: str
    cells: tuple[str, ...]


class Ways(NamedTuple):
    """What a list of one kind of records differs in: where its rows come from, its columns, how rows become texts.

    `in_words` runs on the worker. `sort_name` gives the order a column asks for, `column_of` the column a query is
    sorted by, `kept_as` the name its columns are remembered under.
    """

    source: Listed
    columns: Sequence[Column]
    first_columns: Sequence[str]
    in_words: Callable[[Sequence[dict[str, Any]]], list[Shown]]
    sort_name: Callable[[str], str]
    column_of: Callable[[ListQuery], str]
    kept_as: str


class _First(NamedTuple):
    """The first rows of a list, and whether they are all."""

    rows: list[Shown]
    is_all: bool


class RecordList(ttk.Frame):
    """`on_select` hears of every change of the selection, `on_counted` how many rows there are and whether that is all,
    `on_sorted` that a person asked for another order.

    Those who stand on it draw `mark_of`.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, ways: Ways) -> None:
        super().__init__(parent)
        self.on_select: Callable[[], object] = lambda: None
        self.on_counted: Callable[[int, bool], object] = lambda _count, _all: None
        self.on_sorted: Callable[[], object] = lambda: None
        self.query = ListQuery()
        self.desk = desk
        self._ways = ways
        self._questions = Questions(desk.jobs)
        self._primed: dict[int, tuple[str, ...]] = {}
        self._marks: dict[int, str] = {}
        self._next: int | None = None
        self._timer = ""
        self.table = Table(self, ways.columns, fetch=self._fetch, mark=self._mark)
        self.table.pack(fill="both", expand=True)
        self.table.on_select = self._selected
        self.table.on_sort = self._sort
        self._restore_columns()

    # Loading

    def load(self, query: ListQuery, *, select: int | None = None) -> None:
        """Show another list from its beginning: its first rows at once, the rest behind. `select` or the first row."""
        self.query = query
        self._stop_timer()
        self.table.set_sorted(self._ways.column_of(query), descending=query.descending)
        source, in_words = self._ways.source, self._ways.in_words
        self._questions.drop("rest")

        def read() -> _First:
            page = source.page(query, limit=_FIRST)
            return _First(in_words(page.rows), page.next is None)

        self._questions.ask("list", read, show=lambda first: self._show_first(first, select))

    def take_over(self, other: RecordList) -> None:
        """Stand in for another list: the same query, place and selection, its rows read anew."""
        self.query = other.query
        self.table.set_sorted(self._ways.column_of(other.query), descending=other.query.descending)
        self.table.take_over(other.table)
        self.reload()

    def reload(self) -> None:
        """Load the same list again, in place: something in it changed."""
        self.table.refresh()
        self._ask_for_all(keep_place=True)

    def go_to(self, record_id: int) -> None:
        """Select a record and bring it into view; one that is still to come is selected when it comes."""
        if record_id in self.table.ids:
            self.table.select([record_id])
            self.table.see(record_id)
        else:
            self._next = record_id

    def select_quietly(self, record_id: int) -> None:
        """Select a record without telling anyone."""
        told, self.table.on_select = self.table.on_select, None
        self.table.select([record_id])
        self.table.on_select = told

    def select_next(self) -> None:
        """When the selected rows leave the list, select the one that follows them."""
        ids, selected = self.table.ids, self.table.selected_ids()
        if not selected or len(selected) == len(ids):
            return
        after, before = ids.index(selected[-1]) + 1, ids.index(selected[0]) - 1
        self._next = ids[after] if after < len(ids) else ids[before]

    def selected_ids(self) -> array[int]:
        """The ids of the selected rows, in the order of the list."""
        return self.table.selected_ids()

    def _show_first(self, first: _First, select: int | None) -> None:
        self._primed = self._learn(first.rows)
        ids, whole = array("q", self._primed), first.is_all
        self.table.set_ids(ids)
        self._drop_the_gone()
        self.on_counted(len(ids), whole)
        if select is not None:
            self.go_to(select)
        elif ids and not any(row in self.table.selection for row in ids):
            self.table.select(ids[:1])
        else:
            self.on_select()
        if not whole:
            short = 0 < len(self.query.text) <= 2
            self._timer = self.after(_SHORT_REST_AFTER if short else _REST_AFTER, self._ask_for_all)

    def _ask_for_all(self, *, keep_place: bool = False) -> None:
        query, source = self.query, self._ways.source
        self._timer = ""
        self._questions.ask(
            "rest", lambda: source.ids(query), show=lambda ids: self._show_all(ids, keep_place=keep_place)
        )

    def _show_all(self, ids: array[int], *, keep_place: bool) -> None:
        shown = len(self.table.ids)
        if not keep_place and ids[:shown] == self.table.ids:
            self.table.extend_ids(ids[shown:])
            if self._next is not None:
                self._settle()
        else:
            self.table.set_ids(ids, keep_place=True)
            self._drop_the_gone()
            self._settle()
        self.on_counted(len(ids), True)

    def _drop_the_gone(self) -> None:
        """What is selected and no longer in the list is not selected any more."""
        held = self.table.selected_ids()
        if len(held) != self.table.selection.count(len(self.table.ids)):
            self.table.selection.only(held)

    def _settle(self) -> None:
        """After a reload: go on to the row that follows what was removed, or to what was added."""
        following, self._next = self._next, None
        if following is not None and following in self.table.ids:
            self.go_to(following)
        else:
            self.on_select()

    def _fetch(self, ids: list[int], done: Answer) -> None:
        if self._primed and all(row in self._primed for row in ids):
            done({row: self._primed.pop(row) for row in ids})
            return
        source, in_words = self._ways.source, self._ways.in_words
        self._questions.ask("rows", lambda: in_words(source.rows(ids)), show=lambda rows: done(self._learn(rows)))

    def _learn(self, rows: Sequence[Shown]) -> dict[int, tuple[str, ...]]:
        self._marks |= {row.id: row.mark for row in rows}
        return {row.id: row.cells for row in rows}

    # Columns and looks

    def choose_columns(self, button: tk.Misc) -> None:
        """Open the column chooser under a button."""
        self.table.columns.menu().tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height())

    def column_choices(self) -> list[tuple[str, Callable[[], object], bool]]:
        """Every column but the first: (words, what a click does, whether it is shown)."""
        visible = self.table.columns.visible
        return [(one.label, partial(self._toggle, one.key), one.key in visible) for one in self._ways.columns[1:]]

    def mark_of(self, mark: str, cells: Sequence[str]) -> str:
        """The picture before a row, by what `Shown.mark` said and its texts; "" for none."""
        raise NotImplementedError

    def _mark(self, row: int, cells: Sequence[str]) -> str:
        return self.mark_of(self._marks.get(row, ""), cells)

    def _toggle(self, key: str) -> None:
        shown = [other for other in self.table.columns.visible if other != key]
        shown = shown if key in self.table.columns.visible else [*shown, key]
        self.table.set_columns(shown)
        self._keep_columns(shown, self.table.columns.widths())

    def _restore_columns(self) -> None:
        kept = self._remembered.get(self._ways.kept_as)
        self.table.set_columns(kept.get("shown") or self._ways.first_columns, kept.get("widths"))
        self.table.on_columns = self._keep_columns

    def _keep_columns(self, shown: list[str], widths: dict[str, int]) -> None:
        self._remembered.set(self._ways.kept_as, {"shown": shown, "widths": widths})

    @property
    def _remembered(self) -> Remembered:
        return Remembered(self.desk.settings, self.desk.session.database.path)

    # What a person does

    def _selected(self) -> None:
        self.on_select()

    def _sort(self, column: str, descending: bool) -> None:
        query = self.query
        self.load(ListQuery(query.text, query.conditions, self._ways.sort_name(column), descending))
        self.on_sorted()

    def _stop_timer(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def destroy(self) -> None:
        """No answer is wanted any more."""
        self._stop_timer()
        self._questions.drop()
        super().destroy()
