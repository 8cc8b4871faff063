"""The window of one activity: a new one, typed as a phrase or field by field, or one to change, to do or to repeat.

Its fields are activity_form.py's; how it repeats is chosen in activity_repeat.py.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.errors import CrmError, Invalid
from crm.models.activities import Activity, Completion
from crm.models.fields import Choice
from crm.models.quick_add import Understood
from crm.models.series import Scope
from crm.session import Session
from crm.utils import dates
from crm.utils.i18n import _
from crm.views import known as known_things
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.activity_form import LENGTH, TIME, ActivityForm
from crm.views.dialogs.activity_repeat import Repeats
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.series_scope import ask_scope
from crm.views.hint import Hint
from crm.views.known import Known
from crm.views.tab import Questions
from crm.views.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from crm.views.window import Window

_PAUSE = 150  # milliseconds without a key before a phrase is read
_WHEN = ("due_on", "due_at", "duration_minutes")
_FIELDS = {"due_at": TIME, "ends_at": LENGTH, "ends_on": LENGTH, "duration_minutes": LENGTH}


@dataclass(frozen=True)
class Beginning:
    """What the window needs: what the file knows, the activity, or the values a new one begins with."""

    known: Known
    types: tuple[Choice, ...]
    planned: Activity | None = None
    rule: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    contact: str = ""
    opportunity: str = ""


class ActivityDialog(DeskDialog):
    """`on_done` hears what completing it did, `on_saved` that anything was saved."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, beginning: Beginning) -> None:
        self._planned = beginning.planned
        title = _("Activity") if self._planned else _("New activity")
        super().__init__(parent, desk, title=title, confirm=_("Save") if self._planned else _("Plan"))
        self.on_done: Callable[[Completion], object] = lambda _done: None
        self.on_saved: Callable[[], object] = lambda: None
        self._questions = Questions(desk.jobs)
        self._timer = ""
        self._read = ""
        self._text = tk.StringVar(self)
        place = Scrolled(self.body)
        place.pack(fill="both", expand=True)
        self.line = ttk.Entry(place.body, textvariable=self._text)
        if not self._planned:
            self._add_line()
        self.form = ActivityForm(place.body, desk, known=beginning.known, outcome=self._planned is not None)
        self.form.pack(fill="both", expand=True)
        self.form.offer_types(beginning.types)
        self.repeats = Repeats(self.form.below("due_on"), beginning.rule)
        self.repeats.pack(fill="x", pady=(theme.px(2), 0))
        place.adopt()
        self._begin(beginning)
        self.form.on_change = self._edited
        self._text.trace_add("write", lambda *_names: self._typed())
        self.fix_size(680, 560)
        self.on_confirm = self.save
        if self._planned:
            self.add_button(_("Remove…") if self._planned.series_id else _("Remove"), self.remove, left=True)
            self.done_button = self.add_button(_("Done") if self._planned.is_open else _("Not done yet"), self.complete)

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return bool(self._text.get().strip()) or self.form.is_changed or self.repeats.is_changed

    def take_focus(self) -> None:
        """One types the phrase; of a planned one, when it is."""
        if self._planned:
            self.form.focus_field("due_on")
        else:
            self.line.focus_set()

    def save(self) -> bool:
        """Save and close; what cannot be kept is told beside its field. False: it is not closed yet."""
        if self._text.get().strip() and self._text.get() != self._read:  # Enter came before the line was read
            self.read_line(self.save)
            return False
        try:
            work = self._change_work() if self._planned else self._add_work()
        except Invalid as error:
            self.refused(error)
            return False
        if work:
            said = _("Activity saved.") if self._planned else _("Activity planned.")
            self.write(work, lambda _nothing: said, done=lambda _nothing: self._saved())
        return False

    def complete(self) -> None:
        """Save what is typed, and say that it was done; of one that is done, that it was not."""
        planned, activities = self._planned, self.desk.session.activities
        if planned is None:
            return
        if not planned.is_open:
            reopened = _("Not done yet.")
            self.write(
                lambda: activities.reopen(planned.id), lambda _count: reopened, done=lambda _count: self._saved()
            )
            return
        try:
            values = self.form.edited()
        except Invalid as error:
            self.refused(error)
            return
        outcome = str(values.pop("outcome", "") or "")

        def work() -> Completion:
            if values:
                activities.change(planned.id, values, version=planned.version)
            return activities.complete(planned.id, outcome)

        self.write(work, lambda _done: _("Activity done."), done=self._completed)

    def remove(self) -> None:
        """Remove it, or as much of its series as is wanted; Undo brings it back."""
        planned, activities = self._planned, self.desk.session.activities
        if planned is None:
            return
        scope = ask_scope(self, removing=True) if planned.series_id else Scope.THIS
        if scope is None:
            return
        said = _("Activity removed.")
        self.write(
            lambda: activities.remove(planned.id, scope=scope), lambda _count: said, done=lambda _count: self._saved()
        )

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them."""
        if not isinstance(error, Invalid):
            super().refused(error)
            return
        told = {_FIELDS.get(name, name): text for name, text in error.fields.items()}
        self.form.show_errors(told)
        self.say(" ".join(text for name, text in told.items() if not self.form.has(name)), wrong=True)

    # What is saved

    def _add_work(self) -> Callable[[], object]:
        values, rule, session = self.form.stored(), self.repeats.rule, self.desk.session
        if not rule:
            return lambda: session.activities.add(values)
        return lambda: session.series.add(values, rule)

    def _change_work(self) -> Callable[[], object] | None:
        """What writes the edits; None when there are none, or when nobody said for which of the series."""
        planned, session = self._planned, self.desk.session
        values, rule = self.form.edited(), self.repeats.rule if self.repeats.is_changed else None
        if planned is None or (not values and rule is None):
            self.close()
            return None
        scope: str | None = Scope.THIS
        if planned.series_id is not None:
            scope = ask_scope(self, without=(Scope.THIS,) if rule is not None else ())
        if scope is None:
            return None
        return _Changing(session, planned, values=values).work(rule, scope)

    # What is shown

    def _begin(self, beginning: Beginning) -> None:
        people = self.form.people
        first = {"type": "call", "due_on": dates.today(), "assigned_to": self.desk.session.user.id or None}
        values = {**first, **beginning.values}
        self._given = {name: values[name] for name in _WHEN if values.get(name)}
        of = vars(self._planned) if self._planned else values
        people.names |= {of["contact_id"]: beginning.contact} if of.get("contact_id") else {}
        people.deals |= {of["opportunity_id"]: beginning.opportunity} if of.get("opportunity_id") else {}
        if self._planned:
            self.form.show(self._planned)
        else:
            self.form.begin(values)
        self.repeats.starts_on = str(of.get("due_on") or dates.today())

    def _edited(self, name: str) -> None:
        if name == "due_on":
            day = self.form.editor("due_on").typed()
            self.repeats.starts_on = str(day) if isinstance(day, str) and _is_day(day) else dates.today()

    def _add_line(self) -> None:
        ttk.Label(self.line.master, text=_("In one line"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.line.pack(fill="x", pady=(0, theme.px(10)))
        Hint(self.line, self._text, words=_("call Ana Gil about the offer tomorrow 10:00"))

    def _typed(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_PAUSE, self.read_line)

    def read_line(self, then: Callable[[], object] = lambda: None) -> None:
        """Fill the fields from the phrase, then go on."""
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = ""
        phrase, quick_add = self._text.get(), self.desk.session.quick_add

        def understood(found: Understood) -> None:
            self._read = phrase
            self._fill(found)
            then()

        if phrase.strip():
            self._questions.ask("phrase", lambda: quick_add.understand(phrase), show=understood)

    def _fill(self, found: Understood) -> None:
        values = {name: value for name, value in found.values().items() if value is not None}
        if found.contact:
            self.form.people.names[found.contact.id] = found.contact.name
        if found.opportunity:
            self.form.people.deals[found.opportunity.id] = found.opportunity.name
        if not found.phrase.due_on and not found.phrase.due_at:  # then it is when it was asked for: in the calendar
            values.pop("due_on", None)
            values = {**self._given, **values}
        self.form.fill(values)
        if found.rule:
            self.repeats.rule = found.rule
        self.say(found.phrase.problem, wrong=bool(found.phrase.problem))

    def _completed(self, done: Completion) -> None:
        self._saved()
        self.on_done(done)

    def _saved(self) -> None:
        self.close()
        self.on_saved()

    def destroy(self) -> None:
        """Nothing asked before is answered any more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        self._questions.drop()
        super().destroy()


