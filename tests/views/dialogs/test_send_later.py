"""Choosing when an e-mail goes."""

from datetime import datetime

import pytest

from crm.utils import dates
from crm.views.dialogs.send_later import SendLaterDialog, usual
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page):
    made = SendLaterDialog(page)
    made.told = []
    made.on_chosen = made.told.append
    made.open()
    pump(made)
    return made


def test_tomorrow_morning_is_proposed(dialog, page):
    dialog.confirm()
    page.update()
    assert dialog.told == [usual(dates.to_local(dates.now()))[1][1]]


def test_a_time_that_is_past_is_refused(dialog):
    dialog.form.put("send_after", "2020-01-01T09:00:00Z")
    dialog.confirm()
    assert "past" in dialog.form.error_of("send_after")
    assert dialog.winfo_exists()


def test_no_time_is_refused(dialog):
    dialog.form.put("send_after", "")
    dialog.confirm()
    assert dialog.form.error_of("send_after")


@pytest.mark.parametrize(("day", "monday"), [("2026-11-21", "2026-11-23"), ("2026-11-23", "2026-11-30")])
def test_monday_is_always_ahead(day, monday):
    moments = [dates.to_local(moment) for _words, moment in usual(datetime.fromisoformat(f"{day}T10:00"))]
    assert f"{moments[2]:%Y-%m-%d %H:%M}" == f"{monday} 09:00"
