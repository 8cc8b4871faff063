"""What the page of the dashboard must know before it shows figures: read on the worker, used on the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from crm.models.dashboards import CARD_VARIANTS, CardKind, Dashboard
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils.i18n import translate


@dataclass(frozen=True)
class Known:
    """The dashboards to choose from, the kinds of cards, pipelines and owners by id; whether there are contacts, and
    whether nothing was sold or planned yet."""

    dashboards: tuple[Dashboard, ...] = ()
    kinds: tuple[CardKind, ...] = ()
    pipelines: Mapping[int, str] = field(default_factory=dict)
    owners: Mapping[int, str] = field(default_factory=dict)
    has_contacts: bool = True
    is_unused: bool = False

    def dashboard(self, dashboard_id: int) -> Dashboard:
        """The one with this id, or the first."""
        return next((one for one in self.dashboards if one.id == dashboard_id), self.dashboards[0])

    def title(self, kind: str, options: Mapping[str, Any] = MappingProxyType({})) -> str:
        """What a kind of card is called; its key where this version knows none."""
        variant = next((one for one in CARD_VARIANTS if (one.kind, one.options) == (kind, options)), None)
        return (
            translate(variant.title)
            if variant
            else next((translate(one.title) for one in self.kinds if one.key == kind), kind)
        )


def read(session: Session) -> Known:
    """Read it; for the worker."""
    everything = ListQuery()
    worked = session.opportunities.count(everything, cap=1) or session.activities.count(everything, cap=1)
    return Known(
        tuple(session.dashboards.all()),
        tuple(session.dashboards.kinds()),
        {one.id: translate(one.name) for one in session.pipelines.all()},
        {one.id: one.name for one in session.users.all()},
        bool(worked or session.contacts.count(everything, cap=1)),
        not worked,
    )
