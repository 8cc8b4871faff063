"""The table of a report in a PDF: how wide columns are, which stand on one sheet, and its lines as items that flow.

A table wider than a lying sheet at the smallest letters is laid out in bands of columns, the first column in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crm.files import report_pdf_text as texts
from crm.files.report_cells import label, look, lowest_level, shown
from crm.files.report_pdf_page import MARGIN, QUIET, Item, Paper, Pen, Style
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, ReportColumn, ReportLine, ReportResult

_SIZES = (9.0, 8.0, 7.0)
_GAP = 1.2  # between two columns, at size 1
_LEADING, _PADDING = 1.32, 0.36  # of a line, and above and below a row, at size 1
_AIR = 0.55  # above the heading of a group, at size 1
_COMFORT = 18.0  # a text column of this width, at size 1, is never too narrow
_NARROWEST = 7.0  # what a column of texts may be pressed to, at size 1
_LONGEST_WORD = 16.0  # a longer one is broken where room is short
_SAMPLE = 200  # rows whose words are looked at one by one
_STRETCH = 1.9  # a table is at most so many times as wide as it needs
_INDENT = 1.2  # of a heading of the second level, at size 1
_FEWEST = 3  # lines of a row that stand alone at the bottom of a page


@dataclass(frozen=True)
class Row:
    """A line in cleaned words. `title` stands across the whole width in place of cells."""

    look: str
    cells: tuple[str, ...]
    level: int = 0
    title: str = ""
    striped: bool = False

    @property
    def bold(self) -> bool:
        """Whether it is written in bold."""
        return self.look != RECORD

    @property
    def air(self) -> float:
        """What is left free above it, at size 1."""
        return _AIR if self.look == GROUP else 0.0


@dataclass(frozen=True)
class Band:
    """Columns that stand side by side: their places in the report, their widths in points, and the size of letters."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    right: frozenset[int]

    @property
    def width(self) -> float:
        """The width of the table."""
        return sum(self.widths)

    @property
    def gap(self) -> float:
        """The points between two columns."""
        return _GAP * self.size


def rows_of(result: ReportResult) -> list[Row]:
    """The lines of a report in words."""
    lowest, striped, rows = lowest_level(result), False, []
    for line in result.lines:
        row = _row(line, look(line, lowest), columns=result.columns, striped=striped)
        striped = not striped if row.look == RECORD else False
        rows.append(row)
    return rows


def _row(line: ReportLine, kind: str, *, columns: Sequence[ReportColumn], striped: bool) -> Row:
    if kind == GROUP:
        return Row(kind, (), line.level, texts.clean(label(line, columns)) or "–")
    cells = tuple(
        "" if cell is None and line.kind == RECORD else texts.clean(shown(cell, column))
        for cell, column in zip(line.cells, columns, strict=False)
    )
    return Row(kind, cells, line.level, striped=striped and kind == RECORD)


class Wanted:
    """How wide columns want to be and must be, at size 1; those of numbers and days are not pressed."""

    def __init__(self, columns: Sequence[ReportColumn], rows: Sequence[Row]) -> None:
        self.natural: list[float] = []
        self.least: list[float] = []
        for place, column in enumerate(columns):
            name = texts.clean(column.label)
            wide = max((texts.width(one, bold=bold) for one, bold in _seen(rows, place)), default=0.0)
            words = max((texts.width(word, bold=True) for word in name.split()), default=0.0)
            natural = max(wide, texts.width(name, bold=True)) + _GAP
            whole = max(words, *(_longest_word(cell) for cell, _bold in islice(_seen(rows, place), _SAMPLE)), 0.0)
            texted = min(natural, max(_NARROWEST, min(whole, _LONGEST_WORD)))
            least = max(wide, min(words, _NARROWEST)) if _is_firm(column) else texted
            self.natural.append(natural)
            self.least.append(min(natural, least + _GAP, 2 * _COMFORT))

    @property
    def comfort(self) -> list[float]:
        """What each needs to be read with ease."""
        return [max(least, min(natural, _COMFORT)) for natural, least in zip(self.natural, self.least, strict=True)]


