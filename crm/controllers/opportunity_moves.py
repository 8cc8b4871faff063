"""Where deals stand among the others of a stage, and the history of their stages. Rules of stages are the gate's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crm.controllers.opportunity_stages import stage_of
from crm.models.opportunities import Move
from crm.models.pipelines import OPEN, Stage
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import ranks

BEHIND_ALL = 0  # the place behind every deal of a stage


def places(database: Database, stage: Stage, *, ids: Sequence[int], before: int | None) -> list[str]:
    """The ranks of deals that come into a stage together: in front of the deal `before`, on top when that is None or
    stands elsewhere by now, or BEHIND_ALL."""
    if before == BEHIND_ALL:
        return ranks.spread(len(ids), _edge(database, stage, ids=ids, last=True))
    row = database.one(
        "SELECT id, rank FROM opportunities WHERE id = :id AND stage_id = :stage", id=before, stage=stage.id
    )
    if row is None or before in ids:
        return ranks.spread(len(ids), "", after=_edge(database, stage, ids=ids, last=False))
    previous = database.value(
        "SELECT rank FROM opportunities WHERE stage_id = :stage AND (rank, id) < (:rank, :id)"
        f" AND NOT {among('id', 'ids')} ORDER BY rank DESC LIMIT 1",
        stage=stage.id,
        ids=to_json(list(ids)),
        **row,
    )
    after = _parted(database, stage, row=row) if previous == row["rank"] else row["rank"]
    return ranks.spread(len(ids), previous or "", after=after)


def top(database: Database, stage: Stage) -> str:
    """The rank in front of every deal of a stage."""
    return ranks.between("", _edge(database, stage, ids=(), last=False))


def remember(database: Database, row: Row, *, stage: Stage) -> None:
    """Leave a deal's move from the stage its row tells into another one in its history."""
    operation = database.operation()
    database.insert(
        "stage_history",
        {
            "opportunity_id": row["id"],
            "from_stage_id": row["stage_id"],
            "to_stage_id": stage.id,
            "user_id": operation.author.user_id,
            "at": operation.at,
            "seconds": seconds_between(row["stage_since"], operation.at),
        },
    )


def furthest(database: Database, row: Row) -> int | None:
    """The open stage furthest along that a deal left, now that it leaves the one its row tells."""
    left, known = (stage_of(database, one) if one else None for one in (row["stage_id"], row["furthest_stage_id"]))
    if left is None or left.kind != OPEN:
        return known.id if known else None
    if known is None or known.pipeline_id != left.pipeline_id:
        return left.id
    return max(known, left, key=lambda stage: (stage.position, stage.id)).id


def remember_first(database: Database, opportunity_id: int, *, stage: Stage, at: str) -> None:
    """Begin the history of a new deal."""
    user_id = database.operation().author.user_id
    first = {"opportunity_id": opportunity_id, "to_stage_id": stage.id, "user_id": user_id, "at": at}
    database.insert("stage_history", first)


def history_of(database: Database, opportunity_id: int) -> list[Move]:
    """The moves of a deal, the oldest first."""
    rows = database.all(
        "SELECT id, from_stage_id, to_stage_id, user_id, at, seconds FROM stage_history"
        " WHERE opportunity_id = :id ORDER BY id",
        id=opportunity_id,
    )
    return [Move(**row) for row in rows]


def seconds_between(earlier: str, later: str) -> int:
    """The seconds from one moment to another, none when they are the other way round."""
    passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    return max(0, int(passed.total_seconds()))


def _edge(database: Database, stage: Stage, *, ids: Sequence[int], last: bool) -> str:
    """The first or last rank of a stage, without the deals that are on the move; "" when it is empty."""
    direction = "DESC" if last else "ASC"
    found = database.value(
        f"SELECT rank FROM opportunities WHERE stage_id = :stage AND NOT {among('id', 'ids')}"
        f" ORDER BY rank {direction} LIMIT 1",
        stage=stage.id,
        ids=to_json(list(ids)),
    )
    return str(found or "")


def _parted(database: Database, stage: Stage, *, row: Row) -> str:
    """Give a deal that shares its rank with the one in front of it, and those behind it that share it too, ranks of
    their own; undoing an older move may leave such a pair. The new rank of the deal."""
    same = database.ids(
        "SELECT id FROM opportunities WHERE stage_id = :stage AND rank = :rank AND id >= :id ORDER BY id",
        stage=stage.id,
        **row,
    )
    behind = database.value(
        "SELECT rank FROM opportunities WHERE stage_id = :stage AND rank > :rank ORDER BY rank LIMIT 1",
        stage=stage.id,
        rank=row["rank"],
    )
    fresh = ranks.spread(len(same), row["rank"], after=str(behind or ""))
    for opportunity_id, rank in zip(same, fresh, strict=True):
        database.update("opportunities", opportunity_id, {"rank": rank})
    return fresh[0]
