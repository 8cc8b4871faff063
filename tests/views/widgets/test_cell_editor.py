"""An editor laid over a cell."""

from __future__ import annotations

from array import array

import pytest

from crm.models.fields import Choice, Field, Kind
from crm.views.widgets.cell_editor import CellEditor
from crm.views.widgets.editors import Lookup
from crm.views.widgets.table import Column, Table
from tests.window import focus, press, pump

pytestmark = pytest.mark.window

AMOUNT = Field("value", Kind.MONEY, "Value", currency="EUR")
COLUMNS = (Column("name", "Name"), Column("value", "Value"))


@pytest.fixture
def table(page):
    made = Table(page, COLUMNS, fetch=lambda ids, done: done({row: (f"Row {row}", "5") for row in ids}))
    made.pack(fill="both", expand=True)
    made.set_ids(array("q", range(1, 6)))
    page.update()
    return made


@pytest.fixture
def editor(table):
    return _open(table, AMOUNT, 500)


def _open(table, field, value):
    made = CellEditor(table, field, lookup=Lookup(options=lambda _field, _typed: [(1, "Berta")]))
    made.heard = []
    made.on_value = made.heard.append
    made.on_step = lambda step: made.heard.append(("step", step))
    made.open(value, table.cell_box(2, "value"))
    table.update()
    return made


def _type(editor, text):
    entry = editor.editor.entry
    focus(entry)
    entry.delete(0, "end")
    entry.insert(0, text)


def test_it_stands_over_its_cell(editor, table):
    x, y, _width, height = table.cell_box(2, "value")
    middle = editor.editor.winfo_y() + editor.editor.winfo_height() // 2
    assert editor.editor.winfo_x() == x
    assert abs(middle - (y + height // 2)) <= 2


def test_enter_hands_over_what_was_typed(editor):
    _type(editor, "12,50")
    press(editor.editor.entry, "Return")
    assert (editor.heard, editor.is_open) == ([1250], False)


def test_enter_on_an_unchanged_value_hands_nothing_over(editor):
    press(editor.editor.entry, "Return")
    assert (editor.heard, editor.is_open) == ([], False)


def test_escape_gives_up(editor):
    _type(editor, "9")
    press(editor.editor.entry, "Escape")
    assert (editor.heard, editor.is_open) == ([], False)


def test_tab_goes_on_to_the_next(editor):
    _type(editor, "7")
    press(editor.editor.entry, "Tab")
    assert editor.heard == [700, ("step", 1)]


def test_what_cannot_be_read_is_said_and_kept(editor):
    _type(editor, "lots")
    press(editor.editor.entry, "Return")
    assert editor.is_open
    assert "lots" in editor.editor.typed()


def test_the_keyboard_elsewhere_gives_up(editor, table):
    focus(table.tree)
    pump(table, lambda: not editor.is_open)
    assert not editor.is_open


def test_a_choice_from_the_list_is_meant(table):
    made = _open(table, Field("owner", Kind.USER, "Owner"), None)
    _type(made, "be")
    made.editor.suggestions.open()
    press(made.editor.entry, "Return")
    assert made.heard == [1]


def test_a_choice_of_a_box_is_meant(table):
    field = Field("kind", Kind.CHOICE, "Kind", choices=(Choice("a", "Alpha"), Choice("b", "Beta")))
    made = _open(table, field, "a")
    made.editor.entry.current(2)
    made.editor.entry.event_generate("<<ComboboxSelected>>")
    assert made.heard == ["b"]
