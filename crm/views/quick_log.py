"""The quick log: one line that becomes a call, an e-mail, a meeting or a note. Two keys and a sentence, then Enter."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import ttk

from crm.models.interactions import NOT_OF_NOTES, NOTE
from crm.utils.i18n import N_, _, ngettext
from crm.views import theme
from crm.views.contact_card import ACTIONS
from crm.views.hint import Hint
from crm.views.widgets.tab_order import follow_sight

_HINTS = {
    "call": N_("What was the call about?"),
    "email": N_("What was the e-mail about?"),
    "meeting": N_("What was the meeting about?"),
    "note": N_("Write a note"),
}
_DETAILS = (("outcome", N_("Outcome")), ("next_step", N_("Next step")), ("duration_minutes", N_("Minutes")))


class QuickLog(ttk.Frame):
    """`on_log` hears the values of an interaction and what to call once they are kept; `on_more` is asked for the whole
    form with what was typed so far.

    `is_typed` says whether something would be lost.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(14), theme.px(10), theme.px(14), theme.px(6)))
        self.on_log: Callable[[Mapping[str, object], Callable[[], object]], object] = lambda _values, _done: None
        self.on_more: Callable[[Mapping[str, object]], object] = lambda _values: None
        self.columnconfigure(0, weight=1)
        self._kind = tk.StringVar(self)
        self._make_kinds()
        self._text = tk.StringVar(self)
        self.subject = ttk.Entry(self, textvariable=self._text)
        self.subject.grid(row=1, column=0, sticky="ew")
        self.hint = Hint(self.subject, self._text)
        self._details = ttk.Frame(self)
        self.entries = {name: self._make_detail(place) for place, (name, _words) in enumerate(_DETAILS)}
        self._columns = [self._details.grid_slaves(column=place) for place in range(len(_DETAILS))]
        self._error = ttk.Label(self, style="Error.TLabel")
        self._body = ""
        self._rest = ttk.Label(self, style="Small.TLabel")
        self._make_buttons()
        self._bind_keys()
        self.start("call", focus=False)

    @property
    def kind(self) -> str:
        """Which kind of interaction is written about."""
        return self._kind.get()

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that was not logged."""
        return bool(self._body) or any(entry.get().strip() for entry in (self.subject, *self.entries.values()))

    def start(self, kind: str, *, focus: bool = True) -> None:
        """Ready to write about one kind of interaction; what is typed stays."""
        self._kind.set(kind)
        self.hint.say(_(_HINTS[kind]))
        self._suit(kind)
        if focus:
            self._unfold()
            self.subject.focus_set()

    def clear(self) -> None:
        """Ready for the next one."""
        for entry in (self.subject, *self.entries.values()):
            entry.delete(0, "end")
        self._say_rest("")
        self._error.grid_remove()
        self._details.grid_remove()
        self._buttons.grid_remove()
        self.start(self.kind, focus=False)

    def draft(self) -> dict[str, str]:
        """What stands here, for `restore`."""
        return {"type": self.kind, "subject": self.subject.get(), "body": self._body} | {
            name: entry.get() for name, entry in self.entries.items()
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """Show a draft again; an empty one clears."""
        self.clear()
        for name, entry in (("subject", self.subject), *self.entries.items()):
            entry.insert(0, draft.get(name, ""))
        self._say_rest(draft.get("body", ""))
        self.start(draft.get("type", self.kind), focus=False)
        if draft:
            self._unfold()

    def values(self) -> dict[str, object]:
        """What is typed, as the values of an interaction. ValueError with a sentence when the minutes are no number."""
        values: dict[str, object] = {"type": self.kind, "subject": self.subject.get().strip()}
        values |= {name: self.entries[name].get().strip() for name in ("outcome", "next_step")}
        values |= {"body": self._body} if self._body else {}
        minutes = self.entries["duration_minutes"].get().strip()
        if minutes and not minutes.isdecimal():
            raise ValueError(_("Minutes are a whole number, zero or more."))
        return values | ({"duration_minutes": int(minutes)} if minutes else {})

    def show_error(self, sentence: str) -> None:
        """Say what cannot be logged; what was typed stays."""
        self._error.configure(text=sentence, wraplength=max(1, self.winfo_width() - theme.px(30)))
        self._error.grid(row=4, column=0, sticky="w")

    def log(self, go_on: Callable[[], object] = lambda: None) -> None:
        """Hand over what is typed; `go_on` is called once it is logged."""
        try:
            values = self.values()
        except ValueError as error:
            self.show_error(str(error))
            return
        self._error.grid_remove()
        self.on_log(values, go_on)

    def _make_kinds(self) -> None:
        row = ttk.Frame(self)
        row.grid(row=0, column=0, sticky="w", pady=(0, theme.px(4)))
        for kind, words, _glyph in ACTIONS:
            button = ttk.Radiobutton(row, text=_(words), value=kind, variable=self._kind, style="Pill.TRadiobutton")
            button.configure(takefocus=False, command=lambda: self.start(self._kind.get()))
            button.pack(side="left")

    def _make_detail(self, place: int) -> ttk.Entry:
        words = _(_DETAILS[place][1])
        label = ttk.Label(self._details, text=words, style="Small.TLabel")
        label.grid(row=0, column=place, sticky="w", padx=theme.px(2))
        entry = ttk.Entry(self._details, width=1)
        entry.grid(row=1, column=place, sticky="ew")
        return entry

    def _suit(self, kind: str) -> None:
        """A note has no outcome and takes no minutes; what was typed there all the same stays in sight."""
        for place, name in enumerate(self.entries):
            hidden = kind == NOTE and name in NOT_OF_NOTES and not self.entries[name].get().strip()
            for widget in self._details.grid_slaves(column=place):
                widget.grid_remove()
            for widget in () if hidden else self._columns[place]:
                widget.grid()
            weight = 0 if hidden else 1 if name == "duration_minutes" else 3
            self._details.columnconfigure(place, weight=weight, uniform="" if hidden else "details")

    def _pasted(self, _event: object) -> str | None:
        """The first line of a pasted text is what it was about; the others are what was said."""
        try:
            first, *others = self.clipboard_get().strip("\r\n").splitlines()
        except (tk.TclError, ValueError):
            return None
        if self.subject.selection_present():
            self.subject.delete("sel.first", "sel.last")
        self.subject.insert("insert", first)
        self._say_rest("\n".join(filter(None, [self._body, *others])))
        return "break"

    def _say_rest(self, body: str) -> None:
        """Keep the lines below the first, and say that they are kept."""
        self._body = body
        count = len(body.splitlines())
        words = ngettext("and {count} more line of text", "and {count} more lines of text", count)
        self._rest.configure(text=words.format(count=count))
        if body:
            self._rest.grid(row=2, column=0, sticky="w", padx=theme.px(2))
        else:
            self._rest.grid_remove()

    def _make_buttons(self) -> None:
        self._buttons = ttk.Frame(self)
        log = ttk.Button(self._buttons, text=_("Log"), style="Primary.TButton", command=self.log)
        log.pack(side="right")
        more = ttk.Button(self._buttons, text=_("More…"), command=self._more)
        more.pack(side="right", padx=(0, theme.px(8)))
        follow_sight(self._buttons)

    def _bind_keys(self) -> None:
        self.subject.bind("<<Paste>>", self._pasted)
        self.subject.bind("<FocusIn>", lambda _event: self._unfold(), add="+")
        for entry in (self.subject, *self.entries.values()):
            for key in ("<Return>", "<KP_Enter>"):
                entry.bind(key, self._entered)
            entry.bind("<Escape>", lambda _event: self.clear())

    def _entered(self, _event: object) -> str:
        self.log()
        return "break"

    def _more(self) -> None:
        try:
            self.on_more(self.values())
        except ValueError as error:
            self.show_error(str(error))

    def _unfold(self) -> None:
        self._details.grid(row=3, column=0, sticky="ew", pady=(theme.px(4), 0))
        self._buttons.grid(row=5, column=0, sticky="ew", pady=(theme.px(6), 0))
