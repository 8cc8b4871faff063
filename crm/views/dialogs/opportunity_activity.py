"""The whole form of one activity of a deal: a new one, typed as a phrase or field by field, or one to change."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.activities import FIELDS, Activity
from crm.models.fields import Choice, Field, Kind
from crm.utils import dates, phrases
from crm.utils.i18n import N_, _
from crm.views import known as known_things
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.known import Known
from crm.views.widgets.editors import ChoiceEditor
from crm.views.widgets.form import Form

_TIME = Field("time", Kind.TEXT, N_("Time"))
_OF_PLANNED = frozenset(("outcome",))
_SHOWN = ("type", "subject", "due_on", "time", "duration_minutes", "assigned_to", "description")


class ActivityDialog(DeskDialog):
    """`deal_id` is whose activity it is; `planned` the one to change. `on_saved` hears that it was saved."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known, planned: Activity | int) -> None:
        self._planned = planned if isinstance(planned, Activity) else None
        super().__init__(parent, desk, title=self._words, confirm=_("Save") if self._planned else _("Plan"))
        self.on_saved: Callable[[], object] = lambda: None
        self._deal_id = planned.opportunity_id if isinstance(planned, Activity) else planned
        self._text = tk.StringVar(self)
        self.line = ttk.Entry(self.body, textvariable=self._text)
        if not self._planned:
            self._add_line()
        fields = [_field(name) for name in (*_SHOWN, *(_OF_PLANNED if self._planned else ()))]
        self.form = Form(self.body, fields, lookup=known.lookup())
        self.form.pack(fill="both", expand=True)
        self.form.set(_shown(self._planned) if self._planned else _first(desk.session.user.id))
        self.ask("types", desk.session.activities.types, show=self._offer)
        self._text.trace_add("write", lambda *_names: self._typed())
        self.fix_size(660, 385 if self._planned else 390)
        self.on_confirm = self.save
        if self._planned:
            self.add_button(_("Remove"), self.remove, left=True)
            self.done_button = self.add_button(_("Done"), self.complete)

    @property
    def _words(self) -> str:
        return _("Activity") if self._planned else _("Plan the next activity")

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return bool(self._text.get().strip()) or self.form.is_changed

    def take_focus(self) -> None:
        """One types the phrase; of a planned one, when it is."""
        if self._planned:
            self.form.focus_field("due_on")
        else:
            self.line.focus_set()

    def fill(self, values: Mapping[str, object]) -> None:
        """Take over what was typed elsewhere."""
        for name, value in _apart(values).items():
            self.form.put(name, value)

    def save(self) -> bool:
        """Save and close; what cannot be kept is told beside its field. False: it is not closed yet."""
        try:
            values = self._values()
        except Invalid as error:
            self.refused(error)
            return False
        activities, planned = self.desk.session.activities, self._planned
        if planned:
            said = _("Activity saved.")
            self.write(
                lambda: activities.change(planned.id, values, version=planned.version),
                lambda _nothing: said,
                done=lambda _nothing: self._saved(),
            )
        else:
            said = _("Activity planned.")
            values["opportunity_id"] = self._deal_id
            self.write(lambda: activities.add(values), lambda _id: said, done=lambda _id: self._saved())
        return False

    def complete(self) -> None:
        """Save what is typed, and say that it was done."""
        try:
            values, edited = self._values(), bool(self.form.changed().keys() - _OF_PLANNED)
        except Invalid as error:
            self.refused(error)
            return
        activities, planned = self.desk.session.activities, self._planned
        if planned:
            outcome = str(values.get("outcome") or "")

            def work() -> None:
                if edited:
                    activities.change(planned.id, values, version=planned.version)
                activities.complete(planned.id, outcome)

            self.write(
                work,
                lambda _nothing: _("Activity done."),
                done=lambda _nothing: self._saved(),
            )

    def remove(self) -> None:
        """Remove it; Undo brings it back."""
        activities, planned = self.desk.session.activities, self._planned
        if planned:
            self.write(
                lambda: activities.remove(planned.id),
                lambda _nothing: _("Activity removed."),
                done=lambda _nothing: self._saved(),
            )

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them."""
        if isinstance(error, Invalid):
            self.form.show_errors({("time" if name == "due_at" else name): text for name, text in error.fields.items()})
        else:
            super().refused(error)

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.form.values())
        typed_time = str(values.pop("time") or "").strip()
        day = values["due_on"] or (dates.today() if typed_time else "")
        values |= {"due_on": day or "", "due_at": _moment(day, typed_time) if typed_time else ""}
        if typed_time:
            del values["due_on"]
        return values

    def _offer(self, types: Sequence[Choice]) -> None:
        """Offer the types of the business too."""
        editor = self.form.editor("type")
        if isinstance(editor, ChoiceEditor):
            editor.offer(types)

    def _typed(self) -> None:
        """Fill the fields from the phrase."""
        read = phrases.read(self._text.get())
        when = {"due_at": read.due_at} if read.due_at else {"due_on": read.due_on or dates.today()}
        self.fill({"type": read.type or "task", "subject": read.subject, **when})

    def _add_line(self) -> None:
        ttk.Label(self.body, text=_("In one line"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.line.pack(fill="x")
        example = _("For example: {line}").format(line=_("call Ana about the offer tomorrow 10:00"))
        hint = ttk.Label(self.body, text=example, style="Small.TLabel")
        hint.pack(anchor="w", padx=theme.px(2), pady=(theme.px(2), theme.px(10)))

    def _saved(self) -> None:
        self.close()
        self.on_saved()


def _field(name: str) -> Field:
    if name == _TIME.name:
        return _TIME
    field = next(one for one in FIELDS if one.name == name)
    return replace(field, label=N_("Notes")) if name == "description" else field


def _first(user_id: int) -> dict[str, object]:
    return {"type": "call", "due_on": dates.today(), "assigned_to": user_id}


def _shown(planned: Activity) -> dict[str, object]:
    return {**vars(planned), **_apart(vars(planned))}


def _apart(values: Mapping[str, object]) -> dict[str, object]:
    """Values with the moment parted into day and time."""
    shown = {name: value for name, value in values.items() if name in _OF_PLANNED.union(_SHOWN)}
    moment = str(values.get("due_at") or "")
    if moment:
        local = dates.to_local(moment)
        return shown | {"due_on": local.date().isoformat(), "time": f"{local:%H:%M}"}
    return shown | ({"time": ""} if "due_on" in shown else {})


def _moment(day: str, typed: str) -> str:
    """The moment of a day at a typed time; Invalid when it is none."""
    clock = f"{typed}:00" if typed.isdecimal() else typed
    try:
        return dates.to_moment(f"{day} {clock}")
    except ValueError:
        sentence = _("“{text}” is no time of day. Write it like 10:30.").format(text=typed)
        raise Invalid({"time": sentence}) from None


def plan(parent: tk.Misc, desk: Desk, *, deal_id: int, values: Mapping[str, object] | None = None) -> None:
    """Open the form of a new activity of a deal, filled with what was typed so far."""

    def opened(known: Known) -> None:
        dialog = ActivityDialog(parent, desk, known=known, planned=deal_id)
        dialog.fill(values or {})
        dialog.open()

    desk.jobs.run(lambda: known_things.read_for_opportunities(desk.session), opened)


def change(parent: tk.Misc, desk: Desk, *, activity_id: int) -> None:
    """Open the form of a planned activity."""
    session = desk.session

    def opened(found: tuple[Known, Activity]) -> None:
        known, planned = found
        ActivityDialog(parent, desk, known=known, planned=planned).open()

    desk.jobs.run(lambda: (known_things.read_for_opportunities(session), session.activities.get(activity_id)), opened)
