"""What a report is, as a user builds it, and the table it becomes. No SQL, no files, no screens.

A definition says what is listed and added up; a result holds values as they are stored, so that a screen, a PDF and a
workbook each show them in their own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.models.dashboards import Filters
from crm.models.fields import Choice, Field, Kind
from crm.models.figures import LeftOut
from crm.models.lists import ListQuery
from crm.models.periods import EVER
from crm.utils.chart_data import Chart, ChartKind
from crm.utils.i18n import N_, _, ngettext, translate

ENTITIES = (
    Choice("opportunities", N_("Opportunities")),
    Choice("activities", N_("Activities")),
    Choice("interactions", N_("Interactions")),
    Choice("contacts", N_("Contacts")),
)
DATE_UNITS = (
    Choice("day", N_("by day")),
    Choice("week", N_("by week")),
    Choice("month", N_("by month")),
    Choice("quarter", N_("by quarter")),
    Choice("year", N_("by year")),
)
MOST_GROUPINGS = 2
FORECAST, MONTHLY_CONVERSION = "forecast", "monthly_conversion"  # figures of the analysis that are reports
FORMATS = (Choice("pdf", "PDF"), Choice("xlsx", "Excel (XLSX)"), Choice("csv", "CSV"))


class Aggregate(StrEnum):
    """How the values of a field of several records become one."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "avg"
    LEAST = "min"
    MOST = "max"


_SINGLE = (Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.LINK)
_DATED = (Kind.DATE, Kind.MOMENT)


def is_groupable(field: Field) -> bool:
    """Whether records are put together by a field."""
    return field.kind not in (*_SINGLE, Kind.MONEY)


def is_dated(field: Field) -> bool:
    """Whether a period can be about a field, and its groups are by a unit of DATE_UNITS."""
    return field.kind in _DATED


def aggregates(field: Field) -> tuple[Aggregate, ...]:
    """What can be worked out of a field; COUNT counts the records in which it is filled in."""
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return tuple(Aggregate)
    return (Aggregate.COUNT, Aggregate.LEAST, Aggregate.MOST) if is_dated(field) else (Aggregate.COUNT,)


@dataclass(frozen=True)
class Grouping:
    """Records with the same value of a field together; of a day or moment, those of the same `unit` of DATE_UNITS."""

    field: str
    unit: str = ""


@dataclass(frozen=True)
class Measure:
    """A field of many records as one value; COUNT needs no field."""

    how: Aggregate
    field: str = ""

    @property
    def key(self) -> str:
        """Its name in sorts: "count", "sum:value"."""
        return f"{self.how.value}:{self.field}" if self.field else self.how.value


@dataclass(frozen=True)
class Definition:
    """What a report lists.

    `columns` are fields of the records that are listed, () for totals alone; `query` narrows and, without groupings,
    orders them. `filters` hold period, pipeline and owner; the period is about `period_field`. `sort` orders groups by
    a grouping's field or a measure's key, "" by the groupings themselves. `chart` draws the first measure by the first
    grouping, the second grouping as series. With a `figure`, FORECAST or MONTHLY_CONVERSION, the analysis works the
    table out and only `filters` narrow it.
    """

    entity: str
    columns: tuple[str, ...] = ()
    query: ListQuery = field(default_factory=ListQuery)
    filters: Filters = field(default_factory=lambda: Filters(EVER))
    period_field: str = ""
    groupings: tuple[Grouping, ...] = ()
    measures: tuple[Measure, ...] = ()
    sort: str = ""
    descending: bool = False
    chart: ChartKind | None = None
    figure: str = ""

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "entity": self.entity,
            "columns": list(self.columns),
            "query": self.query.to_plain(),
            "filters": self.filters.to_plain(),
            "period_field": self.period_field,
            "groupings": [[one.field, one.unit] for one in self.groupings],
            "measures": [[one.how.value, one.field] for one in self.measures],
            "sort": self.sort,
            "descending": self.descending,
            "chart": self.chart.value if self.chart else "",
            "figure": self.figure,
        }

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Definition:
        """Read back what `to_plain` gave; ValueError for what no version of it gave."""
        return Definition(
            plain["entity"],
            tuple(plain.get("columns", ())),
            ListQuery.from_plain(plain.get("query", {})),
            Filters.from_plain(plain.get("filters", {"period": EVER})),
            plain.get("period_field", ""),
            tuple(Grouping(*one) for one in plain.get("groupings", ())),
            tuple(Measure(Aggregate(how), name) for how, name in plain.get("measures", ())),
            plain.get("sort", ""),
            bool(plain.get("descending")),
            ChartKind(plain["chart"]) if plain.get("chart") else None,
            plain.get("figure", ""),
        )


def told(plain: Mapping[str, Any]) -> str:
    """A definition, as `to_plain` gives it, in a few words: "Opportunities: 3 columns, 1 grouping, 2 figures"."""
    entity = next((translate(one.label) for one in ENTITIES if one.value == plain["entity"]), str(plain["entity"]))
    columns, groupings, measures = (len(plain.get(name, ())) for name in ("columns", "groupings", "measures"))
    parts = [
        ngettext("{count} column", "{count} columns", columns).format(count=columns) if columns else "",
        ngettext("{count} grouping", "{count} groupings", groupings).format(count=groupings) if groupings else "",
        ngettext("{count} figure", "{count} figures", measures).format(count=measures) if measures else "",
    ]
    said = ", ".join(one for one in parts if one)
    return f"{entity}: {said}" if said else entity


@dataclass(frozen=True)
class Report:
    """A report under a name. A ready-made one has `ready_made`, its key, and id 0; its name is a msgid."""

    id: int
    name: str
    definition: Definition
    description: str = ""
    ready_made: str = ""
    user_id: int | None = None
    shared: bool = False


@dataclass(frozen=True)
class Money:
    """An amount in a cell: minor units of its own currency."""

    minor: int
    currency: str


@dataclass(frozen=True)
class ReportColumn:
    """A column of a result. `label` is translated; `field` says of what kind its cells are."""

    key: str
    label: str
    field: Field
    is_measure: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its cells stand at the right and can be added up."""
        return self.is_measure or self.field.kind.value in ("number", "money")


GROUP, RECORD, SUBTOTAL, TOTAL = "group", "record", "subtotal", "total"


def total_words(group: str) -> str:
    """What the sum of a group is called, so that nobody takes it for one more of what was added up."""
    return _("Total {group}").format(group=group)


@dataclass(frozen=True)
class ReportLine:
    """A line of a result: the heading of a group, a record, what a group comes to, what all come to.

    A cell is text (names, translated choices), int or float, Money, a day or moment as it is stored, or None. `level`
    is 0 for the first grouping and 1 for the second; `id` a record's; `key` says which records it stands for.
    """

    kind: str
    cells: tuple[object, ...]
    level: int = 0
    id: int = 0
    key: str = ""


@dataclass(frozen=True)
class ReportResult:
    """A report carried out: a title, facts to stand under it (label, text), columns, lines, a chart, what is left out.

    All words are translated. `chart_keys` holds the line's key for each label of the chart, `chart_parts` for each
    series that of each of its values, which need not be a line's; "" for what has none. `made_by` names who asked.
    """

    title: str
    entity: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[ReportColumn, ...]
    lines: tuple[ReportLine, ...]
    chart: Chart | None = None
    chart_keys: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    records: int = 0
    notes: tuple[str, ...] = field(default=())
    made_by: str = ""
    chart_parts: tuple[tuple[str, ...], ...] = ()
