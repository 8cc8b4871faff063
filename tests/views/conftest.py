"""The real window over the test's own file: every job done at once, settings in a folder of the test's own."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.session import Session
from crm.utils import i18n
from crm.utils.chart_data import ChartKind
from crm.utils.settings import Settings
from crm.views import theme
from crm.views.activities_tab import ActivitiesTab
from crm.views.calendar_tab import CalendarTab
from crm.views.dashboard_tab import DashboardTab
from crm.views.jobs import InlineJobs
from crm.views.outside import Outside
from crm.views.pipeline_tab import PipelineTab
from crm.views.reports_tab import ReportsTab
from crm.views.window import Window
from tests.views.boards import CARDS, win
from tests.views.user import User, on_contacts, settle
from tests.window import pump


class FakeOutside(Outside):
    """Stands in for the system's dialogs: answers with the paths it was given, and remembers what was handed out."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.answers: list[Path | None] = []
        self.asked: list[str] = []
        self.shown: list[object] = []

    def ask_open(self, title, kinds):
        return self._answer(title, kinds)

    def ask_save(self, title, kinds, *, name=""):
        return self._answer(title, kinds, name)

    def ask_open_many(self, title, kinds):
        return [path for path in [self._answer(title, kinds)] if path]

    def ask_folder(self, title):
        return self._answer(title, "a folder")

    def open_file(self, path):
        self.shown.append(path)

    def _answer(self, title, *details):
        assert details
        self.asked.append(title)
        return self.answers.pop(0)

    def show_folder(self, folder):
        self.shown.append(folder)

    def open_link(self, link):
        self.shown.append(link)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The window speaks English, whatever the machine does."""
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Window settings of the test's own, of somebody who worked on the contacts' page a moment ago."""
    return on_contacts(tmp_path / "window.json")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders lie inside the test's own."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("CRM_DATABASE", str(tmp_path / "own" / "cartera.db"))
    (tmp_path / "own").mkdir()
    return tmp_path


@pytest.fixture
def closed_window(root: theme.App, settings: Settings, folders: Path) -> Iterator[Window]:
    """The window before any file is open."""
    assert folders.exists()
    window = Window(root, settings, jobs=InlineJobs(root))
    window.outside = FakeOutside(root)
    window.start(None)
    root.update()
    root.focus_force()
    yield window
    window.end()
    for child in root.winfo_children():
        child.destroy()
    theme.switch(root, "light")
    root.update()


@pytest.fixture
def window(closed_window: Window, database_file: Path) -> Window:
    """The window with the test's empty file open."""
    closed_window.open(database_file)
    pump(closed_window.root, lambda: closed_window.contacts.known is not None)
    return closed_window


@pytest.fixture
def own(window: Window) -> Session:
    """The session of the window."""
    return window.desk.session


@pytest.fixture
def people(window: Window, own: Session) -> dict[str, int]:
    """Three people and a company in the file, by name."""
    made = {}
    for values in (
        {"kind": "company", "company": "Acme", "city": "Madrid"},
        {"first_name": "Ana", "last_name": "Gil", "company": "Acme", "email": "ana@acme.es", "phone": "612345678"},
        {"first_name": "Berta", "last_name": "Ríos", "email": "berta@rios.es", "status": "customer"},
        {"first_name": "Carlos", "last_name": "Muñoz", "phone": "+34915550000"},
    ):
        contact_id = own.contacts.add(values)
        made[own.contacts.get(contact_id).name.split()[0]] = contact_id
    pump(window.root, lambda: len(window.contacts.list.table.ids) == len(made))
    return made


@pytest.fixture
def stages(own: Session) -> list[int]:
    """The ids of the usual pipeline's stages in the order of the board: open ones, won, lost."""
    order = ("open", "won", "lost")
    return [one.id for one in sorted(own.pipelines.default().stages, key=lambda stage: order.index(stage.kind))]


@pytest.fixture
def deals(own: Session, stages: list[int]) -> dict[str, int]:
    """Three deals in the first stage from the top, Alpha, Beta and Gamma, and Delta in the second."""
    made = {}
    for title, stage, value in (
        ("Gamma", 0, None), ("Beta", 0, 20_000), ("Alpha", 0, 10_000), ("Delta", 1, 40_050)
    ):  # fmt: skip
        values = {"title": title, "stage_id": stages[stage], "value": value, "currency": "EUR"}
        made[title] = own.opportunities.add(values)
    return made


@pytest.fixture
def pipeline(window: Window, deals: dict[str, int]) -> PipelineTab:
    """The page of the pipeline in view, its board shown."""
    assert deals
    window.show_page("pipeline")
    pump(window.root, lambda: len(window.pipeline.boards.board.content.columns) > 1)
    settle(window)
    return window.pipeline


@pytest.fixture
def sold(own: Session) -> list[int]:
    """Two deals that were won today."""
    return [win(own, title=title) for title in ("Web", "Shop")]


@pytest.fixture
def board(window: Window, own: Session, sold: list[int]) -> DashboardTab:
    """The page of the dashboard in view, four cards with their figures."""
    assert sold
    own.dashboards.change(0, cards=CARDS)
    window.show_page("dashboard")
    settle(window)
    pump(window.root, lambda: all(one.figure for one in window.dashboard.contents.values()))
    return window.dashboard


@pytest.fixture
def calendar(window: Window) -> CalendarTab:
    """The page of the calendar in view, showing this week."""
    window.show_page("calendar")
    pump(window.root, lambda: window.calendar.known is not None)
    window.calendar.show_view("week")
    settle(window)
    return window.calendar


@pytest.fixture
def activities(window: Window) -> ActivitiesTab:
    """The page of activities in view, all that is open listed."""
    window.show_page("activities")
    pump(window.root, lambda: window.activities.known is not None)
    settle(window)
    return window.activities


@pytest.fixture
def by_stage(own: Session, deals: dict[str, int]) -> int:
    """A report of one's own over the four deals: by stage, their number and value, with a chart."""
    assert deals
    figures = (Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value"))
    groups = (Grouping("stage_id"),)
    made = Definition("opportunities", groupings=groups, measures=figures, chart=ChartKind.ROWS)
    return own.reports.add("By stage", made)


@pytest.fixture
def reports(window: Window, by_stage: int) -> ReportsTab:
    """The page of reports in view, the report of one's own chosen."""
    window.show_page("reports")
    page = cast("ReportsTab", window.page)
    pump(window.root, lambda: page.known is not None)
    page.list.choose(str(by_stage))
    settle(window)
    return page


@pytest.fixture
def user(window: Window) -> User:
    """A scripted user at the window, who counts steps."""
    return User(window)


@pytest.fixture
def usual(tmp_path: Path) -> Path:
    """500 rows under usual headers."""
    path = tmp_path / "contactos.csv"
    rows = [f"Ana{row},Gil,ana{row}@acme.es,6{row:08d},Lugo" for row in range(500)]
    path.write_text("\n".join(["Nombre,Apellidos,Correo electrónico,Teléfono,Ciudad", *rows]), encoding="utf-8")
    return path
