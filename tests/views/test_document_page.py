"""The list of documents: what it shows, its keys, its buttons, files dropped on it, missing ones with the way out."""

import shutil

import pytest

from crm.views.dialogs.missing_documents import MissingDocuments
from tests.views.user import every, settle
from tests.window import focus, press

pytestmark = pytest.mark.window


@pytest.fixture
def page_of_ana(window, own, people):
    own.documents.add_content(b"x" * 2000, "Oferta.pdf", contact_id=people["Ana"])
    window.show_page("contacts")
    window.contacts.go_to(people["Ana"])
    settle(window)
    panel = window.contacts.panel
    panel.pages.select(str(panel.documents))
    settle(window)
    return panel.documents


def chosen(page):
    page.table.select(page.table.ids[:1])
    page.update()
    return page


def cells(page):
    return [page._documents[one].name for one in page.table.ids]


def test_the_tab_says_how_many_there_are(window, page_of_ana):
    assert page_of_ana
    assert window.contacts.panel.pages.tab(page_of_ana, "text") == "Documents (1)"
    assert page_of_ana._words.cget("text") == "1 document, 2 kB"


def test_a_contact_without_any_says_how_to_begin(window, people, page_of_ana):
    window.contacts.go_to(people["Berta"])
    settle(window)
    assert len(page_of_ana.table.ids) == 0
    assert window.contacts.panel.pages.tab(page_of_ana, "text") == "Documents"


def test_buttons_wait_for_a_choice(page_of_ana):
    assert all(button.instate(["disabled"]) for button in page_of_ana.buttons)
    chosen(page_of_ana)
    assert not any(button.instate(["disabled"]) for button in page_of_ana.buttons)


def test_enter_opens(window, page_of_ana):
    press(chosen(page_of_ana).table.tree, "Return")
    assert window.outside.shown[-1].name == "Oferta.pdf"


def test_f2_types_another_name_over_it(window, page_of_ana):
    press(chosen(page_of_ana).table.tree, "F2")
    entry = page_of_ana.tk.call("focus")
    widget = page_of_ana.nametowidget(entry)
    widget.delete(0, "end")
    widget.insert(0, "Contrato")
    press(widget, "Return")
    settle(window)
    assert cells(page_of_ana) == ["Contrato.pdf"]


def test_delete_removes_and_undo_brings_back(window, page_of_ana):
    press(chosen(page_of_ana).table.tree, "Delete")
    settle(window)
    assert cells(page_of_ana) == []
    window.desk.undo()
    settle(window)
    assert cells(page_of_ana) == ["Oferta.pdf"]


def test_insert_asks_for_files(window, page_of_ana):
    window.outside.answers = [None]
    press(page_of_ana.table.tree, "Insert")
    assert window.outside.asked == ["Attach documents"]


def test_control_c_saves_a_copy(window, page_of_ana, tmp_path):
    window.outside.answers = [tmp_path / "copy.pdf"]
    press(chosen(page_of_ana).table.tree, "Control-c")
    assert (tmp_path / "copy.pdf").stat().st_size == 2000


def test_a_dropped_file_is_attached(window, page_of_ana, tmp_path):
    (tmp_path / "list.csv").write_text("a,b")
    assert page_of_ana.take_files([tmp_path / "list.csv"])
    settle(window)
    assert sorted(cells(page_of_ana)) == ["Oferta.pdf", "list.csv"]


def test_a_missing_one_is_red_with_the_way_out(window, own, page_of_ana):
    assert not page_of_ana._missing.winfo_ismapped()
    shutil.rmtree(own.documents.folder)
    window.contacts.panel.reload()
    settle(window)
    row = page_of_ana.table.ids[0]
    assert page_of_ana.table.tag(row, ()) == "danger"
    assert page_of_ana._missing.winfo_ismapped()
    page_of_ana.look_button.invoke()
    settle(window)
    assert any(isinstance(one, MissingDocuments) for one in every(window.root))


def test_all_is_reached_by_the_keyboard(page_of_ana):
    focus(chosen(page_of_ana).add_button)
    reached = set()
    for _step in range(8):
        focused = str(page_of_ana.tk.call("focus"))
        reached.add(focused)
        page_of_ana.nametowidget(focused).event_generate("<<NextWindow>>")
        page_of_ana.update()
    assert {str(page_of_ana.table.tree), *map(str, page_of_ana.buttons)} <= reached


def test_a_new_version_is_asked_for_and_taken(window, own, page_of_ana, tmp_path):
    (tmp_path / "changed.pdf").write_bytes(b"y" * 3000)
    window.outside.answers = [tmp_path / "changed.pdf"]
    chosen(page_of_ana).renew()
    settle(window)
    assert own.documents.path(page_of_ana.table.ids[0]).read_bytes() == b"y" * 3000
    assert page_of_ana._words.cget("text") == "1 document, 3 kB"
