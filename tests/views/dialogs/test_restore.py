"""A new file of an export from the window: asked for, made, opened; or refused, and the open file stays."""

from __future__ import annotations

import pytest

from crm.views.dialogs import restore
from crm.views.dialogs.restore import RestoreDialog

pytestmark = pytest.mark.window


@pytest.fixture
def export(own, people, tmp_path):
    """An export of the window's file."""
    assert len(people) == 4
    own.archives.run(tmp_path / "all.zip")
    return tmp_path / "all.zip"


def _path(window):
    return window.desk.session.database.path


def test_the_new_file_is_made_and_opened(window, export, people, tmp_path):
    window.outside.answers = [export, tmp_path / "new.db"]
    restore.show(window)
    assert _path(window) == tmp_path / "new.db"
    assert window.desk.session.contacts.get(people["Ana"]).id


def test_an_export_chosen_under_open_is_made_a_new_file(window, export, tmp_path):
    window.outside.answers = [export, tmp_path / "new.db"]
    window.files.open()
    assert _path(window) == tmp_path / "new.db"


def test_without_a_name_nothing_happens(window, export, database_file):
    window.outside.answers = [export, None]
    restore.show(window)
    assert _path(window) == database_file


def test_a_file_that_is_open_is_not_replaced(window, export, database_file, monkeypatch):
    shown = []
    monkeypatch.setattr(window.errors, "show", shown.append)
    window.outside.answers = [export, database_file]
    restore.show(window)
    assert "holds something" in str(shown[0])
    assert _path(window) == database_file


def test_what_is_no_export_is_refused(window, database_file, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(window.errors, "show", shown.append)
    (tmp_path / "other.zip").write_bytes(b"no zip")
    window.outside.answers = [tmp_path / "other.zip", tmp_path / "new.db"]
    restore.show(window)
    assert "no export of a whole file" in str(shown[0])
    assert (_path(window), (tmp_path / "new.db").exists()) == (database_file, False)


def test_a_stop_leaves_nothing(window, export, database_file, tmp_path):
    dialog = RestoreDialog(window, export, target=tmp_path / "new.db")
    dialog._report = lambda _job, _done, **_total: False
    dialog.start()
    assert (_path(window), (tmp_path / "new.db").exists()) == (database_file, False)
    assert not dialog.winfo_exists()


def test_enter_does_not_stop_it(window, export, tmp_path):
    dialog = RestoreDialog(window, export, target=tmp_path / "new.db")
    dialog.confirm()
    assert dialog.winfo_exists()
    dialog.close()
