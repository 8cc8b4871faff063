"""Dashboards: the template's until it is changed, one's own and shared ones, kept with what a newer version wrote."""

from __future__ import annotations

import json

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models import dashboard_defaults
from crm.models.dashboards import GOALS, WIN_RATE, WON, Card
from crm.utils import dates
from tests.records import second_user

CARDS = (Card(WON, 2), Card(GOALS, 1, 2))


def _kept(session):
    return session.database.all("SELECT * FROM dashboards ORDER BY id")


def test_a_file_begins_with_the_dashboard_of_its_template(session):
    session.templates.apply("software")
    (usual,) = session.dashboards.all()
    assert (usual.id, usual.name, usual.cards) == (0, "Sales at a glance", dashboard_defaults.cards("software"))
    assert _kept(session) == []


def test_its_first_change_makes_it_ones_own(session):
    made = session.dashboards.change(0, cards=CARDS)
    (kept,) = session.dashboards.all()
    assert (kept.id, kept.name, kept.cards, kept.user_id) == (made, "Sales at a glance", CARDS, session.user.id)


def test_removing_what_was_made_of_it_brings_the_original_back(session):
    session.dashboards.remove(session.dashboards.change(0, cards=()))
    assert [one.id for one in session.dashboards.all()] == [0]


def test_a_second_change_of_the_template_s_own_makes_no_second_one(session):
    made = session.dashboards.change(0, cards=())
    assert session.dashboards.change(0, cards=CARDS) == made
    assert session.dashboards.get(made).cards == CARDS


def test_undoing_its_first_change_brings_the_original_back(session):
    made = session.dashboards.change(0, cards=CARDS)
    session.history.undo()
    assert [one.id for one in session.dashboards.all()] == [0]
    session.history.redo()
    assert [one.id for one in session.dashboards.all()] == [made]


def test_the_template_s_own_stays_beside_others(session):
    team = session.dashboards.add("Equipo", CARDS)
    assert [one.id for one in session.dashboards.all()] == [0, team]
    assert session.dashboards.get(team).cards == CARDS


def test_it_comes_first_when_it_was_changed_later_than_another_was_added(session):
    team = session.dashboards.add("Equipo", CARDS)
    made = session.dashboards.change(0, name="Mío")
    assert [one.id for one in session.dashboards.all()] == [made, team]


def test_the_template_s_own_is_not_removed(session):
    with pytest.raises(Invalid):
        session.dashboards.remove(0)


def test_it_is_changed_part_by_part(session):
    made = session.dashboards.add("Mío", CARDS)
    session.dashboards.change(made, name="Otro")
    session.dashboards.change(made, cards=CARDS[:1])
    session.dashboards.change(made, shared=True)
    kept = session.dashboards.get(made)
    assert (kept.name, kept.cards, kept.shared) == ("Otro", CARDS[:1], True)


def test_others_see_shared_ones_only_and_may_not_change_them(session):
    private, shared = session.dashboards.add("Mío", CARDS), session.dashboards.add("De todos", CARDS, shared=True)
    berta = second_user(session)
    assert [one.id for one in berta.dashboards.all()] == [0, shared]
    with pytest.raises(NotFound):
        berta.dashboards.get(private)
    for one in (private, shared):
        with pytest.raises(Denied, match="belongs to somebody else"):
            berta.dashboards.change(one, name="x")


def test_what_another_user_made_of_the_template_s_replaces_nobody_else_s(session):
    made = session.dashboards.change(0, cards=(), shared=True)
    assert [one.id for one in second_user(session).dashboards.all()] == [0, made]


def test_a_kind_of_a_newer_version_is_kept(session):
    made = session.dashboards.add("Mío", [Card("weather", 3, 1, {"city": "Ávila"}), *CARDS])
    session.dashboards.change(made, cards=[*session.dashboards.get(made).cards, Card(WIN_RATE)])
    assert session.dashboards.get(made).cards[0] == Card("weather", 3, 1, {"city": "Ávila"})


def test_what_a_newer_version_wrote_beside_the_cards_is_kept(session):
    made = session.dashboards.add("Mío", CARDS)
    with session.database.transaction(session._context.author, "x"):
        session.database.update("dashboards", made, {"definition": json.dumps({"cards": [], "color": "red"})})
    session.dashboards.change(made, cards=CARDS)
    assert json.loads(_kept(session)[0]["definition"])["color"] == "red"


def test_a_kind_of_a_newer_version_says_so(session):
    (figure,) = session.figures.figures([Card("weather")])
    assert "weather" in figure.note


def test_kinds_are_those_whose_records_one_may_see(session):
    assert {WON, GOALS} < {kind.key for kind in session.dashboards.kinds()}


def test_history_tells_what_was_done(session):
    made = session.dashboards.add("Mío", CARDS)
    session.dashboards.change(made, name="Otro")
    session.dashboards.remove(made)
    told = [one.label for one in session.history.operations(limit=3)]
    assert told == ["Remove the dashboard Otro", "Edit the dashboard Otro", "Add the dashboard Mío"]


def test_history_tells_which_cards_there_were_and_are(session):
    made = session.dashboards.add("Mío", CARDS)
    session.dashboards.change(made, cards=[Card("weather"), *CARDS[:1]])
    operation = session.history.operations(limit=1)[0]
    (told,) = session.history.told(operation.id)
    assert (told.record, told.field) == ("Dashboard: Mío", "Cards")
    assert (told.before, told.after) == ("Sales won 2×1, Goals 1×2", "weather 1×1, Sales won 2×1")


@pytest.mark.parametrize("card", [Card(WON, 0), Card(WON, 5), Card(WON, 1, 0), Card(WON, 1, 3)])
def test_a_card_of_an_impossible_size_is_refused(session, card):
    with pytest.raises(Invalid) as refused:
        session.dashboards.add("Mío", [card])
    assert list(refused.value.fields) == ["cards"]


@pytest.mark.parametrize("name", ["", "  ", "a\x00"])
def test_it_needs_a_name(session, name):
    with pytest.raises(Invalid) as refused:
        session.dashboards.add(name, CARDS)
    assert list(refused.value.fields) == ["name"]


def test_one_that_is_gone_is_not_found(session):
    with pytest.raises(NotFound):
        session.dashboards.change(99, name="x")


def test_what_opportunities_come_to_is_told_per_currency(session):
    ids = [session.opportunities.add({"title": "x", "value": 100, "currency": one}) for one in ("EUR", "EUR", "USD")]
    session.opportunities.add({"title": "other", "value": 100, "currency": "EUR"})
    told = session.dashboards.totals(ids)
    assert [(one.currency, one.count, one.value) for one in told] == [("EUR", 2, 200), ("USD", 1, 100)]


def test_what_opportunities_are_is_told(session):
    stage = session.pipelines.default().first("won")
    closed = {"stage_id": stage.id, "closed_on": dates.today(), "value": 1}
    ids = [session.opportunities.add({"title": "x", **one}) for one in ({}, closed)]
    assert session.dashboards.statuses(ids) == {"open", "won"}
    assert session.dashboards.statuses(ids[1:]) == {"won"}
    assert session.dashboards.statuses([]) == frozenset()
