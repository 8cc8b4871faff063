"""Short notices: what they say, that they go, that they never take the keyboard."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.views.widgets.toast import Toasts
from tests.window import descendants, focus, pump

pytestmark = pytest.mark.window


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Saved Acme, S.A..", "Saved Acme, S.A."), ("Saved Ana Gil.", "Saved Ana Gil."), ("Wait...", "Wait...")],
)
def test_a_sentence_ends_with_one_full_stop(page, text, shown):
    toasts = Toasts(page)
    toasts.show(text)
    assert toasts.texts == [shown]


def offered(toasts, told):
    """A notice that waits for an answer, and what it was answered."""
    actions = [("Done", lambda: told.append("done")), ("Open", lambda: told.append("open"))]
    menu = ("Snooze", [("In 5 minutes", lambda: told.append("later"))])
    return toasts.offer("Call Ana", actions, menu=menu, closed=lambda: told.append("closed"))


def buttons(toasts):
    return [one for one in descendants(toasts._shown[-1]) if isinstance(one, ttk.Button)]


def test_a_notice_that_waits_for_an_answer_outlasts_the_others(page):
    toasts = Toasts(page)
    offered(toasts, [])
    for word in ("one", "two", "three", "four"):
        toasts.show(word, seconds=0)
    assert toasts.texts == ["Call Ana", "two", "three", "four"]
    toasts.clear()
    assert toasts.texts == ["Call Ana"]
    toasts.clear(lasting=True)
    assert toasts.texts == []


@pytest.mark.parametrize(("label", "answer"), [("Done", "done"), ("Open", "open"), ("", "closed")])
def test_each_button_answers_once_and_takes_the_notice_away(page, label, answer):
    toasts, told = Toasts(page), []
    offered(toasts, told)
    next(one for one in buttons(toasts) if str(one.cget("text")) == label).invoke()
    assert (told, toasts.texts) == ([answer], [])


def test_the_menu_of_a_notice_answers_too(page):
    toasts, told = Toasts(page), []
    offered(toasts, told)
    menu = next(one for one in descendants(toasts._shown[-1]) if isinstance(one, tk.Menu))
    menu.invoke(0)
    assert (told, toasts.texts) == (["later"], [])


def test_a_notice_is_taken_away_without_an_answer(page):
    toasts, told = Toasts(page), []
    offered(toasts, told)()
    assert (told, toasts.texts) == ([], [])
