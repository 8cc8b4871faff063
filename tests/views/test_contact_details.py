"""The details of a contact: saved whole, refused beside the field, in conflict side by side, given up."""

from __future__ import annotations

import threading

import pytest

from crm.views.conflicts import ConflictDialog
from tests.views.user import every, settle
from tests.window import focus, press


@pytest.fixture
def details(window, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.open()
    window.root.update()
    return window.contacts.panel.details


def _bar_shows(details):
    details.update()
    return bool(details._bar.winfo_ismapped())


def test_untouched_details_offer_nothing_to_save(details):
    assert not _bar_shows(details)


def test_an_edit_offers_save_and_cancel(details):
    details.form.put("job_title", "CEO")
    assert _bar_shows(details)


def test_saving_keeps_the_edit_and_says_so(window, details, own, people):
    details.form.put("job_title", "CEO")
    details.save()
    assert own.contacts.get(people["Ana"]).job_title == "CEO"
    assert window.toasts.texts == ["Saved Ana Gil."]
    assert not details.is_edited


def test_cancel_shows_what_is_saved(details):
    details.form.put("first_name", "Anita")
    details.cancel()
    assert not details.is_edited


def test_a_bad_value_is_told_beside_its_field_and_stays(details, own, people):
    details.form.lists["email"].rows[0].entry.insert("end", " no")
    details.save()
    assert details.is_edited
    assert own.contacts.get(people["Ana"]).email == "ana@acme.es"


def test_what_is_typed_stays_while_an_import_is_still_running(window, details, own, people):
    begun, leave = threading.Event(), threading.Event()

    def work():
        with own.database.transaction(own.contacts.context.author, "Import {file}", bulk=True, file="people.csv"):
            begun.set()
            leave.wait(10)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait(5)
    details.form.put("job_title", "CEO")
    details.save()
    leave.set()
    thread.join()
    assert details.is_edited and window.errors.shown.winfo_exists()
    details.save()
    assert own.contacts.get(people["Ana"]).job_title == "CEO"


def test_a_second_phone_is_kept(details, own, people):
    phones = details.form.lists["phone"]
    phones.add_button.invoke()
    phones.rows[-1].entry.insert(0, "915550000")
    details.save()
    assert [one.value for one in own.contacts.get(people["Ana"]).channels if one.kind == "phone"] == [
        "+34612345678", "+34915550000",
    ]  # fmt: skip


def test_a_new_tag_is_a_typed_word(details, own, people):
    details.form.put("tags", ["VIP"])
    details.save()
    assert [tag.name for tag in own.contacts.get(people["Ana"]).tags] == ["VIP"]


def test_a_new_tag_and_its_contact_are_saved_and_undone_as_one(window, details, own, people):
    details.form.put("tags", ["VIP"])
    details.save()
    own.history.undo()
    settle(window)
    assert (own.contacts.get(people["Ana"]).tags, own.tags.all()) == ((), [])


def test_a_refused_save_leaves_no_tag_behind(details, own):
    details.form.put("tags", ["VIP"])
    details.form.lists["email"].rows[0].entry.insert("end", " no")
    details.save()
    assert details.is_edited
    assert own.tags.all() == []


def test_fields_changed_by_others_meanwhile_are_no_conflict(details, own, people):
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"city": "Madrid"})
    details.save()
    after = own.contacts.get(people["Ana"])
    assert (after.job_title, after.city) == ("CEO", "Madrid")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "CEO"), ("theirs", "CTO"), ("original", "")])
