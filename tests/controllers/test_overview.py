"""The numbers of a file at a glance, against plain Python over every contact."""

from __future__ import annotations

from crm.models.opportunities import Closing
from crm.utils import dates


def figures(session) -> dict[str, int]:
    return {choice.value: number for choice, number in session.overview.figures()}


def test_an_empty_file_has_only_zeros(session):
    assert set(figures(session).values()) == {0}


def test_every_figure_is_what_counting_gives(crowd):
    found, everyone = figures(crowd.session), [crowd.session.contacts.get(one) for one in crowd.ids]
    assert found["people"] == sum(one.kind == "person" for one in everyone)
    assert found["companies"] == sum(one.kind == "company" for one in everyone)
    assert found["never_contacted"] == sum(not one.last_interaction_at for one in everyone)
    assert found["without_email"] == sum(not one.email for one in everyone)
    assert found["customer"] == sum(one.status == "customer" for one in everyone)
    assert found["tags"] == len(crowd.tags)


def test_this_month_ends_now(session):
    contact = session.contacts.add({"first_name": "Ana"})
    for at in (dates.now(), "2020-01-01T00:00:00Z"):
        session.interactions.add(contact, {"at": at})
    found = figures(session)
    assert (found["interactions"], found["interactions_this_month"]) == (2, 1)


def test_deals_are_counted_while_they_are_open_and_in_the_month_they_are_won(session):
    won = session.pipelines.default().first("won")
    _open, second, third = (session.opportunities.add({"title": title, "value": 100}) for title in ("A", "B", "C"))
    session.opportunities.move([second], won.id, closing=Closing(dates.today()))
    session.opportunities.move([third], won.id, closing=Closing("2020-01-31"))
    found = figures(session)
    assert (found["open_opportunities"], found["won_this_month"]) == (1, 1)
