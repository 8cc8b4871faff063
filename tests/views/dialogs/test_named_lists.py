"""The dialog of the short lists: three lists in one place, each edit saved at once."""

from __future__ import annotations

import pytest

from crm.views.dialogs.named_lists import NamedListsDialog
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened):
    return opened(NamedListsDialog(page, desk))


def _reasons(session):
    return [one.name for one in session.loss_reasons.all()]


def test_a_typed_name_and_enter_add_to_the_list_shown(dialog, session):
    dialog.turn_to("sources")
    dialog.new.insert(0, "Feria de Málaga")
    press(dialog.new, "Return")
    pump(dialog)
    assert dialog.chosen.name == "Feria de Málaga"
    assert session.sources.by_name("Feria de Málaga")


def test_a_pill_turns_to_another_list(dialog):
    dialog.pills["interaction_types"].invoke()
    pump(dialog)
    assert dialog.chosen.name == "Visit"
    assert not dialog.needs_text.winfo_ismapped()


def test_an_entry_is_renamed_by_enter(dialog, session):
    dialog.entry.delete(0, "end")
    dialog.entry.insert(0, "Caro")
    press(dialog.entry, "Return")
    assert _reasons(session)[0] == "Caro"


def test_a_name_that_is_taken_is_refused_and_stays_typed(dialog):
    dialog.new.insert(0, "no budget")
    press(dialog.new, "Return")
    assert "already" in dialog.said
    assert dialog.new.get() == "no budget"


def test_an_entry_goes_out_of_use_and_stays_in_sight(dialog, session):
    dialog.active.invoke()
    assert "Too expensive" not in _reasons(session)
    pump(dialog, lambda: not list(dialog._rows.values())[-1].active)
    assert len(dialog.list.table.ids) == len(_reasons(session)) + 1


def test_a_reason_may_ask_for_words(dialog, session):
    dialog.needs_text.invoke()
    assert session.loss_reasons.by_name("Too expensive").needs_text


def test_an_entry_moves_down(dialog, session):
    dialog.move(1)
    assert _reasons(session)[:2] == ["No budget", "Too expensive"]


def test_a_removed_entry_comes_back_by_undo(dialog, session):
    dialog.remove()
    assert "Too expensive" not in _reasons(session)
    session.history.undo()
    pump(dialog)
    assert "Too expensive" in _reasons(session)


def test_closing_keeps_a_name_that_was_typed(dialog, session):
    dialog.entry.insert("end", "!")
    dialog.confirm()
    assert _reasons(session)[0] == "Too expensive!"


def test_turning_away_keeps_a_name_that_was_typed(dialog, session):
    dialog.entry.insert("end", "!")
    dialog.turn_to("sources")
    assert _reasons(session)[0] == "Too expensive!"
