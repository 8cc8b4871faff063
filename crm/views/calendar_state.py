"""How the page of the calendar is set: which view of which days, whose and what, in which colours. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.utils.i18n import N_
from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK

VIEWS = ((MONTH, N_("Month")), (WEEK, N_("Week")), (DAY, N_("Day")), (AGENDA, N_("Agenda")))
BY_TYPE, BY_OWNER = "type", "owner"
COLORS = ((BY_TYPE, N_("Colours by type")), (BY_OWNER, N_("Colours by owner")))


@dataclass(frozen=True)
class CalendarState:
    """`owners` and `types` narrow the activities, () leaves all; `hidden` are the calendars that are not shown.

    The day in view is not kept: the calendar opens on today.
    """

    view: str = MONTH
    owners: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    done: bool = True
    weekends: bool = True
    colors: str = BY_TYPE
    hidden: tuple[int, ...] = ()
    side: bool = True

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        switches = {"done": self.done, "weekends": self.weekends, "side": self.side}
        lists = {"owners": list(self.owners), "types": list(self.types), "hidden": list(self.hidden)}
        return {"view": self.view, "colors": self.colors, **switches, **lists}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> CalendarState:
        """Read back what `to_plain` gave; what is damaged or unknown is as if it had never been kept."""
        usual = CalendarState()
        view, colors = plain.get("view"), plain.get("colors")
        return CalendarState(
            view=view if isinstance(view, str) and view in dict(VIEWS) else usual.view,
            owners=tuple(one for one in _listed(plain, "owners") if isinstance(one, int)),
            types=tuple(one for one in _listed(plain, "types") if isinstance(one, str)),
            done=plain.get("done") is not False,
            weekends=plain.get("weekends") is not False,
            colors=colors if isinstance(colors, str) and colors in dict(COLORS) else usual.colors,
            hidden=tuple(one for one in _listed(plain, "hidden") if isinstance(one, int)),
            side=plain.get("side") is not False,
        )


def _listed(plain: Mapping[str, Any], name: str) -> list[Any]:
    kept = plain.get(name)
    return kept if isinstance(kept, list) else []
