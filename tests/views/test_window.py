"""The window: what is open, what it hears, how it speaks and looks, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from crm.errors import Unavailable
from crm.models.lists import ListQuery
from crm.storage.changelog import Door
from crm.utils import i18n
from crm.views import theme
from crm.views.first_start import FirstStart
from crm.views.jobs import Jobs
from crm.views.widgets.dialog import Dialog
from crm.views.window import Window
from tests.views.user import every, on_contacts, settle
from tests.window import pump


def _shows_first_start(window):
    return any(isinstance(one, FirstStart) for one in every(window.root))


def test_without_a_file_the_first_start_shows(closed_window):
    assert _shows_first_start(closed_window)
    assert not closed_window.is_open


def test_a_file_is_opened_and_named_in_the_title(window, database_file):
    assert window.root.title() == f"{database_file.stem} – Cartera"


def test_the_parts_cannot_be_had_without_a_file(closed_window):
    with pytest.raises(RuntimeError):
        _ = closed_window.desk


def test_a_file_that_is_none_is_told_and_the_open_one_stays(window, tmp_path, database_file):
    broken = tmp_path / "broken.db"
    broken.write_text("this is no database at all, it is a letter to a friend")
    window.open(broken)
    assert window.errors.shown.winfo_exists()
    assert window.desk.session.database.path == database_file


def test_a_missing_file_is_not_created_by_opening_it(closed_window, tmp_path):
    closed_window.open(tmp_path / "gone.db")
    assert not (tmp_path / "gone.db").exists()
    assert closed_window.errors.shown.winfo_exists()


@pytest.mark.usefixtures("people")
def test_another_file_takes_the_place_of_the_first(window, tmp_path):
    window.open(tmp_path / "other.db", create=True)
    pump(window.root, lambda: window.contacts.known is not None)
    assert window.desk.session.contacts.count(window.contacts.query) == 0


def test_long_work_on_the_old_file_is_stopped_before_it_is_closed(root, tmp_path, folders, database_file):
    assert folders.exists()
    window = Window(root, on_contacts(tmp_path / "other.json"), jobs=Jobs(root))
    window.open(database_file)
    pump(root, lambda: window.is_open and window.contacts.known is not None)
    contacts, ends = window.desk.session.contacts, []

    def work(job):
        while job.report(None):
            contacts.count(ListQuery())
        return "stopped"

    window.jobs.run_long(work, ends.append, failed=ends.append)
    window.open(tmp_path / "other.db", create=True)
    pump(root, lambda: bool(ends))
    window.end()
    assert ends == ["stopped"]


def test_what_the_old_file_says_later_is_not_heard(window, tmp_path):
    window.open(tmp_path / "other.db", create=True)
    settle(window)
    window.toasts.clear()
    assert window.desk.undoable is None


def test_changes_of_another_process_are_seen(window, database_file):
    other = open_database(database_file)
    sign_in(other, Door.CLI).contacts.add({"first_name": "Dora"})
    other.close()
    window.desk.session.poll()
    settle(window)
    assert len(window.contacts.list.table.ids) == 1


def test_the_window_looks_for_such_changes_by_itself(window, database_file):
    other = open_database(database_file)
    sign_in(other, Door.CLI).contacts.add({"first_name": "Dora"})
    other.close()
    pump(window.root, lambda: len(window.contacts.list.table.ids) == 1, seconds=6)


def test_the_theme_is_remembered(window):
    window.toggle_theme()
    assert (theme.colors().mode, window.settings.get("theme")) == ("dark", "dark")


def test_another_language_is_spoken_at_once_and_remembered(window):
    window.use_language("es")
    pump(window.root, lambda: window.contacts.known is not None)
    words = window.notebook.tab(1, "text")
    i18n.use("en")
    assert (words, window.settings.get("language")) == ("Contactos", "es")


def test_another_language_saves_what_is_typed_first(window, own, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.open()
    window.contacts.panel.details.form.put("job_title", "CEO")
    window.use_language("es")
    i18n.use("en")
    assert own.contacts.get(people["Ana"]).job_title == "CEO"


def test_another_language_waits_while_what_is_typed_cannot_be_kept(window, people):
    window.contacts.list.table.select([people["Carlos"]])
    window.contacts.open()
    window.contacts.panel.details.form.entry("email").insert(0, "no address")
    window.use_language("es")
    assert i18n.language() == "en"


def test_the_languages_say_which_is_in_use(window):
    assert [(name, ticked) for name, _run, ticked in window.languages()] == [("Español", False), ("English", True)]


def test_opening_the_log_folder_shows_it(window):
    window.open_log_folder()
    assert window.outside.shown


@pytest.mark.usefixtures("settings", "folders", "people")
def test_the_last_list_is_shown_again(root, window):
    window.contacts.show_kind("company")
    window.build()
    pump(root, lambda: window.contacts.known is not None)
    assert window.contacts.head.kind == "company"


@pytest.mark.usefixtures("folders")
def test_a_real_worker_shows_the_list(root, tmp_path, database_file):
    window = Window(root, on_contacts(tmp_path / "other.json"), jobs=Jobs(root))
    window.open(database_file)
    pump(root, lambda: window.is_open and window.contacts.known is not None)
    added = []
    window.desk.write(
        lambda: (threading.current_thread().name, window.desk.session.contacts.add({"first_name": "Ana"})),
        lambda _answer: "Added.",
        done=added.append,
    )
    pump(root, lambda: bool(added) and len(window.contacts.list.table.ids) == 1)
    window.end()
    assert added[0][0] == "cartera-quick"


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.mark.usefixtures("folders")
def test_long_work_that_does_not_stop_is_stopped_by_closing_its_file(root, tmp_path, database_file):
    window = Window(root, on_contacts(tmp_path / "other.json"), jobs=Jobs(root))
    window.open(database_file)
    pump(root, lambda: window.is_open and window.contacts.known is not None)
    database, begun, ended = window.desk.session.database, threading.Event(), []

    def work(_job):
        begun.set()
        try:
            database.value(_ENDLESS)
        except Unavailable as error:
            ended.append(error)

    window.jobs.run_long(work)
    begun.wait(5)
    window.end()
    assert not list(tmp_path.glob("*-wal"))
    pump(root, lambda: bool(ended))


@pytest.mark.usefixtures("folders")
def test_a_file_left_for_another_is_closed_at_the_end_whatever_came_between(root, tmp_path, database_file):
    window = Window(root, on_contacts(tmp_path / "other.json"), jobs=Jobs(root))
    window.open(database_file)
    pump(root, lambda: window.is_open and window.contacts.known is not None)
    window.open(tmp_path / "second.db", create=True, then=window.end)
    pump(root, lambda: not window.is_open)
    assert (tmp_path / "second.db").exists()
    assert not list(tmp_path.glob("*-wal"))


_CLOSED_AT_WORK = """
import sys, threading
from pathlib import Path
from crm.views import theme
from crm.views.window import Window
from tests.views.user import on_contacts
from tests.window import pump

