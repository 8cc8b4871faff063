"""Looking through folders for contents: by size and hash, in depth, past what cannot be read."""

import hashlib
import sys

import pytest

from crm.controllers.document_search import look_in
from crm.models.documents import Document
from crm.storage.file_store import FileStore


def wanted(*contents):
    return [
        Document(place, f"{place}.txt", hashlib.sha256(one).hexdigest(), len(one), 1)
        for place, one in enumerate(contents)
    ]


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "cartera.db")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "old" / "deep").mkdir(parents=True)
    return tmp_path / "old"


def test_a_file_of_the_same_size_is_not_enough(store, folder):
    (folder / "a.txt").write_bytes(b"other")
    look_in(folder, store, wanted=wanted(b"right"), progress=lambda _done, _all: True)
    assert store.all() == []


def test_every_file_of_a_fitting_size_is_told(store, folder):
    (folder / "deep" / "a.txt").write_bytes(b"right")
    told = []
    look_in(folder, store, wanted=wanted(b"right", b"gone"), progress=lambda *how_far: told.append(how_far) or True)
    assert told == [(0, 2)]
    assert store.all() == [hashlib.sha256(b"right").hexdigest()]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_passed_over(store, folder):
    (folder / "a.txt").symlink_to(folder / "gone")
    (folder / "b.txt").write_bytes(b"right")
    look_in(folder, store, wanted=wanted(b"right"), progress=lambda _done, _all: True)
    assert len(store.all()) == 1
