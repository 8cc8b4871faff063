"""The page of the dashboard: figures on cards, read anew when something changes, an empty file, theme and language."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Card, Filters
from crm.views import theme
from tests.views.boards import CARDS, kinds, numbers, opened, win
from tests.views.deals import deal
from tests.views.user import settle
from tests.window import press, pump

pytestmark = pytest.mark.window


def test_cards_show_their_figures(board):
    assert list(board.contents) == ["won", "win_rate", "goals", "ageing"]
    assert numbers(board, "won") == ["€2,000", "2"]


def test_the_first_card_has_the_keyboard(board):
    assert board.grid_of_cards.focused == "won"


def test_a_new_deal_reaches_the_numbers(board, own):
    win(own)
    settle(board.window)
    assert numbers(board, "won")[1] == "3"


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
    win(own)
    settle(board.window)
    assert board.contents["won"].figure is before
    board.window.show_page("dashboard")
    settle(board.window)
    assert numbers(board, "won")[1] == "3"


def test_an_own_period_that_ends_before_it_begins_is_refused(board):
    board.ask_period()
    dialog = opened(board, "OwnPeriodDialog")
    dialog.form.set({"since": "2020-02-01", "until": "2020-01-01"})
    dialog.confirm()
    assert dialog.form.error_of("until")


def test_enter_opens_the_records_of_a_card(board, sold):
    press(board.grid_of_cards.frame("won"), "Return")
    settle(board.window)
    assert sorted(opened(board, "RecordWindow").behind.ids) == sorted(sold)


def test_a_click_on_a_number_opens_its_records(board, sold):
    board.contents["won"].numbers.pick(1)
    settle(board.window)
    assert len(opened(board, "RecordWindow").behind.ids) == len(sold)


def test_a_kind_of_a_newer_version_says_so_and_stays(board, own):
    own.dashboards.change(board.dashboard.id, cards=[Card("weather"), *CARDS])
    settle(board.window)
    assert "weather" in str(board.contents["weather"].note.cget("text"))
    press(board.grid_of_cards.frame("goals"), "Delete")
    settle(board.window)
    assert kinds(own) == ["weather", "won", "win_rate", "ageing"]


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
    assert numbers(board.window.dashboard, "won")[0] == "2.000\N{NO-BREAK SPACE}€"


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


def test_it_opens_with_what_the_line_is_about(user, window, sold, own):
    own.opportunities.change_many(sold, {"assigned_to": own.user.id})
    own.users.add("Berta")
    window.dashboard.choices.narrow(period="last_year")
    window.show_page("today")
    today = window.notebook.page("today")
    today.refresh()
    pump(window.root, lambda: today._month is not None and today._month.owner_id == own.user.id)
    pump(window.root, today.head.month.winfo_ismapped)
    user.click(today.head.month)
    assert window.dashboard.state_now.filters == Filters(owner_id=own.user.id)
