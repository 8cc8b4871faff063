"""The errors a person can meet."""

from __future__ import annotations

import pytest

from crm.errors import Conflict, CrmError, Denied, Invalid, NotFound, Unavailable


def test_an_invalid_value_says_all_its_sentences():
    error = Invalid({"email": "No @.", "phone": "No figures."})
    assert str(error) == "No @. No figures."
    assert error.fields == {"email": "No @.", "phone": "No figures."}


def test_a_conflict_knows_mine_theirs_and_the_original():
    error = Conflict("Somebody else.", {"city": ("a", "b", "c")})
    assert (str(error), error.fields["city"]) == ("Somebody else.", ("a", "b", "c"))


@pytest.mark.parametrize("kind", [NotFound, Denied, Unavailable])
def test_every_error_is_one_of_ours(kind):
    assert issubclass(kind, CrmError)
    assert str(kind("A sentence.")) == "A sentence."
