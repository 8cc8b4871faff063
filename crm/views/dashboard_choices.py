"""The menus above the dashboard: which one, which period, pipeline and owner. Choices are remembered for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models import periods
from crm.models.dashboards import Filters
from crm.models.figures import NOBODY
from crm.models.periods import OWN, PERIODS, Period
from crm.utils import dates
from crm.utils.i18n import _, translate
from crm.views import dashboard_words
from crm.views.commands import Entry, find
from crm.views.dashboard_state import DashboardState
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.dashboard_tab import DashboardTab

_KEPT = "dashboard.page"
_LINE: Entry = ("", lambda: None, False)
_OF_DASHBOARDS = ("dashboard.new", "dashboard.save_as", "dashboard.rename", "dashboard.share", "dashboard.remove")


class DashboardChoices:
    """What can be chosen, and what is."""

    def __init__(self, tab: DashboardTab) -> None:
        self._tab = tab

    def last(self) -> DashboardState:
        """How the page was set the last time."""
        return DashboardState.from_plain(self._remembered.get(_KEPT))

    def keep(self, state: DashboardState) -> None:
        """Set the page so, and remember it."""
        self._tab.state_now = state
        self._remembered.set(_KEPT, state.to_plain())

    def narrow(self, **changes: Any) -> None:
        """Narrow the whole page otherwise."""
        state = self._tab.state_now
        self.keep(replace(state, filters=replace(state.filters, **changes)))
        self._tab.narrowed()

    def use(self, dashboard_id: int) -> None:
        """Show another dashboard."""
        self.keep(replace(self._tab.state_now, dashboard=dashboard_id))
        self._tab.refresh()

    def of_menu(self, menu: str) -> Sequence[Entry]:
        """What a menu of the head holds."""
        made = {"dashboard": self.dashboards, "period": self.periods, "pipeline": self.pipelines, "owner": self.owners}
        return made[menu]()

    def dashboards(self) -> Sequence[Entry]:
        """The dashboards, and what is done with the one in view."""
        runner, shown = self._tab.window.runner, self._tab.dashboard
        named = [(one.name, partial(self.use, one.id), shown is not None and one.id == shown.id)
                 for one in self._tab.known.dashboards]  # fmt: skip
        commands = [find(one) for one in _OF_DASHBOARDS]
        shared = bool(shown and shown.shared)
        return [
            *named,
            _LINE,
            *(
                (_(one.label), partial(runner.run, one), shared and one.id == "dashboard.share")
                for one in commands
                if runner.can_run(one) and self._fits(one.id)
            ),
        ]

    def periods(self) -> Sequence[Entry]:
        """The periods; the last one is asked for."""
        chosen = self._tab.state_now.filters.period
        return [
            (
                translate(one.label),
                self._tab.ask_period if one.value == OWN else partial(self.narrow, period=one.value),
                one.value == chosen,
            )
            for one in PERIODS
        ]

    def pipelines(self) -> Sequence[Entry]:
        """All pipelines, or one."""
        chosen = self._tab.state_now.filters.pipeline_id
        return [
            (_("All pipelines"), partial(self.narrow, pipeline_id=None), chosen is None),
            _LINE,
            *(
                (name, partial(self.narrow, pipeline_id=key), key == chosen)
                for key, name in self._tab.known.pipelines.items()
            ),
        ]

    def owners(self) -> Sequence[Entry]:
        """Everyone, oneself, another one, nobody."""
        chosen, me = self._tab.state_now.filters.owner_id, self._tab.desk.session.user.id
        others = [(key, name) for key, name in self._tab.known.owners.items() if key != me]
        return [
            (_("Everyone"), partial(self.narrow, owner_id=None), chosen is None),
            (_("Only my own"), partial(self.narrow, owner_id=me), chosen == me),
            _LINE,
            *((name, partial(self.narrow, owner_id=key), key == chosen) for key, name in others),
            (_("Nobody's"), partial(self.narrow, owner_id=NOBODY), chosen == NOBODY),
        ]

    def show(self) -> None:
        """Say in the head what is chosen."""
        tab, filters = self._tab, self._tab.state_now.filters
        asked = self.period(filters)
        tab.head.name(tab.dashboard.name if tab.dashboard else "")
        label = next(translate(one.label) for one in PERIODS if one.value == filters.period)
        tab.head.say("period", dashboard_words.days(asked) if filters.period == OWN else label, narrowed=False)
        pipeline = tab.known.pipelines.get(filters.pipeline_id or 0, _("All pipelines"))
        tab.head.say("pipeline", pipeline, narrowed=filters.pipeline_id is not None)
        tab.head.say("owner", self._owner(filters), narrowed=filters.owner_id is not None)
        tab.head.say_days(self._days(asked))

    def period(self, filters: Filters) -> Period:
        """The days the page is about now."""
        return periods.period(filters.period, dates.today(), since=filters.since, until=filters.until)

    def _owner(self, filters: Filters) -> str:
        if filters.owner_id is None:
            return _("Everyone")
        if filters.owner_id == self._tab.desk.session.user.id:
            return _("Only my own")
        return self._tab.known.owners.get(filters.owner_id, _("Nobody's"))

    def _days(self, asked: Period) -> str:
        compared = periods.before(asked, dates.today())
        words = dashboard_words.days(asked)
        words = words[:1].upper() + words[1:]
        if compared is None:
            return words
        return _("{period}, compared with {before}").format(period=words, before=dashboard_words.days(compared))

    def _fits(self, command_id: str) -> bool:
        """Whether a command makes sense for the dashboard in view: the template's own is not removed."""
        return command_id != "dashboard.remove" or bool(self._tab.dashboard and self._tab.dashboard.id)

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)
