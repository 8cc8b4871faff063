"""Cards of rows on one Canvas: what there is to do, each row acting in place by mouse or keyboard. Knows no CRM.

Painting is day_painter.py's; where things lie, day_layout.py's.
"""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.day_layout import DayLayout, DaySizes
from crm.views.widgets.day_model import DayAction, DayCard, DayRow, Place
from crm.views.widgets.day_painter import DayPainter
from crm.views.widgets.focus import has_focus

OPEN = "open"  # what Enter and a double click do
_BY = {"Up": -1, "Down": 1, "Prior": -8, "Next": 8, "Home": -9999, "End": 9999}
_SIDEWAYS = {"Left": -1, "Right": 1}


class DayCards(ttk.Frame):
    """`on_act(card, id, action)` hears what is wanted of a row, `on_more(card)` that all rows of a card are.

    `on_context(x, y)` hears that a menu of the row in focus is wanted, at a place of the screen.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_act: Callable[[str, int, str], object] = lambda _card, _key, _action: None
        self.on_more: Callable[[str], object] = lambda _card: None
        self.on_context: Callable[[int, int], object] = lambda _x, _y: None
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.canvas = tk.Canvas(
            self, borderwidth=0, highlightthickness=0, takefocus=True, yscrollincrement=theme.px(24)
        )
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.canvas.yview)
        self.canvas.configure(yscrollcommand=self._scrolled)
        self.layout = DayLayout(_sizes())
        self.focused: Place | None = None
        self._hovered: Place | None = None
        self._cards: tuple[DayCard, ...] = ()
        self._painter = DayPainter(self.canvas, self.layout)
        self._bind_mouse()
        self._bind_keys()
        self.canvas.bind("<Configure>", lambda _event: self._arrange())
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.canvas.bind(sequence, lambda _event: self._mark())
        theme.follow(self.canvas, self._paint)

    def show(self, cards: Sequence[DayCard]) -> None:
        """Show these cards; the row in focus keeps it, or the one that takes its place gets it."""
        before = self.focused
        self._cards = tuple(cards)
        self._hovered = None
        self._arrange()
        places = self.layout.places()
        if before not in places:
            same = [one for one in places if before and one.card == before.card]
            self.focused = same[-1] if same else places[0] if places else None
        self._mark()

    def row(self, place: Place) -> DayRow | None:
        """The row at a place; None for the line that tells of more."""
        rows = self.card(place.card).rows
        return rows[place.index] if place.index < len(rows) else None

    def card(self, key: str) -> DayCard:
        """A card by its key."""
        return next(one for one in self._cards if one.key == key)

    def actions(self) -> tuple[DayAction, ...]:
        """What can be done with the row in focus."""
        return self.card(self.focused.card).actions if self.focused and self.row(self.focused) else ()

    def act(self, action: str) -> None:
        """Do something with the row in focus."""
        if self.focused is None:
            return
        row = self.row(self.focused)
        if row is None:
            self.on_more(self.focused.card)
        else:
            self.on_act(self.focused.card, row.key, action)

    # Drawing

    def _paint(self) -> None:
        self.canvas.configure(background=theme.colors().surface)
        self._painter.draw(self._cards)
        self._mark()

    def _arrange(self) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        self.layout.arrange(self._cards, width)
        self.canvas.configure(scrollregion=(0, 0, width, max(height, self.layout.height)))
        self._painter.draw(self._cards)
        self._mark()

    def _mark(self) -> None:
        self._painter.mark(self.focused, self._hovered, has_focus=has_focus(self.canvas))

    def _scrolled(self, first: float, last: float) -> None:
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")
        self._bar.set(float(first), float(last))

    # Mouse

    def _bind_mouse(self) -> None:
        canvas = self.canvas
        canvas.bind("<Motion>", lambda event: self._hover(event.x, event.y))
        canvas.bind("<Leave>", lambda _event: self._hover(-1, -1))
        canvas.bind("<Button-1>", self._clicked)
        canvas.bind("<Double-Button-1>", self._double_clicked)
        for sequence in ("<Button-3>", *(("<Button-2>", "<Control-Button-1>") if sys.platform == "darwin" else ())):
            canvas.bind(sequence, self._context_clicked)
        canvas.bind("<MouseWheel>", lambda event: canvas.yview_scroll(-1 if event.delta > 0 else 1, "units"))
        canvas.bind("<Button-4>", lambda _event: canvas.yview_scroll(-2, "units"))
        canvas.bind("<Button-5>", lambda _event: canvas.yview_scroll(2, "units"))

    def _under(self, x: int, y: int) -> Place | None:
        return self.layout.at(x, int(self.canvas.canvasy(y)))

    def _hover(self, x: int, y: int) -> None:
        place = self._under(x, y)
        if place != self._hovered:
            self._hovered = place
            self._mark()
        hot = place is not None and (self._action_at(x, y) is not None or self.row(place) is None)
        self.canvas.configure(cursor="hand2" if hot else "")

    def _action_at(self, x: int, y: int) -> str | None:
        return self._painter.action_at(x, int(self.canvas.canvasy(y)))

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        self.canvas.focus_set()
        place = self._under(event.x, event.y)
        if place is None:
            return
        self._hovered = self.focused = place
        self._mark()
        action = self._action_at(event.x, event.y)
        if action is not None or self.row(place) is None:
            self.act(action or "")

    def _double_clicked(self, event: tk.Event[tk.Misc]) -> None:
        place = self._under(event.x, event.y)
        if place is not None and self.row(place) and self._action_at(event.x, event.y) is None:
            self.act(OPEN)

    def _context_clicked(self, event: tk.Event[tk.Misc]) -> None:
        place = self._under(event.x, event.y)
        if place is not None and self.row(place):
            self.canvas.focus_set()
            self.focused = place
            self._mark()
            self.on_context(event.x_root, event.y_root)

    # Keyboard

    def _bind_keys(self) -> None:
        canvas = self.canvas
        for name in (*_BY, *_SIDEWAYS):
            canvas.bind(f"<KeyPress-{name}>", self._arrow)
        for name in ("<Return>", "<KP_Enter>"):
            canvas.bind(name, lambda _event: self.act(OPEN))
        canvas.bind("<KeyPress>", self._key)
        for sequence in ("<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            canvas.bind(sequence, lambda _event: self._context_key())

    def _arrow(self, event: tk.Event[tk.Misc]) -> str:
        places = self.layout.places()
        if not places:
            return "break"
        if self.focused is None:
            self.focused = places[0]
        elif event.keysym in _SIDEWAYS:
            self.focused = self.layout.beside(self.focused, _SIDEWAYS[event.keysym]) or self.focused
        else:
            here = places.index(self.focused) + _BY[event.keysym]
            self.focused = places[max(0, min(here, len(places) - 1))]
        self._mark()
        self._see(self.focused)
        return "break"

    def _key(self, event: tk.Event[tk.Misc]) -> str | None:
        if int(event.state) & 0x4:  # with Ctrl it is a command of the window
            return None
        for action in self.actions():
            if action.keysym and event.keysym.lower() == action.keysym:
                self.act(action.key)
                return "break"
        return None

    def _context_key(self) -> str:
        if self.focused and self.row(self.focused):
            box = self.layout.row(self.focused)
            y = box.y + box.height - int(self.canvas.canvasy(0))
            self.on_context(self.canvas.winfo_rootx() + box.x + theme.px(40), self.canvas.winfo_rooty() + y)
        return "break"

    def _see(self, place: Place) -> None:
        box, sizes = self.layout.row(place), self.layout.sizes
        top, room = self.canvas.canvasy(0), self.canvas.winfo_height()
        whole = max(1, self.layout.height, room)
        if box.y - sizes.head < top:
            self.canvas.yview_moveto(max(0, box.y - sizes.head - sizes.margin) / whole)
        elif box.y + box.height + sizes.margin > top + room:
            self.canvas.yview_moveto((box.y + box.height + sizes.margin - room) / whole)


def _sizes() -> DaySizes:
    usual = DaySizes()
    return DaySizes(**{name: theme.px(value) for name, value in vars(usual).items()})
