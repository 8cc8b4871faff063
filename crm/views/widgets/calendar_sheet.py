"""A calendar on one canvas, of which only what is in view is drawn: month, week, day, agenda. Knows no records.

Moving an entry changes nothing here: `on_drop` hears where it was put, and whoever keeps it shows what became of it.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from tkinter import ttk
from typing import TypeVar

from crm.views import theme
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import color
from crm.views.widgets.calendar_agenda import AgendaLayout, AgendaSizes
from crm.views.widgets.calendar_carry import Carry
from crm.views.widgets.calendar_days import nearest
from crm.views.widgets.calendar_frames import FramePainter
from crm.views.widgets.calendar_hours import HourLayout, HourSizes
from crm.views.widgets.calendar_keys import CalendarKeys
from crm.views.widgets.calendar_layout import Layout, More, Piece
from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK, CalendarEntry, Content, Drop, Slot
from crm.views.widgets.calendar_month import MonthLayout, MonthSizes
from crm.views.widgets.calendar_mouse import CalendarMouse
from crm.views.widgets.calendar_pen import CHOSEN, HOLE, HOVER, NORMAL, Brush, EntryPainter, Look
from crm.views.widgets.calendar_tips import CalendarTips

_TICK = 20_000  # milliseconds between two looks at the clock
_MORNING = 7 * 60 + 30  # the minute at the top of a day that is seen for the first time


Sizes = TypeVar("Sizes", MonthSizes, HourSizes, AgendaSizes)


def wall_clock() -> datetime:
    """What the clock on the wall says."""
    return datetime.now()


class CalendarSheet(ttk.Frame):
    """Set the `on_...` attributes to hear what a person does; `show` what there is.

    `on_drop` must lead to `show`, or to `settle` when nothing was moved. `on_reach` asks for a day that is not in view,
    `on_step` for the next (1) or last (-1) period; `tip` gives the words about an entry.
    """

    def __init__(self, parent: tk.Misc, *, clock: Callable[[], datetime] = wall_clock) -> None:
        super().__init__(parent)
        self.on_select: Callable[[], object] = lambda: None
        self.on_open: Callable[[str], object] = lambda _key: None
        self.on_drop: Callable[[Drop], object] = lambda _drop: None
        self.on_add: Callable[[Slot], object] = lambda _slot: None
        self.on_complete: Callable[[str], object] = lambda _key: None
        self.on_delete: Callable[[str], object] = lambda _key: None
        self.on_refuse: Callable[[CalendarEntry], object] = lambda _entry: None
        self.on_context: Callable[[int, int], object] = lambda _x, _y: None
        self.on_carry: Callable[[bool], object] = lambda _is_carrying: None
        self.on_day: Callable[[date], object] = lambda _day: None
        self.on_reach: Callable[[date], object] = lambda _day: None
        self.on_step: Callable[[int], object] = lambda _by: None
        self.on_view: Callable[[str], object] = lambda _view: None
        self.on_today: Callable[[], object] = lambda: None
        self.on_new_day: Callable[[], object] = lambda: None
        self.tip: Callable[[str], str] = lambda _key: ""
        self.chosen = ""  # the entry that is selected, and has the keyboard
        self.day = date(2000, 1, 1)  # the day the keyboard is on
        self._clock = clock
        self._entries: dict[str, CalendarEntry] = {}
        self._drawn: dict[tuple[str, int], tuple[Piece, Look]] = {}
        self._names: dict[tuple[str, int], str] = {}  # the tag of each piece on the canvas
        self._count = 0
        self._hover = ""
        self._has_focus = False
        self._timers: dict[str, str] = {}
        self.layout: Layout = Layout()
        self._build()

    # ---- what is shown

    @property
    def content(self) -> Content:
        """What is shown now."""
        return self.layout.content

    def entry(self, key: str) -> CalendarEntry | None:
        """An entry that is shown."""
        return self._entries.get(key)

    def show(self, content: Content) -> None:
        """Show other days or entries; what is chosen stays chosen while it is there."""
        self.tips.hide()
        before, self.layout = self.layout, self._layouts[content.view]
        if before is not self.layout and before.has_hours and self.layout.has_hours:
            self.layout.top = before.top
        is_other = (before.content.view, before.content.anchor) != (content.view, content.anchor)
        self.layout.content = content
        self._entries = {one.key: one for one in content.entries}
        self._arrange()
        if is_other:
            self._come_to(content)
        gone = bool(self.chosen) and self.chosen not in self._entries
        if gone:
            self.chosen = ""
        if self.day not in self.layout.days:
            self.day = nearest(self.layout.days, content.anchor)
        if not self.carry.is_active:
            self._follow(self.carry.key)
            self.carry.settle()
        self.draw()
        self.carry.redraw()
        if gone:
            self.on_select()

    def _follow(self, dropped: str) -> None:
        """The keyboard goes where the chosen entry was put."""
        entry = self._entries.get(dropped)
        if entry is not None and dropped == self.chosen:
            self.day = nearest(self.layout.days, entry.first_on)
            self.layout.see(dropped)

    def settle(self) -> None:
        """A drop came to nothing: show everything where it is."""
        self.carry.settle()

    def settle_later(self, milliseconds: int) -> None:
        """Settle unless what was dropped has been shown by then: it changed nothing."""
        carried = self.carry.entry

        def settle() -> None:
            if self.carry.entry is carried:
                self.settle()

        self._later("settle", milliseconds, call=settle)

    # ---- choosing and going about

    def choose(self, key: str, *, day: date | None = None) -> None:
        """Choose an entry, or "" for none, bring it into view, and tell `on_select`; the keyboard goes to `day`."""
        entry = self._entries.get(key)
        self.chosen = key if entry else ""
        if day is not None:
            self.day = day
        elif entry is not None:
            self.day = nearest(self.layout.days, entry.first_on)
        if entry is not None:
            self.layout.see(key)
        self.draw()
        self.on_select()

    def hover(self, key: str) -> None:
        """The pointer is over an entry, or none."""
        if key != self._hover:
            self._hover = key
            self.draw()

    def show_more(self, more: More) -> None:
        """Someone asked for what there was no room for: the all-day entries here, a day elsewhere."""
        if isinstance(self.layout, HourLayout):
            self.layout.is_open = not self.layout.is_open
            self._arrange()
            self.draw()
        else:
            self.on_day(more.day)

    def scroll(self, by: int) -> bool:
        """Move what is shown by pixels; whether anything moved."""
        moved = self.layout.scroll_to(self.layout.top + by)
        if moved:
            self.draw()
        return moved

    def see_carried(self) -> None:
        """Bring where the carried entry would start into view."""
        target = self.carry.target
        if isinstance(self.layout, HourLayout) and target and target.minute is not None:
            y = target.minute * self.layout.sizes.hour // 60
            if self.layout.scroll_between(y - theme.px(20), y + theme.px(60)):
                self.draw()
                self.carry.redraw()

    def yview(self, action: str, amount: str, unit: str = "units") -> None:
        """Answer the scroll bar."""
        layout = self.layout
        if action == "moveto":
            self.scroll(round(float(amount) * layout.depth) - layout.top)
        else:
            self.scroll(int(amount) * (layout.room - 60 if unit.startswith("page") else 60))

    # ---- making

    def _build(self) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, takefocus=True, width=1, height=1)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._side = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.yview)
        hours = _scaled(HourSizes())
        self._layouts: dict[str, Layout] = {
            MONTH: MonthLayout(_scaled(MonthSizes())),
            WEEK: HourLayout(hours, WEEK),
            DAY: HourLayout(hours, DAY),
            AGENDA: AgendaLayout(_scaled(AgendaSizes())),
        }
        self.layout = self._layouts[MONTH]
        self.painter = EntryPainter(self.canvas)
        self.frame = FramePainter(self.canvas)
        self.carry: Carry = Carry(self)
        CalendarMouse(self)
        CalendarKeys(self)
        self.tips: CalendarTips = CalendarTips(self)
        self.canvas.bind("<Configure>", self._resized, add="+")
        self.canvas.bind("<FocusIn>", lambda _event: self._focused(True), add="+")
        self.canvas.bind("<FocusOut>", lambda _event: self._focused(False), add="+")
        theme.follow(self, self._repaint)
        self._later("clock", _TICK, call=self._tick)

    def _come_to(self, content: Content) -> None:
        """Begin a period where a person looks first: in the morning, or today."""
        layout = self.layout
        if isinstance(layout, HourLayout) and not layout.top:
            layout.see_minute(_MORNING)
        elif isinstance(layout, AgendaLayout):
            layout.see_day(content.today if content.today in layout.days else content.anchor.replace(day=1))

    def _arrange(self) -> None:
        self.layout.width, self.layout.height = max(1, self.canvas.winfo_width()), max(1, self.canvas.winfo_height())
        self.layout.arrange()
        self._show_bar()

    def _resized(self, _event: object) -> None:
        is_first = self.layout.room <= 1
        self._arrange()
        if is_first:
            self._come_to(self.content)
        self.draw()

    def _repaint(self) -> None:
        self.canvas.configure(background=theme.colors().background)
        self.painter.forget()
        self.frame.forget()
        self.canvas.delete("entry")
        self._drawn, self._names = {}, {}
        self.draw()

    def _focused(self, here: bool) -> None:
        self._has_focus = here
        self.draw()

    def _show_bar(self) -> None:
        layout = self.layout
        scrolls = layout.depth > layout.room and self.content.view != MONTH
        self._side.grid(row=0, column=1, sticky="ns") if scrolls else self._side.grid_remove()

    # ---- the clock

    def _tick(self) -> None:
        now = self._clock()
        self.frame.draw_now(self.layout, now)
        self.frame.raise_all()
        if now.date() != self.content.today:
            self.on_new_day()
        self._later("clock", _TICK, call=self._tick)

    def _later(self, name: str, milliseconds: int, *, call: Callable[[], object]) -> None:
        if name in self._timers:
            self.after_cancel(self._timers[name])
        self._timers[name] = self.after(milliseconds, call)

    def destroy(self) -> None:
        """Wait for nothing any more."""
        for timer in self._timers.values():
            self.after_cancel(timer)
        self._timers = {}
        super().destroy()

    # ---- drawing

    def draw(self) -> None:
        """Bring the canvas up to date: what stays is moved or left, the rest drawn or deleted."""
        layout = self.layout
        if layout.width <= 1 or not layout.days:
            return
        self.frame.draw(layout, self._clock())
        shown = {(one.key, one.part): (one, self._look(one.key)) for one in layout.pieces() if one.key in self._entries}
        self._bring(shown)
        self._draw_cursor()
        self.frame.raise_all()
        if layout.depth:
            self._side.set(layout.top / layout.depth, min(1.0, (layout.top + layout.room) / layout.depth))

    def _look(self, key: str) -> Look:
        state = HOVER if key == self._hover else NORMAL
        state = CHOSEN if key == self.chosen else state
        state = HOLE if key == self.carry.key else state
        return Look(self._entries[key], state, self._has_focus and key == self.chosen and state != HOLE)

    def _bring(self, shown: dict[tuple[str, int], tuple[Piece, Look]]) -> None:
        for gone in self._drawn.keys() - shown.keys():
            self.canvas.delete(self._names.pop(gone))
        for name, (piece, look) in shown.items():
            before = self._drawn.get(name)
            if name not in self._names:
                self._count += 1
                self._names[name] = f"e{self._count}"
            tag = self._names[name]
            if before is None or before[1] != look or before[0]._replace(box=piece.box) != piece or (
                before[0].box[2:] != piece.box[2:]
            ):  # fmt: skip
                self.canvas.delete(tag)
                self.painter.draw(piece, look, tags=("entry", tag, *(("upper",) if piece.is_upper else ())))
            elif before[0].box != piece.box:
                self.canvas.move(tag, piece.box.x - before[0].box.x, piece.box.y - before[0].box.y)
        self._drawn = shown

    def _draw_cursor(self) -> None:
        """Without an entry the keyboard is on a day: its place has an edge."""
        self.canvas.delete("cursor")
        box = self.layout.day_box(self.day) if self._has_focus and not self.chosen else None
        if box is None or self.carry.is_active:
            return
        if isinstance(self.layout, HourLayout):
            box = Box(box.x, 0, box.width, self.layout.sizes.names)
        elif isinstance(self.layout, AgendaLayout):
            box = box._replace(width=self.layout.sizes.day - theme.px(6))
        inside = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
        Brush(self.canvas, "cursor", "upper").clipped(inside, "", outline=color("primary"), width=2)


def _scaled(sizes: Sizes) -> Sizes:
    """Measures of the design in pixels of this screen."""
    return replace(sizes, **{one.name: theme.px(getattr(sizes, one.name)) for one in fields(sizes)})
