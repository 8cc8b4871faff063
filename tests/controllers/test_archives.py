"""Exporting everything: who may, and to what."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid
from crm.files.archives import Archive
from tests.records import second_user


def test_an_administrator_exports_everything(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    made = session.archives.run(tmp_path / "all.zip")
    with Archive(tmp_path / "all.zip") as book:
        assert {part.name: part.rows for part in book.manifest.tables}["contacts"] == 1
        assert made == book.manifest


@pytest.mark.parametrize("role", ["manager", "sales", "reader"])
def test_nobody_else_does(session, tmp_path, role):
    with pytest.raises(Denied, match="only an administrator"):
        second_user(session, role).archives.run(tmp_path / "all.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_another_ending_is_refused(session, tmp_path):
    with pytest.raises(Invalid, match=r"\.zip"):
        session.archives.run(tmp_path / "all.csv")


def test_a_cancelled_export_leaves_nothing(session, tmp_path):
    assert session.archives.run(tmp_path / "all.zip", progress=lambda _done, _all: False) is None
    assert list(tmp_path.glob("*.zip")) == []
