"""What a list's filters and order become in SQL, the same for every entity: fixed column expressions and named marks.

Which expressions an entity has, and what only it can be asked for, is said in its own module of queries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import isfinite, nan
from typing import Any, Protocol

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import to_json
from crm.storage.sqlite import among, contains, folded, json_field
from crm.utils import dates, text
from crm.utils.anniversaries import celebrated
from crm.utils.i18n import _

IMPORTED_BY = "imported_by"  # a filter by the operations that created a record
SEGMENT = "segment"  # by the segments of the customers it has to do with
VIEW = "view"  # by saved views it is in
Narrowing = tuple[str, Mapping[str, Any]]
_COLUMN = re.compile(r"\w+\.\w+").fullmatch


@dataclass(frozen=True)
class Subject:
    """What the lists of one entity are made of.

    `alias` is the table's short name in every expression, `filters` and `sorts` the expressions of each field (the id
    always follows a sort, so that no two rows are equal), `usual` the sort of a list that names none, `name` what
    follows a sort by an own field, `tags` a query for the row's tags under the short name x, and `folded` where the
    folded text of an expression is kept. `beside` leads from what was made of another entity to the rows it belongs
    to: the beginning of a query that ends with the ids of those others. `segments` is a query for the segments, under
    the short name g, of its customers.
    """

    entity: str
    alias: str
    filters: Mapping[str, str]
    sorts: Mapping[str, tuple[str, ...]]
    usual: str
    name: str
    tags: str
    folded: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    segments: str = ""


@dataclass(frozen=True)
class Selection:
    """The parts of a list's SQL: `tables`, `where`, the expressions of its order, its direction, and the marks."""

    tables: str
    where: str
    keys: tuple[str, ...]
    direction: str
    values: dict[str, Any]

    @property
    def order(self) -> str:
        """What follows ORDER BY."""
        return ", ".join(f"{key} {self.direction}" for key in self.keys)

    def after(self, place: Sequence[Any] | None) -> tuple[str, dict[str, Any]]:
        """The condition, and its marks, for the rows behind the one whose sort values are `place`."""
        if place is None:
            return "", {}
        marks = {f"place_{number}": value for number, value in enumerate(place)}
        sign = "<" if self.direction == "DESC" else ">"
        # An index on an expression is searched for the expression alone, not for a row of values.
        first = "" if _COLUMN(self.keys[0]) else f" AND {self.keys[0]} {sign}= :place_0"
        return f"{first} AND ({', '.join(self.keys)}) {sign} (:{', :'.join(marks)})", marks


@dataclass(frozen=True)
class Term:
    """A condition on its way to SQL: the expression it is about, and the mark its values stand under."""

    condition: Condition
    column: str
    mark: str
    kind: Kind | None = None

    @property
    def value(self) -> object:
        """The first value."""
        return self.condition.values[0]

    @property
    def filled(self) -> str:
        """The condition that something is stored."""
        own = self.condition.field.startswith("custom.")
        nothing = f"{self.column} <> ''"
        return f"{self.column} IS NOT NULL" if self.kind in _NUMBERS and not own else nothing


class SavedViews(Protocol):
    """Where a query finds the conditions of saved views."""

    def condition(self, condition: Condition, mark: str, *, within: Conditions) -> str:
        """The condition that a row is in one of some views, or in none."""


