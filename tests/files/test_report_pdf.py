"""A report as PDF: what stands on its pages, in which order, in which fonts; nothing is cut, nothing breaks out."""

import json
import re
import unicodedata
from dataclasses import replace

import pypdf
import pytest

from crm.errors import Invalid
from crm.files import report_pdf
from crm.files.report_pdf import write_pdf
from crm.models.fields import Field, Kind
from crm.models.reports import RECORD, ReportColumn, ReportLine
from crm.utils import i18n
from crm.utils.chart_data import ChartKind
from tests.controllers.files_in import real
from tests.files.reports_in import COLUMNS, LEFT_OUT, chart, grouped, record, report, totals


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")
    i18n.use_country("")
    yield
    i18n.use_country("")


@pytest.fixture
def written(tmp_path):
    def write(result):
        path = tmp_path / "report.pdf"
        write_pdf(result, path)
        return pypdf.PdfReader(path)

    return write


def _text(page):
    return " ".join(page.extract_text().split())


def _whole(book):
    return " ".join(map(_text, book.pages))


def test_title_facts_and_cells_stand_on_the_page(written):
    text = _text(written(report()).pages[0])
    for part in ("Pipeline review", "Period This month", "Machine", "Ana", "30 Nov 2026", "€1,234.56", "Page 1 of 1"):
        assert part in text


def test_amounts_and_days_follow_the_language(written):
    i18n.use("es")
    i18n.use_country("ES")
    text = _text(written(report()).pages[0]).replace("\xa0", " ")
    assert "1.234,56 €" in text
    assert "30/11/2026" in text


def test_it_names_who_made_it(written):
    book = written(report(made_by="Ana Gil"))
    assert "by Ana Gil" in _text(book.pages[0])
    assert (book.metadata.title, book.metadata.author) == ("Pipeline review", "Ana Gil")


def test_it_says_its_language(written):
    i18n.use("es")
    assert written(report()).trailer["/Root"]["/Lang"] == "es"


def test_groups_stand_above_their_records_and_sums_below(written):
    text = _whole(written(grouped()))
    words = ("Lead", "One", "Two", "Total Lead", "€200.00", "Offer", "Three", "Total Offer", "€300.00")
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_the_sum_of_a_group_is_called_a_total(written):
    for made in (totals(), grouped()):
        name = str(made.lines[0].cells[0])
        assert f"Total {name}" in _whole(written(made))


def test_the_column_of_a_grouping_takes_no_room_where_records_are_listed(written):
    assert "Stage" not in _whole(written(grouped()))


def test_a_report_of_sums_keeps_its_grouping_columns(written):
    text = _whole(written(totals()))
    assert "Month Status Number" in text
    assert "Won 3" in text


def test_heads_are_repeated_and_pages_numbered(written):
    book = written(report(*(record(f"Deal {number}") for number in range(120))))
    count = len(book.pages)
    assert count > 1
    for number, page in enumerate(book.pages, 1):
        assert "Probability" in _text(page)
        assert f"Page {number} of {count}" in _text(page)


def test_every_line_is_there_once_and_in_order(written):
    book = written(report(*(record(f"Deal{number};") for number in range(300))))
    assert re.findall(r"Deal(\d+);", _whole(book)) == [str(number) for number in range(300)]


def test_a_long_text_is_wrapped_and_never_cut(written):
    words = [f"word{number}" for number in range(2500)]
    book = written(report(record(" ".join(words)), record("After")))
    assert len(book.pages) > 1
    assert re.findall(r"word\d+", _whole(book)) == words


def test_a_text_without_blanks_is_broken_between_letters(written):
    long = "x" * 900
    assert _whole(written(report(record(long)))).count("x") == 900


def test_nothing_leaves_the_page(written):
    book = written(report(record("W" * 400, owner="Ana " * 60), columns=COLUMNS))
    for page in book.pages:
        right = float(page.mediabox.width) - 40
        starts = []
        page.extract_text(visitor_text=lambda _text, _cm, tm, _font, _size: starts.append(tm[4]))  # noqa: B023
        assert max(starts) < right


