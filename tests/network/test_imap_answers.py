"""What answers of IMAP servers tell."""

import pytest

from crm.network.imap_answers import UID, Folder, as_number, come_at, listed, pairs, quoted, told


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        (b'(\\HasNoChildren) "/" INBOX', Folder("INBOX", "inbox")),
        (b'(\\HasNoChildren \\Sent) "/" "Mis &APE-"', Folder("Mis ñ", "sent")),
        (b'(\\HasNoChildren) "." "INBOX.Sent Items"', Folder("INBOX.Sent Items", "sent")),
        (b'() NIL "a \\"b\\""', Folder('a "b"')),
        ((b'() "/" {5}', b"Pepe\xff"), Folder("Pepe\ufffd")),
        ((b'(\\Trash) "\\\\" {3}', b"P&L"), Folder("P&L", "trash")),
        (b'(\\Noselect) "/" "[Gmail]"', None),
        (b"nonsense", None),
        (None, None),
    ],
)
def test_a_folder_is_read_from_its_line(line, folder):
    assert listed(line) == folder


def test_what_stands_around_the_bytes_belongs_to_them():
    answer = [(b"1 (UID 5 BODY[] {2}", b"ab"), b")", b"2 (FLAGS ())", (b"3 (BODY[] {1}", b"c"), b" UID 9)"]
    assert [(told(UID, about), data) for about, data in pairs(answer)] == [(5, b"ab"), (9, b"c")]


@pytest.mark.parametrize(
    ("told_as", "moment"),
    [
        ("19-Nov-2026 10:30:00 +0100", "2026-11-19T09:30:00Z"),
        (" 9-Nov-2026 10:30:00 +0000", "2026-11-09T10:30:00Z"),
        ("19-Brumario-2026 10:30:00", ""),
        ("31-Feb-2026 10:30:00 +0000", ""),
    ],
)
def test_the_moment_of_arrival_is_read(told_as, moment):
    assert come_at(f'1 (INTERNALDATE "{told_as}" UID 1)'.encode()) == moment


def test_a_word_begins_no_second_command():
    assert quoted('a"b\\c\r\nA1 DELETE x') == b'"a\\"b\\\\cA1 DELETE x"'


@pytest.mark.parametrize(("data", "number"), [([b"17"], 17), ([None], 0), ([], 0), ([b"x"], 0), ([b"9" * 30], 0)])
def test_a_number_is_one_or_nothing(data, number):
    assert as_number(data) == number
