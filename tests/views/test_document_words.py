"""Documents in words: sizes as people read them, a picture for each kind of file, missing ones told."""

import pytest

from crm.models.documents import Document
from crm.views import document_words

pytestmark = pytest.mark.window


def document(name="a.pdf", **values):
    return Document(1, name, "0" * 64, 2_345_678, 1, created_at="2020-01-31T10:00:00Z", **values)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (1250, "1.3 kB"),
        (45_600, "46 kB"),
        (2_345_678, "2.3 MB"),
        (200 << 20, "210 MB"),
        (5 * 10**12, "5 TB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(count, words):
    assert document_words.size(count) == words


def test_a_row_tells_name_size_day_and_who():
    assert document_words.cells(document(user="Berta", about="Web")) == (
        "a.pdf",
        "2.3 MB",
        "31 Jan 2020",
        "Web · Berta",
    )


def test_a_missing_one_says_so_instead_of_its_size():
    assert document_words.cells(document(missing=True))[1] == "missing"


def test_kinds_of_files_have_pictures_of_their_own(root):
    assert root
    pictures = [document_words.picture(document(name)) for name in ("a.pdf", "a.docx", "a.jpg", "a.exe", "a.odd")]
    assert len(set(pictures)) == len(pictures)


def test_a_missing_one_has_a_warning_for_a_picture(root):
    assert root
    assert document_words.picture(document(missing=True)) != document_words.picture(document())


def test_removing_says_the_name_of_one_and_the_number_of_several():
    assert document_words.removed(["a.pdf"]) == "Removed a.pdf."
    assert document_words.removed(["a.pdf", "b.pdf"]) == "2 documents removed."
