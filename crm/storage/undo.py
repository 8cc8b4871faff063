"""Undo of any operation, as an operation of its own, so that redo is the undo of the undo; and which one comes next.

How rows are taken back is undoing.py's. Knows operations, nothing of the business.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from crm.errors import Invalid, NotFound
from crm.storage.changelog import Author, Operation
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.storage.undoing import Undoing, UndoResult
from crm.utils.i18n import N_, _

UNDO = N_("Undo {label}")
Prepare = Callable[[Database, int], object]


def undo(
    database: Database, operation_id: int, *, author: Author, prepare: Prepare = lambda _database, _target: None
) -> UndoResult:
    """Take one operation back. NotFound when there is none, Invalid when it is undone already.

    `prepare(database, operation_id)` goes first, inside: it removes what only looks like use of what was made.

    When all of it was changed or used since, nothing happens: the result restored nothing and has no operation.
    """
    target = database.one("SELECT * FROM operations WHERE id = :id", id=operation_id)
    if target is None:
        raise NotFound(_("There is no such operation to undo."))
    if is_undone(database, operation_id):
        raise Invalid({"operation": _("This operation is undone already. Nothing was changed.")})
    bulk = database.value("SELECT count(*) FROM changes WHERE operation_id = :id", id=operation_id) > 1000
    with database.transaction(author, UNDO, bulk=bulk) as operation:
        operation.undoes_id = operation_id
        operation.details = {"label": target["label"], "details": json.loads(target["details"])}
        database.operation()
        prepare(database, operation_id)
        result = Undoing(database, operation_id).run()
        if not result.restored:
            _forget(database, operation)
            database.beyond_undo.add(operation_id)
            result.operation_id = 0
        else:
            database.beyond_undo.clear()  # what stood in the way of others may be gone with it
        return result


def _forget(database: Database, operation: Operation) -> None:
    """An undo that could take nothing back has not happened: what it was to undo still stands."""
    database.execute("DELETE FROM operations WHERE id = :id", {"id": operation.id})
    operation.id = 0


def is_undone(database: Database, operation_id: int) -> bool:
    """Whether an undo of the operation stands, itself not undone."""
    undoing = database.value("SELECT max(id) FROM operations WHERE undoes_id = :id", id=operation_id)
    return undoing is not None and not is_undone(database, undoing)


def next_undo(database: Database, user_id: int | None) -> int | None:
    """The newest operation of a user that stands and is no undo: what Ctrl+Z takes back.

    One of which nothing could be taken back just before is passed over, so that the one before it can be reached.
    """
    for row in _of_user(database, user_id):
        stands = row["undoes_id"] is None and row["id"] not in database.beyond_undo
        if stands and not is_undone(database, row["id"]):
            return int(row["id"])
    return None


def next_redo(database: Database, user_id: int | None) -> int | None:
    """The undo that Ctrl+Y takes back: the newest one that stands and undid something, unless work went on since."""
    for row in _of_user(database, user_id):
        if row["undoes_id"] is None:
            if not is_undone(database, row["id"]):
                return None
        elif _depth(database, row["id"]) % 2 == 1 and not is_undone(database, row["id"]):
            return int(row["id"])
    return None


def _depth(database: Database, operation_id: int) -> int:
    undone = database.value("SELECT undoes_id FROM operations WHERE id = :id", id=operation_id)
    return 0 if undone is None else 1 + _depth(database, undone)


def _of_user(database: Database, user_id: int | None) -> Iterator[Row]:
    last = database.value("SELECT coalesce(max(id), 0) + 1 FROM operations")
    query = (
        "SELECT id, undoes_id FROM operations WHERE id < :last AND coalesce(user_id, 0) = :user"
        " ORDER BY id DESC LIMIT 100"
    )
    while rows := database.all(query, last=last, user=user_id or 0):
        yield from rows
        last = rows[-1]["id"]
