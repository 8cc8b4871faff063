"""The errors a person can meet."""

from __future__ import annotations

from crm.errors import Conflict, CrmError, Denied, Invalid, NotFound, Unavailable


def test_invalid_says_all_its_sentences_and_keeps_them_by_field():
    error = Invalid({"email": "No address.", "phone": "No number."})
    assert str(error) == "No address. No number."
    assert error.fields == {"email": "No address.", "phone": "No number."}


def test_a_conflict_keeps_mine_theirs_and_the_original():
    assert Conflict("Changed.", {"city": ("León", "Burgos", "")}).fields["city"] == ("León", "Burgos", "")


def test_all_of_them_are_one_family():
    assert all(issubclass(kind, CrmError) for kind in (Invalid, NotFound, Denied, Conflict, Unavailable))
