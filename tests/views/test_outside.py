"""What is handed to the system: the kinds of file its dialogs offer."""

from __future__ import annotations

from tkinter import filedialog

import pytest

from crm.utils.paths import documents_folder
from crm.views.outside import Outside

KINDS = (("Tables", "*.csv *.xlsx"), ("Text", "*.txt"))


@pytest.fixture
def asked():
    return []


@pytest.fixture
def outside(page, monkeypatch, asked):
    def answer(**options):
        asked.append(options)
        return "/home/ana/table.csv"

    monkeypatch.setattr(filedialog, "askopenfilename", answer)
    monkeypatch.setattr(filedialog, "asksaveasfilename", answer)
    return Outside(page)


def test_a_chosen_file_comes_back_as_a_path(outside):
    assert outside.ask_open("Open", KINDS).name == "table.csv"


def test_choosing_none_gives_none(page, monkeypatch):
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **_options: "")
    assert Outside(page).ask_open("Open", KINDS) is None


def test_each_kind_is_offered_with_its_endings_and_then_all_files(outside, asked):
    outside.ask_open("Open", KINDS)
    assert asked[0]["filetypes"] == [("Tables", ("*.csv", "*.xlsx")), ("Text", ("*.txt",)), ("All files", "*")]


def test_a_file_to_write_gets_the_first_ending(outside, asked):
    outside.ask_save("Save", KINDS, name="people")
    assert (asked[0]["defaultextension"], asked[0]["initialfile"]) == (".csv", "people")


def test_the_first_dialog_opens_in_the_documents_and_the_next_where_the_last_was(outside, asked, tmp_path, monkeypatch):
    monkeypatch.setattr(filedialog, "askopenfilename", lambda **options: asked.append(options) or tmp_path / "a.csv")
    outside.ask_open("Open", KINDS)
    outside.ask_save("Save", KINDS)
    assert [options["initialdir"] for options in asked] == [documents_folder(), tmp_path]


def test_several_files_come_back_as_paths(page, monkeypatch):
    monkeypatch.setattr(filedialog, "askopenfilenames", lambda **_options: ("/home/ana/a.pdf", "/home/ana/b.pdf"))
    assert [path.name for path in Outside(page).ask_open_many("Attach", ())] == ["a.pdf", "b.pdf"]
    monkeypatch.setattr(filedialog, "askopenfilenames", lambda **_options: "")
    assert Outside(page).ask_open_many("Attach", ()) == []


def test_a_folder_comes_back_and_is_where_the_next_dialog_opens(page, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(filedialog, "askdirectory", lambda **options: asked.append(options) or str(tmp_path))
    outside = Outside(page)
    assert outside.ask_folder("Look in") == tmp_path
    outside.ask_folder("Look in")
    assert asked[1]["initialdir"] == tmp_path
    monkeypatch.setattr(filedialog, "askdirectory", lambda **_options: "")
    assert outside.ask_folder("Look in") is None
