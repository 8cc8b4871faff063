"""Dialogs on a real window: confirming, cancelling, choosing, reporting."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.views.widgets.dialog import Dialog, Question, ask, choose, report
from tests.window import descendants, press, pump

pytestmark = pytest.mark.window


def test_enter_confirms_a_question(page):
    done = []
    dialog = ask(page, Question("Delete?", "3 contacts", confirm="Delete", danger=True), then=lambda: done.append(1))
    press(dialog.primary, "Return")
    pump(page)
    assert done == [1]
    assert not dialog.winfo_exists()


def test_escape_cancels_a_question(page):
    done = []
    dialog = ask(page, Question("Delete?", "3 contacts"), then=lambda: done.append(1))
    press(dialog, "Escape")
    assert done == []
    assert not dialog.winfo_exists()


def test_what_had_the_keyboard_has_it_again(page):
    entry = ttk.Entry(page)
    entry.pack()
    page.update()
    entry.focus_force()
    dialog = ask(page, Question("Delete?", "3 contacts"), then=lambda: None)
    press(dialog, "Escape")
    pump(page)
    assert str(page.focus_get()) == str(entry)


def test_a_dialog_stays_open_when_its_confirmation_says_no(page):
    dialog = Dialog(page, "New tag", confirm="Save")
    dialog.on_confirm = lambda: False
    dialog.open()
    dialog.primary.invoke()
    assert dialog.winfo_exists()


def test_a_dialog_has_one_primary_button_at_the_right(page):
    dialog = Dialog(page, "New tag", confirm="Save")
    dialog.open()
    pump(dialog)
    buttons = [child for child in dialog.buttons.winfo_children() if isinstance(child, ttk.Button)]
    assert [button.cget("style") for button in buttons].count("Primary.TButton") == 1
    assert max(buttons, key=lambda button: button.winfo_rootx()) is dialog.primary


def test_the_chosen_option_is_told(page):
    told = []
    dialog = choose(page, Question("Which?", ""), options=[(7, "Emma"), (8, "E. Díaz")], then=told.append)
    [radio for radio in descendants(dialog) if isinstance(radio, ttk.Radiobutton)][1].invoke()
    dialog.primary.invoke()
    pump(page)
    assert told == [8]


def test_a_report_can_be_copied_but_not_edited(page):
    dialog = report(page, "Something went wrong", text="Nothing was lost.", details="Traceback")
    text = next(child for child in descendants(dialog) if isinstance(child, tk.Text))
    text.insert("end", "x")
    assert text.get("1.0", "end-1c") == "Traceback"
