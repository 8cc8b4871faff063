"""What an undo keeps of deals and lists, because another operation changed or used it since; what comes back whole."""

from __future__ import annotations

from crm.models.opportunities import Closing, Line
from tests.records import newest, picture
from tests.storage.test_undoing import tell


def _stages(session):
    return session.pipelines.default().stages


def test_a_contact_with_a_deal_since_stays_when_its_making_is_undone(session):
    contact = session.contacts.add({"first_name": "Ana"})
    added = newest(session.database)
    deal = session.opportunities.add({"title": "Obra", "contact_id": contact})
    report = session.history.undo(added)
    assert session.opportunities.get(deal).contact_id == contact
    assert "Ana" in tell(report)


def test_deals_keep_standing_when_their_contact_goes_and_are_linked_again(session):
    contact = session.contacts.add({"first_name": "Ana"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": contact})
    session.contacts.remove([contact])
    assert session.opportunities.get(deal).contact_id is None
    assert session.history.undo().kept == ()
    assert session.opportunities.get(deal).contact_id == contact


def test_a_merge_undone_after_the_deal_was_edited_gives_the_deal_back_to_its_contact(session):
    keep, gone = (session.contacts.add({"first_name": name}) for name in ("Ana", "Anna"))
    deal = session.opportunities.add({"title": "Obra", "contact_id": gone})
    session.merging.merge(keep, [gone])
    merged = newest(session.database)
    session.opportunities.change(deal, {"value": 100})
    session.history.undo(merged)
    kept = session.opportunities.get(deal)
    assert (kept.contact_id, kept.value) == (gone, 100)


def test_a_move_with_a_later_one_behind_it_stays_with_its_history(session):
    stages, deal = _stages(session), session.opportunities.add({"title": "Obra"})
    session.opportunities.move([deal], stages[1].id)
    moved = newest(session.database)
    session.opportunities.move([deal], stages[2].id)
    report = session.history.undo(moved)
    assert session.opportunities.get(deal).stage_id == stages[2].id
    assert [one.to_stage_id for one in session.opportunities.history(deal)] == [stage.id for stage in stages[:3]]
    assert tell(report) == "Obra: changed since, kept (Probability (%), Stage)"


def test_a_won_deal_whose_day_was_corrected_since_stays_won(session):
    deal = session.opportunities.add({"title": "Obra", "value": 100})
    won = session.pipelines.default().first("won")
    session.opportunities.move([deal], won.id, closing=Closing("2026-01-31"))
    moved = newest(session.database)
    session.opportunities.change(deal, {"closed_on": "2026-01-30"})
    session.history.undo(moved)
    kept = session.opportunities.get(deal)
    assert (kept.status, kept.closed_on, len(session.opportunities.history(deal))) == ("won", "2026-01-30", 2)


def test_an_amount_is_never_put_into_the_currency_of_another(session):
    deal = session.opportunities.add({"title": "Obra", "value": 100, "currency": "EUR"})
    session.opportunities.change(deal, {"currency": "USD"})
    changed = newest(session.database)
    session.opportunities.change(deal, {"value": 130})
    session.history.undo(changed)
    kept = session.opportunities.get(deal)
    assert (kept.value, kept.currency) == (130, "USD")


def test_a_removed_deal_comes_back_with_everything_that_hung_on_it(session):
    tag, contact = session.tags.add("VIP"), session.contacts.add({"first_name": "Ana"})
    values = {"title": "Obra", "contact_id": contact, "tags": [tag]}
    deal = session.opportunities.add(values, lines=[Line(name="Tubo", unit_price=500)])
    session.opportunities.move([deal], _stages(session)[1].id)
    session.activities.add({"subject": "llamar", "opportunity_id": deal})
    session.interactions.add(contact, {"subject": "hola", "opportunity_id": deal})
    before = picture(session.database)
    session.opportunities.remove([deal])
    assert session.history.undo().kept == ()
    assert picture(session.database) == before


def test_a_template_taken_back_keeps_what_is_used_and_lists_it(session):
    session.templates.apply("wholesale")
    applied = newest(session.database)
    new = next(one for one in session.pipelines.all() if one.name == "New accounts")
    deal = session.opportunities.add({"title": "Obra", "stage_id": new.stages[0].id})
    report = session.history.undo(applied)
    assert session.opportunities.get(deal).stage_id == new.stages[0].id
    assert "New accounts" in tell(report)
    assert session.maintenance.check() == []


def test_a_template_nobody_used_goes_without_a_trace(session):
    before = picture(session.database)
    session.templates.apply("wholesale")
    assert session.history.undo().kept == ()
    assert picture(session.database) == before
