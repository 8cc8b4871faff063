"""The fields of an activity: what they show of stored values, and what they make of what is typed."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.utils import dates
from crm.views import known
from crm.views.dialogs.activity_form import ActivityForm, moment, shown
from tests.views.deals import ana, deal
from tests.window import pump

pytestmark = pytest.mark.window
AT = dates.to_moment("2999-12-24 10:30")


@pytest.fixture
def form(page, desk):
    made = ActivityForm(page, desk, known=known.read_for_opportunities(desk.session), outcome=True)
    made.pack(fill="both")
    return made


@pytest.fixture
def planned(session):
    values = {"subject": "Offer", "due_at": AT, "duration_minutes": 90, "reminders": [15]}
    return session.activities.get(session.activities.add(values))


def test_a_moment_is_parted_into_day_and_time(form, planned):
    form.show(planned)
    typed = {name: form.editor(name).typed() for name in ("due_on", "time", "length")}
    assert typed == {"due_on": "24 Dec 2999", "time": "10:30", "length": "1 h 30 min"}


def test_what_is_shown_counts_as_unchanged(form, planned):
    form.show(planned)
    assert form.edited() == {}


def test_only_what_was_edited_is_told(form, planned):
    form.show(planned)
    form.put("place", "Lugo")
    assert form.edited() == {"place": "Lugo"}


def test_another_day_keeps_the_time(form, planned):
    form.show(planned)
    form.put("due_on", "2999-12-26")
    assert form.edited() == {"due_at": dates.to_moment("2999-12-26 10:30")}


def test_reminders_are_minutes(form, planned):
    form.show(planned)
    form.put("reminders", ["15", "1440"])
    assert form.edited() == {"reminders": [15, 1440]}


def test_a_length_that_is_none_is_refused_in_a_sentence(form, planned):
    form.show(planned)
    form.put("length", "long")
    with pytest.raises(Invalid, match="is no length"):
        form.edited()


def test_types_of_the_business_are_offered(form, session):
    session.interaction_types.add("Site visit")
    form.offer_types(session.activities.types())
    assert "Site visit" in form.editor("type").entry.cget("values")


def test_deals_are_found_while_their_title_is_typed(form, session):
    web = deal(session, contact_id=ana(session))
    found = []
    field = form.editor("opportunity_id").field
    form.editor("opportunity_id").lookup.search(field, "web", told=found.extend)
    pump(form)
    assert found == [(web, "Web · Acme")]


def test_a_time_alone_is_todays():
    assert moment({"due_on": "", "time": "9"}) == {"due_at": dates.to_moment(f"{dates.today()} 9:00")}


def test_a_day_alone_has_no_time():
    assert moment({"due_on": "2999-12-24", "time": ""}) == {"due_on": "2999-12-24"}


def test_what_is_no_time_is_refused_in_a_sentence():
    with pytest.raises(Invalid, match="no time of day"):
        moment({"due_on": "2999-12-24", "time": "noonish"})


def test_columns_that_are_no_fields_are_not_shown():
    assert set(shown({"subject": "Offer", "version": 3, "series_id": 1})) == {"subject"}