class Conditions:
    """The conditions and the order of one query; `values` collects the marks they need, `views` knows saved ones."""

    def __init__(self, subject: Subject, fields: Mapping[str, Field]) -> None:
        self.subject = subject
        self.fields = fields
        self.values: dict[str, Any] = {}
        self.views: SavedViews | None = None
        self.special: dict[str, Callable[[Condition, str], str]] = {
            "tags": self._tags,
            IMPORTED_BY: self._created,
            SEGMENT: self._segment,
            VIEW: self._viewed,
        }
        self._operators: dict[Operator, Callable[[Term], str]] = {
            Operator.ANY: self._any,
            Operator.NONE: self._none,
            Operator.CONTAINS: self._contains,
            Operator.EMPTY: lambda term: f"{term.column} IS NULL OR {term.column} = ''",
            Operator.FILLED: lambda term: f"{term.column} IS NOT NULL AND {term.column} <> ''",
            Operator.NEVER: lambda term: f"{term.column} = ''",
            Operator.BEFORE: self._before,
            Operator.AFTER: self._after,
            Operator.BETWEEN: self._between,
            Operator.OLDER_THAN_DAYS: self._older,
            Operator.COMES_ROUND: self._comes_round,
        }

    def where(self, query: ListQuery, within: Narrowing | None = None) -> str:
        """All conditions of a query; `within`, a condition with its marks, stands for its text."""
        wheres = [self.condition(one, f"v{number}") for number, one in enumerate(query.conditions)]
        if within is not None:
            wheres.append(within[0])
            self.values |= within[1]
        return " AND ".join(f"({one})" for one in wheres) or "1 = 1"

    def order(self, sort: str) -> tuple[str, ...]:
        """The expressions a list is sorted by."""
        subject = self.subject
        if sort.startswith("custom.") and sort in self.fields:
            self.values["sort_key"] = sort.removeprefix("custom.")
            value = f"coalesce({json_field(f'{subject.alias}.custom', 'sort_key')}, '')"
            return (folded(value) if self.fields[sort].kind in _WORDS else value, subject.name)
        if (sort or subject.usual) not in subject.sorts:
            raise Invalid({"sort": _("A list cannot be sorted by {name}.").format(name=sort)})
        return subject.sorts[sort or subject.usual]

    def condition(self, condition: Condition, mark: str) -> str:
        """One condition as SQL; its values stand under names that begin with `mark`."""
        try:
            if condition.field in self.special:
                return self.special[condition.field](condition, mark)
            known = self.fields.get(condition.field)
            column = self._column(condition.field, mark)
            return self.compared(Term(condition, column, mark, known.kind if known else None))
        except (ValueError, IndexError, OverflowError) as error:
            raise Invalid({condition.field: _("This filter lacks a value it can be compared with.")}) from error

    def compared(self, term: Term) -> str:
        """A term as its operator asks for."""
        return self._operators[term.condition.operator](term)

    def linked(self, condition: Condition, mark: str, *, links: str, column: str) -> str:
        """A condition on what hangs on a record: `links` selects it, `column` holds what it is."""
        if condition.operator in (Operator.EMPTY, Operator.NEVER):
            return f"NOT EXISTS ({links})"
        if condition.operator == Operator.FILLED:
            return f"EXISTS ({links})"
        self.values[mark] = to_json(list(condition.values))
        negation = "NOT " if condition.operator == Operator.NONE else ""
        return f"{negation}EXISTS ({links} AND {among(column, mark)})"

    def _column(self, name: str, mark: str) -> str:
        if name.startswith("custom.") and name in self.fields:
            self.values[f"{mark}_key"] = name.removeprefix("custom.")
            return f"coalesce({json_field(f'{self.subject.alias}.custom', f'{mark}_key')}, '')"
        if name not in self.subject.filters:
            raise Invalid({name: _("A list cannot be filtered by {name}.").format(name=name)})
        return self.subject.filters[name]

    def _tags(self, condition: Condition, mark: str) -> str:
        return self.linked(condition, mark, links=self.subject.tags, column="x.tag_id")

    def _created(self, condition: Condition, mark: str) -> str:
        """The records that operations created, or added to; an index finds them by their operation."""
        self.values[mark] = to_json(list(condition.values))
        made = f"SELECT entity_id FROM changes WHERE {among('operation_id', mark)} AND action = 'create'"
        parts = []
        for number, (entity, query) in enumerate({self.subject.entity: "", **self.subject.beside}.items()):
            self.values[f"{mark}_{number}"] = entity
            created = f"{made} AND entity = :{mark}_{number}"
            parts.append(f"{query} ({created})" if query else created)
        return f"{self.subject.alias}.id IN ({' UNION '.join(parts)})"

    def _segment(self, condition: Condition, mark: str) -> str:
        if not self.subject.segments:
            raise Invalid({SEGMENT: _("A list cannot be filtered by {name}.").format(name=SEGMENT)})
        return self.linked(condition, mark, links=self.subject.segments, column="g.segment")

    def _viewed(self, condition: Condition, mark: str) -> str:
        if self.views is None:
            raise Invalid({VIEW: _("A list cannot be filtered by {name}.").format(name=VIEW)})
        return self.views.condition(condition, mark, within=self)

    def _any(self, term: Term) -> str:
        if term.kind == Kind.CHOICES:
            return self._any_choice(term)
        wanted = [one for one in term.condition.values if one is not None]
        self.values[term.mark] = to_json(wanted)
        parts = [among(term.column, term.mark)] if wanted else []
        if None in term.condition.values:
            parts.append(
                f"{term.column} = ''" if term.condition.field.startswith("custom.") else f"{term.column} IS NULL"
            )
        return " OR ".join(parts) or "1 = 0"

    def _any_choice(self, term: Term) -> str:
        """A multiple choice is kept as a JSON list: a choice is in it when its own JSON text is."""
        parts = []
        for number, value in enumerate(term.condition.values):
            self.values[f"{term.mark}_{number}"] = to_json(value)
            parts.append(contains(term.column, f"{term.mark}_{number}"))
        return " OR ".join(parts) or "1 = 0"

    def _none(self, term: Term) -> str:
        return f"NOT coalesce({self._any(term)}, 0)"

    def _contains(self, term: Term) -> str:
        self.values[term.mark] = text.fold(str(term.value))
        return contains(self.subject.folded.get(term.column) or folded(term.column), term.mark)

    def _before(self, term: Term) -> str:
        self.values[term.mark] = _edge(self._comparable(term, term.value), term, after=False)
        return f"{term.filled} AND {term.column} < :{term.mark}"

    def _after(self, term: Term) -> str:
        value = self._comparable(term, term.value)
        self.values[term.mark] = _edge(value, term, after=True)
        comparison = ">" if self.values[term.mark] == value else ">="
        return f"{term.filled} AND {term.column} {comparison} :{term.mark}"

    def _between(self, term: Term) -> str:
        low, high = (self._comparable(term, value) for value in term.condition.values)
        self.values[f"{term.mark}_low"] = _edge(low, term, after=False)
        self.values[f"{term.mark}_high"] = end = _edge(high, term, after=True)
        below = f"{term.column} {'<=' if end == high else '<'} :{term.mark}_high"
        return f"{term.filled} AND {term.column} >= :{term.mark}_low AND {below}"

    def _older(self, term: Term) -> str:
        day = days_ago(int(number(term.condition.field, term.value)))
        self.values[term.mark] = start_of(day) if term.kind == Kind.MOMENT else day.isoformat()
        return f"{term.column} < :{term.mark}"

    def _comes_round(self, term: Term) -> str:
        days = celebrated(date.fromisoformat(dates.today()), int(number(term.condition.field, term.value)))
        self.values[term.mark] = to_json(list(days))
        return f"{term.filled} AND {among(f'substr({term.column}, 6)', term.mark)}"

    def _comparable(self, term: Term, value: object) -> object:
        """A value in the form its field is kept in; Invalid says what it is not."""
        name = term.condition.field
        if term.kind in _NUMBERS:
            return number(name, value)
        return _time(name, value) if term.kind in (Kind.DATE, Kind.MOMENT) else value


