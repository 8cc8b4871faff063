"""Reminders on the screen: a notice for each that falls due, one list for all that did while nobody looked.

What is due and what becomes of it is the controller's; when to look is errands.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from crm.models.reminders import Due
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.quiet_hours import QuietHours
from crm.utils.settings import Settings
from crm.utils.text import one_line
from crm.views import reminder_words
from crm.views.activity_actions import ActivityActions

if TYPE_CHECKING:
    from crm.views.dialogs.reminders import RemindersDialog
    from crm.views.system_notices import SystemNotices
    from crm.views.window import Window

_MOST = 3  # notices at once; more are one list
_LATE = timedelta(minutes=2)  # what fell due longer ago did so while the program, or the computer, was off
_QUIET_FROM, _QUIET_UNTIL, _SYSTEM = "reminders.quiet_from", "reminders.quiet_until", "reminders.system"


def quiet_hours(settings: Settings) -> QuietHours:
    """The hours during which nothing pops up on this computer."""
    return QuietHours(str(settings.get(_QUIET_FROM, "")), str(settings.get(_QUIET_UNTIL, "")))


def keep_quiet_hours(settings: Settings, hours: QuietHours) -> None:
    """Keep them on this computer."""
    settings.set(_QUIET_FROM, hours.first or None)
    settings.set(_QUIET_UNTIL, hours.last or None)


def wants_system_notices(settings: Settings) -> bool:
    """Whether the desktop itself shall tell of reminders while the window is not in front."""
    return bool(settings.get(_SYSTEM, True))


def keep_system_notices(settings: Settings, wanted: bool) -> None:
    """Keep it on this computer."""
    settings.set(_SYSTEM, wanted)


class ReminderNotices:
    """What a window shows of reminders. `show` is told again and again all that is due and was not answered."""

    def __init__(
        self, window: Window, *, notices: SystemNotices | None = None, clock: dates.Clock = dates.utc_clock
    ) -> None:
        self._window = window
        self._notices = notices
        self._clock = clock
        self._shown: dict[int, tuple[frozenset[int], Callable[[], None]]] = {}
        self._answered: set[int] = set()
        self._told: set[int] = set()  # by the desktop
        self.dialog: RemindersDialog | None = None

    def show(self, dues: Sequence[Due]) -> None:
        """Show what is new, unless it is quiet: then the next look does. Drop what was done.

        A list waits until no dialog is in use, which must not lose the keyboard; the desktop tells of it at once.
        """
        self._drop_gone(dues)
        new = [one for one in dues if self._is_new(one)]
        if not new or quiet_hours(self._window.settings).holds(self._clock().astimezone().time()):
            return
        late = any(self._clock() - datetime.fromisoformat(one.at) > _LATE for one in new)
        if self._list is None and not late and len(new) + len(self._shown) <= _MOST:
            for one in new:
                self._show_notice(one)
        elif not self._is_busy():
            self._show_list(dues)
        self._tell_desktop([one for one in new if not self._told.issuperset(one.reminder_ids)])

    def list_all(self) -> None:
        """Show all that waits for an answer in one list, whatever the hour: notices cannot be reached by keyboard."""
        self._window.jobs.run(self._window.desk.session.reminders.due, self._listed)

    def _listed(self, dues: Sequence[Due]) -> None:
        if dues:
            self._show_list(dues)
        else:
            self._window.desk.say(_("No reminder is waiting."))

    def stop(self) -> None:
        """Forget the file: another one is opened, or none."""
        self._shown.clear()
        self._answered.clear()
        self._told.clear()
        self.dialog = None

    def end(self) -> None:
        """Forget all: the window closes."""
        self.stop()
        if self._notices is not None:
            self._notices.stop()

    # ---- what is on the screen

    @property
    def _list(self) -> RemindersDialog | None:
        return self.dialog if self.dialog is not None and self.dialog.winfo_exists() else None

    def _is_new(self, due: Due) -> bool:
        ids = frozenset(due.reminder_ids)
        listed = self._list is not None and due.activity_id in self._list.activity_ids
        shown = due.activity_id in self._shown and ids <= self._shown[due.activity_id][0]
        return not listed and not shown and not ids <= self._answered

    def _is_busy(self) -> bool:
        """Whether a person is in a dialog, which must not lose the keyboard; our own list takes what comes."""
        return self._list is None and bool(self._window.root.tk.call("grab", "current"))

    def _drop_gone(self, dues: Sequence[Due]) -> None:
        """Take away what was done, put off or seen elsewhere."""
        there = [one.activity_id for one in dues]
        for activity_id in [one for one in self._shown if one not in there]:
            self._shown.pop(activity_id)[1]()
        if self._list is not None:
            self._list.keep(there)
        waiting = {reminder for one in dues for reminder in one.reminder_ids}
        self._answered &= waiting
        self._told &= waiting

    def _show_notice(self, due: Due) -> None:
        later = [
            (reminder_words.snooze_words(minutes), partial(self._snooze, minutes, [due]))
            for minutes in reminder_words.SNOOZES
        ]
        tomorrow = (_("Tomorrow"), lambda: self._snooze(reminder_words.minutes_until_tomorrow(), [due]))
        dismiss = self._window.toasts.offer(
            reminder_words.told(due, clock=self._clock),
            [(_("Done"), partial(self._done, [due])), (_("Open"), partial(self._open, [due]))],
            menu=(_("Snooze"), [*later, tomorrow]),
            closed=partial(self._seen, [due]),
        )
        self._take_away(due)
        self._shown[due.activity_id] = frozenset(due.reminder_ids), dismiss

    def _take_away(self, due: Due) -> None:
        if due.activity_id in self._shown:
            self._shown.pop(due.activity_id)[1]()

    def _show_list(self, dues: Sequence[Due]) -> None:
        for due in dues:
            self._take_away(due)
        waiting = [one for one in dues if not frozenset(one.reminder_ids) <= self._answered]
        if self._list is not None:
            self._list.show(waiting)
            return
        from crm.views.dialogs.reminders import RemindersDialog  # the window opens without it

        self.dialog = RemindersDialog(self._window.root, self._window.desk)
        self.dialog.on_done, self.dialog.on_open, self.dialog.on_seen = self._done, self._open, self._seen
        self.dialog.on_snooze = self._snooze
        self.dialog.show(waiting)
        self.dialog.open()

    def _tell_desktop(self, new: Sequence[Due]) -> None:
        if not new or not wants_system_notices(self._window.settings):
            return
        if self._window.root.tk.call("focus") and not self._is_busy():
            return  # who is at the window sees it anyhow, unless a dialog stands before it
        self._told.update(reminder for one in new for reminder in one.reminder_ids)
        if len(new) == 1:
            title, text = one_line(new[0].title, 80), reminder_words.told(new[0], clock=self._clock)
        else:
            words = ngettext("{count} reminder", "{count} reminders", len(new)).format(count=len(new))
            title, text = words, "\n".join(one_line(one.title, 80) for one in new[:_MOST])
        self._desktop().send(title, text, clicked=lambda: self._window.jobs.post(self._come_forward))

    def _desktop(self) -> SystemNotices:
        """The desktop's notices; loaded with the first one, because the window opens without them."""
        if self._notices is None:
            from crm.views.system_notices import SystemNotices

            self._notices = SystemNotices()
        return self._notices

    def _come_forward(self) -> None:
        self._window.root.deiconify()
        self._window.root.lift()
        self._window.root.focus_force()

    # ---- what a person does

    def _done(self, dues: Sequence[Due]) -> None:
        self._forget(dues)
        ActivityActions(self._window).complete([one.activity_id for one in dues])

    def _open(self, dues: Sequence[Due]) -> None:
        self._seen(dues)
        ActivityActions(self._window).open(dues[0].activity_id)

    def _snooze(self, minutes: int, dues: Sequence[Due]) -> None:
        ids = self._forget(dues)
        self._window.jobs.run(lambda: self._window.desk.session.reminders.snooze(ids, minutes), self._settled(ids))

    def _seen(self, dues: Sequence[Due]) -> None:
        ids = self._forget(dues)
        self._window.jobs.run(lambda: self._window.desk.session.reminders.seen(ids), self._settled(ids))

    def _forget(self, dues: Sequence[Due]) -> list[int]:
        """Show these no more, also when the next look comes before the answer was kept; their reminders."""
        ids = [reminder for one in dues for reminder in one.reminder_ids]
        self._answered.update(ids)
        for one in dues:
            self._shown.pop(one.activity_id, None)
        return ids

    def _settled(self, ids: Sequence[int]) -> Callable[[object], object]:
        """Once an answer was kept, the same reminders may speak again when they fall due again."""
        return lambda _nothing: self._answered.difference_update(ids)
