"""A report's result as the rows of a table: groups above what belongs to them, one column for all their names."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, ReportColumn, ReportLine, ReportResult, total_words
from crm.utils.i18n import _
from crm.views.report_words import cell
from crm.views.widgets.report_table_columns import Extent, Head, Row, extent

_BY = "by "  # what the key of a grouping's column begins with
_LOOKS = {GROUP: "group", RECORD: "", SUBTOTAL: "subtotal", TOTAL: "total"}


@dataclass(frozen=True)
class Outline:
    """`lines` says for each row which line of the result it shows, `keys` for each head which column; `extent` is the
    rows'.
    """

    heads: tuple[Head, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    extent: Extent = field(default_factory=lambda: Extent((), 0))


def outline(result: ReportResult, *, region: str = "ES") -> Outline:
    """The rows of a result; off the window's thread, they may be many.

    Groups with records stand over them and end in a subtotal; without records a group has its figures beside its name,
    the second grouping one step to the right.
    """
    groups = tuple(one for one in result.columns if one.key.startswith(_BY))
    if not groups:
        shown = _Shown(result, groups, result.columns, region)
        return shown.outline(range(len(result.lines)))
    lists = any(line.kind == RECORD for line in result.lines)
    others = result.columns[len(groups) :]
    if lists:
        shown = _Shown(result, groups, others, region)
        return shown.outline(range(len(result.lines)))
    shown = _Shown(result, groups, others, region, named=True)
    wanted = [at for at, line in enumerate(result.lines) if len(groups) < 2 or not _repeats(line)]
    return shown.outline(wanted)


def _repeats(line: ReportLine) -> bool:
    """Whether a line says the figures of a group whose name stands above: they are shown there."""
    return line.kind == SUBTOTAL and line.level == 0


@dataclass(frozen=True)
class _Shown:
    """How the lines of one result are shown. `named` has a column of its own for the names of groups."""

    result: ReportResult
    groups: tuple[ReportColumn, ...]
    others: tuple[ReportColumn, ...]
    region: str
    named: bool = False

    def outline(self, wanted: range | list[int]) -> Outline:
        """The rows of these lines under their heads."""
        sums = {line.key: line for line in self.result.lines if line.kind == SUBTOTAL}
        rows = tuple(self._row(self.result.lines[at], sums) for at in wanted)
        heads = [Head(one.label, one.is_number) for one in self.others]
        keys = [one.key for one in self.others]
        if self.named:
            heads.insert(0, Head(" › ".join(one.label for one in self.groups)))
            keys.insert(0, self.groups[0].key)
        return Outline(tuple(heads), rows, tuple(wanted), tuple(keys), extent(rows, len(heads)))

    def _row(self, line: ReportLine, sums: dict[str, ReportLine]) -> Row:
        if self.named:
            figures = sums.get(line.key, line) if line.kind == GROUP else line
            look = "" if line.kind == SUBTOTAL else _LOOKS[line.kind]
            cells = (self._name(line), *self._cells(figures))
            return Row(cells, look, line.level, self._links(figures, shift=1))
        cells = self._cells(line)
        if line.kind == RECORD:
            return Row(cells, "", len(self.groups), (0,) if line.id else ())
        named = (self._said(line), *cells[1:])
        return Row(named, _LOOKS[line.kind], line.level, self._links(line, shift=0), wide=True)

    def _cells(self, line: ReportLine) -> tuple[str, ...]:
        values = line.cells[len(self.groups) :]
        dash = "–" if line.kind in (SUBTOTAL, TOTAL) else ""
        return tuple(
            cell(value, column, region=self.region) or (dash if column.is_measure else "")
            for value, column in zip(values, self.others, strict=True)
        )

    def _name(self, line: ReportLine) -> str:
        if line.kind == TOTAL or not self.groups:
            return str(line.cells[0] or _("Total"))
        return cell(line.cells[line.level], self.groups[line.level])

    def _said(self, line: ReportLine) -> str:
        """A group over its records by its field and name, what it comes to by its name."""
        name = self._name(line)
        if line.kind == SUBTOTAL:
            return total_words(name)
        dated = bool(self.groups) and ":" in self.groups[line.level].key
        if line.kind == TOTAL or dated:
            return name
        return _("{label}: {text}").format(label=self.groups[line.level].label, text=name)

    def _links(self, line: ReportLine, *, shift: int) -> tuple[int, ...]:
        """The records behind a line open by its figures."""
        if not line.key:
            return ()
        values = line.cells[len(self.groups) :]
        pairs = enumerate(zip(values, self.others, strict=True), shift)
        return tuple(place for place, (value, column) in pairs if column.is_measure and value is not None)
