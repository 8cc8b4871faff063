"""The form of one contact: its fields, and its e-mails, phones and links as lists. It saves nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.errors import Invalid
from crm.models.contacts import CHANNEL_LABELS, COMPANY, PERSON_ONLY, Channel, Contact
from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _, translate
from crm.views import theme
from crm.views.known import Known
from crm.views.widgets.channels import Channels
from crm.views.widgets.editors import Editor
from crm.views.widgets.form import Form

_LISTS = (("email", Kind.EMAIL, N_("E-mails")), ("phone", Kind.PHONE, N_("Phones")), ("link", Kind.LINK, N_("Links")))
_IN_LISTS = frozenset(("email", "phone", "mobile_phone", "website"))


@dataclass(frozen=True)
class Edits:
    """What a person changed: fields, and all the channels where any of them was touched (else None)."""

    values: Mapping[str, object]
    channels: tuple[Channel, ...] | None

    def with_values(self, values: Mapping[str, object]) -> Edits:
        """The same with some values replaced; "channels" among them replaces all the channels."""
        fields = {**self.values, **values}
        chosen = fields.pop("channels", self.channels)
        return Edits(fields, tuple(chosen) if isinstance(chosen, Iterable) else None)


class ContactForm(ttk.Frame):
    """Fields of one kind of contact; `on_change` hears every edit of a person."""

    def __init__(self, parent: tk.Misc, known: Known, *, kind: str) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], object] = lambda: None
        self._owners: dict[str, Form] = {}
        hidden = PERSON_ONLY if kind == COMPANY else frozenset[str]()
        fields = [one for one in known.fields if one.editable and one.name not in hidden | _IN_LISTS]
        first = fields[0].section
        self.names = self._form([one for one in fields if one.section == first], known)
        self.lists = {
            name: self._list(name, kind_of, words=words, region=known.region) for name, kind_of, words in _LISTS
        }
        self.rest = self._form([one for one in fields if one.section != first], known)

    @property
    def is_changed(self) -> bool:
        """Whether a person changed anything."""
        forms = self.names.is_changed or self.rest.is_changed
        return forms or any(one.is_changed for one in self.lists.values())

    def set(self, contact: Contact) -> None:
        """Show a contact; nothing counts as changed afterwards."""
        values = contact.values()
        self.names.set(values)
        self.rest.set(values)
        for name, rows in self.lists.items():
            rows.set([_row(channel) for channel in contact.channels if channel.kind == name])

    def edits(self) -> Edits:
        """What a person changed. Raises Invalid with a sentence for each field that cannot be read."""
        values: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for form in (self.names, self.rest):
            try:
                values |= form.changed()
            except Invalid as error:
                wrong |= error.fields
        if wrong:
            raise Invalid(wrong)
        touched = any(rows.is_changed for rows in self.lists.values())
        return Edits(values, tuple(self._channels()) if touched else None)

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Put each sentence beside its field, the keyboard into the first; the sentences that have no field here."""
        places: dict[str, dict[int, str]] = {name: {} for name in self.lists}
        order = [(name, at) for name, rows in self.lists.items() for at in range(len(rows.values()))]
        left = []
        for name, sentence in errors.items():
            place = int(name[9:]) if name.startswith("channels.") and name[9:].isdigit() else -1
            if 0 <= place < len(order):
                places[order[place][0]][order[place][1]] = sentence
            elif not self._form_of(name):
                left.append(sentence)
        for name, rows in self.lists.items():
            rows.show_errors(places[name])
        self.rest.show_errors(errors)
        self.names.show_errors(errors)
        return left

    def show_warnings(self, warnings: Mapping[str, str]) -> None:
        """Put what looks wrong but may be kept beside its field."""
        self.names.show_warnings(warnings)
        self.rest.show_warnings(warnings)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.names.focus_first()

    def entry(self, name: str) -> tk.Misc:
        """Where a field is typed; for "email", "phone" and "link" the first of the list."""
        if name in self.lists:
            return self.lists[name].rows[0].entry
        form = self._form_of(name)
        if form is None:
            raise KeyError(name)
        return form.editor(name).entry

    def entries(self) -> list[tk.Misc]:
        """Where fields of one line are typed, the lists left out."""
        every = [form.editor(name).entry for name, form in self._owners.items()]
        return [entry for entry in every if entry.winfo_class() == "TEntry"]

    def editors(self) -> list[Editor]:
        """Every field outside the lists."""
        return [form.editor(name) for name, form in self._owners.items()]

    def put(self, name: str, value: object) -> None:
        """Fill a field as a person would."""
        form = self._form_of(name)
        if form is None:
            raise KeyError(name)
        form.put(name, value)

    def error_of(self, name: str) -> str:
        """The sentence under a field, "" when there is none."""
        form = self._form_of(name)
        return form.error_of(name) if form else ""

    def _edited(self) -> None:
        self.on_change()

    def _form_of(self, name: str) -> Form | None:
        return self._owners.get(name)

    def _channels(self) -> list[Channel]:
        return [_channel(name, row) for name, rows in self.lists.items() for row in rows.values()]

    def _form(self, fields: Sequence[Field], known: Known) -> Form:
        form = Form(self, fields, lookup=known.lookup())
        form.on_change = lambda _name: self._edited()
        self._owners |= dict.fromkeys((field.name for field in fields), form)
        form.pack(fill="x")
        return form

    def _list(self, name: str, kind: Kind, *, words: str, region: str) -> Channels:
        ttk.Label(self, text=_(words), style="Strong.TLabel").pack(anchor="w", pady=(theme.px(12), theme.px(4)))
        labels = [(one.value, translate(one.label)) for one in CHANNEL_LABELS] if name != "link" else []
        rows = Channels(self, kind, labels=labels, region=region)
        rows.on_change = self._edited
        rows.pack(fill="x")
        return rows


def _row(channel: Channel) -> dict[str, object]:
    return {
        "value": channel.value,
        "label": channel.label,
        "primary": int(channel.is_primary),
        "opted_out": int(channel.opted_out),
        "invalid": int(channel.invalid),
        "id": channel.id,
    }


def _channel(kind: str, row: Mapping[str, object]) -> Channel:
    return Channel(
        kind,
        str(row["value"]),
        str(row.get("label") or ""),
        bool(row.get("primary")),
        bool(row.get("opted_out")),
        bool(row.get("invalid")),
        int(str(row.get("id") or 0)),
    )
