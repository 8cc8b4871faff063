"""What the system says about a file, put in plain words."""

import errno

import pytest

from crm.errors import Invalid, Unavailable
from crm.files.refusals import plain_words


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError(), "list.csv is not there"),
        (PermissionError(), "list.csv may not be read"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_system_says_names_the_file(error, sentence):
    with pytest.raises(Unavailable, match=sentence), plain_words("list.csv"):
        raise error


def test_an_unknown_encoding_stands_beside_its_field():
    with pytest.raises(Invalid) as caught, plain_words("list.csv"):
        "".encode("klingon")
    assert list(caught.value.fields) == ["encoding"]


def test_other_errors_pass():
    with pytest.raises(ValueError, match="bug"), plain_words("list.csv"):
        raise ValueError("bug")
