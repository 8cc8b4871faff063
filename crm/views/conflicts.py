"""Two people changed the same field: mine, theirs and the original side by side, and a choice for each field."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from decimal import Decimal
from tkinter import ttk

from crm.errors import Conflict
from crm.models.contacts import CHANNEL_LABELS, Channel
from crm.models.fields import Field, Kind
from crm.models.opportunities import Line
from crm.utils import phones
from crm.utils.i18n import N_, _, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.contact_columns import show
from crm.views.known import Known
from crm.views.widgets.dialog import Dialog

Chosen = Callable[[dict[str, object]], object]

_CHANNELS = Field("channels", Kind.TEXT, N_("E-mails, phones and links"))
_LINES = Field("lines", Kind.TEXT, N_("Products"))
_BY_NAME = (Kind.USER, Kind.TAGS, Kind.PIPELINE, Kind.STAGE, Kind.LOSS_REASON, Kind.CONTACT)
_LABELS = {one.value: one.label for one in CHANNEL_LABELS}
_MARKS = (("is_primary", N_("main")), ("opted_out", N_("opted out")), ("invalid", N_("no longer valid")))
_WIDTH = 200


class ConflictDialog(Dialog):
    """`on_chosen` hears field -> value for every field in dispute; "channels" stands for all channels at once."""

    def __init__(self, parent: tk.Misc, conflict: Conflict, *, known: Known) -> None:
        super().__init__(parent, _("Somebody else changed this too"), confirm=_("Save my choice"))
        self.on_chosen: Chosen = lambda _values: None
        self._conflict = conflict
        self._known = known
        self.choices = {name: tk.StringVar(self, value="mine") for name in conflict.fields}
        self.add_text(_("Both of you changed the same field. Choose which value stays; nothing is saved before."))
        table = ttk.Frame(self.body)
        table.pack(fill="x", pady=(theme.px(12), 0))
        heads = (_("Field"), _("Mine"), _("Theirs"), _("As it was"))
        for place, words in enumerate(heads):
            ttk.Label(table, text=words, style="Small.TLabel").grid(row=0, column=place, sticky="w", padx=theme.px(6))
        for row, name in enumerate(conflict.fields, 1):
            self._add_row(table, row, name=name)
        self.on_confirm = self._confirmed

    def _add_row(self, table: ttk.Frame, row: int, *, name: str) -> None:
        field = self._field(name)
        ttk.Label(table, text=translate(field.label), style="Strong.TLabel").grid(
            row=row, column=0, sticky="nw", padx=theme.px(6), pady=theme.px(3)
        )
        for place, (which, value) in enumerate(
            zip(("mine", "theirs", "original"), self._conflict.fields[name], strict=True), 1
        ):
            lines = self._lines(value, field) or [_("(empty)")]
            words = "\n".join(theme.fit(line, theme.px(_WIDTH)) for line in lines)
            button = ttk.Radiobutton(table, text=words, value=which, variable=self.choices[name])
            button.grid(row=row, column=place, sticky="nw", padx=theme.px(6), pady=theme.px(3))

    def _field(self, name: str) -> Field:
        if name in (_CHANNELS.name, _LINES.name):
            return _CHANNELS if name == _CHANNELS.name else _LINES
        try:
            return self._known.field(name)
        except KeyError:
            return Field(name, Kind.TEXT, name)

    def _lines(self, value: object, field: Field) -> list[str]:
        """A value in words: channels and lines of a deal one a line, anything else on one line."""
        if field is _LINES and isinstance(value, Sequence):
            return [_sold(line) for line in value]
        if field is _CHANNELS and isinstance(value, Sequence):
            return [line for one in value for line in _channel_lines(one, region=self._known.region)]
        return [words] if (words := self._words(value, field)) else []

    def _words(self, value: object, field: Field) -> str:
        if field.kind in _BY_NAME and value not in (None, ""):
            lookup = self._known.lookup()
            values = value if isinstance(value, list) else [value]
            return ", ".join(lookup.label(field, one) for one in values)
        return show(value, field, region=self._known.region)

    def _confirmed(self) -> None:
        places = {"mine": 0, "theirs": 1, "original": 2}
        chosen = {name: values[places[self.choices[name].get()]] for name, values in self._conflict.fields.items()}
        self.master.after_idle(self.on_chosen, chosen)


def _channel_lines(channel: Channel, *, region: str) -> list[str]:
    """One e-mail, phone or link with what tells it apart: "612 34 56 78 (Mobile, main)", on two lines if need be."""
    value = phones.show(channel.value, region=region) if channel.kind == "phone" else channel.value
    marks = [translate(_LABELS.get(channel.label, channel.label))] if channel.label else []
    marks += [translate(words) for name, words in _MARKS if getattr(channel, name)]
    whole = f"{value} ({', '.join(marks)})" if marks else value
    if not marks or theme.fit(whole, theme.px(_WIDTH)) == whole:
        return [whole]
    return [value, f"({', '.join(marks)})"]


def _sold(line: Line) -> str:
    """One line of a deal: "2 × Licence"."""
    return f"{show_number(Decimal(line.quantity) / 1000)} × {line.name}"


def ask_conflict(parent: tk.Misc, conflict: Conflict, *, known: Known, then: Chosen) -> ConflictDialog:
    """Show what is in dispute; `then` receives the chosen values."""
    dialog = ConflictDialog(parent, conflict, known=known)
    dialog.on_chosen = then
    dialog.open()
    return dialog
