"""Toasts, dialogs, progress and the command palette, on a real window."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.utils import i18n
from crm.views.widgets.dialog import Dialog, Question, ask, choose, report
from crm.views.widgets.palette import Palette, PaletteItem
from crm.views.widgets.progress import ProgressPanel
from crm.views.widgets.toast import Toasts
from tests.window import descendants, focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def test_a_toast_shows_and_undoes_once(page):
    done = []
    toasts = Toasts(page)
    toasts.show("3 deleted", action=("Undo", lambda: done.append(1)))
    assert toasts.texts == ["3 deleted"]
    toasts.invoke()
    toasts.invoke()
    assert done == [1]
    assert toasts.texts == []


def test_a_toast_goes_by_itself(page):
    toasts = Toasts(page)
    toasts.show("Saved", seconds=0.05)
    pump(page, until=lambda: toasts.texts == [])


def test_a_toast_leaves_the_keyboard_where_it_is(page):
    entry = ttk.Entry(page)
    entry.pack()
    focus(entry)
    Toasts(page).show("Saved", action=("Undo", lambda: None), seconds=0)
    pump(page)
    assert page.focus_get() is entry


def test_at_most_three_toasts_and_they_do_not_overlap(page):
    toasts = Toasts(page)
    for word in ("one", "two", "three", "four"):
        toasts.show(word, seconds=0)
    pump(page)
    assert toasts.texts == ["two", "three", "four"]
    tops = [(toast.winfo_y(), toast.winfo_y() + toast.winfo_height()) for toast in toasts._shown]
    assert tops[0][1] <= tops[1][0] and tops[1][1] <= tops[2][0]


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


def test_progress_tells_rows_pace_and_what_is_left(page):
    now = [100.0]
    panel = ProgressPanel(page, clock=lambda: now[0])
    panel.begin("Importing")
    now[0] += 10
    panel.advance(20_000, 100_000)
    assert panel.detail == "20,000 of 100,000 rows · 2,000 rows a second · 40 s left"


def test_cancel_is_heard_once(page):
    heard = []
    panel = ProgressPanel(page)
    panel.on_cancel = lambda: heard.append(1)
    panel.begin("Importing")
    panel.cancel.invoke()
    panel.cancel.invoke()
    assert heard == [1]


@pytest.fixture
def palette(root, page):
    ran = []
    items = [PaletteItem("New contact", lambda: ran.append("new")), PaletteItem("Import", lambda: ran.append("import"))]
    made = Palette(root, lambda query: [item for item in items if query.lower() in item.title.lower()])
    made.ran = ran
    pump(page)
    yield made
    made.destroy()


def test_the_palette_finds_as_one_types_and_runs_with_enter(palette):
    palette.open()
    pump(palette)
    palette.entry.insert(0, "imp")
    assert palette.titles == ["Import"]
    press(palette.entry, "Return")
    assert palette.ran == ["import"]
    assert not palette.is_open


def test_the_arrows_walk_the_palette(palette):
    palette.open()
    pump(palette)
    press(palette.entry, "Down", "Return")
    assert palette.ran == ["import"]


def test_escape_closes_the_palette_and_gives_the_keyboard_back(page, palette):
    entry = ttk.Entry(page)
    entry.pack()
    focus(entry)
    palette.open()
    pump(palette)
    press(palette.entry, "Escape")
    assert not palette.is_open
    assert page.focus_get() is entry


def test_late_finds_are_added_only_to_the_question_they_answer(palette):
    palette.open("new")
    pump(palette)
    palette.add("old question", [PaletteItem("Late", lambda: None)])
    palette.add("new", [PaletteItem("Emma Díaz", lambda: None)])
    assert palette.titles == ["New contact", "Emma Díaz"]
