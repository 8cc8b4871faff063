"""What every dialog of the CRM is: a plain dialog that asks and writes through the desk, and hears of changes."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TypeVar

from crm.errors import CrmError
from crm.models.history import OperationSummary
from crm.storage.changelog import Change
from crm.utils.i18n import _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.jobs import Job
from crm.views.widgets.dialog import Dialog, Question, ask
from crm.views.widgets.tab_order import follow_sight

Answer = TypeVar("Answer")
_AROUND = 110  # units of the screen that title, buttons and edges of a sized dialog need beside its body


class DeskDialog(Dialog):
    """Fill `body`, then `open()`. `refresh` is called after each change of a table that `watches` names.

    `heading` is the title in the window, `dismiss` the button that cancels, `fix_size` gives the body a size of its
    own. Closing asks first while `has_edits`: something typed would be lost.
    """

    watches: frozenset[str] = frozenset()

    def __init__(self, parent: tk.Misc, desk: Desk, *, title: str, confirm: str = "") -> None:
        super().__init__(parent, title, confirm=confirm)
        self.desk = desk
        self._newest = desk.undoable.id if desk.undoable else 0
        self._asked: dict[str, Job] = {}
        self._heard = ""
        self._said_row = ttk.Frame(self.body.master, padding=(0, theme.px(8), 0, 0))
        self._said = ttk.Label(self._said_row, justify="left")
        self._said.pack(anchor="w")
        self._said_row.bind("<Configure>", lambda event: self._said.configure(wraplength=max(1, event.width)))
        self._disconnect = desk.session.database.changed.connect(self._changed)
        for key in ("<Control-z>", "<Lock-Control-Z>"):
            self.bind(key, self._undo)

    # ---- the window

    def fix_size(self, width: int, height: int) -> None:
        """Give the body a size in units, less where the screen is smaller."""
        wide = min(theme.px(width), self.winfo_screenwidth() - theme.px(_AROUND))
        high = min(theme.px(height), self.winfo_screenheight() - theme.px(_AROUND + 90))
        self.heading.configure(wraplength=wide)
        self.body.configure(width=wide, height=high)
        self.body.pack_propagate(False)

    def add_button(self, text: str, command: Callable[[], object], *, left: bool = False) -> ttk.Button:
        """Add a button beside the others of the bottom row, or at its left end."""
        button = ttk.Button(self.buttons, text=text, command=command)
        button.pack(side="left" if left else "right", padx=(0, theme.px(4)))
        follow_sight(self.buttons)
        return button

    def open(self) -> None:
        """Show it and put the keyboard where a person begins."""
        super().open()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where a person begins: on the primary button, unless a dialog knows better."""
        if self.primary.winfo_exists():
            self.primary.focus_set()

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return False

    def cancel(self) -> None:
        """Close, or ask first when something typed would be lost."""
        if not self.has_edits:
            super().cancel()
            return
        text = _("What you typed here has not been saved.")
        ask(self, Question(_("Close without saving?"), text, _("Discard"), danger=True), then=super().cancel)

    def destroy(self) -> None:
        """Want no more answers and hear no more changes."""
        self._disconnect()
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()
        if self._heard:
            self.after_cancel(self._heard)
            self._heard = ""
        super().destroy()

    # ---- work

    def ask(self, subject: str, work: Callable[[], Answer], *, show: Callable[[Answer], object]) -> None:
        """Have the worker answer; a newer question of the same subject drops this one."""
        before = self._asked.pop(subject, None)
        if before:
            before.cancel()
        self._asked[subject] = self.desk.jobs.run(work, show, failed=self.failed)

    def write(
        self,
        work: Callable[[], Answer],
        said: Callable[[Answer], str] = lambda _answer: "",
        *,
        done: Callable[[Answer], object] | None = None,
    ) -> None:
        """Do a write with its notice; when it is refused, everything typed stays and the sentence is shown here."""
        self.busy(True)
        self.say("")

        def finished(answer: Answer) -> None:
            if self.winfo_exists():
                self.busy(False)
                if done:
                    done(answer)

        self.desk.write(work, said, done=finished, failed=self.failed)

    def failed(self, error: BaseException) -> None:
        """Show an error: a refusal here in its own words, a bug where the window's bugs go."""
        if self.winfo_exists():
            self.busy(False)
            if isinstance(error, CrmError):
                self.refused(error)
                return
        root = self.desk.jobs.root
        root.report_callback_exception(type(error), error, error.__traceback__)  # type: ignore[attr-defined]

    def refused(self, error: CrmError) -> None:
        """Show a refusal; a dialog with fields puts it beside them."""
        self.say(str(error), wrong=True)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """One sentence above the buttons; "" takes it away."""
        self._said.configure(text=text, style="Error.TLabel" if wrong else "Muted.TLabel")
        if text:
            self._said_row.pack(side="bottom", fill="x", before=self.body)
        else:
            self._said_row.pack_forget()

    @property
    def said(self) -> str:
        """The sentence shown now."""
        return str(self._said.cget("text"))

    def busy(self, working: bool) -> None:
        """Grey the primary button while the worker works."""
        if self.primary.winfo_exists():
            self.primary.state(["disabled" if working else "!disabled"])

    def refresh(self) -> None:
        """Load again what is shown."""

    # ---- inside

    def _entered(self, event: tk.Event[tk.Misc]) -> None:
        """Enter confirms, unless what has the keyboard answers to it itself or the button is greyed."""
        own = isinstance(event.widget, ttk.Treeview | tk.Listbox)
        if not own and event.widget.winfo_toplevel() is self and not self.primary.instate(["disabled"]):
            super()._entered(event)

    def _undo(self, event: tk.Event[tk.Misc]) -> str | None:
        """Ctrl+Z takes back what was done since the dialog came, except where a text is typed."""
        if isinstance(event.widget, tk.Text | ttk.Entry):
            return None
        self.ask("undo", self.desk.session.history.can_undo, show=self._take_back)
        return "break"

    def _take_back(self, last: OperationSummary | None) -> None:
        if last and last.id > self._newest:
            self.desk.undo(last.id)

    def _changed(self, change: Change) -> None:
        """Heard on whichever thread committed."""
        if change.entity in self.watches:
            self.desk.jobs.post(self._outdated)

    def _outdated(self) -> None:
        if self.winfo_exists() and not self._heard:
            self._heard = self.after(1, self._reload)

    def _reload(self) -> None:
        self._heard = ""
        self.refresh()
