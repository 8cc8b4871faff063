"""What a card of a day says of itself."""

from __future__ import annotations

from crm.views.widgets.day_model import DayCard, DayRow


def test_a_card_knows_how_many_rows_it_does_not_show():
    rows = (DayRow(1, "Ana"), DayRow(2, "Berta"))
    assert DayCard("quiet", "Quiet", "chat", "muted", 5, rows).more == 3
    assert DayCard("quiet", "Quiet", "chat", "muted", 2, rows).more == 0
