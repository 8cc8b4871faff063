"""The card of customers by segment: its parts are its records, by owner, with the rules in use."""

from __future__ import annotations

import pytest

from crm.models.dashboards import SEGMENTS, Card, Filters
from crm.models.segments import SegmentRules
from crm.session import Session
from crm.utils.chart_data import Unit
from tests.records import day_ahead

CARD = Card(SEGMENTS)


def sell(session: Session, contact_id: int, days: int, *, value: int = 10_000, currency: str = "EUR") -> None:
    won = session.pipelines.default().first("won")
    assert won
    deal = {"title": "V", "stage_id": won.id, "value": value, "currency": currency, "contact_id": contact_id}
    session.opportunities.add({**deal, "closed_on": day_ahead(-days)})


@pytest.fixture
def customers(session: Session) -> dict[str, int]:
    """Ana is frequent, Berta good and at risk, Carla inactive; Ana is the user's, the others nobody's."""
    made = {}
    for name, owner in (("Ana", session.user.id), ("Berta", None), ("Carla", None)):
        made[name] = session.contacts.add({"first_name": name, "assigned_to": owner})
    for name, days in (("Ana", (1, 2, 3)), ("Berta", (150, 160, 170)), ("Carla", (500,))):
        for one in days:
            sell(session, made[name], one)
    session.segments.recompute()
    return made


def test_customers_are_counted_by_segment(session, customers):
    figure = session.figures.figure(CARD)
    assert customers
    assert [one.value for one in figure.numbers] == [3, 2, 1]
    assert figure.chart.series[0].values == (1, 0, 1, 1)
    assert figure.chart.labels == ("Frequent", "Occasional", "At risk", "Inactive")


def test_the_records_behind_each_part_are_what_is_counted(session, customers):
    figure = session.figures.figure(CARD)
    for part, value in zip(figure.parts[0], figure.chart.series[0].values, strict=True):
        assert len(session.figures.behind(CARD, Filters(), part=part).ids) == value
    for number in figure.numbers:
        assert len(session.figures.behind(CARD, Filters(), part=number.part).ids) == number.value
    risk = session.figures.behind(CARD, Filters(), part="good_at_risk")
    assert (risk.entity, list(risk.ids)) == ("contacts", [customers["Berta"]])


@pytest.mark.parametrize(("owner", "names"), [("own", ["Ana"]), (0, ["Berta", "Carla"])])
def test_an_owner_sees_their_own_customers(session, customers, owner, names):
    filters = Filters(owner_id=session.user.id if owner == "own" else owner)
    assert session.figures.figure(CARD, filters).numbers[0].value == len(names)
    assert list(session.figures.behind(CARD, filters).ids) == [customers[name] for name in names]


def test_segments_by_what_they_bought_leave_out_what_has_no_rate(session, customers):
    sell(session, customers["Ana"], 1, currency="USD")
    session.segments.recompute()
    card = Card(SEGMENTS, options={"by": "value"})
    figure = session.figures.figure(card)
    assert (figure.chart.unit, figure.chart.currency) == (Unit.MONEY, "EUR")
    assert figure.chart.series[0].values == (30_000, 0, 30_000, 10_000)
    assert [one.count for one in figure.left_out] == [1]
    left = session.figures.behind(card, Filters(), left_out=figure.left_out[0].key)
    assert list(left.ids) == [customers["Ana"]]


def test_the_definition_tells_the_rules_in_use(session):
    session.segments.set_rules(SegmentRules(at_risk_days=77))
    assert "at risk: more than 77" in session.figures.figure(CARD).definition


def test_a_file_without_a_customer_says_so(session):
    figure = session.figures.figure(CARD)
    assert figure.chart is None
    assert figure.note.startswith("There is no customer yet")
    assert [one.value for one in figure.numbers] == [0, 0, 0]
