"""The parts of a report's builder: a heading with what is wrong under it, groups, figures, one of several."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.fields import Choice, Field, Kind
from crm.models.reports import MOST_GROUPINGS, Aggregate, Grouping, Measure
from crm.utils.i18n import _, translate
from crm.views import report_draft as draft
from crm.views import theme
from crm.views.widgets.chips import Flow
from crm.views.widgets.editors import ChoiceEditor, Lookup


class Part(ttk.Frame):
    """A heading, a place for editors (`body`), and under it the sentence that says what is wrong."""

    def __init__(self, parent: tk.Misc, title: str, *, hint: str = "") -> None:
        super().__init__(parent)
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, theme.px(4)))
        self.title = ttk.Label(head, text=title, style="Strong.TLabel")
        self.title.pack(side="left")
        self.side = ttk.Frame(head)
        self.side.pack(side="right")
        if hint:
            ttk.Label(self, text=hint, style="Small.TLabel").pack(anchor="w", pady=(0, theme.px(4)))
        self.body = ttk.Frame(self)
        self.body.pack(fill="x")
        self._wrong = ttk.Label(self, style="Error.TLabel", justify="left", wraplength=theme.px(330))

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" takes it away."""
        self._wrong.configure(text=sentence)
        if sentence:
            self._wrong.pack(anchor="w", pady=(theme.px(3), 0))
        else:
            self._wrong.pack_forget()

    @property
    def said(self) -> str:
        """What is said to be wrong."""
        return str(self._wrong.cget("text"))


def choice_box(parent: tk.Misc, choices: Sequence[Choice], *, width: int, required: bool = True) -> ChoiceEditor:
    """A field to choose one of a few from, `width` letters wide."""
    field = Field("choice", Kind.CHOICE, "", required=required, choices=tuple(choices))
    made = ChoiceEditor(parent, field, lookup=Lookup())
    made.entry.configure(width=width)  # type: ignore[call-arg]
    return made


