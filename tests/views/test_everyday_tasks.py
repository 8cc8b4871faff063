"""A scripted user at the real window: the everyday tasks, each counted in steps and judged by its outcome.

A step is a click, a menu level, a key chord, Enter, or one typed value; the Tab after a value is free. The tasks with
files stand in test_everyday_files.
"""

from __future__ import annotations

import tkinter as tk


def test_a_person_is_found_by_part_of_the_name_in_two_steps(user, window, people):
    user.chord("Control-f")
    user.type("gil")
    assert user.steps <= 2
    assert window.contacts.panel.contact_id == people["Ana"]


def test_a_person_is_found_by_part_of_the_phone_in_two_steps(user, window, people):
    user.click(window.contacts.head.search.entry)
    user.type("234 56")
    assert user.steps <= 2
    assert window.contacts.panel.contact_id == people["Ana"]


def test_a_person_is_added_from_one_typed_line_in_three_steps(user, own):
    user.chord("Control-n")
    user.type("Eva Sanz, Orbit Media, eva@orbit.es, 699 111 222")
    user.enter()
    assert user.steps <= 3
    added = own.contacts.get(int(own.contacts.search("eva")[0]["id"]))
    assert (added.first_name, added.last_name, added.company) == ("Eva", "Sanz", "Orbit Media")
    assert (added.email, added.phone) == ("eva@orbit.es", "+34699111222")


def test_a_person_is_added_field_by_field_in_six_steps(user, window, own):
    user.click(window.toolbar.button("contact.add_person"))
    form = user.dialog().form
    for name, value in (("name", "Eva Sanz"), ("company", "Orbit"), ("email", "eva@orbit.es"), ("phone", "699111222")):
        user.type(value, into=form.editor(name).entry)
    user.enter()
    assert user.steps <= 6
    assert own.contacts.search("eva")[0]["email"] == "eva@orbit.es"


def test_what_was_added_is_shown(user, window, own):
    user.chord("Control-n")
    user.type("Eva Sanz")
    user.enter()
    shown = window.contacts.panel.contact_id
    assert shown is not None
    assert own.contacts.get(shown).name == "Eva Sanz"


def test_a_call_with_outcome_and_note_is_logged_in_six_steps(user, window, own, people):
    user.chord("Control-f")
    user.type("gil")
    user.chord("Control-l")
    user.type("Talked about the quote")
    user.type("Interested", into=window.contacts.panel.timeline.quick.entries["outcome"])
    user.enter()
    logged = own.interactions.of(people["Ana"])[0]
    assert user.steps <= 6
    assert (logged.type, logged.subject, logged.outcome) == ("call", "Talked about the quote", "Interested")


def test_a_call_without_a_note_is_logged_in_five_steps_with_the_mouse(user, window, own, people):
    user.type("gil", into=window.contacts.head.search.entry)
    user.click(window.contacts.panel.card.button("call"))
    user.type("No answer", into=window.contacts.panel.timeline.quick.entries["outcome"])
    user.enter()
    assert user.steps <= 5
    assert own.interactions.of(people["Ana"])[0].outcome == "No answer"


def test_logging_moves_the_last_interaction(user, window, own, people):
    user.type("gil", into=window.contacts.head.search.entry)
    user.chord("Control-l")
    user.type("Talked")
    user.enter()
    assert own.contacts.get(people["Ana"]).last_interaction_at


def test_the_last_thing_done_is_undone_in_one_step(user, window, own, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.remove()
    user.chord("Control-z")
    assert user.steps == 1
    assert own.contacts.get(people["Ana"]).name == "Ana Gil"


def test_the_notice_undoes_in_one_click(window, own, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.remove()
    window.toasts.invoke()
    assert own.contacts.get(people["Ana"]).name == "Ana Gil"


def test_everything_is_backed_up_in_one_chord(user, folders):
    user.chord("Control-b")
    made = list(folders.rglob("backups/*.db"))
    assert user.steps <= 2
    assert len(made) == 1


def test_everything_is_backed_up_from_the_menu_in_two_steps(user, folders):
    user.menu("file", "Back up now")
    assert user.steps <= 2
    assert len(list(folders.rglob("backups/*.db"))) == 1


def test_a_contact_is_removed_with_one_key(user, window, own, people):
    window.contacts.list.table.select([people["Carlos"]])
    user.chord("Delete", at=window.contacts.list.table.tree)
    assert user.steps == 1
    assert own.contacts.search("carlos") == []


def test_after_a_removal_the_next_contact_is_selected(user, window, people):
    window.contacts.list.table.select([people["Ana"]])
    user.chord("Delete", at=window.contacts.list.table.tree)
    assert list(window.contacts.selected_ids()) == [people["Berta"]]


def test_delete_in_the_search_box_removes_nobody(user, window, own, people):
    window.contacts.list.table.select([people["Ana"]])
    user.chord("Delete", at=window.contacts.head.search.entry)
    assert own.contacts.search("ana gil")


def test_as_many_steps_as_there_are_operations_can_be_undone(user, own, people):
    for number in range(5):
        own.contacts.change(people["Ana"], {"job_title": f"Job {number}"})
    user.wait()
    for _number in range(5):
        user.chord("Control-z")
    assert own.contacts.get(people["Ana"]).job_title == ""


def test_what_was_undone_is_done_again_with_one_key(user, window, own, people):
    own.contacts.change(people["Ana"], {"job_title": "CEO"})
    window.root.update()
    user.chord("Control-z")
    user.chord("Control-y")
    assert own.contacts.get(people["Ana"]).job_title == "CEO"


def test_keys_work_with_caps_lock_on(window):
    assert window.root.bind("<Lock-Control-Key-N>")


def test_the_window_has_a_tk_menu(window):
    assert isinstance(window.root.nametowidget(window.root.cget("menu")), tk.Menu)
