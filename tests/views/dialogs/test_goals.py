"""The window of goals: a year at a glance, typed in place, saved in one step and taken back in one."""

from __future__ import annotations

import pytest

from crm.models.goals import ACTIVITIES, QUARTER, WON_VALUE, GoalPlace
from crm.utils import dates
from crm.views.desk import Desk
from crm.views.dialogs.goals import GoalsDialog
from crm.views.jobs import InlineJobs
from crm.views.widgets.toast import Toasts
from tests.records import second_user
from tests.views.dialogs.conftest import over
from tests.window import pump

pytestmark = pytest.mark.window
YEAR = dates.today()[:4]


@pytest.fixture
def dialog(page, desk, opened, session):
    session.goals.set(GoalPlace(WON_VALUE, f"{YEAR}-01-01"), 1000_00)
    return opened(GoalsDialog(page, desk))


def write(dialog, row, column, *, text):
    entry = dialog.grid_of_goals.entries[row, column]
    entry.focus_force()
    pump(dialog)
    entry.delete(0, "end")
    entry.insert(0, text)
    entry.event_generate("<KeyRelease>", keysym="5")


def kept(session, **wanted):
    return {
        goal.starts_on[5:7]: goal.target
        for goal in session.goals.all()
        if all(getattr(goal, name) == value for name, value in wanted.items())
    }


def test_what_is_kept_is_shown(dialog):
    assert dialog.grid_of_goals.entries[0, 0].get() == "1,000"


def test_a_person_begins_with_this_month(dialog):
    assert dialog.grid_of_goals.here.starts_on == f"{dates.today()[:7]}-01"


def test_what_is_typed_is_saved_in_one_step(dialog, session):
    write(dialog, 0, 0, text="")
    write(dialog, 1, 4, text="500")
    dialog.primary.invoke()
    pump(dialog.desk.root)
    assert kept(session, user_id=session.user.id) == {"05": 500_00}
    assert kept(session, user_id=None) == {}
    session.history.undo()
    assert kept(session) == {"01": 1000_00}


def test_control_enter_saves_from_any_cell(dialog, session):
    write(dialog, 1, 4, text="500")
    dialog.focus_get().event_generate("<Control-Return>")
    pump(dialog.desk.root)
    assert kept(session, user_id=session.user.id) == {"05": 500_00}
    assert not dialog.winfo_exists()


def test_nothing_is_saved_while_a_cell_cannot_be_read(dialog, session):
    write(dialog, 1, 4, text="mucho")
    write(dialog, 1, 5, text="500")
    dialog.primary.invoke()
    assert "mucho" in dialog.said
    assert kept(session, user_id=session.user.id) == {}


def test_the_cell_at_hand_is_copied_to_all_that_follow(dialog, session):
    write(dialog, 0, 9, text="700")
    dialog.event_generate("<Control-r>")
    pump(dialog)
    dialog.save()
    assert kept(session) == {"01": 1000_00, "10": 700_00, "11": 700_00, "12": 700_00}


def test_other_measures_and_quarters_are_chosen_above(dialog, session):
    dialog.measure.set(ACTIVITIES)
    dialog.period.set(QUARTER)
    dialog.look_at()
    write(dialog, 0, 3, text="40")
    dialog.save()
    assert kept(session, measure=ACTIVITIES, period=QUARTER) == {"10": 40}


def test_what_was_typed_survives_a_look_at_another_year(dialog, session):
    write(dialog, 0, 1, text="700")
    dialog.turn(1)
    dialog.turn(-1)
    assert dialog.grid_of_goals.entries[0, 1].get() == "700"
    dialog.save()
    assert kept(session)["02"] == 700_00


def test_next_year_is_filled_in_from_this_one(dialog, session):
    dialog.turn(1)
    dialog.fill_button.invoke()
    dialog.save()
    assert [goal.starts_on for goal in session.goals.all()] == [f"{YEAR}-01-01", f"{int(YEAR) + 1}-01-01"]


def test_a_year_without_anything_before_says_so(dialog):
    dialog.turn(-5)
    dialog.fill_button.invoke()
    assert "There is nothing in" in dialog.said


def test_closing_asks_before_something_typed_is_lost(dialog):
    write(dialog, 0, 1, text="700")
    dialog.cancel()
    assert dialog.winfo_exists()
    over(dialog).close()


def test_a_change_by_somebody_else_is_shown_and_what_is_typed_stays(dialog, session):
    write(dialog, 0, 1, text="700")
    session.goals.set(GoalPlace(WON_VALUE, f"{YEAR}-01-01"), 2000_00)
    pump(dialog, lambda: dialog.grid_of_goals.entries[0, 0].get() == "2,000")
    assert dialog.grid_of_goals.entries[0, 1].get() == "700"


def test_who_may_not_set_goals_looks_at_them(page, session, settings, opened):
    session.goals.set(GoalPlace(WON_VALUE, f"{YEAR}-01-01"), 1000_00)
    root, sales = page.winfo_toplevel(), second_user(session)
    desk = Desk(sales, InlineJobs(root), toasts=Toasts(root), settings=settings)
    dialog = opened(GoalsDialog(page, desk))
    assert dialog.grid_of_goals.entries[0, 0].instate(["readonly"])
    assert not dialog.dismiss.winfo_manager()
    dialog.primary.invoke()
    assert not dialog.winfo_exists()


def test_it_is_no_wider_than_the_window_behind(root, page, desk, opened):
    root.geometry("1280x700")
    pump(root)
    assert opened(GoalsDialog(page, desk)).body.winfo_reqwidth() <= 1280


def test_a_long_hint_is_seen_whole(dialog):
    (hint,) = (one for one in dialog.body.winfo_children() if one.winfo_class() == "TLabel")
    for letters in range(3, 12):  # lines of different lengths
        hint.configure(text=f"{'i' * letters} " * 120)
        pump(dialog)
        assert hint.winfo_reqwidth() < dialog.body.winfo_width()
