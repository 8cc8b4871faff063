"""The assistant at the real window: counted steps, the list of what was imported, undo."""

from __future__ import annotations

import pytest

from crm.models.lists import ListQuery
from crm.views.dialogs import import_assistant

pytestmark = pytest.mark.window


def _import(user, window, path):
    window.outside.answers = [path]
    user.chord("Control-i")
    user.steps += 1  # the file dialog is two steps: opening it and its choice
    user.enter()


def test_500_usual_rows_are_imported_in_five_steps(user, window, own, usual):
    _import(user, window, usual)
    user.enter()
    assert user.steps <= 5
    assert len(own.contacts.ids(ListQuery())) == 500


def test_that_import_is_undone_in_one_step(user, window, own, usual):
    _import(user, window, usual)
    user.enter()
    before = user.steps
    user.chord("Control-z")
    assert user.steps - before == 1
    assert len(own.contacts.ids(ListQuery())) == 0


def test_nothing_happens_without_a_file(window):
    window.outside.answers = [None]
    import_assistant.show(window)
    assert window.outside.asked == ["Import a file"]


def test_the_new_ones_are_listed_and_no_others(user, window, people, csv_file):
    own = window.desk.session
    own.contacts.change(people["Ana"], {"city": "Lugo", "email": "eva@orbit.es"})
    assistant = import_assistant.open_assistant(window, csv_file)
    assistant.start()
    assistant.show_new()
    user.wait()
    operation = own.history.operations(limit=1)[0].id
    assert [one.values for one in window.contacts.views.query.conditions] == [(operation,)]
    assert window.contacts.head.filters._chips[0].cget("text") == "Imported from: people.csv"
    assert people["Ana"] not in window.contacts.list.table.ids
    assert len(window.contacts.list.table.ids) == assistant.result.created


def test_imported_deals_are_listed_in_the_pipeline(user, window, own, tmp_path):
    own.opportunities.add({"title": "Old"})
    path = tmp_path / "deals.csv"
    path.write_text("Deal Name,Deal Stage,Amount\nObra,Negotiation,5\nReforma,Won,7\n", encoding="utf-8")
    assistant = import_assistant.open_assistant(window, path)
    assistant.start()
    assistant.show_new()
    user.wait()
    assert window.page is window.pipeline
    user.wait()
    assert len(window.pipeline.list.table.ids) == 2
