"""Birthdays as files write them: whole ones kept, those without a year in the notes, impossible ones refused."""

import pytest

from crm.controllers.importing.birthdays import read_birthday
from crm.controllers.importing.records import Record
from crm.controllers.importing.values import Reading
from crm.utils import dates, i18n


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def record():
    return Record(2, "person")


def read(record, text):
    read_birthday(record, text, header="Birthday", reading=Reading("ES"))
    return record.values


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1965-05-06", "1965-05-06"),
        ("1965-05-06 00:00:00", "1965-05-06"),
        ("25/12/1980", "1980-12-25"),
        ("6 de mayo de 1965", "1965-05-06"),
        ("May 6, 1965", "1965-05-06"),
        ("29/02/1980", "1980-02-29"),
        ("25/12/65", "1965-12-25"),
        ("25/12/38", "1938-12-25"),
        ("23868", "1965-05-06"),
    ],
)
def test_a_day_with_its_year_is_kept(record, text, kept):
    assert read(record, text) == {"birthday": kept}


@pytest.mark.parametrize("text", ["--05-06", "--0506", "6 de mayo", "May 6", "6 may"])
def test_a_day_without_its_year_goes_to_the_notes(record, text):
    assert read(record, text) == {"notes": "Birthday: May 6"}


def test_notes_that_are_there_stay(record):
    record.values["notes"] = "VIP"
    assert read(record, "--02-29")["notes"] == "VIP\nBirthday: February 29"


@pytest.mark.parametrize("text", ["soon", "--13-01", "--02-30", "31/02/1980", "2999-01-01"])
def test_what_is_no_birthday_is_refused(record, text):
    with pytest.raises(ValueError):
        read(record, text)
    assert record.values == {}


def test_today_is_a_birthday(record):
    assert read(record, dates.today())["birthday"] == dates.today()
