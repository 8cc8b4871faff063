"""The window of an import, from the chosen file to the counted result. Its screens stand in import_*.py beside it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tkinter import ttk

from crm.models.fields import Field
from crm.models.import_results import ImportProgress, ImportResult
from crm.models.imports import LISTED, SavedMapping, fields_of
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import FieldDialog
from crm.views.dialogs.import_check import CheckPage
from crm.views.dialogs.import_file import QUESTIONS, FilePage, size_in
from crm.views.dialogs.import_mappings import ask_name
from crm.views.dialogs.import_outcome import OutcomePage
from crm.views.dialogs.import_reading import Reading, kinds_of_files
from crm.views.dialogs.import_running import RunningPage
from crm.views.dialogs.import_targets import NEW
from crm.views.dialogs.import_words import primary_words, title_of
from crm.views.dialogs.import_work import ImportWork
from crm.views.outside import Outside
from crm.views.widgets.tab_order import follow_sight

Button = tuple[str, Callable[[], object], bool]


class ImportDialog(DeskDialog):
    """Reads `path`, shows where its columns go, checks, imports, and accounts for every row.

    `on_show(operation)` hears that what was imported shall be listed. Closed while it imports, the import goes on: the
    status bar shows it, a notice tells its end.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, outside: Outside, path: Path) -> None:
        super().__init__(parent, desk, title=_("Import"), confirm=_("Import"))
        self.fix_size(*size_in(parent))
        self.on_show: Callable[[int], object] | None = None
        self._outside = outside
        self._page: ttk.Frame | None = None
        self._extra: list[ttk.Button] = []
        self.work = ImportWork(self, self)
        self.file_page = FilePage(self.body)
        self.running_page = RunningPage(self.body)
        self.check_page = CheckPage(self.body)
        self.outcome_page = OutcomePage(self.body)
        self._connect()
        self.work.take(path)

    @property
    def reading(self) -> Reading | None:
        """The file as it was read."""
        return self.work.reading

    @property
    def result(self) -> ImportResult | None:
        """What the last check or import came to."""
        return self.work.result

    # ---- what the import is told

    def choose_field(self, place: int, field: str) -> None:
        """Send a column to a field, or to one that is made for it."""
        if self.reading and field == NEW:
            self.add_field(place)
        elif self.reading:
            self.work.change(self.reading.with_field(place, field))

    def add_field(self, place: int) -> FieldDialog | None:
        """Ask for a new field that takes a column, called like it."""
        if self.reading is None:
            return None
        entity = fields_of(self.reading.mapping.entity)
        if not entity:
            self.say(_("The records of this file have no fields of your own."))
            return None
        form = FieldDialog(self, self.desk)
        form.entity = entity
        form.form.put("label", self.reading.headers[place])
        form.on_added = lambda field_id: self._field_added(place, field_id)
        form.open()
        return form

    def change(self, change: Callable[[Reading], Reading]) -> None:
        """Tell the import something else."""
        if self.reading:
            self.work.change(change(self.reading))

    def save_mapping(self, name: str) -> None:
        """Keep columns, rules and answers under a name."""
        if self.reading:
            imports, mapping = self.desk.session.imports, self.reading.to_run
            self.ask(
                "mapping",
                lambda: imports.save_mapping(name, mapping),
                show=lambda _id: self._mappings_changed(_("Saved: {name}").format(name=name)),
            )

    def remove_mapping(self, saved: SavedMapping) -> None:
        """Forget a mapping that is kept under a name."""
        imports = self.desk.session.imports
        self.ask(
            "mapping",
            lambda: imports.remove_mapping(saved.id),
            show=lambda _none: self._mappings_changed(_("Removed: {name}").format(name=saved.name)),
        )

    # ---- the import

    def check(self) -> None:
        """Run the whole file without writing anything."""
        self.work.run(dry_run=True)

    def start(self) -> None:
        """Import."""
        self.work.run(dry_run=False)

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        if self.reading:
            self.work.stop()
        else:
            self.close()

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
        """Whether something was told by hand and not imported yet."""
        return self.work.touched and self._page is not self.outcome_page and not self.work.importing

    def cancel(self) -> None:
        """Escape stops a check, and otherwise closes: an import that runs goes on."""
        if self._page is self.running_page and self.work.running and self.reading and not self.work.importing:
            self.stop()
        else:
            super().cancel()

    def destroy(self) -> None:
        """Close; an import that runs goes on without the window, a check or a reading ends."""
        self.work.leave()
        super().destroy()

    def take_focus(self) -> None:
        """On the primary button; on the list of a check, to look at it."""
        if self._page is self.check_page:
            self.check_page.take_focus()
        else:
            super().take_focus()

    # ---- what is told by the work

    def reading_begins(self) -> None:
        """Show that a file is being read."""
        self.say("")
        self.running_page.begin(_("Reading {file}…").format(file=self.work.path.name))
        self._show(self.running_page, _("Import"))
        self._buttons()

    def reading_ends(self, error: BaseException | None) -> None:
        """Show the file, or why it could not be read."""
        if self.reading:
            self._show_file()
            self._know_mappings()
        else:
            self._show_nothing()
        if error:
            self.failed(error)

    def reading_changes(self) -> None:
        """Show what is known now; behind another page it waits until the file is shown again."""
        if self.reading and self._page is self.file_page:
            self.file_page.show(self.reading, self.work.problems)
            self._name_primary(self.reading)
            self._page_seen(self.file_page.page)

    def running_begins(self, *, dry_run: bool) -> None:
        """Show that a check or an import runs."""
        if not self.winfo_exists():
            return
        self.say("")
        title = _("Checking {file}…") if dry_run else _("Importing {file}…")
        hint = (
            _("Nothing is written while checking.")
            if dry_run
            else _("Cancelling leaves nothing behind. You may close this window: the import goes on.")
        )
        self.running_page.begin(title.format(file=self.work.path.name), hint)
        self._show(self.running_page, _("Check") if dry_run else _("Import"))
        self._buttons()
        self.dismiss.configure(text=_("Go on in the background"))
        if not self.work.importing:
            self.dismiss.pack_forget()

    def progressed(self, progress: ImportProgress) -> None:
        """Show how far it is; how many rows there are is known since the file was looked through."""
        if self._page is self.running_page and self.reading:
            total = progress.total or self.reading.count
            self.running_page.show(replace(progress, total=total))

    def questions_wait(self) -> None:
        """Show the first question that waits for an answer; without the window, say that nothing was imported."""
        if not self.winfo_exists():
            words = _("{file} was not imported: it asks something first.")
            self.desk.say(words.format(file=self.work.path.name))
            return
        self._show_file()
        self.file_page.ask()

    def running_ends(self, result: ImportResult) -> None:
        """Show what it came to; without the window, a notice tells it."""
        stopped = _("Stopped. Nothing was changed.")
        if not self.winfo_exists():
            self.desk.say(stopped if result.cancelled else title_of(result), undo=result.operation)
        elif result.cancelled:
            self._show_file()
            self.say(stopped)
        elif result.dry_run:
            self._show_check(result)
        else:
            self._show_outcome(result)

    def running_fails(self, error: BaseException) -> None:
        """Show why it broke off."""
        if self.winfo_exists():
            self._show_file()
        self.failed(error)

    # ---- inside

    def _connect(self) -> None:
        page, work = self.file_page, self.work
        page.on_field, page.on_other = self.choose_field, self._ask_for_other
        page.on_join = lambda header: self.change(lambda reading: reading.joined(header))
        page.source.on_source = lambda source, anew: work.read_as(source, anew=anew)
        page.source.on_entity = work.read_for
        page.questions_page.on_answer, page.on_page = work.answer, self._page_seen
        page.rules_page.on_match = lambda value: self.change(lambda reading: replace(reading, on_match=value))
        page.rules_page.on_mapping = lambda mapping: self.change(lambda reading: replace(reading, mapping=mapping))
        page.rules_page.on_rule = lambda header, rule: self.change(lambda reading: reading.with_rule(header, rule))
        page.mappings.on_use, page.mappings.on_remove = work.use, self.remove_mapping
        page.mappings.on_save = lambda: ask_name(self, work.path.stem, then=self.save_mapping)
        page.on_afresh = page.mappings.on_afresh = work.start_afresh
        self.running_page.on_stop = self.stop
        self.check_page.on_edit, self.check_page.on_again = self._edit, self.check
        self.check_page.on_save_problems = self.outcome_page.on_save_errors = self._save_problems

    def _page_seen(self, page: int) -> None:
        if page == QUESTIONS:
            self.work.look_at_questions()

    def _ask_for_other(self) -> None:
        path = self._outside.ask_open(_("Import a file"), kinds_of_files())
        if path:
            self.work.take(path)

    def _field_added(self, place: int, field_id: int) -> None:
        session, reading = self.desk.session, self.reading
        if reading is None:
            return

        def known() -> tuple[str, tuple[Field, ...]]:
            entity = fields_of(reading.mapping.entity)
            made = next(field for field in session.fields.all(entity) if field.id == field_id)
            return made.as_field().name, tuple(session.imports.targets(reading.mapping.entity))

        self.ask("field", known, show=lambda found: self._use_field(place, found))

    def _use_field(self, place: int, found: tuple[str, tuple[Field, ...]]) -> None:
        name, targets = found
        self.change(lambda reading: replace(reading, targets=targets).with_field(place, name))

    def _know_mappings(self) -> None:
        if self.reading:
            imports, headers = self.desk.session.imports, self.reading.headers
            self.ask("mappings", lambda: imports.saved_mappings(headers), show=self.file_page.mappings.show)

    def _mappings_changed(self, said: str) -> None:
        self.say(said)
        self._know_mappings()

    def _edit(self, cell: tuple[int, str], text: str) -> None:
        self.work.edits.add(cell, text)
        self.work.touched = True
        self.check_page.show_edits(self.work.edits.unchecked)

    def _save_problems(self) -> None:
        reading, result = self.reading, self.result
        name = _("{file} - problems.csv").format(file=self.work.path.stem)
        kinds = ((_("CSV files"), "*.csv"), (_("Excel workbooks"), "*.xlsx"))
        path = self._outside.ask_save(_("Export the problem rows"), kinds, name=name)
        if path is None or reading is None or result is None:
            return
        imports, edits = self.desk.session.imports, dict(self.work.edits.all)

        def said(count: int) -> None:
            words = ngettext("{count} row saved in {file}", "{count} rows saved in {file}", count)
            self.say(words.format(count=show_number(count), file=path))

        self.ask("save", lambda: imports.write_rejects(reading.source, result, path=path, edits=edits), show=said)

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
        self.running_page.end(_("{file} could not be read").format(file=self.work.path.name))
        self._buttons(_("Other file…"), self._ask_for_other)
        self.take_focus()

    def _show_file(self) -> None:
        if self.reading is None:
            self._show_nothing()
            return
        self._show(self.file_page, _("Import"))
        self.file_page.show(self.reading, self.work.problems)
        self._buttons(_("Import"), self.start, (_("Check first"), self.check, True))
        self._name_primary(self.reading)
        self._page_seen(self.file_page.page)
        self.take_focus()

    def _name_primary(self, reading: Reading) -> None:
        """The button imports, or leads to the questions."""
        self.primary.configure(text=primary_words(reading.waiting, reading.count))
        for button in (self.primary, *self._extra):
            button.state(["disabled" if self.work.problems else "!disabled"])

    def _show_check(self, result: ImportResult) -> None:
        if self.reading is None:
            return
        self._show(self.check_page, title_of(result))
        self.check_page.show(result, self.reading.headers, edits=self.work.edits.all)
        count = result.created + result.updated
        words = primary_words(self.reading.waiting, count or None)
        self._buttons(words, self.start, (_("Back"), self._show_file, True))
        self.take_focus()

    def _show_outcome(self, result: ImportResult) -> None:
        self._show(self.outcome_page, title_of(result))
        self.outcome_page.show(result)
        self._buttons(_("Done"), self.close, *self._offers(result))
        self.dismiss.pack_forget()
        self.take_focus()

    def _offers(self, result: ImportResult) -> list[Button]:
        """What can be done with an import that wrote something."""
        if not result.operation:
            return []
        undo: Button = (_("Undo the import"), self.undo, True)
        listed = self.on_show and result.created and self.reading and self.reading.mapping.entity in LISTED
        return [(_("Open the new ones"), self.show_new, False), undo] if listed else [undo]
