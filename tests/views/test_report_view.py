"""A report carried out: chart, table, what is left out, why there is nothing."""

from __future__ import annotations

from dataclasses import replace
from tkinter import ttk

import pytest

from crm.models.fields import Field, Kind
from crm.models.figures import LeftOut
from crm.models.reports import RECORD, SUBTOTAL, ReportColumn, ReportLine, ReportResult
from crm.utils.chart_data import Chart, ChartKind, Series
from crm.views.jobs import InlineJobs
from crm.views.report_outline import Outline, outline
from crm.views.report_view import ReportView
from tests.views.user import every
from tests.window import pump

pytestmark = pytest.mark.window

STAGE = ReportColumn("by stage_id", "Stage", Field("stage_id", Kind.TEXT, "Stage"))
COUNT = ReportColumn("count", "Number", Field("count", Kind.NUMBER, "Number"), is_measure=True)
LINES = (ReportLine(SUBTOTAL, ("New", 3), key="[1]"), ReportLine(SUBTOTAL, ("Old", 1), key="[2]"))
CHART = Chart(ChartKind.BARS, ("New", "Old"), (Series("Number", (3, 1)),))
RESULT = ReportResult("Deals", "opportunities", (), (STAGE, COUNT), LINES, CHART, ("[1]", "[2]"), records=4)


@pytest.fixture
def view(page):
    made = ReportView(page, InlineJobs(page.winfo_toplevel()).run)
    made.pack(fill="both", expand=True)
    pump(page)
    made.told = []
    made.on_key = lambda key, title: made.told.append((key, title))
    return made


def _show(view, result):
    view.show(result, outline(result) if result.records else Outline())


def test_before_it_comes_its_place_is_kept(view):
    view.wait()
    assert view.table.waiting


def test_chart_and_table_stand_beside_each_other_where_there_is_room(view):
    _show(view, RESULT)
    pump(view)
    assert view.chart.winfo_rootx() > view.table.winfo_rootx() + view.table.winfo_width() - 1


def test_a_wide_table_stands_under_its_chart(view):
    names = [ReportColumn(f"c{at}", "A rather long heading", STAGE.field) for at in range(9)]
    _show(view, replace(RESULT, columns=(STAGE, *names), lines=(ReportLine(SUBTOTAL, ("New", *("x" * 9))),)))
    pump(view)
    assert view.table.winfo_rooty() > view.chart.winfo_rooty()


def test_without_anything_to_draw_there_is_no_chart(view):
    _show(view, replace(RESULT, chart=replace(CHART, series=(Series("Number", (None, None)),))))
    assert not view.chart.winfo_ismapped()


def test_a_row_tells_its_key_and_its_name(view):
    _show(view, RESULT)
    view.open_row(1)
    assert view.told == [("[2]", "Deals · Old")]


def test_a_bar_tells_the_same(view):
    _show(view, RESULT)
    view.chart.on_pick(0, 1)
    assert view.told == [("[2]", "Deals · Old")]


def test_a_record_tells_itself(view):
    opened = []
    view.on_record = lambda entity, record: opened.append((entity, record))
    _show(view, replace(RESULT, lines=(ReportLine(RECORD, ("New", None), id=9),), chart=None))
    view.open_row(0)
    assert opened == [("opportunities", 9)]


def test_what_is_left_out_is_told_and_opens(view):
    opened, left = [], LeftOut("without_value", "No value.", 2)
    view.on_left_out = opened.append
    _show(view, replace(RESULT, left_out=(left,)))
    (button,) = view.left_out
    button.invoke()
    assert (button.cget("text"), opened) == ("2 · No value.", [left])


def test_notes_stand_under_it(view):
    _show(view, replace(RESULT, notes=("Money is in EUR.",)))
    assert (view.notes.cget("text"), view.notes.winfo_manager()) == ("Money is in EUR.", "grid")


def test_a_problem_takes_the_place_of_everything(view):
    _show(view, RESULT)
    view.fail("This report needs a field that is gone.")
    assert view.problem == "This report needs a field that is gone."
    assert view.table.rows == ()
    _show(view, RESULT)
    assert view.problem == ""


def test_the_chart_can_be_hidden(view):
    _show(view, RESULT)
    view.show_chart(False)
    pump(view)
    assert not view.chart.winfo_ismapped()


def test_long_notes_stand_in_one_line_and_open_in_full(view):
    _show(view, replace(RESULT, notes=("Money is in EUR. " * 40, "Closed ones count.")))
    pump(view)
    assert str(view.notes.cget("text")).endswith("…")
    view.notes.invoke()
    shown = [one for one in every(view.winfo_toplevel()) if isinstance(one, ttk.Label)]
    assert any("Closed ones count." in str(one.cget("text")) for one in shown)
