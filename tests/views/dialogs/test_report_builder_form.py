"""What a report is made of, chosen in one form."""

from __future__ import annotations

import pytest

from crm.models.periods import YEAR
from crm.models.reports import Definition, Grouping
from crm.views import report_draft as draft
from crm.views.dialogs import report_builder_reading
from crm.views.dialogs.report_builder_form import BuilderForm
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def form(page, session):
    parts = report_builder_reading.read(session)
    made = BuilderForm(page, parts, definition=draft.fresh("opportunities", parts.fields["opportunities"]))
    made.pack(fill="both", expand=True)
    pump(page)
    made.told = []
    made.on_change = lambda: made.told.append(made.definition)
    return made


def test_showing_a_report_is_no_change(form):
    form.show()
    assert form.told == []


def test_switching_records_off_and_on_keeps_their_columns(form):
    before = form.definition.columns
    form.lists.invoke()
    assert form.definition.columns == ()
    form.lists.invoke()
    assert form.definition.columns == before


def test_the_period_is_about_the_usual_day_at_first(form):
    assert form.about.typed() == "created_at"


def group_by(form, name, place=0):
    """Group by a field as a person does in its list."""
    editor = form.groups.fields[place]
    editor.entry.current([one for one, _label in editor._offered].index(name))
    editor.entry.event_generate("<<ComboboxSelected>>")


def about(form, name):
    """Choose by hand what the period is about."""
    form.about.entry.current([one for one, _label in form.about._offered].index(name))
    form.about.entry.event_generate("<<ComboboxSelected>>")


def test_the_period_is_about_the_day_the_report_is_grouped_by(form):
    group_by(form, "closed_on")
    assert (form.definition.period_field, form.about.typed()) == ("closed_on", "closed_on")
    assert form.follows.winfo_manager()


def test_the_period_is_about_the_first_day_of_two_groups(form):
    group_by(form, "stage_id")
    group_by(form, "expected_close", 1)
    assert form.about.typed() == "expected_close"


def test_what_the_period_is_about_follows_the_groups(form):
    group_by(form, "closed_on")
    group_by(form, "expected_close")
    assert form.definition.period_field == "expected_close"
    group_by(form, "stage_id")
    assert form.about.typed() == "created_at"
    assert not form.follows.winfo_manager()


def test_what_the_period_was_chosen_to_be_about_stays(form):
    about(form, "expected_close")
    group_by(form, "closed_on")
    assert (form.definition.period_field, form.about.typed()) == ("expected_close", "expected_close")
    assert not form.follows.winfo_manager()


def test_what_a_kept_report_is_about_stays(page, session):
    parts = report_builder_reading.read(session)
    kept = Definition("opportunities", period_field="created_at", groupings=(Grouping("closed_on", "year"),))
    form = BuilderForm(page, parts, definition=kept)
    group_by(form, "expected_close")
    assert form.definition.period_field == "created_at"


def test_of_contacts_no_pipeline_is_asked(form):
    form.entity.pills["contacts"].invoke()
    assert not form.filters.buttons["pipeline"].winfo_manager()


def test_another_entity_has_its_own_filters(form):
    form.entity.pills["interactions"].invoke()
    assert "expected_close" not in form.bar._fields
    assert "at" in form.bar._fields


def test_a_period_is_taken_over(form):
    form.filters.buttons["period"].choose("This year")
    assert form.told[-1].filters.period == YEAR


def test_problems_stand_beside_their_parts(form):
    form.show_problems({draft.GROUPS: "Both groups are the same."})
    assert form.parts[draft.GROUPS].said == "Both groups are the same."
    assert form.parts[draft.FIGURES].said == ""


def test_a_kept_report_is_shown_as_it_is(page, session):
    parts = report_builder_reading.read(session)
    kept = Definition("opportunities", groupings=(Grouping("closed_on", "year"),), measures=draft.fresh(
        "opportunities", parts.fields["opportunities"]).measures)  # fmt: skip
    form = BuilderForm(page, parts, definition=kept)
    assert form.definition == kept
    assert form.groups.units[0].typed() == "year"
    assert not form.columns.winfo_manager()
