"""The changes of one operation as stretches that are taken back at once, and in which order. Takes nothing back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crm.storage.changelog import Action
from crm.storage.database import Database


@dataclass(frozen=True)
class Stretch:
    """Changes of one operation to one table, of one action: the first and the last id in the log they lie between."""

    entity: str
    action: str
    first: int
    last: int

    @property
    def kind(self) -> tuple[str, str]:
        """What tells one stretch from the next."""
        return self.entity, self.action


def stretches_of(database: Database, operation_id: int) -> list[Stretch]:
    """The stretches of an operation, the newest first."""
    rows = database.all(
        "SELECT entity, action, min(id) AS first, max(id) AS last FROM ("
        " SELECT id, entity, action, id - row_number() OVER (PARTITION BY entity, action ORDER BY id) AS stretch"
        " FROM changes WHERE operation_id = :target) s"
        " GROUP BY entity, action, stretch ORDER BY min(id) DESC",
        target=operation_id,
    )
    return list(_joined([Stretch(**row) for row in rows]))


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Changed rows of one table and created rows of another that take turns become two stretches, the changed first.

    So it is after many moves of deals, each with its line in the history. It comes to the same: old values of the one
    table never need that rows of the other are gone, and nothing new points at created rows whose pointers went back.
    """
    turns: list[Stretch] = []
    kinds: set[tuple[str, str]] = set()
    for one in stretches:
        if not _take_turns(kinds | {one.kind}):
            yield from _two(turns)
            turns, kinds = [], set()
        turns.append(one)
        kinds.add(one.kind)
    yield from _two(turns)


def _take_turns(kinds: set[tuple[str, str]]) -> bool:
    actions = {action for _entity, action in kinds}
    both = actions == {Action.CHANGE, Action.CREATE} and len({entity for entity, _action in kinds}) == 2
    return len(kinds) == 1 or (len(kinds) == 2 and both)


def _two(turns: list[Stretch]) -> Iterator[Stretch]:
    if len(turns) < 3:  # in their own order
        yield from turns
        return
    for action in (Action.CHANGE, Action.CREATE):
        if same := [one for one in turns if one.action == action]:
            yield replace(same[0], first=same[-1].first, last=same[0].last)
