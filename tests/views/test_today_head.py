"""The head of the day's page."""

from __future__ import annotations

from crm.views.today_head import TodayHead


def test_whose_day_is_wanted_is_told_when_it_is_chosen(page, window):
    head, heard = TodayHead(page, window.desk, everyone=False), []
    head.on_everyone = lambda: heard.append(head.everyone)
    head.choose("everyone")
    head.choose("mine")
    assert heard == [True, False]


def test_it_says_the_day_and_what_it_holds(page, window):
    head = TodayHead(page, window.desk, everyone=True)
    head.show("Saturday, 21 November", "2 overdue")
    assert (head.everyone, head.summary) == (True, "2 overdue")


def test_the_month_stands_where_the_day_leaves_room(page, window):
    head, heard = TodayHead(page, window.desk, everyone=True), []
    head.pack(fill="x")
    head.show("Saturday, 21 November", "2 overdue")
    page.update()
    high = head.winfo_height()
    head.on_month = lambda: heard.append("month")
    head.show_month("November: €12,300 won · forecast €45,000")
    page.update()
    head.month.invoke()
    assert (heard, head.winfo_height()) == (["month"], high)
    assert str(head.month.cget("text")).startswith("November: €12,300")


def test_without_words_there_is_no_month(page, window):
    head = TodayHead(page, window.desk, everyone=True)
    head.pack(fill="x")
    page.update()
    head.show_month("")
    assert not head.month.winfo_manager()
