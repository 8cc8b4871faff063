"""The window of an import, from the chosen file to the counted result. Its screens stand in import_*.py beside it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tkinter import ttk

from crm.files.sheet import Source
from crm.models.fields import Field
from crm.models.import_results import ImportProgress, ImportResult
from crm.models.imports import CONTACTS
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import FieldDialog
from crm.views.dialogs.import_file import FilePage
from crm.views.dialogs.import_outcome import OutcomePage, title_of
from crm.views.dialogs.import_reading import Reading, kinds_of_files, problems, read_again, read_file, read_source
from crm.views.dialogs.import_running import RunningPage
from crm.views.dialogs.import_targets import NEW
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.outside import Outside
from crm.views.widgets.tab_order import follow_sight

Read = Callable[[Session], Reading]
Known = tuple[Reading, dict[str, str]]
Button = tuple[str, Callable[[], object], bool]


class ImportDialog(DeskDialog):
    """Reads `path`, shows where its columns go, checks, imports, and accounts for every row.

    `on_show(operation)` hears that what was imported shall be listed. Closed while it imports, the import goes on: the
    status bar shows it, a notice tells its end.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, outside: Outside, path: Path) -> None:
        super().__init__(parent, desk, title=_("Import"), confirm=_("Import"))
        self.fix_size(1000, 570)
        self.on_show: Callable[[int], object] | None = None
        self.reading: Reading | None = None
        self.result: ImportResult | None = None
        self._outside = outside
        self._path = path
        self._progress: ImportProgress | None = None
        self._problems: dict[str, str] = {}
        self._touched = False
        self._importing = False
        self._page: ttk.Frame | None = None
        self._extra: list[ttk.Button] = []
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = self._look
        self.file_page = FilePage(self.body)
        self.running_page = RunningPage(self.body)
        self.outcome_page = OutcomePage(self.body)
        self._connect()
        self.use(path)

    # ---- the file

    def use(self, path: Path) -> None:
        """Take a file."""
        self._path = path
        self._read(lambda session: read_file(session, path))

    def choose_field(self, place: int, field: str) -> None:
        """Send a column to a field, or to one that is made for it."""
        if self.reading and field == NEW:
            self.add_field(place)
        elif self.reading:
            self._touched = True
            self._know(self.reading.with_field(place, field))

    def add_field(self, place: int) -> FieldDialog | None:
        """Ask for a new field that takes a column, called like it."""
        if self.reading is None:
            return None
        form = FieldDialog(self, self.desk)
        form.form.put("label", self.reading.headers[place])
        form.on_added = lambda field_id: self._field_added(place, field_id)
        form.open()
        return form

    def choose_entity(self, entity: str) -> None:
        """Say whether the file holds contacts or companies."""
        if self.reading and entity != self.reading.mapping.entity:
            source = self.reading.source
            self._read(lambda session: read_source(session, source, entity=entity))

    def choose_source(self, source: Source, anew: bool) -> None:
        """Read the file in another way."""
        if self.reading:
            entity, read = self.reading.mapping.entity, read_again if anew else read_source
            self._read(lambda session: read(session, source, entity=entity))

    def join(self, header: str) -> None:
        """Add a column's text behind that of the column that fills its field already."""
        if self.reading:
            self._know(self.reading.joined(header))

    # ---- the import

    def check(self) -> None:
        """Run the whole file without writing anything."""
        self._run(dry_run=True)

    def start(self) -> None:
        """Import."""
        self._run(dry_run=False)

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        self._work.stop()

    def undo(self) -> None:
        """Take the whole import back, and close."""
        if self.result and self.result.operation:
            self.desk.undo(self.result.operation)
            self.close()

    def show_new(self) -> None:
        """Show what was imported, and close."""
        operation = self.result.operation if self.result else None
        self.close()
        if operation and self.on_show:
            self.on_show(operation)

    # ---- the window

    @property
    def has_edits(self) -> bool:
        """Whether columns were sent elsewhere by hand and not imported yet."""
        return self._touched and self._page is not self.outcome_page and not self._work.running

    def cancel(self) -> None:
        """Escape stops a check, and otherwise closes: an import that runs goes on."""
        if self._page is self.running_page and self._work.running and self.reading and not self._importing:
            self.stop()
        else:
            super().cancel()

    def destroy(self) -> None:
        """Close; an import that runs goes on without the window, a check or a reading ends."""
        self._work.leave()
        super().destroy()

    # ---- reading

    def _connect(self) -> None:
        page = self.file_page
        page.on_source, page.on_entity, page.on_field = self.choose_source, self.choose_entity, self.choose_field
        page.on_join, page.on_other = self.join, self._ask_for_other
        self.running_page.on_stop = self._stop_or_close
        self.outcome_page.on_save_errors = self._save_errors

    def _stop_or_close(self) -> None:
        if self.reading:
            self.stop()
        else:
            self.close()

    def _ask_for_other(self) -> None:
        path = self._outside.ask_open(_("Import a file"), kinds_of_files())
        if path:
            self.use(path)

    def _read(self, read: Read) -> None:
        session = self.desk.session

        def work(_job: Job) -> Known:
            reading = read(session)
            return reading, problems(session, reading)

        self.say("")
        self._progress = None
        self.running_page.begin(_("Reading {file}…").format(file=self._path.name))
        self._show(self.running_page, _("Import"))
        self._buttons()
        self._work.run(Task(_("Reading a file")), work, done=self._was_read, failed=self._unread)

    def _was_read(self, answer: Known) -> None:
        self.reading, self._problems = answer
        self._touched = False
        self._show_file()

    def _unread(self, error: BaseException) -> None:
        if self.reading:
            self._show_file()
        else:
            self._show_nothing()
        self.failed(error)

    def _know(self, reading: Reading) -> None:
        """The mapping changed: show it, and what stands against it."""
        self.reading = reading
        session = self.desk.session
        self.ask("problems", lambda: problems(session, reading), show=self._know_problems)

    def _know_problems(self, found: dict[str, str]) -> None:
        self._problems = found
        if self.reading:
            self.file_page.show(self.reading, found)
        self._allow()

    def _field_added(self, place: int, field_id: int) -> None:
        session, entity = self.desk.session, self.reading.mapping.entity if self.reading else CONTACTS

        def known() -> tuple[str, tuple[Field, ...]]:
            made = next(field for field in session.fields.all() if field.id == field_id)
            return made.as_field().name, tuple(session.imports.targets(entity))

        def use(found: tuple[str, tuple[Field, ...]]) -> None:
            if self.reading:
                self.reading = replace(self.reading, targets=found[1])
                self.choose_field(place, found[0])

        self.ask("field", known, show=use)

    # ---- running

    def _run(self, *, dry_run: bool) -> None:
        reading, on_match = self.reading, self.file_page.on_match
        if reading is None or self._problems or self._work.running:
            return
        imports = self.desk.session.imports
        self._progress = None

        def work(job: Job) -> ImportResult:
            return imports.run(
                reading.source,
                reading.mapping,
                on_match=on_match,
                dry_run=dry_run,
                progress=lambda progress: self._report(job, progress),
            )

        self._importing = not dry_run
        self._show_running(dry_run=dry_run)
        label = _("Checking a file") if dry_run else _("Importing {file}").format(file=self._path.name)
        self._work.run(Task(label, keep_on=not dry_run), work, done=self._ended, failed=self._broke)

    def _report(self, job: Job, progress: ImportProgress) -> bool:
        """Told from the worker's thread."""
        self._progress = progress
        return job.report(progress.fraction, show_number(progress.rows))

    def _look(self) -> None:
        if self._progress is not None and self._page is self.running_page:
            self.running_page.show(self._progress)

    def _ended(self, result: ImportResult) -> None:
        stopped = _("Stopped. Nothing was changed.")
        if not self.winfo_exists():
            self.desk.say(stopped if result.cancelled else title_of(result), undo=result.operation)
        elif result.cancelled:
            self._show_file()
            self.say(stopped)
        else:
            self.result = result
            self._show_outcome(result)

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self._show_file()
        self.failed(error)

    def _save_errors(self) -> None:
        name = _("{file} - refused.csv").format(file=self._path.stem)
        path = self._outside.ask_save(_("Save the list"), ((_("CSV files"), "*.csv"),), name=name)
        if path:
            told = ngettext("{count} line saved in {file}", "{count} lines saved in {file}", 2)
            self.ask(
                "save",
                lambda: self.outcome_page.save_errors(path),
                show=lambda count: self.say(told.format(count=show_number(count), file=path)),
            )

    # ---- screens

    def _show(self, page: ttk.Frame, heading: str) -> None:
        self.heading.configure(text=heading)
        if self._page is not page:
            if self._page:
                self._page.pack_forget()
            page.pack(fill="both", expand=True)
            self._page = page

    def _buttons(self, words: str = "", run: Callable[[], object] | None = None, *others: Button) -> None:
        """The bottom row: the primary button, if any, then the others from the right; True puts one at the left end."""
        for button in self._extra:
            button.destroy()
        self.primary.pack_forget()
        self.dismiss.configure(text=_("Cancel"))
        self.dismiss.pack(side="right")
        if run:
            self.primary.configure(text=words, command=run)
            self.primary.pack(side="right", before=self.dismiss)
        self.on_confirm = run and (lambda: self._confirmed(run))
        self._extra = [self.add_button(words, command, left=left) for words, command, left in others]
        follow_sight(self.buttons)

    def _confirmed(self, run: Callable[[], object]) -> bool:
        run()
        return False

    def _show_nothing(self) -> None:
        """The file could not be read."""
        self._show(self.running_page, _("Import"))
        self.running_page.end(_("{file} could not be read").format(file=self._path.name))
        self._buttons(_("Other file…"), self._ask_for_other)
        self.take_focus()

    def _show_file(self) -> None:
        if self.reading is None:
            self._show_nothing()
            return
        self._show(self.file_page, _("Import"))
        self.file_page.show(self.reading, self._problems)
        self._buttons(import_words(self.reading.count), self.start, (_("Check first"), self.check, True))
        self._allow()
        self.take_focus()

    def _allow(self) -> None:
        for button in (self.primary, *self._extra):
            button.state(["disabled" if self._problems else "!disabled"])

    def _show_running(self, *, dry_run: bool) -> None:
        self.say("")
        title = _("Checking {file}…") if dry_run else _("Importing {file}…")
        hint = (
            _("Nothing is written while checking.")
            if dry_run
            else _("Cancelling leaves nothing behind. You may close this window: the import goes on.")
        )
        self.running_page.begin(title.format(file=self._path.name), hint)
        self._show(self.running_page, _("Check") if dry_run else _("Import"))
        self._buttons()
        self.dismiss.configure(text=_("Go on in the background"))
        if dry_run:
            self.dismiss.pack_forget()

    def _show_outcome(self, result: ImportResult) -> None:
        self._show(self.outcome_page, title_of(result))
        self.outcome_page.show(result)
        if result.dry_run:
            count = result.created + result.updated
            self._buttons(import_words(count), self.start, (_("Back"), self._show_file, True))
        else:
            self._buttons(_("Done"), self.close, *self._offers(result))
            self.dismiss.pack_forget()
        self.take_focus()

    def _offers(self, result: ImportResult) -> list[Button]:
        """What can be done with an import that wrote something."""
        if not result.operation:
            return []
        undo: Button = (_("Undo the import"), self.undo, True)
        return [(_("Show them in the list"), self.show_new, False), undo] if self.on_show else [undo]


def import_words(count: int | None) -> str:
    """The words of the button that imports."""
    if count is None:
        return _("Import")
    return ngettext("Import {count} row", "Import {count} rows", count).format(count=show_number(count))
