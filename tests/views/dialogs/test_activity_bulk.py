"""One value for many activities."""

from __future__ import annotations

import pytest

from crm.views import known
from crm.views.dialogs import activity_bulk
from crm.views.dialogs.bulk_change import BulkChange

pytestmark = pytest.mark.window


@pytest.fixture
def two(session):
    return [session.activities.add({"subject": subject}) for subject in ("Alpha", "Beta")]


@pytest.fixture
def dialog(page, desk, opened, two):
    many = activity_bulk.activities(desk, two, known=known.read_for_activities(desk.session))
    return opened(BulkChange(page, desk, many=many))


def test_it_begins_with_the_owner(dialog):
    assert dialog.field.name == "assigned_to"


def test_all_get_the_value(dialog, session, two):
    dialog.pick("priority")
    dialog.form.put("priority", "high")
    dialog.save()
    assert [session.activities.get(one).priority for one in two] == ["high", "high"]


def test_one_undo_takes_it_back(dialog, session, two):
    dialog.pick("place")
    dialog.form.put("place", "Lugo")
    dialog.save()
    session.history.undo()
    assert [session.activities.get(one).place for one in two] == ["", ""]


def test_what_tells_activities_apart_is_not_offered(session):
    names = {field.name for field in activity_bulk.changeable(session.activities.fields())}
    assert names == {"assigned_to", "type", "priority", "place", "outcome"}
