"""The dialog that looks for missing documents: which they are, and what came of looking."""

import shutil

import pytest

from crm.views.dialogs.missing_documents import MissingDocuments
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def lost(session, contacts, tmp_path):
    for data in (b"Contrato", b"Oferta"):
        session.documents.add_content(data, f"{data.decode()}.txt", contact_id=contacts[0])
    session.documents.folder.rename(tmp_path / "elsewhere")
    return tmp_path / "elsewhere"


@pytest.fixture
def show(page, desk, opened, outside):
    return lambda: opened(MissingDocuments(page, desk, outside=outside))


@pytest.fixture
def dialog(show, lost):
    assert lost
    return show()


def test_it_lists_what_is_missing_and_whose_it_is(dialog):
    assert sorted(row[0::2] for row in dialog.list._cells.values()) == [
        ("Contrato.txt", "Ana Gil"),
        ("Oferta.txt", "Ana Gil"),
    ]


def test_looking_in_the_right_folder_finds_them(dialog, outside, lost, session):
    outside.answers = [lost]
    dialog.confirm()
    pump(dialog)
    assert session.documents.missing() == []
    assert dialog.said == "2 documents are here again."
    assert dialog.primary.instate(["disabled"])


def test_what_is_still_missing_is_said(dialog, outside, lost):
    shutil.rmtree(next(lost.glob("??")))
    outside.answers = [lost]
    dialog.confirm()
    pump(dialog)
    assert dialog.said == "1 document is here again. 1 document is missing."


def test_a_folder_without_them_says_so(dialog, outside, tmp_path):
    (tmp_path / "empty").mkdir()
    outside.answers = [tmp_path / "empty"]
    dialog.confirm()
    pump(dialog)
    assert dialog.said == "None of them is there. 2 documents are missing."


def test_no_folder_looks_nowhere(dialog, outside):
    outside.answers = [None]
    dialog.confirm()
    assert dialog.said == ""


def test_when_nothing_is_missing_there_is_nothing_to_do(show):
    dialog = show()
    assert dialog.primary.instate(["disabled"])
    assert "Nothing is missing" in dialog.words.cget("text")
