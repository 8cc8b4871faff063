"""Headers found in the book of an entity."""

from __future__ import annotations

import pytest

from crm.controllers.importing.header_book import HeaderBook, source_of
from crm.models.fields import Field, Kind
from crm.models.imports import ELSE, JOIN, Column

BOOK = HeaderBook(
    {"title": "title|titulo|asunto", "notes": "notes|notas", "external_id": "id"},
    lambda: [Field("title", Kind.TEXT, "Title"), Field("value", Kind.MONEY, "Value")],
    before="deal",
    joined=("notes",),
)
OWN = (Field("custom.m2", Kind.NUMBER, "Metros"),)


@pytest.mark.parametrize(
    ("header", "field"),
    [("TÍTULO", "title"), ("Deal - Title", "title"), ("Value", "value"), ("Metros", "custom.m2"), ("Zapato", "")],
)
def test_a_header_means_a_field(header, field):
    assert BOOK.propose([header], "x", custom=OWN).columns[0].field == field


def test_two_columns_are_joined_or_fill_each_other():
    columns = BOOK.propose(["Notas", "Notes", "Title", "Titulo"], "x").columns
    assert [one.combine for one in columns] == ["", JOIN, "", ELSE]


def test_a_file_of_this_program_has_every_column_under_its_own_header():
    assert BOOK.wrote(["Title", "Value", "Metros"], ["title", "value"])
    assert not BOOK.wrote(["Asunto", "Value"], ["title", "value"])
    assert BOOK.propose_own(["Title", "Metros"], "x", custom=OWN).fields == {"Title": "title", "Metros": "custom.m2"}


def test_ids_come_from_the_column_that_holds_them():
    assert (source_of([Column("a"), Column("Id", "external_id")]), source_of([])) == ("Id", "")
