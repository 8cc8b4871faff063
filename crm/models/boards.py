"""What a board of opportunities is asked for and what it shows: columns, lanes, their totals. No SQL, no screens."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as empty

from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.models.pipelines import OPEN

STAGE, MONTH, OWNER = "stage", "month", "owner"
ANY_TIME = ""
NO_MONTH, NOBODY = "", ""  # the column or lane of deals without a date, or without an owner


@dataclass(frozen=True)
class BoardQuery:
    """What a board shows of one pipeline: the deals `query` finds, parted into columns and lanes.

    By STAGE its columns are the pipeline's stages: all open deals, and of the won and lost ones those that closed on
    `closed_since` (a day; ANY_TIME: all) or later. By MONTH they are the months open deals are expected to close in.
    `lane` parts each column again, by OWNER or by MONTH; "" leaves it whole.
    """

    pipeline_id: int
    query: ListQuery = empty(default_factory=ListQuery)
    closed_since: str = ANY_TIME
    group: str = STAGE
    lane: str = ""


@dataclass(frozen=True)
class BoardColumn:
    """One column with the totals of all its deals, one per currency, however many cards are shown.

    `key` is the stage's id as text, or a month ("2026-11"; NO_MONTH for deals without a date). `title` is a stage's
    name (show it through `i18n.translate`), or the month.
    """

    key: str
    title: str
    kind: str = OPEN
    color: str = ""
    stage_id: int | None = None
    amounts: tuple[Amount, ...] = ()

    @property
    def count(self) -> int:
        """How many deals stand in the column."""
        return sum(one.count for one in self.amounts)


@dataclass(frozen=True)
class BoardLane:
    """One lane across all columns: an owner (`key` is the id as text, NOBODY) or a month; totals by column key."""

    key: str
    title: str
    cells: dict[str, tuple[Amount, ...]]

    @property
    def count(self) -> int:
        """How many deals stand in the lane."""
        return sum(one.count for amounts in self.cells.values() for one in amounts)


@dataclass(frozen=True)
class Board:
    """The columns of a board in their order, and its lanes when it was asked for some."""

    columns: tuple[BoardColumn, ...] = ()
    lanes: tuple[BoardLane, ...] = ()
