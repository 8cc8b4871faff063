"""Words of e-mails in encodings that are stated, missing or false."""

import pytest

from crm.files.mail_words import header_text, text_of


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("=?utf-8?Q?Reuni=C3=B3n_ma=C3=B1ana?=", "Reunión mañana"),
        ("=?iso-8859-1?B?UmV1bmnzbg==?=", "Reunión"),
        ("=?utf-8?B?w7M=?=\r\n =?utf-8?B?w7M=?=", "óó"),
        ("=?utf-8?B?w?=", "w"),
        ("Hola =?utf-8?q?Jos=C3?= =?utf-8?q?=A9?= Gil", "Hola José Gil"),
        ("=?nada?q?a=F1o?=", "año"),
        ("Oferta C:\\users\\ana", "Oferta C:\\users\\ana"),
        ("Rebajas\r\n\tde enero", "Rebajas de enero"),
    ],
)
def test_a_header_is_read_as_it_was_meant(raw, meant):
    assert header_text(raw) == meant


def test_letters_that_stand_in_a_header_as_bytes_are_read():
    assert header_text("Reunión".encode().decode("ascii", "surrogateescape")) == "Reunión"


def test_an_encoded_line_break_makes_no_second_header():
    assert header_text("=?utf-8?q?Hola=0D=0ABcc:_eva=40x.es?=") == "Hola Bcc: eva@x.es"


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii", "", "unknown-8bit", "windows-1252", "utf-8"])
def test_utf_8_is_believed_whatever_is_claimed(charset):
    assert text_of("mañana a las 10 €".encode(), charset) == "mañana a las 10 €"


@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "", "hex", "no-such-one"])
def test_a_western_text_survives_a_false_claim(charset):
    assert text_of("mañana – 10 €".encode("cp1252"), charset) == "mañana – 10 €"


def test_other_alphabets_are_read_as_they_claim():
    assert text_of("Привет".encode("koi8-r"), "KOI8-R") == "Привет"
    assert text_of("こんにちは".encode("iso-2022-jp"), "iso-2022-jp") == "こんにちは"


def test_nothing_is_left_that_cannot_be_kept():
    assert text_of(b"a\x00b\r\nc", "utf-8") == "ab\nc"
