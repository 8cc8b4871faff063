"""The SQL of lists and boards of opportunities: which rows, which order, which totals. Fixed expressions only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.conditions import Conditions, Narrowing, Selection, Subject, Term, days_ago, number, start_of
from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.interactions import NOTE
from crm.models.lists import ListQuery
from crm.models.opportunities import FOLLOWING, LARGEST_VALUE, NONE, OVERDUE, PLANNED, TODAY
from crm.models.pipelines import Stage
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among, contains, folded, latest
from crm.utils import dates, text
from crm.utils.i18n import _

UNKNOWN_VALUE = -LARGEST_VALUE - 1  # where a list sorted by value has the deals without one; an index says so too
WEIGHTED = "(o.value * o.probability + CASE WHEN o.value < 0 THEN -50 ELSE 50 END) / 100"
TOTALS = (
    "o.currency AS currency, count(*) AS count, count(*) - count(o.value) AS without_value,"
    f" coalesce(sum(o.value), 0) AS value, coalesce(sum({WEIGHTED}), 0) AS weighted"
)
# When something last happened with a deal, or with its customer.
TOUCHED = latest(
    "o.stage_since",
    "o.created_at",
    f"coalesce((SELECT max(i.at) FROM interactions i WHERE i.opportunity_id = o.id AND i.type <> '{NOTE}'), '')",
    "coalesce((SELECT k.last_interaction_at FROM contacts k WHERE k.id = o.contact_id), '')",
    "coalesce((SELECT k.last_interaction_at FROM contacts k WHERE k.id = o.company_id), '')",
    "coalesce((SELECT max(a.completed_at) FROM activities a WHERE a.opportunity_id = o.id), '')",
)
# The day of the next planned activity: '~', behind all days, for one without a day; '' when none is planned.
_NEXT_DUE = (
    "coalesce((SELECT min(CASE a.due_on WHEN '' THEN '~' ELSE a.due_on END) FROM activities a"
    " WHERE a.opportunity_id = o.id AND a.completed_at = ''), '')"
)
_NEXT_PLACE = f"(SELECT CASE n.due WHEN '' THEN '~~' ELSE n.due END FROM (SELECT {_NEXT_DUE} AS due) n)"
_MARK = (
    f"(SELECT CASE WHEN n.due = '' THEN '{NONE}' WHEN n.due < :today THEN '{OVERDUE}'"
    f" WHEN n.due = :today THEN '{TODAY}' ELSE '{PLANNED}' END FROM (SELECT {_NEXT_DUE} AS due) n)"
)
_PLANNED_AHEAD = (
    "SELECT 1 FROM activities a WHERE a.opportunity_id = o.id AND a.completed_at = '' AND a.due_on >= :today"
)
_TITLE = "o.sort_title"
SORTS: dict[str, tuple[str, ...]] = {
    "title": (_TITLE,),
    "expected_close": ("o.expected_close",),
    "created_at": ("o.created_at",),
    "updated_at": ("o.updated_at",),
    "value": (f"coalesce(o.value, {UNKNOWN_VALUE})",),
    # No index serves these: such a list is sorted when it is asked for.
    "name": (_TITLE,),
    "weighted": (f"coalesce({WEIGHTED}, {UNKNOWN_VALUE})", _TITLE),
    "contact": ("coalesce((SELECT k.sort_name FROM contacts k WHERE k.id = o.contact_id), '')", _TITLE),
    "company": ("coalesce((SELECT k.sort_name FROM contacts k WHERE k.id = o.company_id), '')", _TITLE),
    "pipeline": ("(SELECT p.position FROM pipelines p WHERE p.id = o.pipeline_id)", "o.pipeline_id", _TITLE),
    "stage": (
        "(SELECT p.position FROM pipelines p WHERE p.id = o.pipeline_id)",
        "o.pipeline_id",
        "(SELECT s.position FROM stages s WHERE s.id = o.stage_id)",
        "o.stage_id",
        _TITLE,
    ),
    "status": ("CASE o.status WHEN 'open' THEN 0 WHEN 'won' THEN 1 ELSE 2 END", _TITLE),
    "currency": ("o.currency", _TITLE),
    "probability": ("o.probability", _TITLE),
    "closed_on": ("o.closed_on", _TITLE),
    "stage_since": ("o.stage_since",),
    "days_in_stage": ("o.stage_since",),
    "idle_days": (TOUCHED,),
    "next_activity": (_NEXT_PLACE, _TITLE),
    "mark": (_NEXT_PLACE, _TITLE),
    "snoozed_until": ("o.snoozed_until", _TITLE),
    "source": (folded("o.source"), _TITLE),
    "description": ("o.description", _TITLE),
    "loss_note": (folded("o.loss_note"), _TITLE),
    "loss_reason_id": (
        "coalesce((SELECT r.position FROM loss_reasons r WHERE r.id = o.loss_reason_id), -1)",
        _TITLE,
    ),
    "assigned_to": (folded("(SELECT u.name FROM users u WHERE u.id = o.assigned_to)"), _TITLE),
    "external_source": ("o.external_source", _TITLE),
    "external_id": ("o.external_id", _TITLE),
    "tags": (
        "coalesce((SELECT min(t.folded) FROM opportunity_tags x JOIN tags t ON t.id = x.tag_id"
        " WHERE x.opportunity_id = o.id), '')",
        _TITLE,
    ),
}
SORTS |= {
    "contact_id": SORTS["contact"],
    "company_id": SORTS["company"],
    "pipeline_id": SORTS["pipeline"],
    "stage_id": SORTS["stage"],
    "owner": SORTS["assigned_to"],
}
# More days ago is an earlier moment: these are sorted the other way round.
_REVERSED = frozenset(("idle_days", "days_in_stage"))
_PLAIN = (
    "title", "contact_id", "company_id", "pipeline_id", "stage_id", "status", "assigned_to", "source", "value",
    "currency", "probability", "expected_close", "closed_on", "loss_reason_id", "loss_note", "snoozed_until",
    "stage_since", "description", "created_at", "updated_at", "external_source", "external_id",
)  # fmt: skip
FILTERS: dict[str, str] = {name: f"o.{name}" for name in _PLAIN} | {"weighted": WEIGHTED, "mark": _MARK}
OPPORTUNITIES = Subject(
    entity="opportunities",
    alias="o",
    filters=FILTERS,
    sorts=SORTS,
    usual="title",
    name=_TITLE,
    tags="SELECT 1 FROM opportunity_tags x WHERE x.opportunity_id = o.id",
    folded={"o.title": _TITLE},
    segments="SELECT 1 FROM contact_segments g WHERE g.id IN (o.contact_id, o.company_id)",
)
_LINES = "SELECT 1 FROM opportunity_lines l WHERE l.opportunity_id = o.id AND l.product_id IS NOT NULL"
_KNOWN = {field.name: field for field in FOLLOWING}


class OpportunityConditions(Conditions):
    """The conditions and order of one query of opportunities; `stages` are those a deal may rot in."""

    def __init__(self, fields: Mapping[str, Field], stages: Callable[[], Iterable[Stage]]) -> None:
        super().__init__(OPPORTUNITIES, {**_KNOWN, **fields})
        self.stages = stages
        self.values["today"] = dates.today()
        self.special |= {
            "product_id": self._product,
            "idle_days": self._idle_days,
            "days_in_stage": self._days_in_stage,
            "status": self._status,
            "rotting": self._rotting,
        }

    def _product(self, condition: Condition, mark: str) -> str:
        return self.linked(condition, mark, links=_LINES, column="l.product_id")

    def _status(self, condition: Condition, mark: str) -> str:
        """The literal text of the indexes of open and of closed deals, where only such are wanted."""
        if condition.operator == Operator.ANY and len(condition.values) == 1 and condition.values[0] in _STATUS:
            return _STATUS[str(condition.values[0])]
        return self.compared(Term(condition, "o.status", mark, Kind.CHOICE))

    def _days_in_stage(self, condition: Condition, mark: str) -> str:
        return self._days(condition, mark, before=_in_stage_before)

    def _idle_days(self, condition: Condition, mark: str) -> str:
        return self._days(condition, mark, before=_untouched_since)

    def _days(self, condition: Condition, mark: str, *, before: Callable[[str], str]) -> str:
        """A condition on the days since a moment; `before` gives the one that it lies before a mark's moment."""
        numbers = [int(number(condition.field, value)) for value in condition.values]
        if condition.operator == Operator.AFTER:
            self.values[mark] = start_of(days_ago(numbers[0]))
            return before(mark)
        if condition.operator == Operator.BEFORE:
            self.values[mark] = start_of(days_ago(numbers[0] - 1))
            return f"NOT ({before(mark)})"
        if condition.operator == Operator.BETWEEN:
            self.values[f"{mark}_low"] = start_of(days_ago(numbers[0] - 1))
            self.values[f"{mark}_high"] = start_of(days_ago(numbers[1]))
            return f"{before(f'{mark}_low')} AND NOT ({before(f'{mark}_high')})"
        raise Invalid({condition.field: _("Days are compared with a number: less, more, or between two.")})

    def _rotting(self, condition: Condition, mark: str) -> str:
        wanted = condition.operator == Operator.FILLED or bool({1, "1"} & set(condition.values))
        refused = condition.operator in (Operator.EMPTY, Operator.NEVER) or bool({0, "0"} & set(condition.values))
        if condition.operator == Operator.NONE:
            wanted, refused = not wanted, not refused
        if wanted == refused:
            return "1 = 1" if wanted else "1 = 0"
        return self._rots(mark) if wanted else f"NOT ({self._rots(mark)})"

    def _rots(self, mark: str) -> str:
        by_limit: dict[int, list[int]] = {}
        for stage in self.stages():
            by_limit.setdefault(stage.rotting_days, []).append(stage.id)
        parts = []
        for limit, ids in by_limit.items():
            self.values[f"{mark}_stages{limit}"] = to_json(ids)
            self.values[f"{mark}_edge{limit}"] = start_of(days_ago(limit))
            parts.append(
                f"({among('o.stage_id', f'{mark}_stages{limit}')} AND {_untouched_since(f'{mark}_edge{limit}')})"
            )
        left = f"o.status = 'open' AND o.snoozed_until < :today AND NOT EXISTS ({_PLANNED_AHEAD})"
        return f"({' OR '.join(parts) or '1 = 0'}) AND {left}"


