"""What a chart draws comes out as paths and letters of the page."""

import io

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from crm.utils.chart_fonts import library_ready


@pytest.fixture
def page():
    return Canvas(io.BytesIO(), pagesize=(300, 200), pageCompression=0)


def _drawn(page, figure):
    from crm.files.report_pdf_renderer import Renderer

    figure.draw(Renderer(figure, page))
    page.showPage()
    return pypdf.PdfReader(io.BytesIO(page.getpdfdata())).pages[0]


@pytest.fixture
def figure():
    library_ready()
    from matplotlib.figure import Figure

    return Figure(figsize=(300 / 72, 200 / 72), dpi=72)


def test_words_are_words_in_any_alphabet(page, figure):
    figure.text(0.1, 0.5, "Ventas $x$ 東京")
    assert _drawn(page, figure).extract_text().split() == ["Ventas", "$x$", "東京"]


def test_a_rectangle_is_filled_at_its_place(page, figure):
    from matplotlib.patches import Rectangle

    figure.patch.set_visible(False)
    figure.add_artist(Rectangle((0.1, 0.1), 0.5, 0.5, facecolor="#ff0000", linewidth=0))
    content = _drawn(page, figure).get_contents().get_data().decode()
    assert "1 0 0 rg" in content
    assert "30 20 m" in content


def test_a_hatch_is_lines_inside_its_shape(page, figure):
    from matplotlib.patches import Circle

    figure.add_artist(Circle((0.5, 0.5), 0.3, facecolor="white", edgecolor="black", hatch="//"))
    content = _drawn(page, figure).get_contents().get_data().decode()
    assert "W*" in content.split()
    assert content.split().count("l") > 10


def test_what_is_half_seen_through_stays_so(page, figure):
    from matplotlib.patches import Rectangle

    figure.add_artist(Rectangle((0, 0), 1, 1, facecolor=(1, 0, 0, 0.5)))
    states = _drawn(page, figure)["/Resources"]["/ExtGState"].get_object()
    assert any(one.get_object().get("/ca") == 0.5 for one in states.values())


def test_dashes_are_drawn_as_dashes(page, figure):
    from matplotlib.lines import Line2D

    figure.add_artist(Line2D([0, 1], [0, 1], linestyle="--"))
    assert "] 0.0 d" in _drawn(page, figure).get_contents().get_data().decode()
