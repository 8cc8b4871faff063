"""Defining one field of the business's own: name, kind, choices, default. The list of them is custom_fields.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.custom_fields import KINDS, Conversion, CustomField
from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.form import Form

CURRENCIES = ("EUR", "USD", "MXN", "ARS", "CLP", "COP", "PEN", "UYU", "BOB", "CRC", "DOP", "GTQ", "HNL", "PYG", "GBP")
_WITH_CHOICES = (Kind.CHOICE, Kind.CHOICES)
_SHOWN_LOST = 8


def definition(kind: Kind, currency: str) -> list[Field]:
    """The fields of the form that defines a field of this kind."""
    currencies = dict.fromkeys([currency or CURRENCIES[0], *CURRENCIES])
    fields = [
        Field("label", Kind.TEXT, N_("Name"), required=True),
        Field("kind", Kind.CHOICE, N_("Kind"), required=True, choices=KINDS),
    ]
    if kind in _WITH_CHOICES:
        fields.append(Field("choices", Kind.LONG_TEXT, N_("Choices, one per line"), required=True))
    if kind is Kind.MONEY:
        offered = tuple(Choice(one, one) for one in currencies)
        fields.append(Field("currency", Kind.CHOICE, N_("Currency"), required=True, choices=offered))
    if kind in _WITH_CHOICES:
        label = N_("Value to begin with") if kind is Kind.CHOICE else N_("Values to begin with, with commas")
        fields.append(Field("default", Kind.TEXT, label))
    elif kind is not Kind.LONG_TEXT:
        fields.append(Field("default", kind, N_("Value to begin with"), currency=currency))
    fields.append(Field("section", Kind.TEXT, N_("Section of the form")))
    fields.append(Field("required", Kind.YES_NO, N_("Must be filled in")))
    return fields


class FieldDialog(DeskDialog):
    """Adds a field of `entity`, or changes the one given; `on_added(id)` hears of a new one."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, field: CustomField | None = None, currency: str = "EUR") -> None:
        title = _("Edit the field") if field else _("New field")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _field: None
        self.entity = field.entity if field else "contacts"
        self._field = field
        self._currency = (field.currency if field else "") or currency
        self._values: dict[str, Any] = _values(field, self._currency)
        self._before = dict(self._values)
        self.form = self._make()
        self.fix_size(460, 430)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.is_changed or self._values != self._before

    def take_focus(self) -> None:
        """A person begins with the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save; a change of kind shows first what would not convert."""
        try:
            values = self._read()
        except Invalid as problems:
            self.form.show_errors(problems.fields)
            return
        kind = Kind(values.pop("kind"))
        if self._field is None:
            fields, label = self.desk.session.fields, values.pop("label")
            said = _("Field added: {name}").format(name=label)
            entity = self.entity
            self.write(lambda: fields.add(label, kind, entity=entity, **values), lambda _id: said, done=self._added)
        elif kind is self._field.kind:
            self._change(self._field.id, values)
        else:
            self._preview(self._field, kind, values=values)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    # ---- inside

    def _added(self, field_id: int) -> None:
        self.close()
        self.on_added(field_id)

    def _make(self) -> Form:
        kind = Kind(self._values["kind"])
        form = Form(self.body, definition(kind, str(self._values.get("currency") or self._currency)))
        form.set(self._values)
        form.on_change = self._edited
        form.pack(fill="both", expand=True)
        return form

    def _edited(self, name: str) -> None:
        self.say("")
        if name in ("kind", "currency"):
            self.after_idle(lambda: self._make_again(name))

    def _make_again(self, name: str) -> None:
        """Another kind asks for other things; what was typed stays where it still fits."""
        self._keep_typed(drop_default=name == "kind")
        self.form.destroy()
        self.form = self._make()
        self.form.focus_field(name)

    def _keep_typed(self, *, drop_default: bool) -> None:
        asked = [field.name for field in definition(Kind(self._values["kind"]), self._currency)]
        for name in asked:
            self._values[name] = self._typed(name)
        if drop_default:
            self._values["default"] = None

    def _typed(self, name: str) -> Any:
        try:
            return self.form.editor(name).get()
        except ValueError:
            return self._values[name]

    def _read(self) -> dict[str, Any]:
        values = self.form.values()
        kind = Kind(str(values["kind"]))
        read: dict[str, Any] = {"label": self._kept(str(values["label"]).strip()), "kind": values["kind"]}
        read["required"] = bool(values["required"])
        read["section"] = str(values["section"] or "").strip()
        read["default"] = _default(kind, values.get("default"))
        if kind in _WITH_CHOICES:
            read["choices"] = [self._kept(one) for one in _parts(str(values["choices"]), "\n")]
            default = read["default"]
            read["default"] = [self._kept(one) for one in default] if isinstance(default, list) else self._kept(default)
        if kind is Kind.MONEY:
            read["currency"] = values["currency"]
        return read

    def _kept(self, shown: Any) -> Any:
        """What is kept of a text shown: the msgid where a template brought it and nobody wrote it anew."""
        brought = [self._field.label, *self._field.choices] if self._field else []
        return next((one for one in brought if translate(one) == shown), shown)

    def _change(self, field_id: int, values: Mapping[str, Any]) -> None:
        fields = self.desk.session.fields
        self.write(lambda: fields.change(field_id, **values), done=lambda _none: self.close())

    def _preview(self, field: CustomField, kind: Kind, *, values: Mapping[str, Any]) -> None:
        fields = self.desk.session.fields
        self.busy(True)

        def shown(conversion: Conversion) -> None:
            self.busy(False)
            if conversion.lost:
                question = Question(_("Change the kind?"), lost_words(conversion), _("Change it"), danger=True)
                ask(self, question, then=lambda: self._convert(field, kind, values=values))
            else:
                self._convert(field, kind, values=values)

        self.ask("preview", lambda: fields.preview_kind(field.id, kind), show=shown)

    def _convert(self, field: CustomField, kind: Kind, *, values: Mapping[str, Any]) -> None:
        fields = self.desk.session.fields

        def said(conversion: Conversion) -> str:
            words = ngettext("{count} value converted", "{count} values converted", conversion.converted)
            return words.format(count=show_number(conversion.converted))

        self.write(lambda: fields.redefine(field.id, kind, **values), said, done=lambda _conversion: self.close())

    def _confirmed(self) -> bool:
        self.save()
        return False


