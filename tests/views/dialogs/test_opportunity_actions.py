"""What is done to deals wherever they are shown."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views.dialogs import opportunity_actions as actions
from crm.views.dialogs.closing import ClosingDialog
from crm.views.widgets.dialog import Dialog
from tests.views.deals import deal, row
from tests.window import pump

pytestmark = pytest.mark.window


def _dialogs(page):
    return [child for child in page.winfo_children() if isinstance(child, Dialog)]


def _rows(session, *ids):
    return [row(session, one) for one in ids]


def test_a_deal_rests_until_a_day(page, desk, session):
    web = deal(session)
    actions.ask_snooze(page, desk, rows=_rows(session, web))
    dialog = _dialogs(page)[-1]
    dialog.form.put("snoozed_until", "2999-01-01")
    dialog.confirm()
    assert session.opportunities.get(web).snoozed_until == "2999-01-01"


def test_an_emptied_day_ends_the_rest(page, desk, session):
    web = deal(session)
    session.opportunities.snooze([web], "2999-01-01")
    actions.ask_snooze(page, desk, rows=_rows(session, web))
    dialog = _dialogs(page)[-1]
    dialog.form.put("snoozed_until", None)
    dialog.confirm()
    assert session.opportunities.get(web).snoozed_until == ""


def test_a_day_that_cannot_be_read_is_said_beside_it(page, desk, session):
    actions.ask_snooze(page, desk, rows=_rows(session, deal(session)))
    dialog = _dialogs(page)[-1]
    dialog.form.editor("snoozed_until").entry.insert(0, "x")
    dialog.confirm()
    assert dialog.form.error_of("snoozed_until")


def test_deals_are_removed_and_come_back(desk, session):
    ids = [deal(session), deal(session)]
    actions.remove(desk, _rows(session, *ids))
    assert session.opportunities.rows(ids) == []
    session.history.undo()
    assert len(session.opportunities.rows(ids)) == 2


def test_winning_goes_through_the_gate(page, desk, session):
    web = deal(session)
    actions.close_as(page, desk, rows=_rows(session, web), kind="won")
    _dialogs(page)[-1].confirm()
    pump(page, lambda: session.opportunities.get(web).status == "won")
    assert session.opportunities.get(web).closed_on == dates.today()


def test_deals_of_two_pipelines_are_asked_about_one_after_the_other(page, desk, session):
    kinds = ("open", "won", "lost")
    other = session.pipelines.add("Leases", stages=[{"name": kind, "kind": kind} for kind in kinds])
    first, second = deal(session), deal(session, pipeline_id=other)
    actions.close_as(page, desk, rows=_rows(session, first, second), kind="won")
    for one in (first, second):
        (dialog,) = [child for child in _dialogs(page) if isinstance(child, ClosingDialog)]
        dialog.confirm()
        pump(page, lambda one=one: session.opportunities.get(one).status == "won")
    assert [session.opportunities.get(one).status for one in (first, second)] == ["won", "won"]


def test_nothing_is_done_to_no_deal(desk):
    heard = []
    actions.with_rows(desk, [], then=heard.append)
    assert heard == []
