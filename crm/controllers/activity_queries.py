"""The SQL of lists of activities: which rows, which order, the quick ranges. Fixed expressions only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm.controllers.conditions import Conditions, Narrowing, Selection, Subject
from crm.models.activities import FOLLOWING
from crm.models.fields import Field
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import to_json
from crm.storage.sqlite import among, contains, folded
from crm.utils import dates
from crm.utils.dates import Clock

# What a list by date is sorted by, '~' behind every day: those without a time end their day, those without a day the
# list. Indexes say so too.
DUE = "CASE a.due_on WHEN '' THEN '~' ELSE a.due_on || CASE a.due_at WHEN '' THEN '~' ELSE a.due_at END END"
_OPEN = "a.completed_at = ''"


def _folded(column: str) -> str:
    """The folded text of a column that is mostly empty: folding nothing costs as much as folding something."""
    return f"CASE a.{column} WHEN '' THEN '' ELSE {folded(f'a.{column}')} END"


_CONTACT = "coalesce((SELECT k.sort_name FROM contacts k WHERE k.id = a.contact_id), '')"
_COMPANY = "coalesce((SELECT f.company FROM contact_search f WHERE f.id = a.contact_id), '')"
_DEAL = "coalesce((SELECT o.sort_title FROM opportunities o WHERE o.id = a.opportunity_id), '')"
SORTS: dict[str, tuple[str, ...]] = {
    "due_on": (DUE,),
    "subject": ("a.sort_subject",),
    "completed_at": ("a.completed_at",),
    # No index serves these: such a list is sorted when it is asked for.
    "created_at": ("a.created_at",),
    "updated_at": ("a.updated_at",),
    "ends_on": ("a.ends_on", DUE),
    "type": ("a.type", DUE),
    "priority": ("CASE a.priority WHEN 'high' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END", DUE),
    "contact": (_CONTACT, DUE),
    "company": (_COMPANY, _CONTACT, DUE),
    "opportunity": (_DEAL, DUE),
    "assigned_to": (folded("(SELECT u.name FROM users u WHERE u.id = a.assigned_to)"), DUE),
    "place": (_folded("place"), DUE),
    "duration_minutes": ("coalesce(a.duration_minutes, -1)", DUE),
    "outcome": (_folded("outcome"), DUE),
    "description": ("a.description", DUE),
    "series_id": ("coalesce(a.series_id, 0)", DUE),
    "external_source": ("a.external_source", DUE),
    "external_id": ("a.external_id", DUE),
}
SORTS |= {
    "due_at": SORTS["due_on"],
    "when": SORTS["due_on"],
    "contact_id": SORTS["contact"],
    "opportunity_id": SORTS["opportunity"],
    "owner": SORTS["assigned_to"],
    "repeats": SORTS["series_id"],
}
_PLAIN = (
    "type", "subject", "description", "contact_id", "opportunity_id", "due_on", "due_at", "duration_minutes",
    "priority", "place", "assigned_to", "outcome", "completed_at", "created_at", "updated_at", "ends_on", "series_id",
    "external_source", "external_id",
)  # fmt: skip
ACTIVITIES = Subject(
    entity="activities",
    alias="a",
    filters={name: f"a.{name}" for name in _PLAIN},
    sorts=SORTS,
    usual="due_on",
    name="a.sort_subject",
    tags="",
    folded={"a.subject": "a.sort_subject"},
    segments="SELECT 1 FROM contact_segments g WHERE g.id = a.contact_id",
)
_AHEAD = f"{_OPEN} AND {DUE} < :when_{{0}}_end AND a.ends_on >= :when_{{0}}"
_RANGES = {
    "overdue": (
        f"{_OPEN} AND {DUE} < :when_today_end"
        " AND CASE a.due_at WHEN '' THEN a.ends_on < :when_today ELSE a.due_at < :when_now END"
    ),
    **{name: _AHEAD.format(name) for name in ("today", "tomorrow", "week", "next_week")},
    "no_date": f"{_OPEN} AND {DUE} >= '~'",
    "open": _OPEN,
    "done": "a.completed_at <> ''",
}


class ActivityConditions(Conditions):
    """The conditions and order of one query of activities; the quick ranges are those of `clock`'s moment."""

    def __init__(self, fields: Mapping[str, Field], clock: Clock = dates.utc_clock) -> None:
        super().__init__(ACTIVITIES, {**{field.name: field for field in FOLLOWING}, **fields})
        self._clock = clock
        del self.special["tags"]
        self.special["when"] = self._when

    def _when(self, condition: Condition, _mark: str) -> str:
        """One of the quick ranges, with the literal text of the indexes of what is open and what is done."""
        if condition.operator not in (Operator.ANY, Operator.NONE):
            raise ValueError(condition.operator)
        self.values |= spans(dates.today(self._clock)) | {"when_now": dates.now(self._clock)}
        parts = [range_of(str(one)) for one in condition.values]
        wanted = parts[0] if len(parts) == 1 else " OR ".join(f"({part})" for part in parts) or "1 = 0"
        return f"NOT ({wanted})" if condition.operator == Operator.NONE else wanted


def range_of(name: str) -> str:
    """The condition of a quick range; ValueError when there is no such range. Its marks are those of `spans`."""
    if name not in _RANGES:
        raise ValueError(name)
    return _RANGES[name]


def spans(today: str) -> dict[str, str]:
    """The marks of the quick ranges on a day: the first day of each, and the day behind its last."""
    day = date.fromisoformat(today)
    monday = _days_after(day, -day.weekday())
    edges = {"today": (day, 1), "tomorrow": (_days_after(day, 1), 1), "week": (monday, 7)}
    edges["next_week"] = (_days_after(monday, 7), 7)
    marks: dict[str, str] = {}
    for name, (first, days) in edges.items():
        marks |= {f"when_{name}": first.isoformat(), f"when_{name}_end": _days_after(first, days).isoformat()}
    return marks


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def select(query: ListQuery, parts: ActivityConditions, *, within: Narrowing | None = None) -> Selection:
    """The SQL for a query's conditions and order; `within` stands for its text. Invalid names an unknown field."""
    where = parts.where(query, within)
    keys = (*parts.order(query.sort), "a.id")
    return Selection("activities a", where, keys, "DESC" if query.descending else "ASC", parts.values)


def reading(words: Sequence[str], customers: Sequence[Sequence[int]]) -> Narrowing:
    """The condition that each word stands in an activity's subject, in its deal's title, or fits its customer.

    `words` are folded; `customers` holds, word by word, the contacts that fit it.
    """
    parts = []
    marks: dict[str, str] = {}
    for number, (word, fitting) in enumerate(zip(words, customers, strict=True)):
        marks |= {f"word{number}": word, f"customers{number}": to_json(list(fitting))}
        deals = f"SELECT id FROM opportunities WHERE {contains('sort_title', f'word{number}')}"
        found = (
            f"SELECT id FROM activities WHERE {contains('sort_subject', f'word{number}')}"
            f" UNION ALL SELECT id FROM activities WHERE {among('contact_id', f'customers{number}')}"
            f" UNION ALL SELECT id FROM activities WHERE opportunity_id IN ({deals})"
        )
        parts.append(f"a.id IN ({found})")
    return " AND ".join(parts) or "1 = 1", marks
