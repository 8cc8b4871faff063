"""The dialog that writes activities to a calendar file."""

from __future__ import annotations

import pytest

from crm.files.calendar_reading import read_file
from crm.models.lists import ListQuery
from crm.views.dialogs.calendar_export import EVERYTHING, LISTED, SELECTED, CalendarExportDialog, Chosen

pytestmark = pytest.mark.window


@pytest.fixture
def ids(session):
    return [session.activities.add({"subject": subject}) for subject in ("uno", "dos", "tres")]


@pytest.fixture
def exporting(page, desk, opened, outside):
    """A function that opens the dialog."""

    def opening(chosen: Chosen) -> CalendarExportDialog:
        return opened(CalendarExportDialog(page, desk, chosen=chosen, outside=outside))

    return opening


def export(dialog, outside, path, which):
    dialog.which.set(which)
    outside.answers.append(path)
    dialog.confirm()
    return [event.title for event in read_file(path).events]


def test_the_selected_ones_are_offered_first(exporting, outside, ids, tmp_path):
    dialog = exporting(Chosen(ids[:1], ListQuery()))
    assert dialog.which.get() == SELECTED
    assert export(dialog, outside, tmp_path / "a.ics", SELECTED) == ["uno"]


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("which", [LISTED, EVERYTHING])
def test_the_list_or_everything_may_go_out(exporting, outside, tmp_path, which):
    dialog = exporting(Chosen((), ListQuery()))
    assert len(export(dialog, outside, tmp_path / "a.ics", which)) == 3


def test_who_names_no_file_is_asked_again(exporting, outside):
    dialog = exporting(Chosen())
    outside.answers.append(None)
    dialog.confirm()
    assert dialog.winfo_exists()


def test_a_file_that_cannot_be_written_is_told_and_the_choice_stays(exporting, outside, tmp_path):
    dialog = exporting(Chosen())
    outside.answers.append(tmp_path / "no" / "a.ics")
    dialog.confirm()
    assert "is not there" in dialog.said
