"""Merging field by field: who stays, which value, by which rule; and what happens when somebody was faster."""

from __future__ import annotations

import pytest

from crm.models.merging import EVERY_FIELD
from crm.views.dialogs.merge import MergeDialog
from tests.views.dialogs.conftest import over
from tests.views.dialogs.twins import plant
from tests.views.user import User, settle
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def ids(session):
    return plant(session)["pair"]


@pytest.fixture
def dialog(page, desk, opened, ids):
    made = opened(MergeDialog(page, desk, ids=ids))
    yield made
    if made.winfo_exists():
        made.destroy()


def _place(dialog, key):
    return next(place for place, line in enumerate(dialog.matrix.lines) if line.key == key)


def _result(dialog, key):
    return dialog.matrix.lines[_place(dialog, key)].last.text


def _column(dialog, contact_id):
    return [dialog.plan.ids[0], *dialog.plan.others].index(contact_id)


def test_it_says_how_many(dialog):
    assert dialog.primary.cget("text") == "Merge 2 contacts"


def test_the_keyboard_is_on_the_first_field(dialog):
    assert dialog.focus_get() is dialog.matrix.canvas
    assert dialog.matrix.lines[dialog.matrix.line].key == "first_name"


def test_space_takes_a_value_into_the_result(dialog, ids):
    column = _column(dialog, ids[0])
    dialog.matrix.go_to(_place(dialog, "first_name"), column)
    press(dialog.matrix.canvas, "space")
    assert _result(dialog, "first_name") == "José"


def test_what_was_chosen_is_merged(dialog, ids, session):
    dialog.choose("first_name", ids[0])
    dialog.choose("last_name", ids[1])
    keep = dialog.plan.keep_id
    dialog.confirm()
    assert session.contacts.get(keep).name == "José Nunez"


def test_a_head_chooses_who_stays(dialog, session):
    other = dialog.plan.others[0]
    press(dialog.matrix.canvas, "Home", "Right", "space")
    assert dialog.plan.keep_id == other
    dialog.confirm()
    assert session.contacts.get(other)


def test_columns_stay_where_they_are_when_another_one_stays(dialog):
    before = [head.text for head in dialog.matrix.heads]
    dialog.keep(dialog.plan.others[0])
    assert [head.text for head in dialog.matrix.heads] == before
    assert [head.look for head in dialog.matrix.heads] == ["free", "chosen"]


def test_a_rule_decides_about_a_field(dialog):
    dialog.use_rule("first_name", "newest")
    assert dialog.matrix.lines[_place(dialog, "first_name")].note == "Changed last"


def test_a_rule_for_all_fields_takes_back_what_was_chosen_by_hand(dialog, ids):
    dialog.choose("first_name", ids[0])
    dialog.use_rule(EVERY_FIELD, "newest")
    notes = {line.note for line in dialog.matrix.lines if line.key in ("first_name", "last_name")}
    assert notes == {"Changed last"}


def test_the_menu_of_a_field_offers_the_rules_it_knows(dialog):
    field = next(field for field in dialog.plan.fields if field.name == "first_name")
    menu = dialog.rules_of(field)
    words = [menu.entrycget(place, "label") for place in range(menu.index("end") + 1)]
    assert words == ["First filled", "Changed last", "Longest"]


def test_equal_fields_are_shown_on_demand(dialog):
    assert "equal: show" in dialog.equal.cget("text")
    dialog.equal.invoke()
    assert "status" in [line.key for line in dialog.matrix.lines]
    dialog.equal.invoke()
    assert "status" not in [line.key for line in dialog.matrix.lines]


def test_the_owner_hears_who_stayed_and_by_which_operation(dialog, session):
    heard = []
    dialog.on_merged = lambda plan, operation: heard.append((plan.keep_id, operation))
    keep = dialog.plan.keep_id
    dialog.confirm()
    assert heard == [(keep, session.history.can_undo().id)]


def test_the_merge_is_told_with_undo(dialog, desk, session, ids):
    dialog.confirm()
    assert desk.toasts.texts[0].startswith("2 contacts merged into")
    desk.toasts.invoke()
    assert [session.contacts.get(one).id for one in ids] == list(ids)


