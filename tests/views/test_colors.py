"""Colours mixed, softened and made readable."""

from __future__ import annotations

import pytest

from crm.views.colors import DARK, LIGHT, TAG_HUES, Palette, contrast, hue_of, ink, mix, soft


def test_a_mix_lies_between_its_colours():
    assert mix("#000000", "#ffffff", share=0.5) == "#808080"
    assert mix("#123456", "#ffffff", share=0) == "#123456"


def test_contrast_is_the_known_ratio_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_a_name_always_has_the_same_hue():
    assert hue_of("Ana García") == hue_of("Ana García")
    assert hue_of("") in TAG_HUES


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("hue", [*TAG_HUES, "#ffff00", "#000000", "#ffffff"])
def test_the_ink_of_any_hue_can_be_read_on_its_soft_fill(palette: Palette, hue: str):
    assert contrast(ink(hue, palette), soft(hue, palette)) >= 4.5
