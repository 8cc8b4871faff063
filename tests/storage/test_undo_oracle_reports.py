"""Undo and redo of what is kept about figures, against pictures of every row: dashboards, goals, reports, schedules,
teams."""

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
from crm.errors import CrmError
from crm.models.dashboards import CARD_KINDS, Card
from crm.models.goals import ACTIVITIES, WON_VALUE, GoalPlace
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from tests.records import newest, picture

PLACE = st.integers(0, 10_000)
NAMES = st.sampled_from(["Ventas", "Ñandú", "", "Norte"])
MONTHS = ("2026-10-01", "2026-11-01", "2026-12-01")
TARGETS = st.sampled_from([None, 0, 500, 1_200_00])
CARDS = st.lists(
    st.builds(Card, st.sampled_from([kind.key for kind in CARD_KINDS]), st.integers(1, 5), st.integers(1, 2)),
    max_size=4,
)
DEFINITIONS = st.sampled_from(
    [
        Definition("contacts", ("name", "city")),
        Definition("opportunities", groupings=(Grouping("stage_id"),), measures=(Measure(Aggregate.SUM, "value"),)),
        Definition("activities", groupings=(Grouping("due_on", "week"),)),
        Definition("nothing"),
    ]
)
TIMES = st.fixed_dictionaries(
    {
        "every": st.sampled_from(["day", "workday", "month"]),
        "at": st.sampled_from(["08:00", "23:59", "25:00"]),
        "format": st.sampled_from(["pdf", "xlsx", "csv"]),
        "active": st.sampled_from([0, 1]),
        "on_day": st.just(1),
    }
)


class Work(RuleBasedStateMachine):
    """What a user may keep; undo must put back each picture taken before."""

    file: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = shutil.copy(self.file, Path(self.folder.name) / "oracle.db")
        self.database = open_database(Path(path))
        self.session = sign_in(self.database)
        self.session.users.add("Berta", team="Norte")
        self.begun = newest(self.database)
        self.done: list[tuple[Any, Any]] = []
        self.undone: list[tuple[Any, Any]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _do(self, work: Callable[[], Any]) -> None:
        before, known = picture(self.database), newest(self.database)
        try:
            work()
        except CrmError:
            assert picture(self.database) == before
            return
        if newest(self.database) > known:
            self.done.append((before, picture(self.database)))
            self.undone.clear()

    def _one(self, table: str, place: int) -> int:
        known = self.database.ids(f"SELECT id FROM {table} ORDER BY id")
        return known[place % len(known)] if len(known) else 0

    def _goal(self, place: int) -> GoalPlace:
        whose = ({}, {"team": "Norte"}, {"user_id": self._one("users", place)})[place % 3]
        return GoalPlace((WON_VALUE, ACTIVITIES)[place % 2], MONTHS[place % len(MONTHS)], **whose)

    def _schedule(self, place: int, times: dict[str, Any]) -> dict[str, Any]:
        report = self._one("reports", place)
        which = {"report_id": report} if report else {"ready_made": "pipeline_review"}
        return times | which | {"folder": self.folder.name}

    # Work

    @rule(place=PLACE, wanted=st.integers(-1, 900))
    def set_a_goal(self, place: int, wanted: int) -> None:
        self._do(lambda: self.session.goals.set(self._goal(place), wanted))

    @rule(wanted=st.dictionaries(PLACE, TARGETS, max_size=4))
    def set_several_goals(self, wanted: dict[int, int | None]) -> None:
        self._do(lambda: self.session.goals.set_all({self._goal(place): one for place, one in wanted.items()}))

    @rule(place=PLACE)
    def copy_a_goal(self, place: int) -> None:
        self._do(lambda: self.session.goals.copy(self._one("goals", place), MONTHS))

    @rule(place=PLACE)
    def remove_a_goal(self, place: int) -> None:
        self._do(lambda: self.session.goals.remove(self._one("goals", place)))

    @rule(name=NAMES, cards=CARDS, shared=st.booleans())
    def keep_a_dashboard(self, name: str, cards: list[Card], shared: bool) -> None:
        self._do(lambda: self.session.dashboards.add(name, cards, shared=shared))

    @rule(place=PLACE, cards=CARDS, usual=st.booleans())
    def change_a_dashboard(self, place: int, cards: list[Card], usual: bool) -> None:
        self._do(lambda: self.session.dashboards.change(0 if usual else self._one("dashboards", place), cards=cards))

    @rule(place=PLACE)
    def remove_a_dashboard(self, place: int) -> None:
        self._do(lambda: self.session.dashboards.remove(self._one("dashboards", place)))

    @rule(name=NAMES, definition=DEFINITIONS)
    def keep_a_report(self, name: str, definition: Definition) -> None:
        self._do(lambda: self.session.reports.add(name, definition))

    @rule(place=PLACE, name=NAMES, definition=DEFINITIONS, shared=st.booleans())
    def change_a_report(self, *, place: int, name: str, definition: Definition, shared: bool) -> None:
        report = self._one("reports", place)
        self._do(lambda: self.session.reports.change(report, name=name, definition=definition, shared=shared))

    @rule(place=PLACE)
    def remove_a_report(self, place: int) -> None:
        self._do(lambda: self.session.reports.remove(self._one("reports", place)))

    @rule(place=PLACE, times=TIMES)
    def schedule_a_report(self, place: int, times: dict[str, Any]) -> None:
        self._do(lambda: self.session.report_schedules.add(self._schedule(place, times)))

    @rule(place=PLACE, times=TIMES)
    def change_a_schedule(self, place: int, times: dict[str, Any]) -> None:
        schedule = self._one("report_schedules", place)
        self._do(lambda: self.session.report_schedules.change(schedule, self._schedule(place, times)))

    @rule(place=PLACE)
    def remove_a_schedule(self, place: int) -> None:
        self._do(lambda: self.session.report_schedules.remove(self._one("report_schedules", place)))

    @rule(place=PLACE, team=NAMES)
    def change_a_team(self, place: int, team: str) -> None:
        self._do(lambda: self.session.users.change(self._one("users", place), team=team))

    # Undo and redo

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        before, after = self.done.pop()
        assert self.session.history.undo().kept == ()
        assert picture(self.database) == before
        self.undone.append((before, after))

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before, after = self.undone.pop()
        assert self.session.history.redo().kept == ()
        assert picture(self.database) == after
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
    def all_that_is_kept_can_be_read(self) -> None:
        assert self.session.maintenance.check() == []
        assert len(self.session.goals.all()) == self.database.value("SELECT count(*) FROM goals")
        assert {one.id for one in self.session.report_schedules.all()} == set(
            self.database.ids("SELECT id FROM report_schedules")
        )
        assert len(self.session.reports.all()) >= self.database.value("SELECT count(*) FROM reports")
        assert self.session.dashboards.all()[0].name


@pytest.mark.slow
def test_random_work_with_reports_undone_and_redone_leaves_everything_in_step(empty_file):
    class WorkOnFile(Work):
        file = empty_file

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        WorkOnFile,
        settings=settings(max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=checks),
    )
