"""The first rows of a file: as decoded, in a table made anew for another file."""

from __future__ import annotations

import pytest

from crm.views.dialogs.import_preview import Preview
from crm.views.dialogs.import_reading import read_file
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def preview(page, session, csv_file):
    made = Preview(page)
    made.pack(fill="both", expand=True)
    made.show(read_file(session, csv_file))
    pump(page)
    return made


def test_the_rows_are_shown_as_decoded(preview):
    tree = preview.table.tree
    assert tree.item(tree.get_children()[0], "text") == "Eva"


def test_the_same_file_is_drawn_once(preview, session, csv_file):
    before = preview.table
    preview.show(read_file(session, csv_file))
    assert preview.table is before


def test_three_hundred_columns_are_cut(preview, session, tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"Column number {place}" for place in range(300)) + "\n" + "x," * 299 + "x\n")
    preview.show(read_file(session, path))
    assert len(preview.table.columns.all) == 80
