"""Deciding what both sides changed: field by field, or one side whole."""

from __future__ import annotations

import uuid

import pytest

from crm.views.dialogs.calendar_conflicts import ConflictsDialog
from tests.controllers.caldav_in import shared
from tests.controllers.calendars_in import activities
from tests.network.radicale_server import running
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def both(session, radicale):
    made = shared(session, radicale, uuid.uuid4().hex)
    activity = made.plan(place="Bar")
    made.sync()
    session.activities.change(activity, {"subject": "Mía", "place": "Aquí"})
    made.edit("SUMMARY:Visita", "SUMMARY:Suya")
    made.edit("LOCATION:Bar", "LOCATION:Allí")
    made.sync()
    return made


@pytest.fixture
def dialog(page, desk, opened, both):
    assert both.id
    return opened(ConflictsDialog(page, desk))


def test_fields_are_decided_one_by_one(dialog, session):
    assert list(dialog.choices) == ["title", "place"]
    dialog.choices["place"].set("theirs")
    dialog.confirm()
    assert [(row["subject"], row["place"]) for row in activities(session)] == [("Mía", "Allí")]


def test_one_side_may_be_taken_whole(dialog, session, both):
    dialog.theirs_button.invoke()
    dialog.confirm()
    assert [(row["subject"], row["place"]) for row in activities(session)] == [("Suya", "Allí")]
    assert both.sync().changed_there == 0


def test_when_all_is_decided_nothing_is_left(dialog):
    dialog.decide()
    pump(dialog, lambda: dialog.primary.instate(["disabled"]))
    assert dialog.choices == {}
    assert dialog.mine_button.instate(["disabled"])