class Groups(ttk.Frame):
    """Up to two groupings, days by a unit. `on_change(groupings)` hears a person."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[tuple[Grouping, ...]], object] = lambda _groupings: None
        self.groupings: tuple[Grouping, ...] = ()
        self._fields: draft.Fields = ()
        self.columnconfigure(1, weight=1)
        self._words = [ttk.Label(self, text=words, style="Small.TLabel") for words in (_("by"), _("then by"))]
        self.fields = [choice_box(self, (), width=20, required=False) for _place in range(MOST_GROUPINGS)]
        self.units = [choice_box(self, (), width=11) for _place in range(MOST_GROUPINGS)]
        for place in range(MOST_GROUPINGS):
            self.fields[place].on_change = lambda place=place: self._chosen(place)
            self.units[place].on_change = lambda place=place: self._chosen(place)

    def set(self, groupings: tuple[Grouping, ...], fields: draft.Fields) -> None:
        """Show these groupings."""
        self.groupings, self._fields = groupings, fields
        for place in range(MOST_GROUPINGS):
            there = place <= len(groupings)
            known = groupings[place] if place < len(groupings) else Grouping("")
            self.fields[place].offer(draft.group_choices(fields))
            self.fields[place].set(known.field)
            units = draft.unit_choices(known.field, fields)
            self.units[place].offer(units)
            self.units[place].set(known.unit)
            self._show(place, there=there, dated=bool(units))

    def _show(self, place: int, *, there: bool, dated: bool) -> None:
        gap = theme.px(4)
        for widget in (self._words[place], self.fields[place], self.units[place]):
            widget.grid_remove()
        if there:
            self._words[place].grid(row=place, column=0, sticky="w", padx=(0, theme.px(8)), pady=(0, gap))
            self.fields[place].grid(row=place, column=1, sticky="ew", pady=(0, gap))
            if dated:
                self.units[place].grid(row=place, column=2, sticky="e", padx=(gap, 0), pady=(0, gap))

    def _chosen(self, place: int) -> None:
        named = [str(editor.typed()) for editor in self.fields]
        known = [one.field for one in self.groupings]
        made = []
        for at, name in enumerate(named[: max(place + 1, len(self.groupings))]):
            kept = at < len(known) and known[at] == name
            unit = str(self.units[at].typed()) if kept else ""
            if name:
                made.append(draft.grouping(name, self._fields, unit=unit))
        self.set(tuple(made), self._fields)
        self.on_change(self.groupings)


class Figures(ttk.Frame):
    """Figures in their order, each taken away by its cross. `on_change(measures)` hears a person."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[tuple[Measure, ...]], object] = lambda _measures: None
        self.measures: tuple[Measure, ...] = ()
        self._fields: draft.Fields = ()
        self._lines = ttk.Frame(self)
        self._lines.pack(fill="x")
        self._lines.columnconfigure(1, weight=1)
        self.hows: list[ChoiceEditor] = []
        self.fields: list[ChoiceEditor] = []
        self.crosses: list[ttk.Button] = []
        self.add = ttk.Button(self, text=_("Figure"), style="Muted.TButton", compound="left", command=self._add)
        theme.set_icon(self.add, "plus-lg", size=12)
        self.add.pack(anchor="w")

    def set(self, measures: tuple[Measure, ...], fields: draft.Fields) -> None:
        """Show these figures."""
        self.measures, self._fields = measures, fields
        for child in self._lines.winfo_children():
            child.destroy()
        self.hows, self.fields, self.crosses = [], [], []
        for place, one in enumerate(measures):
            self._add_line(place, one)
        self.add.state(["disabled" if len(measures) >= draft.MOST_MEASURES else "!disabled"])

    def _add_line(self, place: int, one: Measure) -> None:
        gap = theme.px(4)
        how = choice_box(self._lines, draft.AGGREGATES, width=9)
        how.set(one.how.value)
        how.grid(row=place, column=0, sticky="w", pady=(0, gap))
        how.on_change = lambda: self._changed(place, str(how.typed()), name=one.field)
        offered = draft.measured_choices(one.how.value, self._fields)
        field = choice_box(self._lines, offered, width=18)
        field.set(one.field)
        field.grid(row=place, column=1, sticky="ew", padx=gap, pady=(0, gap))
        field.on_change = lambda: self._changed(place, one.how.value, name=str(field.typed()))
        cross = ttk.Button(self._lines, style="Icon.TButton", command=lambda: self._remove(place))
        theme.set_icon(cross, "x", size=14)
        theme.tooltip(cross, _("Take away"))
        cross.grid(row=place, column=2, pady=(0, gap))
        self.hows.append(how)
        self.fields.append(field)
        self.crosses.append(cross)

    def _changed(self, place: int, how: str, *, name: str) -> None:
        made = list(self.measures)
        before, made[place] = made[place], draft.measure(how, name, fields=self._fields)
        self._tell(made, focus=(self.hows if before.how != made[place].how else self.fields, place))

    def _remove(self, place: int) -> None:
        self._tell([one for at, one in enumerate(self.measures) if at != place])
        (self.crosses[min(place, len(self.crosses) - 1)] if self.crosses else self.add).focus_set()

    def _add(self) -> None:
        counted = any(one.how == Aggregate.COUNT for one in self.measures)
        made = draft.measure("sum" if counted else "count", "", fields=self._fields)
        self._tell([*self.measures, made])
        self.hows[-1].entry.focus_set()

    def _tell(self, made: Sequence[Measure], *, focus: tuple[list[ChoiceEditor], int] | None = None) -> None:
        hows = focus is not None and focus[0] is self.hows
        self.set(tuple(made), self._fields)
        if focus is not None:
            (self.hows if hows else self.fields)[focus[1]].entry.focus_set()
        self.on_change(self.measures)


class Pills(Flow):
    """One of several, as pills; `on_change(value)` hears a person."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[str], object] = lambda _value: None
        self._value = tk.StringVar(self)
        self._offered: tuple[Choice, ...] = ()

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._value.get()

    @property
    def pills(self) -> dict[str, ttk.Radiobutton]:
        """The buttons by their value."""
        made = [one for one in self.winfo_children() if isinstance(one, ttk.Radiobutton)]
        return dict(zip((one.value for one in self._offered), made, strict=True))

    def set(self, choices: Sequence[Choice], value: str) -> None:
        """Offer these, one of them chosen."""
        if tuple(choices) != self._offered:
            self._offered = tuple(choices)
            for child in self.winfo_children():
                child.destroy()
            for one in choices:
                pill = ttk.Radiobutton(self, text=translate(one.label), value=one.value, variable=self._value)
                pill.configure(style="Pill.TRadiobutton", command=lambda: self.on_change(self._value.get()))
            self.update_idletasks()
            self.flow()
        self._value.set(value)
