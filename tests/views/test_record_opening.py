"""Any record is opened where it is at home."""

from __future__ import annotations

import pytest

from crm.views.dialogs.activity import ActivityDialog
from crm.views.dialogs.opportunity import DealWindow
from crm.views.record_opening import open_record
from tests.views.user import opened, settle

pytestmark = pytest.mark.window


def test_a_deal_opens_in_a_window(window, deals):
    open_record(window, "opportunities", record_id=deals["Alpha"])
    opened(window, DealWindow).close()


def test_an_activity_opens_in_a_window(window, own):
    open_record(window, "activities", record_id=own.activities.add({"type": "call", "subject": "Ask"}))
    opened(window, ActivityDialog).close()


def test_a_contact_is_shown_on_its_page(window, people):
    open_record(window, "contacts", record_id=people["Berta"])
    settle(window)
    assert (window.page_key, list(window.contacts.selected_ids())) == ("contacts", [people["Berta"]])


def test_an_interaction_is_shown_with_its_contact(window, people, own):
    logged = own.interactions.add(people["Carlos"], {"type": "call", "subject": "Price"})
    open_record(window, "interactions", record_id=logged)
    settle(window)
    assert list(window.contacts.selected_ids()) == [people["Carlos"]]
