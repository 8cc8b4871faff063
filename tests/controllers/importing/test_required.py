"""Required fields that a file leaves empty."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from tests.controllers.files_in import bring_in, bring_text, everyone


@pytest.fixture
def size(session):
    """The key of a required field called Talla."""
    session.fields.add("Talla", Kind.TEXT, required=True)
    return session.fields.all()[0].key


def test_rows_without_a_required_field_come_in_and_are_counted(session, tmp_path, size):
    result = bring_text(session, tmp_path, "Name,Email,Talla\nAna,a@x.es,\nBea,b@x.es,M\nEva,e@x.es,\n")
    assert result.created == 3
    assert "Talla is required and missing in 2 rows." in result.warnings
    assert sorted(row["custom"].get(size, "") for row in everyone(session)) == ["", "", "M"]


@pytest.mark.usefixtures("size")
def test_a_file_without_the_column_is_told_too(session, tmp_path):
    result = bring_text(session, tmp_path, "Name,Email\nAna,a@x.es\n")
    assert "Talla is required and missing in 1 row." in result.warnings


@pytest.mark.usefixtures("size")
def test_a_later_row_that_fills_the_field_ends_the_gap(session, tmp_path):
    result = bring_text(session, tmp_path, "Name,Email,Talla\nAna,a@x.es,\nAna,a@x.es,M\n")
    assert not [sentence for sentence in result.warnings if "Talla" in sentence]


@pytest.mark.usefixtures("size")
def test_a_check_tells_it_before_anything_is_written(session, tmp_path):
    result = bring_text(session, tmp_path, "Name,Email\nAna,a@x.es\n", dry_run=True)
    assert "Talla is required and missing in 1 row." in result.warnings


def test_a_required_field_with_a_default_is_never_missing(session, tmp_path):
    session.fields.add("Talla", Kind.CHOICE, choices=["S", "M"], default="M", required=True)
    result = bring_text(session, tmp_path, "Name,Email,Talla\nAna,a@x.es,\n")
    assert not [sentence for sentence in result.warnings if "Talla" in sentence]


def test_an_own_card_file_leaves_new_contacts_their_defaults(session, tmp_path):
    session.fields.add("Talla", Kind.CHOICE, choices=["S", "M"], default="M", required=True)
    made = session.contacts.add({"first_name": "Ana", "email": "a@x.es"})
    session.exports.run(tmp_path / "out.vcf")
    session.contacts.remove([made])
    bring_in(session, tmp_path / "out.vcf")
    assert list(everyone(session)[0]["custom"].values()) == ["M"]
