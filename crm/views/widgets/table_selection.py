"""Which rows are selected, by id, over a million rows. No widgets."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Selection:
    """A set of ids; "everything" is a flag with exceptions, so that Ctrl+A costs nothing."""

    def __init__(self) -> None:
        self._everything = False
        self._marked: dict[int, None] = {}  # the selected ids, or with the flag set the exceptions

    def __contains__(self, row: int) -> bool:
        return (row in self._marked) != self._everything

    def __bool__(self) -> bool:
        return self._everything or bool(self._marked)

    @property
    def everything(self) -> bool:
        """Whether all rows are selected, apart from exceptions."""
        return self._everything

    def clear(self) -> None:
        """Select nothing."""
        self._everything = False
        self._marked = {}

    def only(self, rows: Iterable[int]) -> None:
        """Select these rows and no others."""
        self._everything = False
        self._marked = dict.fromkeys(rows)

    def add(self, rows: Iterable[int]) -> None:
        """Select these rows too."""
        if self._everything:
            for row in rows:
                self._marked.pop(row, None)
        else:
            self._marked.update(dict.fromkeys(rows))

    def toggle(self, row: int) -> None:
        """Change one row."""
        if row in self._marked:
            del self._marked[row]
        else:
            self._marked[row] = None

    def select_everything(self) -> None:
        """Select all rows, also those still to come."""
        self._everything = True
        self._marked = {}

    def settle(self, present: array[int]) -> None:
        """Turn "everything" into the ids it meant: the list is about to change."""
        if self._everything:
            self.only(self.ids(present))

    @property
    def single(self) -> int | None:
        """The selected id when exactly one was marked; the list need not hold it."""
        return next(iter(self._marked)) if len(self._marked) == 1 and not self._everything else None

    def count(self, total: int) -> int:
        """How many of `total` rows are selected, as long as the list holds all that were marked."""
        return total - len(self._marked) if self._everything else len(self._marked)

    def ids(self, present: array[int]) -> array[int]:
        """The selected ids among those present, in the order of the list."""
        if self._everything and not self._marked:
            return array("q", present)
        if not self._everything and not self._marked:
            return array("q")
        marked, everything = self._marked, self._everything
        return array("q", [row for row in present if (row in marked) != everything])