def _is_firm(column: ReportColumn) -> bool:
    """Whether its cells are not broken: numbers, days, telephone numbers."""
    return column.is_number or column.field.kind.value in ("date", "moment", "yes_no", "phone")


def _longest_word(cell: str) -> float:
    return max((texts.width(word) for word in cell.split()), default=0.0)


def _seen(rows: Sequence[Row], place: int) -> Iterator[tuple[str, bool]]:
    for row in rows:
        if place < len(row.cells):
            cell = row.cells[place]
            yield (cell if len(cell) < 200 else cell[:200], row.bold)


def fit(columns: Sequence[ReportColumn], wanted: Wanted, *, upright: Paper) -> tuple[Paper, list[Band]]:
    """The sheet and the bands for a table: upright where it fits with ease, lying and smaller where it must be."""
    right = frozenset(place for place, column in enumerate(columns) if column.is_number)
    tries = [(upright, _SIZES[0]), *((upright.turned, size) for size in _SIZES)]
    every = tuple(range(len(columns)))
    for need in (wanted.comfort, wanted.least):
        for sheet, size in tries:
            if sum(need) * size <= sheet.room[0]:
                return sheet, [Band(every, _widths(every, wanted, room=sheet.room[0], size=size), size, right)]
    sheet, size = upright.turned, _SIZES[-1]
    parts = _parts(wanted.least, sheet.room[0] / size)
    return sheet, [Band(part, _widths(part, wanted, room=sheet.room[0], size=size), size, right) for part in parts]


def _parts(least: Sequence[float], room: float) -> list[tuple[int, ...]]:
    """Columns cut into bands that fit into `room`, the first column in each."""
    parts, part = [], [0]
    for place in range(1, len(least)):
        if len(part) > 1 and sum(least[one] for one in part) + least[place] > room:
            parts.append(tuple(part))
            part = [0]
        part.append(place)
    return [*parts, tuple(part)]


def _widths(part: Sequence[int], wanted: Wanted, *, room: float, size: float) -> tuple[float, ...]:
    """The widths of columns in points: what they want, stretched or pressed to fill the room."""
    most = room / size
    least = [min(wanted.least[one], most / 2) for one in part]
    natural = [max(low, min(wanted.natural[one], 0.6 * most)) for low, one in zip(least, part, strict=True)]
    total, low = sum(natural), sum(least)
    if total <= most:
        share = min(most / total, _STRETCH)
        return tuple(one * share * size for one in natural)
    given = max(0.0, most - low) / max(total - low, 1e-9)
    widths = [small + (large - small) * given for small, large in zip(least, natural, strict=True)]
    over = max(1.0, sum(widths) / most)
    return tuple(one / over * size for one in widths)