class _Changing:
    """What writes the edits of one activity."""

    def __init__(self, session: Session, planned: Activity, *, values: Mapping[str, Any]) -> None:
        self._session = session
        self._planned = planned
        self._values = values

    def work(self, rule: str | None, scope: str) -> Callable[[], object]:
        """The write: values, a rule, or both as one operation."""
        session, planned, values = self._session, self._planned, self._values
        if rule is None:
            return lambda: session.activities.change(planned.id, values, version=planned.version, scope=scope)
        return lambda: session.series.change(planned.id, values, scope=scope, rule=rule)


def _is_day(typed: str) -> bool:
    try:
        dates.to_local(typed)
    except ValueError:
        return False
    return len(typed) == len("2026-11-21")


def read(session: Session, activity_id: int | None = None, *, values: Mapping[str, Any] | None = None) -> Beginning:
    """Read what the window needs; for the worker."""
    known, types = known_things.read_for_opportunities(session), session.activities.types()
    if activity_id is not None:
        [row] = session.activities.rows([activity_id]) or [{"contact": "", "opportunity": ""}]
        planned, series = session.activities.get(activity_id), session.series.of_activity(activity_id)
        rule = series.rule if series else ""
        return Beginning(known, types, planned, rule, contact=row["contact"], opportunity=row["opportunity"])
    given = dict(values or {})
    deal = session.opportunities.get(given["opportunity_id"]) if given.get("opportunity_id") else None
    if deal and not given.get("contact_id"):
        given["contact_id"] = deal.contact_id or deal.company_id
    contact = session.contacts.get(given["contact_id"]).name if given.get("contact_id") else ""
    return Beginning(known, types, values=given, contact=contact, opportunity=deal.title if deal else "")


