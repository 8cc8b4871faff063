"""What leads out of the window of a deal."""

import pytest

from crm.views.dialogs import opportunity
from crm.views.dialogs.opportunity_doors import show_contact
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def test_a_contact_is_shown_on_its_page(window, people):
    window.show_page("pipeline")
    show_contact(window, people["Ana"])
    settle(window)
    assert (window.page_key, list(window.contacts.selected_ids())) == ("contacts", [people["Ana"]])


def test_the_contact_of_a_deal_is_a_click_away(window, own, deals, people):
    own.opportunities.change(deals["Alpha"], {"contact_id": people["Ana"]})
    opportunity.show(window, deals["Alpha"])
    settle(window)
    dialog = next(one for one in every(window.root) if isinstance(one, opportunity.DealWindow))
    dialog.head.on_contact(people["Ana"])
    settle(window)
    assert list(window.contacts.selected_ids()) == [people["Ana"]]
