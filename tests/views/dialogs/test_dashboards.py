"""The small dialog of a dashboard: a name that is kept or refused."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.views.dialogs.dashboards import NameDialog

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
