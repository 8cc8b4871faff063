"""Two people at one activity: only what both changed is in dispute."""

from __future__ import annotations

import pytest

from crm.errors import Conflict


@pytest.fixture
def activity(session) -> int:
    return session.activities.add({"subject": "Llamar", "due_on": "2027-01-05"})


def read(session, activity):
    kept = session.activities.get(activity)
    return {"subject": kept.subject, "due_on": kept.due_on, "due_at": kept.due_at, "place": kept.place}, kept.version


def test_what_a_form_left_alone_keeps_what_others_made_of_it(session, activity):
    form, version = read(session, activity)
    session.activities.change(activity, {"due_at": "2027-01-07T09:00:00Z"})
    session.activities.change(activity, {**form, "place": "Oficina"}, version=version)
    kept = session.activities.get(activity)
    assert (kept.due_at, kept.ends_on, kept.place) == ("2027-01-07T09:00:00Z", "2027-01-07", "Oficina")


def test_what_both_changed_is_told_field_by_field(session, activity):
    form, version = read(session, activity)
    session.activities.change(activity, {"subject": "Suyo"})
    with pytest.raises(Conflict) as refused:
        session.activities.change(activity, {**form, "subject": "Mío"}, version=version)
    assert refused.value.fields == {"subject": ("Mío", "Suyo", "Llamar")}
    assert session.activities.get(activity).subject == "Suyo"


def test_columns_that_follow_are_never_in_dispute(session, activity):
    form, version = read(session, activity)
    session.activities.change(activity, {"due_on": "2027-02-01"})
    with pytest.raises(Conflict) as refused:
        session.activities.change(activity, {**form, "due_on": "2027-03-01"}, version=version)
    assert list(refused.value.fields) == ["due_on"]
