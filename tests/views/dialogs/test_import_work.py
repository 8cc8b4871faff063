"""What the assistant has the workers do: in which order, what waits for what, what is dropped. Nothing is shown."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from crm.models.imports import WORD, Question
from crm.models.lists import ListQuery
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.import_work import ImportWork
from crm.views.jobs import Jobs
from tests.window import pump

pytestmark = pytest.mark.window


class Ears:
    """Remembers what it was told; its `gate` can hold up the look through a file until it is set."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.heard: list[str] = []
        self.result = None
        self.error = None
        self.on_read = lambda: None

    def reading_begins(self) -> None:
        self.heard.append("reading")

    def reading_ends(self, error: BaseException | None) -> None:
        self.heard.append("read")
        self.error = error
        self.on_read()

    def reading_changes(self) -> None:
        self.heard.append("changed")

    def running_begins(self, *, dry_run: bool) -> None:
        self.heard.append("checking" if dry_run else "importing")

    def progressed(self, progress: object) -> None:
        assert progress

    def questions_wait(self) -> None:
        self.heard.append("questions")

    def running_ends(self, result: object) -> None:
        self.heard.append("ended")
        self.result = result

    def running_fails(self, error: BaseException) -> None:
        self.heard.append("failed")
        self.error = error


@pytest.fixture
def ears():
    return Ears()


@pytest.fixture
def work(page, desk, ears):
    return ImportWork(DeskDialog(page, desk, title="Import"), ears)


@pytest.fixture
def read(work, csv_file):
    work.take(csv_file)
    return work


def test_a_file_is_read_and_looked_through(read, ears):
    assert ears.heard == ["reading", "read", "changed"]
    assert read.reading.survey.rows == 3


def test_a_missing_file_is_told(work, ears, tmp_path):
    work.take(tmp_path / "gone.csv")
    assert work.reading is None
    assert "gone.csv" in str(ears.error)


def test_a_check_writes_nothing_and_forgets_which_edits_it_has_not_seen(read, session):
    read.edits.add((2, "City"), "Soria")
    read.run(dry_run=True)
    assert read.result.created == 3
    assert read.edits.all == {(2, "City"): "Soria"}
    assert read.edits.unchecked == {}
    assert not session.contacts.ids(ListQuery())


def test_edited_cells_are_imported(read, session):
    read.edits.add((2, "City"), "Soria")
    read.run(dry_run=False)
    assert session.contacts.search("eva")[0]["city"] == "Soria"


def test_another_file_forgets_the_edits(read, csv_file):
    read.edits.add((2, "City"), "Soria")
    read.take(csv_file)
    assert read.edits.all == {}


def test_nothing_runs_while_something_stands_against_the_mapping(read, ears):
    read.change(read.reading.with_field(3, "first_name"))
    ears.heard.clear()
    read.run(dry_run=False)
    assert ears.heard == []


def test_an_answer_does_not_look_through_the_file_again(read, ears):
    survey = read.reading.survey
    ears.heard.clear()
    read.answer([Question(WORD, "City", "city", "Which?", (), (), 1, "x")], "y")
    assert ears.heard == ["changed"]
    assert read.reading.survey is survey


def test_a_file_read_in_another_way_keeps_what_happens_to_what_is_here(read):
    read.change(replace(read.reading, on_match="update"))
    read.read_as(replace(read.reading.source, delimiter=";"), anew=False)
    assert len(read.reading.headers) == 1
    assert read.reading.on_match == "update"


@pytest.fixture
def slow(page, desk, ears, tmp_path):
    """Work really done beside the window, on 20,000 rows that wait at the gate to be looked through."""
    desk.jobs = Jobs(desk.root)
    ears.on_read = lambda: desk.jobs.run_long(lambda _job: ears.gate.wait(60))
    path = Path(tmp_path / "many.csv")
    path.write_text("Name\n" + "".join(f"Person {row}\n" for row in range(20_000)), encoding="utf-8")
    made = ImportWork(DeskDialog(page, desk, title="Import"), ears)
    made.take(path)
    pump(page, lambda: made.reading is not None, seconds=30)
    ears.on_read = lambda: None
    yield made
    ears.gate.set()
    desk.jobs.stop()


def test_an_import_is_worth_a_question_before_the_program_closes_and_a_check_is_not(slow, ears, page):
    def lost():
        return [job.lost for job in slow._dialog.desk.jobs.running if job.lost]

    slow.run(dry_run=True)
    assert lost() == []
    slow.stop()
    slow.run(dry_run=False)
    assert lost() == ["An import is running. Closing stops it; nothing of it is kept."]
    ears.gate.set()
    pump(page, lambda: not slow._surveying, seconds=30)
    assert len(lost()) == 1
    slow.stop()
    pump(page, lambda: ears.heard[-1] == "ended" and not slow.running, seconds=30)
    assert lost() == []


def test_a_waiting_import_can_be_stopped(slow, ears, page):
    slow.run(dry_run=False)
    slow.stop()
    ears.gate.set()
    pump(page, lambda: ears.result is not None, seconds=30)
    assert ears.result.cancelled
    assert not slow._dialog.desk.session.contacts.ids(ListQuery())


def test_a_waiting_import_stopped_at_the_very_end_of_the_look_through_does_not_begin(slow, ears, page):
    desk = slow._dialog.desk
    slow.run(dry_run=False)
    ears.gate.set()
    while desk.jobs._answers.qsize() < 2:  # the gate is open and all is read, and nobody was told
        time.sleep(0.01)
    for job in desk.jobs.running:
        job.cancel()
    pump(page, lambda: ears.result is not None, seconds=30)
    assert ears.result.cancelled
    assert not desk.session.contacts.ids(ListQuery())


def test_a_file_that_is_replaced_is_not_looked_through_to_its_end(slow, ears, csv_file, page):
    slow.take(csv_file)
    ears.gate.set()
    pump(page, lambda: slow.reading.source.path == csv_file and slow.reading.survey is not None, seconds=30)
    assert slow.reading.survey.rows == 3
