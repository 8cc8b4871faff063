"""The colours of charts: seen on their grounds, told apart by eyes of every kind, the same for the same role."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from crm.utils.chart_colors import DARK, LIGHT, PRINT, contrast, inks, mixed, readable_on
from crm.utils.chart_data import Chart, ChartKind, Role, Series
from crm.views import colors

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
# Machado, Oliveira and Fernandes (2009): how linear red, green and blue are seen with a cone that is missing.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def seen(color: str, eyes: str) -> tuple[float, float, float]:
    """A colour as such eyes see it, in CIE L*a*b*."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in EYES[eyes])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def apart(first: str, second: str) -> float:
    """How far two colours are apart for the eyes that see the least difference."""
    return min(
        sum((a - b) ** 2 for a, b in zip(seen(first, eyes), seen(second, eyes), strict=True)) ** 0.5 for eyes in EYES
    )


def chart(*roles: Role) -> Chart:
    return Chart(ChartKind.BARS, ("A",), tuple(Series(str(at), (1,), role) for at, role in enumerate(roles)))


@LOOKS
def test_hues_stand_out_from_their_ground(look):
    grounds = [look.background] + ([colors.DARK.raised] if look is DARK else [])
    assert all(contrast(hue, ground) >= 3 for hue in look.hues for ground in grounds)


@LOOKS
def test_neighbours_are_told_apart_by_eyes_of_every_kind(look):
    assert all(apart(first, second) >= 20 for first, second in pairwise([*look.hues, look.hues[0]]))


@LOOKS
def test_any_two_hues_are_told_apart_by_eyes_of_every_kind(look):
    assert all(apart(first, second) >= 18 for first, second in combinations(look.hues, 2))


@LOOKS
def test_good_and_bad_are_told_apart_by_eyes_of_every_kind(look):
    good, bad = inks(chart(Role.GOOD, Role.BAD), look)
    assert apart(good.fill, bad.fill) >= 28


@LOOKS
def test_words_are_read_on_their_ground(look):
    assert contrast(look.text, look.background) >= 7
    assert contrast(look.muted, look.background) >= 4.5


@LOOKS
def test_words_inside_bars_are_read(look):
    assert all(contrast(readable_on(hue), hue) >= 4 for hue in look.hues)


@LOOKS
def test_what_stands_beside_the_main_series_is_hatched_and_outlined(look):
    for ink in inks(chart(Role.SECOND, Role.BEFORE), look):
        assert ink.hatch and contrast(ink.edge, look.background) >= 3


def test_second_and_before_are_hatched_differently():
    second, before = inks(chart(Role.SECOND, Role.BEFORE), LIGHT)
    assert second.hatch != before.hatch


def test_a_role_has_its_colour_wherever_it_stands():
    assert inks(chart(Role.GOOD, Role.MAIN), LIGHT)[0] == inks(chart(Role.PLAIN, Role.PLAIN, Role.GOOD), LIGHT)[2]


def test_a_plain_series_takes_no_colour_of_a_role_beside_it():
    fills = [ink.fill for ink in inks(chart(Role.GOOD, Role.BAD, Role.PLAIN, Role.PLAIN, Role.PLAIN), LIGHT)]
    assert len(set(fills)) == 5


def test_one_series_is_one_colour():
    assert [ink.fill for ink in inks(chart(Role.PLAIN), LIGHT)] == [LIGHT.hues[0]]


def test_more_series_than_hues_begin_again():
    assert len(inks(chart(*[Role.PLAIN] * 9), LIGHT)) == 9


def test_looks_stand_on_the_grounds_of_the_window():
    assert (LIGHT.background, DARK.background) == (colors.LIGHT.background, colors.DARK.background)


def test_half_of_black_and_white_is_grey():
    assert mixed("#000000", "#ffffff", share=0.5) == "#808080"
