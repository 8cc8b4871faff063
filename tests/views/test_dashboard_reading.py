"""What the page of the dashboard knows before its figures."""

from __future__ import annotations

from crm.models.dashboards import WON, Card
from crm.views import dashboard_reading
from tests.views.deals import deal


def test_an_empty_file_is_unused(session):
    known = dashboard_reading.read(session)
    assert (known.is_unused, known.has_contacts) == (True, False)


def test_a_contact_alone_is_no_reason_for_figures(session):
    session.contacts.add({"first_name": "Ana"})
    known = dashboard_reading.read(session)
    assert (known.is_unused, known.has_contacts) == (True, True)


def test_a_deal_is(session):
    deal(session)
    assert not dashboard_reading.read(session).is_unused


def test_it_knows_dashboards_pipelines_owners_and_kinds(session):
    made = session.dashboards.add("Team", [Card(WON)])
    known = dashboard_reading.read(session)
    assert known.dashboard(made).name == "Team"
    assert known.dashboard(99).id == 0
    assert list(known.owners) == [session.user.id]
    assert known.pipelines
    assert (known.title(WON), known.title("weather")) == ("Sales won", "weather")
