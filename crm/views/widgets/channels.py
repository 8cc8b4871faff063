"""An editor of several e-mails, phones or links of one record, one of them primary. Checks nothing, saves nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from tkinter import ttk

from crm.models.fields import Kind
from crm.utils import phones
from crm.utils.i18n import N_, _, translate
from crm.views import theme

_ADD = {Kind.EMAIL: N_("Add e-mail"), Kind.PHONE: N_("Add phone"), Kind.LINK: N_("Add link")}
_FLAGS = (("opted_out", N_("Opted out")), ("invalid", N_("No longer valid")))


class Channels(ttk.Frame):
    """Rows of value, label, primary, flags. A row is a dict: `value`, `label`, `primary`, `opted_out`, `invalid` and
    whatever else the owner put in, which comes back as it was.

    `labels` are (stored, shown) pairs. Phones are shown as people of `region` write them.
    """

    def __init__(
        self, parent: tk.Misc, kind: Kind, *, labels: Sequence[tuple[str, str]] = (), region: str = "ES"
    ) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], None] | None = None
        self._kind = kind
        self._labels = list(labels)
        self._region = region
        self.rows: list[_Row] = []
        self.columnconfigure(0, weight=1)
        self.add_button = ttk.Button(self, text=translate(_ADD[kind]), style="Link.TButton", command=self._add_typed)
        theme.set_icon(self.add_button, "plus-lg", size=12, role="accent")
        self.add_button.configure(compound="left")
        self._before: list[dict[str, object]] = []
        self.set([])

    def set(self, channels: Sequence[Mapping[str, object]]) -> None:
        """Show these channels; an empty list shows one empty row."""
        for row in self.rows:
            row.destroy()
        self.rows = []
        for channel in channels or [{}]:
            self._add(channel)
        self._crown()
        self._before = self.values()

    def values(self) -> list[dict[str, object]]:
        """The rows that hold something, in their order; exactly one is primary when there are any."""
        filled = [row for row in self.rows if row.typed.strip()]
        if filled and not any(row.primary for row in filled):
            filled[0].primary = True
        return [row.value() for row in filled]

    @property
    def is_changed(self) -> bool:
        """Whether a person changed anything since `set`."""
        return self.values() != self._before

    def show_errors(self, errors: Mapping[int, str]) -> None:
        """Put sentences under rows, by their place in `values()`; the first takes the keyboard."""
        filled = [row for row in self.rows if row.typed.strip()]
        for place, row in enumerate(filled):
            row.say(errors.get(place, ""))
        if errors and min(errors) < len(filled):
            filled[min(errors)].entry.focus_set()

    def make_primary(self, row: _Row) -> None:
        """Make one row the primary."""
        for other in self.rows:
            other.primary = other is row
        self.changed()

    def remove(self, row: _Row) -> None:
        """Take a row away; the last one is emptied instead."""
        if len(self.rows) == 1:
            row.clear()
        else:
            self.rows.remove(row)
            row.destroy()
        self._crown()
        self.changed()

    def changed(self) -> None:
        """Tell who listens."""
        if self.on_change:
            self.on_change()

    def _add_typed(self) -> None:
        row = self._add({})
        row.entry.focus_set()

    def _add(self, channel: Mapping[str, object]) -> _Row:
        row = _Row(self, channel, labels=self._labels, region=self._region if self._kind == Kind.PHONE else "")
        self.rows.append(row)
        row.grid(row=len(self.rows) * 2, column=0, sticky="ew")
        self.add_button.grid(row=999, column=0, sticky="w")
        return row

    def _crown(self) -> None:
        if not any(row.primary for row in self.rows):
            self.rows[0].primary = True


class _Row(ttk.Frame):
    """One channel."""

    def __init__(
        self, owner: Channels, channel: Mapping[str, object], *, labels: Sequence[tuple[str, str]], region: str
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._kept = dict(channel)
        self._labels = dict(labels)
        stored = str(channel.get("value") or "")
        self._stored, self._shown = stored, phones.show(stored, region=region) if region else stored
        self._text = tk.StringVar(self, value=self._shown)
        self._flags = {name: bool(channel.get(name)) for name, _label in _FLAGS}
        self._primary = bool(channel.get("primary"))
        self.columnconfigure(0, weight=1)
        self.entry = ttk.Entry(self, textvariable=self._text)
        self.entry.grid(row=0, column=0, sticky="ew")
        self.entry.bind("<Escape>", lambda _event: self._text.set(self._shown))
        self._add_label(str(channel.get("label") or ""))
        self._star = self._button(2, "star", tip=_("Make primary"), run=lambda: owner.make_primary(self))
        self._more = self._button(3, "three-dots", tip=_("More"), run=self._open_menu)
        self._button(4, "x-lg", tip=_("Remove"), run=lambda: owner.remove(self))
        self._words = ttk.Label(self, style="Error.TLabel")
        self._badge = ttk.Label(self, style="Warning.TLabel")
        self._text.trace_add("write", lambda *_names: self._edited())
        theme.follow(self._star, self._show_star)
        self._show_flags()

    @property
    def typed(self) -> str:
        """What stands in the entry."""
        return self._text.get()

    @property
    def primary(self) -> bool:
        """Whether this is the one to use first."""
        return self._primary

    @primary.setter
    def primary(self, primary: bool) -> None:
        self._primary = primary
        self._show_star()

    def value(self) -> dict[str, object]:
        """The row as a dict."""
        typed = self._stored if self.typed == self._shown else self.typed.strip()
        flags = {name: int(on) for name, on in self._flags.items()}
        return {**self._kept, "value": typed, "label": self._label(), "primary": int(self._primary), **flags}

    def clear(self) -> None:
        """Empty the row."""
        self._text.set("")
        self._flags = dict.fromkeys(self._flags, False)
        self._show_flags()

    def say(self, sentence: str) -> None:
        """Show what is wrong under the row; "" takes it away."""
        self.entry.state(["invalid" if sentence else "!invalid"])
        self._words.configure(text=sentence, wraplength=max(theme.px(160), self.winfo_width() - theme.px(8)))
        if sentence:
            self._words.grid(row=1, column=0, columnspan=5, sticky="w")
        else:
            self._words.grid_remove()

    def flip(self, flag: str) -> None:
        """Change a flag."""
        self._flags[flag] = not self._flags[flag]
        self._show_flags()
        self._owner.changed()

    def _add_label(self, label: str) -> None:
        self._box = ttk.Combobox(self, state="readonly", width=9, values=list(self._labels.values()))
        self._box.set(self._labels.get(label, label))
        self._box.bind("<<ComboboxSelected>>", lambda _event: self._owner.changed())
        if self._labels:
            self._box.grid(row=0, column=1)

    def _label(self) -> str:
        shown = self._box.get()
        return next((stored for stored, label in self._labels.items() if label == shown), shown)

    def _button(self, column: int, icon: str, *, tip: str, run: Callable[[], None]) -> ttk.Button:
        made = ttk.Button(self, style="Icon.TButton", command=run)
        theme.set_icon(made, icon, size=14)
        theme.tooltip(made, tip)
        made.grid(row=0, column=column)
        return made

    def _show_star(self) -> None:
        palette = theme.colors()
        color = palette.warning if self._primary else palette.placeholder
        self._star.configure(image=theme.icon("star-fill" if self._primary else "star", 14, color=color))

    def _show_flags(self) -> None:
        words = [translate(label) for name, label in _FLAGS if self._flags[name]]
        self._badge.configure(text=" · ".join(words))
        if words:
            self._badge.grid(row=2, column=0, columnspan=5, sticky="w", padx=theme.px(4))
        else:
            self._badge.grid_remove()

    def _open_menu(self) -> None:
        menu = theme.menu(self)
        for name, label in _FLAGS:
            mark = "✓  " if self._flags[name] else "     "
            menu.add_command(label=mark + translate(label), command=partial(self.flip, name))
        menu.tk_popup(self._more.winfo_rootx(), self._more.winfo_rooty() + self._more.winfo_height())

    def _edited(self) -> None:
        self.say("")
        self._owner.changed()
