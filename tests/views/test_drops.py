"""Dropping files on the window: what is dropped is read letter for letter, and opens the assistant when it may."""

from __future__ import annotations

import logging

import pytest

from crm.views import drops
from crm.views.dialogs import opportunity
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.widgets.dialog import Dialog
from tests.controllers.letters import letter, saved
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


def _middle(widget):
    widget.update()
    return widget.winfo_rootx() + widget.winfo_width() // 2, widget.winfo_rooty() + widget.winfo_height() // 2


@pytest.fixture
def panel(target, people):
    target.show_page("contacts")
    target.contacts.go_to(people["Ana"])
    settle(target)
    return target.contacts.panel


def test_what_is_dropped_on_an_open_contact_is_attached_even_a_list(target, panel, own, write):
    assert _drop(target, write("prices.csv"), at=_middle(panel)) == "copy"
    assert [one.name for one in own.documents.of_contact(panel.contact_id)] == ["prices.csv"]
    assert _open(target, ImportDialog) == []


def test_what_is_dropped_on_the_list_is_imported(target, panel, own, write):
    _drop(target, write("people.csv"), at=_middle(target.contacts.list.table.tree))
    assert len(_open(target, ImportDialog)) == 1
    assert own.documents.of_contact(panel.contact_id) == []


def test_what_is_dropped_beside_the_list_without_a_contact_is_imported(target, people, write):
    assert people
    target.show_page("contacts")
    settle(target)
    target.contacts.panel.show(None)
    _drop(target, write("people.csv"), at=_middle(target.contacts.panel))
    assert len(_open(target, ImportDialog)) == 1


@pytest.fixture
def deal_window(target, deals):
    opportunity.show(target, deals["Alpha"])
    settle(target)
    (dialog,) = _open(target, opportunity.DealWindow)
    return dialog


def test_what_is_dropped_on_a_deal_is_attached_to_it(deal_window, own, deals, write):
    assert _drop_on(deal_window, write("offer.pdf")) == "copy"
    assert [one.name for one in own.documents.of_opportunity(deals["Alpha"])] == ["offer.pdf"]


def test_the_window_behind_a_deal_takes_nothing(target, deal_window, write):
    assert deal_window
    assert _drop(target, write("offer.pdf"), at=(5, 5)) == "refuse_drop"


def _drop_on(dialog, path):
    script = str(dialog.tk.call("bind", str(dialog), "<<Drop:DND_Files>>"))
    x, y = _middle(dialog.pages)
    dialog.tk.call("set", "dropped", dialog.tk.call("list", str(path)))
    answer = dialog.tk.eval(script.replace("%D", "[set dropped]").replace("%X", str(x)).replace("%Y", str(y)))
    dialog.update()
    return answer


def test_an_e_mail_dropped_anywhere_is_logged_with_whom_it_is_from(target, people, own, tmp_path):
    _drop(target, saved(tmp_path, letter(sender="ana@acme.es")))
    assert [one.subject for one in own.interactions.of(people["Ana"])] == ["Carta 1"]
    assert _open(target, ImportDialog) == []
