"""The page of the dashboard: figures on cards, edits by mouse and keyboard, filters, records behind, an empty file."""

from __future__ import annotations

import pytest

from crm.models.dashboards import AGEING, GOALS, WIN_RATE, WON, Card
from crm.utils import dates
from crm.views import theme
from crm.views.record_window import RecordWindow
from tests.records import second_user
from tests.views.deals import deal, end
from tests.views.user import settle
from tests.window import press, pump

pytestmark = pytest.mark.window
CARDS = (Card(WON, 2), Card(WIN_RATE), Card(GOALS), Card(AGEING, 2))


def _win(own, **values):
    return deal(own, stage_id=end(own, "won").id, closed_on=dates.today(), **values)


@pytest.fixture
def sold(own):
    return [_win(own, title=title) for title in ("Web", "Shop")]


@pytest.fixture
def board(window, own, sold):
    assert sold
    own.dashboards.change(0, cards=CARDS)
    window.show_page("dashboard")
    settle(window)
    pump(window.root, lambda: all(one.figure for one in window.dashboard.contents.values()))
    return window.dashboard


def _kinds(own):
    return [card.kind for card in own.dashboards.all()[0].cards]


def _numbers(board, key):
    board.update()
    return board.contents[key].numbers.words


def _drag(board, key, onto):
    grid = board.grid_of_cards
    name, target = grid.frame(key).name, grid.frame(onto)
    x, y = target.winfo_rootx() + 20 - name.winfo_rootx(), target.winfo_rooty() + 60 - name.winfo_rooty()
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    name.event_generate("<B1-Motion>", x=x, y=y, state=0x100)
    board.update()
    name.event_generate("<ButtonRelease-1>", x=5, y=5)
    settle(board.window)


def test_cards_show_their_figures(board):
    assert list(board.contents) == ["won", "win_rate", "goals", "ageing"]
    assert [value for value, _name, _change in _numbers(board, "won")] == ["€2,000", "2"]


def test_the_first_card_has_the_keyboard(board):
    assert board.grid_of_cards.focused == "won"


def test_a_card_is_there_before_its_figure(board):
    board.show_cards([*CARDS, Card("loss_reasons")])
    made = board.contents["loss_reasons"]
    board.update()
    assert (made.figure, made.frame.title) == (None, "Loss reasons")
    assert made.chart.winfo_ismapped()


def test_a_new_deal_reaches_the_numbers(board, own):
    _win(own)
    settle(board.window)
    assert _numbers(board, "won")[1][0] == "3"


def test_only_what_changed_is_drawn_anew(board, own):
    before = {key: one.figure for key, one in board.contents.items()}
    drawn = board.contents["won"].chart.drawn
    deal(own, title="Open")
    settle(board.window)
    after = {key: one.figure for key, one in board.contents.items()}
    assert after["won"] is before["won"]
    assert board.contents["won"].chart.drawn is drawn
    assert after["ageing"] is not before["ageing"]


def test_a_page_that_is_not_in_view_asks_nothing(board, own):
    board.window.show_page("contacts")
    before = board.contents["won"].figure
    _win(own)
    settle(board.window)
    assert board.contents["won"].figure is before
    board.window.show_page("dashboard")
    settle(board.window)
    assert _numbers(board, "won")[1][0] == "3"


def test_a_card_is_added_from_those_that_miss(board, own):
    board.editing.add_card()
    dialog = next(one for one in board.window.root.winfo_children() if type(one).__name__ == "CardDialog")
    titles = [one.title for one in dialog.offered.values()]
    assert "Won" not in titles
    dialog.list.choose(titles.index("Funnel"))
    dialog.confirm()
    settle(board.window)
    assert _kinds(own) == ["won", "win_rate", "goals", "ageing", "funnel"]
    assert board.contents["funnel"].figure is not None
    assert board.grid_of_cards.focused == "funnel"


def test_a_card_is_removed_with_delete_and_comes_back_with_undo(board, own, user):
    press(board.grid_of_cards.frame("goals"), "Delete")
    settle(board.window)
    assert _kinds(own) == ["won", "win_rate", "ageing"]
    assert "goals" not in board.contents
    user.chord("Control-z")
    settle(board.window)
    assert _kinds(own) == ["won", "win_rate", "goals", "ageing"]
    assert board.contents["goals"].figure is not None


