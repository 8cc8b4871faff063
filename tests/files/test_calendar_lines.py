"""Calendar files as blocks: encodings, folded lines, blocks that are not closed, lines that are none."""

from __future__ import annotations

import pytest

from crm.files.calendar_lines import blocks, decode, unreadable

_WANTED = frozenset(("SUMMARY", "DTSTART"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_survive_whatever_wrote_the_file(encoding):
    assert decode("SUMMARY:Reunión en Logroño".encode(encoding)) == "SUMMARY:Reunión en Logroño"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_as_any_system_ends_them(end):
    found, outside = blocks(end.join(["BEGIN:VEVENT", "SUMMARY:Uno", "END:VEVENT", ""]))
    assert (found[0].lines, outside) == (["SUMMARY:Uno"], [])


def test_folded_lines_are_one():
    found, _outside = blocks("BEGIN:VEVENT\r\nSUMMARY:Vi\r\n sita\r\n\t larga\r\nEND:VEVENT\r\n")
    assert found[0].properties(_WANTED)["SUMMARY"][0].value == "Visita larga"


def test_parameters_and_escaped_text_are_read():
    found, _outside = blocks(
        'BEGIN:VEVENT\nDTSTART;TZID="A:B":20260101\nSUMMARY;LANGUAGE=es:uno\\, dos\\nfin\nEND:VEVENT'
    )
    properties = found[0].properties(_WANTED)
    assert properties["DTSTART"][0].zone == "A:B"
    assert properties["SUMMARY"][0].value == "uno, dos\nfin"


def test_a_line_that_is_none_is_kept_apart():
    found, _outside = blocks("BEGIN:VEVENT\nX\nSUMMARY=no\nSUMMARY:yes\nEND:VEVENT")
    assert found[0].properties(_WANTED)["SUMMARY"][0].value == "yes"
    assert found[0].broken == ["X", "SUMMARY=no"]
    assert "SUMMARY=no" in unreadable(found[0].broken)


def test_a_block_that_never_ends_is_not_whole():
    found, _outside = blocks("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Uno")
    assert not found[0].whole
    assert not found[0].blocks[0].whole


def test_what_is_left_open_inside_does_not_swallow_the_rest():
    found, _outside = blocks("BEGIN:A\nBEGIN:B\nSUMMARY:Uno\nEND:A\nBEGIN:C\nEND:C")
    assert [(block.name, block.whole) for block in found] == [("A", True), ("C", True)]
    assert not found[0].blocks[0].whole


def test_a_thousand_blocks_inside_each_other_do_no_harm():
    found, _outside = blocks("BEGIN:A\n" * 1000)
    assert found[0].name == "A"


def test_a_block_is_text_again():
    text = "BEGIN:A\r\nX:1\r\nBEGIN:B\r\nY:2\r\nEND:B\r\nEND:A\r\n"
    assert blocks(text)[0][0].text() == text