def open_activity(
    parent: tk.Misc, desk: Desk, *, activity_id: int, on_done: Callable[[Completion], object] | None = None
) -> None:
    """Open the window of an activity over another one; `on_done` hears what completing it did."""

    def opened(beginning: Beginning) -> None:
        dialog = ActivityDialog(parent, desk, beginning=beginning)
        dialog.on_done = on_done or dialog.on_done
        dialog.open()

    desk.jobs.run(lambda: read(desk.session, activity_id), opened)


def plan(parent: tk.Misc, desk: Desk, *, values: Mapping[str, Any], heading: str = "") -> None:
    """Open the window of a new activity over another one, with values to begin with."""

    def opened(beginning: Beginning) -> None:
        dialog = ActivityDialog(parent, desk, beginning=beginning)
        if heading:
            dialog.heading.configure(text=heading)
            dialog.dismiss.configure(text=_("Later"))
        dialog.open()

    desk.jobs.run(lambda: read(desk.session, values=values), opened)


def show(window: Window, activity_id: int) -> None:
    """Open the window of an activity; once it is done, the next step is offered."""
    open_activity(window.root, window.desk, activity_id=activity_id, on_done=window.activity_actions.offer_next)


def new(window: Window, values: Mapping[str, Any] | None = None) -> None:
    """Open the window of a new activity; without values it is about what is selected in the window."""
    plan(window.root, window.desk, values=_selected(window) if values is None else values)


def _selected(window: Window) -> dict[str, Any]:
    """The one contact or deal that is selected on the page in view, or the day in the calendar."""
    if window.page_key == "calendar":
        return {"due_on": window.calendar.sheet.day.isoformat()}
    if window.page.selected_count != 1:
        return {}
    if window.page_key == "contacts":
        return {"contact_id": window.contacts.selected_ids()[0]}
    return {"opportunity_id": window.pipeline.selected_ids()[0]} if window.page_key == "pipeline" else {}


def ask_next(window: Window, values: Mapping[str, Any]) -> None:
    """Offer to plan the next step where nothing is planned any more."""
    plan(window.root, window.desk, values=values, heading=_("What is the next step?"))