_NUMBERS = (Kind.NUMBER, Kind.MONEY)
_END = "9999-12-31T24:00:00Z"  # behind every moment that can be kept
_WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)


def number(name: str, value: object) -> float:
    """A finite number a filter may compare with; Invalid, beside the field's name, when it is none."""
    try:
        read = value if isinstance(value, int) else float(str(value))
    except ValueError:
        read = nan
    if not isfinite(read):
        sentence = _("{value} is not a number, so nothing can be compared with it.")
        raise Invalid({name: sentence.format(value=value)})
    return read


def _time(name: str, value: object) -> str:
    """A day, or a moment, as it is kept."""
    written = str(value)
    try:
        if len(written) <= 10:
            return date.fromisoformat(written).isoformat()
        datetime.fromisoformat(written)
    except ValueError as error:
        sentence = _("{value} is not a day, so nothing can be compared with it. Write one like 2026-11-21.")
        raise Invalid({name: sentence.format(value=written)}) from error
    return written


def _edge(value: object, term: Term, *, after: bool) -> object:
    """A day compared with moments means the moment it begins here, or the moment the next day begins."""
    if term.kind != Kind.MOMENT or not isinstance(value, str) or len(value) != 10:
        return value
    day = date.fromisoformat(value)
    if after and day == date.max:
        return _END
    return start_of(day + timedelta(days=int(after)))


def days_ago(days: int) -> date:
    """That many days before today, as far as the calendar goes."""
    ordinal = date.fromisoformat(dates.today()).toordinal() - days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def start_of(day: date) -> str:
    """The moment a day begins here."""
    try:
        return dates.to_moment(day.isoformat())
    except (OverflowError, ValueError):  # where the clock is ahead of or behind UTC, a calendar's ends lie outside it
        return f"{day.isoformat()}T00:00:00Z"
