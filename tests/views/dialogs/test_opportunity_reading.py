"""A deal with everything its window shows."""

from __future__ import annotations

from crm.views.dialogs.opportunity_reading import read
from tests.views.deals import ana, deal, stages


def test_everything_about_a_deal_is_read(session):
    web = deal(session, contact_id=ana(session))
    session.activities.add({"opportunity_id": web, "subject": "Offer"})
    session.opportunities.move([web], stages(session)[2].id)
    whole = read(session, web)
    assert (whole.deal.id, whole.row["contact"], whole.stage) == (web, "Ana Gil", stages(session)[2])
    assert [one.subject for one in whole.planned] == ["Offer"]
    assert [one.stage_id for one in whole.visits] == [stages(session)[0].id, stages(session)[2].id]
    assert set(whole.stage_names) == {stages(session)[0].id, stages(session)[2].id}


def test_what_is_done_is_not_planned(session):
    web = deal(session)
    session.activities.complete(session.activities.add({"opportunity_id": web}))
    assert read(session, web).planned == ()


def test_a_deal_that_is_gone_is_none(session):
    assert read(session, 99) is None


def test_a_long_story_is_read_in_pages(session):
    web = deal(session)
    for _one in range(3):
        session.activities.add({"opportunity_id": web})
    assert (len(read(session, web, entries=2).timeline), read(session, web, entries=2).has_older) == (2, True)
    assert not read(session, web).has_older
