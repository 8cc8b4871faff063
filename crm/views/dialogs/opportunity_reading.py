"""Reads one deal with everything its window shows. For the worker; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.errors import NotFound
from crm.models.activities import Activity
from crm.models.history import FeedEntry
from crm.models.opportunities import Opportunity
from crm.models.pipelines import Stage
from crm.session import Session
from crm.utils.i18n import translate
from crm.views import known as known_things
from crm.views.dialogs.opportunity_stages import Visit, visits
from crm.views.known import Known

PAGE = 200  # entries of a timeline that are read at once


@dataclass(frozen=True)
class Whole:
    """A deal, its row as a list shows it, and what stands around it; `planned` are its open activities, next first,
    `type_names` what their types are called.
    """

    deal: Opportunity
    row: Mapping[str, Any]
    known: Known
    planned: tuple[Activity, ...]
    timeline: tuple[FeedEntry, ...]
    has_older: bool
    visits: tuple[Visit, ...]
    stage_names: Mapping[int, str]
    sources: tuple[str, ...]
    type_names: Mapping[str, str]

    @property
    def stage(self) -> Stage:
        """The stage it stands in."""
        return self.known.stage(self.deal.stage_id)


def read(session: Session, deal_id: int, *, entries: int = PAGE) -> Whole | None:
    """Read a deal with the newest entries of its timeline; None when there is none any more."""
    opportunities = session.opportunities
    try:
        deal = opportunities.get(deal_id)
    except NotFound:
        return None
    pipelines = session.pipelines
    moves = opportunities.history(deal_id)
    story = opportunities.timeline(deal_id, limit=entries + 1)
    stages = {move.to_stage_id for move in moves}
    return Whole(
        deal,
        opportunities.rows([deal_id])[0],
        known_things.read_for_opportunities(session),
        tuple(one for one in session.activities.of_opportunity(deal_id) if one.is_open),
        tuple(story[:entries]),
        len(story) > entries,
        tuple(visits(moves)),
        {stage_id: translate(pipelines.stage(stage_id).name) for stage_id in stages},
        tuple(translate(one.name) for one in session.sources.all()),
        {one.value: one.label for one in session.activities.types()},
    )
