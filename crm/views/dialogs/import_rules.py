"""The rules of an import: what makes a row one that is here already, what happens then, what may be created beside."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from tkinter import ttk

from crm.models.fields import Choice
from crm.models.imports import (
    ACTIVITIES,
    APPEND,
    COLUMN_RULES,
    COMPANIES,
    CONTACTS,
    CREATABLE,
    FILL,
    INTERACTIONS,
    MATCH_KEYS,
    ON_MATCH,
    OPPORTUNITIES,
    PRODUCTS,
    UPDATE,
    USERS,
    Mapping,
)
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_reading import Reading, can_append
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer

_SIDE = 570


class RulesPage(ttk.Frame):
    """`on_match(value)`, `on_mapping(mapping)` and `on_rule(header, rule)` hear choices."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(4), theme.px(10), theme.px(4), 0))
        self.on_match: Callable[[str], object] = lambda _value: None
        self.on_mapping: Callable[[Mapping], object] = lambda _mapping: None
        self.on_rule: Callable[[str, str], object] = lambda _header, _rule: None
        self.menu: tk.Menu | None = None
        self._reading: Reading | None = None
        self._chosen = tk.StringVar(self)
        self._rows: list[tuple[str, str, str]] = []
        side = Scrolled(self, width=_SIDE)
        side.pack(side="left", fill="y", padx=(0, theme.px(16)))
        self.choices = self._add_choices(_column(side.body))
        keys = _column(side.body)
        self.match_on = self._add_ticks(keys, _("The same record when they agree in"), options=MATCH_KEYS, name="match")
        first = side.body.winfo_children()[0]
        self.creatable = self._add_ticks(
            first, _("Create along with the rows"), options=CREATABLE, name="create_missing"
        )
        side.adopt()
        self._add_columns()

    def show(self, reading: Reading) -> None:
        """Show the rules of a file."""
        self._reading = reading
        mapping = reading.mapping
        self._chosen.set(reading.on_match)
        for boxes, ticked in ((self.match_on, mapping.match), (self.creatable, mapping.create_missing)):
            for value, (box, tick) in boxes.items():
                tick.set(value in ticked)
                box.state(["!disabled" if _matters(value, mapping.entity) else "disabled"])
        words = {one.value: translate(one.label) for one in COLUMN_RULES}
        targets = {header: line.words for header, line in zip(reading.headers, reading.lines(), strict=True)}
        taken = [column for column in mapping.columns if column.field]
        self._rows = [(column.header, targets.get(column.header, ""), words[column.rule]) for column in taken]
        self._hint.configure(text=self._hint_words())
        self.table.set_ids(array("q", range(len(self._rows))), keep_place=True)

    def open_menu(self, place: int) -> None:
        """Offer the rules of a column, beside its line."""
        if self._reading is None or not self._rules_count or not 0 <= place < len(self._rows):
            return
        header = self._rows[place][0]
        self.menu = theme.menu(self.table)
        for rule in rules_for(self._reading, header):
            self.menu.add_command(label=translate(rule.label), command=partial(self._set_rule, header, rule.value))
        tree = self.table.tree
        box = tree.bbox(tree.focus(), "rule") or (0, 0, 0, 0)
        self.menu.tk_popup(tree.winfo_rootx() + box[0], tree.winfo_rooty() + box[1] + box[3])

    # ---- making

    def _add_choices(self, parent: tk.Misc) -> dict[str, ttk.Radiobutton]:
        ttk.Label(parent, text=_("What is here already"), style="Strong.TLabel").pack(anchor="w")
        made = {}
        for one in ON_MATCH:
            button = ttk.Radiobutton(parent, text=translate(one.label), value=one.value, variable=self._chosen)
            button.configure(command=lambda: self.on_match(self._chosen.get()))
            button.pack(anchor="w", pady=(theme.px(4), 0))
            made[one.value] = button
        return made

    def _add_ticks(
        self, parent: tk.Misc, title: str, *, options: tuple[Choice, ...], name: str
    ) -> dict[str, tuple[ttk.Checkbutton, tk.BooleanVar]]:
        above = theme.px(18) if parent.winfo_children() else 0
        ttk.Label(parent, text=title, style="Strong.TLabel").pack(anchor="w", pady=(above, 0))
        made = {}
        for one in options:
            tick = tk.BooleanVar(self)
            box = ttk.Checkbutton(parent, text=translate(one.label), variable=tick)
            box.configure(command=partial(self._ticked, name))
            box.pack(anchor="w", pady=(theme.px(4), 0))
            made[one.value] = (box, tick)
        return made

    def _add_columns(self) -> None:
        right = ttk.Frame(self)
        right.pack(side="left", fill="both", expand=True)
        ttk.Label(right, text=_("Columns with a rule of their own"), style="Strong.TLabel").pack(anchor="w")
        self._hint = ttk.Label(right, style="Small.TLabel", justify="left")
        self._hint.pack(anchor="w", fill="x", pady=(theme.px(2), theme.px(6)))
        right.bind("<Configure>", lambda event: self._hint.configure(wraplength=max(1, event.width)))
        columns = [
            Column("header", _("Column"), 130, sortable=False),
            Column("target", _("Goes to"), 140, sortable=False),
            Column("rule", _("What is here already"), 190, sortable=False),
        ]
        self.table = Table(right, columns, fetch=self._fetch)
        self.table.set_empty(_("No column goes anywhere yet"))
        self.table.on_open = self.open_menu
        self.table.on_context = lambda _x, _y, row: self.open_menu(-1 if row is None else row)
        self.table.tree.bind("<space>", lambda _event: self._opened_by_key())
        self.table.pack(fill="both", expand=True)

    # ---- what a person does

    @property
    def _rules_count(self) -> bool:
        """Whether a column's rule changes anything: not where rows that are here already are left alone or added."""
        return self._reading is not None and self._reading.on_match in (FILL, UPDATE)

    def _hint_words(self) -> str:
        if not self._rules_count:
            return _("They count where what is here already is filled or replaced.")
        return _("Enter or a double click on a column changes its rule.")

    def _opened_by_key(self) -> str:
        self.open_menu(self.table.focus_place)
        return "break"

    def _ticked(self, name: str) -> None:
        if self._reading is None:
            return
        boxes = self.match_on if name == "match" else self.creatable
        ticked = tuple(value for value, (_box, tick) in boxes.items() if tick.get())
        chosen: object = ticked if name == "match" else frozenset(ticked)
        self.on_mapping(replace(self._reading.mapping, **{name: chosen}))  # type: ignore[arg-type]

    def _set_rule(self, header: str, rule: str) -> None:
        self.on_rule(header, rule)

    def _fetch(self, ids: list[int], done: Answer) -> None:
        found = {
            place: tuple(one_line(cell, 80) for cell in self._rows[place]) for place in ids if place < len(self._rows)
        }
        done(found)


def _column(parent: tk.Misc) -> ttk.Frame:
    """A place for choices, beside the one before."""
    place = ttk.Frame(parent)
    place.pack(side="left", anchor="n", padx=(0, theme.px(20)))
    return place


_OF_DEALS = ("products", "stages", "loss_reasons")


def _matters(value: str, entity: str) -> bool:
    """Whether a key or something to create has a meaning in a file of this entity."""
    if value in _OF_DEALS:
        return entity in (OPPORTUNITIES, CONTACTS)
    if value == "contacts":
        return entity in (INTERACTIONS, OPPORTUNITIES, ACTIVITIES)
    if value == "companies":
        return entity not in (COMPANIES, PRODUCTS, USERS)
    return True


def rules_for(reading: Reading, header: str) -> list[Choice]:
    """The rules a column may have: only what holds several values, or text, can be added to."""
    return [rule for rule in COLUMN_RULES if rule.value != APPEND or can_append(reading, header)]


def rules_words(reading: Reading) -> str:
    """What happens with what is here already, in one line."""
    words = next(translate(one.label) for one in ON_MATCH if one.value == reading.on_match)
    return _("What is here already: {rule}").format(rule=words[:1].lower() + words[1:])
