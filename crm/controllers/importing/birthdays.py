"""Birthdays as files write them: with a year they are kept, without one they become a line of the notes. No SQL."""

from __future__ import annotations

import re
from datetime import date

from crm.controllers.importing.records import Record
from crm.controllers.importing.values import Reading, field_reader
from crm.models.contacts import FIELDS
from crm.utils import dates
from crm.utils.i18n import _, language

BIRTHDAY = next(field for field in FIELDS if field.name == "birthday")
_WITHOUT_YEAR = re.compile(r"--(\d{1,2})-?(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SERIAL = 5  # figures of a spreadsheet's count of days
_LEAP = 1604


def read_birthday(record: Record, text: str, *, header: str, reading: Reading) -> None:
    """Keep a birthday; ValueError with a sentence for what is none, or lies ahead."""
    without = _WITHOUT_YEAR.fullmatch(text)
    if without:
        _note(record, date(_LEAP, int(without[1]), int(without[2])))
        return
    day = str(field_reader(BIRTHDAY, header, reading=reading)(text))
    if not _tells_year(text):
        _note(record, date.fromisoformat(day))
        return
    if day > dates.today() and not re.search(r"\d{4}", text):
        day = f"{int(day[:4]) - 100}{day[4:]}"  # two figures reach ahead elsewhere
    if day > dates.today():
        raise ValueError(_("This birthday lies ahead. Check its year."))
    record.values["birthday"] = day


def _note(record: Record, day: date) -> None:
    """The day of the year in the notes, where nothing is lost."""
    from babel.dates import format_skeleton

    words = _("Birthday: {day}").format(day=format_skeleton("MMMMd", day, locale=language()))
    notes = str(record.values.get("notes", ""))
    record.values["notes"] = f"{notes}\n{words}" if notes else words


def _tells_year(text: str) -> bool:
    numbers = _NUMBERS.findall(text)
    if _LETTERS.search(text):
        return len(numbers) > 1
    return len(numbers) > 2 or any(len(one) >= _SERIAL for one in numbers)
