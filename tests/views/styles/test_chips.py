"""The chip style of any hue, in the theme in use."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.colors import ink

pytestmark = pytest.mark.window


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_chip_has_the_ink_of_its_hue(root, mode):
    theme.switch(root, mode)
    name = theme.chip_style("#be185d")
    assert root.kit.style.lookup(name, "foreground") == ink("#be185d", theme.colors())


@pytest.mark.usefixtures("root")
def test_two_hues_have_two_styles():
    assert theme.chip_style("#be185d") != theme.chip_style("#2563eb")
