"""The columns of a file, one line each: header, first values, how full, and where it goes. Decides nothing itself.

Only the lines in view exist, so a file of a thousand columns opens like one of ten.
"""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from tkinter import ttk

from crm.models.fields import Field
from crm.models.imports import Survey
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_targets import TargetList

_LINE = 44
_HEADER, _FULL, _TARGET = 200, 110, 290
_ARROW = 44  # of a field to choose from, beside its text
_BAR = 44
_SHOWN_VALUES = 3

Content = tuple[str, tuple[str, ...], float | None]


@dataclass(frozen=True)
class Line:
    """What one line shows: `values` are the first different ones, `share` how much of the column is filled (0 to 1).

    `share` is None while only the beginning of the file is known.
    """

    header: str
    values: tuple[str, ...]
    share: float | None
    words: str
    taken: bool


def lines_of(headers: Sequence[str], sample: Sequence[Sequence[str]], *, whole: bool) -> list[Content]:
    """For each column its header, its first different values, and how full it is, if the sample is the `whole`."""
    found: list[Content] = []
    for place, header in enumerate(headers):
        cells = [row[place] for row in sample if row[place].strip()]
        share = len(cells) / len(sample) if sample else 0.0
        found.append((header, _first(cells[:50]), share if whole else None))
    return found


def surveyed(survey: Survey) -> list[Content]:
    """The same once the whole file was looked through."""
    rows = max(1, survey.rows)
    columns = survey.columns
    return [(one.header, _first([text for _row, text in one.samples]), one.filled / rows) for one in columns]


def _first(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(cell, 60) for cell in cells))[:_SHOWN_VALUES]


def percent(share: float) -> str:
    """A share of a column in words: nothing is 0 % and all is 100 % only when it is so."""
    rounded = min(99, max(1, round(share * 100))) if 0 < share < 1 else round(share * 100)
    return f"{rounded} %"


class _Row(ttk.Frame):
    """One line on the screen; `place` says which column it shows now, -1 for none."""

    def __init__(self, parent: tk.Misc, grid: ColumnGrid) -> None:
        super().__init__(parent, height=theme.px(_LINE))
        self.pack_propagate(False)
        self.place_shown = -1
        self._grid = grid
        ttk.Frame(self, style="Line.TFrame", height=1).pack(side="bottom", fill="x")
        self._header = ttk.Label(self, style="Strong.TLabel")
        self._header.place(x=theme.px(10), rely=0.47, anchor="w")
        self._values = ttk.Label(self, style="Muted.TLabel")
        self._full = ttk.Label(self, style="Small.TLabel", anchor="e")
        self._share = ttk.Progressbar(self, style="Horizontal.TProgressbar", maximum=1.0, length=theme.px(_BAR))
        self.target = ttk.Combobox(self, state="readonly")
        self.target.place(relx=1.0, x=-theme.px(8), rely=0.47, anchor="e", width=theme.px(_TARGET))
        self._listen()

    def show(self, place: int, line: Line, *, problem: str) -> None:
        """Show a column."""
        self.place_shown = place
        room = self.master.winfo_width() - theme.px(_HEADER + _FULL + _TARGET + 50)
        self._header.configure(text=theme.fit(line.header, theme.px(_HEADER - 16), font=theme.STRONG))
        values = problem or ("  ·  ".join(line.values) or _("empty"))
        self._values.configure(text=theme.fit(values, max(20, room)), style=_style(line, problem))
        self._values.place(x=theme.px(_HEADER + 4), rely=0.47, anchor="w")
        self._show_share(line.share)
        self.target.set(theme.fit(line.words, theme.px(_TARGET - _ARROW)))
        self.target.state(["invalid" if problem else "!invalid"])
        self._header.configure(style="Strong.TLabel" if line.taken else "Muted.TLabel")

    def _show_share(self, share: float | None) -> None:
        right = -theme.px(_TARGET + 24)
        self._full.configure(text="…" if share is None else percent(share))
        self._full.place(relx=1.0, x=right, rely=0.47, anchor="e", width=theme.px(_FULL - _BAR - 16))
        if share is None:
            self._share.place_forget()
        else:
            self._share.configure(value=share)
            self._share.place(relx=1.0, x=right - theme.px(_FULL - _BAR - 10), rely=0.47, anchor="e")

    def _listen(self) -> None:
        def opened(_event: object) -> str:
            self._grid.open(self.place_shown)
            return "break"

        for key in ("<Button-1>", "<Return>", "<KP_Enter>", "<Down>", "<space>", "<F4>"):
            self.target.bind(key, opened)
        for key in ("<Delete>", "<BackSpace>"):
            self.target.bind(key, lambda _event: self._grid.choose(self.place_shown, ""))
        self.target.bind("<FocusIn>", lambda _event: self._grid.came_to(self.place_shown), add="+")
        self.target.bind("<Tab>", lambda _event: self._grid.step(self.place_shown, 1))
        self.target.bind("<Shift-Tab>", lambda _event: self._grid.step(self.place_shown, -1))
        if sys.platform.startswith("linux"):
            self.target.bind("<ISO_Left_Tab>", lambda _event: self._grid.step(self.place_shown, -1))


def _style(line: Line, problem: str) -> str:
    if problem:
        return "Error.TLabel"
    return "TLabel" if line.taken else "Muted.TLabel"


def _gone(opened: TargetList) -> None:
    opened.after_idle(opened.destroy)


