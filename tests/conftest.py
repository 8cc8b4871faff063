"""What tests share: the one root window with a fresh page in it, and a fresh file with its session.

A display that is missing fails, it never skips. The file is migrated once a run and copied for each test.
"""

from __future__ import annotations

import shutil
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import ttk

import pytest

from crm.app import open_database, sign_in
from crm.session import Session
from crm.storage.database import Database
from crm.views import theme


@pytest.fixture(scope="session")
def root() -> Iterator[theme.App]:
    """The one root window of the run, mapped, light, at 100 %."""
    window = theme.create_window("Cartera tests", mode="light", scaling=1.0)
    window.geometry("1280x800+0+0")
    window.update()
    yield window
    window.destroy()


@pytest.fixture
def page(root: theme.App) -> Iterator[ttk.Frame]:
    """An empty frame that fills the root; gone after the test, and so is every other window it left open."""
    frame = ttk.Frame(root)
    frame.pack(fill="both", expand=True)
    root.update()
    root.focus_force()
    yield frame
    frame.destroy()
    for child in root.winfo_children():
        if isinstance(child, tk.Toplevel):
            child.destroy()
    theme.switch(root, "light")
    root.update()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file with its first administrator and nothing else; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    database = open_database(path)
    sign_in(database)
    database.close()
    return path


@pytest.fixture
def database_file(empty_file: Path, tmp_path: Path) -> Path:
    """A file of the test's own."""
    return Path(shutil.copy(empty_file, tmp_path / "cartera.db"))


@pytest.fixture
def database(database_file: Path) -> Iterator[Database]:
    """The test's file, open."""
    opened = open_database(database_file)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Session:
    """The first administrator at work in the test's file."""
    return sign_in(database)


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the computer's time zone."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    with monkeypatch.context():
        yield move
    monkeypatch.undo()
    time.tzset()
