"""A report goes to a file by its ending, whole or not at all."""

import pytest

from crm.errors import Invalid, Unavailable
from crm.files.report_writing import write
from tests.files.reports_in import report

BEGINNINGS = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_ending_says_which_form(tmp_path, ending):
    path = tmp_path / f"report.{ending.upper()}"
    write(report(), path)
    assert path.read_bytes().startswith(BEGINNINGS[ending])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(Invalid, match=r"\.pdf, \.xlsx or \.csv"):
        write(report(), tmp_path / "report.doc")


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_a_folder_that_is_gone_is_one_sentence(tmp_path, ending):
    with pytest.raises(Unavailable, match="is not there"):
        write(report(), tmp_path / "gone" / f"report.{ending}")


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_an_older_file_is_replaced(tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    path.write_text("old")
    write(report(), path)
    assert path.read_bytes() != b"old"
