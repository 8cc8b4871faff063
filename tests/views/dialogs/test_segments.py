"""The rules of segments: counted while they are set, refused beside their fields, saved and followed."""

from __future__ import annotations

import pytest

from crm.models.segments import BY_VALUE, SegmentRules
from crm.views.commands import find
from crm.views.dialogs.segments import SegmentsDialog, show
from tests.records import day_ahead
from tests.views.user import every, settle

pytestmark = pytest.mark.window


@pytest.fixture
def customers(own, people):
    """Carlos bought twice lately, Berta once long ago."""
    won = own.pipelines.default().first("won").id
    for name, days in (("Carlos", 3), ("Carlos", 40), ("Berta", 500)):
        deal = {"title": "V", "stage_id": won, "value": 10_000, "contact_id": people[name], "currency": "EUR"}
        own.opportunities.add({**deal, "closed_on": day_ahead(-days)})
    own.segments.recompute()
    return people


@pytest.fixture
def dialog(window, customers):
    assert customers
    show(window)
    settle(window)
    return next(one for one in every(window.root) if isinstance(one, SegmentsDialog))


def typed(dialog, **values):
    for name, value in values.items():
        dialog.form.put(name, value)
    dialog.count()
    dialog.update()


def test_the_customers_are_counted_by_the_rules_in_use(dialog):
    assert dialog.preview.texts == [
        ["Frequent", "0", "0", "€0.00"],
        ["Occasional", "1", "0", "€200.00"],
        ["At risk", "0", "0", "€0.00"],
        ["Inactive", "1", "0", "€100.00"],
        ["All", "2", "0", "€300.00"],
    ]


def test_other_rules_are_counted_before_they_are_saved(dialog, own):
    typed(dialog, frequent_from=2, good_purchases=1)
    assert [line[1:3] for line in dialog.preview.texts] == [["1", "1"], ["0", "0"], ["0", "0"], ["1", "1"], ["2", "2"]]
    assert own.segments.rules() == SegmentRules()


def test_a_good_customer_may_be_known_by_value(dialog):
    assert not dialog.form.editor("good_value").winfo_ismapped()
    typed(dialog, good_by=BY_VALUE, good_value=20_000)
    assert dialog.form.editor("good_value").winfo_ismapped()
    assert not dialog.form.editor("good_purchases").winfo_ismapped()
    assert dialog.preview.texts[-1][2] == "1"


def test_impossible_rules_are_not_counted_and_not_saved(dialog, own):
    typed(dialog, at_risk_days=400)
    assert dialog.preview.words.cget("text") == "Counted as soon as the rules can be followed."
    dialog.confirm()
    assert dialog.form.error_of("inactive_days") == "A customer is at risk first: choose more than 400 days."
    assert own.segments.rules() == SegmentRules()


def test_a_half_day_is_refused(dialog):
    typed(dialog, silent_days=1.5)
    dialog.confirm()
    assert dialog.form.error_of("silent_days") == "Write a whole number."


def test_saved_rules_are_followed(dialog, own, window, customers):
    typed(dialog, frequent_from=2)
    dialog.confirm()
    settle(window)
    assert not dialog.winfo_exists()
    assert own.segments.rules().frequent_from == 2
    assert own.contacts.rows([customers["Carlos"]])[0]["segment"] == "frequent"
    window.desk.undo()
    settle(window)
    assert own.segments.rules() == SegmentRules()


def test_the_usual_rules_come_back_with_a_button(dialog):
    typed(dialog, frequent_from=9)
    dialog.usual.invoke()
    assert dialog.rules() == SegmentRules()


def test_what_was_changed_is_asked_about_before_it_is_lost(dialog):
    assert not dialog.has_edits
    typed(dialog, frequent_from=9)
    assert dialog.has_edits


def test_the_command_is_in_the_menu_of_contacts(window, people):
    assert people
    window.runner.run(find("contact.segments"))
    settle(window)
    assert any(isinstance(one, SegmentsDialog) for one in every(window.root))
