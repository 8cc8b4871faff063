"""What a file without deals and activities offers in place of figures."""

from __future__ import annotations

import pytest

from crm.views.dashboard_start import DashboardStart
from tests.window import descendants


@pytest.mark.parametrize(("has_contacts", "offers"), [(False, 3), (True, 2)])
def test_invented_data_is_offered_only_where_there_is_nothing(page, window, has_contacts, offers):
    start = DashboardStart(page, window, has_contacts=has_contacts)
    buttons = [one for one in descendants(start) if one.winfo_class() == "TButton"]
    assert len(buttons) == offers
