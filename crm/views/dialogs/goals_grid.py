"""The table of goals on the screen: an entry for each cell, gone through by keyboard as in a spreadsheet. What stands
in the cells is goals_sheet.py's; nothing is saved here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from crm.models.goals import GoalPlace
from crm.utils.i18n import _
from crm.views import theme
from crm.views.dialogs.goals_sheet import Sheet, Whose
from crm.views.widgets.board_pen import width_of
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.text_undo import forget

_TITLE, _SUM, _NARROWEST, _WIDEST = 148, 104, 64, 116
_INSIDE = 16  # units of a column that are no letters
_EDGE = 8  # between two columns of kinds apart, and what the scroll bar needs


class GoalGrid(ttk.Frame):
    """Shows a sheet. `on_change` hears every edit, `on_problem` what is wrong with the cell at hand, "" for nothing.

    Enter and the arrows go from cell to cell; a block pasted from a spreadsheet fills the cells from the one at hand.
    """

    def __init__(self, parent: tk.Misc, sheet: Sheet, *, width: int, locked: bool = False) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], object] = lambda: None
        self.on_problem: Callable[[str], object] = lambda _sentence: None
        self.sheet = sheet
        self.entries: dict[tuple[int, int], ttk.Entry] = {}
        self._room, self._locked = width, locked
        self._places: dict[str, tuple[int, int]] = {}
        self._sums: dict[tuple[int, int], ttk.Label] = {}
        self._open: tuple[int, int] | None = None
        self._wide = 0
        self._heads: list[ttk.Label] = []
        self._rows: list[Whose] = []
        self._starts: list[str] = []
        self._head = ttk.Frame(self)
        self._head.pack(side="top", anchor="w")
        self._foot = ttk.Frame(self)
        self._foot.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))
        ttk.Separator(self).pack(side="bottom", fill="x")
        self._place = Scrolled(self)
        self._place.pack(side="top", fill="both", expand=True)
        self._tag = f"GoalCell{self}"
        self._listen()

    # ---- showing

    def show(self) -> None:
        """Show the sheet as it is now; the keyboard stays in its cell where there still is one."""
        rows, starts = self.sheet.rows(), self.sheet.starts()
        same = [row.title for row in rows] == [row.title for row in self._rows] and len(starts) == len(self._starts)
        self._rows, self._starts = rows, starts
        if not same:
            self._rebuild()
        for column, head in enumerate(self._heads):
            head.configure(style="Strong.TLabel" if column == self.sheet.present() else "Small.TLabel")
        for row, column in self.entries:
            self._write(row, column)
        self._sum_up()

    @property
    def here(self) -> GoalPlace | None:
        """The goal of the cell that has the keyboard, or had it last."""
        at = self._places.get(str(self.focus_lastfor()))
        return self._goal(*at) if at else None

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard into a cell; where there is none nothing happens."""
        entry = self.entries.get((row, column))
        if entry:
            entry.focus_set()

    def keep_here(self) -> None:
        """Take what is being typed into the sheet."""
        at = self._open
        if at and not self._locked:
            self.sheet.put(self._goal(*at), self.entries[at].get())
            self._write(*at)

    # ---- making

    def _listen(self) -> None:
        """Hear all cells alike: a binding for each of many hundred would take longer than drawing them."""
        heard: dict[str, Callable[[tuple[int, int]], object]] = {
            "<FocusIn>": self._came,
            "<FocusOut>": self._left,
            "<KeyRelease>": self._typing,
            "<<Paste>>": self._pasted,
            **dict.fromkeys(("<Return>", "<KP_Enter>", "<Down>"), partial(self._moved, by=(1, 0))),
            **dict.fromkeys(("<Shift-Return>", "<Up>"), partial(self._moved, by=(-1, 0))),
            "<Control-Return>": lambda _at: None,  # the window's own, not a step down
            "<Left>": partial(self._moved, by=(0, -1)),
            "<Right>": partial(self._moved, by=(0, 1)),
        }
        for event, run in heard.items():
            self.bind_class(self._tag, event, partial(self._heard, run=run))
        self.bind("<Destroy>", lambda event: self._forget(event.widget, tuple(heard)), add="+")

    def _heard(self, event: tk.Event[tk.Misc], *, run: Callable[[tuple[int, int]], object]) -> object:
        at = self._places.get(str(event.widget))
        return run(at) if at else None

    def _forget(self, gone: tk.Misc, events: tuple[str, ...]) -> None:
        if gone is self:
            for event in events:
                self.unbind_class(self._tag, event)

    def _rebuild(self) -> None:
        for frame in (self._head, self._foot, self._place.body):
            for child in frame.winfo_children():
                child.destroy()
        self.entries, self._sums, self._places, self._heads, self._open = {}, {}, {}, [], None
        for frame in (self._head, self._place.body, self._foot):
            self._set_columns(frame)
        for column, head in enumerate([*self.sheet.heads(), _("Sum")]):
            label = ttk.Label(self._head, text=head, style="Small.TLabel", anchor="e", width=1)
            self._heads.append(label)
            label.grid(row=0, column=column + 1, sticky="ew", padx=theme.px(6), pady=(0, theme.px(4)))
        for place, row in enumerate(self._rows):
            self._add_row(place, row)
        self._add_foot()
        self._place.adopt()

    def _set_columns(self, frame: tk.Misc) -> None:
        count = len(self._starts)
        room = (self._room - theme.px(_TITLE + _SUM + 2 * _EDGE)) // count
        wide = self._wide = max(theme.px(_NARROWEST), min(theme.px(_WIDEST), room))
        for column in range(count + 2):
            width = theme.px(_TITLE) if not column else wide if column <= count else theme.px(_SUM)
            frame.grid_columnconfigure(column, minsize=width, weight=0)

    def _add_row(self, place: int, row: Whose) -> None:
        body = self._place.body
        strong = not row.user_id
        words = theme.fit(row.title, theme.px(_TITLE - 10), font=theme.STRONG if strong else theme.BODY)
        label = ttk.Label(body, text=words, style="Strong.TLabel" if strong else "TLabel")
        label.grid(row=place, column=0, sticky="w", pady=theme.px(2))
        if words != row.title:
            theme.tooltip(label, row.title)
        for column in range(len(self._starts)):
            self._add_cell(place, column)
        total = ttk.Label(body, style="Strong.TLabel", anchor="e", width=1)
        total.grid(row=place, column=len(self._starts) + 1, sticky="ew", padx=theme.px(6))
        self._sums[place, -1] = total

    def _add_cell(self, row: int, column: int) -> None:
        entry = ttk.Entry(self._place.body, width=1, justify="right", font=theme.SMALL)
        entry.grid(row=row, column=column + 1, sticky="ew", padx=theme.px(1), pady=theme.px(1))
        entry.state(["readonly"] if self._locked else [])
        entry.bindtags((str(entry), self._tag, *entry.bindtags()[1:]))
        self.entries[row, column] = entry
        self._places[str(entry)] = (row, column)

    def _add_foot(self) -> None:
        ttk.Label(self._foot, text=_("People together"), style="Muted.TLabel").grid(row=0, column=0, sticky="w")
        for column in range(len(self._starts) + 1):
            label = ttk.Label(self._foot, style="Muted.TLabel", anchor="e", width=1, font=theme.SMALL)
            label.grid(row=0, column=column + 1, sticky="ew", padx=theme.px(6))
            self._sums[-1, column] = label

    # ---- cells

    def _goal(self, row: int, column: int) -> GoalPlace:
        return self.sheet.place(self._rows[row], self._starts[column])

    def _write(self, row: int, column: int) -> None:
        """Write a cell as the sheet has it: in few letters where it has no room, but in full where the keyboard is."""
        entry, place = self.entries[row, column], self._goal(row, column)
        text = self.sheet.text(place)
        if (row, column) != self._open and width_of(text, font=theme.SMALL) > self._wide - theme.px(_INSIDE):
            text = self.sheet.brief(place)
        if entry.get() != text:
            entry.state(["!readonly"])
            entry.delete(0, "end")
            entry.insert(0, text)
            forget(entry)
            entry.state(["readonly"] if self._locked else [])
        entry.state(["invalid" if self.sheet.problem(place) else "!invalid"])

    def _came(self, at: tuple[int, int]) -> None:
        self._open = at
        self._write(*at)
        self.entries[at].selection_range(0, "end")
        self.on_problem(self.sheet.problem(self._goal(*at)))

    def _typing(self, at: tuple[int, int]) -> None:
        text, place = self.entries[at].get(), self._goal(*at)
        if at == self._open and not self._locked and text != self.sheet.text(place):
            self.sheet.put(place, text)
            self._sum_up()
            self.on_change()

    def _left(self, at: tuple[int, int]) -> None:
        """Take a cell as typed; what cannot be read is told."""
        if at != self._open:
            return
        place, self._open = self._goal(*at), None
        if not self._locked:
            self.sheet.put(place, self.entries[at].get())
        self._write(*at)
        self._sum_up()
        self.on_problem(self.sheet.problem(place))
        self.on_change()

    def _moved(self, at: tuple[int, int], *, by: tuple[int, int]) -> str | None:
        """Go to the next cell; sideways only from the end of what is typed, or with all of it chosen."""
        entry = self.entries[at]
        if by[1] and not entry.selection_present() and entry.get():
            at_edge = entry.index("insert") == (0 if by[1] < 0 else len(entry.get()))
            if not at_edge:
                return None
        self.go_to(at[0] + by[0], at[1] + by[1])
        return "break"

    def _pasted(self, at: tuple[int, int]) -> str | None:
        """A block of cells from a spreadsheet goes into as many cells; one value is pasted as everywhere."""
        try:
            block = str(self.clipboard_get())
        except tk.TclError:  # there is no text to paste
            return None
        lines = block.strip("\r\n").splitlines()
        if self._locked or (len(lines) < 2 and "\t" not in block):
            return None
        for row, line in enumerate(lines, at[0]):
            for column, text in enumerate(line.split("\t"), at[1]):
                if (row, column) in self.entries:
                    self.sheet.put(self._goal(row, column), text)
        self.show()
        self.on_change()
        return "break"

    def _sum_up(self) -> None:
        for (row, column), label in self._sums.items():
            if column < 0:
                found, room = self.sheet.row_sum(self._rows[row]), theme.px(_SUM)
            elif column < len(self._starts):
                found, room = self.sheet.column_sum(self._starts[column]), self._wide
            else:
                found, room = self.sheet.whole_sum(), theme.px(_SUM)
            fits = width_of(found.text, font=str(label.cget("font")) or theme.STRONG) <= room - theme.px(_INSIDE)
            label.configure(text=found.text if fits else found.brief)
