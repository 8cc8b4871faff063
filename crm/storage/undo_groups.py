"""What an undo takes back together or not at all, because half of it would say something that never was. No SQL."""

from __future__ import annotations

from collections.abc import Set

# Table -> sets of columns that belong together.
_GROUPS: dict[str, tuple[frozenset[str], ...]] = {
    "contacts": (frozenset(("company", "company_id")),),
    "opportunities": (
        frozenset(
            (
                "pipeline_id",
                "stage_id",
                "status",
                "stage_since",
                "furthest_stage_id",
                "closed_on",
                "loss_reason_id",
                "loss_note",
            )
        ),
        frozenset(("value", "currency", "value_from_lines")),
        frozenset(("probability", "probability_by_hand")),
    ),
    "activities": (frozenset(("due_on", "due_at")),),
    "messages": (
        frozenset(
            (
                "state",
                "account_id",
                "recipient",
                "copies",
                "subject",
                "body",
                "send_after",
                "attempts",
                "problem",
                "sent_at",
                "interaction_id",
            )
        ),
    ),
}
# Table -> columns whose change since by somebody else lets the group stay, though the change to undo left them alone.
_STRICT = frozenset(("opportunities", "messages"))


def without_broken(entity: str, standing: Set[str], *, changed: Set[str], touched: Set[str]) -> frozenset[str]:
    """Of the columns that still say what the change made of them, those that can go back.

    `changed` are the columns of the change to undo, `touched` those that were changed since, but for what an undo took
    back: a deal that came back to where it was has moved all the same.
    """
    kept = frozenset(standing)
    for group in _GROUPS.get(entity, ()):
        broken = (group & changed) - standing
        if entity in _STRICT and group & changed:
            broken |= group & touched
        if broken:
            kept -= group
    return kept


def with_group(entity: str, columns: Set[str]) -> frozenset[str]:
    """The columns and all that belong to one of them."""
    return frozenset(columns).union(*(group for group in _GROUPS.get(entity, ()) if group & columns))
