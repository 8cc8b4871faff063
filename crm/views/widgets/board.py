"""A board of columns of cards on one canvas, of which only those in view are drawn. Knows ids and texts, no records.

Cards come through `fetch(ids, done)`, now or later. Moving them changes nothing here: `on_drop` hears where they were
put, and whoever keeps them shows what became of it.
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable, Mapping
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.board_cards import HOLE, HOVER, NORMAL, SELECTED, CardPainter, Look
from crm.views.widgets.board_carry import Carry
from crm.views.widgets.board_frame import FramePainter
from crm.views.widgets.board_keys import BoardKeys
from crm.views.widgets.board_layout import Box, Layout, Sizes
from crm.views.widgets.board_model import Card, Content, Drop, Place
from crm.views.widgets.board_mouse import BoardMouse
from crm.views.widgets.board_pen import Fitter
from crm.views.widgets.board_selection import BoardSelection
from crm.views.widgets.board_tips import BoardTips
from crm.views.widgets.table_rows import Rows

CardsHere = Callable[[Mapping[int, Card]], None]
FetchCards = Callable[[list[int], CardsHere], None]


class Board(ttk.Frame):
    """Set the `on_...` attributes to hear what a person does; `show` what there is.

    `on_drop` must lead to `show`, or to `settle` when nothing was moved.
    """

    def __init__(self, parent: tk.Misc, *, fetch: FetchCards, lines: int = 4) -> None:
        super().__init__(parent)
        self.on_select: Callable[[], object] = lambda: None
        self.on_open: Callable[[int], object] = lambda _row: None
        self.on_drop: Callable[[Drop], object] = lambda _drop: None
        self.on_delete: Callable[[], object] = lambda: None
        self.on_context: Callable[[int, int], object] = lambda _x, _y: None
        self.on_head_context: Callable[[str, int, int], object] = lambda _column, _x, _y: None
        self.on_fold: Callable[[], object] = lambda: None
        self.on_carry: Callable[[bool], object] = lambda _is_carrying: None
        self.follow: int | None = None  # the card to bring into view when it is shown at its new place
        self.selection = BoardSelection()
        self._rows: Rows[Card | None] = Rows(fetch, self.draw, nothing=None)
        self._drawn: dict[int, tuple[Box, Look]] = {}
        self._hover: int | None = None
        self._has_focus = False
        self._timer = ""
        self._build(lines)

    # ---- what is shown

    @property
    def content(self) -> Content:
        """What is shown now."""
        return self.layout.content

    def show(self, content: Content, *, keep_place: bool = True) -> None:
        """Show other columns or cards; selection, keyboard and scroll stay as far as they can."""
        self.layout.content = content
        self.tips.hide()
        if not keep_place:
            self.layout.forget_scroll()
        self._rows.outdate()
        gone = self.selection.settle(content)
        self._arrange()
        if self.follow is not None:
            place = content.find(self.follow)
            if place and self.layout.count(place.cell):
                self.layout.see(place)
            self.follow = None
        self.carry.settle()
        self._stand_somewhere()
        self.draw()
        if gone:
            self.on_select()

    def refresh(self) -> None:
        """Fetch the cards in view again; the old ones stand until the new ones come."""
        self._rows.outdate()
        self.draw()

    def set_lines(self, lines: int) -> None:
        """Give every card so many lines below its title; they are fetched again."""
        self.cards.set_lines(lines)
        self._forget_cards()
        self._arrange()
        self.refresh()

    def fold(self, columns: Iterable[str], lanes: Iterable[str] = ()) -> None:
        """Fold these columns and lanes, and no others; nobody is told."""
        self.layout.folded, self.layout.folded_lanes = set(columns), set(lanes)
        self._arrange()
        self.draw()

    def settle(self) -> None:
        """A drop came to nothing: show everything where it is."""
        self.carry.settle()

    def settle_later(self, milliseconds: int) -> None:
        """Settle unless what was dropped has been shown by then: it changed nothing."""
        carried = self.carry.ids

        def settle() -> None:
            self._timer = ""
            if self.carry.ids is carried:
                self.settle()

        self._stop_waiting()
        self._timer = self.after(milliseconds, settle)

    # ---- selection and focus

    def selected_ids(self) -> array[int]:
        """The selected ids, in the order of the board."""
        return self.selection.ids()

    def select(self, ids: Iterable[int]) -> None:
        """Select these cards, bring the first into view, and tell `on_select`."""
        self.selection.choose(ids)
        if self.selection.focus:
            self.layout.see(self.selection.focus)
        self.selection_changed()

    def select_all(self) -> None:
        """Select every card that is not folded away."""
        for cell in self.content.cells():
            if self.layout.count(cell):
                self.selection.add(self.content.of(cell))
        self.selection_changed()

    def selection_changed(self) -> None:
        """Show the selection and tell who listens."""
        self.draw()
        self.on_select()

    def see(self, place: Place) -> None:
        """Bring a card into view."""
        self.layout.see(place)
        self.draw()

    def card(self, row: int) -> Card | None:
        """What is known of a card."""
        return self._rows.get(row)

    def hover(self, row: int | None) -> None:
        """The pointer is over a card, or none."""
        if row != self._hover:
            self._hover = row
            self.canvas.configure(cursor="hand2" if row is not None else "")
            self.draw()

    # ---- scrolling and folding

    def scroll(self, column: str, *, by: int) -> None:
        """Move a column up or down by pixels."""
        if self.layout.scroll_to(column, self.layout.top(column) + by):
            self.draw()

    def scroll_sideways(self, by: int) -> None:
        """Move all columns by pixels."""
        if self.layout.scroll_sideways(self.layout.left + by):
            self.draw()

    def toggle_column(self, key: str) -> None:
        """Fold a column or unfold it, and tell `on_fold`."""
        self.layout.folded ^= {key}
        self._fold_changed()

    def toggle_lane(self, key: str) -> None:
        """Fold a lane or unfold it, and tell `on_fold`."""
        self.layout.folded_lanes ^= {key}
        self._fold_changed()

    def xview(self, action: str, amount: str, unit: str = "units") -> None:
        """Answer the scroll bar."""
        if action == "moveto":
            moved = self.layout.scroll_sideways(round(float(amount) * self.layout.total_width))
        else:
            step = self.layout.width - 60 if unit.startswith("page") else 60
            moved = self.layout.scroll_sideways(self.layout.left + int(amount) * step)
        if moved:
            self.draw()

    # ---- making and drawing

    def _build(self, lines: int) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, takefocus=True, width=1, height=1)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._side = ttk.Scrollbar(self, style="Round.Horizontal.TScrollbar", orient="horizontal", command=self.xview)
        self._side.grid(row=1, column=0, sticky="ew")
        fitter = Fitter()
        self.layout = Layout(Sizes())
        self.cards = CardPainter(self.canvas, fitter, lines=lines)
        self.frame = FramePainter(self.canvas, self.layout, fitter=fitter)
        self.carry = Carry(self)
        BoardMouse(self)
        BoardKeys(self)
        self.tips = BoardTips(self)
        self.canvas.bind("<Configure>", self._resized, add="+")
        self.canvas.bind("<FocusIn>", lambda _event: self._focused(True), add="+")
        self.canvas.bind("<FocusOut>", lambda _event: self._focused(False), add="+")
        theme.follow(self, self._repaint)

    def _arrange(self) -> None:
        layout, units = self.layout, Sizes()
        lines = max((len(one.sums) for one in self.content.columns), default=0)
        layout.sizes = Sizes(
            card=self.cards.height, gap=theme.px(units.gap), head=self.frame.head_height(lines),
            lane_head=theme.px(units.lane_head), folded=theme.px(units.folded), narrowest=theme.px(units.narrowest),
            widest=theme.px(units.widest), margin=theme.px(units.margin),
        )  # fmt: skip
        layout.arrange()

    def _fold_changed(self) -> None:
        self._arrange()
        self.draw()
        self.on_fold()

    def _focused(self, here: bool) -> None:
        self._has_focus = here
        self._stand_somewhere()
        self.draw()

    def _stand_somewhere(self) -> None:
        """With the keyboard here, one card has it, and is selected where none is."""
        if self._has_focus and self.selection.focus is None:
            first = next((cell for cell in self.content.cells() if self.layout.count(cell)), None)
            if first and len(self.selection):
                self.selection.stand(Place(*first, 0))
            elif first:
                self.selection.only(Place(*first, 0))
                self.on_select()

    def _resized(self, event: tk.Event[tk.Misc]) -> None:
        self.layout.width, self.layout.height = event.width, event.height
        self._arrange()
        self.draw()

    def _repaint(self) -> None:
        self.canvas.configure(background=theme.colors().background)
        self.cards.forget()
        self.frame.forget()
        self._forget_cards()
        self._arrange()
        self.draw()

    def _forget_cards(self) -> None:
        self.canvas.delete("card")
        self._drawn = {}

    def _stop_waiting(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def destroy(self) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().destroy()

    def draw(self) -> None:
        """Bring the canvas up to date: cards that stay are moved or left, others drawn or deleted."""
        if self.layout.width <= 1:
            return
        self.frame.draw()
        margin = self.layout.room // 2
        cells = self.content.cells()
        near = [(self.content.of(cell), self.layout.visible(cell, margin=margin)) for cell in cells]
        self._rows.want([ids[index] for ids, places in near for index in places])
        shown: dict[int, tuple[Box, Look]] = {}
        for cell in cells:
            ids = self.content.of(cell)
            for index in self.layout.visible(cell):
                shown[ids[index]] = (self.layout.card(Place(*cell, index)), self._look(ids[index]))
        self._bring(shown)
        self.frame.draw_thumbs()
        self.frame.raise_all()
        self._show_bar()

    def _look(self, row: int) -> Look:
        state = HOVER if row == self._hover else NORMAL
        state = SELECTED if row in self.selection else state
        state = HOLE if row in self.carry.ids else state
        focused = self._has_focus and row == self.selection.focus_id and state != HOLE
        return Look(self._rows.get(row), state, focused)

    def _bring(self, shown: Mapping[int, tuple[Box, Look]]) -> None:
        for row in self._drawn.keys() - shown.keys():
            self.canvas.delete(f"c{row}")
        for row, (box, look) in shown.items():
            before = self._drawn.get(row)
            if before is None or before[0][2:] != box[2:] or _texts(before[1]) != _texts(look):
                self.canvas.delete(f"c{row}")
                self.cards.draw(box, look, tags=("card", f"c{row}"))
                continue
            if before[0] != box:
                self.canvas.move(f"c{row}", box.x - before[0].x, box.y - before[0].y)
            if before[1] != look:
                self.cards.repaint_box(f"c{row}", box, look=look)
        self._drawn = dict(shown)

    def _show_bar(self) -> None:
        total, width = self.layout.total_width, self.layout.width
        self._side.set(self.layout.left / total, min(1.0, (self.layout.left + width) / total))
        self._side.grid() if total > width else self._side.grid_remove()


def _texts(look: Look) -> tuple[Card | None, bool]:
    """What of a look is drawn as texts."""
    return look.card, look.state == HOLE
