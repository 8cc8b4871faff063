"""Building a report: from nothing by keyboard and by mouse, with a preview, what is wrong beside its part."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.filters import Condition, Operator
from crm.models.periods import YEAR
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.utils.chart_data import ChartKind
from crm.views import report_draft as draft
from crm.views.dialogs.report_builder import ReportBuilder
from crm.views.widgets.dialog import Dialog
from tests.views.dialogs.conftest import over
from tests.window import click, focus, press, pump

pytestmark = pytest.mark.window
BY_STAGE = Definition(
    "opportunities", groupings=(Grouping("stage_id"),), measures=(Measure(Aggregate.COUNT),), chart=ChartKind.ROWS
)


@pytest.fixture
def deals(session):
    stages = [one.id for one in session.pipelines.default().stages if one.kind == "open"]
    for title, stage, value in (("Alpha", 0, 10_000), ("Beta", 0, 20_000), ("Gamma", 1, None)):
        session.opportunities.add({"title": title, "stage_id": stages[stage], "value": value, "currency": "EUR"})


@pytest.fixture
def builder(page, desk, opened, deals):
    assert deals is None
    return opened(ReportBuilder(page, desk))


def editing(page, desk, opened, definition, *, own=True):
    """The builder over a kept report."""
    kept = desk.session.reports.get(desk.session.reports.add("Kept", definition))
    return opened(ReportBuilder(page, desk, report=kept, own=own))


def choose(editor, value):
    """Choose a value as a person does in its list."""
    place = [one for one, _label in editor._offered].index(value)
    editor.entry.current(place)
    editor.entry.event_generate("<<ComboboxSelected>>")
    editor.update()


def previewed(builder):
    """The first cells of the preview, once it followed."""
    pump(builder, lambda: not builder._timer)
    return [row.cells[0] for row in builder.preview.table.rows]


def test_a_new_report_begins_with_records_in_view(builder):
    assert {"Alpha", "Beta", "Gamma"} <= set(previewed(builder))
    assert builder.focus_get() is builder.name


def test_a_report_is_built_by_keyboard_alone(builder, session):
    builder.name.insert(0, "By stage")
    press(builder.form.groups.fields[0].entry, "s")
    while builder.definition.groupings != (Grouping("stage_id"),):
        press(builder.form.groups.fields[0].entry, "s")
    press(builder.name, "Return")
    (kept,) = [one for one in session.reports.all() if not one.ready_made]
    assert (kept.name, kept.definition.groupings, kept.definition.columns) == ("By stage", (Grouping("stage_id"),), ())
    assert not builder.winfo_exists()


def test_a_report_is_built_by_mouse(builder, session):
    builder.name.insert(0, "Work")
    pill = builder.form.entity.pills["activities"]
    click(pill, 10, 10)
    click(builder.primary, 10, 10)
    (kept,) = [one for one in session.reports.all() if not one.ready_made]
    assert kept.definition.entity == "activities"


def test_a_group_turns_the_preview_into_totals_with_a_chart(builder):
    choose(builder.form.groups.fields[0], "stage_id")
    assert "Alpha" not in previewed(builder)
    assert builder.preview.chart.chart.kind is ChartKind.ROWS


def test_a_second_group_comes_with_the_first(builder):
    groups = builder.form.groups
    assert not groups.fields[1].winfo_manager()
    choose(groups.fields[0], "stage_id")
    choose(groups.fields[1], "status")
    assert [one.field for one in builder.definition.groupings] == ["stage_id", "status"]


def test_without_the_first_group_the_second_takes_its_place(builder):
    groups = builder.form.groups
    choose(groups.fields[0], "stage_id")
    choose(groups.fields[1], "status")
    choose(groups.fields[0], "")
    assert [one.field for one in builder.definition.groupings] == ["status"]


def test_days_are_put_together_by_a_unit(builder):
    groups = builder.form.groups
    choose(groups.fields[0], "created_at")
    assert groups.units[0].winfo_manager()
    choose(groups.units[0], "year")
    assert builder.definition.groupings == (Grouping("created_at", "year"),)


def test_records_can_be_listed_under_their_groups(builder):
    choose(builder.form.groups.fields[0], "stage_id")
    builder.form.lists.invoke()
    assert {"Alpha", "Beta", "Gamma"} <= set(previewed(builder))


def test_columns_are_ticked_and_moved_by_keyboard(builder):
    tree = builder.form.columns.tree
    tree.focus(builder.definition.columns[1])
    press(tree, "Alt-Up", "Down", "space")
    assert builder.definition.columns[0] == "contact_id"
    assert "title" not in builder.definition.columns


def test_figures_are_added_changed_and_taken_away(builder):
    figures = builder.form.figures
    figures.add.invoke()
    assert builder.definition.measures == (Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value"))
    choose(figures.hows[1], "avg")
    assert builder.definition.measures[1].how is Aggregate.AVERAGE
    figures.crosses[0].invoke()
    assert builder.definition.measures == (Measure(Aggregate.AVERAGE, "value"),)


def test_groups_are_ordered_by_a_figure(builder):
    choose(builder.form.groups.fields[0], "stage_id")
    choose(builder.form.order, "count")
    choose(builder.form.way, "down")
    assert (builder.definition.sort, builder.definition.descending) == ("count", True)


def test_records_are_ordered_by_a_field(builder):
    choose(builder.form.order, "value")
    choose(builder.form.way, "down")
    assert previewed(builder)[:2] == ["Beta", "Alpha"]


def test_filters_narrow_the_preview(builder):
    bar = builder.form.bar
    bar.set([Condition("title", Operator.CONTAINS, ("alp",))])
    bar.on_change()
    assert previewed(builder)[0] == "Alpha"
    assert "Beta" not in previewed(builder)


def test_a_menu_of_the_form_leaves_the_keyboard_and_the_place_where_they_are(builder):
    form, period = builder.form, builder.form.filters.buttons["period"]
    focus(form.groups.fields[0].entry)
    form.see(form.about)
    pump(builder)
    before = form._canvas.canvasy(0)
    period.configure(menu="")  # the menu itself would keep the pointer
    click(period, 10, 10)
    period.choose("This year")
    pump(builder)
    assert before > 0
    assert form._canvas.canvasy(0) == before
    assert builder.focus_get() is period


def test_a_period_is_chosen_with_the_day_it_is_about(builder):
    builder.form.filters.buttons["period"].choose("This year")
    choose(builder.form.about, "expected_close")
    assert (builder.definition.filters.period, builder.definition.period_field) == (YEAR, "expected_close")


def test_only_charts_that_fit_are_offered(builder):
    assert list(builder.form.chart.pills) == [draft.NO_CHART]
    choose(builder.form.groups.fields[0], "stage_id")
    assert {ChartKind.FUNNEL, ChartKind.DONUT} <= set(builder.form.chart.pills)
    builder.form.chart.pills[ChartKind.FUNNEL.value].invoke()
    assert builder.definition.chart is ChartKind.FUNNEL


def test_another_entity_begins_anew_but_keeps_the_period(builder):
    builder.form.filters.buttons["period"].choose("This year")
    builder.form.entity.pills["contacts"].invoke()
    assert builder.definition.filters == Filters(YEAR)
    assert builder.definition.columns[0] == "name"


def test_without_a_name_it_says_so_beside_the_field(builder, session):
    builder.confirm()
    assert builder.name_part.said
    assert builder.name.instate(["invalid"])
    assert all(one.ready_made for one in session.reports.all())


def test_what_is_missing_is_told_beside_its_part(builder):
    choose(builder.form.groups.fields[0], "stage_id")
    builder.form.figures.crosses[0].invoke()
    builder.name.insert(0, "x")
    builder.save()
    assert builder.form.parts[draft.FIGURES].said
    builder.form.figures.add.invoke()
    assert not builder.form.parts[draft.FIGURES].said


def test_a_name_that_is_taken_is_refused_beside_the_field(builder, session):
    session.reports.add("Taken", BY_STAGE)
    builder.name.insert(0, "taken")
    builder.save()
    assert "taken" in builder.name_part.said


def test_saving_is_undone(builder, session, desk):
    builder.name.insert(0, "By stage")
    builder.save()
    desk.toasts.invoke()
    assert all(one.ready_made for one in session.reports.all())


def test_it_can_be_shown_to_everybody(builder, session):
    builder.name.insert(0, "By stage")
    builder.shared.invoke()
    builder.save()
    assert [one.shared for one in session.reports.all() if not one.ready_made] == [True]


def test_a_report_of_ones_own_is_changed(page, desk, opened, session):
    builder = editing(page, desk, opened, BY_STAGE)
    builder.form.chart.pills[ChartKind.DONUT.value].invoke()
    builder.save()
    (kept,) = [one for one in session.reports.all() if not one.ready_made]
    assert (kept.name, kept.definition.chart) == ("Kept", ChartKind.DONUT)


def test_somebody_elses_becomes_a_report_of_ones_own(page, desk, opened, session):
    builder = editing(page, desk, opened, BY_STAGE, own=False)
    builder.save()
    assert [one.name for one in session.reports.all() if not one.ready_made] == ["Kept", "Kept (own)"]


def test_a_field_that_is_gone_is_left_out_with_a_word(page, desk, opened):
    builder = editing(page, desk, opened, Definition("contacts", ("name", "custom.plot")))
    assert builder.definition.columns == ("name",)
    assert "plot" in builder.said


def test_unsaved_changes_are_asked_about(builder):
    choose(builder.form.groups.fields[0], "stage_id")
    builder.cancel()
    asked = over(builder)
    assert isinstance(asked, Dialog)
    asked.cancel()
    assert builder.winfo_exists()


def test_without_changes_it_closes_at_once(builder):
    builder.cancel()
    assert not builder.winfo_exists()


def test_the_saved_report_is_told(builder):
    told = []
    builder.on_saved = told.append
    builder.name.insert(0, "By stage")
    builder.save()
    assert len(told) == 1


def test_a_ready_made_figure_stays_one_while_only_its_filters_change(page, desk, opened, session):
    ready = session.reports.find("monthly_conversion")
    builder = opened(ReportBuilder(page, desk, report=ready, own=False))
    assert builder.said
    builder.form.filters.buttons["period"].choose("Last year")
    assert builder.definition.figure
    choose(builder.form.groups.fields[0], "stage_id")
    assert not builder.definition.figure
