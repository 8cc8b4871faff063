"""A table of any number of rows, of which only those in view exist. Knows ids and texts; knows nothing of records.

The rows come through `fetch(ids, done)`, now or later. Nothing is ever read back from the tree: its items are places on
the screen that are given new texts as the list scrolls under them.
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable, Sequence
from tkinter import font as tkfont
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.empty import Empty
from crm.views.widgets.table_columns import Column, Columns
from crm.views.widgets.table_keys import Keys
from crm.views.widgets.table_rows import Cells, Fetch, Rows
from crm.views.widgets.table_selection import Selection

__all__ = ["Column", "Table"]

Mark = Callable[[int, Cells], str]
_FITTED = 20_000


class Table(ttk.Frame):
    """A windowed list. Set the `on_...` attributes to hear what a person does.

    `on_edit(id, column)` hears a double click on a cell first and says whether it edits it in place.
    `on_mark(id)` hears a click on the picture before a row, which then selects nothing.
    `mark` gives the Tk image name shown before the first column of a row (theme.avatar, theme.dot); `tag` the colour of
    its text: "", "muted" or "danger".
    """

    def __init__(self, parent: tk.Misc, columns: Sequence[Column], *, fetch: Fetch, mark: Mark | None = None) -> None:
        super().__init__(parent)
        self.on_select: Callable[[], None] | None = None
        self.on_open: Callable[[int], None] | None = None
        self.on_edit: Callable[[int, str], bool] | None = None
        self.on_mark: Callable[[int], None] | None = None
        self.on_scroll: Callable[[], None] | None = None
        self.on_delete: Callable[[], None] | None = None
        self.on_context: Callable[[int, int, int | None], None] | None = None
        self.on_sort: Callable[[str, bool], None] | None = None
        self.on_columns: Callable[[list[str], dict[str, int]], None] | None = None
        self.tag: Callable[[int, Cells], str] | None = None
        self._mark = mark
        self._ids: array[int] = array("q")
        self._loaded = False
        self._top = 0
        self._focus = -1
        self._items: list[str] = []
        self._painted: list[object] = []
        self._fitted: dict[tuple[str, int], str] = {}
        self._rows: Rows[Cells] = Rows(fetch, self._draw, nothing=())
        self.selection = Selection()
        self._build(columns)

    # ---- the list

    @property
    def ids(self) -> array[int]:
        """The ids of the list, in its order. Not to be changed."""
        return self._ids

    @property
    def is_loaded(self) -> bool:
        """Whether a list was shown yet, be it an empty one."""
        return self._loaded

    def set_ids(self, ids: array[int], *, keep_place: bool = False) -> None:
        """Show another list; selected ids that it holds stay selected. `keep_place` keeps the scroll."""
        self.selection.settle(self._ids)
        focused = self.focus_id
        self._ids, self._loaded = ids, True
        self._rows.outdate()
        self._focus = self._place_of(focused, near=self._focus)
        self._top = min(self._top, self._last_top()) if keep_place else 0
        self._draw()

    def take_over(self, other: Table) -> None:
        """Show the list of another table at the same place, with the same rows selected. Nobody is told."""
        self.selection = other.selection
        self._ids, self._loaded = other.ids, True
        self._focus, self._top = other.focus_place, other._top
        self._draw()

    def extend_ids(self, ids: Iterable[int]) -> None:
        """Add the rest of the list behind what is shown."""
        self._ids.extend(ids)
        self._draw()

    def refresh(self) -> None:
        """Fetch the rows in view again; the old texts stand until the new ones come."""
        self._rows.outdate()
        self._draw()

    def cell_box(self, row: int, column: str) -> tuple[int, int, int, int] | None:
        """Where a cell stands in the tree: x, y, width, height in pixels; None when it is not in view."""
        at = self._place_of(row, near=self._focus) - self._top
        if not 0 <= at < len(self._items):
            return None
        return self.columns.box(self._items[at], column)

    # ---- selection and focus

    def selected_ids(self) -> array[int]:
        """The selected ids that the list holds, in its order."""
        if self.focus_id is not None and self.selection.single == self.focus_id:
            return array("q", [self.focus_id])  # going through a million rows must not look at them all
        return self.selection.ids(self._ids)

    def select(self, ids: Iterable[int]) -> None:
        """Select these ids and no others, focus the first of them, and tell `on_select`."""
        wanted = list(ids)
        self.selection.only(wanted)
        if wanted:
            self._focus = self._place_of(wanted[0], near=self._focus)
        self.selection_changed()

    @property
    def focus_id(self) -> int | None:
        """The id of the row the keyboard stands on."""
        return self._ids[self._focus] if 0 <= self._focus < len(self._ids) else None

    @property
    def focus_place(self) -> int:
        """The place in the list the keyboard stands on; -1 for none."""
        return self._focus

    def move_focus(self, place: int) -> None:
        """Put the keyboard on a place of the list and bring it into view."""
        self._focus = place
        self.see_place(place)

    def see(self, row: int) -> None:
        """Bring an id into view, when the list holds it."""
        place = self._place_of(row, near=self._focus)
        if place >= 0:
            self.see_place(place)

    def see_place(self, place: int) -> None:
        """Bring a place of the list into view."""
        if place < self._top:
            self._scroll_to(place)
        elif place >= self._top + self.page_size:
            self._scroll_to(place - self.page_size + 1)
        else:
            self._draw()

    def selection_changed(self) -> None:
        """Show the selection and tell who listens."""
        self._draw()
        if self.on_select:
            self.on_select()

    # ---- columns and emptiness

    def set_columns(self, visible: Sequence[str], widths: dict[str, int] | None = None) -> None:
        """Show these columns, in this order, `widths` in units."""
        self.columns.show(visible)
        self.columns.set_widths(widths or {})
        self._repaint()

    def set_sorted(self, key: str, *, descending: bool = False) -> None:
        """Show by the heading how the list is sorted; does not sort."""
        self.columns.mark_sorted(key, descending=descending)

    def set_empty(self, title: str, text: str = "", *, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """What stands in the middle while the list holds nothing."""
        self._empty.say(title, text, action=action)
        self._draw()

    # ---- scrolling

    @property
    def page_size(self) -> int:
        """How many rows are wholly in view."""
        return max(1, (self.tree.winfo_height() - self._heading_height()) // theme.px(30))

    def scroll(self, rows: int) -> None:
        """Move the view by a number of rows."""
        self._scroll_to(self._top + rows)

    def row_at(self, y: int) -> int:
        """The place in the list at a height of the tree, or -1."""
        item = self.tree.identify_row(y)
        place = self._top + self._items.index(item) if item in self._items else -1
        return place if place < len(self._ids) else -1

    def yview(self, action: str, amount: str, unit: str = "units") -> None:
        """Answer the scroll bar."""
        if action == "moveto":
            self._scroll_to(round(float(amount) * len(self._ids)))
        else:
            self.scroll(int(amount) * (self.page_size if unit.startswith("page") else 1))

    # ---- making and drawing

    def _build(self, columns: Sequence[Column]) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.tree = ttk.Treeview(self, style="Table.Treeview", show="tree headings", selectmode="none", takefocus=True)
        self.tree.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.yview)
        self._bar.grid(row=0, column=1, sticky="ns")
        self._side = ttk.Scrollbar(
            self, style="Round.Horizontal.TScrollbar", orient="horizontal", command=self.tree.xview
        )
        self._side.grid(row=1, column=0, sticky="ew")
        self.tree.configure(xscrollcommand=self._side.set)
        self.columns = Columns(self.tree, columns)
        self.columns.on_sort = lambda key, descending: self.on_sort(key, descending) if self.on_sort else None
        self.columns.on_change = self._columns_changed
        self._empty = Empty(self)
        self._font = tkfont.nametofont(theme.BODY)
        Keys(self)
        self.tree.bind("<Configure>", self._resized, add="+")
        theme.follow(self, self._recolor)

    def _recolor(self) -> None:
        palette = theme.colors()
        self.tree.tag_configure("muted", foreground=palette.muted)
        self.tree.tag_configure("danger", foreground=palette.danger)
        self.tree.tag_configure("waiting", foreground=palette.placeholder)
        self.tree.tag_configure("hover", background=palette.hover)
        self._repaint()

    def _columns_changed(self) -> None:
        self._repaint()
        if self.on_columns:
            self.on_columns(list(self.columns.visible), self.columns.widths())

    def _resized(self, _event: object) -> None:
        self.columns.stretch(self.tree.winfo_width())
        self._top = max(0, min(self._top, self._last_top()))
        self._repaint()

    def _repaint(self) -> None:
        self._painted = [None] * len(self._items)
        self._draw()

    def _heading_height(self) -> int:
        return theme.px(7) * 2 + tkfont.nametofont(theme.SMALL).metrics("linespace")

    def _last_top(self) -> int:
        return max(0, len(self._ids) - self.page_size)

    def _scroll_to(self, top: int) -> None:
        self._top = max(0, min(top, self._last_top()))
        self._draw()
        if self.on_scroll:
            self.on_scroll()

    def _place_of(self, row: int | None, *, near: int) -> int:
        if row is None:
            return -1
        if 0 <= near < len(self._ids) and self._ids[near] == row:
            return near
        try:
            return self._ids.index(row)
        except ValueError:
            return -1

    def _draw(self) -> None:
        size = self.page_size + 1
        shown = self._ids[self._top : self._top + size]
        self._rows.want(self._ids[max(0, self._top - size) : self._top + 2 * size])
        self._supply(len(shown))
        for at, row in enumerate(shown):
            self._paint(at, row)
        self.tree.selection_set([self._items[at] for at, row in enumerate(shown) if row in self.selection])
        at = self._focus - self._top
        self.tree.focus(self._items[at] if 0 <= at < len(shown) else "")
        self._show_bars()
        self._empty.show(self._loaded and not self._ids)

    def _supply(self, count: int) -> None:
        while len(self._items) < count:
            self._items.append(self.tree.insert("", "end"))
            self._painted.append(None)
        if len(self._items) > count:
            self.tree.delete(*self._items[count:])
            del self._items[count:], self._painted[count:]

    def _paint(self, at: int, row: int) -> None:
        cells = self._rows.get(row)
        image = self._mark(row, cells) if self._mark and cells else ""
        tags = ("waiting",) if cells is None else ((self.tag(row, cells) or "",) if self.tag and cells else ())
        look = (cells, image, tags)
        if self._painted[at] == look:
            return
        self._painted[at] = look
        first, *others = self._texts(cells, image)
        self.tree.item(self._items[at], text=first, image=image, values=others, tags=tags)

    def _texts(self, cells: Cells | None, image: str) -> list[str]:
        if cells is None:
            return ["…", *("" for _column in self.columns.all[1:])]
        room = theme.px(16) + (theme.px(28) if image else 0)
        texts = []
        for place, column in enumerate(self.columns.all):
            text = cells[place] if place < len(cells) else ""
            shown = column.key in self.columns.visible
            space = room if place == 0 else theme.px(16)
            texts.append(self._fit(text, self.columns.pixels(column.key) - space) if text and shown else "")
        return [f"  {texts[0]}" if image else texts[0], *texts[1:]]

    def _fit(self, text: str, width: int) -> str:
        key = (text, width)
        if key not in self._fitted:
            if len(self._fitted) > _FITTED:
                self._fitted.clear()
            self._fitted[key] = theme.fit(text, width)
        return self._fitted[key]

    def _show_bars(self) -> None:
        total = max(1, len(self._ids))
        self._bar.set(self._top / total, min(1.0, (self._top + self.page_size) / total))
        self._bar.grid() if len(self._ids) > self.page_size else self._bar.grid_remove()
        self._side.grid() if self.columns.total() > self.tree.winfo_width() > 1 else self._side.grid_remove()
