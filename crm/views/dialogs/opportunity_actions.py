"""What a person does to deals wherever they are shown: win, lose, move, let rest, plan, remove. Rules are elsewhere."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from tkinter import ttk
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.pipelines import Pipeline
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.closing import Wanted, move
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

Rows = Sequence[Mapping[str, Any]]

_UNTIL = Field("snoozed_until", Kind.DATE, N_("Until"))
_RESTS = (
    (1, N_("Tomorrow")),
    (7, N_("A week")),
    (14, N_("Two weeks")),
    (30, N_("A month")),
)


class SnoozeDialog(DeskDialog):
    """Asks until when deals rest: they are not told to be waiting too long before."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, rows: Rows) -> None:
        super().__init__(parent, desk, title=_("Snooze"), confirm=_("Snooze"))
        self._rows = rows
        self.add_text(_("Until then nobody is told that it waits too long. Its activities stay as they are."))
        quick = ttk.Frame(self.body)
        quick.pack(anchor="w", pady=(theme.px(10), theme.px(6)))
        self.form = Form(self.body, [_UNTIL])
        for days, words in _RESTS:
            button = ttk.Button(quick, text=_(words), style="Secondary.TButton")
            button.configure(command=lambda days=days: self.form.put(_UNTIL.name, _day_in(days)))  # type: ignore[misc]
            button.pack(side="left", padx=(0, theme.px(4)))
        self.form.set({_UNTIL.name: rows[0]["snoozed_until"] or _day_in(7)})
        self.form.pack(fill="x")
        self.on_confirm = self._confirmed

    def take_focus(self) -> None:
        """The day."""
        self.form.focus_first()

    def refused(self, error: CrmError) -> None:
        """Errors of the day stand beside it."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _confirmed(self) -> bool:
        try:
            until = str(self.form.values()[_UNTIL.name] or "")
        except Invalid as error:
            self.refused(error)
            return False
        ids, opportunities = [row["id"] for row in self._rows], self.desk.session.opportunities
        self.write(
            lambda: opportunities.snooze(ids, until),
            lambda _count: _rest_words(until),
            done=lambda _count: self.close(),
        )
        return False


def ask_snooze(parent: tk.Misc, desk: Desk, *, rows: Rows) -> None:
    """Ask until when deals rest."""
    if rows:
        SnoozeDialog(parent, desk, rows=rows).open()


def close_as(parent: tk.Misc, desk: Desk, *, rows: Rows, kind: str) -> None:
    """Win or lose deals, through the gate; deals of several pipelines go to the stage of their own."""

    def one_by_one(pipelines: Sequence[Pipeline]) -> None:
        if not pipelines:
            return
        stage = pipelines[0].first(kind)
        own = [row for row in rows if row["pipeline_id"] == pipelines[0].id]
        if stage and own:
            move(parent, desk, wanted=Wanted(stage, own), done=lambda _count: one_by_one(pipelines[1:]))
        else:
            one_by_one(pipelines[1:])

    if rows:
        desk.jobs.run(desk.session.pipelines.all, one_by_one)


def remove(desk: Desk, rows: Rows) -> None:
    """Remove deals; Undo brings them back."""
    ids, opportunities = [row["id"] for row in rows], desk.session.opportunities

    def said(count: int) -> str:
        if len(rows) == 1:
            return _("Removed {name}.").format(name=one_line(rows[0]["title"], 40))
        words = ngettext("{count} opportunity removed.", "{count} opportunities removed.", count)
        return words.format(count=show_number(count))

    if ids:
        desk.write(lambda: opportunities.remove(ids), said)


def with_rows(desk: Desk, ids: Sequence[int], *, then: Callable[[list[dict[str, Any]]], object]) -> None:
    """Read the rows of deals, then go on; with none of them nothing happens."""
    opportunities = desk.session.opportunities
    if len(ids):
        desk.jobs.run(lambda: opportunities.rows(ids), lambda rows: then(rows) if rows else None)


def _day_in(days: int) -> str:
    return (date.fromisoformat(dates.today()) + timedelta(days=days)).isoformat()


def _rest_words(until: str) -> str:
    if not until:
        return _("No longer snoozed.")
    return _("Snoozed until {day}.").format(day=dates.show_day(until))
