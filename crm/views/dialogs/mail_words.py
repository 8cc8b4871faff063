"""What the dialogs of e-mail share: the menu of fields, a text as it will arrive, words for states. Writes nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from itertools import groupby
from tkinter import ttk

from crm.controllers.mail_fields import FIELDS, problem_of
from crm.models.mail import STATES, Filled, Message
from crm.utils import dates
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.widgets.textarea import TextArea


def field_button(parent: tk.Misc, insert: Callable[[str], object]) -> ttk.Menubutton:
    """A button with a menu of every field, group by group; `insert` hears it in its braces."""
    button = ttk.Menubutton(parent, text=_("Insert a field"), style="Quiet.TMenubutton", compound="right")
    theme.set_icon(button, "chevron-down", size=10)
    menu = theme.menu(button)
    for group, fields in groupby(FIELDS, key=lambda field: field.group):
        inner = theme.menu(menu)
        for field in fields:
            inner.add_command(label=translate(field.label), command=partial(insert, f"{{{{{field.name}}}}}"))
        menu.add_cascade(label=translate(group), menu=inner)
    button.configure(menu=menu)
    return button


def insert_into(widget: tk.Misc, text: str) -> None:
    """Put a text where the cursor stands, in place of what is selected."""
    if isinstance(widget, tk.Text):
        if widget.tag_ranges("sel"):
            widget.delete("sel.first", "sel.last")
        widget.insert("insert", text)
    elif isinstance(widget, ttk.Entry):
        if widget.selection_present():
            widget.delete("sel.first", "sel.last")
        widget.insert("insert", text)
    widget.focus_set()


class Preview(ttk.Frame):
    """A subject and a text as they will arrive, for reading; what is missing is said below."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._subject = ttk.Label(self, style="Strong.TLabel", justify="left")
        self._subject.pack(side="top", anchor="w", fill="x", pady=(0, theme.px(6)))
        self._problem = ttk.Label(self, style="Error.TLabel", justify="left")
        self._area = TextArea(self, lines=6)
        self._area.text.configure(state="disabled")
        self._area.pack(side="top", fill="both", expand=True)
        self.bind("<Configure>", self._fit)

    def show(self, filled: Filled, *, name: str) -> None:
        """Show a filled text for a contact of this name."""
        self.set(filled.subject, filled.body, problem=problem_of(filled, name))

    def set(self, subject: str, body: str, *, problem: str = "") -> None:
        """Show a text."""
        self._subject.configure(text=subject or "–")
        self._area.text.configure(state="normal")
        self._area.set(body)
        self._area.text.configure(state="disabled")
        self._problem.configure(text=problem)
        if problem:
            self._problem.pack(side="bottom", anchor="w", pady=(theme.px(6), 0), before=self._area)
        else:
            self._problem.pack_forget()

    @property
    def shown(self) -> tuple[str, str, str]:
        """The subject, the text, and what is missing."""
        return (
            str(self._subject.cget("text")),
            self._area.get(),
            str(self._problem.cget("text")) if self._problem.winfo_manager() else "",
        )

    def _fit(self, event: tk.Event[tk.Misc]) -> None:
        for label in (self._subject, self._problem):
            label.configure(wraplength=max(1, event.width - theme.px(4)))


def state_words(message: Message) -> str:
    """What became of a message, with the time it waits for or went."""
    words = next(translate(state.label) for state in STATES if state.value == message.state)
    if message.state == "sent":
        return f"{words} · {dates.show_moment(message.sent_at)}"
    if message.state == "waiting" and message.send_after > dates.now():
        return f"{words} · {dates.show_moment(message.send_after)}"
    return words
