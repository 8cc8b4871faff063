"""Small dialogs of the dashboard: a name that is kept or refused, the days of an own period."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.views.dialogs.dashboards import NameDialog, PeriodDialog

pytestmark = pytest.mark.window


def _named(window, keep):
    dialog = NameDialog(window.root, window.desk, heading="New dashboard", keep=keep)
    dialog.begin("Team", shared=True)
    return dialog


def test_the_name_is_kept_and_its_id_told(window):
    kept, saved = [], []
    dialog = _named(window, lambda name, shared: kept.append((name, shared)) or 7)
    dialog.on_saved = saved.append
    dialog.confirm()
    assert (kept, saved) == ([("Team", True)], [7])


def test_a_refusal_stands_beside_the_name(window):
    def keep(_name, _shared):
        raise Invalid({"name": "It needs another name."})

    dialog = _named(window, keep)
    dialog.confirm()
    assert dialog.form.error_of("name") == "It needs another name."
    dialog.close()


@pytest.mark.parametrize("days", [("2026-01-01", "2026-02-03"), ("2026-01-01", ""), ("", "")])
def test_days_are_told(window, days):
    dialog, heard = PeriodDialog(window.root, window.desk), []
    dialog.on_days = lambda since, until: heard.append((since, until))
    dialog.form.set(dict(zip(("since", "until"), days, strict=True)))
    dialog.confirm()
    assert heard == [days]


def test_a_last_day_before_the_first_is_refused(window):
    dialog, heard = PeriodDialog(window.root, window.desk), []
    dialog.on_days = lambda since, until: heard.append((since, until))
    dialog.form.set({"since": "2026-02-01", "until": "2026-01-01"})
    dialog.confirm()
    assert (heard, bool(dialog.form.error_of("until"))) == ([], True)
    dialog.close()


def test_what_is_no_day_is_refused(window):
    dialog = PeriodDialog(window.root, window.desk)
    dialog.form.editor("since").entry.insert(0, "soon")
    dialog.confirm()
    assert dialog.form.error_of("since")
    dialog.close()
