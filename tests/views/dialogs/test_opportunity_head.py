"""What stands on top of a deal."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Closing
from crm.utils import dates
from crm.views import known
from crm.views.dialogs.opportunity_head import DealHead
from tests.views.deals import ana, deal, end, reason, row, stages
from tests.window import click, descendants

pytestmark = pytest.mark.window


@pytest.fixture
def shown(page, session):
    def showing(deal_id, times=None):
        made = DealHead(page, known=known.read_for_opportunities(session))
        made.heard = []
        made.on_stage = made.heard.append
        made.pack(fill="x")
        made.show(row(session, deal_id), times=times or {})
        page.update()
        return made

    return showing


def test_the_open_stages_are_the_bar(shown, session):
    head = shown(deal(session))
    assert [one.key for one in head.steps.steps] == [one.id for one in stages(session)]
    assert head.steps.current == stages(session)[0].id


def test_a_click_on_a_stage_asks_to_go_there(shown, session):
    head = shown(deal(session))
    click(head.steps, *head.steps.middle_of(stages(session)[1].id))
    assert head.heard == [stages(session)[1]]


@pytest.mark.parametrize("kind", ["won", "lost"])
def test_an_open_deal_can_be_won_and_lost(shown, session, kind):
    head = shown(deal(session))
    getattr(head, kind).invoke()
    assert head.heard == [end(session, kind)]
    assert not head.again.winfo_manager()


def test_a_lost_deal_says_why_and_can_be_opened_again(shown, session):
    web = deal(session)
    told = Closing(dates.today(), None, reason(session), "Too far away")
    session.opportunities.move([web], end(session, "lost").id, closing=told)
    head = shown(web)
    assert "Too far away" in head.standing
    head.again.invoke()
    assert head.heard == [stages(session)[0]]


def test_what_was_told_can_be_changed(shown, session):
    web = deal(session)
    session.opportunities.move([web], end(session, "won").id, closing=Closing(dates.today()))
    head, heard = shown(web), []
    head.on_correct = lambda: heard.append(True)
    head.correct.invoke()
    assert heard


def test_an_open_deal_has_nothing_to_correct(shown, session):
    assert not shown(deal(session)).correct.winfo_manager()


def test_days_in_a_stage_stand_in_it(shown, session):
    first = stages(session)[0].id
    assert shown(deal(session), {first: 3 * 86_400}).steps.steps[0].note == "3 days"


def test_less_than_a_day_says_nothing(shown, session):
    first = stages(session)[0].id
    assert shown(deal(session), {first: 3600}).steps.steps[0].note == ""


def test_the_customer_is_shown_and_opens(shown, session):
    head, heard = shown(deal(session, contact_id=ana(session))), []
    head.on_contact = heard.append
    next(one for one in descendants(head) if one.winfo_class() == "TButton" and one.cget("text") == "Ana Gil").invoke()
    assert heard == [session.opportunities.get(1).contact_id]


def test_a_resting_deal_says_until_when(shown, session):
    web = deal(session)
    session.opportunities.snooze([web], "2999-01-01")
    assert "1 Jan 2999" in shown(web).standing