def test_a_card_is_dragged_to_another_place(board, own):
    _drag(board, "goals", "won")
    assert _kinds(own) == ["goals", "won", "win_rate", "ageing"]


def test_a_card_is_moved_by_keys_as_often_as_one_likes(board, own):
    frame = board.grid_of_cards.frame("won")
    press(frame, "Control-Right", "Control-Right")
    settle(board.window)
    assert _kinds(own) == ["win_rate", "goals", "won", "ageing"]


def test_a_card_is_sized_by_keys(board, own):
    press(board.grid_of_cards.frame("goals"), "plus", "Shift-Down")
    settle(board.window)
    assert own.dashboards.all()[0].cards[2] == Card(GOALS, 2, 2)


def test_undo_takes_one_edit_back_at_a_time(board, own, user):
    press(board.grid_of_cards.frame("goals"), "plus", "Shift-Down")
    settle(board.window)
    user.chord("Control-z")
    assert own.dashboards.all()[0].cards[2] == Card(GOALS, 2, 1)
    assert board.grid_of_cards.tile("goals").height == 1


def test_the_first_edit_of_the_template_s_own_keeps_it(window, own, sold):
    assert sold
    window.show_page("dashboard")
    settle(window)
    press(window.dashboard.grid_of_cards.frame("goals"), "Delete")
    press(window.dashboard.grid_of_cards.frame("won"), "Delete")
    settle(window)
    (kept,) = own.dashboards.all()
    assert kept.id > 0
    assert {"won", "goals"}.isdisjoint(card.kind for card in kept.cards)
    assert window.dashboard.dashboard == kept


def test_a_period_narrows_the_whole_page_and_is_remembered(board):
    board.choices.narrow(period="last_month")
    settle(board.window)
    assert _numbers(board, "won")[1][0] == "0"
    assert board.choices.last().filters.period == "last_month"
    assert "compared with" in board.head.days


def test_an_owner_narrows_the_whole_page(board, own):
    berta = second_user(own)
    settle(board.window)
    board.head.buttons["owner"].choose("Berta")
    settle(board.window)
    assert (board.state_now.filters.owner_id, _numbers(board, "won")[1][0]) == (berta.user.id, "0")
    board.head.buttons["owner"].choose("Everyone")
    settle(board.window)
    assert _numbers(board, "won")[1][0] == "2"


def test_an_own_period_is_asked_for(board):
    board.head.buttons["period"].choose("Own period…")
    dialog = next(one for one in board.window.root.winfo_children() if type(one).__name__ == "PeriodDialog")
    dialog.form.set({"since": "2020-01-01", "until": "2020-12-31"})
    dialog.confirm()
    settle(board.window)
    assert (board.state_now.filters.since, board.state_now.filters.until) == ("2020-01-01", "2020-12-31")
    assert str(board.head.buttons["period"].cget("text")) == "2020"


def test_an_own_period_that_ends_before_it_begins_is_refused(board):
    board.ask_period()
    dialog = next(one for one in board.window.root.winfo_children() if type(one).__name__ == "PeriodDialog")
    dialog.form.set({"since": "2020-02-01", "until": "2020-01-01"})
    dialog.confirm()
    assert dialog.form.error_of("until")


def _records(board):
    settle(board.window)
    found = [one for one in board.window.root.winfo_children() if isinstance(one, RecordWindow)]
    return found[-1]


def test_enter_opens_the_records_of_a_card(board, sold):
    press(board.grid_of_cards.frame("won"), "Return")
    assert sorted(_records(board).behind.ids) == sorted(sold)


def test_a_click_on_a_bar_opens_its_records(board, sold):
    chart = board.contents["won"].chart
    day = next(place for place, value in enumerate(chart.chart.series[0].values) if value)
    chart.on_pick(0, day)
    shown = _records(board)
    assert sorted(shown.behind.ids) == sorted(sold)
    assert str(shown.heading.cget("text")).startswith("Won: ")


def test_a_click_on_a_number_opens_its_records(board, sold):
    board.contents["won"].numbers.pick(1)
    assert len(_records(board).behind.ids) == len(sold)


