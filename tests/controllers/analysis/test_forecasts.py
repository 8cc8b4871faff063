"""Keeping the day's forecast: once a day, by nobody, in nobody's undo and in no list of what people did."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in
from crm.errors import Denied
from crm.models.history import FORECAST_KEPT
from crm.models.users import User
from crm.session import Session
from crm.storage.changelog import Door


@pytest.fixture
def deal(session):
    return session.opportunities.add({"title": "Molino", "value": 100})


def count(session):
    return session.database.value("SELECT count(*) FROM forecast_snapshots")


def test_without_deals_nothing_is_due(session):
    assert not session.forecasts.due()


@pytest.mark.usefixtures("deal")
def test_a_forecast_is_kept_once_a_day(session):
    assert session.forecasts.due()
    assert (session.forecasts.keep(), session.forecasts.keep(), count(session)) == (1, 0, 1)
    assert not session.forecasts.due()


@pytest.mark.usefixtures("deal")
def test_opening_the_file_keeps_it(session):
    other = open_database(session.database.path)
    sign_in(other)
    other.close()
    assert count(session) == 1


@pytest.mark.usefixtures("deal")
def test_a_file_opened_for_reading_is_left_alone(session):
    other = open_database(session.database.path, read_only=True)
    assert not sign_in(other).forecasts.due()
    other.close()
    assert count(session) == 0


@pytest.mark.usefixtures("deal")
def test_undo_takes_back_what_the_user_did_before_it(session):
    session.forecasts.keep()
    assert session.history.can_undo().label == "Add Molino"


@pytest.mark.usefixtures("deal")
def test_it_does_not_end_what_can_be_redone(session):
    session.history.undo()
    other = session.opportunities.add({"title": "Trigo"})
    session.history.undo()
    session.forecasts.keep()
    assert (other > 0, session.history.can_redo().label) == (True, "Add Trigo")


@pytest.mark.usefixtures("deal")
def test_it_is_no_line_of_the_history(session):
    session.forecasts.keep()
    assert FORECAST_KEPT not in [one.label for one in session.history.operations()]


@pytest.mark.usefixtures("deal")
def test_it_is_the_programs_own_work(session):
    session.forecasts.keep()
    row = session.database.one("SELECT * FROM operations ORDER BY id DESC LIMIT 1")
    assert (row["user_id"], row["door"], row["label"]) == (None, "automation", FORECAST_KEPT)


@pytest.mark.usefixtures("deal")
def test_a_reader_keeps_none(session):
    reader = Session(session.database, User(session.user.id, "Lector", role="reader"), door=Door.WINDOW)
    assert not reader.forecasts.due()
    with pytest.raises(Denied):
        reader.forecasts.keep()


def test_removing_the_deal_after_it_can_be_undone(session, deal):
    session.forecasts.keep()
    session.opportunities.remove([deal])
    session.history.undo()
    assert session.opportunities.get(deal).title == "Molino"
