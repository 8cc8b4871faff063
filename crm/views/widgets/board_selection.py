"""Which cards of a board are selected, and on which the keyboard stands: by id, kept over reloads. No widgets."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from crm.views.widgets.board_model import Cell, Content, Place


class BoardSelection:
    """`focus` is the place the keyboard stands on, `anchor` the card a range goes out from."""

    def __init__(self) -> None:
        self.focus: Place | None = None
        self.focus_id: int | None = None
        self._content = Content()
        self._marked: dict[int, None] = {}
        self._anchor: int | None = None

    def __contains__(self, row: int | None) -> bool:
        return row in self._marked

    def __len__(self) -> int:
        return len(self._marked)

    def ids(self) -> array[int]:
        """The selected ids, lane by lane and column by column, from the top."""
        if len(self._marked) <= 1:
            return array("q", self._marked)
        cells = (self._content.of(cell) for cell in self._content.cells())
        return array("q", [row for ids in cells for row in ids if row in self._marked])

    def only(self, place: Place) -> None:
        """Select one card and stand on it."""
        self.stand(place)
        self._marked = {} if self.focus_id is None else {self.focus_id: None}
        self._anchor = self.focus_id

    def toggle(self, place: Place) -> None:
        """Add a card to the selection, or take it out."""
        self.stand(place)
        if self.focus_id in self._marked:
            del self._marked[self.focus_id]
        elif self.focus_id is not None:
            self._marked[self.focus_id] = None
        self._anchor = self.focus_id

    def extend(self, place: Place) -> None:
        """Select from the anchor to a card; in another cell, that card too."""
        start = self._content.find(self._anchor, near=place.cell) if self._anchor is not None else None
        self.stand(place)
        if start is None or start.cell != place.cell:
            self.add([] if self.focus_id is None else [self.focus_id])
            return
        first, last = sorted((start.index, place.index))
        self._marked = dict.fromkeys(self._content.of(place.cell)[first : last + 1])

    def add(self, ids: Iterable[int]) -> None:
        """Select these too."""
        self._marked.update(dict.fromkeys(ids))

    def choose(self, ids: Iterable[int]) -> None:
        """Select these and no others; the keyboard goes to the first of them that is there."""
        self._marked = dict.fromkeys(ids)
        self._anchor = next(iter(self._marked), None)
        places = (self._content.find(row) for row in self._marked)
        place = next((one for one in places if one), None)
        if place:
            self.stand(place)

    def clear(self) -> None:
        """Select nothing; the keyboard stays where it is."""
        self._marked = {}

    def stand(self, place: Place) -> None:
        """Put the keyboard on a card."""
        ids = self._content.of(place.cell)
        self.focus = place if 0 <= place.index < len(ids) else None
        self.focus_id = ids[place.index] if self.focus else None

    def settle(self, content: Content) -> bool:
        """Another content: what it no longer holds goes, the keyboard stays with its card or near it.

        Returns whether something that was selected is gone.
        """
        self._content = content
        before = len(self._marked)
        if self._marked:
            there = {row for ids in content.ids.values() for row in ids}
            self._marked = {row: None for row in self._marked if row in there}
        self._refocus()
        return before != len(self._marked)

    def _refocus(self) -> None:
        if self.focus is None or self.focus_id is None:
            return
        place = self._content.find(self.focus_id, near=self.focus.cell)
        if place is None:  # its card went: the one that follows in the same cell takes its place
            count = len(self._content.of(self.focus.cell))
            place = self.focus.at(min(self.focus.index, count - 1))
        self.stand(place)


def neighbour(content: Content, cell: Cell, *, by: int) -> Cell | None:
    """The nearest cell to the right (`by` 1) or left (-1) that holds cards, in the same lane."""
    keys = [column.key for column in content.columns]
    at = keys.index(cell[0]) + by
    while 0 <= at < len(keys):
        if len(content.of((keys[at], cell[1]))):
            return keys[at], cell[1]
        at += by
    return None
