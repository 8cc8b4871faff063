"""The choice of a period, a pipeline and an owner, as buttons in a row. They ask nothing of the file themselves."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from tkinter import ttk

from crm.models.dashboards import Filters
from crm.models.figures import NOBODY
from crm.models.periods import OWN, PERIODS
from crm.utils import dates
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.widgets.choice_button import Choice, ChoiceButton

Named = Sequence[tuple[int, str]]  # ids and names


def period_words(filters: Filters) -> str:
    """A period as a person reads it: "This month", "1 Nov 2026 to 21 Nov 2026"."""
    if filters.period != OWN:
        return next((translate(one.label) for one in PERIODS if one.value == filters.period), filters.period)
    since, until = dates.show_day(filters.since), dates.show_day(filters.until)
    if since and until:
        return _("{since} to {until}").format(since=since, until=until)
    if since:
        return _("since {day}").format(day=since)
    return _("until {day}").format(day=until) if until else _("All time")


class ReportFilters(ttk.Frame):
    """`on_change(filters)` hears every choice; `own_period(filters, then)` asks for two days.

    What is not in `shows` ("period", "pipeline", "owner") is not offered: a report about contacts has no pipeline.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[Filters], object] = lambda _filters: None
        self.own_period: Callable[[Filters, Callable[[Filters], object]], object] = lambda _filters, _then: None
        self.filters = Filters()
        self._pipelines: Named = ()
        self._owners: Named = ()
        made = {"period": self.periods, "pipeline": self.pipelines, "owner": self.owners}
        self.buttons = {name: ChoiceButton(self, choices) for name, choices in made.items()}
        for button in self.buttons.values():
            button.configure(style="TMenubutton")

    def know(self, pipelines: Named, owners: Named) -> None:
        """What there is to choose from."""
        self._pipelines, self._owners = pipelines, owners

    def show(self, filters: Filters, shows: Sequence[str]) -> None:
        """Show what is chosen, without telling anyone."""
        self.filters = filters
        for button in self.buttons.values():
            button.pack_forget()
        for name in shows:
            if name != "pipeline" or len(self._pipelines) > 1 or filters.pipeline_id is not None:
                self.buttons[name].pack(side="left", padx=(0, theme.px(6)))
        everyone, nobody = _("Everyone's"), _("Nobody's")
        owners, pipelines = dict(self._owners), dict(self._pipelines)
        owner = {None: everyone, NOBODY: nobody}.get(filters.owner_id) or owners.get(filters.owner_id or 0, "?")
        pipeline = _("All pipelines") if filters.pipeline_id is None else pipelines.get(filters.pipeline_id, "?")
        for name, words in (("period", period_words(filters)), ("pipeline", pipeline), ("owner", owner)):
            self.buttons[name].say(theme.fit(words, theme.px(190)))

    def periods(self) -> Sequence[Choice]:
        """The periods to choose from."""
        now = self.filters.period
        return [(translate(one.label), partial(self._choose_period, one.value), one.value == now) for one in PERIODS]

    def pipelines(self) -> Sequence[Choice]:
        """The pipelines to choose from."""
        now = self.filters.pipeline_id
        offered: list[tuple[int | None, str]] = [(None, _("All pipelines")), *self._pipelines]
        return [(name, partial(self._changed, pipeline_id=one), one == now) for one, name in offered]

    def owners(self) -> Sequence[Choice]:
        """Whose records to choose from."""
        now = self.filters.owner_id
        offered: list[tuple[int | None, str]] = [(None, _("Everyone's")), (NOBODY, _("Nobody's")), *self._owners]
        return [(name, partial(self._changed, owner_id=one), one == now) for one, name in offered]

    def _choose_period(self, key: str) -> None:
        if key == OWN:
            self.own_period(self.filters, self._take)
        else:
            self._changed(period=key, since="", until="")

    def _changed(self, **changes: object) -> None:
        self._take(replace(self.filters, **changes))  # type: ignore[arg-type]

    def _take(self, filters: Filters) -> None:
        self.on_change(filters)
