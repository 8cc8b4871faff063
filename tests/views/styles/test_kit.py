"""The tools of the recipes."""

from __future__ import annotations

import pytest

from crm.views.styles.kit import part

pytestmark = pytest.mark.window


def test_a_part_holds_its_options_and_children():
    assert part("a", part("b"), sticky="nswe") == ("a", {"sticky": "nswe", "children": [("b", {})]})


def test_an_element_is_made_once_per_theme(root):
    kit = root.kit
    line = kit.shapes.line((4, 4), "#000000")
    kit.element("Test.line", line)
    kit.element("Test.line", line)
    assert "Test.line" in kit.style.element_names()


def test_a_plain_option_is_decided_by_configure_alone(root):
    root.kit.style.map("Test.TLabel", foreground=[("active", "#111111")])
    root.kit.plain("Test.TLabel", "foreground")
    root.kit.style.configure("Test.TLabel", foreground="#222222")
    assert root.kit.style.lookup("Test.TLabel", "foreground", ["active"]) == "#222222"
