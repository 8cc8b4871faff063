"""Short notices at the foot of the window, with a button to take back what was done. They never take the keyboard."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import Literal

from crm.utils.i18n import _
from crm.views import theme

Action = tuple[str, Callable[[], object]]  # words and what they do
Kind = Literal["info", "success", "warning", "danger"]
_GLYPHS = {"info": "info-circle", "success": "check-circle", "warning": "exclamation-triangle", "danger": "x-circle"}
_MOST = 3
_DOUBLE_STOP = re.compile(r"(?<!\.)\.\.$", re.MULTILINE)


class Toasts:
    """The notices of one window, newest at the bottom, at most three."""

    def __init__(self, root: tk.Misc) -> None:
        self._root = root
        self._shown: list[_Toast] = []

    def show(
        self,
        text: str,
        *,
        action: tuple[str, Callable[[], object]] | None = None,
        kind: Kind = "info",
        seconds: float = 8,
    ) -> None:
        """Show a notice for some seconds; while the pointer rests on it, it stays."""
        # a name that ends in a full stop brings one too many: "Saved Acme S.A.."
        toast = _Toast(self._root, _DOUBLE_STOP.sub(".", text), kind=kind, gone=self._gone)
        toast.add_button(*(action or ("", None)))
        self._add(toast)
        toast.count_down(seconds)

    def offer(
        self,
        text: str,
        actions: Sequence[Action],
        *,
        menu: tuple[str, Sequence[Action]],
        closed: Callable[[], object],
    ) -> Callable[[], None]:
        """Show a notice that stays until a person answers it with a button, an entry of its menu, or closes it.

        What comes back takes it away without an answer. `clear` leaves it alone.
        """
        toast = _Toast(self._root, text, kind="info", gone=self._gone)
        toast.closed = closed
        toast.add_menu(*menu)
        for label, run in reversed(actions):
            toast.add_choice(label, run)
        self._add(toast)
        return toast.dismiss

    def _add(self, toast: _Toast) -> None:
        self._shown.append(toast)
        passing = [one for one in self._shown if not one.lasting]
        for old in passing[:-_MOST]:
            old.dismiss()
        self._arrange()

    @property
    def texts(self) -> list[str]:
        """What is on the screen now."""
        return [toast.text for toast in self._shown]

    def invoke(self) -> None:
        """Press the button of the newest notice that has one."""
        for toast in reversed(self._shown):
            if toast.action:
                toast.act()
                return

    def clear(self, *, lasting: bool = False) -> None:
        """Take the notices away; those that wait for an answer stay, unless they are meant too."""
        for toast in list(self._shown):
            if lasting or not toast.lasting:
                toast.dismiss()

    def _gone(self, toast: _Toast) -> None:
        if toast in self._shown:
            self._shown.remove(toast)
            self._arrange()

    def _arrange(self) -> None:
        self._root.update_idletasks()
        y = -theme.px(24)
        for toast in reversed(self._shown):
            toast.place(relx=0.5, rely=1.0, anchor="s", y=y)
            toast.lift()
            y -= toast.winfo_reqheight() + theme.px(8)


class _Toast(ttk.Frame):
    """One notice."""

    def __init__(self, root: tk.Misc, text: str, *, kind: Kind, gone: Callable[[_Toast], None]) -> None:
        super().__init__(root, style="Toast.TFrame", padding=(theme.px(14), theme.px(8), theme.px(8), theme.px(8)))
        self.text = text
        self.action: Callable[[], object] | None = None
        self.closed: Callable[[], object] | None = None
        self._gone = gone
        self._seconds = 0.0
        self._timer = ""
        glyph = ttk.Label(self, style="Tip.TLabel")
        glyph.pack(side="left", padx=(0, theme.px(10)))
        theme.follow(
            glyph, lambda: glyph.configure(image=theme.icon(_GLYPHS[kind], 16, color=theme.colors().on_tooltip))
        )
        ttk.Label(self, text=text, style="Tip.TLabel", wraplength=theme.px(480)).pack(side="left")
        close = ttk.Button(self, style="Tip.TButton", command=self._close, takefocus=False)
        theme.follow(close, lambda: close.configure(image=theme.icon("x-lg", 12, color=theme.colors().on_tooltip)))
        theme.tooltip(close, _("Close"))
        close.pack(side="right", padx=(theme.px(4), 0))
        self.bind("<Enter>", lambda _event: self._stop())
        self.bind("<Leave>", lambda _event: self.count_down(self._seconds))

    @property
    def lasting(self) -> bool:
        """Whether it waits for an answer."""
        return self.closed is not None

    def add_choice(self, label: str, run: Callable[[], object]) -> None:
        """Offer one of several things to do, to the left of those offered before."""
        self._add_small(label, lambda: self._answer(run))

    def add_menu(self, label: str, entries: Sequence[Action]) -> None:
        """Offer a menu of things to do."""
        menu = theme.menu(self)
        for words, run in entries:
            menu.add_command(label=words, command=partial(self._answer, run))
        button = self._add_small(label, lambda: menu.tk_popup(button.winfo_rootx(), button.winfo_rooty()))

    def _add_small(self, label: str, command: Callable[[], object]) -> ttk.Button:
        button = ttk.Button(self, text=label, style="Tip.TButton", command=command, takefocus=False)
        button.pack(side="right", padx=(theme.px(4), 0))
        return button

    def _answer(self, run: Callable[[], object]) -> None:
        self.dismiss()
        run()

    def _close(self) -> None:
        closed = self.closed
        self.dismiss()
        if closed:
            closed()

    def add_button(self, label: str, run: Callable[[], object] | None) -> None:
        """Offer something to do."""
        if run is None:
            return
        self.action = run
        button = ttk.Button(self, text=label, style="Tip.TButton", command=self.act, takefocus=False)
        button.pack(side="right", padx=(theme.px(16), 0))

    def act(self) -> None:
        """Do what the button offers, once."""
        run = self.action
        self.dismiss()
        if run:
            run()

    def count_down(self, seconds: float) -> None:
        """Go after some seconds; 0 stays."""
        self._stop()
        self._seconds = seconds
        if seconds:
            self._timer = self.after(round(seconds * 1000), self.dismiss)

    def dismiss(self) -> None:
        """Go now."""
        self._stop()
        if self.winfo_exists():
            self.destroy()
            self._gone(self)

    def _stop(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
