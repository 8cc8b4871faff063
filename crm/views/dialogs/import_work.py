"""What an import assistant has the workers do: read a file, look through it, check it, import it. Shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from crm.errors import CrmError
from crm.files.sheet import Source, Stop, Stopped
from crm.models.import_results import ImportProgress, ImportResult
from crm.models.imports import Question, SavedMapping, Survey
from crm.session import Session
from crm.utils.i18n import _
from crm.utils.money import show_number
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.import_reading import Reading, problems, read_afresh, read_again, read_file, read_source
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job

Read = Callable[[Session, Stop], Reading]


class Told(Protocol):
    """Who shows what happens."""

    def reading_begins(self) -> object:
        """A file is being read."""

    def reading_ends(self, error: BaseException | None) -> object:
        """A file was read, or could not be."""

    def reading_changes(self) -> object:
        """What is known of the file, or what the import is told, is another."""

    def running_begins(self, *, dry_run: bool) -> object:
        """A check or an import begins."""

    def progressed(self, progress: ImportProgress) -> object:
        """It went on."""

    def questions_wait(self) -> object:
        """An import was wanted, but questions must be looked at or answered first."""

    def running_ends(self, result: ImportResult) -> object:
        """It ended, or was stopped."""

    def running_fails(self, error: BaseException) -> object:
        """It broke off."""


@dataclass
class Edits:
    """Cells typed over, by row number and header: all of them, and those that no check has seen yet."""

    all: dict[tuple[int, str], str] = field(default_factory=dict)
    unchecked: dict[tuple[int, str], str] = field(default_factory=dict)

    def add(self, cell: tuple[int, str], text: str) -> None:
        """A cell was typed over."""
        self.all[cell] = self.unchecked[cell] = text


class ImportWork:
    """Belongs to a dialog. `reading`, `problems`, `edits` and `result` are what is known now."""

    def __init__(self, dialog: DeskDialog, told: Told) -> None:
        self.path = Path()
        self.reading: Reading | None = None
        self.problems: dict[str, str] = {}
        self.edits = Edits()
        self.result: ImportResult | None = None
        self.touched = False  # whether something was told by hand that closing would lose
        self.importing = False  # whether what runs is an import, not a check
        self._dialog = dialog
        self._told = told
        self._wanted: bool | None = None  # a check (True) or an import (False) that waits for the look through the file
        self._progress: ImportProgress | None = None
        self._work = LongWork(dialog, dialog.desk.jobs)
        self._work.on_look = self._look
        self._survey = LongWork(dialog, dialog.desk.jobs)
        self._surveying = False

    @property
    def running(self) -> bool:
        """Whether a file is being read, checked or imported."""
        return self._work.running or self._wanted is not None

    # ---- the file

    def take(self, path: Path) -> None:
        """Read a file."""
        self.path = path
        self._read(lambda session, stop: read_file(session, path, stop=stop))

    def read_as(self, source: Source, *, anew: bool) -> None:
        """Read the file in another way; `anew` finds out the rest again."""
        if self.reading:
            entity, read = self.reading.mapping.entity, read_again if anew else read_source
            self._read(lambda session, stop: read(session, source, entity=entity, stop=stop))

    def read_for(self, entity: str) -> None:
        """Have the columns proposed for another entity."""
        if self.reading and entity != self.reading.mapping.entity:
            source = self.reading.source
            self._read(lambda session, stop: read_source(session, source, entity=entity, stop=stop))

    def start_afresh(self) -> None:
        """Have the columns proposed whatever was chosen the last time."""
        if self.reading:
            source, entity = self.reading.source, self.reading.mapping.entity
            self._read(lambda session, stop: read_afresh(session, source, entity=entity, stop=stop))

    def change(self, reading: Reading) -> None:
        """What the import is told is another: show it, and what stands against it."""
        self.reading = reading
        self.touched = True
        session = self._dialog.desk.session
        self._dialog.ask("problems", lambda: problems(session, reading), show=self._know_problems)

    def answer(self, questions: Sequence[Question], value: str) -> None:
        """Answer questions alike; nothing needs to be looked through again."""
        if self.reading:
            self.reading = self.reading.with_answers(questions, value)
            self.touched = True
            self._told.reading_changes()

    def look_at_questions(self) -> None:
        """Somebody has the questions before the eyes."""
        if self.reading and self.reading != (seen := self.reading.looked_at()):
            self.reading = seen
            self._told.reading_changes()

    def use(self, saved: SavedMapping) -> None:
        """Take a saved mapping for the columns that the file has."""
        imports, reading = self._dialog.desk.session.imports, self.reading
        if reading is None:
            return

        def fit() -> Reading:
            mapping = imports.fit(saved.mapping, reading.headers)
            return reading.with_mapping(mapping, imports.targets(mapping.entity))

        self._dialog.ask("mapping", fit, show=self.change)

    # ---- running

    def run(self, *, dry_run: bool) -> None:
        """Check or import, as soon as the file was looked through; no import while questions wait."""
        if self.reading is None or self.problems or self.running:
            return
        if self._surveying:
            self._wanted = dry_run
            self.importing = not dry_run
            self._survey.say_lost("" if dry_run else _lost())
            self._told.running_begins(dry_run=dry_run)
        elif not dry_run and self.reading.waiting:
            self._told.questions_wait()
        else:
            self._run(self.reading, dry_run=dry_run)

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        if self._wanted is not None:
            self._wanted = None
            self._survey.say_lost("")
            self._told.running_ends(ImportResult(cancelled=True))
        self._work.stop()

    def leave(self) -> None:
        """The dialog goes: an import that runs, or waits for the look through the file, goes on; all else ends."""
        if self._wanted is not False:
            self._wanted = None
            self._survey.stop()
        self._survey.leave()
        self._work.leave()

    # ---- reading

    def _read(self, read: Read) -> None:
        session = self._dialog.desk.session

        def work(job: Job) -> tuple[Reading, dict[str, str]]:
            reading = read(session, lambda: job.cancelled)
            return reading, problems(session, reading)

        self._survey.stop()
        self._progress = None
        self._told.reading_begins()
        self._work.run(Task(_("Reading a file")), work, done=self._was_read, failed=self._unread)

    def _was_read(self, answer: tuple[Reading, dict[str, str]]) -> None:
        before, (self.reading, self.problems) = self.reading, answer
        if before and before.source.path == self.reading.source.path:  # the same file, read in another way
            self.reading = replace(self.reading, on_match=before.on_match)
        self.edits = Edits()
        self.touched = False
        self._told.reading_ends(None)
        self._look_through()  # when the page stands: a busy worker makes drawing slow

    def _unread(self, error: BaseException) -> None:
        self._told.reading_ends(None if isinstance(error, Stopped) else error)

    def _know_problems(self, found: dict[str, str]) -> None:
        self.problems = found
        self._told.reading_changes()
        if not found:
            self._look_through()

    # ---- looking through the whole file, behind what is shown

    def _look_through(self) -> None:
        reading, imports = self.reading, self._dialog.desk.session.imports
        self._survey.stop()
        if reading is None:
            return
        self._surveying = True
        source, mapping = reading.source, reading.mapping
        self._survey.run(
            Task("", keep_on=True),
            lambda job: imports.survey(source, mapping, stop=lambda: job.cancelled),
            done=self._surveyed,
            failed=self._unsurveyed,
        )

    def _surveyed(self, survey: Survey) -> None:
        self._surveying = False
        if self.reading:
            self.reading = self.reading.with_survey(survey)
            self._told.reading_changes()
        self._go_on()

    def _unsurveyed(self, error: BaseException) -> None:
        self._surveying = False
        wanted, self._wanted = self._wanted, None
        if isinstance(error, Stopped):
            if wanted is not None:
                self._told.running_ends(ImportResult(cancelled=True))
        elif wanted is not None or not isinstance(error, CrmError):
            self._told.running_fails(error)

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._survey.was_stopped:
            self._told.running_ends(ImportResult(cancelled=True))
        elif wanted is not None:
            self.run(dry_run=wanted)

    # ---- the check and the import

    def _run(self, reading: Reading, *, dry_run: bool) -> None:
        imports, edits = self._dialog.desk.session.imports, dict(self.edits.all)
        self._progress = None
        self.importing = not dry_run

        def work(job: Job) -> ImportResult:
            return imports.run(
                reading.source,
                reading.to_run,
                on_match=reading.on_match,
                dry_run=dry_run,
                edits=edits,
                progress=lambda progress: self._report(job, progress),
            )

        self._told.running_begins(dry_run=dry_run)
        label = _("Checking a file") if dry_run else _("Importing {file}").format(file=self.path.name)
        task = Task(label, keep_on=not dry_run, lost="" if dry_run else _lost())
        self._work.run(task, work, done=self._ended, failed=self._told.running_fails)

    def _report(self, job: Job, progress: ImportProgress) -> bool:
        """Told from the worker's thread."""
        self._progress = progress
        return job.report(progress.fraction, show_number(progress.rows))

    def _look(self) -> None:
        if self._progress is not None:
            self._told.progressed(self._progress)

    def _ended(self, result: ImportResult) -> None:
        if not result.cancelled:
            self.result = result
            self.edits = replace(self.edits, unchecked={})
        self._told.running_ends(result)


def _lost() -> str:
    return _("An import is running. Closing stops it; nothing of it is kept.")
