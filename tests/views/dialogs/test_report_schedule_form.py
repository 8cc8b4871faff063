"""One scheduled report as it is typed."""

import pytest

from crm.views.dialogs.report_schedule_form import ReportScheduleDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def form(page, desk, opened, tmp_path):
    dialog = opened(ReportScheduleDialog(page, desk, report="contact_list"))
    dialog.form.put("folder", str(tmp_path))
    return dialog


def _shown(dialog):
    return {
        name
        for name in ("weekday", "month_day", "folder", "recipient")
        if dialog.form.editor(name).entry.winfo_ismapped()
    }


def _choose(dialog, **values):
    for name, value in values.items():
        dialog.form.put(name, value)
        dialog.form.on_change(name)
    pump(dialog)


def _kept(desk):
    (schedule,) = desk.session.report_schedules.all()
    return schedule


def test_what_is_typed_is_kept(form, desk, tmp_path):
    _choose(form, every="week", weekday="4", at="7:30", format="xlsx")
    form.save()
    kept = _kept(desk)
    assert (kept.name, kept.every, kept.on_day, kept.at, kept.format) == ("Contact list", "week", 4, "07:30", "xlsx")
    assert kept.folder == str(tmp_path)


def test_only_the_fields_that_matter_are_in_sight(form):
    pump(form)
    assert _shown(form) == {"weekday", "folder"}
    _choose(form, every="month", place="mail")
    assert _shown(form) == {"month_day", "recipient"}
    _choose(form, every="day")
    assert _shown(form) == {"recipient"}


def test_by_e_mail_no_folder_is_kept(form, desk):
    _choose(form, place="mail", recipient="jefa@acme.es")
    form.save()
    assert (_kept(desk).folder, _kept(desk).recipient) == ("", "jefa@acme.es")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"at": "mañana"}, ("at", "Write a time")),
        ({"every": "month", "month_day": 40}, ("month_day", "from 1 to 31")),
        ({"folder": "/gone/informes"}, ("folder", "is not there")),
        ({"place": "mail"}, ("recipient", "Write whom")),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(form, desk, values, said):
    _choose(form, **values)
    form.save()
    assert said[1] in form.form.error_of(said[0])
    assert desk.session.report_schedules.all() == []


def test_a_kept_one_is_changed(page, desk, opened, form):
    form.save()
    editing = opened(ReportScheduleDialog(page, desk, schedule=_kept(desk)))
    _choose(editing, every="workday", active=0)
    editing.save()
    assert (_kept(desk).every, _kept(desk).active) == ("workday", False)


def test_the_folder_is_chosen(form, outside, tmp_path):
    chosen = tmp_path / "informes"
    form.outside = outside
    outside.answers.append(chosen)
    form.choose_folder()
    assert form.form.values()["folder"] == str(chosen)


def test_closing_asks_once_something_is_typed(page, desk, opened):
    dialog = opened(ReportScheduleDialog(page, desk))
    assert not dialog.has_edits
    dialog.form.put("at", "9:00")
    assert dialog.has_edits
