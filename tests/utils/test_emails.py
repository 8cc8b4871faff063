"""E-mail addresses: what is kept, what is refused, which two are one."""

from __future__ import annotations

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from crm.utils.emails import check, normal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ana.garcia@example.com", "ana.garcia@example.com"),
        (" Ana@Example.COM ", "Ana@example.com"),
        ("o'brien+crm@example.co.uk", "o'brien+crm@example.co.uk"),
        ("Ana García <ana@example.com>", "ana@example.com"),
        ("mailto:ana@example.com", "ana@example.com"),
        ("\u200bana@example.com\ufeff", "ana@example.com"),
        ("ñandú@correo.es", "ñandú@correo.es"),
        ("ana@CAÑA.es", "ana@caña.es"),
        ("ana@oficina.local", "ana@oficina.local"),
        ("", ""),
    ],
)
def test_an_address_is_kept(typed, kept):
    assert check(typed) == (kept, "")


@pytest.mark.parametrize(
    "typed",
    [
        "ana@", "@example.com", "ana@example", "a..b@example.com", "ana garcia@example.com", "ana@-x.com", "a@x_y.com",
        "ana@1.2.3.4", "ana@[1.2.3.4]", '"ana b"@example.com', "a\x00@example.com", "\ud800@example.com",
        "x@" + "a" * 300 + ".com", "<" * 1_000_000, "<script>alert(1)</script>@x",
    ],
)  # fmt: skip
def test_what_is_no_address_comes_back_as_typed_with_a_sentence(typed):
    kept, problem = check(typed)
    assert kept == typed
    assert problem.endswith(".")
    assert len(problem.encode()) < 250


def test_a_missing_at_is_named():
    assert "no @" in check("ana.example.com")[1]


def test_several_addresses_in_one_field_are_named():
    assert "several" in check("ana@example.com; eva@example.com")[1]


@given(st.emails())
def test_addresses_of_the_standard_are_kept_like_the_library_keeps_them(address):
    try:
        expected = validate_email(address, check_deliverability=False, globally_deliverable=False).normalized
    except ValueError:
        return
    assert check(address) == (expected, "")


@given(st.from_regex(r"[a-z0-9_+%.'-]{1,8}@[a-z0-9.-]{1,10}\.[a-z]{2,4}", fullmatch=True))
def test_the_quick_rules_accept_nothing_the_library_refuses(address):
    kept, problem = check(address)
    if not problem:
        assert validate_email(kept, check_deliverability=False, globally_deliverable=False).normalized == kept


@given(st.text())
def test_what_is_kept_is_kept_again(text):
    kept, problem = check(text)
    assert problem or check(kept) == (kept, "")


def test_case_is_no_difference_and_accents_are():
    assert normal(" Ana@Example.com") == normal("ana@example.com")
    assert normal("peña@x.es") == normal("pen\u0303a@x.es") != normal("pena@x.es")
