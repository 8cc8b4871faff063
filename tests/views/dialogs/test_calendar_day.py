"""Asking for a day to go to."""

from __future__ import annotations

from datetime import date

import pytest

from crm.views.dialogs.calendar_day import ask_day
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def asked(page, root):
    heard = []
    dialog = ask_day(root, date(2026, 11, 18), then=heard.append)
    pump(page)
    yield dialog, heard
    dialog.close()


def test_a_typed_day_is_gone_to(asked, root):
    dialog, heard = asked
    dialog.form.put("day", "2027-03-03")
    dialog.confirm()
    pump(root, lambda: bool(heard))
    assert heard == [date(2027, 3, 3)]


def test_without_a_day_it_stays_open(asked):
    dialog, heard = asked
    dialog.form.put("day", "")
    dialog.confirm()
    assert dialog.winfo_exists()
    assert heard == []


def test_it_begins_with_the_day_in_view(asked):
    dialog, _heard = asked
    assert dialog.form.values()["day"] == "2026-11-18"


def test_cancelled_nobody_goes_anywhere(asked, root):
    dialog, heard = asked
    dialog.cancel()
    root.update()
    assert heard == []
