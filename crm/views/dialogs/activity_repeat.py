"""How an activity repeats, on one line, and the dialog that chooses it. It knows rules, and saves nothing."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from crm.utils import dates, recurrence
from crm.utils.i18n import _
from crm.utils.recurrence_words import sentence
from crm.views import theme
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.recurrence import RecurrenceEditor


class Repeats(ttk.Frame):
    """`rule` is an RRULE, "" when nothing repeats; `starts_on` the day the first one falls on."""

    def __init__(self, parent: tk.Misc, rule: str) -> None:
        super().__init__(parent)
        self._starts_on = dates.today()
        self._first = self._rule = rule
        self.button = ttk.Button(self, style="Link.TButton", command=self.choose, compound="left")
        theme.set_icon(self.button, "arrow-repeat", size=14, role="accent")
        self.button.pack(anchor="w")
        self._say()

    @property
    def rule(self) -> str:
        """The rule that is chosen."""
        return self._rule

    @rule.setter
    def rule(self, rule: str) -> None:
        self._rule = rule
        self._say()

    @property
    def starts_on(self) -> str:
        """The day the first one falls on; a rule that was chosen for another day moves along."""
        return self._starts_on

    @starts_on.setter
    def starts_on(self, day: str) -> None:
        if self.is_changed and day != self._starts_on:
            self.rule = recurrence.begun_on(self._rule, before=self._starts_on, after=day)
        self._starts_on = day

    @property
    def is_changed(self) -> bool:
        """Whether another rule was chosen."""
        return self._rule != self._first

    @property
    def words(self) -> str:
        """How it repeats, as it is shown."""
        return str(self.button.cget("text"))

    def choose(self) -> None:
        """Ask how it shall repeat."""
        dialog = RepeatDialog(self, self._rule, starts_on=self.starts_on)
        dialog.on_confirm = lambda: self._chosen(dialog)
        dialog.open()

    def _chosen(self, dialog: RepeatDialog) -> bool:
        try:
            self.rule = dialog.editor.rule
        except ValueError as error:
            dialog.say(str(error))
            return False
        return True

    def _say(self) -> None:
        words = sentence(self._rule) if self._rule else _("Does not repeat")
        self.button.configure(text=theme.fit(words, theme.px(300)))


class RepeatDialog(Dialog):
    """The editor of a rule, by itself."""

    def __init__(self, parent: tk.Misc, rule: str, *, starts_on: str) -> None:
        super().__init__(parent, _("How does it repeat?"), confirm=_("Choose"))
        self.editor = RecurrenceEditor(self.body)
        self.editor.starts_on = starts_on
        self.editor.rule = rule
        self.editor.pack(fill="both", expand=True)
        self._problem = ttk.Label(self.body, style="Error.TLabel", wraplength=theme.px(420))

    def say(self, sentence_about: str) -> None:
        """Show what is wrong with the rule."""
        self._problem.configure(text=sentence_about)
        self._problem.pack(anchor="w", pady=(theme.px(6), 0))
