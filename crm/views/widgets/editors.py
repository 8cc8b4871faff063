"""The editors a form is made of, one for each kind of field; they know a field and its value, no form and no record.

Every editor shows a stored value with `set`, gives a stored value with `get` (ValueError with a sentence when the typed
text cannot be read) and what was typed with `typed`, so that an untouched field gives back exactly what it was given.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, Protocol

from crm.models.fields import Choice, Field, Kind
from crm.utils import dates, money, phones
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.colors import hue_of
from crm.views.widgets import text_undo
from crm.views.widgets.textarea import TextArea

Option = tuple[object, str]


class Search(Protocol):
    """Finds records by a part of their name and tells (value, label) pairs, now or later."""

    def __call__(self, field: Field, typed: str, *, told: Callable[[Sequence[Option]], object]) -> object: ...


class Make(Protocol):
    """Opens whatever makes a new record of the name that was typed, and tells its value and label once it is there."""

    def __call__(self, field: Field, typed: str, *, told: Callable[[object, str], object]) -> object: ...


@dataclass(frozen=True)
class Lookup:
    """Where choices from the records come from (users, contacts, tags).

    `options(field, typed)` gives (value, label) pairs, `label(field, value)` the label of a stored value, `hue` its
    colour as #rrggbb; `create(field, typed)` makes a new one and gives its value, None where that is not allowed.
    Contacts are too many to hold: `search` finds some, `make` makes a new one.
    """

    options: Callable[[Field, str], Sequence[Option]] = lambda _field, _typed: ()
    label: Callable[[Field, object], str] = lambda _field, value: str(value)
    hue: Callable[[Field, object], str] = lambda _field, value: hue_of(str(value))
    create: Callable[[Field, str], object] | None = None
    search: Search | None = None
    make: Make | None = None
    region: str = "ES"


class Editor(ttk.Frame):
    """What every editor is; `entry` takes the keyboard and shows an error by its state."""

    entry: tk.Misc

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent)
        self.field = field
        self.lookup = lookup
        self.on_change: Callable[[], None] | None = None
        self._stored: object = None
        self._typed_before: object = None
        self.columnconfigure(0, weight=1)

    def set(self, value: object) -> None:
        """Show a stored value."""
        self._stored = value
        self._show(value)
        self._typed_before = self.typed()
        text_undo.forget(self.entry)

    def give_back(self) -> None:
        """Show the stored value again in place of what a person changed."""
        if self.changed():
            self._show(self._stored)
            self.mark(wrong=False)
            self._changed()

    def put(self, value: object) -> None:
        """Show a value as if a person had entered it."""
        self._show(value)

    def get(self) -> object:
        """The stored form of what stands here."""
        return self._stored if not self.changed() and not self._is_blank(self._stored) else self._read()

    def changed(self) -> bool:
        """Whether a person changed it since `set`."""
        return self.typed() != self._typed_before

    def typed(self) -> object:
        """What was typed or chosen, as it stands."""
        raise NotImplementedError

    def mark(self, *, wrong: bool) -> None:
        """Show that the value cannot be kept, or no longer."""
        if isinstance(self.entry, ttk.Widget):
            self.entry.state(["invalid" if wrong else "!invalid"])

    def _show(self, value: object) -> None:
        raise NotImplementedError

    def _read(self) -> object:
        raise NotImplementedError

    @staticmethod
    def _is_blank(value: object) -> bool:
        return value is None or value in ("", [])

    def _changed(self, *_ignored: object) -> None:
        if self.on_change:
            self.on_change()


class EntryEditor(Editor):
    """One line of text: plain, a number, money, an e-mail, a phone or a link."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._text = tk.StringVar(self)
        self.entry = ttk.Entry(self, textvariable=self._text)
        self.entry.grid(row=0, column=0, sticky="ew")
        self._text.trace_add("write", self._changed)
        if field.kind == Kind.LINK:
            self._add_open_button()

    def typed(self) -> object:
        return self._text.get()

    def _show(self, value: object) -> None:
        self._text.set("" if value is None else shown(self.field, value, region=self.lookup.region))

    def _read(self) -> object:
        return _read(self.field, self._text.get())

    def _add_open_button(self) -> None:
        button = ttk.Button(self, style="Icon.TButton", command=self._open, takefocus=False)
        theme.set_icon(button, "box-arrow-up-right", size=14)
        theme.tooltip(button, _("Open in the browser"))
        button.grid(row=0, column=1)

    def _open(self) -> None:
        import webbrowser

        link = self._text.get().strip()
        if link:
            webbrowser.open(link if "://" in link else f"https://{link}")


