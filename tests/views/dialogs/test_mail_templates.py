"""The dialog of templates: chosen, edited with fields, seen for a real contact, saved, removed."""

from __future__ import annotations

import pytest

from crm.views.dialogs.mail_templates import MailTemplatesDialog
from tests.controllers.mailing import person
from tests.views.dialogs.conftest import over
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened, session):
    person(session, "Eva")
    return opened(MailTemplatesDialog(page, desk))


def _names(dialog):
    tree = dialog.list.table.tree
    return [tree.item(item, "text").strip() for item in tree.get_children()]


def _wait_for(dialog, name):
    pump(dialog, lambda: dialog.form.values()["name"] == name)


def test_a_new_file_has_templates_to_begin_with(dialog):
    assert _names(dialog)[:2] == ["First contact", "Follow-up"]
    _wait_for(dialog, "First contact")


def test_a_template_is_seen_as_it_goes_to_somebody(dialog):
    pump(dialog, lambda: dialog.preview.shown[0] == "Eva, an idea for your business")
    assert dialog.preview.shown[1].startswith("Dear Eva,")


def test_the_preview_follows_what_is_typed_and_names_what_is_missing(dialog):
    dialog.form.put("subject", "{{contact.city}} y {{nope}}")
    pump(dialog, lambda: "nope" in dialog.preview.shown[2])


def test_a_field_goes_where_the_cursor_was(dialog):
    _wait_for(dialog, "First contact")
    dialog.form.put("subject", "")
    focus(dialog.form.editor("subject").entry)
    dialog.insert("{{me.name}}")
    assert dialog.form.values()["subject"] == "{{me.name}}"


def test_a_change_is_saved(dialog, session):
    _wait_for(dialog, "First contact")
    dialog.form.put("subject", "Hola {{contact.name}}")
    dialog.save()
    pump(dialog, lambda: not dialog.has_edits)
    assert session.mail_templates.all()[0].subject == "Hola {{contact.name}}"


def test_an_unknown_field_is_refused_beside_the_text(dialog, session):
    _wait_for(dialog, "First contact")
    dialog.form.put("body", "{{nope}}")
    dialog.save()
    assert "{{nope}}" in dialog.form.error_of("body")
    assert dialog.has_edits and "nope" not in session.mail_templates.all()[0].body


def test_a_new_one_is_added_and_chosen(dialog, session):
    dialog.add()
    for name, value in {"name": "Saludo", "language": "es", "subject": "Hola", "body": "Adiós"}.items():
        dialog.form.put(name, value)
    dialog.save()
    pump(dialog, lambda: "Saludo" in _names(dialog) and dialog.form.values()["name"] == "Saludo")
    assert session.mail_templates.all()[-1].body == "Adiós"


def test_what_is_typed_is_asked_about_before_another_is_chosen(dialog):
    _wait_for(dialog, "First contact")
    dialog.form.put("subject", "Hola")
    dialog.list.choose(dialog.list.table.ids[1])
    pump(dialog)
    over(dialog).cancel()
    pump(dialog, lambda: dialog.list.chosen == dialog.list.table.ids[0])
    assert dialog.form.values()["subject"] == "Hola"
    dialog.list.choose(dialog.list.table.ids[1])
    pump(dialog)
    over(dialog).confirm()
    _wait_for(dialog, "Follow-up")


def test_a_removed_one_goes_and_comes_back(dialog, desk):
    _wait_for(dialog, "First contact")
    dialog.remove()
    pump(dialog, lambda: "First contact" not in _names(dialog))
    desk.undo()
    pump(dialog, lambda: "First contact" in _names(dialog))


def test_without_contacts_a_text_is_shown_as_written(page, desk, opened):
    dialog = opened(MailTemplatesDialog(page, desk))
    pump(dialog, lambda: dialog.preview.shown[0] == "{{contact.first_name}}, an idea for your business")


def test_enter_saves_and_closing_asks_about_what_is_not_saved(dialog, session):
    _wait_for(dialog, "First contact")
    dialog.form.put("subject", "Hola")
    press(dialog.form.editor("subject").entry, "Return")
    pump(dialog, lambda: not dialog.has_edits)
    assert session.mail_templates.all()[0].subject == "Hola"
    dialog.form.put("subject", "Adiós")
    dialog.primary.invoke()
    over(dialog).cancel()
    assert dialog.winfo_exists() and dialog.has_edits
