"""What can be done with the stages of pipelines: add, change, order, remove. Pipelines themselves are pipelines.py's.

A pipeline keeps at least one stage of each kind, and no deal ever stands in a stage that is out of use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers import naming, opportunity_moves
from crm.controllers.access import Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.named_lists import reorder, shifted
from crm.controllers.opportunity_stages import is_logged
from crm.errors import Invalid, NotFound
from crm.models.pipelines import FIXED_PROBABILITIES, KINDS, LOST, OPEN, STAGE_FIELDS, WON, Stage, as_stage
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _, ngettext, translate

_ORDER = "CASE kind WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END, position, id"
_MOST_DAYS = 9999
_LACKS = {
    OPEN: N_("A pipeline needs a stage for open opportunities. Nothing was changed."),
    WON: N_("A pipeline needs a stage for won opportunities. Nothing was changed."),
    LOST: N_("A pipeline needs a stage for lost opportunities. Nothing was changed."),
}


class Stages(Controller):
    """The steps of each pipeline: open ones first, then won, then lost, each kind in an order of its own."""

    @reads("pipelines")
    def stage(self, stage_id: int) -> Stage:
        """One stage, in use or not. NotFound when there is none."""
        return as_stage(self._stage(stage_id))

    @reads("pipelines")
    def deals_in(self, stage_id: int) -> int:
        """How many opportunities stand in a stage."""
        return int(self.database.value("SELECT count(*) FROM opportunities WHERE stage_id = :id", id=stage_id))

    @writes("pipelines", N_("Add the stage {stage}"))
    def add_stage(self, pipeline_id: int, values: Mapping[str, Any]) -> int:
        """Add a stage behind the others of its kind and return its id. Invalid names each bad field."""
        row = _checked({"kind": OPEN, "name": "", **values})
        row["name"] = naming.require_free(row["name"], self._stages(pipeline_id))
        self.describe(stage=row["name"])
        row |= {"pipeline_id": pipeline_id, "position": self._end(pipeline_id)}
        stage_id = self.database.insert("stages", row)
        self._renumber(pipeline_id)
        return stage_id

    @writes("pipelines", N_("Edit the stage {stage}"), bulk=True)
    def change_stage(self, stage_id: int, values: Mapping[str, Any]) -> None:
        """Change a stage; another probability reaches the open deals in it that follow their stage.

        Invalid names each bad field; another kind is refused while opportunities stand in it.
        """
        before = self._stage(stage_id)
        row = _checked({**values, "kind": values.get("kind", before["kind"])})
        if "name" in row:
            row["name"] = naming.require_free(row["name"], self._stages(before["pipeline_id"]), but=stage_id)
        if row["kind"] != before["kind"]:
            self._require_convertible(before)
            row["position"] = self._end(before["pipeline_id"])
        self.describe(stage=row.get("name", before["name"]))
        self.database.update("stages", stage_id, row)
        self._renumber(before["pipeline_id"])
        if row["kind"] == OPEN and "probability" in row:
            self._follow(stage_id, row["probability"])

    @writes("pipelines", N_("Move the stage {stage}"))
    def move_stage(self, stage_id: int, *, by: int) -> None:
        """Move a stage `by` places down among those of its kind, up when negative; at an end it stays there."""
        moved = self._stage(stage_id)
        self.describe(stage=moved["name"])
        rows = self._stages(moved["pipeline_id"])
        same = [row["id"] for row in rows if row["kind"] == moved["kind"]]
        if stage_id in same:
            places = iter(shifted(same, stage_id, by=by))
            reorder(self, "stages", order=[next(places) if row["kind"] == moved["kind"] else row["id"] for row in rows])

    @writes("pipelines", N_("Remove the stage {stage}"), bulk=True)
    def remove_stage(self, stage_id: int, *, target: int | None = None) -> int:
        """Put a stage out of use after its opportunities went to `target`; how many went.

        They keep their order, behind those that stand in the target. Invalid when opportunities stand in the stage and
        no target of the same pipeline and kind is given, or when it is the last stage of its kind.
        """
        stage = self._stage(stage_id)
        self._require_another(stage)
        self.describe(stage=stage["name"])
        deals = self.database.all("SELECT * FROM opportunities WHERE stage_id = :id ORDER BY rank, id", id=stage_id)
        if deals:
            self._empty(deals, self._target(stage, target, count=len(deals)))
        if self._is_remembered(stage_id):
            self.database.update("stages", stage_id, {"active": 0})
        else:
            self.database.delete("stages", stage_id)
        return len(deals)

    # ---- inside

    def _stage(self, stage_id: int) -> Row:
        row = self.database.one("SELECT * FROM stages WHERE id = :id", id=stage_id)
        if row is None:
            raise NotFound(_("This stage no longer exists. Nothing was changed."))
        return row

    def _stages(self, pipeline_id: int | None = None) -> list[Row]:
        """The stages in use in their order, of one pipeline or of all."""
        return self.database.all(
            "SELECT * FROM stages WHERE active = 1 AND (pipeline_id = :pipeline OR :pipeline IS NULL)"
            f" ORDER BY {_ORDER}",
            pipeline=pipeline_id,
        )

    def _end(self, pipeline_id: int) -> int:
        last = self.database.value("SELECT max(position) FROM stages WHERE pipeline_id = :id", id=pipeline_id)
        return int(last or 0) + 1

    def _renumber(self, pipeline_id: int) -> None:
        """Let the positions tell the order, open stages before won and lost ones."""
        reorder(self, "stages", order=[row["id"] for row in self._stages(pipeline_id)])

    def _follow(self, stage_id: int, probability: int) -> None:
        """Give the open deals that follow their stage its probability; nobody edited them, so their time stays."""
        deals = self.database.all(
            "SELECT id, updated_at FROM opportunities WHERE stage_id = :stage AND status = 'open'"
            " AND probability_by_hand = 0 AND probability <> :probability ORDER BY id",
            stage=stage_id,
            probability=probability,
        )
        for deal in deals:
            values = {"probability": probability, "updated_at": deal["updated_at"]}
            self.database.update("opportunities", deal["id"], values)

    def _require_convertible(self, stage: Row) -> None:
        self._require_another(stage)
        count = self.deals_in(stage["id"])
        if count:
            sentence = ngettext(
                "{count} opportunity stands in this stage, so its kind stays. Move it to another stage first.",
                "{count} opportunities stand in this stage, so its kind stays. Move them to another stage first.",
                count,
            )
            raise Invalid({"kind": sentence.format(count=count)})

    def _require_another(self, stage: Row) -> None:
        others = [row for row in self._stages(stage["pipeline_id"]) if row["id"] != stage["id"]]
        if not any(row["kind"] == stage["kind"] for row in others):
            raise Invalid({"kind": translate(_LACKS[stage["kind"]])})

    def _target(self, stage: Row, target: int | None, *, count: int) -> Stage:
        if target is None:
            sentence = ngettext(
                "{count} opportunity stands in the stage {stage}. Say to which stage it goes.",
                "{count} opportunities stand in the stage {stage}. Say to which stage they go.",
                count,
            )
            raise Invalid({"target": sentence.format(count=count, stage=translate(stage["name"]))})
        row = self._stage(target)
        fits = row["active"] and row["id"] != stage["id"] and row["pipeline_id"] == stage["pipeline_id"]
        if not fits or row["kind"] != stage["kind"]:
            kind = next(translate(one.label) for one in KINDS if one.value == stage["kind"])
            sentence = _("Choose another stage in use of this pipeline, of the kind {kind}. Nothing was moved.")
            raise Invalid({"target": sentence.format(kind=kind)})
        return as_stage(row)

    def _empty(self, deals: list[Row], target: Stage) -> None:
        """Move deals to a stage of the same kind, with their history, behind those that stand there."""
        ids = [deal["id"] for deal in deals]
        ranks = opportunity_moves.places(self.database, target, ids=ids, before=opportunity_moves.BEHIND_ALL)
        for deal, rank in zip(deals, ranks, strict=True):
            values = {"stage_id": target.id, "rank": rank, "stage_since": self.database.operation().at}
            values["furthest_stage_id"] = opportunity_moves.furthest(self.database, deal)
            if target.kind == OPEN and not deal["probability_by_hand"]:
                values["probability"] = target.probability
            self.database.update("opportunities", deal["id"], values)
            opportunity_moves.remember(self.database, deal, stage=target)

    def _is_remembered(self, stage_id: int) -> bool:
        """Whether the history of any deal tells of the stage, also of one that was removed and may come back."""
        found = self.database.value(
            "SELECT 1 FROM stages s WHERE s.id = :id"
            " AND (EXISTS (SELECT 1 FROM stage_history h WHERE h.to_stage_id = s.id)"
            " OR EXISTS (SELECT 1 FROM stage_history h WHERE h.from_stage_id = s.id)"
            " OR EXISTS (SELECT 1 FROM opportunities o WHERE o.furthest_stage_id = s.id))",
            id=stage_id,
        )
        return found is not None or is_logged(self.database, "stage_id", value=stage_id)


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in stored form; what is won or lost has its probability by nature."""
    row = clean(values, STAGE_FIELDS, region="")
    problems = {}
    for name, most in (("probability", 100), ("expected_days", _MOST_DAYS), ("rotting_days", _MOST_DAYS)):
        if name in row:
            row[name] = row[name] or 0
            if row[name] != int(row[name]) or not 0 <= row[name] <= most:
                problems[name] = _("Write a whole number from 0 to {most}.").format(most=most)
    if problems:
        raise Invalid(problems)
    naming.require_color(row.get("color", ""))
    if row["kind"] in FIXED_PROBABILITIES:
        row |= {"probability": FIXED_PROBABILITIES[row["kind"]], "rotting_days": 0, "expected_days": 0}
    return row
