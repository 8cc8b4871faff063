"""What stands above the dashboard: its name, the days, filters that stand out when they narrow."""

from __future__ import annotations

from crm.views.dashboard_head import DashboardHead


def _head(page):
    head = DashboardHead(page)
    head.pack(fill="x")
    page.update()
    return head


def test_it_says_the_days_it_is_about(page):
    head = _head(page)
    head.say_days("November, compared with 1–21 Oct")
    assert head.days == "November, compared with 1–21 Oct"


def test_a_filter_that_narrows_is_strong(page):
    head = _head(page)
    for narrowed, style in ((True, "Strong.TMenubutton"), (False, "Quiet.TMenubutton")):
        head.say("owner", "Ana", narrowed=narrowed)
        assert str(head.buttons["owner"].cget("style")) == style


def test_a_long_name_leaves_room_for_the_filters(page):
    head = _head(page)
    head.name("A dashboard with a very long name " * 4)
    page.update()
    assert head.buttons["dashboard"].winfo_width() < 320
    assert head.buttons["owner"].winfo_ismapped()


def test_its_menus_hold_what_they_are_given(page):
    head = _head(page)
    head.entries = lambda name: [(name, lambda: None, False)]
    assert head.buttons["period"].labels() == ["period"]
