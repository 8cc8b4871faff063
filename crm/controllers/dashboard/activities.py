"""What was done in the period and what is overdue now, by person or by type of activity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers import activity_queries
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import title_of
from crm.models import activities
from crm.models.dashboards import ACTIVITIES, Behind, CardFigure, Number
from crm.models.figures import ALL, NOBODY
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils import dates
from crm.utils.chart_data import Chart, ChartKind, Role, Series
from crm.utils.i18n import _, translate

_DONE, _OVERDUE, _OTHERS = "done", "overdue", "others"
_BY = {"person": "coalesce(a.assigned_to, 0)", "type": "a.type"}
_SHOWN = 10  # rows; the others stand together in one more
_IN_PERIOD = "a.completed_at <> '' AND a.completed_at >= :begin AND a.completed_at < :end"


@dataclass(frozen=True)
class _Row:
    """A person or a type with the activities done and overdue; `keys` are the groups it stands for."""

    key: str
    name: str
    done: int
    overdue: int
    keys: tuple[Any, ...]


def figure(question: Question) -> CardFigure:
    """The busiest first; the option `by` is "person" or "type"."""
    rows = _rows(question)
    done, overdue = sum(row.done for row in rows), sum(row.overdue for row in rows)
    return CardFigure(
        ACTIVITIES,
        title_of(ACTIVITIES, question.card.options),
        _(
            "Finished: activities completed in the period, by the local day of completion. Overdue: those open now"
            " whose time has passed, whatever the period. A person's are those assigned to them. The pipeline narrows"
            " nothing."
        ),
        "activities",
        question.period,
        (
            Number(_("Finished"), done, before=_before(question), part=_DONE),
            Number(_("Overdue now"), overdue, better=-1, part=_OVERDUE),
        ),
        _chart(rows) if rows else None,
        tuple(tuple(f"{state}:{row.key}" for row in rows) for state in (_DONE, _OVERDUE)) if rows else (),
        note="" if rows else _("Nothing was done in the period, and nothing is overdue."),
        compared=question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """Those done ("done"), the overdue ("overdue"), both, or those of one row ("done:5", "overdue:call")."""
    if left_out:
        raise KeyError(left_out)
    state, _colon, key = part.partition(":")
    states = (_DONE, _OVERDUE) if part == ALL else (state,)
    conditions = [_condition(question, one) for one in states]
    where, marks = " OR ".join(f"({one})" for one, _marks in conditions), dict[str, Any]()
    for _one, more in conditions:
        marks |= more
    if key:
        row = next((row for row in _rows(question) if row.key == key), None)
        if row is None:
            raise KeyError(part)
        where = f"({where}) AND {among(_BY[_by(question)], 'groups')}"
        marks["groups"] = to_json(list(row.keys))
    order = "a.completed_at = '', a.completed_at DESC, a.due_on, a.due_at, a.id"
    database = question.deals.database
    return Behind("activities", database.ids(f"SELECT a.id FROM activities a WHERE {where} ORDER BY {order}", **marks))


def _by(question: Question) -> str:
    by = question.card.options.get("by")
    return str(by) if by in _BY else "person"


def _condition(question: Question, state: str) -> tuple[str, dict[str, Any]]:
    """Which activities of the page's owner are done in the period, or overdue; KeyError for another state."""
    where, marks = {
        _DONE: (_IN_PERIOD, question.deals.moments()),
        _OVERDUE: (
            activity_queries.range_of("overdue"),
            activity_queries.spans(question.deals.today) | {"when_now": dates.now()},
        ),
    }[state]
    owner = question.filters.owner_id
    if owner == NOBODY:
        return f"{where} AND a.assigned_to IS NULL", marks
    if owner is not None:
        return f"{where} AND a.assigned_to = :owner", {**marks, "owner": owner}
    return where, marks


def _counts(question: Question, state: str) -> Mapping[Any, int]:
    """How many of each person or type; only those with any."""
    by = _by(question)
    where, marks = _condition(question, state)
    sql = f"SELECT {_BY[by]} AS part, count(*) AS count FROM activities a WHERE {where} GROUP BY 1"
    if by == "person" and state == _DONE:
        # One person after the other: so an index counts each stretch, and nothing is sorted.
        counted = f"SELECT count(*) FROM activities a WHERE {where} AND a.assigned_to"
        sql = f"SELECT u.id AS part, ({counted} = u.id) AS count FROM users u UNION ALL SELECT 0, ({counted} IS NULL)"

    def read() -> dict[Any, int]:
        rows = question.deals.database.all(sql, **marks)
        return {row["part"]: row["count"] for row in rows if row["count"]}

    return question.once((ACTIVITIES, by, state), read)


def _before(question: Question) -> int | None:
    """How many were done in the period compared with."""
    before = question.before
    if before is None:
        return None
    where, marks = _condition(question, _DONE)
    sql = f"SELECT count(*) FROM activities a WHERE {where}"
    return int(
        question.once((ACTIVITIES, "before"), lambda: before.database.value(sql, **{**marks, **before.moments()}))
    )


def _rows(question: Question) -> list[_Row]:
    done, overdue = _counts(question, _DONE), _counts(question, _OVERDUE)
    names = _names(question)
    found = [
        _Row(str(key), names.get(key, str(key)), done.get(key, 0), overdue.get(key, 0), (key,))
        for key in done.keys() | overdue.keys()
    ]
    found.sort(key=lambda row: (-row.done, -row.overdue, row.name.casefold(), row.key))
    return [*found[:_SHOWN], *_others(found[_SHOWN:])]


def _others(rows: Sequence[_Row]) -> list[_Row]:
    """All the rows that are not shown for themselves, as one."""
    if not rows:
        return []
    keys = tuple(key for row in rows for key in row.keys)
    name = _("Others ({count})").format(count=len(rows))
    return [_Row(_OTHERS, name, sum(row.done for row in rows), sum(row.overdue for row in rows), keys)]


def _names(question: Question) -> Mapping[Any, str]:
    if _by(question) == "type":
        return {choice.value: translate(choice.label) for choice in activities.TYPES}
    users = question.deals.database.all("SELECT id, name FROM users")
    return {NOBODY: _("No owner")} | {row["id"]: row["name"] for row in users}


def _chart(rows: Sequence[_Row]) -> Chart:
    series = (
        Series(_("Finished"), tuple(row.done for row in rows), Role.GOOD),
        Series(_("Overdue"), tuple(row.overdue for row in rows), Role.BAD),
    )
    return Chart(ChartKind.STACKED_ROWS, tuple(row.name for row in rows), series)
