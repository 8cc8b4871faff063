"""Closing a file while other threads are at it: nobody crashes, what ran is taken back, nothing opens it again."""

from __future__ import annotations

import threading
import time

import pytest

from crm.app import open_database
from crm.errors import Conflict, Unavailable
from crm.storage.changelog import Author, Door
from crm.storage.connections import Connections

ME = Author(1, Door.CLI)
_FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
_ADD_TAG = "INSERT INTO tags (name, folded, version) VALUES ('behind', 'behind', 1)"
MANY = 10_000


class Beside:
    """Work in a thread of its own; `begun` is for the work to set, `ended` holds what came of it."""

    def __init__(self, work) -> None:
        self.begun = threading.Event()
        self.ended: list[object] = []
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()
        assert self.begun.wait(5)

    def _run(self, work) -> None:
        try:
            self.ended.append(work(self.begun))
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.ended.append(error)

    def end(self) -> object:
        """What came of the work."""
        self._thread.join(10)
        return self.ended[0]


def test_closing_stops_a_long_query_of_another_thread(database):
    def work(begun):
        database.value("SELECT 1")
        begun.set()
        return database.value(_FOREVER)

    beside = Beside(work)
    database.close()
    assert isinstance(beside.end(), Unavailable)


def test_closing_takes_back_what_another_thread_was_writing(database):
    def work(begun):
        with database.transaction(ME, "Work", bulk=True):
            for number in range(10_000_000):
                database.insert_many("tags", [{"name": f"{number} {n}", "folded": f"{number} {n}"} for n in range(500)])
                begun.set()

    beside = Beside(work)
    database.close()
    assert isinstance(beside.end(), Unavailable)
    again = open_database(database.path)
    assert again.value("SELECT count(*) FROM tags") == 0
    again.close()


def test_closing_under_work_leaves_the_file_alone_in_its_folder(database, tmp_path):
    def work(begun):
        begun.set()
        while True:
            database.all("SELECT * FROM operations")

    beside = Beside(work)
    database.close()
    assert isinstance(beside.end(), Unavailable)
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_what_an_error_remembers_of_the_work_does_not_keep_the_file_open(database, tmp_path):
    def work(begun):
        with database.transaction(ME, "Work", bulk=True):
            database.insert_many("tags", [{"name": str(n), "folded": str(n)} for n in range(50)])
            for _row in database.execute("SELECT id FROM tags"):
                begun.set()
                while True:
                    database.value("SELECT 1")

    beside = Beside(work)
    database.close()
    assert isinstance(beside.end(), Unavailable)
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_a_closed_file_is_not_opened_again_by_a_late_read(database, tmp_path):
    database.close()
    with pytest.raises(Unavailable, match="was closed"):
        database.value("SELECT 1")
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_nor_by_a_late_thread(database, tmp_path):
    database.close()

    def work(begun):
        begun.set()
        return database.value("SELECT 1")

    assert isinstance(Beside(work).end(), Unavailable)
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_nothing_is_written_after_closing(database):
    database.close()
    with pytest.raises(Unavailable, match="was closed"), database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})


def test_an_idle_threads_connection_is_closed_at_once(database, tmp_path):
    leave = threading.Event()

    def work(begun):
        database.value("SELECT 1")
        begun.set()
        leave.wait(10)

    beside = Beside(work)
    database.close()
    left = [path.name for path in tmp_path.iterdir()]
    leave.set()
    assert (beside.end(), left) == (None, ["cartera.db"])


def test_who_does_not_let_go_in_time_closes_its_own_connection(database, tmp_path):
    connections, leave = Connections(database.engine), threading.Event()
    database.close()

    def work(begun):
        with connections.mine as connection:
            connection.execute("SELECT 1").fetchone()
            begun.set()
            leave.wait(10)

    beside = Beside(work)
    connections.close(patience=0)
    assert (tmp_path / "cartera.db-wal").exists()
    leave.set()
    assert beside.end() is None
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_a_file_may_be_closed_twice(database):
    database.close()
    database.close()
    with pytest.raises(Unavailable):
        _ = database.connection


def test_who_uses_the_connection_waits_for_what_runs_behind(database):
    with database.transaction(ME, "Work", bulk=True):
        held = database.at_work()
        held.run_behind(lambda connection: connection.execute(_ADD_TAG), rows=MANY)
        assert database.value("SELECT name FROM tags") == "behind"


def test_an_error_of_what_runs_behind_takes_the_operation_back(database):
    with pytest.raises(Conflict), database.transaction(ME, "Work", bulk=True):
        database.insert("tags", {"name": "a", "folded": "behind"})
        database.at_work().run_behind(lambda connection: connection.execute(_ADD_TAG), rows=MANY)
    assert database.value("SELECT count(*) FROM tags") == 0


def test_a_failed_operation_stops_what_runs_behind(database):
    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work", bulk=True):
        database.insert("tags", {"name": "a", "folded": "a"})
        database.at_work().run_behind(lambda connection: connection.execute(_FOREVER).fetchone(), rows=MANY)
        time.sleep(0.05)
        raise ZeroDivisionError
    assert database.value("SELECT count(*) FROM tags") == 0


def test_closing_stops_what_runs_behind(database):
    def work(begun):
        with database.transaction(ME, "Work", bulk=True):
            database.insert("tags", {"name": "a", "folded": "a"})
            database.at_work().run_behind(lambda connection: connection.execute(_FOREVER).fetchone(), rows=MANY)
            begun.set()
            return database.value("SELECT count(*) FROM tags")

    beside = Beside(work)
    database.close()
    assert isinstance(beside.end(), Unavailable)
