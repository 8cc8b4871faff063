"""Two threads that want to write: short writes wait for each other, long work refuses the other in plain words."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest

from crm.errors import Unavailable
from crm.storage.changelog import Author, Door

ME = Author(1, Door.WINDOW)


@contextmanager
def long_work(database, work_label, **details):
    """An operation of another thread that goes on for as long as the block."""
    begun, leave = threading.Event(), threading.Event()

    def work():
        with database.transaction(ME, work_label, bulk=True) as operation:
            operation.details = details
            database.insert("tags", {"name": "theirs", "folded": "theirs"})
            begun.set()
            leave.wait(10)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(5)
    try:
        yield
    finally:
        leave.set()
        thread.join()


def write(database) -> None:
    with database.transaction(ME, "Work"):
        database.insert("tags", {"name": "mine", "folded": "mine"})


def test_a_write_beside_long_work_is_refused_with_its_name(database):
    refused = pytest.raises(Unavailable, match=r"^Still running: Import people\.csv\. Nothing was saved yet")
    with long_work(database, "Import {file}", file="people.csv"), refused:
        write(database)


def test_an_undo_at_work_is_named_with_what_it_undoes(database):
    undone = {"label": "Import {file}", "details": {"file": "people.csv"}}
    refused = pytest.raises(Unavailable, match=r"^Still running: Undo Import people\.csv\. ")
    with long_work(database, "Undo {label}", **undone), refused:
        write(database)


def test_work_whose_name_is_not_known_yet_is_spoken_of_all_the_same(database):
    refused = pytest.raises(Unavailable, match=r"^Other work on this file is still running\. ")
    with long_work(database, "Edit {name}"), refused:
        write(database)


def test_reading_goes_on_beside_long_work(database):
    with long_work(database, "Import {file}", file="people.csv"):
        assert database.value("SELECT count(*) FROM tags") == 0


def test_a_write_goes_through_once_the_long_work_is_done(database):
    with long_work(database, "Import {file}", file="people.csv"):
        pass
    write(database)
    assert database.value("SELECT count(*) FROM tags") == 2


def test_a_failed_operation_gives_the_turn_back(database):
    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work"):
        raise ZeroDivisionError
    thread = threading.Thread(target=write, args=(database,))
    thread.start()
    thread.join()
    assert database.value("SELECT count(*) FROM tags") == 1