def _head(parent: tk.Misc) -> ttk.Frame:
    """The headings over the lines."""
    head = ttk.Frame(parent, height=theme.px(30))
    head.pack_propagate(False)
    ttk.Frame(head, style="Line.TFrame", height=1).pack(side="bottom", fill="x")
    words = ((_("Column"), 0.0, 10, "w"), (_("First values"), 0.0, _HEADER + 4, "w"))
    right = ((_("Filled"), 1.0, -_TARGET - 24, "e"), (_("Goes to"), 1.0, -_TARGET - 4, "w"))
    for text, relx, x, anchor in (*words, *right):
        label = ttk.Label(head, style="Small.TLabel", text=text)
        head.tk.call("place", str(label), "-relx", relx, "-x", theme.px(x), "-rely", 0.48, "-anchor", anchor)
    return head


class ColumnGrid(ttk.Frame):
    """`on_choose(place, field)` hears which field a column shall go to; the new lines are then given with `show`."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[int, str], object] = lambda _place, _field: None
        self.list: TargetList | None = None
        self._lines: Sequence[Line] = ()
        self._problems: Mapping[str, str] = {}
        self._targets: Sequence[Field] = ()
        self._fields: Sequence[str] = ()
        self._top = 0
        self._rows: list[_Row] = []
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.yview)
        self._bar.pack(side="right", fill="y")
        inside = self._inside = ttk.Frame(
            self
        )  # the headings stand over the lines, whether there is a scroll bar or not
        inside.pack(side="left", fill="both", expand=True)
        _head(inside).pack(fill="x")
        self._area = ttk.Frame(inside, height=theme.px(_LINE * 4))
        self._area.pack(fill="both", expand=True)
        self._area.pack_propagate(False)
        self._area.bind("<Configure>", lambda _event: self._draw())
        self._bind_wheel(self._area)

    # ---- what is shown

    def set_targets(self, targets: Sequence[Field]) -> None:
        """The fields that may be chosen."""
        self._targets = targets

    def show(self, lines: Sequence[Line], chosen: Sequence[str], *, problems: Mapping[str, str]) -> None:
        """Show these columns; `chosen` are the names of their fields, `problems` a sentence per header."""
        self._lines, self._fields, self._problems = lines, chosen, problems
        self._top = min(self._top, self._last_top())
        self._draw()

    def target_of(self, place: int) -> ttk.Combobox | None:
        """The field of a column, when it is in view."""
        return next((row.target for row in self._rows if row.place_shown == place), None)

    def see(self, place: int) -> None:
        """Bring a column into view."""
        if place < self._top:
            self._scroll_to(place)
        elif place >= self._top + self._page():
            self._scroll_to(place - self._page() + 1)

    # ---- what a person does

    def open(self, place: int) -> None:
        """Open the list of fields of a column."""
        self.see(place)
        target = self.target_of(place)
        if target is None or (self.list is not None and self.list.winfo_exists() and self.list.is_open):
            return
        target.focus_set()
        opened = self.list = TargetList(target, self._targets, chosen=self._fields[place])
        opened.on_close = partial(_gone, opened)
        opened.on_choose = partial(self._chosen, place)
        opened.show(width=theme.px(_TARGET))

    def choose(self, place: int, field: str) -> str:
        """Send a column to a field, "" for nowhere."""
        self.on_choose(place, field)
        return "break"

    def _chosen(self, place: int, field: str) -> None:
        self.on_choose(place, field)

    def came_to(self, place: int) -> None:
        """The keyboard stands on a column."""
        self.see(place)

    def step(self, place: int, by: int) -> str | None:
        """Go to the next column, or out of the grid behind the last and before the first."""
        wanted = place + by
        if not 0 <= wanted < len(self._lines):
            return None
        self.see(wanted)
        target = self.target_of(wanted)
        if target is not None:
            target.focus_set()
        return "break"

    def yview(self, action: str, amount: str, unit: str = "units") -> None:
        """Answer the scroll bar."""
        if action == "moveto":
            self._scroll_to(round(float(amount) * len(self._lines)))
        else:
            self._scroll_to(self._top + int(amount) * (self._page() if unit.startswith("page") else 1))

    # ---- drawing

    def _page(self) -> int:
        return max(1, self._area.winfo_height() // theme.px(_LINE))

    def _last_top(self) -> int:
        return max(0, len(self._lines) - self._page())

    def _scroll_to(self, top: int) -> None:
        self._top = max(0, min(top, self._last_top()))
        self._draw()

    def _draw(self) -> None:
        count = min(self._page(), len(self._lines) - self._top)
        while len(self._rows) < count:
            row = _Row(self._area, self)
            row.place(x=0, y=theme.px(_LINE) * len(self._rows), relwidth=1.0, height=theme.px(_LINE))
            self._rows.append(row)
            for widget in (row, *row.winfo_children()):
                self._bind_wheel(widget)
        while len(self._rows) > max(count, 0):
            self._rows.pop().destroy()
        for at, row in enumerate(self._rows):
            line = self._lines[self._top + at]
            row.show(self._top + at, line, problem=self._problems.get(line.header, ""))
        total = max(1, len(self._lines))
        self._bar.set(self._top / total, min(1.0, (self._top + self._page()) / total))
        if len(self._lines) > self._page():
            self._bar.pack(side="right", fill="y", before=self._inside)
        else:
            self._bar.pack_forget()

    def _bind_wheel(self, widget: tk.Misc) -> None:
        widget.bind("<MouseWheel>", lambda event: self._turn(event.delta))
        widget.bind("<Button-4>", lambda _event: self._turn(120))
        widget.bind("<Button-5>", lambda _event: self._turn(-120))

    def _turn(self, delta: int) -> str:
        lines = -delta if sys.platform == "darwin" else -round(delta / 60)
        self._scroll_to(self._top + lines)
        return "break"
