"""vCard text cut into cards and properties."""

from crm.files.vcard_lines import bytewise, cards, properties


def one(*lines, charset="utf-8"):
    return next(iter(properties(list(lines), charset)))


def test_a_line_has_a_group_types_and_parameters():
    item = one('item1.TEL;TYPE="work,voice";PREF=1;VALUE=uri:tel:+34-600')
    assert (item.group, item.name, item.raw) == ("item1", "TEL", "tel:+34-600")
    assert item.types == {"WORK", "VOICE"}
    assert item.preferred


def test_a_colon_in_a_quoted_parameter_is_no_end():
    assert one('ADR;LABEL="Mayor 1: León; B":;;Mayor 1').parts() == ["", "", "Mayor 1"]


def test_escaped_separators_do_not_cut():
    assert one("N:Gil\\; Ruiz;Ana\\, María;;;").parts() == ["Gil; Ruiz", "Ana, María", "", "", ""]


def test_a_backslash_before_a_separator_is_only_a_backslash():
    assert one("ORG:Acme\\\\;Ventas").parts() == ["Acme\\", "Ventas"]


def test_a_line_without_a_colon_comes_as_its_text():
    assert one("this is junk") == "this is junk"


def test_quoted_printable_of_an_unknown_charset_is_read_as_utf_8():
    assert one("FN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9").text == "José"


def test_bad_utf_8_in_quoted_printable_is_read_as_cp1252():
    assert one("FN;ENCODING=QUOTED-PRINTABLE:Jos=E9").text == "José"


def test_a_card_within_a_card_belongs_to_it():
    lines = ["BEGIN:VCARD", "FN:Ana", "AGENT:", "BEGIN:VCARD", "FN:Eva", "END:VCARD", "TEL:1", "END:VCARD"]
    assert list(cards(lines)) == [(1, ["FN:Ana", "AGENT:", "TEL:1"], True)]


def test_a_card_without_an_end_ends_at_the_next():
    assert list(cards(["BEGIN:VCARD", "FN:Ana", "BEGIN:VCARD", "FN:Eva", "END:VCARD"])) == [
        (1, ["FN:Ana"], False),
        (2, ["FN:Eva"], True),
    ]


def test_blanks_around_the_signs_of_a_line_are_forgiven():
    item = next(properties(["TEL ; TYPE = CELL : 600"], "utf-8"))
    assert (item.name, item.types, item.text) == ("TEL", {"CELL"}, "600")


def test_a_name_in_base64_is_its_text():
    assert next(properties(["N;ENCODING=BASE64;CHARSET=UTF-8:TXXDsW96O0pvc8Op"], "utf-8")).parts() == ["Muñoz", "José"]


def test_lines_are_joined_as_bytes_and_soft_breaks_are_left():
    assert list(bytewise(["NOTE:a\n", " b\n", "X;QUOTED-PRINTABLE:a=\n", " b\n"])) == [
        b"NOTE:ab\n", b"X;QUOTED-PRINTABLE:a=\n", b" b\n"
    ]  # fmt: skip
