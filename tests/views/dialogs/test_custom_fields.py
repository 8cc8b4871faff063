"""The list of a business's own fields: order, removal, and the way to their form."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views.dialogs.custom_fields import FieldsDialog
from crm.views.dialogs.field_form import FieldDialog
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def made(session):
    return [session.fields.add(label, Kind.TEXT) for label in ("One", "Two", "Three")]


@pytest.fixture
def dialog(page, desk, opened, made):
    assert made
    return opened(FieldsDialog(page, desk))


def _labels(session):
    return [field.label for field in session.fields.all()]


def test_fields_are_listed_in_their_order(dialog, made):
    assert list(dialog.list.table.ids) == made


def test_a_field_is_moved_down_and_stays_chosen(dialog, session, made):
    dialog.list.choose(made[0])
    dialog.move(1)
    pump(dialog)
    assert _labels(session) == ["Two", "One", "Three"]
    assert dialog.chosen.label == "One"


def test_a_move_is_one_operation(dialog, session, made):
    dialog.list.choose(made[2])
    dialog.move(-1)
    session.history.undo()
    assert _labels(session) == ["One", "Two", "Three"]


def test_the_first_field_cannot_move_further_up(dialog, session, made):
    dialog.list.choose(made[0])
    dialog.move(-1)
    assert _labels(session) == ["One", "Two", "Three"]


def test_a_field_is_removed_after_asking_and_comes_back(dialog, session, made, contacts):
    key = session.fields.all()[1].key
    session.contacts.change(contacts[0], {f"custom.{key}": "kept"})
    dialog.list.choose(made[1])
    dialog.remove()
    over(dialog).confirm()
    pump(dialog)
    assert _labels(session) == ["One", "Three"]
    session.history.undo()
    assert session.contacts.get(contacts[0]).custom[key] == "kept"


def test_enter_on_a_field_opens_its_form(dialog, made):
    dialog.list.choose(made[1])
    press(dialog.list.table.tree, "Return")
    form = over(dialog)
    assert isinstance(form, FieldDialog)
    assert form.form.values()["label"] == "Two"


def test_without_a_field_only_adding_is_possible(page, desk, opened):
    dialog = opened(FieldsDialog(page, desk))
    assert all(button.instate(["disabled"]) for button in dialog.needing)
    assert not dialog.add_field.instate(["disabled"])


def test_a_field_added_in_its_form_appears(dialog, session):
    form = dialog.add()
    form.form.put("label", "Four")
    form.save()
    pump(dialog, lambda: len(dialog.list.table.ids) == 4)
    assert _labels(session)[-1] == "Four"


def test_the_fields_of_deals_are_listed_by_themselves(dialog, session):
    field = session.fields.add("Obra", Kind.TEXT, entity="opportunities")
    dialog.choices["opportunities"].invoke()
    pump(dialog)
    assert list(dialog.list.table.ids) == [field]


def test_a_new_field_is_of_what_is_shown(dialog, session):
    dialog.show_entity("opportunities")
    pump(dialog)
    form = dialog.add()
    form.form.set({"label": "Obra"} | {name: value for name, value in form.form.values().items() if name != "label"})
    form.save()
    pump(dialog)
    assert [one.label for one in session.fields.all("opportunities")] == ["Obra"]
