"""Dropping files on the window: what is dropped is read letter for letter, and opens the assistant when it may."""

from __future__ import annotations

import logging

import pytest

from crm.views import drops
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.widgets.dialog import Dialog
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def _drop(window, *paths, at=(-1, -1)):
    """What the library does when files are let go over the window; what it would answer the other program."""
    tk = window.root.tk
    script = str(tk.call("bind", str(window.root), "<<Drop:DND_Files>>"))
    data = tk.call("list", *map(str, paths))
    tk.call("set", "dropped", data)
    answer = tk.eval(script.replace("%D", "[set dropped]").replace("%X", str(at[0])).replace("%Y", str(at[1])))
    settle(window)
    return answer


def _open(window, kind):
    return [one for one in every(window.root) if isinstance(one, kind)]


@pytest.fixture
def target(window):
    assert drops.offer(window)
    return window


@pytest.fixture
def write(tmp_path):
    def writing(name):
        path = tmp_path / name
        path.write_text("First name,Email\nEva,eva@orbit.es\n", encoding="utf-8")
        return path

    return writing


@pytest.mark.parametrize("name", ["people.csv", "with spaces.csv", "{braces} and $marks [x].csv", "ñandú }odd.csv"])
def test_a_dropped_file_opens_the_assistant_on_it(target, write, name):
    assert _drop(target, write(name)) == "copy"
    (assistant,) = _open(target, ImportDialog)
    assert assistant.reading.source.path.name == name


def test_several_files_are_asked_for_and_come_one_after_the_other(target, write):
    _drop(target, write("one.csv"), write("two.csv"))
    (question,) = _open(target, Dialog)
    question.confirm()
    settle(target)
    (first,) = _open(target, ImportDialog)
    assert first.reading.source.path.name == "one.csv"
    first.close()
    settle(target)
    (second,) = _open(target, ImportDialog)
    assert second.reading.source.path.name == "two.csv"


def test_several_files_can_be_declined(target, write):
    _drop(target, write("one.csv"), write("two.csv"))
    _open(target, Dialog)[0].cancel()
    settle(target)
    assert _open(target, ImportDialog) == []


def test_a_folder_is_told_apart(target, tmp_path):
    _drop(target, tmp_path)
    assert _open(target, ImportDialog) == []
    assert target.toasts.texts == ["Only files can be dropped here, not folders."]


def test_nothing_is_taken_while_a_dialog_is_open(target, write):
    _drop(target, write("one.csv"))
    assert _drop(target, write("two.csv")) == "refuse_drop"


def test_nothing_is_taken_without_an_open_file(closed_window, write):
    assert drops.offer(closed_window)
    assert _drop(closed_window, write("one.csv")) == "refuse_drop"


def test_a_system_without_the_library_goes_without_dropping(closed_window, monkeypatch, caplog):
    monkeypatch.setitem(__import__("sys").modules, "tkinterdnd2", None)
    with caplog.at_level(logging.WARNING):
        assert not drops.offer(closed_window)
    assert "cannot be dropped" in caplog.text
