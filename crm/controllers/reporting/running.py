"""A definition carried out: groups in their order, their records, what each comes to, the chart, what is left out."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.controllers.reporting.charting import Grouped, chart_of, key_text
from crm.controllers.reporting.leaving_out import left_out
from crm.controllers.reporting.measuring import Keys, Measures, Tally, by_level
from crm.controllers.reporting.notes import notes
from crm.controllers.reporting.ordering import Order
from crm.controllers.reporting.parts import partings
from crm.controllers.reporting.records import Cells, ids_in_groups
from crm.controllers.reporting.tables import Table
from crm.controllers.reporting.wording import facts, grouping_label, measure_label
from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.reports import (
    GROUP,
    MOST_GROUPINGS,
    RECORD,
    SUBTOTAL,
    TOTAL,
    Aggregate,
    Grouping,
    Measure,
    ReportColumn,
    ReportLine,
    ReportResult,
)
from crm.utils.i18n import _, translate

PREVIEWED = 2_000  # records shown while a report is looked at
WRITTEN = 100_000  # records handed on


def result_of(table: Table, title: str, *, limit: int) -> ReportResult:
    """What a report comes to, with at most `limit` of its records."""
    return _Run(table, limit).result(title)


class _Run:
    """One report on its way."""

    def __init__(self, table: Table, limit: int) -> None:
        definition = table.definition
        if len(definition.groupings) > MOST_GROUPINGS:
            raise Invalid({"groupings": _("A report has at most two groupings.")})
        self.table, self.limit = table, limit
        self.parts = partings(table)
        wanted = definition.measures
        if not wanted and not definition.columns:
            wanted = (Measure(Aggregate.COUNT),)
        self.measures = Measures(table, wanted)
        self.levels = by_level(self.measures, self.parts)
        self.order = Order(table, self.parts, levels=self.levels)
        self.cells = Cells(table)
        self.ids = ids_in_groups(table, self.parts) if definition.columns else {}
        self.columns = _columns(table, self.measures.measures)
        self._left = limit

    def result(self, title: str) -> ReportResult:
        """The whole."""
        definition, count = self.table.definition, self.levels[0][()][0]
        result = ReportResult(
            title,
            definition.entity,
            tuple(facts(self.table)),
            tuple(self.columns),
            tuple(self._lines()),
            left_out=left_out(self.measures, self.levels[0][()]),
            records=count,
            notes=tuple(notes(self.measures, self.parts, whole=self.levels[0][()], limit=self.limit)),
        )
        if definition.chart is None or not self.parts:
            return result
        first = self.order.inside((), self.measures)
        grouped = Grouped(self.measures, self.parts, self.order.names, self.levels, first=first)
        drawn = chart_of(grouped, definition.chart)
        return replace(result, chart=drawn.chart, chart_keys=drawn.keys, chart_parts=drawn.parts)

    def _lines(self) -> Iterator[ReportLine]:
        if not self.parts:
            yield from self._records(())
        else:
            for key in self.order.inside((), self.measures):
                yield from self._group((key,))
        if self.measures.measures:
            yield ReportLine(TOTAL, self._totals((), _("Total")), key=key_text(()))

    def _group(self, keys: Keys) -> Iterator[ReportLine]:
        """A group: its head where something stands inside it, what that is, what it comes to."""
        level, key = len(keys) - 1, key_text(keys)
        label = self.order.names[level].cell(keys[-1])
        deepest = len(keys) == len(self.parts)
        if not deepest or self.table.definition.columns:
            yield ReportLine(GROUP, self._placed(label, level), level, key=key)
        if deepest:
            yield from self._records(keys)
        else:
            for inner in self.order.inside(keys, self.measures):
                yield from self._group((*keys, inner))
        if self.measures.measures:
            yield ReportLine(SUBTOTAL, self._totals(keys, label), level, key=key)

    def _records(self, keys: Keys) -> Iterator[ReportLine]:
        ids = self.ids.get(keys, array("q"))[: self._left]
        self._left -= len(ids)
        before = (None,) * len(self.parts)
        behind = (None,) * (len(self.columns) - len(before) - len(self.table.definition.columns))
        level = max(len(keys) - 1, 0)
        for record, cells in self.cells.of(ids):
            yield ReportLine(RECORD, (*before, *cells, *behind), level, id=record)

    def _placed(self, label: object, level: int) -> tuple[object, ...]:
        """A line with nothing but a label."""
        cells: list[object] = [None] * len(self.columns)
        cells[level] = label
        return tuple(cells)

    def _totals(self, keys: Keys, label: object) -> tuple[object, ...]:
        """The cells of what a group comes to; its label stands in the column of its grouping."""
        tally: Tally = self.order.tally(keys, self.measures)
        cells = list(self._placed(None, 0))
        places = {one.key: at for at, one in enumerate(self.columns)}
        for at, measure in enumerate(self.measures.measures):
            cells[places[_column_key(measure, self.table)]] = self.measures.cell(at, tally)
        place = max(len(keys) - 1, 0)
        if cells[place] is None:
            cells[place] = label
        return tuple(cells)


def _column_key(measure: Measure, table: Table) -> str:
    """Where a measure is shown: a sum below the column of its field where that is listed."""
    below = measure.how == Aggregate.SUM and measure.field in table.definition.columns
    return measure.field if below else measure.key


def _columns(table: Table, measures: Sequence[Measure]) -> list[ReportColumn]:
    """The groupings, then the listed fields, then the measures that stand below none of these."""
    found = [_grouping_column(table, one) for one in table.definition.groupings]
    found += [
        ReportColumn(name, translate(table.fields[name].label), table.fields[name]) for name in table.definition.columns
    ]
    for measure in measures:
        key = _column_key(measure, table)
        if key == measure.key:
            field = table.fields[measure.field] if measure.field else Field("count", Kind.NUMBER, "")
            shown = Field(key, Kind.NUMBER, "") if measure.how == Aggregate.COUNT else field
            found.append(ReportColumn(key, measure_label(measure, field), shown, is_measure=True))
    return found


def _grouping_column(table: Table, grouping: Grouping) -> ReportColumn:
    known = table.fields[grouping.field]
    key = f"by {grouping.field}" + (f":{grouping.unit}" if grouping.unit else "")
    kind = Kind.DATE if grouping.unit == "day" else Kind.TEXT
    label = grouping_label(grouping, known)
    return ReportColumn(key, label, Field(grouping.field, kind, known.label))
