"""The call under way: timed, told, logged, and never lost without a word."""

import tkinter as tk
from tkinter import ttk

import pytest

from crm.models.calls import CallSubject
from crm.utils import dates
from crm.views.commands import find
from crm.views.dialogs import opportunity
from crm.views.widgets.dialog import Dialog
from tests.records import day_ahead
from tests.views.user import every, settle

pytestmark = pytest.mark.window


class Now:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock(window):
    window.call_timer._clock = Now()
    return window.call_timer._clock


@pytest.fixture
def ana(window, people, clock):
    assert clock
    window.call_timer.start(people["Ana"])
    settle(window)
    return people["Ana"]


def bar(window):
    return window.call_timer.bar


def question(window):
    return next(one for one in every(window.root) if isinstance(one, Dialog))


def test_the_number_is_called_by_the_systems_program(window, ana):
    assert ana
    assert window.outside.shown == ["tel:+34612345678"]


def test_a_number_on_the_card_is_called_and_timed(window, people):
    window.contacts.go_to(people["Carlos"])
    settle(window)
    window.contacts.panel.card.on_link("tel:+34915550000")
    settle(window)
    assert (window.outside.shown, bar(window).draft.callee.name) == (["tel:+34915550000"], "Carlos Muñoz")


def test_the_command_calls_the_contact_in_view(window, people):
    window.contacts.go_to(people["Ana"])
    settle(window)
    window.runner.run(find("contact.call"))
    settle(window)
    assert bar(window).draft.callee.contact_id == people["Ana"]


def test_other_links_are_the_systems(window, people):
    window.contacts.go_to(people["Ana"])
    settle(window)
    window.contacts.panel.card.on_link("mailto:ana@acme.es")
    assert (window.outside.shown, bar(window)) == (["mailto:ana@acme.es"], None)


def test_it_counts_until_it_is_told_how_the_call_ended(window, ana, clock):
    assert ana
    clock.seconds += 125
    window.call_timer.tick()
    bar(window).choose("answered")
    clock.seconds += 500
    window.call_timer.tick()
    assert bar(window)._clock.cget("text") == "02:05"


def test_it_can_go_on_counting(window, ana, clock):
    assert ana
    bar(window).choose("answered")
    bar(window).go_on()
    clock.seconds += 61
    window.call_timer.tick()
    assert bar(window)._clock.cget("text") == "01:01"


def test_a_call_is_logged_with_all_that_was_told(window, own, ana, clock):
    clock.seconds += 170
    window.call_timer.tick()
    bar(window).choose("answered")
    bar(window).note.insert(0, "La oferta")
    bar(window).next.type_in("send the offer tomorrow")
    bar(window).save_button.invoke()
    settle(window)
    call = own.interactions.of(ana)[0]
    assert (call.subject, call.outcome, call.duration_minutes) == ("La oferta", "Answered", 3)
    assert own.activities.next_of_contact(ana).due_on == day_ahead(1)
    assert bar(window) is None


def test_nobody_answered_takes_no_minutes(window, own, ana):
    bar(window).choose("no_answer")
    bar(window).save_button.invoke()
    settle(window)
    assert [(one.outcome, one.duration_minutes) for one in own.interactions.of(ana)] == [("No answer", None)]


def test_own_words_and_minutes_come_first(window, own, ana):
    bar(window).words.insert(0, "Le paso con Luis")
    bar(window).minutes.insert(0, "12")
    bar(window).save_button.invoke()
    settle(window)
    assert [(one.outcome, one.duration_minutes) for one in own.interactions.of(ana)] == [("Le paso con Luis", 12)]


def test_minutes_that_are_no_number_are_told(window, own, ana):
    bar(window).minutes.insert(0, "mucho")
    bar(window).save_button.invoke()
    assert "Minutes are a whole number" in bar(window)._error.cget("text")
    assert own.interactions.of(ana) == []


def test_a_next_step_that_cannot_be_planned_keeps_what_was_typed(window, own, ana):
    bar(window).note.insert(0, "La oferta")
    bar(window).next.type_in("call 31/02/2027")
    bar(window).save_button.invoke()
    settle(window)
    assert "does not exist" in bar(window)._error.cget("text") + bar(window).next.problem
    assert (bar(window).note.get(), own.interactions.of(ana)) == ("La oferta", [])


def test_to_call_again_tomorrow_is_one_click(window, own, ana):
    bar(window).choose("no_answer")
    bar(window).again.invoke()
    bar(window).save_button.invoke()
    settle(window)
    planned = own.activities.next_of_contact(ana)
    assert (planned.type, planned.due_on) == ("call", day_ahead(1))


def test_it_survives_going_to_another_page(window, own, ana):
    bar(window).note.insert(0, "La oferta")
    window.show_page("pipeline")
    settle(window)
    assert bar(window).winfo_ismapped()
    bar(window).save_button.invoke()
    settle(window)
    assert own.interactions.of(ana)[0].subject == "La oferta"


