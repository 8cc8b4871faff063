"""Which encoding is found in a file; decoding itself is Python's."""

import pytest

from crm.files.encodings import detect_encoding

TEXT = "Nombre;Ciudad\r\nJosé García;León\r\nÑoño;Málaga\r\n"


@pytest.mark.parametrize(
    "name", ["utf-8", "cp1252", "mac_roman", "cp850", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_spanish_text_is_recognised_without_a_mark(write, name):
    path = write(TEXT, encoding=name)
    assert path.read_bytes().decode(detect_encoding(path)) == TEXT


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(write, name):
    assert detect_encoding(write(TEXT, encoding=name)) == name


@pytest.mark.parametrize("text", ["Имя,Город\nИван,Москва\nПётр,Тверь\n", "姓名,城市\n王小明,北京市\n李雷,上海市\n"])
def test_utf_16_of_other_alphabets_is_recognised(write, text):
    assert detect_encoding(write(text, encoding="utf-16-le")) == "utf-16-le"


def test_one_bad_byte_at_the_end_of_a_long_file_is_seen(write):
    assert detect_encoding(write(b"name\n" + b"a,b\n" * 300_000 + b"Jos\xe9\n")) == "cp1252"


def test_a_letter_cut_by_the_reading_is_no_error(write):
    assert detect_encoding(write("ñ" * 1_200_001)) == "utf-8"


def test_nuls_in_plain_text_do_not_make_it_utf_16(write):
    assert detect_encoding(write(b"name,city\nAna\0\0\0,Le\xc3\xb3n\n" * 3)) == "utf-8"


def test_typographic_marks_stay_cp1252(write):
    assert detect_encoding(write("O’Brien;“Casa”;5 €\nD’Angelo;x\n", encoding="cp1252")) == "cp1252"
