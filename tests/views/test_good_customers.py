"""What the program does about customers by itself: segments follow, a good one gone quiet is told once."""

from datetime import timedelta

import pytest

from crm.models.segments import SegmentAlert, SegmentRules
from crm.utils import dates
from crm.views import good_customers
from tests.records import day_ahead
from tests.views.user import settle

pytestmark = pytest.mark.window


def alert(contact_id, name="Ana"):
    return SegmentAlert(contact_id, name, "2026-11-21", "Why.")


@pytest.fixture
def quiet(own, people, monkeypatch):
    """Berta, a good customer that goes quiet tomorrow; tomorrow has come."""
    won = own.pipelines.default().first("won").id
    for days in (120, 130, 140):
        deal = {"title": "V", "stage_id": won, "value": 1, "contact_id": people["Berta"], "closed_on": day_ahead(-days)}
        own.opportunities.add(deal)
    own.segments.set_rules(SegmentRules(silent_days=1000))
    own.segments.recompute()
    later = (dates.utc_clock() + timedelta(days=1)).date().isoformat()
    monkeypatch.setattr(dates, "today", lambda *_clock: later)
    return people["Berta"]


def test_nothing_to_tell_says_nothing(window, people):
    assert people
    good_customers.tell(window, good_customers.work(window))
    assert window.toasts.texts == []


def test_a_good_customer_gone_quiet_is_told_once_and_opens(window, quiet):
    good_customers.tell(window, good_customers.work(window))
    assert window.toasts.texts[-1].startswith("Berta Ríos has gone quiet. At risk: last purchase 121 days ago")
    settle(window)
    assert good_customers.work(window) == []
    window.toasts.invoke()
    settle(window)
    assert window.contacts.panel.contact_id == quiet


def test_several_are_named_in_one_notice():
    shown = good_customers.words([alert(1, "A"), alert(2, "B"), alert(3, "C")])
    assert shown == "3 good customers have gone quiet: A, B, C."
    more = good_customers.words([alert(number, f"N{number}") for number in range(12)])
    assert more == "12 good customers have gone quiet: N0, N1, N2 and 9 more."


def test_several_open_the_day(window, people):
    good_customers.tell(window, [alert(people["Ana"]), alert(people["Berta"])])
    window.toasts.invoke()
    settle(window)
    assert window.page.key == "today"
