"""Finding duplicates, from the scan to the last group: merged, kept apart, taken back."""

from __future__ import annotations

import pytest

from crm.models.lists import ListQuery
from crm.views.desk import Desk
from crm.views.dialogs.duplicates import DuplicatesDialog
from crm.views.dialogs.duplicates_bulk import BulkMerge
from crm.views.dialogs.merge import MergeDialog
from crm.views.jobs import Jobs
from crm.views.widgets.toast import Toasts
from tests.views.dialogs.conftest import over
from tests.views.dialogs.twins import plant
from tests.views.user import User, every, settle
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def twins(session):
    return plant(session)


@pytest.fixture
def dialog(page, desk, opened, twins):
    assert twins
    made = opened(DuplicatesDialog(page, desk))
    yield made
    if made.winfo_exists():
        made.destroy()


def _groups(dialog):
    return sorted(group.ids for group in dialog.findings.groups(dialog.review.slider.score))


def _look_at(dialog, ids):
    dialog.review.table.select([ids[0]])
    pump(dialog)


def _count(session):
    return session.contacts.count(ListQuery())


def test_it_scans_at_once_and_finds_groups_of_any_size(dialog, twins):
    assert _groups(dialog) == sorted([twins["pair"], twins["three"]])


def test_the_keyboard_is_in_the_list(dialog):
    assert dialog.focus_get() is dialog.review.table.tree


def test_the_contacts_stand_side_by_side(dialog, twins):
    _look_at(dialog, twins["three"])
    assert [head.text for head in dialog.review.pane.matrix.heads] == ["Marta Soler Vidal"] * 3


def test_the_button_says_how_many_are_merged(dialog, twins):
    _look_at(dialog, twins["three"])
    assert dialog.primary.cget("text").startswith("Merge 3 contacts")


def test_enter_merges_and_goes_on(dialog, twins, session):
    _look_at(dialog, twins["pair"])
    press(dialog.review.table.tree, "Return")
    assert _groups(dialog) == [twins["three"]]
    assert dialog.review.chosen.ids == twins["three"]
    assert _count(session) == 5


def test_the_merge_is_told_with_undo_in_this_window(dialog, twins, session):
    _look_at(dialog, twins["three"])
    press(dialog.review.table.tree, "Right")
    assert dialog.desk.toasts.texts == ["3 contacts merged into Marta Soler Vidal."]
    dialog.desk.toasts.invoke()
    pump(dialog, lambda: twins["three"] in _groups(dialog))
    assert _count(session) == 6


def test_control_z_brings_the_last_one_back(dialog, twins):
    _look_at(dialog, twins["pair"])
    press(dialog.review.table.tree, "Return")
    press(dialog.review.table.tree, "Control-z")
    pump(dialog, lambda: twins["pair"] in _groups(dialog))


def test_the_group_that_came_back_is_looked_at(dialog, twins):
    for ids in (twins["three"], twins["pair"]):
        _look_at(dialog, ids)
        press(dialog.review.table.tree, "Return")
        press(dialog, "Control-z")
        pump(dialog, lambda ids=ids: ids in _groups(dialog))
        assert dialog.review.chosen.ids == ids


def test_companies_are_called_companies(dialog, session, twins):
    firms = tuple(session.contacts.add({"kind": "company", "company": name}) for name in ("Acme", "Acme S.L."))
    dialog.again.invoke()
    _look_at(dialog, twins["pair"])
    assert dialog.apart_button.cget("text").startswith("Different people")
    _look_at(dialog, firms)
    assert dialog.apart_button.cget("text").startswith("Different companies")
    press(dialog.review.table.tree, "d")
    assert dialog.desk.toasts.texts[-1].startswith("Different companies: ")


def test_different_people_leave_the_list_for_ever(dialog, twins):
    _look_at(dialog, twins["pair"])
    press(dialog.review.table.tree, "d")
    assert _groups(dialog) == [twins["three"]]
    dialog.again.invoke()
    assert _groups(dialog) == [twins["three"]]


def test_different_people_are_undone_too(dialog, twins):
    _look_at(dialog, twins["pair"])
    press(dialog.review.table.tree, "Left")
    dialog.desk.toasts.invoke()
    pump(dialog, lambda: twins["pair"] in _groups(dialog))


def test_every_group_sorted_says_so(dialog):
    press(dialog.review.table.tree, "Return", "d")
    assert dialog.page is dialog.nothing
    assert dialog.told == "All duplicates are sorted"


def test_an_undo_after_the_last_one_brings_the_list_back(dialog):
    press(dialog.review.table.tree, "Return", "Return")
    assert dialog.page is dialog.nothing
    press(dialog, "Control-z")
    pump(dialog, lambda: dialog.page is dialog.review)


