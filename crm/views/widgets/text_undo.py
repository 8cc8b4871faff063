"""Undo and redo of what is typed into entries of one line: Tk gives it to longer texts only. Knows no records."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from crm.views import keys

UNDO, REDO = "Ctrl+Z", "Ctrl+Y Ctrl+Shift+Z"
_CLASSES = ("TEntry", "TCombobox")
_MOST = 200  # steps back
_FORGET = "<<Forgotten>>"
_Event: TypeAlias = "tk.Event[Any]"


@dataclass
class _Typed:
    """What stood in an entry before and after what stands in it now."""

    text: str
    past: list[str] = field(default_factory=list)
    future: list[str] = field(default_factory=list)
    runs_on: bool = False  # letters of one word are one step

    def note(self, text: str) -> None:
        """Take down what stands there now."""
        if text == self.text:
            return
        letter = len(text) == len(self.text) + 1 and not text.endswith(" ")
        if not (letter and self.runs_on):
            self.past = [*self.past[-_MOST:], self.text]
        self.text, self.future, self.runs_on = text, [], letter


def forget(entry: tk.Misc) -> None:
    """Take what stands in an entry for its beginning: the program put it there, nobody typed it."""
    entry.event_generate(_FORGET)


class TextUndo:
    """Answers the keys of undo and redo in every entry of a window while something typed there can be taken back.

    Otherwise the key goes on to the window, whose own undo it is.
    """

    def __init__(self, root: tk.Misc) -> None:
        self._known: dict[str, _Typed] = {}
        for name in _CLASSES:
            root.bind_class(name, "<FocusIn>", self._entered, add="+")
            root.bind_class(name, "<FocusOut>", self._left, add="+")
            root.bind_class(name, "<KeyRelease>", self._note, add="+")
            root.bind_class(name, "<Destroy>", self._gone, add="+")
            root.bind_class(name, _FORGET, self._gone)
            for sequence in keys.sequences(UNDO):
                root.bind_class(name, sequence, self._undo)
            for sequence in keys.sequences(REDO):
                root.bind_class(name, sequence, self._redo)

    def _of(self, entry: Any) -> _Typed:
        return self._known.setdefault(str(entry), _Typed(entry.get()))

    def _entered(self, event: _Event) -> None:
        if _is_typed_in(event.widget) and self._of(event.widget).text != event.widget.get():
            self._known[str(event.widget)] = _Typed(event.widget.get())

    def _left(self, event: _Event) -> None:
        if _is_typed_in(event.widget):
            self._of(event.widget).note(event.widget.get())

    def _note(self, event: _Event) -> None:
        if _is_typed_in(event.widget):
            self._of(event.widget).note(event.widget.get())

    def _gone(self, event: _Event) -> None:
        self._known.pop(str(event.widget), None)

    def _undo(self, event: _Event) -> str | None:
        if not _is_typed_in(event.widget):
            return None
        typed = self._of(event.widget)
        typed.note(event.widget.get())
        return _step(event.widget, typed, back=True)

    def _redo(self, event: _Event) -> str | None:
        if not _is_typed_in(event.widget):
            return None
        typed = self._of(event.widget)
        typed.note(event.widget.get())
        return _step(event.widget, typed, back=False)


def _is_typed_in(widget: Any) -> bool:
    return isinstance(widget, tk.Entry) and not widget.instate(["readonly"])  # type: ignore[attr-defined]


def _step(entry: Any, typed: _Typed, *, back: bool) -> str | None:
    """Put the text of one step back or forward in place; None when there is none, so that the window hears the key."""
    source, target = (typed.past, typed.future) if back else (typed.future, typed.past)
    if not source:
        return None
    target.append(typed.text)
    typed.text, typed.runs_on = source.pop(), False
    entry.delete(0, "end")
    entry.insert(0, typed.text)
    entry.icursor("end")
    return "break"
