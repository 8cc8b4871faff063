"""Every named style exists in both themes, with text that can be read on its ground."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views import theme
from crm.views.colors import contrast

pytestmark = pytest.mark.window
LABELS = ("TLabel", "Title.TLabel", "Heading.TLabel", "Muted.TLabel", "Small.TLabel", "Error.TLabel", "Warning.TLabel")
ON_PLACES = ("Accent.TLabel", "Chrome.TLabel", "ChromeStrong.TLabel", "Tip.TLabel", "Mono.TLabel", "Strong.TLabel")


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", [*LABELS, *ON_PLACES])
def test_a_label_can_be_read_on_its_own_ground(root, mode, name):
    theme.switch(root, mode)
    style = ttk.Style(root)
    assert contrast(style.lookup(name, "foreground"), style.lookup(name, "background")) >= 4.5


def test_a_progress_bar_fills_with_its_value(page):
    bar = ttk.Progressbar(page, style="Horizontal.TProgressbar", maximum=1.0, value=0.5, length=200)
    bar.pack()
    page.update()
    assert "pbar" in bar.identify(50, bar.winfo_height() // 2)
    assert "pbar" not in bar.identify(150, bar.winfo_height() // 2)
