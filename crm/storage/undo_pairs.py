"""Operations that came to nothing: what was undone and its undo, what was undone and done again. Takes nothing back."""

from __future__ import annotations

from collections import defaultdict

from crm.storage.database import Database


def settled_since(database: Database, operation_id: int, *, but: int = 0) -> list[int]:
    """Those among the operations after one that changed nothing together: each with the undo that followed it.

    An operation, its undo, the undo of that and so on are one line; of an odd number after `operation_id` the first one
    counts, of an even number none. `but` is the undo that is going on.
    """
    rows = database.all(
        "SELECT id, undoes_id FROM operations WHERE id > :since AND id <> :but AND undoes_id IS NOT NULL ORDER BY id",
        since=operation_id,
        but=but,
    )
    lines: defaultdict[int, list[int]] = defaultdict(list)
    begun: dict[int, int] = {}
    for row in rows:
        first = begun[row["id"]] = _first(database, row["undoes_id"], begun=begun)
        lines[first].append(row["id"])
    settled = []
    for first, undos in lines.items():
        line = [first, *undos] if first > operation_id else undos
        settled += line[len(line) % 2 :]
    return settled


def _first(database: Database, operation_id: int, *, begun: dict[int, int]) -> int:
    """The operation a line of undos begins with; `begun` holds those of undos that are known."""
    while True:
        if operation_id in begun:
            return begun[operation_id]
        before = database.value("SELECT undoes_id FROM operations WHERE id = :id", id=operation_id)
        if before is None:
            return operation_id
        operation_id = before
