"""The assistant from file to result: reading, mapping, checking, importing, stopping, undoing."""

from __future__ import annotations

import threading

import pytest

from crm.models.lists import ListQuery
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.jobs import Jobs
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def assist(page, desk, outside):
    """Opens the assistant on a file."""

    def opening(path):
        dialog = ImportDialog(page, desk, outside=outside, path=path)
        dialog.open()
        pump(dialog)
        return dialog

    return opening


@pytest.fixture
def dialog(assist, csv_file):
    return assist(csv_file)


def _count(session):
    return len(session.contacts.ids(ListQuery()))


def test_the_button_says_how_many_rows(dialog):
    assert dialog.primary.cget("text") == "Import 3 rows"


def test_enter_imports_at_once(dialog, session):
    press(dialog.primary, "Return")
    assert (dialog.result.created, dialog.result.failed) == (3, 0)
    assert _count(session) == 3


def test_the_result_accounts_for_every_row(dialog):
    dialog.start()
    result = dialog.result
    assert result.rows == result.created + result.updated + result.unchanged + result.skipped + result.failed == 3


def test_a_second_import_changes_nothing(dialog, assist, csv_file):
    dialog.start()
    dialog.close()
    again = assist(csv_file)
    again.start()
    assert (again.result.created, again.result.unchanged) == (0, 3)


def test_a_check_writes_nothing(dialog, session):
    dialog.check()
    assert dialog.result.dry_run
    assert dialog.result.created == 3
    assert _count(session) == 0


def test_after_a_check_enter_imports(dialog, session):
    dialog.check()
    press(dialog.primary, "Return")
    assert _count(session) == 3


def test_the_import_is_undone_from_its_result(dialog, session):
    dialog.start()
    dialog.undo()
    assert _count(session) == 0
    assert not dialog.winfo_exists()


def test_two_columns_on_one_field_grey_the_button_until_solved(dialog):
    dialog.choose_field(3, "first_name")
    assert dialog.primary.instate(["disabled"])
    dialog.join("City")
    assert not dialog.primary.instate(["disabled"])


def test_a_greyed_button_is_not_pressed_by_enter(dialog, session):
    dialog.choose_field(3, "first_name")
    press(dialog.file_page.match.box, "Return")
    assert _count(session) == 0


def test_a_column_that_is_left_out_is_not_imported(dialog, session):
    dialog.choose_field(3, "")
    dialog.start()
    assert session.contacts.search("eva")[0]["city"] == ""


def test_a_field_is_made_for_a_column_on_the_way(dialog, session):
    form = dialog.add_field(3)
    form.save()
    (field,) = session.fields.all()
    assert field.label == "City"
    assert dialog.file_page.grid_of_columns.target_of(3).get() == "City"
    dialog.start()
    eva = session.contacts.search("eva")[0]
    assert (eva["city"], eva["custom"][field.key]) == ("", "Lugo")


def test_the_file_may_hold_companies(assist, tmp_path, session):
    path = tmp_path / "companies.csv"
    path.write_text("Company,City\nAcme,Lugo\n", encoding="utf-8")
    dialog = assist(path)
    dialog.choose_entity("companies")
    dialog.start()
    assert session.contacts.search("acme")[0]["kind"] == "company"


def test_a_file_that_cannot_be_read_is_refused_in_words(assist, tmp_path):
    dialog = assist(tmp_path / "gone.csv")
    assert "gone.csv" in dialog.said
    assert dialog.primary.cget("text") == "Other file…"


def test_another_file_can_be_chosen(dialog, outside, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("Nombre,Correo\nAna,ana@acme.es\n", encoding="utf-8")
    outside.answers = [path]
    dialog.file_page.on_other()
    assert dialog.primary.cget("text") == "Import 1 row"


def test_refused_values_are_saved_as_a_file(assist, outside, tmp_path):
    path, target = tmp_path / "people.csv", tmp_path / "refused.csv"
    path.write_text("Name,Email\nAna,not an address\nBea,b@c.es\n", encoding="utf-8")
    dialog = assist(path)
    dialog.start()
    outside.answers = [target]
    dialog.outcome_page.save.invoke()
    assert "not an address" in target.read_text(encoding="utf-8-sig")


def test_escape_asks_before_a_mapping_made_by_hand_is_lost(dialog):
    dialog.choose_field(3, "")
    press(dialog.primary, "Escape")
    assert dialog.winfo_exists()
    assert over(dialog).winfo_exists()


def test_escape_closes_an_untouched_assistant(dialog):
    press(dialog.primary, "Escape")
    assert not dialog.winfo_exists()


@pytest.fixture
def slowly(desk, assist, tmp_path):
    """A large file, with work really done beside the window."""
    desk.jobs = Jobs(desk.root)
    path = tmp_path / "many.csv"
    path.write_text("Name\n" + "".join(f"Person {row}\n" for row in range(30_000)), encoding="utf-8")
    dialog = assist(path)
    pump(dialog, lambda: dialog.reading is not None, seconds=30)
    yield dialog
    desk.jobs.stop()


def test_stopping_leaves_nothing_behind(slowly, session):
    slowly.start()
    slowly.stop()
    pump(slowly, lambda: bool(slowly.said), seconds=30)
    assert slowly.said == "Stopped. Nothing was changed."
    assert _count(session) == 0


def test_a_closed_assistant_imports_on_and_tells_the_end(slowly, desk, session, root):
    slowly.start()
    slowly.close()
    pump(root, lambda: bool(desk.toasts.texts), seconds=60)
    assert desk.toasts.texts == ["30,000 contacts imported"]
    assert _count(session) == 30_000


def test_an_import_stopped_without_its_window_says_so(slowly, desk, session, root):
    slowly.start()
    slowly.close()
    for job in desk.jobs.running:
        job.cancel()
    pump(root, lambda: bool(desk.toasts.texts), seconds=60)
    assert desk.toasts.texts == ["Stopped. Nothing was changed."]
    assert _count(session) == 0


def test_progress_is_shown_while_it_imports(slowly):
    seen = threading.Event()
    show = slowly.running_page.show

    def watching(progress):
        show(progress)
        seen.set()

    slowly.running_page.show = watching
    slowly.start()
    pump(slowly, lambda: slowly.result is not None, seconds=60)
    assert seen.is_set()
