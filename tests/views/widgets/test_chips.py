"""Chips that wrap, run and go."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.chips import Chip, ChipRow
from tests.window import click, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def row(page):
    made = ChipRow(page)
    made.pack(fill="x")
    pump(page)
    return made


def test_chips_wrap_where_the_width_ends(row):
    row.set([Chip(f"A rather long tag {number}", "#2563eb") for number in range(20)])
    pump(row)
    tops = {chip.winfo_y() for chip in row.winfo_children()}
    assert len(tops) > 1
    assert all(chip.winfo_x() + chip.winfo_width() <= row.winfo_width() for chip in row.winfo_children())


def test_delete_removes_the_chip_under_the_keyboard(row):
    removed = []
    row.set([Chip("VIP", "#2563eb", remove=lambda: removed.append(1))])
    press(row.winfo_children()[0], "Delete")
    assert removed == [1]


def test_the_words_run_and_the_mark_removes(row):
    heard = []
    row.set([Chip("VIP", "#2563eb", remove=lambda: heard.append("remove"), run=lambda: heard.append("run"))])
    pump(row)
    chip = row.winfo_children()[0]
    click(chip, 10, 10)
    click(chip, chip.winfo_width() - theme.px(12), 10)
    assert heard == ["run", "remove"]


def test_a_chip_without_words_to_run_is_removed_by_enter(row):
    removed = []
    row.set([Chip("VIP", "#2563eb", remove=lambda: removed.append(1))])
    press(row.winfo_children()[0], "Return")
    assert removed == [1]


def test_chips_change_with_the_theme(root, row):
    row.set([Chip("VIP", "#2563eb")])
    theme.switch(root, "dark")
    assert row.winfo_children()[0].cget("style") == theme.chip_style("#2563eb")
