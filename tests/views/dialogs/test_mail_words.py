"""What the dialogs of e-mail share."""

from tkinter import ttk

import pytest

from crm.models.mail import Filled, Message
from crm.utils import i18n
from crm.views.dialogs.mail_words import Preview, field_button, insert_into, state_words
from crm.views.widgets.textarea import TextArea

pytestmark = pytest.mark.window


def test_every_field_can_be_inserted(page):
    told = []
    button = field_button(page, told.append)
    menu = button.nametowidget(button.cget("menu"))
    inner = menu.nametowidget(menu.entrycget(0, "menu"))
    inner.invoke(0)
    assert told == ["{{contact.first_name}}"]


def test_a_field_takes_the_place_of_what_is_selected(page):
    entry, area = ttk.Entry(page), TextArea(page)
    entry.insert(0, "Hola X")
    entry.selection_range(5, 6)
    insert_into(entry, "{{me.name}}")
    area.set("Hola X")
    area.text.tag_add("sel", "1.5", "1.6")
    insert_into(area.text, "{{me.name}}")
    assert (entry.get(), area.get()) == ("Hola {{me.name}}", "Hola {{me.name}}")


def test_a_preview_says_what_is_missing(page):
    preview = Preview(page)
    preview.pack()
    preview.show(Filled("Hola", "Texto", empty=("contact.city",)), name="Eva")
    assert preview.shown[:2] == ("Hola", "Texto")
    assert "City" in preview.shown[2]
    preview.show(Filled("Hola", "Texto"), name="Eva")
    assert preview.shown[2] == ""


def test_states_are_told_with_their_time():
    i18n.use("en")
    waiting = Message(1, "<1@x>", 1, state="waiting", send_after="2999-01-01T12:00:00Z")
    assert state_words(waiting).startswith("Waiting · 1 Jan 2999")
    assert state_words(Message(1, "<1@x>", 1, state="failed")) == "Not sent"
