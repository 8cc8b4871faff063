"""A workbook's values as text, one by one."""

import datetime

import pytest

from crm.files.workbook_cells import column_index, text_of, unescape


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (34600123456.0, "34600123456"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (0.0000001, "0.0000001"),
        (True, "true"),
        ("007", "007"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (datetime.time(9, 5), "09:05:00"),
        (datetime.timedelta(days=10, seconds=54610), "255:10:10"),
        (datetime.timedelta(seconds=-90), "-0:01:30"),
        (datetime.datetime(2026, 1, 2, 3, 4, 4, 999_999), "2026-01-02 03:04:05"),
        (datetime.datetime(2026, 1, 2, 3, 4, 5, 250_000), "2026-01-02 03:04:05.250"),
    ],
)
def test_a_value_becomes_the_text_a_reader_sees(value, text):
    assert text_of(value) == text


def test_escapes_of_the_format_are_resolved_once():
    assert unescape("a_x000D_b_x005F_x0041_") == "a\rb_x0041_"


def test_column_letters_become_numbers():
    assert [column_index(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
