"""The open stages of a pipeline in their order, and how far deals came along them. No figure stands here."""

from __future__ import annotations

from dataclasses import dataclass

from crm.controllers.analysis.asking import Deals
from crm.errors import Invalid
from crm.models.pipelines import OPEN
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils.i18n import _

# A closed deal that never left an open stage was brought in as won or lost: nobody saw its way.
FOLLOWED = "o.status = 'open' OR o.furthest_stage_id IS NOT NULL"
UNFOLLOWED = "o.status <> 'open' AND o.furthest_stage_id IS NULL"
_STATUSES = "SELECT 'open' AS status UNION ALL SELECT 'won' UNION ALL SELECT 'lost'"


@dataclass(frozen=True)
class Path:
    """The open stages of one pipeline in their order, those out of use too: deals came through them once."""

    pipeline_id: int
    stages: tuple[Row, ...]

    @property
    def shown(self) -> list[tuple[int, Row]]:
        """The stages in use, each with its place on the way."""
        return [(place, stage) for place, stage in enumerate(self.stages) if stage["active"]]

    def place(self, stage_id: int | None) -> int:
        """How far along a stage stands; -1 for one that is not on this way."""
        return next((place for place, stage in enumerate(self.stages) if stage["id"] == stage_id), -1)

    def reached(self, row: Row) -> int:
        """How far a deal came: the place of the furthest open stage it stood in, skipped ones counted as passed; behind
        all of them when it is won, -1 when nobody saw its way."""
        if row["furthest_stage_id"] is None and row["status"] != OPEN:
            return -1
        if row["status"] == "won":
            return len(self.stages)
        furthest = max(0, self.place(row["furthest_stage_id"]))
        return max(furthest, self.place(row["stage_id"])) if row["status"] == OPEN else furthest

    def reaching(self, deals: Deals, place: int) -> Deals:
        """Those of the deals that reached a place."""
        here = to_json([stage["id"] for stage in self.stages[place:]])
        stood = f"{among('o.furthest_stage_id', 'reached')} OR (o.status = 'open' AND {among('o.stage_id', 'reached')})"
        condition = f"({FOLLOWED}) AND (o.status = 'won' OR :place = 0 OR {stood})"
        return deals.narrowed(condition, reached=here, place=place)


def path_of(database: Database, pipeline_id: int | None) -> Path:
    """The path of a pipeline, of the usual one when none is named. Invalid when there is none."""
    if pipeline_id is None:
        pipeline_id = database.value("SELECT id FROM pipelines ORDER BY active DESC, position, id LIMIT 1")
    if pipeline_id is None:
        raise Invalid({"pipeline_id": _("This file has no pipeline yet.")})
    stages = database.all(
        "SELECT * FROM stages WHERE pipeline_id = :id AND kind = 'open' ORDER BY position, id", id=pipeline_id
    )
    return Path(pipeline_id, tuple(stages))


def tallies(path: Path, database: Database, *, deals: Deals) -> list[Row]:
    """How many of the deals there are in a pipeline of each status, stage and furthest stage.

    Each combination is asked for by itself: an index has its deals together, in the order of their creation.
    """
    counted = (
        f"SELECT count(*) FROM opportunities o WHERE {deals.where} AND o.pipeline_id = :way AND o.status = k.status"
        " AND o.stage_id = s.id AND o.furthest_stage_id"
    )
    each = f"FROM ({_STATUSES}) k CROSS JOIN stages s"
    found = database.all(
        f"SELECT k.status, s.id AS stage_id, f.id AS furthest_stage_id, ({counted} = f.id) AS count {each}"
        " CROSS JOIN stages f WHERE s.pipeline_id = :way"
        f" UNION ALL SELECT k.status, s.id, NULL, ({counted} IS NULL) {each} WHERE s.pipeline_id = :way",
        **{**deals.values, "way": path.pipeline_id},
    )
    return [row for row in found if row["count"]]
