"""A bar of active filters as chips, with a button that adds one. It filters nothing: it says what is asked for."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.fields import Field, Kind
from crm.models.filters import Condition
from crm.utils.i18n import _, translate
from crm.utils.text import fold
from crm.views import theme
from crm.views.widgets.chips import Chip, Flow, chip_button
from crm.views.widgets.conditions import ConditionEditor, sentence
from crm.views.widgets.editors import Lookup
from crm.views.widgets.popup import Popup
from crm.views.widgets.suggest import chosen_row, plain_list

_HUE = "#2563eb"


class FilterBar(Flow):
    """`conditions()` is what is active, combined with AND; `on_change()` hears every change of a person.

    `unlisted` fields are not offered: conditions on them are set by the program, and can only be taken away.
    """

    def __init__(
        self, parent: tk.Misc, fields: Sequence[Field], *, lookup: Lookup | None = None, unlisted: Sequence[Field] = ()
    ) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], None] | None = None
        self._fields = {field.name: field for field in (*fields, *unlisted)}
        self._unlisted = frozenset(field.name for field in unlisted)
        self._lookup = lookup or Lookup()
        self._conditions: list[Condition] = []
        self._popup: Popup | None = None
        self._draw()

    def conditions(self) -> list[Condition]:
        """The active conditions, in the order they were added."""
        return list(self._conditions)

    def set(self, conditions: Sequence[Condition]) -> None:
        """Show these; conditions on fields that are not here any more are dropped. `on_change` is not told."""
        self._conditions = [condition for condition in conditions if condition.field in self._fields]
        self._draw()

    def rename(self, field: Field) -> None:
        """A field is told in other words now; conditions on it stay."""
        if self._fields[field.name] != field:
            self._fields[field.name] = field
            if any(condition.field == field.name for condition in self._conditions):
                self._draw()

    def open_fields(self) -> FieldList:
        """Open the list of fields to filter by."""
        popup = self._open_popup(self._add)
        chooser = FieldList(popup.body, [one for one in self._fields.values() if self._is_offered(one)])
        chooser.on_pick = lambda field: self.open_editor(field, None)
        chooser.pack()
        popup.open()
        chooser.entry.focus_set()
        return chooser

    def open_editor(self, field: Field, place: int | None) -> ConditionEditor:
        """Open the editor of a new condition, or of the one at a place."""
        popup = self._open_popup(self._add if place is None else self._chips[place])
        condition = self._conditions[place] if place is not None else None
        editor = ConditionEditor(popup.body, field, condition=condition, lookup=self._lookup)
        at = [place]

        def apply(made: Condition, close: bool) -> None:
            at[0] = self._put(made, at[0])
            if close:
                popup.close(back=True)

        editor.on_apply = apply
        editor.pack()
        popup.open()
        editor.focus_value()
        return editor

    def remove(self, place: int) -> None:
        """Take one condition away."""
        del self._conditions[place]
        self._changed()

    def clear(self) -> None:
        """Take all away."""
        self._conditions = []
        self._changed()

    def _is_offered(self, field: Field) -> bool:
        """Whether a person may filter by a field: there is something to choose, and the program does not set it."""
        return field.name not in self._unlisted and (field.kind is not Kind.CHOICE or bool(field.choices))

    def _open_popup(self, anchor: tk.Misc) -> Popup:
        if self._popup is not None and self._popup.winfo_exists():
            self._popup.close()
            self._popup.destroy()
        # the bar draws its chips anew while a popup is open: the popup belongs to the bar, it only opens beside a chip
        self._popup = Popup(self, beside=anchor)
        return self._popup

    def _put(self, condition: Condition, place: int | None) -> int:
        if place is None:
            self._conditions.append(condition)
        else:
            self._conditions[place] = condition
        self._changed()
        return len(self._conditions) - 1 if place is None else place

    def _changed(self) -> None:
        self._draw()
        if self.on_change:
            self.on_change()

    def _draw(self) -> None:
        for child in self.winfo_children():
            if not isinstance(child, tk.Toplevel):
                child.destroy()
        self._chips = [self._chip(place, condition) for place, condition in enumerate(self._conditions)]
        self._add = ttk.Button(self, text=_("Filter"), style="Muted.TButton", compound="left", command=self.open_fields)
        theme.set_icon(self._add, "plus-lg" if self._conditions else "funnel", size=12)
        if self._conditions:
            ttk.Button(self, text=_("Clear all"), style="Muted.TButton", command=self.clear)
        self.update_idletasks()
        self.flow()

    def _chip(self, place: int, condition: Condition) -> ttk.Button:
        field = self._fields[condition.field]
        words = sentence(field, condition, lookup=self._lookup)
        edit = None if field.name in self._unlisted else lambda: self.open_editor(field, place)
        return chip_button(self, Chip(words, _HUE, remove=lambda: self.remove(place), run=edit))


class FieldList(ttk.Frame):
    """The fields one can filter by, found by typing; Enter or a click picks."""

    def __init__(self, parent: tk.Misc, fields: Sequence[Field]) -> None:
        super().__init__(parent)
        self.on_pick: Callable[[Field], object] | None = None
        self._fields = list(fields)
        self._found = self._fields
        self._text = tk.StringVar(self)
        self.entry = ttk.Entry(self, textvariable=self._text, width=26)
        self.entry.pack(fill="x", pady=(0, theme.px(4)))
        self._list = plain_list(self)
        self._list.configure(height=min(12, len(self._fields)), width=26)
        self._list.pack(fill="both")
        self._text.trace_add("write", lambda *_names: self._search())
        self._list.bind("<ButtonRelease-1>", lambda _event: self.pick())
        self.entry.bind("<Return>", lambda _event: self.pick())
        self.entry.bind("<Down>", lambda _event: self._move(1))
        self.entry.bind("<Up>", lambda _event: self._move(-1))
        self._search()

    def pick(self) -> None:
        """Choose the marked field."""
        if self._found and self.on_pick:
            self.on_pick(self._found[chosen_row(self._list)])

    def _search(self) -> None:
        folded = fold(self._text.get())
        self._found = [field for field in self._fields if folded in fold(translate(field.label))]
        self._list.delete(0, "end")
        self._list.insert("end", *(f" {translate(field.label)}" for field in self._found))
        self._list.selection_set(0)

    def _move(self, by: int) -> str:
        if self._found:
            at = (chosen_row(self._list) + by) % len(self._found)
            self._list.selection_clear(0, "end")
            self._list.selection_set(at)
            self._list.see(at)
        return "break"
