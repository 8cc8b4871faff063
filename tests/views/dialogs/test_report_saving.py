"""Keeping a report under a name."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import YEAR
from crm.models.reports import Definition
from crm.views.dialogs.report_saving import SaveReportDialog
from tests.window import press

pytestmark = pytest.mark.window

LIST = Definition("contacts", ("name",), filters=Filters(YEAR))


@pytest.fixture
def dialog(page, desk, opened):
    return opened(SaveReportDialog(page, desk, definition=LIST))


def kept(session):
    """The reports that are no ready-made ones."""
    return [one for one in session.reports.all() if not one.ready_made]


def test_a_name_and_return_keep_it(dialog, session):
    dialog.form.editor("name").entry.insert(0, "People")
    press(dialog.form.editor("name").entry, "Return")
    assert [(one.name, one.definition, one.shared) for one in kept(session)] == [("People", LIST, False)]


def test_it_can_be_shown_to_everybody(dialog, session):
    dialog.form.put("name", "People")
    dialog.form.editor("shared").entry.invoke()
    dialog.confirm()
    assert kept(session)[0].shared


def test_a_name_that_is_taken_is_refused_beside_it(dialog, session):
    session.reports.add("People", LIST)
    dialog.suggest("People")
    dialog.confirm()
    assert dialog.form.error_of("name")
    assert dialog.winfo_exists()


def test_without_a_name_it_says_so(dialog, session):
    dialog.confirm()
    assert dialog.form.error_of("name")
    assert kept(session) == []
