"""A session has one door for each entity, and hears of other processes."""

from __future__ import annotations

from crm.app import open_database, sign_in
from crm.controllers.access import Controller


def test_every_door_is_a_controller(session):
    doors = ("contacts", "tags", "interactions", "fields", "views", "history", "users", "settings", "maintenance")
    late = ("imports", "exports", "merging", "duplicates", "archives", "templates", "analysis", "forecasts",
            "figures", "dashboards", "goals", "segments", "reports", "report_schedules")  # fmt: skip
    assert all(isinstance(getattr(session, door), Controller) for door in (*doors, *late))


def test_poll_tells_what_another_process_did(session):
    heard = []
    session.poll()
    session.database.changed.connect(heard.append)
    other = open_database(session.database.path)
    sign_in(other).contacts.add({"first_name": "Ana"})
    other.close()
    session.poll()
    assert [one.entity for one in heard] == ["contacts"]