def test_a_contact_changed_elsewhere_is_read_again(dialog, ids, session):
    session.contacts.change(ids[0], {"city": "Vigo"})
    pump(dialog, lambda: _result(dialog, "city") == "Vigo")


def test_a_conflict_is_told_in_plain_words_and_nothing_is_merged(dialog, ids, session):
    stale = dialog.plan
    session.contacts.change(ids[0], {"city": "Vigo"})
    dialog.plan = stale
    dialog.confirm()
    assert "changed meanwhile" in dialog.said
    assert session.contacts.get(ids[1])
    assert _result(dialog, "city") == "Vigo"


def test_after_a_conflict_it_can_be_merged(dialog, ids, session):
    stale = dialog.plan
    session.contacts.change(ids[0], {"city": "Vigo"})
    dialog.plan = stale
    dialog.confirm()
    keep = dialog.plan.keep_id
    dialog.confirm()
    assert not dialog.winfo_exists()
    assert session.contacts.get(keep).city == "Vigo"


def test_closing_after_a_choice_asks_first(dialog, ids):
    dialog.choose("first_name", ids[0])
    dialog.cancel()
    assert over(dialog)
    assert dialog.winfo_exists()


def test_closing_without_a_choice_closes(dialog):
    dialog.cancel()
    assert not dialog.winfo_exists()


def test_a_person_and_a_company_are_refused_in_words(page, desk, opened, session):
    person, company = ({"first_name": "Ana"}, {"kind": "company", "company": "Acme"})
    ids = [session.contacts.add(one) for one in (person, company)]
    dialog = opened(MergeDialog(page, desk, ids=ids))
    assert dialog.said
    assert dialog.primary.instate(["disabled"])


def test_eight_contacts_are_merged(page, desk, opened, session):
    ids = [session.contacts.add({"first_name": "Ana", "last_name": f"Gil {at}"}) for at in range(8)]
    dialog = opened(MergeDialog(page, desk, ids=ids))
    dialog.confirm()
    assert len(session.contacts.rows(ids)) == 1


@pytest.fixture
def three(page, desk, opened, session):
    return opened(MergeDialog(page, desk, ids=plant(session)["three"]))


def test_delete_leaves_a_contact_out(three, session):
    out = three.plan.ids[1]
    three.matrix.go_to(three.matrix.line, 1)
    press(three.matrix.canvas, "Delete")
    assert three.primary.cget("text") == "Merge 2 contacts"
    three.confirm()
    assert session.contacts.get(out).name == "Marta Soler Vidal"


def test_what_was_chosen_of_a_contact_left_out_is_forgotten(three):
    three.choose("city", three.plan.ids[1])
    three.leave_out(three.plan.ids[1])
    assert not three.has_edits


def test_two_are_the_fewest(dialog):
    press(dialog.matrix.canvas, "Delete")
    assert len(dialog.plan.ids) == 2
    assert "fewest" in dialog.said


def test_the_selection_of_the_list_is_merged_in_three_steps(window, own, people):
    user = User(window)
    window.contacts.list.table.select([people["Ana"], people["Berta"]])
    user.chord("Control-j", at=window.contacts.list.table.tree)
    user.enter()
    settle(window)
    assert user.steps <= 3
    assert len(own.contacts.rows([people["Ana"], people["Berta"]])) == 1
    assert window.contacts.panel.contact_id in (people["Ana"], people["Berta"])


def test_one_contact_alone_is_not_merged(window, people):
    window.contacts.list.table.select([people["Ana"]])
    assert dict(window.menus.entries("contact"))["Merge…"] == "disabled"


def test_far_too_many_are_refused_in_words(window, own):
    for at in range(51):
        own.contacts.add({"first_name": f"Ana {at}"})
    settle(window)
    window.contacts.select_all()
    window.menus.choose("contact", "Merge…")
    assert window.toasts.texts == ["Choose at most 50 contacts to merge them into one."]
