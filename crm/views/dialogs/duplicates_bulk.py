"""Asks before many groups of duplicates are merged at once: from which score, how many exactly, large ones or not."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.duplicates import SURE_SCORE, Group
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.dialogs.duplicates_groups import Findings, counted
from crm.views.dialogs.duplicates_score import ScoreSlider
from crm.views.widgets.dialog import Dialog

_LARGE = 3  # contacts from which a group is merged only when somebody ticked it
_WIDTH = 520


class BulkMerge(Dialog):
    """`on_merge` hears the groups."""

    def __init__(self, parent: tk.Misc, findings: Findings) -> None:
        super().__init__(parent, _("Merge many at once"), confirm=_("Merge"))
        self.on_merge: Callable[[Sequence[Group]], object] = lambda _groups: None
        self._findings = findings
        self._groups: Sequence[Group] = ()
        self._with_large = tk.BooleanVar(self, value=False)
        text = self.add_text(
            _("In each group the most complete contact stays and takes what the others know. One Undo brings all back.")
        )
        text.configure(wraplength=theme.px(_WIDTH))
        self.slider = ScoreSlider(self.body, SURE_SCORE)
        self.slider.on_change = lambda _score: self._count()
        self.slider.pack(anchor="w", pady=(theme.px(16), theme.px(8)))
        self.large = ttk.Checkbutton(self.body, variable=self._with_large, command=self._count)
        self._words = ttk.Label(self.body, style="Strong.TLabel", wraplength=theme.px(_WIDTH), justify="left")
        self._words.pack(anchor="w")
        self.body.configure(width=theme.px(_WIDTH), height=theme.px(190))
        self.body.pack_propagate(False)
        self.on_confirm = self._confirmed
        self._count()

    @property
    def groups(self) -> list[Group]:
        """The groups that would be merged."""
        with_large = self._with_large.get()
        return [group for group in self._groups if with_large or len(group.ids) < _LARGE]

    @property
    def words(self) -> str:
        """What would happen, as shown."""
        return str(self._words.cget("text"))

    def open(self) -> None:
        """Show it; the keyboard begins on the slider: the score is what a person chooses here."""
        super().open()
        self.slider.scale.focus_set()

    def _count(self) -> None:
        self._groups = self._findings.groups(self.slider.score)
        large = [group for group in self._groups if len(group.ids) >= _LARGE]
        groups, contacts = self.groups, counted(self.groups)
        self._words.configure(text=_said(len(groups), contacts))
        words = ngettext(
            "Also the {count} group of three or more ({contacts} contacts): I have looked at it",
            "Also the {count} groups of three or more ({contacts} contacts): I have looked at them",
            len(large),
        )
        self.large.configure(text=words.format(count=show_number(len(large)), contacts=show_number(counted(large))))
        if large:
            self.large.pack(anchor="w", pady=(0, theme.px(10)), before=self._words)
        else:
            self.large.pack_forget()
        button = ngettext("Merge {count} group", "Merge {count} groups", len(groups))
        self.primary.configure(text=button.format(count=show_number(len(groups))))
        self.primary.state(["!disabled" if groups else "disabled"])

    def _confirmed(self) -> object:
        groups = self.groups
        if not groups:
            return False
        self.master.after_idle(self.on_merge, groups)
        return None


def _said(groups: int, contacts: int) -> str:
    if not groups:
        return _("No group has this score.")
    words = ngettext(
        "{contacts} contacts in {groups} group become {groups} contact.",
        "{contacts} contacts in {groups} groups become {groups} contacts.",
        groups,
    )
    return words.format(contacts=show_number(contacts), groups=show_number(groups))
