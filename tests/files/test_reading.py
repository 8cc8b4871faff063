"""What a file is, by its content, and the sentences of every refusal."""

import random
import zipfile

import pytest

from crm.errors import Invalid, Unavailable
from crm.files.reading import detect, open_table


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Unavailable, match=r"no\.csv is not there"):
        detect(tmp_path / "no.csv")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Invalid, match="is a folder"):
        detect(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\r\n \r\n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_an_empty_file_is_refused(write, content):
    with pytest.raises(Invalid, match="is empty"):
        detect(write(content))


def test_a_picture_named_csv_is_refused(write):
    with pytest.raises(Invalid, match="is a picture"):
        detect(write(b"\x89PNG\r\n\x1a\n" + bytes(range(256))))


def test_random_bytes_are_refused(write):
    with pytest.raises(Invalid, match="is not a table"):
        detect(write(random.Random(1).randbytes(50_000)))


def test_a_document_in_a_zip_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(Invalid, match="not a table"):
        detect(tmp_path / "letter.xlsx")


def test_the_ending_of_a_file_does_not_matter(write):
    assert detect(write("Name,City\nAna,León\n", "list.xlsx")).format == "csv"


def test_an_unknown_encoding_is_refused(write):
    with pytest.raises(Invalid, match="no encoding"):
        detect(write("Name\nAna\n"), encoding="klingon")


def test_a_file_that_went_away_is_named(write):
    source = detect(write("Name\nAna\n"))
    source.path.unlink()
    with pytest.raises(Unavailable, match="not there"):
        open_table(source)


def test_a_file_that_goes_away_while_it_is_read_is_named(write, read):
    table = read(write("Name\nAna\n"))
    (table_path := detect(write("Name\nAna\n")).path).unlink()
    with pytest.raises(Unavailable, match=table_path.name):
        list(table.rows())


@pytest.mark.parametrize("text", ["BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "<?xml version='1.0'?><rss></rss>"])
def test_calendars_and_other_xml_are_refused(write, text):
    with pytest.raises(Invalid, match="not a table"):
        detect(write(text))
