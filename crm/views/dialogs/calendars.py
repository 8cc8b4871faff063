"""Calendars outside the file: which there are, when they were read, what was wrong; adding, reading, removing them.

One calendar is calendar_form.py's, what both sides changed calendar_conflicts.py's.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.calendars import ADDRESS, CALDAV, FOLDER, OutsideCalendar, Reading, SyncReading
from crm.network.passwords import Passwords
from crm.session import Session
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs import calendar_form
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.calendar_conflicts import ConflictsDialog
from crm.views.dialogs.calendar_form import CalendarDialog
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_KINDS = {ADDRESS: N_("Internet address"), FOLDER: N_("Folder"), CALDAV: N_("CalDAV, both ways")}
_WIDE, _HIGH = 860, 420


@dataclass(frozen=True)
class Known:
    """The calendars, and how many conflicts wait for a decision."""

    calendars: Sequence[OutsideCalendar]
    conflicts: int


class CalendarsDialog(DeskDialog):
    """Every change is saved at once and can be undone, but for passwords."""

    watches = frozenset(("calendars", "activities"))

    def __init__(self, parent: tk.Misc, desk: Desk, *, passwords: Passwords) -> None:
        super().__init__(parent, desk, title=_("Calendars"))
        self._passwords = passwords
        self._calendars: dict[int, OutsideCalendar] = {}
        self.fix_size(_WIDE, _HIGH)
        self._build_actions()
        columns = [
            Column("name", _("Name"), 200, sortable=False),
            Column("kind", _("Kind"), 150, sortable=False),
            Column("read", _("Last read"), 150, sortable=False),
        ]
        left = ttk.Frame(self.body)
        left.pack(side="left", fill="both", expand=True)
        self.problem = ttk.Label(left, style="Error.TLabel", justify="left", wraplength=theme.px(590))
        self.list = Listed(left, columns, mark=self._dot)
        self.list.table.set_empty(
            _("No calendars yet"),
            _("With one, appointments of Google, Outlook or your phone stand beside your activities."),
            action=(_("Add an address…"), self._add_address),
        )
        self.list.pack(fill="both", expand=True)
        self.list.on_choose = self._chose
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        follow_sight(self.body)
        self.actions.allow(False)
        self.refresh()

    @property
    def chosen(self) -> OutsideCalendar | None:
        """The chosen calendar."""
        return self._calendars.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the calendars."""
        self.ask("calendars", lambda: read(self.desk.session), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    # ---- what a person does

    def add(self, kind: str) -> CalendarDialog:
        """Add a calendar of a kind; it is read as soon as it is saved."""
        fresh = calendar_form.new(kind, [one.color for one in self._calendars.values()])
        dialog = CalendarDialog(self, self.desk, passwords=self._passwords, calendar=fresh)
        dialog.on_saved = self.read_due
        dialog.open()
        return dialog

    def edit(self) -> CalendarDialog | None:
        """Change the chosen calendar."""
        if self.chosen is None:
            return None
        dialog = CalendarDialog(self, self.desk, passwords=self._passwords, calendar=self.chosen)
        dialog.on_saved = self.read_due
        dialog.open()
        return dialog

    def read_now(self) -> None:
        """Read the chosen calendar, or keep it alike."""
        calendar = self.chosen
        if calendar is None:
            return
        calendars, passwords = self.desk.session.calendars, self._passwords
        self.say(_("Reading {name}…").format(name=calendar.name))
        self.desk.jobs.run_network(
            lambda job: calendars.read(calendar.id, passwords, stop=lambda: job.cancelled),
            lambda reading: self._was_read(calendar, reading),
            failed=self._not_read,
            label=_("Reading {name}").format(name=calendar.name),
        )

    def read_due(self) -> None:
        """Read what is due now; what fails stands beside its calendar."""
        calendars, passwords = self.desk.session.calendars, self._passwords
        self.desk.jobs.run_network(lambda _job: calendars.read_due(passwords), lambda _told: self._reread())

    def toggle(self) -> None:
        """Show the chosen calendar among the activities, or hide it."""
        calendar = self.chosen
        if calendar:
            shown = 0 if calendar.shown else 1
            self.write(lambda: self.desk.session.calendars.change(calendar.id, {"shown": shown}))

    def remove(self) -> None:
        """Remove the chosen calendar; Undo brings it back."""
        calendar = self.chosen
        if calendar:
            said = _("Calendar removed: {name}").format(name=calendar.name)
            self.write(lambda: self.desk.session.calendars.remove(calendar.id), lambda _none: said)

    def show_conflicts(self) -> ConflictsDialog:
        """Decide what both sides changed."""
        dialog = ConflictsDialog(self, self.desk)
        dialog.open()
        return dialog

    # ---- making and showing

    def _build_actions(self) -> None:
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.head(_("Add"))
        self.actions.add(_("Internet address…"), self._add_address, needs=False)
        self.actions.add(_("Folder of files…"), lambda: self.add(FOLDER), needs=False)
        self.actions.add(_("CalDAV server…"), lambda: self.add(CALDAV), needs=False)
        self.actions.head(_("Chosen calendar"))
        self.actions.add(_("Read now"), self.read_now)
        self.actions.add(_("Edit…"), self.edit)
        self.hide_button = self.actions.add(_("Hide"), self.toggle)
        self.actions.add_removal(_("Remove"), self.remove)
        self.conflicts_button = self.actions.add(_("Conflicts…"), self.show_conflicts, needs=False)
        self.actions.pack(fill="x")

    def _add_address(self) -> None:
        self.add(ADDRESS)

    def _open(self, _calendar: int) -> None:
        self.edit()

    def _dot(self, calendar_id: int) -> str:
        calendar = self._calendars.get(calendar_id)
        return theme.dot(calendar.color, 10) if calendar and calendar.color else ""

    def _show(self, known: Known) -> None:
        self._calendars = {calendar.id: calendar for calendar in known.calendars}
        self.list.show({calendar.id: _cells(calendar) for calendar in known.calendars})
        self.list.choose_first()
        self.actions.allow(self.chosen is not None)
        words = ngettext("{count} conflict…", "{count} conflicts…", known.conflicts).format(count=known.conflicts)
        self.conflicts_button.configure(text=words if known.conflicts else _("Conflicts…"))
        self.conflicts_button.state(["!disabled" if known.conflicts else "disabled"])
        self._chose(self.list.chosen or 0)

    def _chose(self, _calendar: int) -> None:
        calendar = self.chosen
        self.actions.allow(calendar is not None)
        if calendar and calendar.kind == CALDAV:
            self.hide_button.state(["disabled"])
        self.hide_button.configure(text=_("Hide") if calendar is None or calendar.shown else _("Show"))
        if calendar and calendar.problem:
            again = _("It is tried again at {time}.").format(time=dates.show_moment(calendar.next_read_at))
            self.problem.configure(text=f"{calendar.problem} {again}")
            self.problem.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))
        else:
            self.problem.pack_forget()

    def _was_read(self, calendar: OutsideCalendar, reading: Reading | SyncReading) -> None:
        if self.winfo_exists():
            self.say(f"{calendar.name}: {in_words(reading)}")
            self.refresh()

    def _not_read(self, error: BaseException) -> None:
        self.failed(error)
        self._reread()

    def _reread(self) -> None:
        if self.winfo_exists():
            self.refresh()


