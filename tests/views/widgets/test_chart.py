"""The chart in a window: what stands while it is drawn, the picture, its parts under pointer and keys, its end."""

from __future__ import annotations

import gc

import pytest

from crm.utils.chart_data import Chart, ChartKind, Series
from crm.views import theme
from crm.views.widgets.chart import ChartView
from tests.window import pump

pytestmark = pytest.mark.window


def sales(*values: float) -> Chart:
    months = ("January", "February", "March", "April")[: len(values)]
    return Chart(ChartKind.BARS, months, (Series("Won", values),))


class Runs:
    """Does work at once, or when told; counts it."""

    def __init__(self) -> None:
        self.count = 0
        self.held: list = []
        self.hold = False

    def __call__(self, work, done):
        self.count += 1
        if self.hold:
            self.held.append((work, done))
        else:
            done(work())

    def go(self):
        """Do what was held, in the order asked."""
        held, self.held = self.held, []
        for work, done in held:
            done(work())


@pytest.fixture
def runs():
    return Runs()


@pytest.fixture
def view(page, runs):
    made = ChartView(page, runs)
    made.place(x=40, y=200, width=400, height=240)
    made.picked = []
    made.on_pick = lambda series, label: made.picked.append((series, label))
    pump(page, lambda: made.winfo_width() == 400)
    return made


@pytest.fixture
def shown(view):
    view.show(sales(3, 5, 2))
    pump(view, lambda: view.drawn is not None)
    return view


def middle(view: ChartView, place: int) -> tuple[int, int]:
    x, y = view.drawn.picks[place].box.middle
    return round(x) + view.margin, round(y) + view.margin


def click(view: ChartView, at: tuple[int, int]) -> None:
    view.event_generate("<Motion>", x=at[0], y=at[1])
    view.event_generate("<ButtonPress-1>", x=at[0], y=at[1])
    view.event_generate("<ButtonRelease-1>", x=at[0], y=at[1])
    view.update()


def press(view: ChartView, *keys: str) -> None:
    view.focus_force()
    pump(view, lambda: view.focus_displayof() is view)
    for key in keys:
        view.event_generate(f"<{key}>")
    view.update()


def test_a_grey_shape_stands_until_the_picture_is_there(view, runs):
    runs.hold = True
    view.show(sales(3, 5))
    assert view.find_withtag("skeleton") and not view.find_withtag("picture")
    runs.go()
    assert view.find_withtag("picture") and not view.find_withtag("skeleton")


def test_a_placeholder_needs_no_drawing(view, runs):
    for kind in ChartKind:
        view.placeholder(kind)
        assert view.find_withtag("skeleton")
    assert runs.count == 0


def test_a_note_takes_the_place_of_a_chart(shown):
    shown.say("Too few to say.")
    assert shown.itemcget("note", "text") == "Too few to say."
    assert not shown.find_withtag("picture")


def test_the_picture_fills_the_widget_but_for_a_margin(shown):
    assert shown.drawn.wanted.size == (400 - 2 * shown.margin, 240 - 2 * shown.margin)


def test_an_equal_chart_is_not_drawn_again(shown, runs):
    shown.show(sales(3, 5, 2))
    assert runs.count == 1


def test_another_chart_is_drawn(shown, runs):
    shown.show(sales(3, 5, 9))
    assert runs.count == 2
    assert shown.drawn.wanted.chart.series[0].values == (3, 5, 9)


def test_an_answer_that_is_no_longer_wanted_is_dropped(view, runs):
    runs.hold = True
    view.show(sales(1, 2))
    view.show(sales(7, 8))
    first, second = runs.held
    late = first[0]()
    second[1](second[0]())
    first[1](late)
    assert view.drawn.wanted.chart == sales(7, 8)


def test_a_click_on_a_bar_picks_it(shown):
    click(shown, middle(shown, 1))
    assert shown.picked == [(0, 1)]


def test_a_click_beside_all_bars_picks_nothing(shown):
    click(shown, (200, 238))
    assert shown.picked == []


def test_a_part_without_records_is_not_picked(shown):
    shown.can_pick = lambda _series, label: label != 1
    click(shown, middle(shown, 1))
    assert shown.picked == []


def test_the_pointer_makes_a_bar_say_its_value(shown):
    x, y = middle(shown, 1)
    shown.event_generate("<Motion>", x=x, y=y)
    shown.update()
    assert shown.parts.tip.text == "February: 5"
    assert shown.find_withtag("emphasis")


def test_a_pointer_that_leaves_ends_the_words(shown):
    x, y = middle(shown, 1)
    shown.event_generate("<Motion>", x=x, y=y)
    shown.event_generate("<Leave>")
    shown.update()
    assert shown.parts.tip.text == ""


def test_keys_walk_the_parts_and_return_picks(shown):
    press(shown, "Right", "Right", "Left", "Return")
    assert shown.picked == [(0, 1)]
    assert shown.parts.tip.text == "February: 5"


def test_the_walk_ends_at_the_ends(shown):
    press(shown, "End", "Right", "Return", "Home", "Left", "Return")
    assert shown.picked == [(0, 2), (0, 0)]


def test_focus_is_seen(shown):
    press(shown)
    assert shown.find_withtag("emphasis")


def test_without_a_chart_the_keyboard_passes_by(view, shown):
    assert str(shown.cget("takefocus")) == "1"
    view.placeholder()
    assert str(view.cget("takefocus")) == "0"


def test_the_part_in_focus_stays_when_values_change(shown):
    press(shown, "Right")
    shown.show(sales(3, 6, 2))
    assert shown.parts.tip.text == "February: 6"


def test_a_change_of_theme_draws_it_in_the_new_colours(shown, root):
    theme.switch(root, "dark")
    pump(shown, lambda: shown.drawn.wanted.look.background == theme.colors().background)
    assert shown.drawn.wanted.look.text == theme.colors().foreground


def test_many_changes_of_size_are_drawn_once(shown, runs):
    for width in range(300, 340, 5):
        shown.place_configure(width=width)
        shown.update()
    pump(shown, lambda: shown.drawn.wanted.size[0] == 335 - 2 * shown.margin)
    assert runs.count == 2


def test_a_hidden_chart_waits_for_its_size(page, runs):
    made = ChartView(page, runs)
    made.show(sales(1, 2))
    assert runs.count == 0
    made.place(x=0, y=0, width=300, height=180)
    pump(page, lambda: made.drawn is not None)
    assert runs.count == 1


def test_an_answer_after_the_end_is_dropped(view, runs):
    runs.hold = True
    view.show(sales(1, 2))
    view.destroy()
    runs.go()
    assert view.drawn is None


def test_two_hundred_pictures_leave_one_image_and_no_figure(shown):
    from matplotlib.figure import Figure

    images = len(shown.tk.call("image", "names"))
    for turn in range(200):
        shown.show(sales(3, 5, turn + 10))
    gc.collect()
    assert len(shown.tk.call("image", "names")) == images
    assert not [one for one in gc.get_objects() if isinstance(one, Figure)]


def test_an_ended_chart_leaves_no_image(page, shown):
    before = len(page.tk.call("image", "names"))
    shown.destroy()
    gc.collect()
    assert len(page.tk.call("image", "names")) == before - 1
