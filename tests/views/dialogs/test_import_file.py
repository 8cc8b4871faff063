"""The first screen of the assistant: what is shown of a file, and what its choices tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.files.sheet import SheetInfo
from crm.views.dialogs.import_file import FilePage
from crm.views.dialogs.import_reading import problems, read_file
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def reading(session, csv_file):
    return read_file(session, csv_file)


@pytest.fixture
def screen(page, reading):
    made = FilePage(page)
    made.pack(fill="both", expand=True)
    made.show(reading, {})
    pump(page)
    return made


def _choose(choice, value):
    choice.box.current([one for one, _words in choice._offered].index(value))
    choice.box.event_generate("<<ComboboxSelected>>")


def test_every_column_is_there_with_its_field(screen):
    assert [screen.grid_of_columns.target_of(place).get() for place in range(4)] == [
        "First name",
        "Last name",
        "E-mail",
        "City",
    ]


def test_the_first_rows_are_shown_as_decoded(screen, page):
    screen.pages.select(1)
    pump(page)
    assert screen.preview.tree.item(screen.preview.tree.get_children()[1], "text") == "Iván"


def test_another_delimiter_is_told(screen):
    told = []
    screen.on_source = lambda source, anew: told.append((source.delimiter, anew))
    _choose(screen.delimiter, ";")
    assert told == [(";", False)]


def test_another_encoding_finds_out_the_rest_anew(screen):
    told = []
    screen.on_source = lambda source, anew: told.append((source.encoding, anew))
    _choose(screen.encoding, "cp1252")
    assert told == [("cp1252", True)]


def test_another_header_row_is_told(screen):
    told = []
    screen.on_source = lambda source, _anew: told.append(source.header_row)
    _choose(screen.header, "-1")
    assert told == [-1]


def test_the_wheel_does_not_change_how_the_file_is_read(screen):
    told = []
    screen.on_source = lambda source, _anew: told.append(source)
    screen.encoding.box.event_generate("<Button-5>")
    assert told == []


def test_a_workbook_offers_its_sheets_and_no_encoding(screen, reading, page):
    sheets = (SheetInfo("People", 3), SheetInfo("Old", 9))
    source = replace(reading.source, format="workbook", sheet="People", sheets=sheets, encoding="")
    screen.show(replace(reading, source=source), {})
    pump(page)
    assert screen.sheet.winfo_ismapped()
    assert not screen.encoding.winfo_ismapped()


def test_a_problem_is_said_at_once_with_a_way_out(screen, reading, session, page):
    doubled = reading.with_field(3, "first_name")
    joined = []
    screen.on_join = joined.append
    screen.show(doubled, problems(session, doubled))
    pump(page)
    assert screen.grid_of_columns.target_of(3).instate(["invalid"])
    screen.join.invoke()
    assert joined == ["City"]


def test_what_happens_to_known_contacts_is_chosen(screen):
    assert screen.on_match == "fill"
    _choose(screen.match, "update")
    assert screen.on_match == "update"


def test_notes_about_the_file_are_shown(screen, reading, page):
    screen.show(replace(reading, notes=("Two lines above the header were left out.",)), {})
    pump(page)
    assert "Two lines above" in str(screen.notes.cget("text"))
    assert screen.notes.winfo_ismapped()
