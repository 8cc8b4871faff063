"""Exporting: what is asked, what is written, the folder afterwards; counted steps at the real window."""

from __future__ import annotations

import csv
from array import array

import pytest

from crm.models.imports import ACTIVITIES, OPPORTUNITIES
from crm.models.lists import ListQuery
from crm.views.dialogs.export import (
    CALENDAR,
    CARDS,
    EVERYTHING,
    LISTED,
    SELECTED,
    SHOWN_COLUMNS,
    ExportDialog,
    Scope,
    show,
)
from tests.views.user import User, every
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def asking(page, desk, outside, contacts):
    """Opens the dialog on a list of one of the three, with these selected."""

    def opening(*selected):
        scope = Scope(ListQuery("ana"), 1, array("q", selected), ("name", "email"))
        dialog = ExportDialog(page, desk, scope=scope, outside=outside)
        dialog.open()
        dialog.format.set(".csv")
        return dialog

    assert len(contacts) == 3
    return opening


def _export(dialog, outside, path):
    outside.answers = [path]
    dialog.confirm()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_filtered_list_is_exported(asking, outside, tmp_path):
    rows = _export(asking(), outside, tmp_path / "out.csv")
    assert len(rows) == 2
    assert "Ana" in rows[1]


def test_several_selected_contacts_are_what_is_meant(asking, contacts):
    assert asking(*contacts[:2]).rows.get() == SELECTED
    assert asking(contacts[0]).rows.get() == LISTED


def test_the_selected_ones_are_exported(asking, outside, tmp_path, contacts):
    rows = _export(asking(*contacts[1:]), outside, tmp_path / "out.csv")
    assert len(rows) == 3


def test_everything_is_exported(asking, outside, tmp_path):
    dialog = asking()
    dialog.rows.set(EVERYTHING)
    assert len(_export(dialog, outside, tmp_path / "out.csv")) == 4


def test_only_the_columns_of_the_list_are_exported(asking, outside, tmp_path):
    dialog = asking()
    dialog.columns.set(SHOWN_COLUMNS)
    assert _export(dialog, outside, tmp_path / "out.csv")[0] == ["Name", "E-mail"]


def test_cards_have_no_columns_to_choose(asking):
    dialog = asking()
    dialog.format.set(".vcf")
    assert all(button.instate(["disabled"]) for button in dialog.column_buttons)


def test_the_format_is_remembered(asking, outside, tmp_path, desk):
    _export(asking(), outside, tmp_path / "out.csv")
    assert desk.settings.get("export.format") == ".csv"


def test_afterwards_the_folder_is_one_press_away(asking, outside, tmp_path):
    dialog = asking()
    _export(dialog, outside, tmp_path / "out.csv")
    press(dialog.primary, "Return")
    assert outside.shown == [tmp_path]
    assert not dialog.winfo_exists()


def test_without_a_file_name_nothing_happens(asking, outside):
    dialog = asking()
    outside.answers = [None]
    dialog.confirm()
    assert dialog.choices.winfo_manager()


def test_a_folder_that_is_not_there_is_refused_and_everything_asked_stays(asking, tmp_path):
    dialog = asking()
    dialog.start(tmp_path / "nowhere" / "out.csv")
    assert dialog.said
    assert dialog.choices.winfo_manager()


def test_the_filtered_list_goes_to_excel_in_four_steps(window, people, tmp_path):
    assert len(people) == 4
    user, path = User(window), tmp_path / "acme.xlsx"
    window.outside.answers = [path]
    user.chord("Control-e")
    user.enter()
    user.steps += 1  # the system's dialog: Enter on the name proposed
    assert user.steps <= 4
    assert path.stat().st_size > 0


def test_what_is_offered_is_counted(asking, contacts):
    offered = [words for _value, words in asking(*contacts[:2])._rows_offered()]
    assert offered[:2] == ["Only the selected ones · 2", "The list as it is filtered now · 1"]


def test_deals_in_view_are_exported_as_no_cards(page, desk, outside, tmp_path):
    desk.session.opportunities.add({"title": "Obra", "value": 100})
    scope = Scope(ListQuery(), None, array("q"), ("name", "value", "next_activity"), "opportunities")
    dialog = ExportDialog(page, desk, scope=scope, outside=outside)
    dialog.open()
    assert ".vcf" not in [ending for ending, _words, _hint in dialog._formats()]
    dialog.format.set(".csv")
    dialog.columns.set(SHOWN_COLUMNS)
    assert _export(dialog, outside, tmp_path / "a.csv") == [
        ["Title", "Value", "Next activity"],
        ["Obra", "1.00", "No activity planned"],
    ]


@pytest.fixture
def planned(session):
    return [session.activities.add({"subject": subject, "due_on": "2999-12-24"}) for subject in ("Offer", "Visit")]


@pytest.fixture
def of_activities(page, desk, outside, planned):
    scope = Scope(ListQuery(), 2, array("q", planned[:1]), ("subject", "due_on", "time"), ACTIVITIES)
    dialog = ExportDialog(page, desk, scope=scope, outside=outside)
    dialog.open()
    return dialog


def test_activities_are_exported_with_the_columns_of_their_list(of_activities, outside, tmp_path):
    of_activities.format.set(".csv")
    of_activities.columns.set(SHOWN_COLUMNS)
    rows = _export(of_activities, outside, tmp_path / "out.csv")
    assert [row[0] for row in rows] == ["Subject", "Offer", "Visit"]


def test_activities_become_a_calendar_of_those_that_are_chosen(of_activities, outside, tmp_path):
    of_activities.format.set(CALENDAR)
    of_activities.rows.set(SELECTED)
    outside.answers = [tmp_path / "out.ics"]
    of_activities.confirm()
    written = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert ("SUMMARY:Offer" in written, "SUMMARY:Visit" in written) == (True, False)


def test_a_calendar_of_everything_tells_series_by_their_rule(of_activities, session, outside, tmp_path):
    session.series.add({"subject": "Report", "due_on": "2999-01-07"}, "FREQ=DAILY;COUNT=3")
    of_activities.format.set(CALENDAR)
    outside.answers = [tmp_path / "out.ics"]
    of_activities.confirm()
    written = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert ("RRULE:FREQ=DAILY;COUNT=3" in written, written.count("SUMMARY:Report")) == (True, 1)


def test_only_activities_become_a_calendar_and_only_contacts_cards(of_activities, asking):
    endings = [{ending for ending, _words, _hint in dialog._formats()} for dialog in (of_activities, asking())]
    assert [(CALENDAR in one, CARDS in one) for one in endings] == [(True, False), (False, True)]


def test_a_page_that_is_no_list_exports_all_activities(window, own):
    own.activities.add({"subject": "Offer"})
    window.show_page("calendar")
    window.root.update()
    show(window)
    [dialog] = [one for one in every(window.root) if isinstance(one, ExportDialog)]
    assert (dialog._scope.entity, [words for _value, words in dialog._rows_offered()]) == (
        ACTIVITIES,
        ["Everything in the file"],
    )
    dialog.close()


def test_from_the_dashboard_every_opportunity_is_offered(window):
    window.show_page("dashboard")
    show(window)
    dialog = next(one for one in window.root.winfo_children() if isinstance(one, ExportDialog))
    assert dialog._scope.entity == OPPORTUNITIES
    dialog.close()
