"""The assistant from file to result: reading, mapping, checking, importing, stopping, undoing."""

from __future__ import annotations

import threading

import pytest

from crm.models.fields import Kind
from crm.models.imports import NEW
from crm.models.lists import ListQuery
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.dialogs.import_file import QUESTIONS
from crm.views.jobs import Jobs
from tests.controllers.files_in import real
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
    dialog.file_page.join.invoke()
    assert not dialog.primary.instate(["disabled"])


def test_a_greyed_button_is_not_pressed_by_enter(dialog, session):
    dialog.choose_field(3, "first_name")
    press(dialog.file_page.source.entity.box, "Return")
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
    dialog.file_page.source.entity.choose("companies")
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
    assert desk.toasts.texts == ["30,000 records imported"]
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


@pytest.fixture
def asking(session, assist, tmp_path):
    """A file whose days may be read in two ways."""
    session.fields.add("Renewal", Kind.DATE)
    path = tmp_path / "days.csv"
    path.write_text("First name,Renewal\nAna,03/04/1990\nBea,05/06/1991\nEva,07/08/1992\n", encoding="utf-8")
    return assist(path), session.fields.all()[0].key


def test_an_ambiguous_date_must_be_answered_before_the_import(asking, session):
    dialog, _key = asking
    assert dialog.primary.cget("text") == "Answer 1 question…"
    press(dialog.primary, "Return")
    assert dialog.file_page.page == QUESTIONS
    assert _count(session) == 0


def test_an_answer_by_keyboard_lets_the_import_begin(asking, session):
    dialog, key = asking
    press(dialog.primary, "Return")
    press(dialog.focus_get(), "Right")
    press(dialog.focus_get(), "space")
    assert dialog.primary.cget("text") == "Import 3 rows"
    press(dialog.focus_get(), "Return")
    assert dialog.result.operation
    assert session.contacts.search("Ana")[0]["custom"][key] == "1990-03-04"


def test_a_question_is_asked_again_for_a_column_sent_there_by_hand(asking):
    dialog, _key = asking
    dialog.choose_field(1, "")
    assert dialog.primary.cget("text") == "Import 3 rows"
    dialog.choose_field(1, f"custom.{_key}")
    assert dialog.primary.cget("text") == "Answer 1 question…"


@pytest.fixture
def strangers(assist, tmp_path):
    """A file with two owners whom nobody knows."""
    path = tmp_path / "owners.csv"
    path.write_text("First name,Owner\nAna,Pedro Lino\nBea,Luis Mar\nEva,Pedro Lino\n", encoding="utf-8")
    return assist(path)


def test_unknown_owners_do_not_pass_silently(strangers, session):
    assert strangers.primary.cget("text") == "Look at 2 questions…"
    assert strangers.file_page.pages.tab(QUESTIONS, "text") == "2 questions"
    press(strangers.primary, "Return")
    assert strangers.file_page.page == QUESTIONS
    assert _count(session) == 0


def test_questions_that_were_seen_hold_nobody_up(strangers, session):
    press(strangers.primary, "Return", "Return")
    assert _count(session) == 3


def test_unknown_owners_are_created_all_at_once(strangers, session):
    press(strangers.primary, "Return")
    press(strangers.file_page.questions_page.together["Owner"].buttons[NEW], "space")
    assert strangers.file_page.pages.tab(QUESTIONS, "text") == "Questions"
    strangers.start()
    assert {"Pedro Lino", "Luis Mar"} <= {user.name for user in session.users.all()}


def test_a_check_leads_to_the_questions_too(strangers, session):
    strangers.check()
    assert strangers.primary.cget("text") == "Look at 2 questions…"
    press(strangers.primary, "Return")
    assert strangers.file_page.page == QUESTIONS
    assert strangers.primary.cget("text") == "Import 3 rows"
    assert _count(session) == 0


@pytest.fixture
def checked(assist, tmp_path):
    """A check with one value that was refused."""
    path = tmp_path / "people.csv"
    path.write_text("First name,Email\nAna,not an address\nBea,b@c.es\n", encoding="utf-8")
    dialog = assist(path)
    dialog.check()
    pump(dialog)
    return dialog


