"""Every dialog: what it asks and writes, what it hears, how it closes."""

from __future__ import annotations

import pytest

from crm.errors import Unavailable
from crm.views.dialogs.desk_dialog import DeskDialog
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


class Example(DeskDialog):
    watches = frozenset(("tags",))
    edits = False

    def __init__(self, parent, desk):
        super().__init__(parent, desk, title="Example", confirm="Save")
        self.refreshed = 0

    @property
    def has_edits(self):
        return self.edits

    def refresh(self):
        self.refreshed += 1


@pytest.fixture
def dialog(page, desk, opened):
    return opened(Example(page, desk))


def test_the_keyboard_begins_on_the_primary_button(dialog):
    assert dialog.focus_get() is dialog.primary


def test_enter_on_a_button_presses_it(dialog):
    pressed = []
    button = dialog.add_button("More", lambda: pressed.append(1))
    press(button, "Return")
    assert pressed == [1]


def test_escape_closes(dialog):
    press(dialog, "Escape")
    assert not dialog.winfo_exists()


def test_closing_asks_when_something_typed_would_be_lost(dialog):
    dialog.edits = True
    press(dialog, "Escape")
    assert dialog.winfo_exists()
    over(dialog).confirm()
    pump(dialog.desk.root)
    assert not dialog.winfo_exists()


def test_an_answer_no_keeps_the_dialog_open(dialog):
    dialog.edits = True
    dialog.cancel()
    over(dialog).cancel()
    pump(dialog)
    assert dialog.winfo_exists()


def test_a_change_of_a_watched_table_refreshes(dialog, session):
    session.tags.add("VIP")
    pump(dialog, lambda: dialog.refreshed == 1)


def test_a_change_of_another_table_does_not(dialog, session):
    session.contacts.add({"first_name": "Ana"})
    pump(dialog)
    assert dialog.refreshed == 0


def test_a_closed_dialog_hears_nothing(dialog, session):
    dialog.close()
    session.tags.add("VIP")
    pump(dialog.desk.root)
    assert dialog.refreshed == 0


def test_a_refusal_is_said_in_the_dialog(dialog):
    def refuse():
        raise Unavailable("The disk is full.")

    dialog.write(refuse)
    assert dialog.said == "The disk is full."
    assert not dialog.primary.instate(["disabled"])


def test_a_bug_goes_where_bugs_of_the_window_go(dialog, root, monkeypatch):
    seen = []
    monkeypatch.setattr(
        root, "report_callback_exception", lambda _kind, error, _trace: seen.append(error), raising=False
    )
    dialog.ask("question", lambda: 1 / 0, show=lambda _answer: None)
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_write_is_told_with_an_undo(dialog, session, desk):
    dialog.write(lambda: session.tags.add("VIP"), lambda _id: "Tag added")
    assert desk.toasts.texts == ["Tag added"]


def test_undo_works_inside_the_dialog(dialog, session):
    session.tags.add("VIP")
    press(dialog.primary, "Control-z")
    assert session.tags.all() == []


def test_undo_leaves_what_was_done_before_the_dialog_came(page, desk, session, opened):
    session.tags.add("VIP")
    desk.read_history()
    dialog = opened(Example(page, desk))
    press(dialog.primary, "Control-z")
    assert [tag.name for tag in session.tags.all()] == ["VIP"]
    session.tags.add("Late")
    press(dialog.primary, "Control-z", "Control-z")
    assert [tag.name for tag in session.tags.all()] == ["VIP"]


def test_a_fixed_size_stays_within_the_screen(page, desk, opened):
    dialog = Example(page, desk)
    dialog.fix_size(9000, 9000)
    opened(dialog)
    assert dialog.winfo_width() <= dialog.winfo_screenwidth()
    assert dialog.winfo_height() <= dialog.winfo_screenheight()
