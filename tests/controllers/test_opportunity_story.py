"""The story of a deal: what was said, planned and moved, newest first."""

from __future__ import annotations


def test_everything_that_happened_stands_in_one_list(deals):
    person = deals.session.contacts.add({"first_name": "Ana"})
    deal = deals.add(contact_id=person, created_at="2026-01-01T10:00:00Z", stage_since="2026-01-01T10:00:00Z")
    about = {"opportunity_id": deal, "at": "2026-02-01T10:00:00Z", "subject": "Precio", "type": "call"}
    call = deals.session.interactions.add(person, about)
    activity = deals.session.activities.add({"opportunity_id": deal, "subject": "Enviar"})
    deals.session.opportunities.move([deal], deals.stages["talk"])
    told = deals.session.opportunities.timeline(deal)
    assert {entry.kind for entry in told[:2]} == {"move", "activity"}
    assert [(entry.kind, entry.title) for entry in told[2:]] == [("call", "Precio"), ("move", "Added in new")]
    assert told[2].interaction_id == call
    planned = next(entry for entry in told if entry.kind == "activity")
    assert (planned.title, planned.details["activity_id"]) == ("Enviar", activity)


def test_a_move_tells_from_where_to_where_and_how_long_it_stood_there(deals):
    deal = deals.add()
    deals.session.opportunities.move([deal], deals.stages["sent"])
    moved = next(entry for entry in deals.session.opportunities.timeline(deal) if entry.title.startswith("From"))
    assert (moved.title, moved.user) == ("From new to sent", deals.session.user.name)
    assert moved.details["seconds"] >= 0


def test_the_story_of_another_deal_is_another_one(deals):
    deal, other = deals.add(), deals.add()
    deals.session.activities.add({"opportunity_id": other})
    assert [entry.kind for entry in deals.session.opportunities.timeline(deal)] == ["move"]


def test_a_long_story_is_cut_behind_the_newest(deals):
    deal = deals.add()
    for _time in range(5):
        deals.session.opportunities.move([deal], deals.stages["talk"])
        deals.session.opportunities.move([deal], deals.stages["new"])
    assert len(deals.session.opportunities.timeline(deal, limit=4)) == 4
