"""The stages deals stand in, as opportunities need them: which there are, where a new deal begins. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.errors import Invalid
from crm.models.pipelines import OPEN, Stage, as_stage
from crm.storage.database import Database
from crm.storage.sqlite import Row, json_field
from crm.utils.i18n import _


def all_stages(database: Database) -> dict[int, Stage]:
    """Every stage by its id, those no longer in use too."""
    return {row["id"]: as_stage(row) for row in database.all("SELECT * FROM stages")}


def rotting_stages(database: Database) -> list[Stage]:
    """The stages in use that deals rot in."""
    return [one for one in all_stages(database).values() if one.rotting_days and one.active]


def stages_of(database: Database, pipeline_id: int) -> list[Stage]:
    """The stages of a pipeline that are in use, in their order."""
    rows = database.all(
        "SELECT * FROM stages WHERE pipeline_id = :id AND active = 1 ORDER BY position, id", id=pipeline_id
    )
    return [as_stage(row) for row in rows]


def stage_of(database: Database, stage_id: int) -> Stage:
    """A stage, in use or not, that a deal stands in."""
    return as_stage(database.all("SELECT * FROM stages WHERE id = :id", id=stage_id)[0])


def usable_stage(database: Database, stage_id: int) -> Stage:
    """A stage deals may be put into; Invalid when it is gone or no longer in use."""
    row = database.one("SELECT * FROM stages WHERE id = :id", id=stage_id)
    if row is None or not row["active"]:
        raise Invalid({"stage_id": _("There is no such stage any more. Choose another one.")})
    return as_stage(row)


def first_stage(database: Database, pipeline_id: int | None = None, *, kind: str = OPEN) -> Stage:
    """The first stage of a kind, in a pipeline or in the first one in use; Invalid when there is none."""
    chosen = "p.id = :id" if pipeline_id is not None else "p.active = 1"
    row = database.one(
        f"SELECT s.* FROM pipelines p JOIN stages s ON s.pipeline_id = p.id WHERE {chosen} AND s.active = 1"
        " AND s.kind = :kind ORDER BY p.position, p.id, s.position, s.id LIMIT 1",
        kind=kind,
        **({"id": pipeline_id} if pipeline_id is not None else {}),
    )
    if row is None:
        raise Invalid({"pipeline_id": _("This pipeline has no stage to begin in. Set one up first.")})
    return as_stage(row)


def wanted_stage(database: Database, values: Mapping[str, Any], *, before: Row | None) -> Stage:
    """The stage values ask for, else the one a deal is in: a pipeline alone means its first stage of the same kind.

    Invalid when the stage belongs to another pipeline than the one asked for.
    """
    stage_id, pipeline_id = values.get("stage_id"), values.get("pipeline_id")
    if before is not None and pipeline_id == before["pipeline_id"]:
        pipeline_id = None
    if before is not None and pipeline_id is not None and stage_id == before["stage_id"]:
        stage_id = None
    if before is not None and pipeline_id is None and stage_id in (None, before["stage_id"]):
        return stage_of(database, before["stage_id"])
    if stage_id is None:
        return first_stage(database, pipeline_id, kind=before["status"] if before else OPEN)
    stage = usable_stage(database, stage_id)
    if pipeline_id not in (None, stage.pipeline_id):
        raise Invalid({"stage_id": _("This stage belongs to another pipeline.")})
    return stage


def is_logged(database: Database, column: str, *, value: int) -> bool:
    """Whether the change log tells of a deal with this `stage_id` or `pipeline_id`: an undo may want it again."""
    found = database.value(
        "SELECT 1 FROM changes WHERE entity = 'opportunities' AND "
        f"({json_field('before', 'column')} = :value OR {json_field('after', 'column')} = :value) LIMIT 1",
        column=column,
        value=value,
    )
    return found is not None
