"""A report as a PDF to print and hand on: title, facts, chart, table, what is left out, numbered pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm.errors import Invalid
from crm.files import report_pdf_table as table
from crm.files import report_pdf_text as texts
from crm.files.replacing import replacing
from crm.files.report_cells import made, with_totals_named, without_groupings
from crm.files.report_pdf_chart import ChartItem
from crm.files.report_pdf_page import MARGIN, QUIET, Item, Paper, Pen, Placed, Style, flow, paper
from crm.models.reports import GROUP, ReportResult
from crm.utils import i18n
from crm.utils.i18n import _
from crm.utils.money import show_number

MOST_LINES = 50_000  # a thousand pages
_LEADING = 1.4
_TITLE, _TEXT, _SMALL = 17.0, 9.0, 8.0
_MOST_BOOKMARKS = 500


def write_pdf(result: ReportResult, path: Path) -> None:
    """Write a report to `path`, replacing what is there only when the whole is written.

    Invalid for more lines than anybody prints; Unavailable, with a sentence, when the file cannot be written.
    """
    if len(result.lines) > MOST_LINES:
        sentence = _(
            "This report has {count} lines, too many for a PDF. Nothing was written: save it as Excel or CSV, or narrow"
            " it."
        )
        raise Invalid({"file": sentence.format(count=show_number(len(result.lines)))})
    result = without_groupings(with_totals_named(result))
    rows = table.rows_of(result)
    sheet, bands = table.fit(result.columns, table.Wanted(result.columns, rows), upright=paper())
    pages = flow(_items(result, rows, sheet=sheet, bands=bands), sheet, head=table.repeated)
    with replacing(path) as file:
        _draw(result, pages, sheet=sheet, file=file)


def _items(
    result: ReportResult, rows: Sequence[table.Row], *, sheet: Paper, bands: Sequence[table.Band]
) -> Iterator[Item]:
    room = sheet.room[0]
    yield Words(texts.clean(result.title), Style(_TITLE, bold=True), room, below=4.0, keep=True)
    yield from _facts(result, room)
    yield Space(8.0)
    if result.chart is not None and not result.chart.is_empty:
        yield ChartItem(result.chart, room)
    for number, band in enumerate(bands, 1):
        if len(bands) > 1:
            yield from _part_words(number, len(bands), room=room)
        yield from table.items(result, rows, band=band)
        yield Space(10.0)
    if not result.lines:
        yield Words(_("There is nothing to show for this period and these filters."), Style(_TEXT, color=QUIET), room)
    yield from _notes(result, room)


def _part_words(number: int, count: int, *, room: float) -> Iterator[Item]:
    words = _("Columns, part {number} of {count}").format(number=number, count=count)
    yield Words(words, Style(_SMALL, bold=True, color=QUIET), room, below=3.0, keep=True)


def _facts(result: ReportResult, room: float) -> Iterator[Item]:
    facts = [*result.facts, made(result)]
    labels, said = [texts.clean(label) for label, _text in facts], [text for _label, text in facts]
    wide = min(0.3 * room, max((texts.width(label) * _TEXT for label in labels), default=0.0) + 12.0)
    for label, text in zip(labels, said, strict=True):
        yield Words(texts.clean(text), Style(_TEXT), room, label=label, indent=wide)


def _notes(result: ReportResult, room: float) -> Iterator[Item]:
    if result.left_out:
        yield Words(_("Left out:"), Style(_TEXT, bold=True), room, above=6.0, below=2.0, keep=True)
    for one in result.left_out:
        yield Words(texts.clean(one.reason), Style(_SMALL), room, label=show_number(one.count), indent=34.0)
    for note in result.notes:
        yield Words(texts.clean(note), Style(_SMALL, color=QUIET), room, above=3.0)


@dataclass
class Words:
    """A paragraph, with a label at its left when it is indented."""

    text: str
    style: Style
    room: float
    label: str = ""
    indent: float = 0.0
    above: float = 0.0
    below: float = 0.0
    keep: bool = False
    height: float = 0.0
    lines: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        size = self.style.size
        if not self.lines:
            self.lines = texts.wrap(self.text, room=(self.room - self.indent) / size, bold=self.style.bold)
            self.heads = texts.wrap(self.label, room=max(self.indent - 8.0, 10.0) / size) if self.label else []
        self.height = self.above + self.below + max(len(self.lines), len(self.heads)) * _LEADING * size

    def split(self, room: float) -> tuple[Item, Item] | None:
        """Between two of its lines."""
        count = int((room - self.above) / (_LEADING * self.style.size))
        if not 0 < count < len(self.lines):
            return None
        first = Words("", self.style, self.room, self.label, self.indent, self.above, lines=self.lines[:count])
        first.heads = self.heads[:count]
        rest = Words("", self.style, self.room, "", self.indent, below=self.below, lines=self.lines[count:])
        rest.heads = self.heads[count:]
        return first, rest

    def draw(self, pen: Pen, top: float) -> None:
        """Line by line."""
        size = self.style.size
        for column, lines in ((MARGIN, self.heads), (MARGIN + self.indent, self.lines)):
            style = Style(size, color=QUIET) if column == MARGIN and self.indent else self.style
            for number, line in enumerate(lines):
                pen.text((column, top + self.above + (1.0 + number * _LEADING) * size), line, style=style)


@dataclass
class Space:
    """Room left free."""

    height: float
    keep: bool = False

    def split(self, room: float) -> tuple[Item, Item] | None:
        """At the end of a page, where none is wanted any more."""
        return Space(max(room, 0.0)), Space(0.0)

    def draw(self, pen: Pen, top: float) -> None:
        """Nothing."""


def _draw(result: ReportResult, pages: Sequence[Sequence[Placed]], *, sheet: Paper, file: Any) -> None:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # contents as bytes, not as letters: a fifth smaller
    canvas = Canvas(
        file, pagesize=(sheet.width, sheet.height), pageCompression=1, lang=i18n.language(), initialFontName=_font()
    )
    _describe(canvas, result)
    pen, marked = Pen(canvas, sheet), 0
    for number, page in enumerate(pages, 1):
        for item, top in page:
            item.draw(pen, top)
            if isinstance(item, table.RowItem) and _is_chapter(item) and marked < _MOST_BOOKMARKS:
                marked += 1
                _bookmark(canvas, item.row.title, key=f"group-{marked}", y=sheet.height - top)
        _draw_frame(pen, result, number=number, count=len(pages))
        pen.turn_over()
    canvas.save()


def _font() -> str:
    from crm.files.report_pdf_fonts import base

    return base()[0]


def _describe(canvas: Any, result: ReportResult) -> None:
    canvas.setTitle(texts.clean(result.title))
    canvas.setAuthor(texts.clean(result.made_by))
    canvas.setSubject(texts.clean(" · ".join(text for _label, text in result.facts)))
    canvas.setCreator("Cartera")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _is_chapter(item: table.RowItem) -> bool:
    return item.row.look == GROUP and bool(item.row.title) and item.row.level == 0


def _bookmark(canvas: Any, title: str, *, key: str, y: float) -> None:
    canvas.bookmarkHorizontal(key, 0, y)
    canvas.addOutlineEntry(title, key, level=0)


def _draw_frame(pen: Pen, result: ReportResult, *, number: int, count: int) -> None:
    """The title above, on pages after the first, and the number of the page below."""
    style, right = Style(_SMALL, color=QUIET), pen.sheet.width - MARGIN
    foot = pen.sheet.height - MARGIN + 4.0
    pen.rule((MARGIN, foot - 12.0), pen.sheet.room[0])
    page = _("Page {number} of {count}").format(number=show_number(number), count=show_number(count))
    pen.text_to((right, foot), page, style=style)
    title = texts.wrap(texts.clean(result.title), room=0.7 * pen.sheet.room[0] / _SMALL)[0]
    pen.text((MARGIN, foot), title, style=style)
