"""Notebooks and tables by style: tabs at the side, rows with a line, a cursor that can be seen."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views import theme

pytestmark = pytest.mark.window


def test_the_tabs_of_a_side_notebook_stand_left_of_the_page(page):
    book = ttk.Notebook(page, style="Side.TNotebook")
    inside = ttk.Frame(book)
    book.add(inside, text="Contacts")
    book.pack(fill="both", expand=True)
    page.update()
    assert inside.winfo_x() > theme.px(100)
    assert book.index("@20,20") == 0


def test_rows_are_thirty_units_high(page):
    tree = ttk.Treeview(page, style="Table.Treeview", show="tree")
    first, second = tree.insert("", "end", text="a"), tree.insert("", "end", text="b")
    tree.pack()
    page.update()
    assert tree.bbox(second)[1] - tree.bbox(first)[1] == theme.px(30)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_selected_row_keeps_readable_text(root, page, mode):
    theme.switch(root, mode)
    style = ttk.Style(page)
    assert str(style.lookup("Table.Treeview", "background", ["selected"])) == theme.colors().selected
    assert str(style.lookup("Table.Treeview", "foreground", ["selected"])) == theme.colors().foreground