def test_it_survives_another_language(window, ana):
    assert ana
    bar(window).note.insert(0, "La oferta")
    window.use_language("es")
    settle(window)
    assert bar(window).note.get() == "La oferta"
    window.use_language("en")


def test_it_moves_into_a_dialog_and_back(window, ana):
    assert ana
    bar(window).next.type_in("call tomorrow")
    bar(window)._keep_next()
    dialog = tk.Toplevel(window.root)
    window.call_timer.stand_in(dialog, lambda made: made.pack())
    assert bar(window).winfo_toplevel() is dialog
    assert bar(window).next.phrase == "call tomorrow"
    dialog.destroy()
    settle(window)
    assert bar(window).winfo_toplevel() is window.root
    assert bar(window).next.phrase == "call tomorrow"


def test_one_call_at_a_time(window, people, ana):
    assert ana
    window.call_timer.start(people["Carlos"])
    settle(window)
    assert bar(window).draft.callee.name == "Ana Gil"
    question(window).confirm()
    settle(window)
    assert bar(window).draft.callee.name == "Carlos Muñoz"


def test_calling_the_same_contact_again_goes_on_with_the_call(window, ana):
    bar(window).note.insert(0, "La oferta")
    window.call_timer.start(ana)
    settle(window)
    assert bar(window).note.get() == "La oferta"
    assert window.outside.shown == ["tel:+34612345678"]


def test_what_was_told_is_asked_about_before_it_is_lost(window, own, ana):
    bar(window).note.insert(0, "La oferta")
    bar(window).discard_button.invoke()
    settle(window)
    question(window).cancel()
    assert bar(window).note.get() == "La oferta"
    bar(window).discard_button.invoke()
    question(window).confirm()
    settle(window)
    assert (bar(window), own.interactions.of(ana)) == (None, [])


def test_nothing_told_is_discarded_at_once(window, ana):
    assert ana
    bar(window).discard_button.invoke()
    assert bar(window) is None


def test_leaving_asks_about_the_call(window, ana):
    assert ana
    left = []
    window.leave(lambda: left.append(True))
    settle(window)
    assert left == []
    question(window).confirm()
    settle(window)
    assert left == [True]


def test_a_planned_call_is_done_with_it(window, own, people, clock):
    assert clock
    planned = own.activities.add({"type": "call", "subject": "Llamar", "contact_id": people["Ana"]})
    window.call_timer.start(people["Ana"], about=CallSubject(activity_id=planned, planned="Llamar"))
    settle(window)
    bar(window).choose("answered")
    bar(window).save_button.invoke()
    settle(window)
    assert own.activities.get(planned).completed_at


def test_a_planned_call_that_nobody_answered_stays_planned(window, own, people, clock):
    assert clock
    planned = own.activities.add({"type": "call", "subject": "Llamar", "contact_id": people["Ana"]})
    window.call_timer.start(people["Ana"], about=CallSubject(activity_id=planned, planned="Llamar"))
    settle(window)
    bar(window).choose("busy")
    bar(window).save_button.invoke()
    settle(window)
    assert own.activities.get(planned).completed_at == ""


def test_a_call_of_today_is_logged_by_the_keyboard_in_five_steps(user, window, own, people):
    own.activities.add({"contact_id": people["Ana"], "type": "call", "due_on": dates.today()})
    user.chord("Alt-Key-1")
    settle(window)
    user.steps = 0
    user.chord("c", at=window.page.cards.canvas)
    settle(window)
    user.chord("Key-1")
    user.type("La oferta")
    user.enter()
    settle(window)
    call = own.interactions.of(people["Ana"])[0]
    assert (call.subject, call.outcome, user.steps) == ("La oferta", "Answered", 4)


def test_everything_in_the_bar_is_reached_by_tab(window, ana):
    assert ana
    reached = [one for one in every(bar(window)) if isinstance(one, ttk.Entry | ttk.Radiobutton)]
    assert {str(one.cget("takefocus")) for one in reached} <= {"", "1", "ttk::takefocus"}


def test_a_call_begun_in_the_window_of_a_deal_is_about_it_and_told_there(window, own, deals, people):
    own.opportunities.change(deals["Alpha"], {"contact_id": people["Ana"]})
    opportunity.show(window, deals["Alpha"])
    settle(window)
    dialog = next(one for one in every(window.root) if isinstance(one, opportunity.DealWindow))
    dialog.call_button.invoke()
    settle(window)
    assert bar(window).winfo_toplevel() is dialog
    bar(window).choose("answered")
    bar(window).save_button.invoke()
    settle(window)
    assert own.interactions.of(people["Ana"])[0].opportunity_id == deals["Alpha"]


def test_a_deal_without_a_contact_has_nobody_to_call(window, deals):
    opportunity.show(window, deals["Alpha"])
    settle(window)
    dialog = next(one for one in every(window.root) if isinstance(one, opportunity.DealWindow))
    dialog.call_button.invoke()
    assert (dialog.said, bar(window)) == ("There is nobody to call: no contact is chosen.", None)
