"""Opening a deal from anywhere."""

from __future__ import annotations

import pytest

from crm.views.opportunity_opening import open_deal
from tests.views.deals import deal
from tests.views.user import User

pytestmark = pytest.mark.window


def test_the_window_of_a_deal_is_opened(window, own):
    web = deal(own)
    open_deal(window, web)
    assert User(window).dialog().whole.deal.id == web
