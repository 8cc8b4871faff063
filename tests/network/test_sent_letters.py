"""The list of what this computer sent: remembered across programs, short, and never in the way."""

import pytest

from crm.network import sent_letters
from crm.network.sent_letters import SentLetters


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "sent"


def test_what_was_sent_is_known_to_the_next_program(path):
    SentLetters(path).note("<1@acme.es>")
    assert SentLetters(path).has("<1@acme.es>")
    assert not SentLetters(path).has("<2@acme.es>")


def test_what_another_program_sends_meanwhile_is_known(path):
    letters = SentLetters(path)
    assert not letters.has("<1@acme.es>")
    SentLetters(path).note("<1@acme.es>")
    assert letters.has("<1@acme.es>")


def test_it_names_nobody(path):
    SentLetters(path).note("<ana@acme.es>")
    assert "acme" not in path.read_text()


def test_a_list_that_cannot_be_written_is_no_obstacle(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    letters = SentLetters(tmp_path / "file" / "sent")
    letters.note("<1@acme.es>")
    assert letters.has("<1@acme.es>")
    assert "cannot be" in caplog.text


def test_it_does_not_grow_for_ever(path, monkeypatch):
    monkeypatch.setattr(sent_letters, "_MOST", 3)
    for number in range(8):
        SentLetters(path).note(f"<{number}@acme.es>")
    letters = SentLetters(path)
    assert (letters.has("<7@acme.es>"), letters.has("<0@acme.es>")) == (True, False)
    assert len(path.read_text().splitlines()) == 3


def test_a_damaged_list_is_read_as_far_as_it_goes(path):
    SentLetters(path).note("<1@acme.es>")
    path.write_bytes(b"\xff\xfe\x00half a line\n" + path.read_bytes())
    assert SentLetters(path).has("<1@acme.es>")
