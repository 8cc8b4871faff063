"""The errand that writes scheduled reports, and what is said of it."""

import pytest

from crm.errors import Unavailable
from crm.models.report_schedules import Outcome
from crm.views import report_turns

pytestmark = pytest.mark.window


def _schedule(window, folder):
    values = {"ready_made": "contact_list", "every": "day", "at": "08:00", "folder": str(folder)}
    schedules = window.desk.session.report_schedules
    schedule_id = schedules.add(values)
    schedules._note(schedule_id, {"next_at": "2026-01-01T07:00:00Z"})
    return schedule_id


def test_what_is_due_is_written(window, tmp_path):
    _schedule(window, tmp_path)
    (outcome,) = report_turns.write_due(window)
    assert outcome.path.is_file()
    assert report_turns.write_due(window) == []


def test_a_problem_stands_for_the_bottom_line_until_it_is_gone(window, tmp_path):
    folder = tmp_path / "informes"
    folder.mkdir()
    _schedule(window, folder)
    folder.rmdir()
    for _time in range(2):
        with pytest.raises(Unavailable, match=r"The report Contact list was not written: .* is not there"):
            report_turns.write_due(window)


def test_each_report_that_was_written_can_be_opened(window, tmp_path):
    path = tmp_path / "report.pdf"
    report_turns.told(window, [Outcome(1, "Contact list", path)])
    assert any("Contact list was written" in text for text in window.toasts.texts)
    window.toasts.invoke()
    assert window.outside.shown == [path]


def test_one_that_goes_by_e_mail_is_said_to_be_in_the_outbox(window):
    report_turns.told(window, [Outcome(1, "Contact list", recipient="jefa@acme.es")])
    assert any("on its way to jefa@acme.es" in text for text in window.toasts.texts)
