"""What operations did to a deal, its lines and its tags, in words."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Line


@pytest.fixture
def deal(session):
    return session.opportunities.add({"title": "Obra", "value": 100_00})


def _told(session, deal):
    return [(one.kind, one.body) for one in session.history.of_opportunity(deal)]


def test_adding_a_deal_is_told_as_that_alone(session, deal):
    assert _told(session, deal) == [("create", "")]


def test_a_changed_value_is_told_before_and_after(session, deal):
    session.opportunities.change(deal, {"value": 150_50})
    assert _told(session, deal)[0] == ("change", "Value: €100.00 → €150.50")


def test_a_tag_is_told_when_it_comes_and_goes(session, deal):
    tag = session.tags.add("VIP")
    session.opportunities.add_tags([deal], [tag])
    session.opportunities.remove_tags([deal], [tag])
    assert _told(session, deal)[:2] == [("change", "Tag taken off: VIP"), ("change", "Tag put on: VIP")]


def test_lines_are_told_also_those_that_are_gone(session, deal):
    session.opportunities.change(deal, {}, lines=[Line(name="Tubo", quantity=2000)])
    session.opportunities.change(deal, {}, lines=[])
    assert [body for _kind, body in _told(session, deal)[:2]] == ["Line removed: 2 × Tubo", "Line added: 2 × Tubo"]


def test_a_changed_line_is_told_by_its_name(session, deal):
    session.opportunities.change(deal, {}, lines=[Line(name="Tubo", quantity=2000)])
    [line] = session.opportunities.get(deal).lines
    session.opportunities.change(deal, {}, lines=[Line(name="Tubo", quantity=3000, id=line.id)])
    assert _told(session, deal)[0] == ("change", "Tubo · Quantity: 2 → 3")


@pytest.mark.usefixtures("deal")
def test_standing_elsewhere_in_its_column_is_no_event(session):
    other = session.opportunities.add({"title": "Otra"})
    session.opportunities.move([other], session.opportunities.get(other).stage_id, before=0)
    assert [kind for kind, _body in _told(session, other)] == ["create"]


def test_who_did_it_and_what_stands_beside_it(session, deal):
    session.opportunities.change(deal, {"source": "Web"})
    entry = session.history.of_opportunity(deal)[0]
    assert (entry.title, entry.user) == ("Edit Obra", session.user.name)
