"""The board and the forecast of a pipeline: loads what they show, keeps what is folded. What a drop does stands in
pipeline_moves.py."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import NamedTuple

from crm.models.boards import BoardQuery
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.models.pipelines import OPEN
from crm.session import Session
from crm.views import pipeline_cards, pipeline_words
from crm.views.desk import Desk
from crm.views.tab import Questions
from crm.views.widgets import board as widget
from crm.views.widgets.board_model import Card, Content
from crm.views.widgets.empty import Empty

_LEAST_PRIMED, _MOST_PRIMED = 9, 24  # cards of a column that come with the columns: more than a screen shows


class Seen(NamedTuple):
    """What a board holds: the totals of its open columns, and whether it shows no deal at all.

    Of an empty one also how many deals match that it does not show, and whether the pipeline holds none.
    """

    amounts: Sequence[Amount]
    is_empty: bool
    hidden: int
    is_unused: bool


class _Read(NamedTuple):
    """What the worker brings: the board in words, and the cards that are seen first."""

    content: Content
    seen: Seen
    folded: set[str]
    cards: dict[int, Card]


class BoardPage(ttk.Frame):
    """`on_loaded` hears what the board holds, whenever it was read; `on_carry` whether cards are in the air.

    What changes while they are is shown when they are down.
    """

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent)
        self.on_loaded: Callable[[Seen], object] = lambda _seen: None
        self.on_carry: Callable[[bool], object] = lambda _is_carrying: None
        self._is_late = False
        self._desk = desk
        self._questions = Questions(desk.jobs)
        self._primed: dict[int, Card] = {}
        self._fields: tuple[str, ...] = ()
        self._folded: Collection[str] | None = None
        self.wanted: BoardQuery | None = None
        self.board = widget.Board(self, fetch=self._fetch)
        self.board.on_carry = self._carried
        self.board.pack(fill="both", expand=True)
        self._cover = ttk.Frame(self)
        self.empty = Empty(self._cover)

    def set_fields(self, fields: tuple[str, ...]) -> None:
        """Show these fields of CARD_FIELDS on the cards."""
        if fields != self._fields:
            self._fields = fields
            self.board.set_lines(pipeline_cards.lines_of(fields))

    def load(self, wanted: BoardQuery, folded: Collection[str] | None) -> None:
        """Show a board; `folded` None folds what won and lost deals stand in."""
        keep_place = self.wanted is not None and _is_same_place(self.wanted, wanted)
        self.wanted, self._folded = wanted, folded
        layout = self.board.layout
        primed = 0 if keep_place else min(_MOST_PRIMED, max(_LEAST_PRIMED, layout.room * 3 // (2 * layout.step) + 2))
        session, fields, unfolded = self._desk.session, self._fields, layout.folded_lanes if keep_place else set()

        def read() -> _Read:
            return _read(session, wanted, folded=folded, look=_Look(fields, primed))

        self._questions.ask("board", read, show=lambda found: self._show(found, keep_place, lanes=unfolded))

    def reload(self) -> None:
        """Load the same again, in place: something in it changed, or was folded."""
        if self.wanted:
            self.load(self.wanted, self._folded)

    def show_empty(self, visible: bool) -> None:
        """Cover the board with what is said where nothing matches."""
        self.empty.show(visible)
        if visible:
            self._cover.place(relwidth=1.0, relheight=1.0)
        else:
            self._cover.place_forget()

    def folded_now(self) -> tuple[str, ...]:
        """The columns that are folded, in their order."""
        layout = self.board.layout
        return tuple(key for key in layout.keys if key in layout.folded)

    def _show(self, found: _Read, keep_place: bool, *, lanes: Collection[str]) -> None:
        self._is_late = keep_place and self.board.carry.is_active
        if self._is_late:
            return
        self._primed = dict(found.cards)
        self.board.layout.folded, self.board.layout.folded_lanes = set(found.folded), set(lanes)
        self.board.show(found.content, keep_place=keep_place)
        self.on_loaded(found.seen)

    def _carried(self, is_carrying: bool) -> None:
        self.on_carry(is_carrying)
        if self._is_late and not self.board.carry.ids:
            self._is_late = False
            self.reload()

    def _fetch(self, ids: list[int], done: widget.CardsHere) -> None:
        if self._primed and all(row in self._primed for row in ids):
            done({row: self._primed[row] for row in ids})
            return
        opportunities, fields = self._desk.session.opportunities, self._fields
        self._questions.ask("cards", lambda: _cards(opportunities.rows(ids), fields), show=done)

    def destroy(self) -> None:
        """No answer is wanted any more."""
        self._questions.drop()
        super().destroy()


class _Look(NamedTuple):
    """What cards show, and how many of each column are wanted at once."""

    fields: tuple[str, ...]
    primed: int


def _read(session: Session, wanted: BoardQuery, *, folded: Collection[str] | None, look: _Look) -> _Read:
    """Everything of a board but the cards out of sight; for the worker."""
    opportunities = session.opportunities
    board = opportunities.board(wanted)
    shut = {one.key for one in board.columns if one.kind != OPEN} if folded is None else set(folded)
    ids = opportunities.cell_ids(wanted, [one.key for one in board.columns if one.key not in shut and one.count])
    first = [row for some in ids.values() for row in some[: look.primed]]
    opened = [one for one in board.columns if one.kind == OPEN]
    amounts = pipeline_words.added(one.amounts for one in opened)
    lanes = tuple(
        pipeline_words.lane(one, wanted.lane, columns=[column.key for column in opened]) for one in board.lanes
    )
    columns = tuple(pipeline_words.column(one, wanted.group) for one in board.columns)
    content = Content(columns, lanes or Content().lanes, ids)
    is_empty = not any(one.count for one in board.columns if one.key not in shut)
    hidden, is_unused = _elsewhere(session, wanted) if is_empty else (0, False)
    seen = Seen(amounts, is_empty, hidden, is_unused)
    return _Read(content, seen, shut, _cards(opportunities.rows(first), look.fields))


def _elsewhere(session: Session, wanted: BoardQuery) -> tuple[int, bool]:
    """How many deals of the pipeline match though no open column shows one; and whether it holds no deal at all."""
    here = Condition("pipeline_id", Operator.ANY, (wanted.pipeline_id,))
    matching = replace(wanted.query, conditions=(here, *wanted.query.conditions))
    hidden = session.opportunities.count(matching)
    return hidden, not hidden and not session.opportunities.count(ListQuery(conditions=(here,)), cap=1)


def _cards(rows: Sequence[Mapping[str, object]], fields: tuple[str, ...]) -> dict[int, Card]:
    return {int(str(row["id"])): pipeline_cards.card(row, fields) for row in rows}


def _is_same_place(before: BoardQuery, after: BoardQuery) -> bool:
    """Whether a board is only shown anew, maybe with another period."""
    same = (before.pipeline_id, before.group, before.lane, before.query)
    return same == (after.pipeline_id, after.group, after.lane, after.query)
