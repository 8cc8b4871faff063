"""What the tests of dialogs share: a desk over the test's own file, and what is asked and reported on the way."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

import pytest

from crm.models.imports import ColumnSurvey, Question, Survey
from crm.session import Session
from crm.utils.settings import Settings
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.import_reading import Reading
from crm.views.jobs import InlineJobs
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.toast import Toasts
from tests.views.conftest import FakeOutside
from tests.window import pump


@pytest.fixture
def desk(page: ttk.Frame, session: Session, settings: Settings) -> Desk:
    """The desk of a window without pages: work is done at once."""
    root = page.winfo_toplevel()
    return Desk(session, InlineJobs(root), toasts=Toasts(root), settings=settings)


@pytest.fixture
def outside(root: theme.App) -> FakeOutside:
    """The system's dialogs, answered by the test."""
    return FakeOutside(root)


@pytest.fixture
def contacts(session: Session) -> list[int]:
    """Three people."""
    people = (("Ana", "Gil"), ("Berta", "Ríos"), ("Carlos", "Muñoz"))
    return [session.contacts.add({"first_name": first, "last_name": last}) for first, last in people]


@pytest.fixture
def opened() -> Callable[[Dialog], Dialog]:
    """Opens a dialog and lets it settle."""

    def opening(dialog: Dialog) -> Dialog:
        dialog.open()
        pump(dialog)
        return dialog

    return opening


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    """A file with usual headers and three people."""
    path = tmp_path / "people.csv"
    rows = ["First name,Last name,Email,City", "Eva,Sanz,eva@orbit.es,Lugo", "Iván,Rey,ivan@rey.es,", "Luz,Paz,,Vigo"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def asked_in(reading: Reading, *questions: Question) -> Reading:
    """A file once it was looked through, with these questions."""
    columns = tuple(ColumnSurvey(header, 3, ()) for header in reading.headers)
    return reading.with_survey(Survey(3, columns, questions))


def over(dialog: tk.Misc) -> Dialog:
    """The dialog that a dialog opened over itself."""
    return [child for child in dialog.winfo_children() if isinstance(child, Dialog)][-1]
