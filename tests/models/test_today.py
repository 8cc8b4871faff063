"""The day as data."""

from __future__ import annotations

import pytest

from crm.models.today import SECTIONS, Day, Section


def test_a_section_is_found_by_its_key():
    day = Day("2026-11-21", (Section("due", "activities", 0, ()), Section("quiet", "contacts", 2, ())), 0, 60)
    assert day.section("quiet").count == 2
    with pytest.raises(KeyError):
        day.section("nope")


def test_every_section_has_a_name_of_its_own():
    assert len({one.value for one in SECTIONS}) == len({one.label for one in SECTIONS}) == 8
