"""What is remembered belongs to one file, and to few files."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.views.remembered import MOST_FILES, Remembered


def test_what_is_kept_comes_back_for_the_same_file(settings):
    Remembered(settings, Path("a.db")).set("list", {"sort": "city"})
    assert Remembered(settings, Path("a.db")).get("list") == {"sort": "city"}


def test_another_file_knows_nothing_of_it(settings):
    Remembered(settings, Path("a.db")).set("list", {"sort": "city"})
    assert Remembered(settings, Path("b.db")).get("list") == {}


def test_the_files_used_last_are_kept(settings):
    for number in range(MOST_FILES + 1):
        Remembered(settings, Path(f"{number}.db")).set("list", {"sort": "city"})
    assert Remembered(settings, Path("0.db")).get("list") == {}
    assert Remembered(settings, Path("1.db")).get("list") == {"sort": "city"}
    assert len(settings.get("list")) == MOST_FILES


@pytest.mark.parametrize("kept", [{"sort": "city"}, [["a.db"], 3], [["a.db", 3]], "a.db"])
def test_what_is_damaged_counts_as_nothing(settings, kept):
    settings.set("list", kept)
    assert Remembered(settings, Path("a.db")).get("list") == {}
