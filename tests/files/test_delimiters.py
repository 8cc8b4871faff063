"""Which delimiter is found in a piece of text; whole files are in test_delimited."""

import pytest

from crm.files.delimiters import ONE_COLUMN, declared, find_delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter):
    assert find_delimiter(f"a{delimiter}b\n1{delimiter}2\n", whole=True) == delimiter


def test_decimal_commas_lose_against_semicolons():
    assert find_delimiter("Ana;1,5\nEva;2,5\n", whole=True) == ";"


def test_semicolons_inside_a_list_lose_against_commas():
    assert find_delimiter("Name,Tags\nAna,a;b;c\nEva,d\nLuz,e;f\n", whole=True) == ","


def test_ragged_rows_do_not_hide_the_comma():
    assert find_delimiter("a,b,c\n1,2\n1,2,3,4\n1,2,3\n", whole=True) == ","


def test_prose_in_one_column_is_not_cut():
    text = "Notes\nShe came, saw, and left\nNothing\nToo late\n"
    assert find_delimiter(text, whole=True) == ONE_COLUMN
    assert find_delimiter("Notes\none; two\nthree\nfour\n", whole=True) == ","


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n', "\ufeffsep=;"])
def test_a_declared_delimiter_is_read(line):
    assert declared(line) == ";"


def test_a_header_is_no_declaration():
    assert declared("separator,sep=\n") == ""
