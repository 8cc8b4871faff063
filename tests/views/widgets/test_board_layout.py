"""Where things of a board lie: plain arithmetic, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.views.widgets.board_layout import Box, Layout, Sizes
from tests.views.widgets.boards import content, laned, place

SIZES = Sizes(card=100, gap=8, head=60, lane_head=30, folded=40, narrowest=200, widest=300, margin=12)


def made(shown=None, *, width=1000, height=700, folded=()):
    layout = Layout(SIZES)
    layout.content = shown or content()
    layout.width, layout.height, layout.folded = width, height, set(folded)
    layout.arrange()
    return layout


def test_columns_share_the_width_there_is():
    assert [made().column(key).width for key in "abc"] == [300, 300, 300]


def test_columns_stay_readable_where_there_is_little_width():
    layout = made(width=300)
    assert layout.column("a").width == 200
    assert layout.total_width > 300


def test_a_folded_column_leaves_its_width_to_the_others():
    layout = made(width=700, folded="c")
    assert layout.column("c").width == 40
    assert layout.column("a").width > made(width=700).column("a").width


def test_a_folded_column_shows_no_cards():
    assert made(folded="b").visible(("b", "")) == range(0)


def test_only_cards_in_view_are_visible():
    assert made().visible(("b", "")) == range(6)


def test_scrolling_moves_what_is_visible():
    layout = made()
    layout.scroll_to("b", 108 * 10)
    assert layout.visible(("b", "")).start == 10


def test_a_column_scrolls_by_itself():
    layout = made()
    layout.scroll_to("b", 300)
    assert layout.card(place("a", 0)).y == 68
    assert layout.card(place("b", 0)).y == 68 - 300


def test_scrolling_ends_with_the_last_card():
    layout = made()
    layout.scroll_to("b", 10**9)
    last = layout.card(place("b", 29))
    assert last.y + last.height <= layout.height
    assert not layout.scroll_to("b", 10**9)


def test_what_is_all_in_view_does_not_scroll():
    assert not made().scroll_to("a", 50)


def test_columns_beside_the_window_draw_nothing():
    layout = made(width=300)
    assert layout.visible(("b", "")) != range(0)
    layout.scroll_sideways(10**6)
    assert layout.visible(("a", "")) == range(0)


def test_the_card_under_a_point_is_found():
    layout = made()
    box = layout.card(place("b", 2))
    assert layout.card_at(box.x + 5, box.y + 5) == place("b", 2)


@pytest.mark.parametrize("y", [30, 68 + 104, 5000])
def test_no_card_lies_under_heads_gaps_and_emptiness(y):
    assert made().card_at(made().column("a").x + 20, y) is None


def test_the_upper_half_of_a_card_is_the_place_in_front_of_it():
    layout = made()
    box = layout.card(place("b", 2))
    assert layout.gap_at(box.x + 5, box.y + 20) == place("b", 2)
    assert layout.gap_at(box.x + 5, box.y + 80) == place("b", 3)


def test_below_the_last_card_is_the_end_of_the_column():
    assert made().gap_at(made().column("a").x + 5, 690) == place("a", 3)


def test_a_folded_column_can_be_dropped_on():
    layout = made(folded="b")
    assert layout.gap_at(layout.column("b").x + 5, 400) == place("b", 0)


def test_beside_all_columns_nothing_can_be_dropped():
    assert made(width=2000).gap_at(1990, 300) is None


def test_a_card_out_of_view_is_scrolled_into_it():
    layout = made()
    assert layout.see(place("b", 20))
    box = layout.card(place("b", 20))
    assert box.y >= SIZES.head
    assert box.y + box.height <= layout.height
    assert not layout.see(place("b", 20))


def test_a_column_out_of_view_is_scrolled_into_it():
    layout = made(width=300)
    layout.see(place("c", 0))
    assert 0 <= layout.column("c").x < 300


def test_lanes_lie_below_each_other_as_high_as_their_fullest_column():
    layout = made(laned())
    assert layout.lane("1") == Box(0, 60, 1000, 30 + 2 * 108 + 8)
    assert layout.lane("2").y == 60 + layout.lane("1").height


def test_lanes_scroll_together():
    layout = made(laned(), height=300)
    layout.scroll_to("a", 100)
    assert layout.top("c") == 100
    assert layout.card(place("c", 0, "2")).y == layout.lane("2").y + 30


def test_a_folded_lane_is_its_heading():
    layout = made(laned())
    layout.folded_lanes = {"1"}
    layout.arrange()
    assert layout.lane("1").height == 30
    assert layout.visible(("a", "1")) == range(0)


def test_the_heading_of_a_lane_is_found():
    layout = made(laned())
    assert layout.lane_head_at(50, layout.lane("2").y + 5) == "2"
    assert layout.lane_head_at(50, layout.lane("2").y + 50) is None


def test_a_point_in_a_lane_is_in_its_cell():
    layout = made(laned())
    assert layout.cell_at(layout.column("c").x + 5, layout.lane("2").y + 40) == ("c", "2")


def test_a_board_begins_at_its_top_when_told():
    layout = made(width=300)
    layout.scroll_to("b", 300)
    layout.scroll_sideways(100)
    layout.forget_scroll()
    assert (layout.left, layout.top("b")) == (0, 0)


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 29), some.integers(0, 4000), some.integers(200, 1500))
def test_every_visible_card_is_found_under_its_own_middle(index, top, height):
    layout = made(height=height)
    layout.scroll_to("b", top)
    box = layout.card(place("b", index))
    x, y = box.x + box.width // 2, box.y + box.height // 2
    if y >= SIZES.head:
        assert layout.card_at(x, y) == place("b", index)
    seen = box.y + box.height > SIZES.head and box.y < height
    assert (index in layout.visible(("b", ""))) == seen