class LongTextEditor(Editor):
    """Several lines that grow with the text."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._area = TextArea(self)
        self._area.grid(row=0, column=0, sticky="ew")
        self._area.on_change = self._changed
        self.entry = self._area.text

    def typed(self) -> object:
        return self._area.get()

    def mark(self, *, wrong: bool) -> None:
        self._area.mark(wrong=wrong)

    def _show(self, value: object) -> None:
        self._area.set("" if value is None else str(value))

    def _read(self) -> object:
        return self._area.get()


class DayEditor(Editor):
    """A day, typed or picked."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        from crm.views.widgets.dates import DayEntry

        self._day = DayEntry(self)
        self._day.grid(row=0, column=0, sticky="ew")
        self._day.on_change = self._changed
        self.entry = self._day.entry

    def typed(self) -> object:
        return self._day.typed()

    def _show(self, value: object) -> None:
        self._day.set(str(value or ""))

    def _read(self) -> object:
        return self._day.get() or None


class YesNoEditor(Editor):
    """A switch."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        self._on = tk.BooleanVar(self)
        self.entry = ttk.Checkbutton(self, style="Switch.TCheckbutton", variable=self._on, command=self._flipped)
        self.entry.grid(row=0, column=0, sticky="w", pady=theme.px(3))

    def typed(self) -> object:
        return self._on.get()

    def _show(self, value: object) -> None:
        self._on.set(bool(value))
        self._say()

    def _read(self) -> object:
        return int(self._on.get())

    def _flipped(self) -> None:
        self._say()
        self._changed()

    def _say(self) -> None:
        self.entry.configure(text=_("Yes") if self._on.get() else _("No"))  # type: ignore[call-arg]


class ChoiceEditor(Editor):
    """One of the field's own choices; a typed letter jumps to the next that begins with it."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent, field, lookup=lookup)
        nothing = [] if field.required else [("", "—")]
        self._offered = nothing + [(choice.value, translate(choice.label)) for choice in field.choices]
        self.entry = self._box = ttk.Combobox(self, state="readonly", values=[label for _value, label in self._offered])
        self.entry.grid(row=0, column=0, sticky="ew")
        self.entry.bind("<<ComboboxSelected>>", self._changed)
        self.entry.bind("<Key>", self._jump, add="+")
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):  # scrolling a form must not change its values
            self.entry.bind(wheel, self._pass_on)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other choices than the field's own; what is chosen stays, and is no edit."""
        chosen = self.typed()
        nothing = [] if self.field.required else [("", "—")]
        self._offered = nothing + [(choice.value, translate(choice.label)) for choice in choices]
        self._box.configure(values=[label for _value, label in self._offered])
        self._show(chosen)

    def typed(self) -> object:
        place = self._box.current()
        return self._offered[place][0] if place >= 0 else self._box.get()

    def _show(self, value: object) -> None:
        labels = dict(self._offered)
        self._box.set(labels.get(str(value or ""), str(value or "")))

    def _read(self) -> object:
        return self.typed()

    def _jump(self, event: tk.Event[tk.Misc]) -> None:
        if not event.char or not event.char.isalnum():
            return
        count, start = len(self._offered), self._box.current() + 1
        order = [(start + step) % count for step in range(count)]
        found = next((at for at in order if self._offered[at][1].lower().startswith(event.char.lower())), None)
        if found is not None:
            self._box.current(found)
            self._changed()

    def _pass_on(self, event: tk.Event[tk.Misc]) -> str:
        parent: Any = self.master
        if event.num in (4, 5):  # X11 turns the wheel by two buttons, which know no delta
            parent.event_generate(f"<Button-{event.num}>")
        else:
            parent.event_generate("<MouseWheel>", delta=event.delta)
        return "break"


def shown(field: Field, value: object, *, region: str) -> str:
    """A stored value of one line as a person reads it."""
    if field.kind == Kind.MONEY and isinstance(value, int):
        return money.show(value, field.currency)
    if field.kind == Kind.NUMBER and isinstance(value, int | float):
        return money.show_number(value)
    if field.kind == Kind.MOMENT:
        return dates.show_moment(str(value))
    if field.kind == Kind.PHONE:
        return phones.show(str(value), region=region)
    return str(value)


def _read(field: Field, typed: str) -> object:
    if field.kind == Kind.MONEY:
        return money.parse(typed, currency=field.currency) if typed.strip() else None
    if field.kind == Kind.NUMBER:
        if not typed.strip():
            return None
        read = money.parse_number(typed)
        return int(read) if read == read.to_integral_value() else float(read)
    if field.kind == Kind.MOMENT:
        return dates.to_moment(typed) if typed.strip() else None
    return typed.strip() if field.kind in (Kind.EMAIL, Kind.PHONE, Kind.LINK) else typed
