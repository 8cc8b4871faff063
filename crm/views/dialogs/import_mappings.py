"""Mappings kept under a name, in the assistant: a small menu to use one, keep the present one, remove one."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from crm.models.imports import SavedMapping
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.widgets.dialog import Dialog


class MappingsMenu(ttk.Menubutton):
    """`on_use(saved)`, `on_save()`, `on_remove(saved)` and `on_afresh()` hear what is chosen."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, text=_("Mappings"), compound="right")
        theme.set_icon(self, "chevron-down", size=12)
        self.on_use: Callable[[SavedMapping], object] = lambda _saved: None
        self.on_save: Callable[[], object] = lambda: None
        self.on_remove: Callable[[SavedMapping], object] = lambda _saved: None
        self.on_afresh: Callable[[], object] = lambda: None
        self.saved: Sequence[SavedMapping] = ()
        self.menu = theme.menu(self)
        self._removing = theme.menu(self.menu)
        self.menu.configure(postcommand=self.fill)
        self.configure(menu=self.menu)

    def show(self, saved: Sequence[SavedMapping]) -> None:
        """Know these: those for the columns of the file come first."""
        self.saved = sorted(saved, key=lambda one: (not one.fits, one.name.casefold()))

    def fill(self) -> None:
        """Write the menu, as it is about to open."""
        self.menu.delete(0, "end")
        self._removing.delete(0, "end")
        for one in self.saved:
            words = one_line(one.name, 50)
            offered = words if one.fits else _("{name} (for other columns)").format(name=words)
            self.menu.add_command(label=offered, command=partial(self._use, one))
            self._removing.add_command(label=words, command=partial(self._remove, one))
        if self.saved:
            self.menu.add_separator()
        self.menu.add_command(label=_("Save as…"), command=self._save)
        self.menu.add_command(label=_("Start afresh"), command=self._afresh)
        if self.saved:
            self.menu.add_cascade(label=_("Remove"), menu=self._removing)

    def _use(self, saved: SavedMapping) -> None:
        self.on_use(saved)

    def _save(self) -> None:
        self.on_save()

    def _remove(self, saved: SavedMapping) -> None:
        self.on_remove(saved)

    def _afresh(self) -> None:
        self.on_afresh()


def ask_name(parent: tk.Misc, name: str, *, then: Callable[[str], object]) -> Dialog:
    """Ask under which name a mapping is kept; the same name again replaces it."""
    dialog = Dialog(parent, _("Save the mapping"), confirm=_("Save"))
    dialog.add_text(_("Columns, rules and answers are kept for the next file of this kind."))
    typed = tk.StringVar(dialog, value=name)
    entry = ttk.Entry(dialog.body, textvariable=typed, width=44)
    entry.pack(fill="x", pady=(theme.px(10), 0))

    def allow(*_names: str) -> None:
        dialog.primary.state(["!disabled" if typed.get().strip() else "disabled"])

    def confirmed() -> bool:
        given = typed.get().strip()
        if given:
            parent.after_idle(then, given)
        return bool(given)

    typed.trace_add("write", allow)
    allow()
    dialog.on_confirm = confirmed
    dialog.open()
    entry.focus_set()
    entry.select_range(0, "end")
    return dialog