def read(session: Session) -> Known:
    """What the dialog shows; for the worker."""
    return Known(session.calendars.all(), len(session.calendars.conflicts()))


def in_words(reading: Reading | SyncReading) -> str:
    """What a reading did."""
    if isinstance(reading, Reading):
        counted = ngettext("{count} event", "{count} events", reading.events).format(count=reading.events)
        parts = [_("nothing new") if reading.unchanged else counted]
    else:
        parts = _both_ways(reading) or [_("nothing new")]
    if reading.skipped:
        parts.append(_("skipped: {names}").format(names="; ".join(reading.skipped[:3])))
    return " · ".join(parts)


def _both_ways(reading: SyncReading) -> list[str]:
    here = reading.added_here + reading.changed_here + reading.removed_here
    there = reading.added_there + reading.changed_there + reading.removed_there
    counted = (
        (here, _("{count} changes taken")),
        (there, _("{count} changes sent")),
        (reading.conflicts, _("{count} to decide")),
    )
    return [words.format(count=count) for count, words in counted if count]


def _cells(calendar: OutsideCalendar) -> tuple[str, ...]:
    name = calendar.name if calendar.shown else _("{name} (hidden)").format(name=calendar.name)
    fine = dates.show_ago(calendar.read_at) or _("not yet")
    return name, _(_KINDS[calendar.kind]), _("could not be read") if calendar.problem else fine


def show(window: Window) -> None:
    """Open the dialog."""
    CalendarsDialog(window.root, window.desk, passwords=window.passwords).open()