def test_many_columns_are_laid_out_in_parts_with_the_first_in_each(written):
    columns = tuple(ReportColumn(f"c{n}", f"Column{n}", Field(f"c{n}", Kind.TEXT, "")) for n in range(40))
    cells = tuple(f"cell number {n}" for n in range(40))
    text = _whole(written(report(ReportLine(RECORD, cells), columns=columns)))
    assert "Columns, part 1 of" in text
    assert text.count("Column0") > 1
    assert all(f"Column{n}" in text for n in range(40))


def test_few_columns_stand_upright_and_many_lie(written):
    upright = written(report(columns=COLUMNS[:2])).pages[0]
    wide = tuple(ReportColumn(f"c{n}", f"Column {n}", Field("c", Kind.TEXT, "")) for n in range(9))
    lying = written(report(ReportLine(RECORD, ("Some words here",) * 9), columns=wide)).pages[0]
    assert upright.mediabox.height > upright.mediabox.width
    assert lying.mediabox.height < lying.mediabox.width


@pytest.mark.parametrize(("country", "width"), [("ES", 595), ("AR", 595), ("MX", 612), ("CO", 612), ("", 595)])
def test_the_paper_is_that_of_the_country(written, country, width):
    i18n.use_country(country)
    assert int(written(report(columns=COLUMNS[:2])).pages[0].mediabox.width) == width


def test_what_is_left_out_stands_at_the_end(written):
    text = _whole(written(report(left_out=LEFT_OUT, notes=("Rates of the day of closing.",))))
    assert text.index("Machine") < text.index("Left out") < text.index("3 No exchange rate is known")
    assert "Rates of the day of closing." in text


def test_an_empty_report_says_so(written):
    assert "There is nothing to show" in _whole(written(replace(report(), lines=())))


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.STACKED_ROWS, ChartKind.LINE, ChartKind.PROGRESS])
def test_a_chart_is_drawn_as_lines_and_letters_not_as_an_image(written, kind):
    page = written(report(chart=chart(kind))).pages[0]
    assert len(page.images) == 0
    assert "Oct" in page.extract_text()


def test_its_chapters_are_its_groups(written):
    assert [one.title for one in written(grouped()).outline] == ["Lead", "Offer"]


@pytest.mark.parametrize(
    "text",
    ["José Núñez", "Łukasz Żółw", "Ζωή", "Женя", "東京株式会社", "¿Qué? ¡Sí!", "e\u0301", "Ⅷ", "R&D <b>bold</b> &amp;"],
)
def test_any_alphabet_is_written_and_read_back(written, text):
    assert unicodedata.normalize("NFC", text) in _whole(written(report(record(text))))


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "שלום עולם", "नमस्ते दुनिया", "ภาษาไทย", "😀 👍🏽", "\U0001f9ff\u0378"])
def test_joined_scripts_and_pictures_are_drawn_by_some_font(written, text):
    assert "Machine" in _whole(written(report(record(text), record())))


def test_every_font_of_latin_letters_is_embedded(written):
    fonts = written(report(chart=chart())).pages[0]["/Resources"]["/Font"]
    embedded = [font.get_object().get("/FontDescriptor") for font in fonts.values()]
    assert embedded
    assert all("/FontFile2" in one.get_object() for one in embedded if one)


def test_hostile_texts_neither_break_out_nor_break_it(written):
    strings = json.loads(real("blns/blns.json").read_text(encoding="utf-8"))
    plain = "<script>alert(123)</script>"
    book = written(report(*(record(one, owner=one[:40]) for one in [*strings, plain]), title=strings[-1]))
    assert plain in _whole(book)


def test_more_lines_than_anybody_prints_are_refused_and_the_old_file_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(report_pdf, "MOST_LINES", 3)
    path = tmp_path / "report.pdf"
    path.write_text("old")
    with pytest.raises(Invalid, match="too many for a PDF"):
        write_pdf(report(*(record() for _number in range(4))), path)
    assert path.read_text() == "old"
