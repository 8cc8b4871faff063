"""What can be done with pipelines, each with its stages. Where a deal stands is the opportunities' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers import naming
from crm.controllers.access import reads, writes
from crm.controllers.named_lists import reorder, shifted
from crm.controllers.opportunity_stages import is_logged
from crm.controllers.stages import Stages
from crm.errors import Invalid, NotFound
from crm.models.pipelines import LOST, OPEN, WON, Pipeline, as_stage
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _, ngettext, translate

# What a pipeline begins with when nobody says otherwise.
USUAL_STAGES: tuple[Mapping[str, Any], ...] = (
    {"name": N_("New"), "kind": OPEN, "color": "#64748b", "probability": 10},
    {"name": N_("In conversation"), "kind": OPEN, "color": "#2563eb", "probability": 40},
    {"name": N_("Proposal sent"), "kind": OPEN, "color": "#9333ea", "probability": 60},
    {"name": N_("Won"), "kind": WON, "color": "#16a34a"},
    {"name": N_("Lost"), "kind": LOST, "color": "#dc2626"},
)
_PASSED = "SELECT 1 FROM stages s JOIN stage_history h ON s.pipeline_id = p.id AND"


class Pipelines(Stages):
    """The ways of selling of a business."""

    @reads("pipelines")
    def all(self, *, inactive: bool = False) -> list[Pipeline]:
        """The pipelines in use with their stages in use, in their order; with `inactive` the others behind them."""
        stages: dict[int, list[Row]] = {}
        for row in self._stages():
            stages.setdefault(row["pipeline_id"], []).append(row)
        rows = self._pipelines()
        return [_as_pipeline(row, stages.get(row["id"], [])) for row in rows if inactive or row["active"]]

    @reads("pipelines")
    def get(self, pipeline_id: int) -> Pipeline:
        """One pipeline, in use or not, with its stages in use. NotFound when there is none."""
        return _as_pipeline(self._pipeline(pipeline_id), self._stages(pipeline_id))

    @reads("pipelines")
    def default(self) -> Pipeline:
        """The first pipeline in use: where a deal goes when nobody says otherwise."""
        row = self.database.one("SELECT * FROM pipelines ORDER BY active DESC, position, id LIMIT 1")
        if row is None:
            raise NotFound(_("This file has no pipeline yet. Choose a template under Tools, or add a pipeline."))
        return _as_pipeline(row, self._stages(row["id"]))

    @reads("pipelines")
    def by_name(self, name: str) -> Pipeline | None:
        """The pipeline of a name, as kept or as shown, out of use or not; accents and case ignored."""
        row = naming.one(name, self._pipelines())
        return _as_pipeline(row, self._stages(row["id"])) if row else None

    @reads("pipelines")
    def deals_of(self, pipeline_id: int) -> int:
        """How many opportunities a pipeline holds, closed ones too."""
        return int(self.database.value("SELECT count(*) FROM opportunities WHERE pipeline_id = :id", id=pipeline_id))

    @writes("pipelines", N_("Add the pipeline {pipeline}"))
    def add(self, name: str, *, stages: Sequence[Mapping[str, Any]] | None = None) -> int:
        """Add a pipeline with its stages and return its id; without stages it gets USUAL_STAGES.

        Each stage is the values of STAGE_FIELDS. Invalid unless there is one of each kind.
        """
        chosen = USUAL_STAGES if stages is None else stages
        missing = {OPEN, WON, LOST} - {stage.get("kind", OPEN) for stage in chosen}
        if missing:
            raise Invalid({"stages": _("A pipeline needs at least one open, one won and one lost stage.")})
        kept = naming.require_free(name, self._pipelines())
        self.describe(pipeline=kept)
        position = self.database.value("SELECT coalesce(max(position), 0) + 1 FROM pipelines")
        pipeline_id = self.database.insert("pipelines", {"name": kept, "position": position})
        for stage in chosen:
            self.add_stage(pipeline_id, stage)
        return pipeline_id

    @writes("pipelines", N_("Edit the pipeline {pipeline}"))
    def change(self, pipeline_id: int, *, name: str | None = None, active: bool | None = None) -> None:
        """Rename a pipeline, put it out of use or back. Invalid while open deals stand in one that goes out of use."""
        row = self._pipeline(pipeline_id)
        values: dict[str, Any] = {}
        if name is not None:
            values["name"] = naming.require_free(name, self._pipelines(), but=pipeline_id)
        if active is not None:
            values["active"] = int(active)
            if not active:
                self._require_idle(row)
        self.describe(pipeline=values.get("name", row["name"]))
        self.database.update("pipelines", pipeline_id, values)

    @writes("pipelines", N_("Move the pipeline {pipeline}"))
    def move(self, pipeline_id: int, *, by: int) -> None:
        """Move a pipeline `by` places down in the order, up when negative; the first in use is the usual one."""
        self.describe(pipeline=self._pipeline(pipeline_id)["name"])
        order = [row["id"] for row in self._pipelines()]
        reorder(self, "pipelines", order=shifted(order, pipeline_id, by=by))

    @writes("pipelines", N_("Remove the pipeline {pipeline}"))
    def remove(self, pipeline_id: int) -> bool:
        """Remove a pipeline that no deal ever stood in, put another out of use; True when it is gone.

        Invalid while open deals stand in it, or when it is the last one in use.
        """
        row = self._pipeline(pipeline_id)
        self._require_idle(row)
        self.describe(pipeline=row["name"])
        if was_used(self.database, pipeline_id) or is_logged(self.database, "pipeline_id", value=pipeline_id):
            self.database.update("pipelines", pipeline_id, {"active": 0})
            return False
        self.database.delete("pipelines", pipeline_id)
        return True

    # ---- inside

    def _pipelines(self) -> list[Row]:
        return self.database.all("SELECT * FROM pipelines ORDER BY active DESC, position, id")

    def _pipeline(self, pipeline_id: int) -> Row:
        row = self.database.one("SELECT * FROM pipelines WHERE id = :id", id=pipeline_id)
        if row is None:
            raise NotFound(_("This pipeline no longer exists. Nothing was changed."))
        return row

    def _require_idle(self, row: Row) -> None:
        """A pipeline out of use would hide its open deals, and a deal without any has no place."""
        count = int(
            self.database.value(
                "SELECT count(*) FROM opportunities WHERE pipeline_id = :id AND status = 'open'", id=row["id"]
            )
        )
        if count:
            sentence = ngettext(
                "{count} open opportunity stands in {pipeline}. Move it to another pipeline first.",
                "{count} open opportunities stand in {pipeline}. Move them to another pipeline first.",
                count,
            )
            raise Invalid({"active": sentence.format(count=count, pipeline=translate(row["name"]))})
        if not any(one["active"] and one["id"] != row["id"] for one in self._pipelines()):
            raise Invalid({"active": _("One pipeline must stay in use. Add another one first.")})


def _as_pipeline(row: Row, stages: Sequence[Row]) -> Pipeline:
    return Pipeline(
        row["id"],
        row["name"],
        tuple(as_stage(stage) for stage in stages),
        active=bool(row["active"]),
        position=row["position"],
        version=row["version"],
    )


def was_used(database: Database, pipeline_id: int) -> bool:
    """Whether a deal stands or stood in a pipeline, or a forecast tells of it."""
    found = database.value(
        "SELECT 1 FROM pipelines p WHERE p.id = :id"
        " AND (EXISTS (SELECT 1 FROM opportunities o WHERE o.pipeline_id = p.id)"
        " OR EXISTS (SELECT 1 FROM forecast_snapshots f WHERE f.pipeline_id = p.id)"
        f" OR EXISTS ({_PASSED} h.to_stage_id = s.id) OR EXISTS ({_PASSED} h.from_stage_id = s.id))",
        id=pipeline_id,
    )
    return found is not None
