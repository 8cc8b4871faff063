"""The list of scheduled reports."""

import pytest

from crm.views.dialogs.report_schedule import ReportSchedulesDialog, show
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "informes"
    place.mkdir()
    return place


@pytest.fixture
def dialog(page, desk, opened, folder):
    schedules = desk.session.report_schedules
    weekly = {"ready_made": "contact_list", "every": "week", "on_day": 0, "at": "08:00", "folder": str(folder)}
    schedules.add(weekly)
    schedules.add(weekly | {"ready_made": "lost_deals", "active": 0})
    return opened(ReportSchedulesDialog(page, desk))


def _lines(dialog):
    tree = dialog.list.table.tree
    return [(tree.item(item, "text").strip(), *tree.item(item, "values")) for item in tree.get_children()]


def test_each_stands_with_when_and_where(dialog):
    (first, second) = _lines(dialog)
    assert first[:2] == ("Contact list", "Every week on Monday, 08:00")
    assert (first[2], first[3][-8:]) == ("PDF", "informes")
    assert (second[0], second[4], second[5]) == ("Lost opportunities", "paused", "–")


def test_written_now_it_says_where_the_file_is(dialog, folder):
    dialog.run_now()
    pump(dialog, lambda: "was written" in dialog.said)
    assert [one.suffix for one in folder.iterdir()] == [".pdf"]


def test_what_stands_in_the_way_is_said_below(dialog, folder):
    folder.rmdir()
    dialog.run_now()
    pump(dialog, lambda: "is not there" in dialog.said)


def test_the_problem_of_the_chosen_one_is_shown(dialog, desk):
    desk.session.report_schedules._note(dialog.chosen.id, {"problem": "The folder is not there."})
    dialog.refresh()
    pump(dialog, lambda: "The folder is not there." in dialog.problem.cget("text"))


def test_a_removed_one_goes_and_comes_back(dialog, desk):
    dialog.remove()
    pump(dialog, lambda: len(_lines(dialog)) == 1)
    desk.undo()
    pump(dialog, lambda: len(_lines(dialog)) == 2)


def test_the_chosen_one_is_edited(dialog):
    assert dialog.edit().form.values()["report"] == "contact_list"


def test_without_any_there_is_nothing_to_edit(page, desk, opened):
    assert opened(ReportSchedulesDialog(page, desk)).edit() is None


def test_from_a_report_it_opens_with_a_schedule_for_it(window):
    report = window.desk.session.reports.find("contact_list")
    show(window, report)
    forms = [one for one in _all_below(window.root) if type(one).__name__ == "ReportScheduleDialog"]
    assert [one.form.values()["report"] for one in forms] == ["contact_list"]
    for one in forms:
        one.destroy()


def _all_below(widget):
    for child in widget.winfo_children():
        yield child
        yield from _all_below(child)
