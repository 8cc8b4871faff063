"""Every deal there is, by pipeline and stage, per currency: what the command line prints. No period, no rates."""

from __future__ import annotations

from crm.controllers.analysis.asking import Asked, added
from crm.controllers.opportunity_queries import TOTALS
from crm.models.figures import StandingPipeline, StandingStage
from crm.models.opportunities import Amount

_ORDER = "CASE kind WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END, position, id"


def standing(asked: Asked) -> list[StandingPipeline]:
    """The pipelines in their order, those out of use last; each with its stages in use, empty ones too."""
    amounts: dict[int, list[Amount]] = {}
    # Each kind of deal has an index of its own, which has them in the order of these groups.
    groups = (("o.status = 'open'", "o.pipeline_id, o.stage_id"), ("o.status <> 'open'", "o.stage_id, o.closed_on"))
    for status, group in groups:
        deals = asked.deals(status)
        for row in asked.rows(
            "SELECT stage_id, currency, sum(count) AS count, sum(without_value) AS without_value, sum(value) AS value,"
            f" sum(weighted) AS weighted FROM (SELECT o.stage_id AS stage_id, {TOTALS} FROM opportunities o"
            f" WHERE {deals.where} GROUP BY {group}, o.currency) parts GROUP BY stage_id, currency",
            deals,
        ):
            amounts.setdefault(row.pop("stage_id"), []).append(Amount(**row))
    stages: dict[int, list[StandingStage]] = {}
    for row in asked.database.all(f"SELECT id, pipeline_id, name, kind, active FROM stages ORDER BY {_ORDER}"):
        if row["active"] or row["id"] in amounts:
            stage = StandingStage(row["id"], row["name"], row["kind"], added(amounts.get(row["id"], ())))
            stages.setdefault(row["pipeline_id"], []).append(stage)
    pipelines = asked.database.all("SELECT id, name, active FROM pipelines ORDER BY active DESC, position, id")
    return [
        StandingPipeline(row["id"], row["name"], bool(row["active"]), tuple(stages.get(row["id"], ())))
        for row in pipelines
    ]