@dataclass
class HeadItem:
    """The names of columns, above the first line and on each page."""

    band: Band
    labels: tuple[str, ...]
    keep: bool = True
    height: float = 0.0
    lines: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = _cells(self.band, self.labels, bold=True)
        self.height = _height(max(map(len, self.lines)), self.band.size)

    def split(self, room: float) -> tuple[Item, Item] | None:  # noqa: ARG002 - what an item is asked
        """Never."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """The names at the foot of their line, a strong rule below."""
        size, most = self.band.size, max(map(len, self.lines))
        style = Style(size, bold=True)
        sunk = [[""] * (most - len(lines)) + lines for lines in self.lines]
        _Cells(self.band, sunk, style).draw(pen, top)
        pen.rule((MARGIN, top + self.height), self.band.width, strong=True)


@dataclass
class RowItem:
    """A line of the table, or the lines of one that go on over the page."""

    band: Band
    row: Row
    head: HeadItem
    lines: list[list[str]]
    keep: bool = False
    height: float = 0.0

    def __post_init__(self) -> None:
        size = self.band.size
        self.height = _height(max(map(len, self.lines), default=1), size) + self.row.air * size

    def split(self, room: float) -> tuple[Item, Item] | None:
        """Between two lines of text, some lines on either side."""
        count = int((room / self.band.size - 2 * _PADDING - self.row.air) / _LEADING)
        if count < _FEWEST or max(map(len, self.lines), default=1) - count < 1:
            return None
        first = [lines[:count] for lines in self.lines]
        rest = [lines[count:] or [""] for lines in self.lines]
        return (
            RowItem(self.band, self.row, self.head, first, keep=False),
            RowItem(self.band, self.row, self.head, rest, keep=self.keep),
        )

    def draw(self, pen: Pen, top: float) -> None:
        """Its cells on a stripe, or below a rule."""
        band, row = self.band, self.row
        top += row.air * band.size
        if row.striped:
            pen.box((MARGIN, top), (band.width, self.height))
        if row.look in (SUBTOTAL, TOTAL):
            pen.rule((MARGIN, top), band.width, strong=row.look == TOTAL)
        if row.title:
            _draw_title(pen, self, top=top)
        else:
            _Cells(band, self.lines, Style(band.size, bold=row.bold)).draw(pen, top)


def items(result: ReportResult, rows: Sequence[Row], *, band: Band) -> Iterator[Item]:
    """The table in one band: its head, then its lines, totals kept with the line above them."""
    head = HeadItem(band, tuple(texts.clean(result.columns[place].label) for place in band.columns))
    yield head
    for place, row in enumerate(rows):
        following = rows[place + 1].look if place + 1 < len(rows) else ""
        keep = row.look == GROUP or (following in (SUBTOTAL, TOTAL) and row.look != TOTAL)
        yield RowItem(band, row, head, _row_lines(band, row), keep=keep)


def repeated(item: Item) -> Item | None:
    """The head to repeat above a line at the top of a page."""
    return item.head if isinstance(item, RowItem) else None


def _row_lines(band: Band, row: Row) -> list[list[str]]:
    if not row.title:
        return _cells(band, [row.cells[one] if one < len(row.cells) else "" for one in band.columns], bold=row.bold)
    room = band.width / band.size - _GAP - row.level * _INDENT
    return [texts.wrap(row.title, room=room, bold=True)]


def _cells(band: Band, cells: Sequence[str], *, bold: bool) -> list[list[str]]:
    return [
        texts.wrap(cell, room=wide / band.size - _GAP + 1e-6, bold=bold)
        for cell, wide in zip(cells, band.widths, strict=True)
    ]


def _height(lines: int, size: float) -> float:
    return (lines * _LEADING + 2 * _PADDING) * size


@dataclass(frozen=True)
class _Cells:
    """The cells of a line, each in its lines of text."""

    band: Band
    lines: Sequence[Sequence[str]]
    style: Style

    def draw(self, pen: Pen, top: float) -> None:
        """Those of numbers end at the right of their column, the others begin at the left."""
        band, x = self.band, MARGIN
        for place, lines, wide in zip(band.columns, self.lines, band.widths, strict=True):
            for number, line in enumerate(lines):
                y = top + (_PADDING + 0.98 + number * _LEADING) * band.size
                if line and place in band.right:
                    pen.text_to((x + wide - band.gap / 2, y), line, style=self.style)
                elif line:
                    pen.text((x + band.gap / 2, y), line, style=self.style)
            x += wide


def _draw_title(pen: Pen, item: RowItem, *, top: float) -> None:
    size = item.band.size
    style = Style(size, bold=True) if item.row.level == 0 else Style(size, bold=True, color=QUIET)
    for number, line in enumerate(item.lines[0]):
        y = top + (_PADDING + 0.98 + number * _LEADING) * size
        pen.text((MARGIN + item.band.gap / 2 + item.row.level * _INDENT * size, y), line, style=style)
