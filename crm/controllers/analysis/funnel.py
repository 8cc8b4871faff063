"""How many different deals reached each stage of a pipeline, and how many went on from there."""

from __future__ import annotations

from dataclasses import replace

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.paths import UNFOLLOWED, Path, path_of, tallies
from crm.controllers.analysis.reasons import closed_at_once
from crm.models.figures import ALL, CLOSED_AT_ONCE, FLOOR, FUNNEL, WON_STEP, Figure, FunnelStep
from crm.models.pipelines import LOST, OPEN
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _

_WON = N_("Won")


def funnel(asked: Asked) -> Figure[FunnelStep]:
    """The open stages in use in their order, then what was won."""
    path = path_of(asked.database, asked.scope.pipeline_id)
    scope = replace(asked.scope, pipeline_id=path.pipeline_id)
    seen = [(path.reached(row), row) for row in tallies(path, asked.database, deals=_created(asked.within(scope)))]
    unseen = sum(row["count"] for reached, row in seen if reached < 0)
    return Figure(
        FUNNEL,
        _(
            "The opportunities created in the period that reached each stage, lost ones too. Each counts once, however"
            " often it went back and forth; one that skipped a stage or was won counts as having reached those before."
            " Conversion: of those that reached a stage, the share that went further; open ones that still wait there"
            " did not. Fewer than {floor} are too few to say."
        ).format(floor=FLOOR),
        scope,
        _steps(path, [one for one in seen if one[0] >= 0]),
        tuple(closed_at_once(unseen)),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The deals that reached a step, or all that are counted."""
    path = path_of(asked.database, asked.scope.pipeline_id)
    deals = _created(asked.within(replace(asked.scope, pipeline_id=path.pipeline_id)))
    if left_out == CLOSED_AT_ONCE:
        return [deals.narrowed(UNFOLLOWED)]
    if part == WON_STEP:
        return [path.reaching(deals, 0).narrowed("o.status = 'won'")]
    return [path.reaching(deals, 0 if part == ALL else path.place(int(part)))]


def _created(asked: Asked) -> Deals:
    return asked.deals("o.created_at >= :begin AND o.created_at < :end", **asked.moments())


def _steps(path: Path, seen: list[tuple[int, Row]]) -> tuple[FunnelStep, ...]:
    shown, end = path.shown, len(path.stages)
    behind = [place for place, _stage in shown[1:]] + [end]
    steps = [
        FunnelStep(
            str(stage["id"]),
            stage["name"],
            _count(seen, range(place, end + 1)),
            waiting=_count(seen, range(place, following), status=OPEN),
            lost=_count(seen, range(place, following), status=LOST),
        )
        for (place, stage), following in zip(shown, behind, strict=True)
    ]
    return (*steps, FunnelStep(WON_STEP, _WON, _count(seen, range(end, end + 1))))


def _count(seen: list[tuple[int, Row]], places: range, *, status: str = "") -> int:
    """How many deals came as far as one of these places and no further."""
    return sum(row["count"] for reached, row in seen if reached in places and status in ("", row["status"]))
