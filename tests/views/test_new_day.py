"""What begins with a new day in a window that stays open."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import new_day
from tests.views.user import settle

pytestmark = pytest.mark.window


def kept(own):
    return own.database.value("SELECT count(*) FROM forecast_snapshots WHERE day = :day", day=dates.today())


@pytest.mark.usefixtures("deals")
def test_the_forecast_of_the_day_is_kept_without_a_word(window, own):
    before = own.history.can_undo()
    new_day.look(window, dates.today())
    settle(window)
    assert kept(own)
    assert own.history.can_undo() == before
    assert not window.toasts.texts


@pytest.mark.usefixtures("deals")
def test_it_is_kept_once(window, own):
    new_day.look(window, dates.today())
    settle(window)
    count, operations = kept(own), own.database.value("SELECT count(*) FROM operations")
    new_day.look(window, dates.today())
    settle(window)
    assert (kept(own), own.database.value("SELECT count(*) FROM operations")) == (count, operations)


def test_a_new_day_shows_the_pages_anew(pipeline, window, monkeypatch):
    shown = []
    monkeypatch.setattr(pipeline.boards, "on_loaded", lambda *_told: shown.append(True))
    new_day.look(window, dates.today())
    settle(window)
    assert not shown
    assert new_day.look(window, "2026-01-01") == dates.today()
    settle(window)
    assert shown