def test_the_definition_tells_what_counts_and_what_not(board, own):
    _win(own, value=5, currency="XAF")
    settle(board.window)
    press(board.grid_of_cards.frame("won"), "i")
    popup = next(one for one in board.grid_of_cards.frame("won").explain.winfo_children())
    assert "by the day they were closed on" in popup.words
    assert "Not in it" in popup.words
    popup.links[0].invoke()
    assert len(_records(board).behind.ids) == 1


def test_another_dashboard_is_made_chosen_and_remembered(board, own):
    made = own.dashboards.add("Team", [Card(GOALS)])
    settle(board.window)
    board.head.buttons["dashboard"].choose("Team")
    settle(board.window)
    assert (list(board.contents), board.choices.last().dashboard) == (["goals"], made)


def test_one_that_is_gone_gives_way_to_the_first(board, own):
    made = own.dashboards.add("Team", [Card(GOALS)])
    settle(board.window)
    board.choices.use(made)
    own.dashboards.remove(made)
    settle(board.window)
    assert board.dashboard.name == "Sales at a glance"


def test_a_copy_is_kept_under_another_name(board, own, user):
    board.head.buttons["dashboard"].choose("Save a copy as…")
    dialog = user.dialog()
    dialog.form.set({"name": "Copy", "shared": True})
    dialog.confirm()
    settle(board.window)
    kept = own.dashboards.all()[1]
    assert (kept.name, kept.shared, kept.cards) == ("Copy", True, CARDS)
    assert board.dashboard == kept


def test_a_name_that_is_missing_is_asked_for(board, user):
    board.editing.rename()
    dialog = user.dialog()
    dialog.form.set({"name": " ", "shared": False})
    dialog.confirm()
    assert dialog.form.error_of("name")


def test_it_is_shared_and_removed_from_its_menu(board, own):
    board.head.buttons["dashboard"].choose("Show it to everybody")
    settle(board.window)
    assert own.dashboards.all()[0].shared
    board.head.buttons["dashboard"].choose("Remove the dashboard")
    settle(board.window)
    assert own.dashboards.all()[0].id == 0
    assert "Remove the dashboard" not in board.head.buttons["dashboard"].labels()


def test_a_kind_of_a_newer_version_says_so_and_stays(board, own):
    own.dashboards.change(board.dashboard.id, cards=[Card("weather"), *CARDS])
    settle(board.window)
    assert "weather" in str(board.contents["weather"].note.cget("text"))
    press(board.grid_of_cards.frame("goals"), "Delete")
    settle(board.window)
    assert _kinds(own) == ["weather", "won", "win_rate", "ageing"]


def test_an_empty_file_shows_ways_to_begin_and_gives_way_to_the_first_deal(window, own):
    window.show_page("dashboard")
    settle(window)
    start = window.dashboard._start
    assert start is not None
    assert start.offers.winfo_ismapped()
    deal(own)
    settle(window)
    assert window.dashboard._start is None
    assert window.dashboard.contents["won"].figure is not None


def test_the_theme_reaches_the_cards(board, root):
    theme.switch(root, "dark")
    board.update()
    chart = board.contents["won"].chart
    assert str(chart.cget("background")) == theme.colors().background


def test_it_speaks_another_language_at_once(board):
    board.window.use_language("es")
    settle(board.window)
    pump(board.window.root, lambda: bool(board.window.dashboard.contents))
    board.window.root.update()
    assert _numbers(board.window.dashboard, "won")[0][0] == "2.000\N{NO-BREAK SPACE}€"


def test_how_the_month_goes_is_on_the_first_page_without_a_step(user, window, sold):
    assert sold
    window.show_page("today")
    settle(window)
    month = window.notebook.page("today").head.month
    pump(window.root, month.winfo_ismapped)
    assert "€2,000 won" in str(month.cget("text"))
    assert "forecast" in str(month.cget("text"))
    assert user.steps == 0


def test_the_dashboard_is_one_click_from_the_first_page(user, window, sold):
    assert sold
    window.show_page("today")
    settle(window)
    month = window.notebook.page("today").head.month
    pump(window.root, month.winfo_ismapped)
    user.click(month)
    assert (window.page_key, user.steps) == ("dashboard", 1)
