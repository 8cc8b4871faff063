"""The day as data."""

from __future__ import annotations

import pytest

from crm.models.today import MOST, SECTIONS, Day, Section, numbered


def test_a_section_is_found_by_its_key():
    day = Day("2026-11-21", (Section("due", "activities", 0, ()), Section("quiet", "contacts", 2, ())), 0, 60)
    assert day.section("quiet").count == 2
    with pytest.raises(KeyError):
        day.section("nope")


def test_every_section_has_a_name_of_its_own():
    assert len({one.value for one in SECTIONS}) == len({one.label for one in SECTIONS}) == 9


def test_a_number_beyond_what_is_counted_says_that_there_are_more():
    assert (Section("quiet", "contacts", MOST, ()).number, Section("quiet", "contacts", MOST + 1, ()).number) == (
        "999",
        "999+",
    )


def test_what_is_left_of_a_number_says_so_too():
    assert (numbered(30, short=10), numbered(MOST + 1, short=9)) == ("20", "990+")
