"""Whole imports beside an oracle in plain Python: the rules of columns, trials, undo, redo and the same file twice."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.models.import_results import ImportResult
from crm.models.imports import APPEND, COLUMN_RULES, FILL, KEEP, REPLACE
from tests.controllers.files_in import counts, everyone
from tests.records import picture

IDS = ("1", "2", "3")
CITIES = ("", " ", "Vigo", "Lugo", "Vigo, Lugo")
NOTES = ("", "uno", "dos", "uno\ndos")
RULE = st.sampled_from([choice.value for choice in COLUMN_RULES])
RULES = st.fixed_dictionaries({"all": st.sampled_from(["fill", "update", "skip"]), "city": RULE, "notes": RULE})
ROWS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(CITIES), st.sampled_from(NOTES)), max_size=8)
_NUMBERS = itertools.count()
_BETWEEN = {"city": ", ", "notes": "\n"}


def _merged(old: str, new: str, *, rule: str, between: str) -> str:
    """One field of the oracle after a row."""
    if rule == REPLACE or (rule == KEEP and new):
        return new
    if rule == APPEND and old and new and f"{between}{new}{between}" not in f"{between}{old}{between}":
        return f"{old}{between}{new}"
    return old or new


def _oracle(known: dict[str, tuple[str, str]], rows: list[tuple[str, str, str]], rules: dict[str, str]) -> list[int]:
    """(created, updated, unchanged, skipped, failed) of rows with an id, a city and a note; `known` is id -> both."""
    found = [0] * 5
    for own, *cells in rows:
        told = [cell.strip() for cell in cells]
        if rules["all"] == "skip" and own in known:
            found[3] += 1
        elif own not in known:
            known[own] = (told[0], told[1])
            found[0] += 1
        else:
            usual = KEEP if rules["all"] == "update" else FILL
            new = [
                _merged(old, cell, rule=rules[field] or usual, between=_BETWEEN[field])
                for field, old, cell in zip(_BETWEEN, known[own], told, strict=True)
            ]
            found[1 if tuple(new) != known[own] else 2] += 1
            known[own] = (new[0], new[1])
    return found


def _bring(session, folder, rows, *, rules) -> ImportResult:
    """A trial, the import itself, its undo and its redo, each held to the one before."""
    path = folder / f"{next(_NUMBERS)}.csv"
    path.write_text(
        "ID,Name,City,Notes\n" + "".join(f'{own},Contact {own},"{city}","{note}"\n' for own, city, note in rows),
        encoding="utf-8",
    )
    source = session.imports.detect(path)
    mapping = session.imports.propose_afresh(session.imports.open(source), "contacts")
    by_header = {"City": rules["city"], "Notes": rules["notes"]}
    columns = (replace(one, rule=by_header.get(one.header, "")) for one in mapping.columns)
    mapping = replace(mapping, columns=tuple(columns), source="test")
    before = picture(session.database)
    trial = session.imports.run(source, mapping, on_match=rules["all"], dry_run=True)
    assert picture(session.database) == before
    result = session.imports.run(source, mapping, on_match=rules["all"])
    assert (counts(trial), trial.errors, trial.fill) == (counts(result), result.errors, result.fill)
    assert [one.outcome for one in trial.outcomes] == [one.outcome for one in result.outcomes]
    assert all(bool(one.changes) == (one.outcome in ("created", "updated")) for one in trial.outcomes)
    _undo_and_redo(session, result, before=before)
    return result


def _undo_and_redo(session, result, *, before) -> None:
    after = picture(session.database)
    if result.operation:
        session.history.undo(result.operation)
        assert picture(session.database) == before
        session.history.redo()
    assert picture(session.database) == after


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(ROWS, min_size=1, max_size=3), rules=RULES)
def test_every_file_ends_as_the_oracle_says(session, tmp_path, files, rules):
    session.contacts.remove([row["id"] for row in everyone(session)])
    known: dict[str, tuple[str, str]] = {}
    for rows in files:
        result = _bring(session, tmp_path, rows, rules=rules)
        assert list(counts(result)) == _oracle(known, rows, rules)
    assert {row["external_id"]: (row["city"], row["notes"]) for row in everyone(session)} == known
    if len({own for own, _city, _note in files[-1]}) == len(files[-1]):
        again = _bring(session, tmp_path, files[-1], rules=rules)
        assert (again.created, again.updated, again.failed) == (0, 0, 0)
