"""Exporting everything from the window: what is asked, what is written, what a stop leaves."""

from __future__ import annotations

import pytest

from crm.files.archives import Archive
from crm.views.dialogs.archive import ArchiveDialog
from tests.views.user import User
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, outside, contacts):
    opened = ArchiveDialog(page, desk, outside=outside)
    opened.open()
    assert len(contacts) == 3
    return opened


def _rows(path, table):
    with Archive(path) as book:
        return {part.name: part.rows for part in book.manifest.tables}[table]


def test_everything_is_written_where_one_says(dialog, outside, tmp_path):
    outside.answers = [tmp_path / "all.zip"]
    dialog.confirm()
    assert _rows(tmp_path / "all.zip", "contacts") == 3
    assert str(tmp_path / "all.zip") in dialog.progress.detail


def test_afterwards_the_folder_is_one_press_away(dialog, outside, tmp_path):
    outside.answers = [tmp_path / "all.zip"]
    dialog.confirm()
    press(dialog.primary, "Return")
    assert outside.shown == [tmp_path]
    assert not dialog.winfo_exists()


def test_without_a_file_name_nothing_happens(dialog, outside):
    outside.answers = [None]
    dialog.confirm()
    assert dialog.words.winfo_manager()


def test_what_cannot_be_written_is_said_in_the_dialog(dialog, outside, tmp_path):
    outside.answers = [tmp_path / "no" / "all.zip"]
    dialog.confirm()
    assert "not there" in dialog.said
    assert dialog.words.winfo_manager()


def test_a_stop_is_said_and_leaves_nothing(dialog, outside, tmp_path):
    outside.answers = [tmp_path / "all.zip"]
    dialog._report = lambda _job, _done, **_total: False
    dialog.confirm()
    assert "No file was written" in dialog.said
    assert list(tmp_path.glob("*.zip")) == []


def test_the_menu_opens_it(window, people, tmp_path):
    assert len(people) == 4
    user, path = User(window), tmp_path / "all.zip"
    window.outside.answers = [path]
    user.menu("file", "Export everything…")
    user.enter()
    assert _rows(path, "contacts") >= 4
