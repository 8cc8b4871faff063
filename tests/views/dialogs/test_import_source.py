"""How a file is read: what there is to choose, and what a choice tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crm.files.sheet import SheetInfo, Source
from crm.views.dialogs.import_source import SourceOptions
from tests.window import pump

pytestmark = pytest.mark.window
SOURCE = Source(Path("people.csv"), "csv", encoding="utf-8", delimiter=",")


@pytest.fixture
def told():
    return []


@pytest.fixture
def options(page, told):
    made = SourceOptions(page)
    made.pack(fill="x")
    made.on_source = lambda source, anew: told.append((source, anew))
    made.on_entity = told.append
    made.show(SOURCE, "contacts")
    pump(page)
    return made


def test_another_delimiter_is_told(options, told):
    options.delimiter.choose(";")
    assert told == [(replace(SOURCE, delimiter=";"), False)]


def test_another_encoding_finds_out_the_rest_anew(options, told):
    options.encoding.choose("cp1252")
    assert told == [(replace(SOURCE, encoding="cp1252"), True)]


def test_another_header_row_is_told(options, told):
    options.header.choose("-1")
    assert told == [(replace(SOURCE, header_row=-1), False)]


@pytest.mark.parametrize("entity", ["companies", "interactions"])
def test_what_the_file_holds_is_told(options, told, entity):
    options.entity.choose(entity)
    assert told == [entity]


def test_the_wheel_does_not_change_how_the_file_is_read(options, told):
    options.encoding.box.event_generate("<Button-5>")
    assert told == []


def test_a_workbook_offers_its_sheets_and_no_encoding(options, page):
    sheets = (SheetInfo("People", 3), SheetInfo("Old", 9))
    options.show(replace(SOURCE, format="workbook", sheet="People", sheets=sheets, encoding=""), "contacts")
    pump(page)
    assert options.sheet.winfo_ismapped()
    assert not options.encoding.winfo_ismapped()


def test_a_card_file_has_no_header_to_choose(options, page):
    options.show(replace(SOURCE, format="vcard", delimiter=""), "contacts")
    pump(page)
    assert not options.header.winfo_ismapped()
    assert options.encoding.winfo_ismapped()
