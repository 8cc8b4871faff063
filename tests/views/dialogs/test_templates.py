"""The dialog of templates: what each would bring, applying, and undo."""

from __future__ import annotations

import pytest

from crm.controllers.templates import Applied
from crm.models.templates.catalogue import TEMPLATES
from crm.views.dialogs.templates import TemplatesDialog, described, told
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened):
    return opened(TemplatesDialog(page, desk))


def _words(dialog):
    return " ".join(str(label.cget("text")) for label in dialog.shown.body.winfo_children())


def test_every_template_is_offered(dialog):
    tree = dialog.list.table.tree
    assert [tree.item(item, "text").strip() for item in tree.get_children()] == [one.label for one in TEMPLATES]


def test_the_chosen_one_tells_what_it_brings(dialog):
    dialog.list.choose(3)
    pump(dialog)
    assert "Sales to buyers" in _words(dialog)
    assert "Mortgage refused" in _words(dialog)


def test_the_way_through_a_pipeline_is_told_with_its_chances():
    words = [text for _style, text in described(TEMPLATES[0])]
    assert "New enquiry (10\N{NO-BREAK SPACE}%) → First meeting (25\N{NO-BREAK SPACE}%)" in words[3]
    assert words[3].endswith("→ Won · Lost")


def test_applying_changes_the_file_and_undo_takes_it_back(dialog, session):
    dialog.list.choose(4)
    dialog.confirm()
    assert session.templates.current() == "software"
    session.history.undo()
    assert session.templates.current() == ""


def test_the_template_of_the_file_is_marked(page, desk, opened, session):
    session.templates.apply("retail")
    dialog = opened(TemplatesDialog(page, desk))
    assert dialog.chosen.key == "retail"
    assert dialog.list.table.tree.item(dialog.list.table.tree.get_children()[1], "text").strip() == "Retail (chosen)"


@pytest.mark.parametrize(
    ("applied", "words"),
    [
        (Applied(1, 0), "Template applied: 1 thing added"),
        (Applied(20, 1), "Template applied: 20 things added, 1 unused one taken away"),
    ],
)
def test_what_was_done_is_told(applied, words):
    assert told(applied) == words