_STATUS = {
    "open": "o.status = 'open'",
    "won": "o.status <> 'open' AND o.status = 'won'",
    "lost": "o.status <> 'open' AND o.status = 'lost'",
}


def _in_stage_before(mark: str) -> str:
    return f"o.stage_since < :{mark}"


def _untouched_since(mark: str) -> str:
    """The condition that TOUCHED lies before a moment, its cheapest parts first."""
    parts = (
        f"o.stage_since < :{mark} AND o.created_at < :{mark}",
        f"NOT EXISTS (SELECT 1 FROM contacts k WHERE k.id = o.contact_id AND k.last_interaction_at >= :{mark})",
        f"NOT EXISTS (SELECT 1 FROM contacts k WHERE k.id = o.company_id AND k.last_interaction_at >= :{mark})",
        f"NOT EXISTS (SELECT 1 FROM activities a WHERE a.opportunity_id = o.id AND a.completed_at >= :{mark})",
        "NOT EXISTS (SELECT 1 FROM interactions i WHERE i.opportunity_id = o.id"
        f" AND i.type <> '{NOTE}' AND i.at >= :{mark})",
    )
    return " AND ".join(parts)


def select(query: ListQuery, parts: OpportunityConditions, *, within: Narrowing | None = None) -> Selection:
    """The SQL for a query's conditions and order; `within` stands for its text. Invalid names an unknown field."""
    where = parts.where(query, within)
    keys = (*parts.order(query.sort), "o.id")
    descending = query.descending != (query.sort in _REVERSED)
    return Selection("opportunities o", where, keys, "DESC" if descending else "ASC", parts.values)


def narrowed(chosen: Selection, condition: str, **marks: Any) -> Selection:
    """A selection with one more condition."""
    return replace(chosen, where=f"{condition} AND {chosen.where}", values={**chosen.values, **marks})


def reading(typed: str, customers: Sequence[int], *, everywhere: bool) -> Narrowing:
    """The condition that a deal's title holds all words typed, or that it is with one of these customers.

    `everywhere` asks indexes for the deals before their rows are looked at; without it other conditions go first.
    """
    words = {f"word{number}": word for number, word in enumerate(text.fold(typed).split()[:40])}
    marks = words | {"customers": to_json(list(customers))}
    titled = " AND ".join(contains("sort_title", mark) for mark in words)
    parts = [titled, among("contact_id", "customers"), among("company_id", "customers")]
    if not everywhere:
        return " OR ".join(f"({part})" for part in parts), marks
    return f"o.id IN ({' UNION ALL '.join(f'SELECT id FROM opportunities WHERE {part}' for part in parts)})", marks


def next_order(row: Row) -> tuple[bool, str, str, int]:
    """What planned activities are ordered by: the next one first, those without a day last."""
    return (not row["due_on"], row["due_on"], row["due_at"] or "~", row["id"])
