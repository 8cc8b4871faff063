"""A chart as pixels, away from the window."""

from __future__ import annotations

from crm.utils.chart_data import ChartKind
from crm.views import colors
from crm.views.widgets.chart_drawing import Wanted, draw, look_of
from tests.utils.drawn_charts import counted


def wanted(palette: colors.Palette = colors.LIGHT) -> Wanted:
    look = look_of(palette, ground=palette.raised, family="")
    return Wanted(counted(ChartKind.BARS, (3, 2)), (120, 80), 96.0, look)


def test_a_picture_has_four_bytes_a_pixel():
    assert len(draw(wanted()).pixels) == 120 * 80 * 4


def test_parts_come_with_the_picture():
    assert [pick.label for pick in draw(wanted()).picks] == [0, 1]


def test_the_look_is_that_of_the_theme_on_its_ground():
    look = wanted(colors.DARK).look
    assert (look.background, look.text) == (colors.DARK.raised, colors.DARK.foreground)


def test_each_theme_has_hues_of_its_own():
    assert wanted(colors.DARK).look.hues != wanted(colors.LIGHT).look.hues
