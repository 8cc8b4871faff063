"""The pictures of controls: made once, sharp where they should be, opaque where Tk would be slow."""

from __future__ import annotations

import pytest

from crm.views.shapes import Shapes

pytestmark = pytest.mark.window
LOOK = {"fill": "#2563eb", "border": "", "behind": "#ffffff", "halo": 2, "edge": 1}


@pytest.fixture
def shapes(root):
    return Shapes(root)


def _pixel(root, name, x, y):
    return tuple(int(part) for part in root.tk.splitlist(root.tk.call(name, "get", x, y)))


def test_the_same_box_is_drawn_once(shapes):
    assert shapes.box((40, 20), 6, **LOOK) == shapes.box((40, 20), 6, **LOOK)
    assert shapes.box((40, 20), 6, **LOOK) != shapes.box((41, 20), 6, **LOOK)


def test_a_box_has_its_fill_inside_and_the_place_behind_it_at_its_corners(root, shapes):
    name = shapes.box((40, 20), 6, **LOOK)
    assert _pixel(root, name, 20, 10) == (0x25, 0x63, 0xEB)
    assert _pixel(root, name, 0, 0) == (255, 255, 255)


def test_a_ring_stands_outside_the_box(root, shapes):
    name = shapes.box((40, 20), 6, **{**LOOK, "ring": "#ff0000"})
    assert _pixel(root, name, 20, 0) == (255, 0, 0)
    assert _pixel(root, name, 20, 10) == (0x25, 0x63, 0xEB)


def test_a_tick_and_an_empty_box_differ(shapes):
    on = shapes.tick(17, colors=("#2563eb", "#2563eb", "#ffffff"), kind="check")
    assert on != shapes.tick(17, colors=("#ffffff", "#cccccc", ""), kind="check")


def test_pictures_have_the_size_asked_for(root, shapes):
    for name, size in ((shapes.dot(9, "#000000"), (9, 9)), (shapes.line((30, 2), "#000000"), (30, 2))):
        assert (int(root.tk.call("image", "width", name)), int(root.tk.call("image", "height", name))) == size


def test_a_switch_is_opaque_in_its_middle(root, shapes):
    name = shapes.switch((34, 19), track="#15803d", knob="#ffffff", on=True)
    assert not int(root.tk.call(name, "transparency", "get", 17, 9))
