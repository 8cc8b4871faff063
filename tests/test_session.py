"""One session hears what others do."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in
from crm.errors import Invalid


def test_what_another_process_commits_is_announced_once(session, database_file):
    heard = []
    session.database.changed.connect(heard.append)
    session.poll()
    other = open_database(database_file)
    sign_in(other).tags.add("VIP")
    other.close()
    session.poll()
    session.poll()
    assert [(change.entity, change.action) for change in heard] == [("tags", "many")]


def test_one_s_own_work_is_announced_after_commit_with_its_id(session):
    heard = []
    session.database.changed.connect(heard.append)
    session.poll()
    tag_id = session.tags.add("VIP")
    session.poll()
    assert [(change.entity, change.id, change.action) for change in heard] == [("tags", tag_id, "create")]


def test_nothing_is_announced_of_work_that_failed(session):
    heard = []
    session.tags.add("VIP")
    session.database.changed.connect(heard.append)
    with pytest.raises(Invalid, match="already"):
        session.tags.add("vip")
    assert heard == []
