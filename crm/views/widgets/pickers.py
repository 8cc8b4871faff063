"""Editors for values chosen from a list: several of the field's choices, a user, a contact, a stage, tags."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from functools import partial
from tkinter import ttk

from crm.models.fields import Field, Kind
from crm.utils.i18n import _, translate
from crm.views.colors import hue_of
from crm.views.widgets.checklist import Checklist
from crm.views.widgets.chips import Chip, ChipRow
from crm.views.widgets.editors import Editor, Lookup, Option
from crm.views.widgets.focus import has_focus
from crm.views.widgets.popup import Popup
from crm.views.widgets.suggest import Suggestions

_SHORTEST = 2  # letters that records are searched for
_SEARCHED = frozenset((Kind.CONTACT, Kind.OPPORTUNITY))  # too many to hold; users are few and known
_NEW = object()


class RecordEditor(Editor):
    """One record found by typing part of its name; an empty field is nobody."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._text = tk.StringVar(self)
        self._value: object = None
        self._label = ""
        self._found: dict[str, Sequence[Option]] = {}
        self._search = lookup.search if field.kind in _SEARCHED else None
        self._make = lookup.make if field.kind is Kind.CONTACT else None
        self.entry = self._entry = ttk.Entry(self, textvariable=self._text)
        self.entry.grid(row=0, column=0, sticky="ew")
        self._text.trace_add("write", self._changed)
        self.suggestions = Suggestions(self.entry, self._offered)
        self.suggestions.on_pick = self._pick

    def typed(self) -> object:
        return (self._text.get(), self._value if self._text.get() == self._label else None)

    def _show(self, value: object) -> None:
        self._value = value
        self._label = self.lookup.label(self.field, value) if value is not None else ""
        self._text.set(self._label)

    def _read(self) -> object:
        typed = self._text.get()
        if not typed.strip():
            return None
        if typed == self._label:
            return self._value
        known = self._found.get(typed.strip()) or self.lookup.options(self.field, typed)
        found = [value for value, label in known if label == typed.strip()]
        if len(found) == 1:
            return found[0]
        raise ValueError(_("Choose one from the list, or leave it empty."))

    def _offered(self, typed: str) -> Sequence[Option]:
        text = typed.strip()
        if self._search is None:
            return self.lookup.options(self.field, typed)
        if len(text) < _SHORTEST or text == self._label:
            return ()
        if text not in self._found:
            self._search(self.field, text, told=partial(self._arrived, text))
        if text not in self._found:
            return ()
        new = [(_NEW, _("New: “{word}”…").format(word=text))] if self._make else []
        return [*self._found[text], *new]

    def _arrived(self, text: str, found: Sequence[Option]) -> None:
        if self.winfo_exists():
            self._found[text] = found
            if self._text.get().strip() == text and has_focus(self._entry):
                self.suggestions.open()

    def _pick(self, value: object, label: str) -> None:
        if value is _NEW and self._make:
            self._make(self.field, self._text.get().strip(), told=self._made)
            return
        self._value, self._label = value, label
        self._text.set(label)
        self._entry.icursor("end")

    def _made(self, value: object, label: str) -> None:
        if self.winfo_exists():
            self._found.clear()
            self._pick(value, label)
            self._entry.focus_set()


class OptionEditor(Editor):
    """One of a few records, all of them offered: a pipeline, a stage, a reason. What is offered is asked anew each time
    the list opens.
    """

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._value: object = None
        self._offered: Sequence[Option] = ()
        self.entry = self._box = ttk.Combobox(self, state="readonly", postcommand=self._offer, height=12)
        self.entry.grid(row=0, column=0, sticky="ew")
        self.entry.bind("<<ComboboxSelected>>", self._chosen)
        self.entry.bind("<Key>", self._jump, add="+")
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):  # scrolling a form must not change its values
            self.entry.bind(wheel, lambda _event: "break")

    def typed(self) -> object:
        return self._value

    def put(self, value: object) -> None:
        super().put(value)
        self._changed()

    def _show(self, value: object) -> None:
        self._value = value
        self._box.set(self.lookup.label(self.field, value) if value is not None else "")

    def _read(self) -> object:
        return self._value

    def _offer(self) -> None:
        nothing: list[Option] = [] if self.field.required else [(None, "—")]
        self._offered = [*nothing, *self.lookup.options(self.field, "")]
        self._box.configure(values=[label for _value, label in self._offered])

    def _chosen(self, _event: object) -> None:
        self._value = self._offered[self._box.current()][0]
        self._box.selection_clear()
        self._changed()

    def _jump(self, event: tk.Event[tk.Misc]) -> None:
        """A letter goes to the next that begins with it."""
        self._offer()
        values = [value for value, _label in self._offered]
        at = values.index(self._value) if self._value in values else -1
        found: int | None = None
        if event.char and event.char.isalnum():
            order = [(at + 1 + step) % len(values) for step in range(len(values))]
            found = next((n for n in order if self._offered[n][1].lower().startswith(event.char.lower())), None)
        if found is not None:
            self.put(values[found])


