"""Opening the window of a deal from anywhere. Its parts are loaded with the first one: the start goes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm.views.window import Window


def open_deal(window: Window, deal_id: int) -> None:
    """Open the window of one deal."""
    from crm.views.dialogs import opportunity

    opportunity.show(window, deal_id)