def test_a_file_without_duplicates_says_so(page, desk, opened, contacts):
    assert contacts
    dialog = opened(DuplicatesDialog(page, desk))
    assert dialog.told == "No duplicates found"


def test_the_score_filters_at_once(dialog):
    before = dialog.review.count_words
    dialog.review.slider.choose(100)
    assert dialog.review.count_words != before


def test_many_are_merged_as_one_operation(dialog, twins, session):
    dialog.review.slider.choose(70)
    dialog.review.all_button.invoke()
    asked = over(dialog)
    assert isinstance(asked, BulkMerge)
    asked.slider.choose(70)
    asked.large.invoke()
    asked.confirm()
    pump(dialog, lambda: _count(session) == 3)
    dialog.desk.toasts.invoke()
    pump(dialog, lambda: _groups(dialog) == sorted([twins["pair"], twins["three"]]))
    assert _count(session) == 6


def test_asked_twice_for_many_one_question_stands(dialog):
    first = dialog.ask_for_many()
    assert dialog.ask_for_many() is first
    first.cancel()
    assert dialog.ask_for_many() is not first


def test_many_leave_large_groups_without_a_tick(dialog, twins, session):
    dialog.ask_for_many().slider.choose(70)
    over(dialog).confirm()
    pump(dialog, lambda: _count(session) == 5)
    assert _groups(dialog) == [twins["three"]]


def test_e_opens_the_merge_field_by_field(dialog, twins, session):
    _look_at(dialog, twins["three"])
    press(dialog.review.table.tree, "e")
    asked = over(dialog)
    assert isinstance(asked, MergeDialog)
    asked.confirm()
    pump(dialog, lambda: _groups(dialog) == [twins["pair"]])
    assert _count(session) == 4


def test_one_left_out_by_hand_stays_with_the_survivor_in_the_list(dialog, twins):
    _look_at(dialog, twins["three"])
    dialog.edit(dialog.review.chosen)
    asked = over(dialog)
    out = asked.plan.ids[1]
    asked.leave_out(out)
    keep = asked.plan.keep_id
    asked.confirm()
    pump(dialog, lambda: tuple(sorted((keep, out))) in _groups(dialog))


def test_a_contact_that_somebody_removed_meanwhile_leaves_its_group(dialog, twins, session):
    _look_at(dialog, twins["pair"])
    session.contacts.remove(twins["three"][:1])
    _look_at(dialog, twins["three"])
    assert _groups(dialog) == sorted([twins["pair"], twins["three"][1:]])


def test_a_refused_merge_brings_its_group_back_with_the_reason(dialog, twins, session):
    _look_at(dialog, twins["pair"])
    session.contacts.remove([twins["pair"][1]])
    dialog.merge(dialog.review.chosen)
    assert dialog.said
    assert not dialog.findings.standing


def test_a_person_sorts_duplicates_by_keyboard_alone(window, own):
    twins = plant(own)
    settle(window)
    user = User(window)
    user.chord("Control-d")
    user.enter()
    user.chord("d")
    user.chord("Escape")
    assert user.steps == 4
    assert len(own.contacts.rows([one for ids in twins.values() for one in ids])) < 6
    assert not [one for one in every(window.root) if isinstance(one, DuplicatesDialog)]


@pytest.fixture
def patient(page, session, settings, twins):
    """The dialog on a desk whose work is done beside the window."""
    assert twins
    root = page.winfo_toplevel()
    jobs = Jobs(root)
    made = DuplicatesDialog(page, Desk(session, jobs, toasts=Toasts(root), settings=settings))
    yield made
    if made.winfo_exists():
        made.destroy()
    jobs.stop()


def test_the_scan_runs_beside_the_window(patient, twins):
    assert patient.page is patient.running
    patient.open()
    pump(patient, lambda: patient.page is patient.review)
    assert _groups(patient) == sorted([twins["pair"], twins["three"]])


def test_a_scan_that_is_cancelled_says_so(patient):
    patient.stop()
    pump(patient, lambda: patient.page is patient.nothing)
    assert patient.told == "The search was stopped"


def test_closed_while_many_are_merged_it_goes_on(patient, twins, session):
    patient.open()
    pump(patient, lambda: patient.page is patient.review)
    root, told = patient.desk.jobs.root, patient.outer.toasts
    patient.merge_many(patient.findings.groups(70))
    patient.close()
    pump(root, lambda: told.texts == ["2 groups merged."])
    assert len(session.contacts.rows([*twins["pair"], *twins["three"]])) == 2


def test_closing_ends_the_scan(patient):
    running = list(patient.desk.jobs.running)
    patient.close()
    assert [job.cancelled for job in running if job.long] == [True]
