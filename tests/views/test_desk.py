"""Writing through the desk: said, undoable, undone and done again."""

from __future__ import annotations

from crm.errors import Invalid
from tests.views.user import settle


def _add(window, own, name="Ana"):
    window.desk.write(lambda: own.contacts.add({"first_name": name}), lambda _id: f"Added {name}.")


def test_a_write_says_what_it_did(window, own):
    _add(window, own)
    assert window.toasts.texts == ["Added Ana."]


def test_a_write_that_says_nothing_shows_no_notice(window, own):
    window.desk.write(lambda: own.contacts.add({"first_name": "Ana"}), lambda _id: "")
    assert window.toasts.texts == []


def test_the_notice_undoes_that_very_write(window, own):
    _add(window, own)
    own.contacts.add({"first_name": "Later"})
    window.toasts.invoke()
    assert [row["name"] for row in own.contacts.page(window.contacts.query).rows] == ["Later"]


def test_the_notice_of_an_undo_does_it_again(window, own):
    _add(window, own)
    window.toasts.invoke()
    window.toasts.invoke()
    assert [row["name"] for row in own.contacts.page(window.contacts.query).rows] == ["Ana"]


def test_a_write_that_changed_nothing_offers_no_undo(window):
    window.desk.write(lambda: None, lambda _nothing: "Nothing to do.")
    window.toasts.invoke()
    assert window.toasts.texts == ["Nothing to do."]


def test_who_asked_hears_the_answer_before_the_notice(window):
    heard = []
    window.desk.write(lambda: 7, lambda _answer: "", done=heard.append)
    assert heard == [7]


def test_a_refused_write_is_told_to_who_asked(window, own):
    refused = []
    window.desk.write(lambda: own.contacts.add({"email": "no"}), lambda _id: "Added.", failed=refused.append)
    assert isinstance(refused[0], Invalid)
    assert window.toasts.texts == []


def test_an_undo_lists_what_it_left_alone(window, own, people):
    own.contacts.change(people["Ana"], {"job_title": "CEO"})
    operation = own.history.can_undo()
    own.contacts.change(people["Ana"], {"job_title": "CTO"})
    window.desk.undo(operation.id)
    assert "Left as they are:" in window.toasts.texts[-1]
    assert window.toasts.texts[-1].startswith("Nothing of this could be undone")


def test_what_can_be_undone_is_known_after_a_write(window, own):
    _add(window, own)
    settle(window)
    assert window.desk.undoable.label == "Add Ana"


def test_the_country_of_the_business_decides_how_phones_are_shown(window, own):
    own.settings.set("country", "MX")
    settle(window)
    assert window.desk.region == "MX"
