"""Everything that fell due while nobody looked, in one list: done, put off, opened. Closing has seen it all."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from crm.models.reminders import Due
from crm.utils.i18n import _, ngettext
from crm.views import reminder_words, theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.widgets.choice_button import Choice, ChoiceButton
from crm.views.widgets.table import Column

Answer = Callable[[Sequence[Due]], object]
_WIDTH, _HEIGHT = 760, 360


class RemindersDialog(DeskDialog):
    """`on_done`, `on_open`, `on_snooze(minutes, dues)`, and `on_seen` when it closes, hear of what a person does."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Reminders"))
        self.on_done: Answer = lambda _dues: None
        self.on_open: Answer = lambda _dues: None
        self.on_seen: Answer = lambda _dues: None
        self.on_snooze: Callable[[int, Sequence[Due]], object] = lambda _minutes, _dues: None
        self._dues: dict[int, Due] = {}
        self.count = ttk.Label(self.body)
        self.count.pack(anchor="w", pady=(0, theme.px(8)))
        row = ttk.Frame(self.body)
        row.pack(side="bottom", fill="x", pady=(theme.px(8), 0))
        self.list = Listed(self.body, _columns())
        self.list.pack(fill="both", expand=True)
        self.list.table.on_open = lambda activity_id: self._open([self._dues[activity_id]])
        self._add_buttons_of_rows(row)
        self.fix_size(_WIDTH, _HEIGHT)

    def show(self, dues: Sequence[Due]) -> None:
        """List these, the ones that are there already once."""
        self._dues |= {one.activity_id: one for one in dues}
        self._fill()

    def keep(self, activity_ids: Sequence[int]) -> None:
        """Drop what is none of these any more: it was done elsewhere."""
        known = frozenset(activity_ids)
        if not known >= self._dues.keys():
            self._drop([one for one in self._dues if one not in known])

    @property
    def activity_ids(self) -> frozenset[int]:
        """Whose reminders are listed."""
        return frozenset(self._dues)

    @property
    def chosen(self) -> list[Due]:
        """The selected ones."""
        return [self._dues[one] for one in self.list.table.selected_ids() if one in self._dues]

    def take_focus(self) -> None:
        """A person begins with the first line."""
        self.list.choose_first()
        self.list.table.focus_set()

    def done(self) -> None:
        """Say that the chosen ones were done."""
        self._answer(self.on_done)

    def snooze(self, minutes: int) -> None:
        """Put the chosen ones off."""
        self._answer(partial(self.on_snooze, minutes))

    def close(self) -> None:
        """Close, having seen what is left."""
        left, self._dues = list(self._dues.values()), {}
        super().close()
        if left:
            self.on_seen(left)

    def _add_buttons_of_rows(self, row: ttk.Frame) -> None:
        done = ttk.Button(row, text=_("Done"), style="Secondary.TButton", command=self.done)
        done.pack(side="left")
        opening = ttk.Button(row, text=_("Open"), style="Secondary.TButton")
        opening.configure(command=lambda: self._open(self.chosen[:1]))
        opening.pack(side="left", padx=theme.px(6))
        self.later = ChoiceButton(row, self._choices, text=_("Snooze"))
        self.later.pack(side="left")
        table = self.list.table
        every = ttk.Button(row, text=_("Select all"), style="Muted.TButton", command=lambda: table.select(table.ids))
        every.pack(side="right")

    def _choices(self) -> list[Choice]:
        usual = [(reminder_words.snooze_words(one), partial(self.snooze, one), False) for one in reminder_words.SNOOZES]
        tomorrow = (_("Tomorrow"), lambda: self.snooze(reminder_words.minutes_until_tomorrow()), False)
        return [*usual, tomorrow]

    def _open(self, dues: Sequence[Due]) -> None:
        """Show one in its own window, once this one is gone: the others were seen."""
        if dues:
            self.close()
            self.on_open(dues)

    def _answer(self, run: Answer) -> None:
        chosen = self.chosen
        if chosen:
            run(chosen)
            self._drop([one.activity_id for one in chosen])

    def _drop(self, activity_ids: Sequence[int]) -> None:
        for activity_id in activity_ids:
            del self._dues[activity_id]
        if self._dues:
            self._fill()
            self.list.choose_first()
        else:
            self.close()

    def _fill(self) -> None:
        order = sorted(self._dues.values(), key=lambda one: (one.due_at or one.due_on, one.activity_id))
        self.list.show({one.activity_id: _cells(one) for one in order})
        words = ngettext("{count} reminder waits for you.", "{count} reminders wait for you.", len(order))
        self.count.configure(text=words.format(count=len(order)))


def _columns() -> list[Column]:
    return [
        Column("when", _("When"), 190, sortable=False),
        Column("title", _("Subject"), 280, sortable=False),
        Column("contact", _("Contact"), 240, sortable=False),
    ]


def _cells(due: Due) -> tuple[str, ...]:
    who = " · ".join(part for part in (due.contact, due.opportunity) if part)
    return (reminder_words.when(due), due.title, who)
