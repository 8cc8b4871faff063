"""How long deals stay in each stage before they leave it: the median, and what three in four stay below."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.paths import path_of
from crm.models.figures import ALL, FLOOR, STAGE_DAYS, Figure, Scope, StageDays
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.storage.sqlite_figures import listed
from crm.utils.i18n import _

# Gives the stay at a place, the shortest being at 0, and the one behind it.
Pair = Callable[[int], Sequence[int]]
_LEFT = "h.at >= :begin AND h.at < :end"
_OF_DEALS = "opportunities o JOIN stage_history h ON h.opportunity_id = o.id"


def stage_days(asked: Asked) -> Figure[StageDays]:
    """The open stages in use of a pipeline in their order."""
    path = path_of(asked.database, asked.scope.pipeline_id)
    stays = _Stays(asked)
    parts = [stays.of(stage["id"], stage["name"]) for _place, stage in path.shown]
    return Figure(
        STAGE_DAYS,
        _(
            "How long opportunities stayed in a stage, of those that left it in the period; one that came back stayed"
            " twice. Half of the stays are not longer than the median, three in four not longer than P75. Fewer than"
            " {floor} stays are too few to say. Opportunities still in the stage are not counted."
        ).format(floor=FLOOR),
        replace(asked.scope, pipeline_id=path.pipeline_id),
        tuple(parts),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:  # noqa: ARG001 - nothing is left out here
    """The deals that left a stage in the period, or any of the pipeline's."""
    path = path_of(asked.database, asked.scope.pipeline_id)
    stages = [stage["id"] for _place, stage in path.shown] if part == ALL else [int(part)]
    left = f"SELECT h.opportunity_id FROM stage_history h WHERE {among('h.from_stage_id', 'stages')} AND {_LEFT}"
    owned = asked.within(Scope(owner_id=asked.scope.owner_id))
    return [owned.deals(f"o.id IN ({left})", stages=to_json(stages), **asked.moments())]


class _Stays:
    """The stays in one stage after another, by the way that reads least."""

    def __init__(self, asked: Asked) -> None:
        self.database = asked.database
        self.scope = asked.scope
        self.moments = asked.moments()
        self.owned = asked.within(Scope(owner_id=asked.scope.owner_id)).deals(_LEFT)

    def of(self, stage_id: int, name: str) -> StageDays:
        """The stays in one stage."""
        if self.scope.owner_id is None and not self.scope.since and not self.scope.until:
            return self._of_all(stage_id, name)
        tables, where = ("stage_history h", _LEFT) if self.scope.owner_id is None else (_OF_DEALS, self.owned.where)
        # As one text: to hand over a row costs more than to read it.
        query = f"SELECT {listed('h.seconds')} FROM {tables} WHERE h.from_stage_id = :stage AND {where}"
        told = self.database.value(query, **{**self.owned.values, **self.moments, "stage": stage_id})
        found = sorted(json.loads(told))
        return _told(stage_id, name, stays=len(found), pair=lambda place: found[place : place + 2])

    def _of_all(self, stage_id: int, name: str) -> StageDays:
        """Every stay there was: an index holds them by length."""
        stays = "FROM stage_history h WHERE h.from_stage_id = :stage"
        pair = f"SELECT h.seconds {stays} ORDER BY h.seconds LIMIT 2 OFFSET :place"
        return _told(
            stage_id,
            name,
            stays=int(self.database.value(f"SELECT count(*) {stays}", stage=stage_id)),
            pair=lambda place: self.database.ids(pair, stage=stage_id, place=place),
        )


def _told(stage_id: int, name: str, *, stays: int, pair: Pair) -> StageDays:
    if stays < FLOOR:
        return StageDays(str(stage_id), name, stays, None, None)
    return StageDays(str(stage_id), name, stays, _quantile(stays, 2, pair=pair), _quantile(stays, 3, pair=pair))


def _quantile(count: int, quarters: int, *, pair: Pair) -> int:
    """The length that so many quarters of the stays stay below, between two of them by their distance to it."""
    place, rest = divmod((count - 1) * quarters, 4)
    low, *others = pair(place)
    return round(low + (others[0] - low) * rest / 4) if rest else low
