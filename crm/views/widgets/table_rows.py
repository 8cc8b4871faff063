"""The rows a table or a board shows, fetched a screenful at a time and kept by id. No widgets."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")
Cells = tuple[str, ...]
Answer = Callable[[Mapping[int, Cells]], None]
Fetch = Callable[[list[int], Answer], None]

_KEPT = 4000
_PATIENCE = 3.0  # seconds after which a question that was never answered is asked again


class Rows(Generic[Row]):
    """Asks `fetch` for the rows in view, at most one question at a time, so that fast scrolling cannot pile them up.

    A row that is no longer fresh stays readable until the new one arrives. An id missing from an answer is a
    row of `nothing`. `arrived` is called when an answer came after the question returned.
    """

    def __init__(
        self,
        fetch: Callable[[list[int], Callable[[Mapping[int, Row]], None]], None],
        arrived: Callable[[], None],
        *,
        nothing: Row,
    ) -> None:
        self._fetch = fetch
        self._nothing = nothing
        self._arrived = arrived
        self._rows: dict[int, Row] = {}
        self._fresh: set[int] = set()
        self._generation = 0
        self._asked_at = 0.0
        self._waiting = False

    def get(self, row: int) -> Row | None:
        """What is known of a row, or None when they are not here yet."""
        return self._rows.get(row)

    def want(self, ids: Sequence[int]) -> None:
        """See to it that these rows come."""
        missing = [row for row in ids if row not in self._fresh]
        patient = self._waiting and time.monotonic() - self._asked_at < _PATIENCE
        if missing and not patient:
            self._ask(missing)

    def outdate(self) -> None:
        """Every row may have changed: answers under way are dropped, rows are asked for again when wanted."""
        self._generation += 1
        self._waiting = False
        self._fresh.clear()

    def _ask(self, missing: list[int]) -> None:
        generation, inside = self._generation, [True]
        self._waiting, self._asked_at = True, time.monotonic()

        def done(answer: Mapping[int, Row]) -> None:
            if generation != self._generation:
                return
            self._waiting = False
            self._keep(missing, answer)
            if not inside[0]:
                self._arrived()

        self._fetch(missing, done)
        inside[0] = False

    def _keep(self, asked: list[int], answer: Mapping[int, Row]) -> None:
        if len(self._rows) > _KEPT:
            for row in list(self._rows)[: _KEPT // 2]:
                del self._rows[row]
                self._fresh.discard(row)
        for row in asked:
            self._rows.pop(row, None)
            self._rows[row] = answer.get(row, self._nothing)
        self._fresh.update(asked)
