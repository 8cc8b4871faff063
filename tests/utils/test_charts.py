"""Charts of every kind: what can be picked stands where it is drawn, nothing is cut off, any words can be written."""

from __future__ import annotations

import subprocess
import sys
import warnings
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.utils import charts
from crm.utils.chart_colors import DARK, LIGHT, PRINT, inks
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from tests.utils.drawn_charts import CARD, counted, drawn

SIZES = (CARD, (400, 240), (1200, 700), (120, 60))
numbers = st.one_of(
    st.none(), st.just(0), st.integers(-500, 500), st.integers(-(10**14), 10**14).map(lambda whole: whole / 1000)
)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("size", SIZES)
def test_no_word_leaves_the_figure(kind, size):
    chart = counted(kind, (420, 310, 205, 120, 64), labels=("New", "Contacted", "Qualified", "A long proposal", "Won"))
    sheet = drawn(chart, size)
    for words, box in sheet.boxes_of_words():
        assert box.left >= -2 and box.right <= size[0] + 2, words


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("count", [1, 7, 26])
@pytest.mark.parametrize("size", [CARD, (280, 110), (1200, 700)])
def test_however_many_labels_no_word_leaves_the_figure(kind, count, size):
    sheet = drawn(counted(kind, tuple(range(count, 0, -1)), tuple(range(count))), size)
    assert all(box.top >= -2 and box.bottom <= size[1] + 2 for _words, box in sheet.boxes_of_words())


@pytest.mark.parametrize("kind", ChartKind)
def test_no_part_leaves_the_figure(kind):
    for pick in drawn(counted(kind, (5, 0, 12, 3), (2, 8, 1, 1))).picks:
        assert pick.box.left >= -1 and pick.box.right <= CARD[0] + 1
        assert pick.box.top >= -1 and pick.box.bottom <= CARD[1] + 1


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("look", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_a_part_is_drawn_where_it_can_be_picked(kind, look):
    chart = counted(kind, (9, 6, 3))
    sheet = drawn(chart, look=look)
    fill = inks(chart, look)[0].fill
    outline = sheet.pick(0, 0).outline
    inside = outline[len(outline) // 4]  # of a ring its rim, of a bar a corner
    middle = sheet.pick(0, 0).box.middle
    if kind == ChartKind.DONUT:
        centre = (sheet.pick(0, 2).box.left, CARD[1] / 2)
        middle = inside[0] * 0.95 + centre[0] * 0.05, inside[1] * 0.95 + centre[1] * 0.05
    if kind in (ChartKind.PROGRESS, ChartKind.STACKED_ROWS):  # there is a track, or a word
        middle = (sheet.pick(0, 0).box.left + 5, middle[1])
    assert sheet.color_at(*middle) == fill


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(
    "labels, values", [((), ()), (("A",), (7,)), (("A",), (None,)), (("A", "B"), (0, 0)), (("A", "B"), (-3, -9))]
)
def test_any_chart_can_be_drawn(kind, labels, values):
    chart = Chart(kind, labels, (Series("Won", values), Series("Goal", values, Role.GOAL)))
    for size in SIZES:
        assert charts.pixels(drawn(chart, size).figure)


@given(st.sampled_from(ChartKind), st.lists(st.tuples(numbers, numbers), max_size=9), st.sampled_from(Unit))
@settings(max_examples=40, deadline=None)
def test_whatever_the_numbers_it_is_drawn_within_its_figure(kind, rows, unit):
    series = (Series("A", tuple(a for a, _b in rows)), Series("B", tuple(b for _a, b in rows)))
    chart = Chart(kind, tuple(f"Label {at}" for at in range(len(rows))), series, unit, "EUR")
    for pick in drawn(chart).picks:
        assert pick.box.top >= -1 and pick.box.bottom <= CARD[1] + 1


@pytest.mark.parametrize("kind", ChartKind)
def test_a_thousand_labels_are_drawn(kind):
    labels = tuple(f"Week {at}" for at in range(1000))
    sheet = drawn(Chart(kind, labels, (Series("Won", tuple(range(1000))),)))
    assert len(sheet.words) < 60


@pytest.mark.parametrize("kind", ChartKind)
def test_parts_come_by_label_then_by_series(kind):
    order = [(pick.label, pick.series) for pick in drawn(counted(kind, (5, 4, 3), (2, 8, 1))).picks]
    assert order == sorted(order)
    assert len(order) >= 3


@pytest.mark.parametrize("kind", ChartKind)
def test_any_alphabet_is_written_without_complaint(kind):
    labels = (
        "Ñandú",
        "Łódź",
        "東京商事",
        "شركة النور",
        "Ελλάδα",
        "Київ",
        "עברית",
        "ไทย",
        "😀 \x07 fun",
        "a$b$c_{x}^2 (\x07)",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        charts.pixels(drawn(counted(kind, tuple(range(10, 0, -1)), labels=labels), (700, 400)).figure)


def test_a_dollar_sign_is_a_dollar_sign():
    chart = Chart(ChartKind.ROWS, ("$5 to $9",), (Series("Won", (1,)),))
    assert "$5 to $9" in drawn(chart).words


def test_a_font_that_is_not_installed_is_replaced():
    chart = counted(ChartKind.BARS, (1, 2))
    assert drawn(chart, look=replace(LIGHT, family="No Such Font")).words == drawn(chart).words


def test_a_larger_figure_has_larger_words():
    chart = counted(ChartKind.ROWS, (3, 2))
    small, large = (drawn(chart, size).boxes_of_words()[0][1].height for size in (CARD, (1200, 700)))
    assert large > small * 1.2


def test_more_pixels_to_the_inch_move_the_parts_with_them():
    chart = counted(ChartKind.BARS, (1, 2))
    once, twice = charts.new_figure(300, 180, dpi=96), charts.new_figure(600, 360, dpi=192)
    (first, *_), (second, *_) = (charts.draw(chart, figure, look=LIGHT) for figure in (once, twice))
    assert second.box.left == pytest.approx(first.box.left * 2, abs=1.5)
    assert second.box.bottom == pytest.approx(first.box.bottom * 2, abs=1.5)


def test_the_drawing_library_waits_until_something_is_drawn():
    asked = "import sys, crm.utils.charts, crm.views.widgets.chart; print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_pyplot_is_never_imported():
    drawn(counted(ChartKind.BARS, (1, 2)))
    assert "matplotlib.pyplot" not in sys.modules


def test_the_library_keeps_its_files_in_our_folder(tmp_path):
    asked = (
        "from crm.utils import charts; charts.new_figure(9, 9); import matplotlib; print(matplotlib.get_configdir())"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env={"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip().lower().endswith("matplotlib") and "artera" in told.stdout
