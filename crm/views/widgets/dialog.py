"""Modal dialogs: a title, a body, one primary button on the right. Escape cancels, Enter confirms. Knows no records."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.textarea import TextArea

_NARROWEST, _WIDEST = 420, 560


@dataclass(frozen=True)
class Question:
    """What `ask` and `choose` show; `danger` colours the button that confirms."""

    title: str
    text: str
    confirm: str = ""
    danger: bool = False


class Dialog(tk.Toplevel):
    """Fill `body`, set `on_confirm`, then `open()`. `on_confirm` returning False keeps the dialog open.

    Without `confirm` there is only a button that closes. With `danger` the keyboard begins on the button that cancels.
    """

    def __init__(self, parent: tk.Misc, title: str, *, confirm: str = "", danger: bool = False) -> None:
        super().__init__(parent)
        self.withdraw()
        self.title(title)
        self.on_confirm: Callable[[], object] | None = None
        self.on_cancel: Callable[[], object] | None = None
        self._parent = parent.winfo_toplevel()
        self._grabbed_before: str = ""
        self._danger = danger
        frame = ttk.Frame(self, padding=theme.px(20))
        frame.pack(fill="both", expand=True)
        self.heading = ttk.Label(frame, text=title, style="Title.TLabel", wraplength=theme.px(_WIDEST))
        self.heading.pack(anchor="w")
        self.buttons = ttk.Frame(frame)
        self.buttons.pack(side="bottom", fill="x", pady=(theme.px(20), 0))
        self.body = ttk.Frame(frame)
        self.body.pack(fill="both", expand=True, pady=(theme.px(12), 0))
        self._add_buttons(confirm, danger=danger)
        self.bind("<Escape>", lambda _event: self.cancel())
        self.bind("<Return>", self._entered)
        self.protocol("WM_DELETE_WINDOW", self.cancel)
        theme.follow(self, lambda: self.configure(background=theme.colors().background))

    def add_text(self, text: str) -> ttk.Label:
        """A paragraph in the body."""
        label = ttk.Label(self.body, text=text, wraplength=theme.px(_WIDEST), justify="left")
        label.pack(anchor="w")
        return label

    def open(self) -> None:
        """Show it in the middle of its parent and keep every click to itself."""
        self.update_idletasks()
        width, height = max(self.winfo_reqwidth(), theme.px(_NARROWEST)), self.winfo_reqheight()
        left = self._parent.winfo_rootx() + (self._parent.winfo_width() - width) // 2
        top = self._parent.winfo_rooty() + (self._parent.winfo_height() - height) // 3
        left = max(0, min(left, self.winfo_screenwidth() - width))
        top = max(0, min(top, self.winfo_screenheight() - height))
        self.geometry(f"{width}x{min(height, self.winfo_screenheight())}+{left}+{top}")
        self.minsize(theme.px(320), min(height, theme.px(160)))
        if self._parent.winfo_viewable():
            self.transient(self._parent)
        self.deiconify()
        self.wait_visibility()
        self._grabbed_before = str(self.tk.call("grab", "current", str(self)))
        self.grab_set()
        self.focus_force()
        (self.dismiss if self._danger and self.dismiss.winfo_manager() else self.primary).focus_set()

    def confirm(self) -> None:
        """Do what the primary button does."""
        if self.on_confirm is None or self.on_confirm() is not False:
            self.close()

    def cancel(self) -> None:
        """Close without confirming."""
        self.close()
        if self.on_cancel:
            self.on_cancel()

    def close(self) -> None:
        """Take it away and give the keyboard back."""
        if not self.winfo_exists():
            return
        self.grab_release()
        self.destroy()
        if self._grabbed_before and int(self._parent.tk.call("winfo", "exists", self._grabbed_before)):
            self._parent.tk.call("grab", "set", self._grabbed_before)

    def destroy(self) -> None:
        """Take it away; what had the keyboard behind it has it again."""
        behind = self._parent
        super().destroy()
        if behind.winfo_exists():
            behind.tk.call("focus", behind.tk.call("focus", "-lastfor", str(behind)))

    def _add_buttons(self, confirm: str, *, danger: bool) -> None:
        style = "Danger.TButton" if danger else "Primary.TButton"
        text = confirm or _("Close")
        self.primary = ttk.Button(self.buttons, text=text, style=style, command=self.confirm)
        self.primary.pack(side="right")
        self.dismiss = ttk.Button(self.buttons, text=_("Cancel"), style="Secondary.TButton", command=self.cancel)
        if confirm:
            self.dismiss.pack(side="right", padx=(0, theme.px(4)))
        follow_sight(self.buttons)

    def _entered(self, event: tk.Event[tk.Misc]) -> None:
        """Enter confirms from any field of one line; a button answers for itself, a text takes the new line."""
        if not isinstance(event.widget, tk.Text | ttk.Button):
            self.confirm()


def ask(parent: tk.Misc, question: Question, *, then: Callable[[], object]) -> Dialog:
    """Ask before something is done; `then` runs when the person confirms."""
    dialog = Dialog(parent, question.title, confirm=question.confirm or _("OK"), danger=question.danger)
    dialog.add_text(question.text)

    def confirmed() -> None:
        parent.after_idle(then)  # when the dialog is gone, so that what follows may open another

    dialog.on_confirm = confirmed
    dialog.open()
    return dialog


def choose(
    parent: tk.Misc, question: Question, *, options: Sequence[tuple[object, str]], then: Callable[[object], object]
) -> Dialog:
    """Let a person choose one of a few options; `then` receives the value of the chosen one."""
    dialog = Dialog(parent, question.title, confirm=question.confirm or _("Continue"), danger=question.danger)
    dialog.add_text(question.text)
    chosen = tk.IntVar(dialog, value=0)
    for place, (_value, label) in enumerate(options):
        ttk.Radiobutton(dialog.body, text=label, value=place, variable=chosen).pack(anchor="w", pady=(theme.px(6), 0))

    def confirmed() -> None:
        parent.after_idle(then, options[chosen.get()][0])

    dialog.on_confirm = confirmed
    dialog.open()
    return dialog


def report(parent: tk.Misc, title: str, *, text: str, details: str = "") -> Dialog:
    """Say what happened; `details` can be read and copied below."""
    dialog = Dialog(parent, title)
    dialog.add_text(text)
    if details:
        area = TextArea(dialog.body, lines=8)
        area.set(details)
        area.text.configure(state="disabled", font=theme.MONO, width=70)
        area.pack(fill="both", expand=True, pady=(theme.px(12), 0))
    dialog.open()
    return dialog
