"""One card of a grid: its edge, its head with title and buttons, the grip that sizes it, and room for its content."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.focus import has_focus

_INSET, _FOOT, _GRIP = 12, 13, 12  # units
_LOOKS = 400  # milliseconds between two looks whether a card is still pointed at


class CardFrame(ttk.Frame):
    """Fill `body`. `on_explain` and `on_menu(x, y)` hear its buttons; moving and sizing are the grid's."""

    def __init__(self, parent: tk.Misc, key: str) -> None:
        super().__init__(parent, style="Tile.TFrame", takefocus=True)
        self.key = key
        self.on_explain: Callable[[], object] = lambda: None
        self.on_menu: Callable[[int, int], object] = lambda _x, _y: None
        self._words = ""
        self._watching = ""
        self._tips: dict[ttk.Button, Callable[[str], object]] = {}
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        self._build_head()
        self.body = ttk.Frame(self)
        inset = theme.px(_INSET)
        self.body.grid(row=1, column=0, sticky="nsew", padx=inset, pady=(0, theme.px(_FOOT)))
        self.grip = ttk.Label(self, cursor="bottom_right_corner", takefocus=False)
        theme.set_icon(self.grip, "grip-horizontal", size=_GRIP, role="placeholder")
        theme.tooltip(self.grip, _("Drag to make the card larger or smaller"))
        self._arm(self)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._words

    def say(self, title: str) -> None:
        """Set what it is called."""
        self._words = title
        self._fit()

    def warn(self, words: str) -> None:
        """Show a sign that there is something to know of it, with these words as its tip; "" takes it away."""
        self._tips[self.mark](words)
        if words:
            self.mark.grid(row=0, column=1)
        else:
            self.mark.grid_forget()

    def carried(self, in_the_air: bool) -> None:
        """Look as one that is being moved."""
        self.state(["selected" if in_the_air else "!selected"])
        if in_the_air:
            self.lift()

    def pop_up(self) -> None:
        """Open its menu under its button."""
        self.on_menu(self.more.winfo_rootx(), self.more.winfo_rooty() + self.more.winfo_height())

    def _build_head(self) -> None:
        self.head = ttk.Frame(self, cursor="fleur")
        inset = theme.px(_INSET)
        self.head.grid(row=0, column=0, sticky="ew", padx=(inset, theme.px(6)), pady=(theme.px(7), theme.px(2)))
        self.head.columnconfigure(0, weight=1)
        self.name = ttk.Label(self.head, style="Strong.TLabel", cursor="fleur", width=1)
        self.name.grid(row=0, column=0, sticky="ew")
        self.name.bind("<Configure>", lambda _event: self._fit())
        self.mark = self._button("exclamation-triangle", "", run=self._explain, role="warning")
        self.explain = self._button("info-circle", _("What this counts"), run=self._explain)
        self.explain.grid(row=0, column=2)
        self.more = self._button("three-dots", _("Card menu"), run=self.pop_up)
        self.more.grid(row=0, column=3)

    def _button(self, icon: str, words: str, *, run: Callable[[], object], role: str = "muted") -> ttk.Button:
        made = ttk.Button(self.head, style="Icon.TButton", takefocus=False, command=run, cursor="")
        theme.set_icon(made, icon, size=14, role=role)
        self._tips[made] = theme.tooltip(made, words)
        return made

    def _explain(self) -> None:
        self.on_explain()

    def _fit(self) -> None:
        wide = self.name.winfo_width()
        self.name.configure(text=theme.fit(self._words, wide, font=theme.STRONG) if wide > 1 else "")

    def _arm(self, widget: tk.Misc) -> None:
        """The grip shows while the pointer or the keyboard is in the card."""
        for sequence in ("<Enter>", "<FocusIn>"):
            widget.bind(sequence, lambda _event: self._show_grip(), add="+")
        for sequence in ("<Leave>", "<FocusOut>"):
            widget.bind(sequence, lambda _event: self.after_idle(self._hide_grip), add="+")
        widget.bind("<Destroy>", self._forget, add="+")

    def _show_grip(self) -> None:
        self.grip.place(relx=1.0, rely=1.0, x=-theme.px(6), y=-theme.px(3), anchor="se")
        self.grip.lift()
        self._watch()

    def _watch(self) -> None:
        """Look again soon: a menu or a dialog that takes the pointer keeps its leaving to itself."""
        if self._watching:
            self.after_cancel(self._watching)
        self._watching = self.after(_LOOKS, self._look_again)

    def _look_again(self) -> None:
        self._watching = ""
        self._hide_grip()

    def _hide_grip(self) -> None:
        """Hide it unless it is still wanted; that the keyboard goes is always told, that the pointer does is not."""
        if not self.winfo_exists() or has_focus(self) or not self.grip.winfo_manager():
            return
        if self._is_pointed_at:
            self._watch()
        else:
            self.grip.place_forget()

    @property
    def _is_pointed_at(self) -> bool:
        """Whether the pointer is over it, and no menu or dialog lies between."""
        over = str(self.tk.call("winfo", "containing", "-displayof", self, *self.winfo_pointerxy()))
        return over == str(self) or over.startswith(f"{self}.")

    def _forget(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self and self._watching:
            self.after_cancel(self._watching)
            self._watching = ""
