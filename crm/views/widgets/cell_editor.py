"""An editor laid over one cell of a table, for changing a value in place. Saves nothing, knows no records."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.models.fields import Field
from crm.views import theme
from crm.views.widgets.editors import ChoiceEditor, Lookup, Option
from crm.views.widgets.pickers import OptionEditor, RecordEditor, editor_for
from crm.views.widgets.table import Table

_NARROWEST = 150
_PATIENCE = 150  # milliseconds until a lost keyboard counts as gone: a list of the editor's own may take it


class CellEditor:
    """Enter hands a changed value to `on_value`; Tab and Shift+Tab do, and tell `on_step` 1 or -1: the next cell or the
    one before. Escape and a click elsewhere give up. What cannot be read is said under the cell.
    """

    def __init__(self, table: Table, field: Field, *, lookup: Lookup) -> None:
        self.on_value: Callable[[object], object] = lambda _value: None
        self.on_step: Callable[[int], object] = lambda _step: None
        self._table = table
        self._field = field
        self.editor = editor_for(table.tree, field, lookup=lookup)
        self._words = ttk.Label(table.tree, style="Error.TLabel", padding=(theme.px(6), theme.px(2)))
        self._closed = False
        self._below = (0, 0)
        self._listen(self.editor.entry)

    def open(self, value: object, box: tuple[int, int, int, int]) -> None:
        """Show it over a cell: `box` is x, y, width and height in the table's tree."""
        self.editor.set(value)
        x, y, width, height = box
        wide = max(width, theme.px(_NARROWEST))
        left = min(x, max(0, self._table.tree.winfo_width() - wide))
        self.editor.update_idletasks()
        high = max(height, self.editor.winfo_reqheight())
        self.editor.place(x=left, y=y + (height - high) // 2, width=wide, height=high)
        self.editor.lift()
        self._below = (left, y + (height + high) // 2)
        entry = self.editor.entry
        entry.focus_set()
        if isinstance(entry, ttk.Entry) and not isinstance(entry, ttk.Combobox):
            entry.selection_range(0, "end")
            entry.icursor("end")
        elif isinstance(entry, ttk.Combobox):
            entry.after_idle(self._drop)

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return not self._closed

    def say(self, sentence: str) -> None:
        """Say under the cell what is wrong; "" takes it away."""
        self.editor.mark(wrong=bool(sentence))
        self._words.configure(text=sentence)
        if sentence:
            self._words.place(x=self._below[0], y=self._below[1])
            self._words.lift()
        else:
            self._words.place_forget()

    def close(self, *, back: bool = True) -> None:
        """Take it away; `back` gives the keyboard to the table."""
        if self._closed:
            return
        self._closed = True
        tree = self._table.tree
        self._words.destroy()
        self.editor.destroy()
        if back and tree.winfo_exists():
            tree.focus_set()

    def _drop(self) -> None:
        """Open the list of a box at once: that is what it was asked for."""
        if not self._closed and isinstance(self.editor.entry, ttk.Combobox):
            self.editor.tk.call("ttk::combobox::Post", str(self.editor.entry))

    def _listen(self, entry: tk.Misc) -> None:
        for key in ("<Return>", "<KP_Enter>"):
            entry.bind(key, lambda _event: self._done(), add="+")
        entry.bind("<<NextWindow>>", lambda _event: self._done(1))
        entry.bind("<<PrevWindow>>", lambda _event: self._done(-1))
        entry.bind("<Escape>", self._give_up, add="+")
        entry.bind("<FocusOut>", lambda _event: entry.after(_PATIENCE, self._left), add="+")
        if isinstance(self.editor, RecordEditor):  # what is picked from a list is meant
            picked = self.editor.suggestions.on_pick
            self.editor.suggestions.on_pick = lambda value, label: self._picked(picked, (value, label))
        elif isinstance(self.editor, OptionEditor | ChoiceEditor):
            entry.bind("<<ComboboxSelected>>", lambda _event: self._done(), add="+")

    def _picked(self, picked: Callable[[object, str], None] | None, option: Option) -> None:
        if picked:
            picked(*option)
        self._done()

    def _done(self, step: int = 0) -> str:
        try:
            value, changed = self.editor.get(), self.editor.changed()
        except ValueError as problem:
            self.say(str(problem))
            return "break"
        self.close()
        if changed:
            self.on_value(value)
        if step:
            self.on_step(step)
        return "break"

    def _give_up(self, _event: object) -> str:
        self.close()
        return "break"

    def _left(self) -> None:
        """The keyboard went elsewhere: a list or calendar of the editor's own does not count while it has it."""
        if self._closed or not self.editor.winfo_exists():
            return
        focused = str(self.editor.tk.call("focus"))
        if "popdown" in focused:
            self.editor.after(_PATIENCE, self._left)
        elif focused and not focused.startswith(str(self.editor)):
            self.close(back=False)
