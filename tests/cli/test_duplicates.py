"""Tests of crm/cli/duplicates.py."""

from __future__ import annotations

import pytest


@pytest.fixture
def doubles(session):
    """Two Anas with one address and a company written in two ways."""
    ids = [session.contacts.add({"first_name": "Ana", "last_name": "Gil", "email": "ana@acme.es"}) for _ in range(2)]
    return ids + [session.contacts.add({"kind": "company", "company": name}) for name in ("Acme S.L.", "ACME")]


def test_groups_are_printed_with_their_reasons(command, doubles):
    answer = command("duplicates")
    assert answer.code == 0
    assert answer.out.startswith("2 groups of probable duplicates:\n")
    assert "Same name: Ana Gil; Same e-mail: ana@acme.es" in answer.out
    assert f"{doubles[0]}  Ana Gil  ana@acme.es" in answer.out


def test_json_holds_the_members_and_the_pairs(command, doubles):
    first = command("duplicates", "--minimum", "97", "--json").json[0]
    assert first["score"] == 98
    assert [one["id"] for one in first["contacts"]] == doubles[:2]
    assert first["pairs"][0]["ids"] == doubles[:2]
    assert "Same e-mail: ana@acme.es" in first["pairs"][0]["evidence"]


def test_a_file_without_duplicates_says_so(command):
    assert command("duplicates").out == "No duplicates were found.\n"
    assert command("duplicates", "--json").json == []
