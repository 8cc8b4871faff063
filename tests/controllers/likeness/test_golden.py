"""The golden set: several thousand contacts in many alphabets, doubles planted among true namesakes and relatives.

Prints precision and recall over pairs of one group (`pytest -s`).
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations

import pytest

from crm.models.duplicates import DEFAULT_SCORE
from tests.controllers.likeness.doubles import Maker, store

PEOPLE, COMPANIES, SHARE = 3500, 450, 0.14


@pytest.mark.parametrize("seed", [1, 20261121])
def test_nearly_all_doubles_are_found_and_few_others(session, seed):
    truth = store(session, Maker(seed).crowd(PEOPLE, COMPANIES, SHARE))
    found = _grouped(group.ids for group in session.duplicates.scan(minimum=DEFAULT_SCORE))
    wanted = _grouped(_same(truth))
    right = len(found & wanted)
    precision, recall = right / len(found), right / len(wanted)
    sizes = f"seed {seed}: {len(truth)} contacts, {len(wanted)} pairs"
    sys.stdout.write(f"\n{sizes}: precision {precision:.3f}, recall {recall:.3f}\n")
    assert recall >= 0.95
    assert precision >= 0.9


def test_most_contacts_are_no_doubles_and_many_are_namesakes():
    doubles = Maker(1).crowd(PEOPLE, COMPANIES, SHARE)
    entities = Counter(doubles.truth)
    assert sum(1 for count in entities.values() if count == 1) > len(doubles.truth) / 2
    names = {(row["first_name"], row["last_name"]): set() for row in doubles.rows if row["kind"] == "person"}
    for row, entity in zip(doubles.rows, doubles.truth, strict=True):
        if row["kind"] == "person":
            names[row["first_name"], row["last_name"]].add(entity)
    assert sum(1 for several in names.values() if len(several) > 1) > 150


def _same(truth):
    """The contacts of each person or company that is there more than once."""
    members = {}
    for contact_id, entity in truth.items():
        members.setdefault(entity, []).append(contact_id)
    return members.values()


def _grouped(groups):
    return {pair for ids in groups for pair in combinations(sorted(ids), 2)}
