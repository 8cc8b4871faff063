"""The list a combobox drops down can be read in both themes, whenever it was made."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views import theme
from crm.views.colors import DARK, LIGHT, contrast

pytestmark = pytest.mark.window


@pytest.fixture
def look(page):
    """Asks the list of a combobox, dropped down before or after a switch of theme, for its colours."""
    box = ttk.Combobox(page, values=["Lead", "Customer"], state="readonly")
    box.pack()

    def asked(*options: str) -> list[str]:
        page.update()
        made = page.tk.call("ttk::combobox::PopdownWindow", str(box))
        return [str(page.tk.call(f"{made}.f.l", "cget", f"-{option}")) for option in options]

    return asked


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("opened_before", [True, False])
def test_its_words_can_be_read(root, look, palette, opened_before):
    if opened_before:
        theme.switch(root, "light" if palette is DARK else "dark")
        look("background")
    theme.switch(root, palette.mode)
    ink, page, marked_ink, marked = look("foreground", "background", "selectforeground", "selectbackground")
    assert contrast(ink, page) >= 4.5
    assert contrast(marked_ink, marked) >= 4.5
    assert (page, marked) == (palette.raised, palette.selected)


def test_its_words_do_not_touch_the_edge(look):
    assert int(look("borderwidth")[0]) == theme.px(4)
