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
