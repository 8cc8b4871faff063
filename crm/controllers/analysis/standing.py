"""Every deal there is, by pipeline and stage, per currency: what the command line prints. No period, no rates."""

from __future__ import annotations

from crm.controllers.analysis.asking import Asked
from crm.controllers.opportunity_queries import TOTALS
from crm.models.figures import StandingPipeline, StandingStage
from crm.models.opportunities import Amount

_ORDER = "CASE kind WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END, position, id"


def standing(asked: Asked) -> list[StandingPipeline]:
    """The pipelines in their order, those out of use last; each with its stages in use, empty ones too."""
    amounts: dict[int, list[Amount]] = {}
    deals = asked.deals("1 = 1")
    for row in asked.rows(
        f"SELECT o.stage_id AS stage_id, {TOTALS} FROM opportunities o WHERE {deals.where}"
        " GROUP BY o.stage_id, o.currency ORDER BY o.stage_id, o.currency",
        deals,
    ):
        amounts.setdefault(row.pop("stage_id"), []).append(Amount(**row))
    stages: dict[int, list[StandingStage]] = {}
    for row in asked.database.all(f"SELECT id, pipeline_id, name, kind, active FROM stages ORDER BY {_ORDER}"):
        if row["active"] or row["id"] in amounts:
            stage = StandingStage(row["id"], row["name"], row["kind"], tuple(amounts.get(row["id"], ())))
            stages.setdefault(row["pipeline_id"], []).append(stage)
    pipelines = asked.database.all("SELECT id, name, active FROM pipelines ORDER BY active DESC, position, id")
    return [
        StandingPipeline(row["id"], row["name"], bool(row["active"]), tuple(stages.get(row["id"], ())))
        for row in pipelines
    ]
