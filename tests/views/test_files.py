"""The File menu: new, open, recent, back up."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in
from tests.window import pump


def test_a_new_file_is_made_where_one_says(window, tmp_path):
    window.outside.answers = [tmp_path / "new.db"]
    window.files.new()
    pump(window.root, lambda: window.desk.session.database.path == tmp_path / "new.db")
    assert (tmp_path / "new.db").exists()


def test_changing_ones_mind_makes_nothing(window, database_file):
    window.outside.answers = [None]
    window.files.new()
    assert window.desk.session.database.path == database_file


def test_a_file_is_opened(window, empty_file, tmp_path):
    other = tmp_path / "other.db"
    other.write_bytes(empty_file.read_bytes())
    window.outside.answers = [other]
    window.files.open()
    assert window.desk.session.database.path == other


def test_the_newest_file_comes_first_among_the_recent(window, tmp_path, database_file):
    window.open(tmp_path / "other.db", create=True)
    assert [words for words, _run, _ticked in window.files.recent()] == [str(tmp_path / "other.db"), str(database_file)]


def test_files_that_are_gone_are_not_offered(window, tmp_path):
    window.files.remember(tmp_path / "gone.db")
    assert str(tmp_path / "gone.db") not in [words for words, _run, _ticked in window.files.recent()]


def test_the_last_file_is_opened_at_the_next_start(window, database_file):
    assert window.files.last() == database_file


def test_a_last_file_that_is_gone_is_none(window, tmp_path):
    window.files.remember(tmp_path / "gone.db")
    assert window.files.last() is None


@pytest.mark.usefixtures("people")
def test_a_backup_is_a_whole_file_of_its_own(window, tmp_path):
    window.outside.answers = [tmp_path / "copy.db"]
    window.files.back_up_to()
    copy = open_database(tmp_path / "copy.db")
    names = [row["name"] for row in sign_in(copy).contacts.search("ana")]
    copy.close()
    assert "Ana Gil" in names


def test_a_backup_says_where_it_is_and_shows_the_folder(window, tmp_path):
    window.outside.answers = [tmp_path / "copy.db"]
    window.files.back_up_to()
    assert str(tmp_path / "copy.db") in window.toasts.texts[0]
    window.toasts.invoke()
    assert window.outside.shown == [tmp_path]


def test_a_backup_that_cannot_be_written_is_told(window, tmp_path):
    (tmp_path / "letter").write_text("a file, no folder")
    window.outside.answers = [tmp_path / "letter" / "copy.db"]
    window.files.back_up_to()
    assert window.errors.shown.winfo_exists()