def lost_words(conversion: Conversion) -> str:
    """What a change of kind would empty, in words."""
    count = len(conversion.lost)
    words = ngettext(
        "{count} value does not fit the new kind and would be emptied; {kept} convert. Undo brings it back.",
        "{count} values do not fit the new kind and would be emptied; {kept} convert. Undo brings them back.",
        count,
    )
    lines = [words.format(count=show_number(count), kept=show_number(conversion.converted)), ""]
    for _id, name, value in conversion.lost[:_SHOWN_LOST]:
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        lines.append(f"·  {one_line(name, 40)}: {one_line(shown, 60)}")
    if count > _SHOWN_LOST:
        lines.append(_("… and {count} more").format(count=show_number(count - _SHOWN_LOST)))
    return "\n".join(lines)


def _default(kind: Kind, value: object) -> object:
    """The stored form of the value new records get; None for nothing."""
    if value is None or value == "":
        return None
    if kind is Kind.YES_NO:
        return value or None
    return _parts(str(value), ",") if kind is Kind.CHOICES else value


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _shown_default(field: CustomField) -> object:
    if isinstance(field.default, list):
        return ", ".join(map(translate, field.default))
    return translate(field.default) if field.kind is Kind.CHOICE and field.default else field.default


def _values(field: CustomField | None, currency: str) -> dict[str, Any]:
    if field is None:
        empty: dict[str, Any] = {"label": "", "kind": Kind.TEXT.value, "choices": "", "currency": currency}
        return empty | {"default": None, "section": "", "required": 0}
    return {
        "label": translate(field.label),
        "kind": field.kind.value,
        "choices": "\n".join(map(translate, field.choices)),
        "currency": field.currency or currency,
        "default": _shown_default(field),
        "section": field.section,
        "required": int(field.required),
    }
