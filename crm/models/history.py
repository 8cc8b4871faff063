"""What was done: operations, the fields each changed, and the feed that tells a record's story."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as empty
from typing import Any

from crm.utils.i18n import N_

# The labels of operations of the program's own, which no list of what people did shows.
FORECAST_KEPT = N_("Keep the forecast of the day")
SERIES_MADE = N_("Make the next activities of series")
REMINDERS_KEPT = N_("Remember which reminders were seen")
DAYS_KEPT = N_("Keep the days of activities after a journey")
SEGMENTS_KEPT = N_("Keep customers in their segments")
PROGRAM_LABELS = (FORECAST_KEPT, SERIES_MADE, REMINDERS_KEPT, DAYS_KEPT, SEGMENTS_KEPT)


@dataclass(frozen=True)
class FieldChange:
    """One field of one record before and after; None stands for "not there"."""

    entity: str
    record_id: int
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class ToldChange:
    """One field of one record before and after, in words; "" stands for nothing."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class OperationSummary:
    """One operation: who, when, through which door, in words; `undone` when an undo of it stands.

    `label` is translated and filled in. `counts` maps create/change/remove to numbers of main records, in a list of
    operations; elsewhere it is empty.
    """

    id: int
    at: str
    user: str
    door: str
    label: str
    undone: bool = False
    undoes_id: int | None = None
    counts: dict[str, int] = empty(default_factory=dict)


@dataclass(frozen=True)
class FeedEntry:
    """One line of a contact's timeline: an interaction (`interaction_id` set) or what an operation changed.

    `details` of an interaction hold `type_name`, to show through `translate`, where the business added its type.
    """

    at: str
    kind: str  # an interaction's type, or "create", "change", "remove"
    title: str
    body: str = ""
    user: str = ""
    interaction_id: int | None = None
    operation_id: int | None = None
    changes: tuple[FieldChange, ...] = ()
    details: dict[str, Any] = empty(default_factory=dict)


@dataclass(frozen=True)
class UndoReport:
    """What an undo did, in words: the operation, how many rows, and each record that was left alone and why."""

    operation_id: int
    label: str
    restored: int
    kept: tuple[str, ...] = ()
