"""The form of an activity of a deal."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import known
from crm.views.dialogs import opportunity_activity
from crm.views.dialogs.opportunity_activity import ActivityDialog
from crm.views.widgets.dialog import Dialog
from tests.views.deals import ana, deal
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def web(session):
    return deal(session, contact_id=ana(session))


@pytest.fixture
def dialog(page, desk, opened, web):
    return opened(ActivityDialog(page, desk, known=known.read_for_opportunities(desk.session), planned=web))


def _planned(session, web):
    return session.activities.next_of(web)


def test_the_keyboard_begins_in_the_line(dialog):
    assert dialog.focus_get() is dialog.line


def test_a_phrase_fills_the_fields(dialog):
    dialog.line.insert(0, "meeting with Ana 24/12/2999 10:30")
    values = {name: dialog.form.editor(name).typed() for name in ("type", "subject", "time")}
    assert values == {"type": "meeting", "subject": "Ana", "time": "10:30"}


def test_enter_plans_with_day_and_time(dialog, session, web):
    dialog.line.insert(0, "call Ana 24/12/2999 10:30")
    press(dialog.line, "Return")
    planned = _planned(session, web)
    assert (planned.type, planned.subject, planned.due_on) == ("call", "Ana", "2999-12-24")
    assert f"{dates.to_local(planned.due_at):%H:%M}" == "10:30"


def test_it_is_with_the_customer_of_the_deal(dialog, session, web):
    dialog.save()
    assert _planned(session, web).contact_id == session.opportunities.get(web).contact_id


def test_fields_alone_plan_too(dialog, session, web):
    dialog.form.put("due_on", "2999-12-24")
    dialog.form.put("time", "9")
    dialog.save()
    assert dates.show_moment(_planned(session, web).due_at).endswith("09:00")


def test_a_time_that_is_none_is_said_beside_it(dialog, session, web):
    dialog.form.put("time", "noonish")
    dialog.save()
    assert dialog.form.error_of("time")
    assert _planned(session, web) is None


def test_closing_asks_when_something_was_typed(dialog):
    dialog.line.insert(0, "call")
    assert dialog.has_edits


def test_a_planned_one_is_changed(page, desk, session, web):
    activity_id = session.activities.add({"opportunity_id": web, "due_at": "2999-12-24T09:00:00Z", "subject": "Offer"})
    opportunity_activity.change(page, desk, activity_id=activity_id)
    dialog = [child for child in page.winfo_children() if isinstance(child, Dialog)][-1]
    dialog.form.put("time", "")
    dialog.save()
    planned = _planned(session, web)
    assert (planned.due_on, planned.due_at, planned.subject) == ("2999-12-24", "", "Offer")


def test_a_planned_one_is_removed(page, desk, session, web):
    activity_id = session.activities.add({"opportunity_id": web})
    opportunity_activity.change(page, desk, activity_id=activity_id)
    [child for child in page.winfo_children() if isinstance(child, Dialog)][-1].remove()
    assert _planned(session, web) is None


def test_what_was_typed_elsewhere_is_taken_over(page, desk, web):
    opportunity_activity.plan(page, desk, deal_id=web, values={"type": "email", "subject": "Offer"})
    dialog = [child for child in page.winfo_children() if isinstance(child, Dialog)][-1]
    assert (dialog.form.editor("type").typed(), dialog.form.editor("subject").typed()) == ("email", "Offer")


def test_a_planned_one_is_done_with_what_came_of_it(page, desk, session, web):
    activity_id = session.activities.add({"opportunity_id": web})
    opportunity_activity.change(page, desk, activity_id=activity_id)
    dialog = [child for child in page.winfo_children() if isinstance(child, Dialog)][-1]
    dialog.form.put("outcome", "They like it")
    dialog.done_button.invoke()
    done = session.activities.get(activity_id)
    assert (done.outcome, done.is_open) == ("They like it", False)
