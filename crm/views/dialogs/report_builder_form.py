"""All that a report is made of, to be chosen: what it lists, groups, figures, columns, filters, order, chart."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import replace
from tkinter import ttk

from crm.models.dashboards import Filters
from crm.models.fields import Choice, Field
from crm.models.lists import ListQuery
from crm.models.reports import ENTITIES, Definition, Grouping, Measure
from crm.utils.chart_data import ChartKind
from crm.utils.i18n import N_, _, translate
from crm.views import report_draft as draft
from crm.views import report_knowing, theme
from crm.views.dialogs.report_builder_parts import Figures, Groups, Part, Pills, choice_box
from crm.views.dialogs.report_builder_reading import Parts
from crm.views.ordered_checklist import OrderedChecklist
from crm.views.report_filters import ReportFilters
from crm.views.widgets.filters import FilterBar
from crm.views.widgets.scrolled import Scrolled

UP, DOWN = "up", "down"
_WAYS = (Choice(UP, N_("ascending")), Choice(DOWN, N_("descending")))


class BuilderForm(Scrolled):
    """`definition` is what is chosen by now; `on_change` hears every choice of a person."""

    def __init__(self, parent: tk.Misc, parts: Parts, *, definition: Definition) -> None:
        super().__init__(parent, width=384)
        self.on_change: Callable[[], object] = lambda: None
        self.definition = definition
        self.known = parts
        self._columns_before: tuple[str, ...] = definition.columns
        self._is_about_chosen = definition.period_field not in ("", draft.period_grouped(definition))
        self.parts: dict[str, Part] = {}
        self._build()
        self._build_columns()
        self._build_filters()
        self._build_order()
        self.show()
        self.adopt()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of what is listed."""
        return self.known.fields[self.definition.entity]

    def show(self) -> None:
        """Show what is chosen by now."""
        now, fields = self.definition, self.fields
        self.entity.set(ENTITIES, now.entity)
        self.groups.set(now.groupings, fields)
        self.figures.set(now.measures, fields)
        self._lists.set(bool(now.columns))
        self.columns.set([(one.name, translate(one.label)) for one in fields], now.columns)
        self._show_columns()
        self.about.offer(draft.period_choices(fields))
        self._show_about()
        self.filters.show(now.filters, report_knowing.shown_filters(now))
        self.bar.set(now.query.conditions)
        self._show_order()

    def show_problems(self, wrong: Mapping[str, str]) -> None:
        """Put each sentence under its part, and bring the first into view."""
        for name, part in self.parts.items():
            part.say(wrong.get(name, ""))
        first = next((part for name, part in self.parts.items() if name in wrong), None)
        if first is not None:
            self.update_idletasks()
            self.see(first)

    # ---- making

    def _part(self, name: str, title: str, *, hint: str = "") -> ttk.Frame:
        part = self.parts[name] = Part(self.body, title, hint=hint)
        part.pack(fill="x", pady=(0, theme.px(14)), padx=(theme.px(2), theme.px(10)))
        return part.body

    def _build(self) -> None:
        self.entity = Pills(self._part("entity", _("What is listed")))
        self.entity.pack(fill="x")
        self.entity.on_change = self._entity_chosen
        self.groups = Groups(self._part(draft.GROUPS, _("Put together"), hint=_("As the rows of a pivot table.")))
        self.groups.pack(fill="x")
        self.groups.on_change = self._grouped
        hint = _("What is worked out for each group, and for all.")
        self.figures = Figures(self._part(draft.FIGURES, _("Figures"), hint=hint))
        self.figures.pack(fill="x")
        self.figures.on_change = self._measured

    def _build_columns(self) -> None:
        place = self._part(draft.LISTED, _("Columns"))
        self._lists = tk.BooleanVar(self)
        self.lists = ttk.Checkbutton(place, text=_("List each record"), style="Switch.TCheckbutton")
        self.lists.configure(variable=self._lists, command=self._lists_chosen)
        self.lists.pack(anchor="w")
        self.columns = OrderedChecklist(place, _("Search columns"))
        self.columns.on_change = lambda names: self._take(columns=tuple(names))

    def _build_filters(self) -> None:
        place = self._part(draft.PERIOD, _("Period, pipeline, owner"))
        self.filters = ReportFilters(place)
        self.filters.know(self.known.pipelines, self.known.owners)
        self.filters.on_change = self._filtered
        for button in self.filters.buttons.values():  # the keyboard stays where the menu was opened
            button.bind("<Button-1>", lambda event: event.widget.focus_set(), add="+")
        self.filters.pack(fill="x")
        row = ttk.Frame(place)
        row.pack(fill="x", pady=(theme.px(6), 0))
        ttk.Label(row, text=_("The period is about"), style="Small.TLabel").pack(side="left", padx=(0, theme.px(8)))
        self.about = choice_box(row, (), width=20)
        self.about.pack(side="left", fill="x", expand=True)
        self.about.on_change = self._about_chosen
        words = _("The day of the groups, until you choose another.")
        self.follows = ttk.Label(place, text=words, style="Small.TLabel", wraplength=theme.px(340))
        self._bar_place = self._part(draft.FILTERS, _("Filters"))
        self._make_bar()

    def _make_bar(self) -> None:
        for child in self._bar_place.winfo_children():
            child.destroy()
        entity = self.definition.entity
        self.bar = FilterBar(self._bar_place, self.known.filters[entity], lookup=self.known.lookups[entity])
        self.bar.on_change = self._narrowed
        self.bar.pack(fill="x")

    def _build_order(self) -> None:
        place = self._part("order", _("Order"))
        self.order = choice_box(place, (), width=20)
        self.order.pack(side="left", fill="x", expand=True)
        self.order.on_change = self._ordered
        self.way = choice_box(place, _WAYS, width=12)
        self.way.pack(side="left", padx=(theme.px(4), 0))
        self.way.on_change = self._ordered
        self.chart = Pills(self._part("chart", _("Chart")))
        self.chart.pack(fill="x")
        self.chart.on_change = lambda kind: self._take(chart=ChartKind(kind) if kind else None)

    # ---- what a person chooses

    def _entity_chosen(self, entity: str) -> None:
        if entity == self.definition.entity:
            return
        kept = self.definition.filters
        self.definition = replace(draft.fresh(entity, self.known.fields[entity]), filters=_fitting(kept, entity))
        self._columns_before = self.definition.columns
        self._is_about_chosen = False
        self._make_bar()
        self.show()
        self.adopt()
        self.on_change()

    def _grouped(self, groupings: tuple[Grouping, ...]) -> None:
        before = self.definition
        now = replace(before, groupings=groupings)
        if not self._is_about_chosen:
            now = replace(now, period_field=draft.period_grouped(now))
        first = not before.groupings and bool(groupings)
        if first and before.columns:
            now = replace(now, columns=())  # whoever puts together wants totals first; one switch lists the records
        if not groupings and not now.columns and not now.measures:
            now = replace(now, columns=self._columns_before)
        chart = draft.usual_chart(now, self.fields) if first or (before.chart and groupings) else before.chart
        self._settle(replace(now, chart=chart))

    def _measured(self, measures: tuple[Measure, ...]) -> None:
        self._settle(replace(self.definition, measures=measures))

    def _lists_chosen(self) -> None:
        if self.definition.columns:
            self._columns_before = self.definition.columns
        usual = self._columns_before or draft.fresh(self.definition.entity, self.fields).columns
        self._settle(replace(self.definition, columns=usual if self._lists.get() else ()))

    def _filtered(self, filters: Filters) -> None:
        self.filters.show(filters, report_knowing.shown_filters(self.definition))
        self._take(filters=filters)

    def _about_chosen(self) -> None:
        self._is_about_chosen = True
        self._take(period_field=str(self.about.typed()))
        self._show_about()

    def _narrowed(self) -> None:
        query = replace(self.definition.query, conditions=tuple(self.bar.conditions()))
        self.adopt()
        self._take(query=query)

    def _ordered(self) -> None:
        sort, down = str(self.order.typed()), self.way.typed() == DOWN
        if self.definition.groupings:
            self._take(sort=sort, descending=down)
        else:
            before = self.definition.query
            self._take(query=ListQuery(before.text, before.conditions, sort, down))

    def _settle(self, definition: Definition) -> None:
        """Take it, and show what changes with it."""
        self.definition = draft.settled(replace(definition, figure=""), self.fields)
        if self._lists.get() != bool(self.definition.columns):
            self._lists.set(bool(self.definition.columns))
        self.columns.set([(one.name, translate(one.label)) for one in self.fields], self.definition.columns)
        self._show_columns()
        self._show_about()
        self._show_order()
        self.adopt()
        self.on_change()

    def _take(self, **changes: object) -> None:
        figure = self.definition.figure if "filters" in changes else ""  # only filters narrow what is worked out so
        self.definition = replace(self.definition, figure=figure, **changes)  # type: ignore[arg-type]
        self.on_change()

    def _show_columns(self) -> None:
        if self._lists.get():
            self.columns.pack(fill="x", pady=(theme.px(6), 0))
        else:
            self.columns.pack_forget()

    def _show_about(self) -> None:
        """The field the period is about, and that it is the one of the groups where nobody chose it."""
        about = draft.period_field(self.definition)
        self.about.set(about)
        if not self._is_about_chosen and about == draft.period_grouped(self.definition):
            self.follows.pack(anchor="w", pady=(theme.px(4), 0))
        else:
            self.follows.pack_forget()

    def _show_order(self) -> None:
        now, fields = self.definition, self.fields
        sort, down = (now.sort, now.descending) if now.groupings else (now.query.sort, now.query.descending)
        self.order.offer(draft.sort_choices(now, fields))
        self.order.set(sort)
        self.way.set(DOWN if down else UP)
        self.chart.set(draft.chart_choices(now, fields), now.chart.value if now.chart else draft.NO_CHART)


def _fitting(filters: Filters, entity: str) -> Filters:
    return replace(filters, pipeline_id=None) if entity == report_knowing.CONTACTS else filters
