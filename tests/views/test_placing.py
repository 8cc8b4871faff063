"""Where the window stands."""

from __future__ import annotations

import re

import pytest

from crm.utils.settings import Settings
from crm.views import placing


@pytest.fixture
def kept(tmp_path, root):
    before = root.geometry()
    yield Settings(tmp_path / "window.json")
    root.geometry(before)
    root.update()


def _size(root):
    root.update()
    return tuple(int(part) for part in re.split("[x+]", root.geometry())[:2])


def test_size_and_place_come_back(root, kept):
    root.geometry("1000x600+30+40")
    root.update()
    placing.remember(root, kept)
    root.geometry("1200x700+0+0")
    root.update()
    placing.place(root, kept)
    assert _size(root) == (1000, 600)


def test_a_size_larger_than_the_screen_is_made_to_fit(root, kept):
    kept.set("window.geometry", "9000x9000+0+0")
    placing.place(root, kept)
    width, height = _size(root)
    assert width < root.winfo_screenwidth()
    assert height < root.winfo_screenheight()


def test_a_place_off_the_screen_is_brought_back(root, kept):
    kept.set("window.geometry", "1000x600+8000+8000")
    placing.place(root, kept)
    root.update()
    assert root.winfo_x() + 900 < root.winfo_screenwidth() + 200


def test_nonsense_is_not_believed(root, kept):
    kept.set("window.geometry", "huge")
    placing.place(root, kept)
    assert _size(root)[0] > 800