def test_the_same_field_changed_by_another_is_chosen_side_by_side(request, details, choice, kept):
    window, own, people = (request.getfixturevalue(name) for name in ("window", "own", "people"))
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"job_title": "CTO"})
    details.save()
    dialog = next(one for one in every(window.root) if isinstance(one, ConflictDialog))
    dialog.choices["job_title"].set(choice)
    dialog.confirm()
    settle(window)
    assert own.contacts.get(people["Ana"]).job_title == kept


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "ana@mine.es"), ("theirs", "ana@theirs.es"), ("original", "ana@acme.es")]
)
def test_channels_changed_by_both_are_chosen_side_by_side(request, details, choice, kept):
    window, own, people = (request.getfixturevalue(name) for name in ("window", "own", "people"))
    _retype(details.form.entry("email"), "ana@mine.es")
    own.contacts.change(people["Ana"], {"email": "ana@theirs.es"})
    details.save()
    dialog = next(one for one in every(window.root) if isinstance(one, ConflictDialog))
    dialog.choices["channels"].set(choice)
    dialog.confirm()
    settle(window)
    after = own.contacts.get(people["Ana"])
    assert (after.email, after.phone) == (kept, "+34612345678")
    assert not details.is_edited


def test_fields_and_channels_in_dispute_are_chosen_apart(window, details, own, people):
    _retype(details.form.entry("email"), "ana@mine.es")
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"email": "ana@theirs.es", "job_title": "CTO"})
    details.save()
    dialog = next(one for one in every(window.root) if isinstance(one, ConflictDialog))
    dialog.choices["channels"].set("theirs")
    dialog.confirm()
    settle(window)
    after = own.contacts.get(people["Ana"])
    assert (after.email, after.job_title) == ("ana@theirs.es", "CEO")


def test_a_change_made_while_one_chooses_is_asked_about_too(window, details, own, people):
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"job_title": "CTO"})
    details.save()
    dialog = next(one for one in every(window.root) if isinstance(one, ConflictDialog))
    own.contacts.change(people["Ana"], {"job_title": "CFO"})
    dialog.confirm()
    settle(window)
    again = next(one for one in every(window.root) if isinstance(one, ConflictDialog) and one is not dialog)
    assert again._conflict.fields == {"job_title": ("CEO", "CFO", "CTO")}
    again.close()


def _retype(entry, text):
    entry.delete(0, "end")
    entry.insert(0, text)


def test_a_conflict_that_is_cancelled_keeps_what_was_typed(window, details, own, people):
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"job_title": "CTO"})
    details.save()
    next(one for one in every(window.root) if isinstance(one, ConflictDialog)).cancel()
    assert details.form.names.changed() == {"job_title": "CEO"}


def test_enter_in_a_field_saves(details, own, people):
    details.form.put("job_title", "CEO")
    press(details.form.entry("job_title"), "Return")
    assert own.contacts.get(people["Ana"]).job_title == "CEO"


def test_going_on_waits_for_the_save(details):
    gone = []
    details.form.put("job_title", "CEO")
    details.save(lambda: gone.append(details.is_edited))
    assert gone == [False]


def test_edits_stay_when_the_contact_is_read_again(window, details, own, people):
    details.form.put("job_title", "CEO")
    own.contacts.change(people["Ana"], {"city": "Madrid"})
    settle(window)
    assert details.form.names.changed() == {"job_title": "CEO"}


def test_a_company_has_no_job_title(window, details, people):
    window.contacts.list.table.select([people["Acme"]])
    with pytest.raises(KeyError):
        details.form.entry("job_title")


def test_escape_gives_a_field_its_saved_value_back(details):
    entry = details.form.entry("last_name")
    entry.insert("end", "ena")
    press(entry, "Escape")
    assert entry.get() == "Gil"
    assert not details.is_edited


def test_control_z_takes_back_what_is_typed_before_anything_that_was_saved(window, details, own, people):
    entry = details.form.entry("last_name")
    focus(entry)
    entry.insert("end", "ena")
    press(entry, "KeyRelease-a", "Control-z")
    settle(window)
    assert entry.get() == "Gil"
    assert own.contacts.get(people["Ana"]).name == "Ana Gil"


def test_control_z_in_a_field_nobody_typed_in_is_the_one_of_the_window(window, details, own, people):
    own.contacts.change(people["Ana"], {"job_title": "CEO"}, version=own.contacts.get(people["Ana"]).version)
    settle(window)
    press(details.form.entry("last_name"), "Control-z")
    settle(window)
    assert own.contacts.get(people["Ana"]).job_title != "CEO"
