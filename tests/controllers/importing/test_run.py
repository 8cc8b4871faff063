"""Every row accounted for, beside an oracle in plain Python."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.controllers.importing import run
from tests.controllers.files_in import bring_text, counts, everyone

EMAILS = ("a@x.es", "A@X.ES", "b@x.es", "c@y.es", "nope", "")
CITIES = ("", "Vigo", "Lugo")
ROWS = st.lists(st.tuples(st.sampled_from(EMAILS), st.sampled_from(CITIES)), min_size=1, max_size=12)
_FOLDERS = itertools.count()


def _oracle(known: dict[str, str], rows: list[tuple[str, str]], on_match: str) -> tuple[int, int, int, int, int]:
    """(created, updated, unchanged, skipped, failed) of rows that only an e-mail names; `known` is e-mail -> city."""
    created = updated = unchanged = skipped = failed = 0
    for email, city in rows:
        key = email.lower()
        if "@" not in key:
            failed += 1
        elif key not in known:
            known[key] = city
            created += 1
        elif on_match == "skip":
            skipped += 1
        elif city and (not known[key] or (on_match == "update" and known[key] != city)):
            known[key] = city
            updated += 1
        else:
            unchanged += 1
    return created, updated, unchanged, skipped, failed


def _text(rows):
    return "Email,City,Note\n" + "".join(f"{email},{city},-\n" for email, city in rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, on_match=st.sampled_from(["fill", "update", "skip"]), chunk=st.sampled_from([1, 2, 50]))
def test_the_counts_are_those_of_the_oracle(session, tmp_path, first, second, on_match, chunk):  # noqa: PLR0917
    session.contacts.remove([row["id"] for row in everyone(session)])
    folder = tmp_path / str(next(_FOLDERS))
    folder.mkdir()
    known: dict[str, str] = {}
    before, run.CHUNK = run.CHUNK, chunk
    try:
        assert counts(bring_text(session, folder, _text(first), on_match=on_match)) == _oracle(known, first, on_match)
        assert counts(bring_text(session, folder, _text(second), on_match=on_match)) == _oracle(known, second, on_match)
    finally:
        run.CHUNK = before
    assert {row["email"].lower(): row["city"] for row in everyone(session)} == known


def test_a_bad_row_never_stops_the_others(session, tmp_path):
    text = "Name,Email,City\nAna,nope,Vigo\n,,Lugo\nEva,eva@x.es,Vigo\n"
    result = bring_text(session, tmp_path, text)
    assert counts(result) == (2, 0, 0, 0, 1)
    assert [error.row for error in result.errors] == [2, 3]


def test_companies_come_in_before_the_people_who_name_them(session, tmp_path):
    bring_text(session, tmp_path, "Kind,First name,Company\nPerson,Ana,Acme\nCompany,,Acme\n")
    person = next(row for row in everyone(session) if row["kind"] == "person")
    company = next(row for row in everyone(session) if row["kind"] == "company")
    assert person["company_id"] == company["id"]


def test_errors_stand_in_the_order_of_the_rows(session, tmp_path):
    text = "Kind,First name,Company,Email\nPerson,Ana,,bad\nCompany,,Acme,bad\nPerson,Eva,,bad\n"
    assert [error.row for error in bring_text(session, tmp_path, text).errors] == [2, 3, 4]


def test_contacts_of_others_are_skipped_with_a_reason(session, tmp_path):
    from tests.records import second_user

    berta = second_user(session)
    session.contacts.add({"first_name": "Ana", "email": "ana@x.es", "assigned_to": session.user.id})
    result = bring_text(berta, tmp_path, "Name,Email,City\nAna,ana@x.es,Vigo\n")
    assert (counts(result), everyone(session)[0]["city"]) == ((0, 0, 0, 1, 0), "")
    assert "Ana" in result.errors[0].reason


def test_adding_again_keeps_ids_unique(session, tmp_path):
    text = "ID,Name\n1,Ana\n"
    bring_text(session, tmp_path, text)
    assert counts(bring_text(session, tmp_path, text, on_match="create")) == (1, 0, 0, 0, 0)
    assert sorted((row["external_source"], row["external_id"]) for row in everyone(session)) == [("", ""), ("ID", "1")]


@pytest.mark.parametrize("text", ["Name,Email\n", "Name\n"])
def test_a_file_without_rows_brings_nothing(session, tmp_path, text):
    result = bring_text(session, Path(tmp_path), text)
    assert (counts(result), result.operation) == ((0, 0, 0, 0, 0), None)
