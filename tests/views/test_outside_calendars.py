"""The errand that reads calendars: what is due is read, what fails is told once all were tried."""

from __future__ import annotations

import pytest

from crm.errors import Unavailable
from crm.views.errands import ERRANDS
from crm.views.outside_calendars import read_due
from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar

pytestmark = pytest.mark.window


def test_what_is_due_is_read_and_what_fails_is_told(window, own, tmp_path):
    folder, gone = tmp_path / "citas", tmp_path / "otra"
    for path in (folder, gone):
        path.mkdir()
        own.calendars.add({"name": path.name, "kind": "folder", "address": str(path)})
    (folder / "a.ics").write_text(calendar(f"DTSTART:{day(1)}"))
    gone.rmdir()
    with pytest.raises(Unavailable, match="otra"):
        read_due(window)
    assert own.calendars.all()[0].read_at
    assert read_due(window) == 0


def test_it_is_an_errand_of_the_network():
    assert next(errand for errand in ERRANDS if errand.name == "calendars").network
