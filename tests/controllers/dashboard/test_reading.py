"""Reading a page of cards: kinds, rights, periods, and one card that fails."""

from __future__ import annotations

import pytest

from crm.errors import Invalid, NotFound
from crm.models.dashboards import CARD_KINDS, REPORT, WON, Card, Filters
from crm.models.periods import EVER, OWN

KINDS = [one.key for one in CARD_KINDS if one.key != REPORT]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_card_shows_something_of_an_empty_file(session, kind):
    shown = session.figures.figure(Card(kind), Filters(EVER))
    assert (shown.kind, bool(shown.title), bool(shown.definition)) == (kind, True, True)
    assert len(shown.parts) == (len(shown.chart.series) if shown.chart else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_what_its_cards_show_by_themselves(session, kind):
    assert session.figures.figures([Card(WON), Card(kind)])[1] == session.figures.figure(Card(kind))


def test_a_card_there_is_none_of_says_so_among_the_others(session):
    shown = session.figures.figures([Card("weather"), Card(WON)])
    assert "weather" in shown[0].note
    assert shown[1] == session.figures.figure(Card(WON))


def test_a_card_there_is_none_of_is_not_found(session):
    with pytest.raises(NotFound):
        session.figures.figure(Card("weather"))


@pytest.mark.parametrize("filters", [Filters("fortnight"), Filters(OWN, "2026-02-30")])
def test_a_period_there_is_none_of_is_refused(session, filters):
    with pytest.raises(Invalid):
        session.figures.figures([Card(WON)], filters)
