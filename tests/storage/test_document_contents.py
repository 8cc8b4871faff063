"""Which contents are needed: those of documents, and those the log needs to take anything back."""

import hashlib
import os

import pytest

from crm.storage import document_contents
from crm.storage.file_store import FileStore


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana"})


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_a_removed_document_is_named_by_the_log_only(session, ana):
    session.documents.remove(session.documents.add_content(b"x", "x.txt", contact_id=ana))
    assert document_contents.named(session.database) == {sha256(b"x")}
    assert document_contents.shown(session.database) == {}


def test_a_content_of_several_documents_is_named_once(session, ana):
    session.documents.add_content(b"x", "x.txt", contact_id=ana)
    session.documents.add_content(b"x", "y.txt", contact_id=ana)
    assert document_contents.shown(session.database) == {sha256(b"x"): ("y.txt", 1)}


def test_a_document_whose_attaching_was_undone_is_named_for_redo(session, ana):
    session.documents.add_content(b"x", "x.txt", contact_id=ana)
    session.history.undo()
    assert document_contents.named(session.database) == {sha256(b"x")}


def test_what_is_named_is_not_retired(session, ana):
    session.documents.add_content(b"x", "x.txt", contact_id=ana)
    store = FileStore(session.database.path)
    assert document_contents.retire_unnamed(session.database, store, resting=-1) == 0
    assert store.all() == [sha256(b"x")]


def test_a_file_that_was_replaced_by_an_older_copy_finds_its_contents_when_it_is_back(session, ana):
    document_id = session.documents.add_content(b"x", "x.txt", contact_id=ana)
    store = FileStore(session.database.path)
    store.retire(sha256(b"x"))
    assert store.all() == []
    assert session.documents.path(document_id).read_bytes() == b"x"


def test_what_nothing_names_is_thrown_away_after_three_months(session):
    store = FileStore(session.database.path)
    store.put_content(b"x")
    assert document_contents.retire_unnamed(session.database, store, resting=-1) == 1
    aside = store.folder / "retired" / sha256(b"x")
    assert document_contents.retire_unnamed(session.database, store, resting=-1) == 0
    assert aside.exists()
    os.utime(aside, (0, 0))
    document_contents.retire_unnamed(session.database, store)
    assert not aside.exists()
