"""The open activities of a deal or a contact, the next one first: each done with one click. It writes nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import font as tkfont
from tkinter import ttk

from crm.models.activities import Activity, when_of
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.views import opportunity_words, theme


class PlannedList(ttk.Frame):
    """`on_done` and `on_open` hear the id of an activity. `most` are shown in `width` units, the others counted."""

    def __init__(self, parent: tk.Misc, *, most: int, width: int) -> None:
        super().__init__(parent)
        self.on_done: Callable[[int], object] = lambda _activity_id: None
        self.on_open: Callable[[int], object] = lambda _activity_id: None
        self._most = most
        self._width = width
        self.columnconfigure(1, weight=1)

    def show(self, activities: Sequence[Activity], *, types: Mapping[str, str], needed: bool = True) -> None:
        """Show open activities; that none is planned is a warning where one is `needed`."""
        for child in self.winfo_children():
            child.destroy()
        for place, one in enumerate(activities[: self._most]):
            self._add(one, place, type_name=types.get(one.type, ""))
        if not activities:
            self._add_nothing(needed)
        left = len(activities) - self._most
        if left > 0:
            words = ngettext("and {count} more", "and {count} more", left).format(count=left)
            ttk.Label(self, text=words, style="Small.TLabel").grid(row=self._most, column=1, sticky="w")

    def _add(self, one: Activity, place: int, *, type_name: str) -> None:
        mark = when_of(vars(one), now=dates.now(), today=dates.today())
        self._mark("planned" if mark == "none" else mark, place)
        name = ttk.Button(self, text=self._words(one, type_name), style="Link.TButton")
        name.configure(command=lambda: self.on_open(one.id))
        name.grid(row=place, column=1, sticky="w")
        done = ttk.Button(self, text=_("Done"), style="Secondary.TButton", command=lambda: self.on_done(one.id))
        theme.set_icon(done, "check-lg", size=13, role="success")
        done.configure(compound="left")
        done.grid(row=place, column=2, sticky="e")

    def _words(self, one: Activity, type_name: str) -> str:
        """What it is, cut where there is too little room: when it is due is always told whole."""
        row = {**vars(one), "type_name": type_name}
        due = opportunity_words.due(one.due_on, one.due_at)
        what = opportunity_words.activity({**row, "due_on": ""})
        room = theme.px(self._width) - (tkfont.nametofont(theme.BODY).measure(f" · {due}") if due else 0)
        return " · ".join(part for part in (theme.fit(what, room), due) if part)

    def _add_nothing(self, needed: bool) -> None:
        if needed:
            self._mark("none", 0)
        words = _("Nothing is planned. What is the next step?") if needed else _("Nothing is planned.")
        ttk.Label(self, text=words, style="Muted.TLabel").grid(row=0, column=1, sticky="w")

    def _mark(self, mark: str, place: int) -> None:
        icon = ttk.Label(self, image=opportunity_words.mark_icon(mark))
        theme.tooltip(icon, opportunity_words.mark_words(mark))
        icon.grid(row=place, column=0, padx=(0, theme.px(6)))
