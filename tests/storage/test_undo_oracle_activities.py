"""Undo and redo of work with activities, against pictures of every row: random planning, completing, moving, series."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from crm.app import open_database, sign_in
from crm.controllers.activity_values import following
from crm.errors import CrmError
from crm.storage.database import Database
from tests.records import Picture, day_ahead, newest, picture

PLACE = st.integers(0, 10_000)
PLACES = st.lists(PLACE, min_size=1, max_size=3)
DAYS = st.sampled_from(["", day_ahead(-3), day_ahead(0), day_ahead(2), day_ahead(9)])
SCOPE = st.sampled_from(["this", "following", "all"])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.sampled_from(["", "Llamar", "Ñandú"]),
        "due_on": DAYS,
        "due_at": st.sampled_from(["", f"{day_ahead(4)}T22:30:00Z", f"{day_ahead(5)}T09:00:00Z"]),
        "duration_minutes": st.sampled_from([None, 30, 600, 2880]),
        "type": st.sampled_from(["call", "task", "meeting"]),
        "reminders": st.sampled_from([[], [15], [0, 1440]]),
    },
)


class Work(RuleBasedStateMachine):
    """What a user may do with activities; undo must put back each picture taken before."""

    file: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = shutil.copy(self.file, Path(self.folder.name) / "oracle.db")
        self.database = open_database(Path(path))
        self.session = sign_in(self.database)
        self.contacts = [self.session.contacts.add({"first_name": name}) for name in ("Ana", "Luis")]
        self.deal = self.session.opportunities.add({"title": "Obra", "contact_id": self.contacts[0]})
        self.begun = newest(self.database)
        self.done: list[tuple[Any, Any]] = []
        self.undone: list[tuple[Any, Any]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _do(self, work: Callable[[], Any]) -> None:
        before, known = _kept(self.database), newest(self.database)
        try:
            work()
        except CrmError:
            assert _kept(self.database) == before
            return
        if newest(self.database) > known:
            self.done.append((before, _kept(self.database)))
            self.undone.clear()

    def _one(self, place: int) -> int:
        known = self.database.ids("SELECT id FROM activities ORDER BY id")
        return known[place % len(known)] if len(known) else 0

    def _some(self, places: list[int]) -> list[int]:
        return list(dict.fromkeys(self._one(place) for place in places))

    # Work

    @rule(values=VALUES, place=PLACE)
    def add(self, values: dict[str, Any], place: int) -> None:
        link = ({"contact_id": self.contacts[0]}, {"contact_id": self.contacts[1]}, {"opportunity_id": self.deal}, {})
        self._do(lambda: self.session.activities.add(values | link[place % 4]))

    @rule(place=PLACE, count=st.integers(1, 4))
    def add_a_series(self, place: int, count: int) -> None:
        values = {"subject": "Semanal", "due_on": day_ahead(1), "contact_id": self.contacts[place % 2]}
        self._do(lambda: self.session.series.add(values, f"FREQ=WEEKLY;COUNT={count}"))

    @precondition(lambda self: self._one(0))
    @rule(place=PLACE, values=VALUES, scope=SCOPE)
    def change(self, place: int, values: dict[str, Any], scope: str) -> None:
        self._do(lambda: self.session.activities.change(self._one(place), values, scope=scope))

    @precondition(lambda self: self._one(0))
    @rule(places=PLACES, outcome=st.sampled_from(["", "Bien"]), then=st.sampled_from([None, {"subject": "Seguir"}]))
    def complete(self, places: list[int], outcome: str, then: dict[str, Any] | None) -> None:
        self._do(lambda: self.session.activities.complete(self._some(places), outcome, next=then))

    @precondition(lambda self: self._one(0))
    @rule(places=PLACES)
    def reopen(self, places: list[int]) -> None:
        self._do(lambda: self.session.activities.reopen(self._some(places)))

    @precondition(lambda self: self._one(0))
    @rule(places=PLACES, days=st.integers(-2, 9), day=DAYS)
    def put_off(self, places: list[int], days: int, day: str) -> None:
        ids = self._some(places)
        self._do(
            lambda: self.session.activities.postpone(ids, days) if days else self.session.activities.to_day(ids, day)
        )

    @precondition(lambda self: self._one(0))
    @rule(places=PLACES, scope=SCOPE)
    def remove(self, places: list[int], scope: str) -> None:
        self._do(lambda: self.session.activities.remove(self._some(places), scope=scope))

    @rule()
    def merge_the_contacts_and_take_that_back(self) -> None:
        self._do(lambda: self.session.merging.merge(self.contacts[0], [self.contacts[1]]))
        self.undo()
        self.undone.pop()

    # Undo and redo

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        before, after = self.done.pop()
        assert self.session.history.undo().kept == ()
        assert _kept(self.database) == before
        self.undone.append((before, after))

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before, after = self.undone.pop()
        assert self.session.history.redo().kept == ()
        assert _kept(self.database) == after
        self.done.append((before, after))

    @precondition(lambda self: self.done)
    @rule(place=PLACE)
    def undo_an_old_one(self, place: int) -> None:
        operations = self.session.history.operations()
        ours = [one.id for one in operations if not one.undone and one.undoes_id is None and one.id > self.begun]
        self.session.history.undo(ours[place % len(ours)])
        self.done.clear()
        self.undone.clear()

    # What must hold after every step

    @invariant()
    def everything_fits_together(self) -> None:
        assert self.session.maintenance.check() == []
        for row in self.database.all("SELECT * FROM activities"):
            assert all(row[name] == value for name, value in following(row).items())
        for rule_broken in _BROKEN:
            assert self.database.all(rule_broken) == [], rule_broken


def _kept(database: Database) -> Picture:
    """Every row of every table, without how far the program made each series: that is its own, outside every undo."""
    columns = ", ".join(name for name in database.columns("activity_series") if name != "made_until")
    series = database.execute(f"SELECT {columns} FROM activity_series ORDER BY id").fetchall()
    return picture(database) | {"activity_series": series}


_BROKEN = (
    # An open activity left no interaction, and an interaction belongs to its activity's customer.
    "SELECT i.id FROM interactions i JOIN activities a ON a.id = i.activity_id WHERE a.completed_at = ''",
    "SELECT id FROM activities WHERE (due_on = '') <> (ends_on = '') OR (due_at <> '' AND due_on = '')",
    "SELECT id FROM activities WHERE ends_on < due_on",
    "SELECT r.id FROM reminders r JOIN activities a ON a.id = r.activity_id WHERE a.completed_at <> ''",
)


@pytest.mark.slow
def test_random_work_with_activities_undone_and_redone_leaves_everything_in_step(empty_file):
    class WorkOnFile(Work):
        file = empty_file

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        WorkOnFile,
        settings=settings(max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=checks),
    )
