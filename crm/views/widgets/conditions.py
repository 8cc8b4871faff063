"""One filter condition: which operators suit a field, how it reads in words, and the popup that edits it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from tkinter import ttk

from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.utils import phones
from crm.utils.i18n import N_, _, translate
from crm.views import theme
from crm.views.widgets.checklist import Checklist
from crm.views.widgets.editors import Editor, Lookup, shown
from crm.views.widgets.pickers import editor_for

_WORDS = {
    Operator.ANY: N_("is any of"), Operator.NONE: N_("is none of"), Operator.CONTAINS: N_("contains"),
    Operator.EMPTY: N_("is empty"), Operator.FILLED: N_("is filled"), Operator.BEFORE: N_("before"),
    Operator.AFTER: N_("after"), Operator.BETWEEN: N_("between"), Operator.NEVER: N_("never"),
    Operator.OLDER_THAN_DAYS: N_("more than … days ago or never"), Operator.COMES_ROUND: N_("in the next … days"),
}  # fmt: skip
_NUMBER_WORDS = {Operator.BEFORE: N_("less than"), Operator.AFTER: N_("more than")}
_RECORDS = (Kind.USER, Kind.CONTACT, Kind.TAGS, Kind.PIPELINE, Kind.STAGE, Kind.LOSS_REASON, Kind.PRODUCT)
_LISTED = (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, *_RECORDS)
_NUMERIC = (Kind.NUMBER, Kind.MONEY)
_IN_TIME = (Kind.DATE, Kind.MOMENT)
_EQUALS = (Operator.ANY, Operator.NONE)
_COUNT = {Operator.BETWEEN: 2, Operator.EMPTY: 0, Operator.FILLED: 0, Operator.NEVER: 0}
_ALWAYS_THERE = frozenset(("created_at", "updated_at"))  # moments of every record: nothing about "never" makes sense
_EVERY_YEAR = frozenset(("birthday",))  # days that come round: the year says little
_MANY = frozenset(("view",))  # a record stands in any number of them: nothing about "empty" makes sense
_BETWEEN_VALUES = ";"  # a company's name may hold a comma


def operators(field: Field) -> list[Operator]:
    """The operators that make sense for a field, the usual one first."""
    if field.kind in _LISTED:
        return [*_EQUALS] if field.name in _MANY else [*_EQUALS, Operator.EMPTY, Operator.FILLED]
    if field.kind in _NUMERIC:
        return [Operator.BETWEEN, Operator.BEFORE, Operator.AFTER, Operator.EMPTY, Operator.FILLED]
    if field.kind in _IN_TIME:
        last = [Operator.NEVER] if field.kind == Kind.MOMENT else [Operator.EMPTY, Operator.FILLED]
        last = [] if field.name in _ALWAYS_THERE else last
        if field.name in _EVERY_YEAR:
            return [Operator.COMES_ROUND, Operator.AFTER, Operator.BEFORE, Operator.BETWEEN, *last]
        return [Operator.OLDER_THAN_DAYS, Operator.AFTER, Operator.BEFORE, Operator.BETWEEN, *last]
    return [Operator.CONTAINS, Operator.ANY, Operator.NONE, Operator.EMPTY, Operator.FILLED]


def values_needed(operator: Operator) -> int:
    """How many values an operator needs at least; "between" takes no more either."""
    return _COUNT.get(operator, 1)


def operator_words(field: Field, operator: Operator) -> str:
    """An operator as a person reads it beside a field."""
    if operator is Operator.OLDER_THAN_DAYS and field.name in _ALWAYS_THERE:
        return _("more than … days ago")
    words = _NUMBER_WORDS.get(operator, _WORDS[operator]) if field.kind in _NUMERIC else _WORDS[operator]
    return translate(words)


def sentence(field: Field, condition: Condition, *, lookup: Lookup) -> str:
    """A condition in a few words: "Status: Lead, Customer"."""
    values = ", ".join(value_words(field, value, lookup=lookup) for value in condition.values)
    label = translate(field.label)
    if condition.operator in (Operator.ANY, Operator.CONTAINS):
        return f"{label}: {values}"
    if condition.operator == Operator.OLDER_THAN_DAYS:
        always = _("{field}: more than {days} days ago"), _("{field}: more than {days} days ago or never")
        return always[field.name not in _ALWAYS_THERE].format(field=label, days=values)
    if condition.operator == Operator.COMES_ROUND:
        soon = _("{field}: today"), _("{field}: in the next {days} days")
        return soon[values != "0"].format(field=label, days=values)
    if condition.operator == Operator.BETWEEN:
        low, high = (value_words(field, value, lookup=lookup) for value in condition.values)
        return _("{field}: {low} to {high}").format(field=label, low=low, high=high)
    return f"{label} {operator_words(field, condition.operator)} {values}".strip()


def value_words(field: Field, value: object, *, lookup: Lookup) -> str:
    """A stored value as a person reads it."""
    if field.kind == Kind.YES_NO:
        return _("Yes") if value else _("No")
    if field.kind in _RECORDS:
        return lookup.label(field, value)
    labels = {choice.value: translate(choice.label) for choice in field.choices}
    return labels.get(str(value)) or shown(field, value, region=lookup.region)


class ConditionEditor(ttk.Frame):
    """Edits one condition; `on_apply(condition)` hears Apply, and every tick of a checklist at once."""

    def __init__(self, parent: tk.Misc, field: Field, *, condition: Condition | None, lookup: Lookup) -> None:
        super().__init__(parent)
        self.on_apply: Callable[[Condition, bool], None] | None = None
        self.field = field
        self._lookup = lookup
        known = [condition.operator] if condition else []
        self._operators = list(dict.fromkeys([*operators(field), *known]))
        self._values: tuple[object, ...] = condition.values if condition else ()
        self.editors: list[Editor] = []
        self.checklist: Checklist | None = None
        ttk.Label(self, text=translate(field.label), style="Strong.TLabel").pack(anchor="w", padx=theme.px(2))
        labels = [operator_words(field, operator) for operator in self._operators]
        self.operator_box = ttk.Combobox(self, state="readonly", values=labels, width=28)
        self.operator_box.current(self._operators.index(condition.operator) if condition else 0)
        self.operator_box.bind("<<ComboboxSelected>>", lambda _event: self._ask())
        self.operator_box.pack(fill="x", pady=theme.px(4))
        self._place = ttk.Frame(self)
        self._place.pack(fill="x")
        self._error = ttk.Label(self, style="Error.TLabel", wraplength=theme.px(230))
        self.apply_button = ttk.Button(self, text=_("Apply"), style="Primary.TButton", command=self.apply)
        self.apply_button.pack(anchor="e", pady=(theme.px(8), 0))
        self._ask()

    @property
    def operator(self) -> Operator:
        """The chosen operator."""
        return self._operators[self.operator_box.current()]

    def condition(self) -> Condition:
        """The condition as it stands. Raises ValueError with a sentence when a value is missing or unreadable."""
        if self.checklist is not None:
            values = tuple(self.checklist.values)
        else:
            values = tuple(value for editor in self.editors for value in self._read(editor))
        if any(value in (None, "") for value in values) or len(values) < values_needed(self.operator):
            raise ValueError(_("Choose or type a value first."))
        return Condition(self.field.name, self.operator, values)

    def apply(self, *, close: bool = True) -> None:
        """Tell the owner, or say what is missing."""
        try:
            condition = self.condition()
        except ValueError as problem:
            self._error.configure(text=str(problem))
            self._error.pack(anchor="w", before=self.apply_button)
            return
        self._error.pack_forget()
        if self.on_apply:
            self.on_apply(condition, close)

    def focus_value(self) -> None:
        """Put the keyboard where the value goes."""
        if self.editors:
            self.editors[0].entry.focus_set()
        elif self.checklist and self.checklist.boxes:
            self.checklist.boxes[0].focus_set()

    def _ask(self) -> None:
        for child in self._place.winfo_children():
            child.destroy()
        self.editors, self.checklist = [], None
        count = values_needed(self.operator)
        if count and self.field.kind in _LISTED:
            self._ask_list()
        elif count:
            self._ask_typed(count)

    def _ask_list(self) -> None:
        chosen = [str(one) for one in self._values] if self.field.choices else self._values  # choices are texts
        self.checklist = Checklist(self._place, self._choices(), chosen=chosen)
        self.checklist.on_change = lambda _values: self.apply(close=False)
        self.checklist.pack(fill="x")

    def _choices(self) -> list[tuple[object, str]]:
        if self.field.kind == Kind.YES_NO:
            return [(1, _("Yes")), (0, _("No"))]
        if self.field.choices:
            return [(choice.value, translate(choice.label)) for choice in self.field.choices]
        return list(self._lookup.options(self.field, ""))

    def _ask_typed(self, count: int) -> None:
        values = self._values
        if self._takes_several:
            values = (f"{_BETWEEN_VALUES} ".join(value_words(self.field, one, lookup=self._lookup) for one in values),)
            words = _("Several values: put ; between them.")
            ttk.Label(self._place, text=words, style="Small.TLabel").pack(side="bottom", anchor="w")
        for place in range(count):
            editor = editor_for(self._place, self._value_field(), lookup=self._lookup)
            editor.set(values[place] if place < len(values) else None)
            editor.pack(fill="x", pady=(0, theme.px(4)))
            editor.entry.bind("<Return>", lambda _event: self.apply())
            self.editors.append(editor)

    @property
    def _takes_several(self) -> bool:
        """Whether one line takes several texts, each to be met whole."""
        return self.operator in _EQUALS and self.field.kind not in (*_LISTED, *_NUMERIC, *_IN_TIME)

    def _read(self, editor: Editor) -> list[object]:
        """The values one editor holds, in stored form."""
        if not self._takes_several:
            return [editor.get()]
        texts = [text.strip() for text in str(editor.get() or "").split(_BETWEEN_VALUES)]
        return [self._stored(text) for text in dict.fromkeys(texts) if text]

    def _stored(self, text: str) -> str:
        """A phone as it is kept, however it was typed; other texts as they are."""
        kept, problem = phones.check(text, region=self._lookup.region) if self.field.kind is Kind.PHONE else (text, "")
        return text if problem else kept

    def _value_field(self) -> Field:
        """The field as its filter value is typed: a moment by its day, an age in days, an address as plain text."""
        kind = self.field.kind
        if self.operator in (Operator.OLDER_THAN_DAYS, Operator.COMES_ROUND):
            kind = Kind.NUMBER
        elif kind == Kind.MOMENT:
            kind = Kind.DATE
        elif kind not in (*_NUMERIC, *_IN_TIME):
            kind = Kind.TEXT
        return replace(self.field, kind=kind, required=False)
