"""The theme: units, palettes that can be read, switching while widgets live, text that fits."""

from __future__ import annotations

from dataclasses import fields
from tkinter import font as tkfont
from tkinter import ttk

import pytest

from crm.views import theme
from crm.views.colors import DARK, LIGHT, Palette, contrast

pytestmark = pytest.mark.window
_TEXTS = ("foreground", "muted", "accent", "danger", "warning", "success", "info")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", _TEXTS)
def test_every_text_colour_can_be_read_on_page_and_chrome(palette: Palette, name: str):
    ink = getattr(palette, name)
    assert contrast(ink, palette.background) >= 4.5
    assert contrast(ink, palette.surface) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_primary_button_can_be_read(palette: Palette):
    assert contrast(palette.on_primary, palette.primary) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["success", "info", "warning", "danger"])
def test_coloured_text_can_be_read_on_its_own_soft_fill(palette: Palette, kind: str):
    assert contrast(getattr(palette, kind), getattr(palette, f"{kind}_soft")) >= 4.5


def test_switching_changes_the_palette_and_the_widgets_that_live(root, page):
    label = ttk.Label(page, text="x", style="Muted.TLabel")
    theme.switch(root, "dark")
    assert theme.colors() is DARK
    assert ttk.Style(root).lookup(label.cget("style"), "foreground") == DARK.muted


def test_a_follower_paints_again_until_it_is_gone(root, page):
    seen: list[str] = []
    label = ttk.Label(page)
    theme.follow(label, lambda: seen.append(theme.colors().mode))
    theme.switch(root, "dark")
    label.destroy()
    theme.switch(root, "light")
    assert seen == ["light", "dark"]


@pytest.mark.usefixtures("root")
def test_units_are_pixels_at_100_percent():
    assert theme.px(30) == 30


@pytest.mark.usefixtures("page")
def test_table_rows_are_thirty_units_high_in_both_modes(root):
    theme.switch(root, "dark")
    assert int(ttk.Style(root).lookup("Table.Treeview", "rowheight")) == theme.px(30)


@pytest.mark.usefixtures("root")
def test_a_text_that_is_too_long_ends_in_an_ellipsis_within_the_width():
    short = theme.fit("Confederación Hidrográfica del Guadalquivir", 120)
    assert short.endswith("…")
    assert tkfont.nametofont(theme.BODY).measure(short) <= 120


@pytest.mark.usefixtures("root")
def test_a_text_that_fits_stays_as_it_is():
    assert theme.fit("Ana", 120) == "Ana"


def test_every_palette_colour_is_a_hex_colour():
    colours = [getattr(look, field.name) for look in (LIGHT, DARK) for field in fields(look) if field.name != "mode"]
    assert all(len(colour) == 7 and colour.startswith("#") for colour in colours)


@pytest.mark.usefixtures("root")
def test_an_avatar_is_drawn_for_names_in_any_alphabet():
    assert theme.avatar("山田 太郎", hue="#2563eb") != theme.avatar("Ana García", hue="#2563eb")