root = theme.create_window("Cartera", mode="light")
window = Window(root, on_contacts(Path(sys.argv[1]).with_suffix(".json")))
window.start(Path(sys.argv[1]))
pump(root, lambda: window.is_open and window.contacts.known is not None)
session, begun = window.desk.session, threading.Event()

def work(_job):
    with session.database.transaction(session.contacts.context.author, "Work", bulk=True):
        while True:
            session.contacts.add({"first_name": "Ana"})
            begun.set()

window.jobs.run_long(work)
begun.wait(10)
window.close()
"""


@pytest.mark.usefixtures("folders")
def test_closing_the_window_under_long_work_ends_the_program_and_takes_the_work_back(database_file, tmp_path):
    command = [sys.executable, "-c", _CLOSED_AT_WORK, str(database_file)]
    folder = Path(__file__).parents[2]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.glob("*-wal"))
    database = open_database(database_file)
    assert database.value("SELECT count(*) FROM contacts") == 0
    database.close()


@pytest.mark.usefixtures("folders")
def test_closing_over_an_import_asks_first_and_going_on_keeps_all(root, tmp_path, database_file):
    window = Window(root, on_contacts(tmp_path / "other.json"), jobs=Jobs(root))
    window.open(database_file)
    pump(root, lambda: window.is_open and window.contacts.known is not None)
    end = threading.Event()
    window.jobs.run_long(lambda _job: end.wait(20)).lost = "An import is running."
    window.close()
    (question,) = [one for one in every(root) if isinstance(one, Dialog)]
    question.cancel()
    assert window.is_open
    end.set()
    window.end()


_CLOSED_WITH_EDITS = """
import sys
from pathlib import Path
from crm.views import theme
from crm.views.window import Window
from tests.views.user import on_contacts
from tests.window import pump

root = theme.create_window("Cartera", mode="light")
window = Window(root, on_contacts(Path(sys.argv[1]).with_suffix(".json")))
window.start(Path(sys.argv[1]))
pump(root, lambda: window.is_open and window.contacts.known is not None)
pump(root, lambda: len(window.contacts.list.table.ids) == 1)
panel = window.contacts.panel
pump(root, lambda: panel.contact_id is not None)
panel.edit()
pump(root, lambda: panel.details.winfo_ismapped())
panel.details.form.put("city", "Lugo")
assert panel.is_edited
window.close()
root.mainloop()
"""


@pytest.mark.usefixtures("folders")
def test_closing_the_window_with_unsaved_edits_saves_them_and_ends_well(database_file):
    database = open_database(database_file)
    ana = sign_in(database).contacts.add({"first_name": "Ana"})
    database.close()
    command = [sys.executable, "-c", _CLOSED_WITH_EDITS, str(database_file)]
    folder = Path(__file__).parents[2]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    database = open_database(database_file)
    assert sign_in(database).contacts.get(ana).city == "Lugo"
    database.close()


def test_ending_closes_the_file(window):
    window.end()
    assert not window.is_open
