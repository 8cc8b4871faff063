"""What a whole column tells about its dates and numbers."""

from __future__ import annotations

import pytest

from crm.controllers.importing.evidence import Ways, columns, gather
from crm.files.sheet import Table
from crm.models.fields import Field, Kind
from crm.models.imports import JOIN, LEAVE, Column, Mapping
from crm.utils.dates import ASK
from tests.controllers.files_in import table

FIELDS = {"created_at": Field("created_at", Kind.MOMENT, "Created"), "custom.m2": Field("custom.m2", Kind.NUMBER, "M2")}


def read(field: str, *cells: str, **options: str) -> Ways:
    """How a column of one field is read; `options` go to its Column."""
    mapping = Mapping("contacts", (Column("A", field, **options),))
    rows = [(number, [cell]) for number, cell in enumerate(cells, 2)]
    ways = Ways(mapping, FIELDS, read=lambda: Table(["A"], lambda _table: rows))
    ways.of("A", lambda: None)
    return ways


def way(field: str, *cells: str, **options: str) -> str:
    """The order or the decimal mark of a column."""
    found = read(field, *cells, **options).of("A", lambda: None)
    return found.order or found.decimal


def test_one_day_above_twelve_tells_for_the_whole_column():
    assert way("created_at", "01/02/2024", "01/15/2024") == "mdy"
    assert way("created_at", "01/02/2024", "15/01/2024") == "dmy"


def test_the_last_row_tells_as_well_as_the_first():
    assert way("created_at", *["01/02/2024"] * 500, "01/13/2024") == "mdy"


def test_iso_dates_leave_nothing_open():
    assert (way("created_at", "2024-01-02"), read("created_at", "2024-01-02").warnings) == ("", {})


def test_a_column_that_does_not_tell_is_asked_about_and_not_guessed():
    found = read("created_at", "01/02/2024", "03/04/2024")
    assert found.of("A", lambda: None).order == ASK
    assert "01/02/2024, 03/04/2024" in next(iter(found.warnings))


def test_dates_that_contradict_each_other_are_asked_about():
    assert way("created_at", "01/02/2024", "15/01/2024", "01/15/2024") == ASK


def test_the_same_number_twice_is_one_date_either_way():
    assert way("created_at", "05/05/2024") == ""


@pytest.mark.parametrize(("answer", "order"), [("mdy", "mdy"), ("dmy", "dmy"), (LEAVE, ASK)])
def test_an_answer_for_the_column_settles_it_without_a_warning(answer, order):
    assert way("created_at", "01/02/2024", date_order=answer) == order
    assert read("created_at", "01/02/2024", date_order=answer).warnings == {}


def test_what_a_column_tells_counts_more_than_an_answer():
    assert way("created_at", "01/15/2024", date_order="dmy") == "mdy"


@pytest.mark.parametrize(
    ("cells", "mark"),
    [(("1.234", "12,5"), ","), (("1,234", "12.5"), "."), (("1.234.567", "1.234"), ","), (("1.234,5",), ",")],
)
def test_one_clear_number_tells_for_the_whole_column(cells, mark):
    assert way("custom.m2", *cells) == mark


def test_thousands_or_decimals_is_asked_about():
    found = read("custom.m2", "1.234", "2.500")
    assert found.of("A", lambda: None).decimal == ASK
    assert "1.234, 2.500" in next(iter(found.warnings))


def test_whole_numbers_leave_nothing_open():
    assert way("custom.m2", "12", "1500") == ""


def test_reading_can_be_stopped():
    def stop() -> None:
        raise KeyboardInterrupt

    mapping = Mapping("contacts", (Column("A", "created_at"),))
    with pytest.raises(KeyboardInterrupt):
        gather(table("A", "01/02/2024"), columns(mapping, FIELDS), tell=stop)


def test_a_file_without_dates_and_numbers_is_not_read_for_that():
    mapping = Mapping("contacts", (Column("A", "city"),))

    def stop() -> None:
        raise KeyboardInterrupt

    assert gather(table("A", "x"), columns(mapping, FIELDS), tell=stop) == {}


def test_the_file_is_read_through_only_when_a_value_asks():
    opened = []
    mapping = Mapping("contacts", (Column("A", "created_at"),))
    ways = Ways(mapping, FIELDS, read=lambda: opened.append(1) or table("A", "15/01/2024"))
    assert opened == []
    assert [ways.of("A", lambda: None).order, ways.of("A", lambda: None).order, opened] == ["dmy", "dmy", [1]]


def test_the_year_stands_first_where_that_is_said_and_no_date_shows_otherwise():
    assert way("created_at", "24/12/31", "24/11/05", date_order="ymd") == "ymd"
    assert way("created_at", "24/12/31", "24/11/2005", date_order="ymd") == "dmy"


def test_a_file_that_leaves_nothing_open_is_never_opened_again():
    opened = []
    ways = Ways(Mapping("contacts", (Column("A", "custom.m2"),)), {}, read=lambda: opened.append(1))
    assert (ways.of("A", lambda: None), opened) == (("", ""), [])


def test_a_time_of_day_beside_a_date_is_no_date_to_ask_about():
    mapping = Mapping("interactions", (Column("D", "created_at"), Column("T", "created_at", combine=JOIN)))
    assert list(columns(mapping, FIELDS)) == ["D"]