class TagsEditor(Editor):
    """Chips, and an entry that suggests more; a new word may become a new one where the lookup allows it."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._values: list[object] = []
        self._labels: dict[object, str] = {}
        self._chips = ChipRow(self)
        self._text = tk.StringVar(self)
        self.entry = self._entry = ttk.Entry(self, textvariable=self._text)
        self.entry.grid(row=1, column=0, sticky="ew")
        self.suggestions = Suggestions(self.entry, self._offered)
        self.suggestions.on_pick = self._pick
        self.entry.bind("<BackSpace>", self._take_back, add="+")
        self.entry.bind("<Return>", self._entered, add="+")
        self._text.trace_add("write", self._changed)

    def typed(self) -> object:
        return (list(self._values), self._text.get().strip())

    def _show(self, value: object) -> None:
        self._values = list(value) if isinstance(value, list | tuple) else []
        self._text.set("")
        self._draw()

    def _read(self) -> object:
        word = self._text.get().strip()
        if word and not self._accept(word):
            raise ValueError(_("“{word}” is not in the list.").format(word=word))
        return list(self._values)

    def _offered(self, typed: str) -> list[Option]:
        options = [option for option in self.lookup.options(self.field, typed) if option[0] not in self._values]
        exact = any(label.casefold() == typed.strip().casefold() for _value, label in options)
        if self.lookup.create and typed.strip() and not exact:
            options.append((None, _("Create “{word}”").format(word=typed.strip())))
        return options

    def _pick(self, value: object, label: str) -> None:
        if value is None and self.lookup.create:
            label = self._text.get().strip()
            value = self.lookup.create(self.field, label)
        self._add(value, label)

    def _add(self, value: object, label: str) -> None:
        self._labels[value] = label
        if value not in self._values:
            self._values.append(value)
        self._text.set("")
        self._draw()
        self._changed()

    def _accept(self, word: str) -> bool:
        """Take a typed word that is one of the options, whatever its case."""
        for value, label in self.lookup.options(self.field, word):
            if label.casefold() == word.casefold():
                self._add(value, label)
                return True
        return False

    def _entered(self, _event: object) -> str | None:
        word = self._text.get().strip()
        return "break" if word and self._accept(word) else None

    def _remove(self, value: object) -> None:
        self._values.remove(value)
        self._draw()
        self._changed()
        self._entry.focus_set()

    def _take_back(self, _event: object) -> None:
        if not self._text.get() and self._values:
            self._remove(self._values[-1])

    def _draw(self) -> None:
        self._chips.set([self._chip(value) for value in self._values])
        if self._values:
            self._chips.grid(row=0, column=0, sticky="ew")
        else:
            self._chips.grid_remove()

    def _chip(self, value: object) -> Chip:
        label = self._labels.get(value) or self.lookup.label(self.field, value)
        return Chip(label, self.lookup.hue(self.field, value), remove=lambda: self._remove(value), value=value)


class ChoicesEditor(Editor):
    """Any of the field's own choices: a button that opens a checklist, its text the chosen ones."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._values: list[str] = []
        self._labels = {choice.value: translate(choice.label) for choice in field.choices}
        self._chips = ChipRow(self)
        self._chips.grid(row=0, column=0, sticky="ew")
        self.entry = ttk.Button(self, text=_("Choose…"), style="Secondary.TButton", command=self.open)
        self.entry.grid(row=1, column=0, sticky="w")

    def typed(self) -> object:
        return list(self._values)

    def open(self) -> None:
        """Open the checklist."""
        popup = Popup(self.entry)

        def gone() -> None:
            popup.after_idle(popup.destroy)

        popup.on_close = gone
        checklist = Checklist(popup.body, list(self._labels.items()), chosen=self._values)
        checklist.on_change = self._choose
        checklist.pack()
        popup.open()
        checklist.boxes[0].focus_set()

    def _choose(self, values: list[object]) -> None:
        self._values = [str(value) for value in values]
        self._draw()
        self._changed()

    def _show(self, value: object) -> None:
        self._values = [str(one) for one in value] if isinstance(value, list | tuple) else []
        self._draw()

    def _read(self) -> object:
        return list(self._values)

    def _chip(self, value: str) -> Chip:
        label = self._labels.get(value, value)
        return Chip(label, hue_of(label), remove=lambda: self._remove(value), value=value)

    def _remove(self, value: str) -> None:
        self._choose([one for one in self._values if one != value])

    def _draw(self) -> None:
        self._chips.set([self._chip(value) for value in self._values])
        self._chips.grid() if self._values else self._chips.grid_remove()


def editor_for(parent: tk.Misc, field: Field, *, lookup: Lookup) -> Editor:
    """The editor that suits a field."""
    from crm.views.widgets import editors

    made: dict[Kind, type[Editor]] = {
        Kind.LONG_TEXT: editors.LongTextEditor,
        Kind.DATE: editors.DayEditor,
        Kind.YES_NO: editors.YesNoEditor,
        Kind.CHOICE: editors.ChoiceEditor,
        Kind.CHOICES: ChoicesEditor,
        Kind.USER: RecordEditor,
        Kind.CONTACT: RecordEditor,
        Kind.OPPORTUNITY: RecordEditor,
        Kind.PIPELINE: OptionEditor,
        Kind.STAGE: OptionEditor,
        Kind.LOSS_REASON: OptionEditor,
        Kind.TAGS: TagsEditor,
    }
    return made.get(field.kind, editors.EntryEditor)(parent, field, lookup=lookup)
