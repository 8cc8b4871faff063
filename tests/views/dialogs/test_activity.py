"""The window of an activity: planned by phrase or fields, changed, done, removed, repeated."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views.dialogs import activity
from crm.views.dialogs.activity import ActivityDialog
from crm.views.dialogs.series_scope import ScopeDialog
from crm.views.widgets.dialog import Dialog
from tests.views.deals import ana, deal
from tests.window import press, pump

pytestmark = pytest.mark.window
LATER = "2999-12-24"


@pytest.fixture
def web(session):
    return deal(session, contact_id=ana(session))


@pytest.fixture
def dialog(page, desk, opened, web):
    return opened(ActivityDialog(page, desk, beginning=activity.read(desk.session, values={"opportunity_id": web})))


@pytest.fixture
def opens(page, desk, opened):
    return lambda planned: opened(ActivityDialog(page, desk, beginning=activity.read(desk.session, planned)))


def _planned(session, web):
    return session.activities.next_of(web)


def _type(dialog, phrase):
    dialog.line.insert(0, phrase)
    dialog.read_line()


def _answer(dialog, scope):
    """Answer the question about the series as soon as it is asked."""

    def choose():
        found = [one for one in dialog.winfo_children() if isinstance(one, ScopeDialog)]
        found[0].choice.set(scope)
        found[0].confirm()

    dialog.after(60, choose)


def test_the_keyboard_begins_in_the_line(dialog):
    assert dialog.focus_get() is dialog.line


def test_a_phrase_fills_the_fields(dialog):
    _type(dialog, "meeting with Ana 24/12/2999 10:30 1h urgent")
    values = {name: dialog.form.editor(name).typed() for name in ("type", "time", "length", "priority")}
    assert values == {"type": "meeting", "time": "10:30", "length": "1 h", "priority": "high"}


def test_enter_plans_with_day_and_time(dialog, session, web):
    _type(dialog, "call the boss 24/12/2999 10:30")
    press(dialog.line, "Return")
    planned = _planned(session, web)
    assert (planned.type, planned.subject, planned.due_on) == ("call", "the boss", LATER)
    assert f"{dates.to_local(planned.due_at):%H:%M}" == "10:30"


def test_it_is_with_the_customer_of_the_deal(dialog, session, web):
    dialog.save()
    assert _planned(session, web).contact_id == session.opportunities.get(web).contact_id


def test_fields_alone_plan_too(dialog, session, web):
    for name, value in (("due_on", LATER), ("time", "9"), ("length", "1 h 30"), ("reminders", ["15", "1440"])):
        dialog.form.put(name, value)
    dialog.save()
    planned = _planned(session, web)
    assert dates.show_moment(planned.due_at).endswith("09:00")
    assert (planned.duration_minutes, planned.reminders) == (90, "[15,1440]")


def test_two_days_without_a_time_are_two_whole_days(dialog, session, web):
    for name, value in (("due_on", LATER), ("length", "2 days")):
        dialog.form.put(name, value)
    dialog.save()
    assert _planned(session, web).ends_on == "2999-12-25"


@pytest.mark.parametrize(("name", "typed"), [("time", "noonish"), ("length", "long"), ("due_on", "31/02/2999")])
def test_what_is_no_time_or_day_is_said_beside_it(dialog, session, name, typed):
    entry = dialog.form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, typed)
    dialog.save()
    assert dialog.form.error_of(name)
    assert session.database.value("SELECT count(*) FROM activities") == 0


def test_closing_asks_when_something_was_typed(dialog):
    dialog.line.insert(0, "call")
    assert dialog.has_edits


def test_a_planned_one_is_changed(opens, session, web):
    dialog = opens(session.activities.add({"opportunity_id": web, "due_at": f"{LATER}T09:00:00Z", "subject": "Offer"}))
    dialog.form.put("time", "")
    dialog.save()
    planned = _planned(session, web)
    assert (planned.due_on, planned.due_at, planned.subject) == (LATER, "", "Offer")


def test_nothing_changed_writes_nothing(opens, session, web):
    before = session.database.value("SELECT count(*) FROM operations")
    opens(session.activities.add({"opportunity_id": web, "due_at": f"{LATER}T09:00:00Z"})).save()
    assert session.database.value("SELECT count(*) FROM operations") == before + 1


def test_a_planned_one_is_removed(opens, session, web):
    opens(session.activities.add({"opportunity_id": web})).remove()
    assert _planned(session, web) is None


def test_what_was_typed_elsewhere_is_taken_over(page, desk, web):
    activity.plan(page, desk, values={"opportunity_id": web, "type": "email", "subject": "Offer"})
    dialog = [child for child in page.winfo_children() if isinstance(child, Dialog)][-1]
    assert (dialog.form.editor("type").typed(), dialog.form.editor("subject").typed()) == ("email", "Offer")


def test_a_planned_one_is_done_with_what_came_of_it(opens, session, web):
    dialog, heard = opens(session.activities.add({"opportunity_id": web})), []
    dialog.on_done = heard.append
    dialog.form.put("outcome", "They like it")
    dialog.done_button.invoke()
    [done] = session.activities.of_opportunity(web)
    assert (done.outcome, done.is_open, heard[0].next_missing) == ("They like it", False, (web,))


def test_one_that_is_done_can_be_opened_again(opens, session, web):
    made = session.activities.add({"opportunity_id": web})
    session.activities.complete(made)
    opens(made).done_button.invoke()
    assert session.activities.get(made).is_open


def test_a_rule_that_is_chosen_makes_a_series(dialog, session, web):
    _type(dialog, "call Ana every monday")
    assert dialog.repeats.words == "Every week on Monday"
    dialog.save()
    series = session.series.of_activity(_planned(session, web).id)
    assert series.rule == "FREQ=WEEKLY;BYDAY=MO"


def test_an_edit_of_one_of_a_series_asks_for_which(opens, session):
    session.series.add({"subject": "Report", "due_on": dates.today()}, "FREQ=DAILY;COUNT=3")
    ids = list(session.database.ids("SELECT id FROM activities ORDER BY due_on"))
    dialog = opens(ids[1])
    dialog.form.put("subject", "Figures")
    _answer(dialog, "following")
    dialog.save()
    assert [session.activities.get(one).subject for one in ids] == ["Report", "Figures", "Figures"]


def test_a_cancelled_question_writes_nothing_and_keeps_what_was_typed(opens, session):
    session.series.add({"subject": "Report", "due_on": dates.today()}, "FREQ=DAILY;COUNT=3")
    dialog = opens(session.database.value("SELECT min(id) FROM activities"))
    dialog.form.put("subject", "Figures")
    dialog.after(60, lambda: [one.cancel() for one in dialog.winfo_children() if isinstance(one, ScopeDialog)])
    dialog.save()
    pump(dialog)
    assert (dialog.winfo_exists(), dialog.form.editor("subject").typed()) == (True, "Figures")
    assert session.database.value("SELECT count(*) FROM activities WHERE subject = 'Report'") == 3


def test_one_alone_may_begin_to_repeat(opens, session, web):
    made = session.activities.add({"opportunity_id": web, "due_on": dates.today()})
    dialog = opens(made)
    dialog.repeats.rule = "FREQ=WEEKLY;COUNT=4"
    dialog.save()
    assert session.database.value("SELECT count(*) FROM activities") == 4
