"""The folder of contents: kept once, whole, checked, and nothing left behind by what fails."""

import errno
import hashlib
import os
import shutil
import sys
from collections import namedtuple

import pytest

from crm.errors import Invalid, Unavailable
from crm.files.sheet import Stopped
from crm.storage import file_store
from crm.storage.file_store import Content, FileStore, Taking, content_of

DATA = b"Contrato firmado" * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path):
    return FileStore(tmp_path / "cartera.db")


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Contrato.pdf"
    path.write_bytes(DATA)
    return path


def leftovers(store):
    return list(store.folder.rglob("*.part"))


def test_content_stands_beside_the_file_under_its_hash(store, paper, tmp_path):
    assert store.put(paper) == Content(SHA256, len(DATA))
    assert (tmp_path / "cartera.db.files" / SHA256[:2] / SHA256).read_bytes() == DATA


def test_the_same_content_is_kept_once(store, paper):
    store.put(paper)
    store.put_content(DATA)
    assert store.all() == [SHA256]
    assert leftovers(store) == []


def test_what_is_kept_may_not_be_written(store, paper):
    store.put(paper)
    assert not store.path(SHA256).stat().st_mode & 0o222


def test_an_empty_file_is_kept(store, tmp_path):
    (tmp_path / "empty.txt").touch()
    assert store.put(tmp_path / "empty.txt").size == 0


def test_a_folder_is_refused(store, tmp_path):
    with pytest.raises(Invalid, match=r"is a folder.*\.zip"):
        store.put(tmp_path)
    assert not store.folder.exists()


def test_a_file_that_is_gone_is_refused(store, tmp_path):
    with pytest.raises(Unavailable, match=r"offer\.pdf is not there"):
        store.put(tmp_path / "offer.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_refused(store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Invalid, match="is no file"):
        store.put(tmp_path / "pipe")


def test_a_large_file_is_taken_only_when_somebody_says_so(store, paper):
    with pytest.raises(Invalid) as refused:
        store.put(paper, Taking(most=10))
    assert list(refused.value.fields) == ["size"]
    assert store.put(paper, Taking(most=len(DATA))).sha256 == SHA256


def test_a_file_that_changes_while_it_is_copied_is_refused(store, paper):
    def change(_bytes):
        paper.write_bytes(b"something else")
        return True

    with pytest.raises(Unavailable, match="changed while it was being copied"):
        store.put(paper, Taking(progress=change))


def test_copying_can_be_stopped_and_leaves_nothing(store, paper):
    with pytest.raises(Stopped):
        store.put(paper, Taking(progress=lambda _bytes: False))
    assert store.all() == []
    assert leftovers(store) == []


def test_a_full_disk_is_told_before_anything_is_written(store, paper, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10, 9, 1))
    with pytest.raises(Unavailable, match="disk is full"):
        store.put(paper)
    assert store.all() == []


def test_a_disk_that_fills_up_meanwhile_is_told_and_leaves_nothing(store, paper, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(file_store.os, "fsync", full)
    with pytest.raises(Unavailable, match="disk is full"):
        store.put(paper)
    assert leftovers(store) == []


def test_a_damaged_content_is_put_right_by_the_same_content(store, paper):
    store.put(paper)
    store.discard(SHA256)
    store.path(SHA256).write_bytes(b"x" * len(DATA))
    store.put(paper)
    assert store.is_whole(SHA256)


def test_a_content_of_another_size_is_not_there(store, paper):
    store.put(paper)
    assert store.has(SHA256, len(DATA))
    assert not store.has(SHA256, len(DATA) + 1)


def test_a_copy_out_is_the_content(store, paper, tmp_path):
    store.put(paper)
    store.copy_out(SHA256, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == DATA


def test_a_damaged_content_is_not_copied_out(store, paper, tmp_path):
    store.put(paper)
    store.discard(SHA256)
    store.path(SHA256).write_bytes(b"x" * len(DATA))
    with pytest.raises(Unavailable, match="damaged"):
        store.copy_out(SHA256, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_a_content_is_shared_with_another_store(store, paper, tmp_path):
    other = FileStore(tmp_path / "backup.db")
    store.put(paper)
    assert store.share(SHA256, other)
    assert other.is_whole(SHA256)


def test_a_damaged_content_is_not_shared(store, paper, tmp_path):
    other = FileStore(tmp_path / "backup.db")
    store.put(paper)
    store.discard(SHA256)
    store.path(SHA256).write_bytes(b"x" * len(DATA))
    assert not store.share(SHA256, other)
    assert other.all() == []


def test_a_content_is_copied_where_the_disk_knows_no_links(store, paper, tmp_path, monkeypatch):
    def refuse(_source, _target):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(file_store.os, "link", refuse)
    other = FileStore(tmp_path / "backup.db")
    store.put(paper)
    assert store.share(SHA256, other)
    assert other.is_whole(SHA256)


def test_the_content_of_any_file_can_be_told(paper):
    assert content_of(paper) == Content(SHA256, len(DATA))


def test_what_a_cut_off_copy_left_goes_in_time(store, paper):
    store.put(paper)
    (store.folder / "0123.part").write_bytes(b"half")
    store.drop_leftovers(0)
    assert len(leftovers(store)) == 1
    store.drop_leftovers(2**40)
    assert leftovers(store) == []


def test_a_retired_content_comes_back_when_it_is_asked_for(store, paper):
    store.put(paper)
    store.retire(SHA256)
    assert store.all() == []
    assert store.has(SHA256, len(DATA))
    assert (store.all(), store.path(SHA256).stat().st_mode & 0o222) == ([SHA256], 0)


def test_what_was_retired_long_ago_goes(store, paper):
    store.put(paper)
    store.retire(SHA256)
    store.drop_retired(0)
    store.drop_retired(2**40)
    assert not store.has(SHA256, len(DATA))
