"""The columns of an export."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.exporting.columns import ORDER, Extent, columns, listed, written_phone
from crm.controllers.importing import values
from crm.controllers.importing.headers import read_own
from crm.controllers.importing.records import Record
from crm.models.contacts import FIELDS
from crm.models.fields import Field, Kind
from crm.utils.text import fold

WIDE = Extent(frozenset(("email", "phone", "link")), {"email": 2, "phone": 1})


def _headers(chosen=None, extent=WIDE):
    return [one.header for one in columns(FIELDS, chosen, extent=extent, typed=False)]


def test_every_header_is_one_the_import_knows_as_its_own():
    assert [header for header in _headers() if not read_own(header).field] == []


def test_no_header_stands_twice():
    assert len(set(_headers())) == len(_headers())


def test_further_emails_have_columns_of_their_own():
    assert _headers(["email"]) == ["E-mail", "E-mail 2", "E-mail 3"]


def test_labels_are_left_out_where_all_are_the_usual_ones():
    assert "E-mail label" not in _headers(extent=Extent())
    assert "E-mail label" in _headers()


def test_unknown_and_repeated_columns_are_left_out():
    assert _headers(["city", "nope", "city"]) == ["City"]


def test_the_owner_goes_by_either_name():
    assert _headers(["assigned_to"]) == _headers(["owner"]) == ["Owner"]


def test_custom_fields_follow_the_others():
    fields = [*FIELDS, Field("custom.f1", Kind.TEXT, "Zona")]
    assert columns(fields, None, extent=Extent(), typed=False)[-1].header == "Zona"
    assert len(columns(fields, None, extent=Extent(), typed=False)) == len(ORDER) + 1


@pytest.mark.parametrize(
    ("kept", "written"),
    [("+34612345678", "+34612345678"), ("+1831;ext=7", "+1831 x7"), ("555 0100", "555 0100"), ("", "")],
)
def test_phones_are_written_in_international_form(kept, written):
    assert written_phone(kept) == written


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=10).map(str.strip).filter(bool)


@given(st.lists(NAMES, max_size=4, unique_by=lambda name: " ".join(fold(name).split())))
def test_tags_are_read_back_as_they_were_written(names):
    record = Record(2, "person")
    if names:
        values.read_tags(record, listed(names, ","), exact=True)
    wanted = [name for name in names if fold(name).strip()]
    assert list(record.tags.values()) == wanted


def test_purchases_go_out_where_they_are_chosen_only():
    assert _headers(["last_won_on", "won_count"]) == ["Last purchase", "Purchases"]
    assert "Purchases" not in _headers()
