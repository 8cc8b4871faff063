"""What the review of duplicates asks of the session: each function is for the worker, and answers once. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crm.errors import NotFound
from crm.models.contacts import COMPANY
from crm.models.duplicates import Progress
from crm.models.merging import MergeBatch
from crm.session import Session
from crm.views.dialogs.duplicates_compare import Compared, compare
from crm.views.dialogs.duplicates_groups import Decision


class Merged(NamedTuple):
    """Who stayed, and the operation."""

    keep: int
    name: str
    operation: int


class Apart(NamedTuple):
    """The operation that keeps contacts apart, and whether all of them are companies."""

    operation: int
    companies: bool


def merge(session: Session, ids: Sequence[int]) -> Merged:
    """Make a group one contact by the usual rules."""
    plan = session.merging.preview(ids)
    operation = session.merging.merge(plan.keep_id, plan.others, version=plan.version)
    return Merged(plan.keep_id, plan.name, operation)


def keep_apart(session: Session, ids: Sequence[int]) -> Apart:
    """Remember that these are different people, or companies."""
    companies = all(row["kind"] == COMPANY for row in session.contacts.rows(ids))
    return Apart(session.merging.keep_apart(ids), companies)


def merge_many(
    session: Session, groups: Sequence[tuple[int, ...]], *, progress: Progress
) -> tuple[MergeBatch, list[Decision]]:
    """Merge groups as one operation; what came of it, and who stayed in each."""
    batch = session.merging.merge_groups(groups, progress=progress)
    if not batch.operation:
        return batch, []
    refused = {tuple(ids) for ids, _reason in batch.refused}
    there = {row["id"] for row in session.contacts.rows([one for ids in groups for one in ids])}
    merged = [ids for ids in groups if ids not in refused]
    return batch, [Decision(ids, next((one for one in ids if one in there), ids[0]), batch.operation) for ids in merged]


def compared(session: Session, ids: Sequence[int]) -> Compared | set[int]:
    """A group as it is now, or which of its contacts are gone."""
    try:
        return compare(session, ids)
    except NotFound:
        return set(ids) - {row["id"] for row in session.contacts.rows(ids)}


def undone(session: Session, operations: Sequence[int]) -> set[int]:
    """Which of these operations are undone now."""
    return {one for one in operations if session.history.summary(one).undone}
