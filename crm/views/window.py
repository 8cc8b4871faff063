"""The window: one file open or none, its pages, and how the parts are put together. Commands call in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, cast

from crm.app import open_database, sign_in
from crm.network.passwords import Passwords
from crm.network.sent_letters import SentLetters
from crm.session import Session
from crm.storage.changelog import Change
from crm.storage.database import Database
from crm.utils import dates, i18n, paths
from crm.utils.i18n import _
from crm.utils.settings import Settings
from crm.views import new_day, placing, theme
from crm.views.activity_actions import ActivityActions
from crm.views.call_timer import CallTimer
from crm.views.closing import Closing
from crm.views.command_runner import CommandRunner
from crm.views.commands import Entry
from crm.views.desk import Desk
from crm.views.errands import Errands
from crm.views.errors import Errors
from crm.views.files import Files
from crm.views.first_start import FirstStart
from crm.views.jobs import Jobs
from crm.views.menus import Menus, bind_keys
from crm.views.outside import Outside
from crm.views.pages import PAGES, Pages
from crm.views.reminders import ReminderNotices
from crm.views.status_bar import StatusBar
from crm.views.tab import Tab
from crm.views.toolbar import Toolbar
from crm.views.widgets.toast import Toasts

if TYPE_CHECKING:
    from crm.views.activities_tab import ActivitiesTab
    from crm.views.calendar_tab import CalendarTab
    from crm.views.contacts_tab import ContactsTab
    from crm.views.dashboard_tab import DashboardTab
    from crm.views.pipeline_tab import PipelineTab

_POLL_EVERY = 2000  # milliseconds between two looks for what other processes wrote
_LOOK_AT_DAY_EVERY = 300_000  # milliseconds between two looks whether a new day has begun


class Window:
    """Everything on the screen. `start` fills it: with a file, or with the page of the first start."""

    def __init__(self, root: theme.App, settings: Settings, *, jobs: Jobs | None = None) -> None:
        self.root = root
        self.settings = settings
        self.outside = Outside(root)
        self.errors = Errors(root, self.outside)
        self.jobs = jobs or Jobs(root)
        self.toasts = Toasts(root)
        self.passwords = Passwords()
        self.sent_letters = SentLetters(paths.data_folder() / "sent-letters")
        self._closing = Closing(root, self.jobs)
        self.files: Files = Files(self)
        self._desk: Desk | None = None
        self._left: list[Database] = []  # files that were open before; closed by now, or soon
        self.notebook: Pages | None = None
        self._heard: set[str] = set()
        self._timers: dict[str, str] = {}
        self._day = dates.today()
        self._content = ttk.Frame(root)
        self.errands = Errands(self)
        self.reminders: ReminderNotices = ReminderNotices(self)
        self.activity_actions = ActivityActions(self)
        self.call_timer = CallTimer(self)
        self.runner = CommandRunner(self)
        self.menus = Menus(self)
        bind_keys(self)
        root.protocol("WM_DELETE_WINDOW", self.close)
        placing.place(root, settings)

    def start(self, path: Path | None, *, create: bool = False) -> None:
        """Show a file, or without one (or when it cannot be opened) the ways to begin."""
        if path is None:
            self.build()
        else:
            self.open(path, create=create)

    # What is open

    @property
    def desk(self) -> Desk:
        """What the parts work with; RuntimeError while no file is open."""
        if self._desk is None:
            raise RuntimeError("no file is open")
        return self._desk

    @property
    def contacts(self) -> ContactsTab:
        """The page of contacts."""
        return cast("ContactsTab", self._pages.page("contacts"))

    @property
    def pipeline(self) -> PipelineTab:
        """The page of the pipeline."""
        return cast("PipelineTab", self._pages.page("pipeline"))

    @property
    def activities(self) -> ActivitiesTab:
        """The page of activities."""
        return cast("ActivitiesTab", self._pages.page("activities"))

    @property
    def calendar(self) -> CalendarTab:
        """The page of the calendar."""
        return cast("CalendarTab", self._pages.page("calendar"))

    @property
    def dashboard(self) -> DashboardTab:
        """The page of the dashboard."""
        return cast("DashboardTab", self._pages.page("dashboard"))

    @property
    def page(self) -> Tab:
        """The page in view; RuntimeError while no file is open."""
        return self._pages.page(self._pages.key)

    @property
    def page_key(self) -> str:
        """The key of the page in view, "" while no file is open."""
        return self.notebook.key if self.notebook else ""

    @property
    def _made(self) -> Sequence[Tab]:
        """The pages that were needed so far."""
        return list(self.notebook.made.values()) if self.notebook else []

    @property
    def _pages(self) -> Pages:
        if self.notebook is None:
            raise RuntimeError("no file is open")
        return self.notebook

    @property
    def is_open(self) -> bool:
        """Whether a file is open."""
        return self._desk is not None

    def open(self, path: Path, *, create: bool = False, then: Callable[[], object] | None = None) -> None:
        """Open a file in place of the one that is open, then go on; when that fails, that one stays."""

        def opened(session: Session) -> None:
            self._opened(session)
            if then:
                then()

        label = _("Opening {file}").format(file=path.name)
        go_on = partial(self.jobs.run, lambda: _sign_in(path, create=create), opened, failed=self._refused, label=label)
        self.leave(lambda: self._closing.ask(go_on))

    def _refused(self, error: BaseException) -> None:
        if not self.is_open:
            self.build()
        self.errors.show(error)

    def _opened(self, session: Session) -> None:
        before, self._desk = self._desk, None
        if before:
            self._put_away(before)
        self._desk = Desk(session, self.jobs, toasts=self.toasts, settings=self.settings)
        self._desk.history_moved.connect(lambda _none: self.refresh_commands())
        session.database.changed.connect(lambda change: self.jobs.post(partial(self._hear, session, change)))
        self.files.remember(session.database.path)
        self.build()
        self._desk.read_history()
        self._later("poll", _POLL_EVERY, call=self._poll)
        self.errands.start()
        self._later("day", _LOOK_AT_DAY_EVERY, call=self._look_at_day)

    def _put_away(self, desk: Desk) -> None:
        """Close a file after the work on it: the quick one in its turn, the long one as soon as it stops."""
        self.errands.stop()
        self.reminders.stop()
        self.call_timer.end()
        self.toasts.clear(lasting=True)
        self.jobs.cancel_long()
        database = desk.session.database
        self._left.append(database)
        self.jobs.run(lambda: None, lambda _nothing: self.jobs.run_long(lambda _job: _close(desk.session)))

    # What is shown

    def build(self) -> None:
        """Make all that the window holds anew, in the language in use."""
        self._content.destroy()
        self.notebook = None
        self._content = ttk.Frame(self.root)
        self._content.pack(fill="both", expand=True)
        self.menus.rebuild()
        if self._desk is None:
            self.root.title("Cartera")
            FirstStart(self._content, self).pack(fill="both", expand=True)
            return
        path = self._desk.session.database.path
        self.root.title(_("{file} – Cartera").format(file=path.stem))
        self.status = StatusBar(self._content, self.jobs)
        self.status.pack(side="bottom", fill="x")
        self.status.show_file(path, user=self._desk.session.user.name)
        self._build_pages()

    def _build_pages(self) -> None:
        self.notebook = Pages(self._content, self)
        self.notebook.pack(fill="both", expand=True)
        pages = self.notebook
        self.call_timer.stand_in(self._content, lambda bar: bar.pack(side="bottom", fill="x", before=pages))
        kept = self.settings.get("window.page")
        if self.settings.get("window.day") == dates.today() and any(page.key == kept for page in PAGES):
            self.notebook.show(kept)  # a morning begins with the first page
        self.notebook.bind("<<NotebookTabChanged>>", lambda _event: self._page_shown())
        self.toolbar = Toolbar(self._content, self)
        self.toolbar.place(relx=1.0, x=-theme.px(12), y=theme.px(2), anchor="ne")

    def _page_shown(self) -> None:
        if self.notebook:
            self.settings.set("window.page", self.page_key)
            self.settings.set("window.day", dates.today())
            self.status.show_page(self.page_key)
            self.page.shown()
        self.refresh_commands()

    def show_page(self, key: str) -> None:
        """Bring a page into view."""
        self._pages.show(key)

    def refresh(self) -> None:
        """Load all that is shown again."""
        if self.notebook:
            self.page.refresh()

    def refresh_all(self) -> None:
        """Load what every page shows again."""
        for page in self._made:
            page.refresh()

    # Commands

    def refresh_commands(self) -> None:
        """What can be done may have changed: grey the toolbar accordingly."""
        if self.notebook:
            self.toolbar.refresh()

    @property
    def is_editing(self) -> bool:
        """Whether something typed is not saved yet."""
        return self.notebook is not None and "contacts" in self.notebook.made and self.contacts.is_editing

    # Changes

    def _hear(self, session: Session, change: Change) -> None:
        if self._desk is None or self._desk.session is not session:
            return
        self._heard.add(change.entity)
        self._later("heard", 1, call=self._tell)

    def _tell(self) -> None:
        heard, self._heard = frozenset(self._heard), set()
        if self._desk is None:
            return
        self._desk.read_history()
        for page in self._made:
            page.heard(heard)

    def _poll(self) -> None:
        if self._desk:
            self.jobs.run(self._desk.session.poll)
            self._later("poll", _POLL_EVERY, call=self._poll)

    def _look_at_day(self) -> None:
        if self._desk:
            self._day = new_day.look(self, self._day)
            self._later("day", _LOOK_AT_DAY_EVERY, call=self._look_at_day)

    def _later(self, name: str, milliseconds: int, *, call: Callable[[], object]) -> None:
        if name in self._timers:
            self.root.after_cancel(self._timers[name])
        self._timers[name] = self.root.after(milliseconds, call)

    # Looks

    def toggle_theme(self) -> None:
        """From light to dark or back."""
        mode: theme.Mode = "light" if theme.colors().mode == "dark" else "dark"
        theme.switch(self.root, mode)
        self.settings.set("theme", mode)

    def languages(self) -> Sequence[Entry]:
        """The languages to choose from."""
        current = i18n.language()
        return [(name, partial(self.use_language, code), code == current) for code, name in i18n.LANGUAGES.items()]

    def use_language(self, code: str) -> None:
        """Speak another language, at once."""
        self._leave_pages(lambda: self._use_language(code))

    def _use_language(self, code: str) -> None:
        self.settings.set("language", i18n.use(code))
        self.build()
        if self._desk:
            self._desk.read_history()

    def show_palette(self) -> None:
        """Run any command by a part of its name."""
        self.runner.palette.open()

    def show_shortcuts(self) -> None:
        """The page of shortcuts."""
        from crm.views.about import show_shortcuts

        show_shortcuts(self.root, self.page_key)

    def show_about(self) -> None:
        """What this program is."""
        from crm.views.about import show_about

        show_about(self.root)

    def open_log_folder(self) -> None:
        """The folder of the log, in the system's file manager."""
        self.outside.show_folder(paths.log_file().parent)

    # The end

    def leave(self, go_on: Callable[[], object]) -> None:
        """Go on once nothing typed would be lost: edits are saved, or their user stays with what is wrong."""
        self._leave_pages(lambda: self.call_timer.leave(go_on))

    def _leave_pages(self, go_on: Callable[[], object]) -> None:
        for page in self._made:
            go_on = partial(page.leave, go_on)
        go_on()

    def close(self) -> None:
        """Save what is typed, ask before an import is stopped, remember the window, and end."""
        self.leave(lambda: self._closing.ask(self._close))

    def _close(self) -> None:
        placing.remember(self.root, self.settings)
        self.root.withdraw()
        self.root.update_idletasks()  # the window is gone at once; what follows may take some seconds
        self.end()
        self.root.destroy()

    def end(self) -> None:
        """Finish quick work, stop the rest, and close the file: what was not finished is taken back."""
        for timer in self._timers.values():
            self.root.after_cancel(timer)
        self.errands.stop()
        self.reminders.end()
        self.call_timer.end()
        self._content.destroy()
        if self._desk:
            self._desk.session.finish()
        self.jobs.stop()
        for database in [*self._left, *([self._desk.session.database] if self._desk else [])]:
            database.close()
        self._desk = None


def _close(session: Session) -> None:
    session.finish()
    session.database.close()


def _sign_in(path: Path, *, create: bool) -> Session:
    session = sign_in(open_database(path, create=create))
    session.poll()  # what is there now is read anyhow; from here on others are watched
    return session
