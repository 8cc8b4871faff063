"""Undo and redo of work with deals, against pictures of every row: random moves, edits and changes of the stages."""

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
from crm.errors import Invalid
from crm.models.opportunities import Closing, Line
from tests.records import newest, picture

PLACE = st.integers(0, 10_000)
VALUE = st.sampled_from([None, 0, 1, 99_99, 10**9])
DAYS = st.sampled_from(["", "2026-01-31", "2026-02-28"])
CURRENCY = st.sampled_from(["EUR", "USD"])


class Work(RuleBasedStateMachine):
    """What a user may do with deals; undo must put back each picture taken before."""

    file: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = shutil.copy(self.file, Path(self.folder.name) / "oracle.db")
        self.database = open_database(Path(path))
        self.session = sign_in(self.database)
        self.contact = self.session.contacts.add({"first_name": "Ana"})
        for title in ("Obra", "Otra"):
            self.session.opportunities.add({"title": title, "value": 500})
        self.begun = newest(self.database)
        self.reason = self.session.loss_reasons.all()[0].id
        self.done: list[tuple[Any, Any]] = []
        self.undone: list[tuple[Any, Any]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _do(self, work: Callable[[], Any]) -> None:
        before, known = picture(self.database), newest(self.database)
        try:
            work()
        except Invalid:
            assert picture(self.database) == before
            return
        if newest(self.database) > known:
            self.done.append((before, picture(self.database)))
            self.undone.clear()

    def _deal(self, place: int) -> int:
        known = self.database.ids("SELECT id FROM opportunities ORDER BY id")
        return known[place % len(known)] if len(known) else 0

    def _stage(self, place: int) -> Any:
        stages = self.session.pipelines.default().stages
        return stages[place % len(stages)]

    # Work

    @rule(value=VALUE, currency=CURRENCY, place=PLACE)
    def add(self, value: int | None, currency: str, place: int) -> None:
        lines = [Line(name="Tubo", unit_price=500)] if place % 2 else []
        values = {"title": "Obra", "value": value, "currency": currency, "contact_id": self.contact}
        self._do(lambda: self.session.opportunities.add(values, lines=lines))

    @precondition(lambda self: self._deal(0))
    @rule(places=st.lists(PLACE, min_size=1, max_size=3), place=PLACE, before=PLACE, day=DAYS)
    def move(self, *, places: list[int], place: int, before: int, day: str) -> None:
        ids, stage = [self._deal(one) for one in places], self._stage(place)
        closing = Closing(day, 100, self.reason)
        target = self._deal(before) if before % 2 else None
        self._do(lambda: self.session.opportunities.move(ids, stage.id, before=target, closing=closing))

    @precondition(lambda self: self._deal(0))
    @rule(place=PLACE, value=VALUE, currency=CURRENCY, chance=st.sampled_from([None, 0, 33, 100]))
    def change(self, *, place: int, value: int | None, currency: str, chance: int | None) -> None:
        values = {"value": value, "currency": currency, "probability": chance}
        self._do(lambda: self.session.opportunities.change(self._deal(place), values))

    @precondition(lambda self: self._deal(0))
    @rule(place=PLACE, price=st.integers(0, 900), count=st.integers(0, 2))
    def change_lines(self, place: int, price: int, count: int) -> None:
        deal = self._deal(place)
        known = list(self.session.opportunities.get(deal).lines)[:count]
        lines = [*known, Line(name="Codo", unit_price=price)]
        self._do(lambda: self.session.opportunities.change(deal, {"value_from_lines": 1}, lines=lines))

    @precondition(lambda self: self._deal(0))
    @rule(place=PLACE)
    def correct_the_day(self, place: int) -> None:
        self._do(lambda: self.session.opportunities.change(self._deal(place), {"closed_on": "2026-01-15"}))

    @precondition(lambda self: self._deal(0))
    @rule(place=PLACE)
    def plan(self, place: int) -> None:
        self._do(lambda: self.session.activities.add({"subject": "Llamar", "opportunity_id": self._deal(place)}))

    @precondition(lambda self: self._deal(0))
    @rule(places=st.lists(PLACE, min_size=1, max_size=2))
    def remove(self, places: list[int]) -> None:
        self._do(lambda: self.session.opportunities.remove([self._deal(one) for one in places]))

    @rule(place=PLACE, chance=st.sampled_from([0, 20, 95]), kind=st.sampled_from(["", "open", "lost"]))
    def change_a_stage(self, place: int, chance: int, kind: str) -> None:
        values = {"probability": chance} | ({"kind": kind} if kind else {})
        self._do(lambda: self.session.pipelines.change_stage(self._stage(place).id, values))

    @rule(place=PLACE, to=PLACE)
    def remove_a_stage(self, place: int, to: int) -> None:
        self._do(lambda: self.session.pipelines.remove_stage(self._stage(place).id, target=self._stage(to).id))

    @rule()
    def remove_the_contact_and_add_it_again(self) -> None:
        self._do(lambda: self.session.contacts.remove([self.contact]))
        self.session.history.undo()
        self.done.pop()

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
    def undo_an_old_one_and_take_that_back(self, place: int) -> None:
        operations = self.session.history.operations()
        ours = [one.id for one in operations if not one.undone and one.undoes_id is None and one.id > self.begun]
        before = picture(self.database)
        report = self.session.history.undo(ours[place % len(ours)])
        self.everything_fits_together()
        if report.operation_id:  # an undo that can take nothing back has not happened
            self.session.history.undo(report.operation_id)
        assert picture(self.database) == before

    # What must hold after every step

    @invariant()
    def everything_fits_together(self) -> None:
        assert self.session.maintenance.check() == []
        for rule_broken in _BROKEN:
            assert self.database.all(rule_broken) == [], rule_broken
        for row in self.database.all("SELECT id, value FROM opportunities WHERE value_from_lines = 1"):
            known = [one.total for one in self.session.opportunities.get(row["id"]).lines if one.total is not None]
            assert row["value"] == (sum(known) if known else None)


_STANDING = "SELECT o.id FROM opportunities o JOIN stages s ON s.id = o.stage_id WHERE"
_BROKEN = (
    f"{_STANDING} o.status <> s.kind OR o.pipeline_id <> s.pipeline_id",
    f"{_STANDING} s.active = 0",
    f"{_STANDING} o.status = 'open' AND o.probability_by_hand = 0 AND o.probability <> s.probability",
    f"{_STANDING} o.status = 'won' AND (o.probability <> 100 OR o.value IS NULL)",
    f"{_STANDING} o.status = 'lost' AND (o.probability <> 0 OR o.loss_reason_id IS NULL)",
    f"{_STANDING} o.stage_id <> (SELECT h.to_stage_id FROM stage_history h WHERE h.opportunity_id = o.id"
    " ORDER BY h.id DESC LIMIT 1)",
)


@pytest.mark.slow
def test_random_work_with_deals_undone_and_redone_leaves_everything_in_step(empty_file):
    class WorkOnFile(Work):
        file = empty_file

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        WorkOnFile,
        settings=settings(max_examples=80, stateful_step_count=30, deadline=None, suppress_health_check=checks),
    )
