"""The next activity of a deal: what it is, done with one click; and one line that plans another. It writes nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from crm.models.activities import Activity
from crm.utils import dates, phrases
from crm.utils.i18n import _, ngettext
from crm.views import opportunity_words, theme
from crm.views.hint import Hint

_MOST = 3  # open activities that are shown; the others are counted


class NextActivity(ttk.Frame):
    """`on_plan` hears the values of an activity, `on_done` and `on_open` the id of one, `on_more` what was typed so far
    when the whole form is wanted. `type_names` tells what types are called.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style="Card.TFrame", padding=(theme.px(14), theme.px(10)))
        self.on_plan: Callable[[Mapping[str, object]], object] = lambda _values: None
        self.on_done: Callable[[int], object] = lambda _activity_id: None
        self.on_open: Callable[[int], object] = lambda _activity_id: None
        self.on_more: Callable[[Mapping[str, object]], object] = lambda _values: None
        self.type_names: Mapping[str, str] = {}
        self.columnconfigure(0, weight=1)
        self._title = ttk.Label(self, style="Strong.TLabel", text=_("Next activity"))
        self._title.grid(row=0, column=0, sticky="w")
        self._list = ttk.Frame(self)
        self._list.grid(row=1, column=0, sticky="ew")
        self._list.columnconfigure(1, weight=1)
        self._text = tk.StringVar(self)
        row = ttk.Frame(self)
        row.grid(row=2, column=0, sticky="ew", pady=(theme.px(6), 0))
        row.columnconfigure(0, weight=1)
        self.line = ttk.Entry(row, textvariable=self._text)
        self.line.grid(row=0, column=0, sticky="ew")
        self.hint = Hint(self.line, self._text)
        self.hint.say(_("Plan: call Ana tomorrow 10:00"))
        self.plan_button = ttk.Button(row, text=_("Plan"), command=self.plan)
        self.plan_button.grid(row=0, column=1, padx=(theme.px(6), 0))
        more = ttk.Button(row, style="Icon.TButton", command=self._more)
        theme.set_icon(more, "calendar-plus", size=16)
        theme.tooltip(more, _("With all its fields…"))
        more.grid(row=0, column=2)
        self._said = ttk.Label(self, style="Small.TLabel")
        self._text.trace_add("write", lambda *_names: self._preview())
        for key in ("<Return>", "<KP_Enter>"):
            self.line.bind(key, lambda _event: self._entered())
        self.line.bind("<Escape>", self._escaped)

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that was not planned."""
        return bool(self._text.get().strip())

    def show(self, activities: Sequence[Activity], *, is_open: bool = True) -> None:
        """Show the open activities of a deal, the next one first; one that is won or lost needs none."""
        for child in self._list.winfo_children():
            child.destroy()
        for place, one in enumerate(activities[:_MOST]):
            self._add(one, place)
        if not activities and not is_open:
            ttk.Label(self._list, text=_("Nothing is planned."), style="Muted.TLabel").grid(row=0, column=1, sticky="w")
        elif not activities:
            mark = ttk.Label(self._list, image=opportunity_words.mark_icon("none"))
            mark.grid(row=0, column=0, padx=(0, theme.px(8)))
            words = _("Nothing is planned. What is the next step?")
            ttk.Label(self._list, text=words, style="Muted.TLabel").grid(row=0, column=1, sticky="w")
        left = len(activities) - _MOST
        if left > 0:
            words = ngettext("and {count} more", "and {count} more", left).format(count=left)
            ttk.Label(self._list, text=words, style="Small.TLabel").grid(row=_MOST, column=1, sticky="w")

    def clear(self) -> None:
        """Ready for the next one."""
        self._text.set("")

    def values(self) -> dict[str, object]:
        """What is typed, as the values of an activity; without a day it is for today."""
        typed = phrases.read(self._text.get())
        due = {"due_at": typed.due_at} if typed.due_at else {"due_on": typed.due_on or dates.today()}
        return {"type": typed.type or "task", "subject": typed.subject, **due}

    def plan(self) -> None:
        """Hand over what is typed; with nothing typed the whole form is wanted."""
        if self.is_typed:
            self.on_plan(self.values())
        else:
            self._more()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence under the line; "" takes it away."""
        self._said.configure(text=sentence, style="Error.TLabel" if wrong else "Small.TLabel")
        if sentence:
            self._said.grid(row=3, column=0, sticky="w", padx=theme.px(2), pady=(theme.px(2), 0))
        else:
            self._said.grid_remove()

    def _add(self, one: Activity, place: int) -> None:
        mark = "overdue" if one.due_on and one.due_on < dates.today() else "today" if _is_today(one) else "planned"
        icon = ttk.Label(self._list, image=opportunity_words.mark_icon(mark))
        theme.tooltip(icon, opportunity_words.mark_words(mark))
        icon.grid(row=place, column=0, padx=(0, theme.px(4)))
        words = opportunity_words.activity({**vars(one), "type_name": self.type_names.get(one.type, "")})
        name = ttk.Button(self._list, text=theme.fit(words, theme.px(380)), style="Link.TButton")
        name.configure(command=lambda: self.on_open(one.id))
        name.grid(row=place, column=1, sticky="w")
        done = ttk.Button(self._list, text=_("Done"), style="Secondary.TButton", command=lambda: self.on_done(one.id))
        theme.set_icon(done, "check-lg", size=13, role="success")
        done.configure(compound="left")
        done.grid(row=place, column=2, sticky="e")

    def _preview(self) -> None:
        """Say how the line is read while it is typed."""
        if not self.is_typed:
            self.say("")
            return
        values = {"due_at": "", "due_on": "", **self.values()}
        if values["due_at"]:
            values["due_on"] = dates.to_local(str(values["due_at"])).date().isoformat()
        self.say(opportunity_words.activity(values))

    def _entered(self) -> str:
        self.plan()
        return "break"

    def _escaped(self, _event: object) -> str | None:
        if not self.is_typed:
            return None
        self.clear()
        return "break"

    def _more(self) -> None:
        self.on_more(self.values() if self.is_typed else {})


def _is_today(one: Activity) -> bool:
    return one.due_on == dates.today()