def test_a_cell_mended_in_the_check_is_imported_so(checked, session):
    checked.check_page.filter("problems")
    checked.check_page.cells.edit(1)
    checked.check_page.cells.entry.delete(0, "end")
    checked.check_page.cells.entry.insert(0, "ana@acme.es")
    press(checked.check_page.cells.entry, "Return")
    checked.start()
    assert session.contacts.search("ana")[0]["email"] == "ana@acme.es"
    assert not checked.result.errors


def test_checking_again_knows_what_was_typed(checked):
    checked.check_page.on_edit((2, "Email"), "ana@acme.es")
    assert checked.check_page.again.winfo_manager()
    checked.check_page.again.invoke()
    pump(checked)
    assert not checked.result.errors
    assert not checked.check_page.again.winfo_ismapped()


def test_the_problem_rows_are_exported_with_what_was_typed(checked, outside, tmp_path):
    outside.answers = [tmp_path / "problems.csv"]
    checked.check_page.save.invoke()
    lines = (tmp_path / "problems.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "not an address" in lines[1]


def test_a_mapping_is_kept_and_used_again(dialog, assist, csv_file, session):
    dialog.choose_field(3, "")
    dialog.save_mapping("Without towns")
    dialog.close()
    again = assist(csv_file)
    assert again.reading.chosen[3] == "city"
    again.work.use(again.file_page.mappings.saved[0])
    assert again.reading.chosen[3] == ""
    again.remove_mapping(again.file_page.mappings.saved[0])
    assert session.imports.saved_mappings(again.reading.headers) == []


def test_what_was_chosen_the_last_time_can_be_dropped(dialog, assist, csv_file):
    dialog.choose_field(3, "")
    dialog.start()
    dialog.close()
    again = assist(csv_file)
    assert again.reading.chosen[3] == ""
    again.file_page.afresh.invoke()
    assert again.reading.chosen[3] == "city"


def test_rows_that_are_here_already_are_updated_when_told_so(dialog, assist, session, tmp_path):
    dialog.start()
    dialog.close()
    path = tmp_path / "moved.csv"
    path.write_text("First name,Last name,Email,City\nEva,Sanz,eva@orbit.es,Vigo\n", encoding="utf-8")
    again = assist(path)
    again.file_page.rules_page.choices["update"].invoke()
    again.check()
    outcome = again.result.outcomes[0]
    assert [(change.old, change.new) for change in outcome.changes] == [("Lugo", "Vigo")]
    again.start()
    assert session.contacts.search("eva")[0]["city"] == "Vigo"


def test_an_import_waits_until_the_file_was_looked_through(slowly, session):
    slowly.start()
    assert slowly.work.running
    pump(slowly, lambda: slowly.result is not None, seconds=60)
    assert slowly.reading.survey is not None
    assert _count(session) == 30_000


@pytest.mark.parametrize(
    "name",
    [
        "hubspot_dummy/hubspot_contacts.csv",
        "other_exports/pipedrive_sample_import.csv",
        "crm_messy_demo/09-duplicate-headers.csv",
        "crm_messy_demo/13-mixed-languages.csv",
        "crm_messy_demo/23-quoted-fields-multiline.csv",
    ],
)
def test_a_real_file_is_checked_to_its_last_row(assist, name):
    dialog = assist(real(name))
    dialog.check()
    result = dialog.result
    assert len(dialog.check_page.table.ids) == result.rows == dialog.reading.survey.rows
    assert result.rows == result.created + result.updated + result.unchanged + result.skipped + result.failed


def test_three_hundred_columns_with_long_headers_and_cells_are_shown_and_checked(assist, tmp_path):
    path = tmp_path / "wide.csv"
    headers = ["Name", *(f"A header that nobody reads to its end {place} " * 9 for place in range(299))]
    path.write_text(",".join(headers) + "\n" + ",".join(["Ana", *["x" * 3000] * 299]) + "\n", encoding="utf-8")
    dialog = assist(path)
    dialog.check()
    pump(dialog)
    assert len(dialog.check_page.cells.table.ids) == 300
    assert dialog.check_page.table.winfo_height() > 200
