"""What stands beside the list while many contacts are selected."""

from __future__ import annotations

import pytest

from tests.views.user import settle
from tests.window import descendants


@pytest.fixture
def bulk(window, people):
    assert people
    window.contacts.select_all()
    window.root.update()
    return window.contacts.bulk


def test_it_says_how_many(bulk):
    assert "4 selected" in [str(one.cget("text")) for one in descendants(bulk) if one.winfo_class() == "TLabel"]


def test_it_offers_tag_change_merge_export_and_remove(bulk):
    offered = ["contact.tags", "contact.change_field", "contact.merge", "file.export", "contact.remove"]
    assert list(bulk.buttons) == offered


def test_remove_removes_them_all(bulk, window, own):
    bulk.buttons["contact.remove"].invoke()
    settle(window)
    assert own.contacts.count(window.contacts.query) == 0
