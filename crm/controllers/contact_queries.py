"""The SQL of contact lists: which rows, in which order, a page at a time. Made of fixed column expressions only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite, nan
from typing import Any

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import to_json
from crm.storage.sqlite import among, contains, folded, json_field
from crm.utils import dates, text
from crm.utils.i18n import _

# Field -> the expressions a list is sorted by; the contact's id always follows, so that no two rows are equal.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("c.sort_name",),
    "company": ("s.company", "s.name"),
    "city": ("s.city", "s.name"),
    "country": ("s.country", "s.name"),
    "job_title": ("s.job_title", "s.name"),
    "source": ("s.source", "s.name"),
    "email": ("s.mail", "s.name"),
    "created_at": ("c.created_at",),
    "updated_at": ("c.updated_at",),
    "last_interaction_at": ("c.last_interaction_at",),
    "kind": ("c.kind", "c.sort_name"),
    "status": ("c.status", "c.sort_name"),
    # No index serves these: such a list is sorted when it is asked for.
    "phone": ("c.phone", "c.sort_name"),
    "mobile_phone": ("c.mobile_phone", "c.sort_name"),
    "website": ("c.website", "c.sort_name"),
    "state": (folded("c.state"), "c.sort_name"),
    "address": (folded("c.address"), "c.sort_name"),
    "postal_code": ("c.postal_code", "c.sort_name"),
    "tax_id": ("c.tax_id", "c.sort_name"),
    "external_source": ("c.external_source", "c.sort_name"),
    "external_id": ("c.external_id", "c.sort_name"),
    "notes": ("c.notes", "c.sort_name"),
    "first_name": (folded("c.first_name"), "c.sort_name"),
    "last_name": (folded("c.last_name"), "c.sort_name"),
    "assigned_to": (folded("(SELECT name FROM users u WHERE u.id = c.assigned_to)"), "c.sort_name"),
    "tags": (
        "coalesce((SELECT min(t.folded) FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id"
        " WHERE ct.contact_id = c.id), '')",
        "c.sort_name",
    ),
}
IMPORTED_BY = "imported_by"  # a filter by the operations that created a contact
FILTERS: dict[str, str] = {
    "kind": "c.kind",
    "status": "c.status",
    "assigned_to": "c.assigned_to",
    "first_name": "c.first_name",
    "last_name": "c.last_name",
    "company": "c.company",
    "company_id": "c.company_id",
    "job_title": "c.job_title",
    "email": "c.email",
    "phone": "c.phone",
    "mobile_phone": "c.mobile_phone",
    "website": "c.website",
    "address": "c.address",
    "city": "c.city",
    "state": "c.state",
    "country": "c.country",
    "postal_code": "c.postal_code",
    "tax_id": "c.tax_id",
    "source": "c.source",
    "notes": "c.notes",
    "external_source": "c.external_source",
    "external_id": "c.external_id",
    "created_at": "c.created_at",
    "updated_at": "c.updated_at",
    "last_interaction_at": "c.last_interaction_at",
}


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
        return f" AND ({', '.join(self.keys)}) {sign} (:{', :'.join(marks)})", marks


Narrowing = tuple[str, Mapping[str, Any]]


def select(query: ListQuery, fields: Mapping[str, Field], *, within: Narrowing | None = None) -> Selection:
    """The SQL for a query's conditions and order; `within`, a condition on c.id with its marks, stands for its text.

    Invalid names an unknown field.
    """
    parts = _Parts(fields)
    wheres = [parts.condition(one, f"v{number}") for number, one in enumerate(query.conditions)]
    if within is not None:
        wheres.append(within[0])
        parts.values |= within[1]
    keys = parts.order(query.sort or "name")
    in_search = keys[0].startswith("s.")
    tables = "contact_search s JOIN contacts c ON c.id = s.id" if in_search else "contacts c"
    where = " AND ".join(f"({one})" for one in wheres) or "1 = 1"
    every_key = (*keys, "s.id" if in_search else "c.id")
    return Selection(tables, where, every_key, "DESC" if query.descending else "ASC", parts.values)


@dataclass(frozen=True)
class _Term:
    """A condition on its way to SQL: the expression it is about, and the mark its values stand under."""

    condition: Condition
    column: str
    mark: str

    @property
    def value(self) -> object:
        """The first value."""
        return self.condition.values[0]


class _Parts:
    """The conditions and the order of one query; `values` collects the marks they need."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.values: dict[str, Any] = {}
        self._operators: dict[Operator, Callable[[_Term], str]] = {
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
        }

    def order(self, sort: str) -> tuple[str, ...]:
        """The expressions a list is sorted by."""
        if sort.startswith("custom.") and sort in self.fields:
            self.values["sort_key"] = sort.removeprefix("custom.")
            value = f"coalesce({json_field('c.custom', 'sort_key')}, '')"
            return (folded(value) if self.fields[sort].kind in _WORDS else value, "c.sort_name")
        if sort not in SORTS:
            raise Invalid({"sort": _("A list cannot be sorted by {name}.").format(name=sort)})
        return SORTS[sort]

    def condition(self, condition: Condition, mark: str) -> str:
        """One condition as SQL; its values stand under names that begin with `mark`."""
        if condition.field == "tags":
            return self._tags(condition, mark)
        if condition.field == IMPORTED_BY:
            return self._created(condition, mark)
        term = _Term(condition, self._column(condition.field, mark), mark)
        try:
            return self._operators[condition.operator](term)
        except (ValueError, IndexError, OverflowError) as error:
            raise Invalid({condition.field: _("This filter lacks a value it can be compared with.")}) from error

    def _column(self, name: str, mark: str) -> str:
        if name.startswith("custom.") and name in self.fields:
            self.values[f"{mark}_key"] = name.removeprefix("custom.")
            return f"coalesce({json_field('c.custom', f'{mark}_key')}, '')"
        if name not in FILTERS:
            raise Invalid({name: _("A list cannot be filtered by {name}.").format(name=name)})
        return FILTERS[name]

    def _tags(self, condition: Condition, mark: str) -> str:
        worn = "SELECT 1 FROM contact_tags x WHERE x.contact_id = c.id"
        if condition.operator in (Operator.EMPTY, Operator.NEVER):
            return f"NOT EXISTS ({worn})"
        if condition.operator == Operator.FILLED:
            return f"EXISTS ({worn})"
        self.values[mark] = to_json(list(condition.values))
        negation = "NOT " if condition.operator == Operator.NONE else ""
        return f"{negation}EXISTS ({worn} AND {among('x.tag_id', mark)})"

    def _created(self, condition: Condition, mark: str) -> str:
        """The contacts that operations created, or logged interactions with; an index finds them by their operation."""
        self.values[mark] = to_json(list(condition.values))
        made = f"SELECT entity_id FROM changes WHERE {among('operation_id', mark)}"
        logged = f"{made} AND entity = 'interactions' AND action = 'create'"
        talked = f"SELECT contact_id FROM interactions WHERE id IN ({logged})"
        return f"c.id IN ({made} AND entity = 'contacts' AND action = 'create' UNION {talked})"

    def _any(self, term: _Term) -> str:
        field = self.fields.get(term.condition.field)
        if field is not None and field.kind == Kind.CHOICES:
            return self._any_choice(term)
        wanted = [one for one in term.condition.values if one is not None]
        self.values[term.mark] = to_json(wanted)
        parts = [among(term.column, term.mark)] if wanted else []
        if None in term.condition.values:
            parts.append(
                f"{term.column} = ''" if term.condition.field.startswith("custom.") else f"{term.column} IS NULL"
            )
        return " OR ".join(parts) or "1 = 0"

    def _any_choice(self, term: _Term) -> str:
        """A multiple choice is kept as a JSON list: a choice is in it when its own JSON text is."""
        parts = []
        for number, value in enumerate(term.condition.values):
            self.values[f"{term.mark}_{number}"] = to_json(value)
            parts.append(contains(term.column, f"{term.mark}_{number}"))
        return " OR ".join(parts) or "1 = 0"

    def _none(self, term: _Term) -> str:
        return f"NOT coalesce({self._any(term)}, 0)"

    def _contains(self, term: _Term) -> str:
        self.values[term.mark] = text.fold(str(term.value))
        if term.column in _KEPT_FOLDED:
            kept = contains(f"f.{_KEPT_FOLDED[term.column]}", term.mark)
            return f"EXISTS (SELECT 1 FROM contact_search f WHERE f.id = c.id AND {kept})"
        return contains(folded(term.column), term.mark)

    def _before(self, term: _Term) -> str:
        self.values[term.mark] = _edge(self._comparable(term, term.value), term.column, after=False)
        return f"{term.column} <> '' AND {term.column} < :{term.mark}"

    def _after(self, term: _Term) -> str:
        value = self._comparable(term, term.value)
        self.values[term.mark] = _edge(value, term.column, after=True)
        comparison = ">" if self.values[term.mark] == value else ">="
        return f"{term.column} <> '' AND {term.column} {comparison} :{term.mark}"

    def _between(self, term: _Term) -> str:
        low, high = (self._comparable(term, value) for value in term.condition.values)
        self.values[f"{term.mark}_low"] = _edge(low, term.column, after=False)
        self.values[f"{term.mark}_high"] = end = _edge(high, term.column, after=True)
        below = f"{term.column} {'<=' if end == high else '<'} :{term.mark}_high"
        return f"{term.column} <> '' AND {term.column} >= :{term.mark}_low AND {below}"

    def _older(self, term: _Term) -> str:
        day = _days_ago(int(_number(term.condition.field, term.value)))
        self.values[term.mark] = _start_of(day) if term.column.endswith("_at") else day.isoformat()
        return f"{term.column} < :{term.mark}"

    def _comparable(self, term: _Term, value: object) -> object:
        """A value in the form its field is kept in; Invalid says what it is not."""
        name = term.condition.field
        if self.fields[name].kind in (Kind.NUMBER, Kind.MONEY):
            return _number(name, value)
        return _time(name, value) if self.fields[name].kind in (Kind.DATE, Kind.MOMENT) else value


_END = "9999-12-31T24:00:00Z"  # behind every moment that can be kept
_WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)
_KEPT_FOLDED = {
    "c.company": "company",
    "c.city": "city",
    "c.country": "country",
    "c.job_title": "job_title",
    "c.source": "source",
}


def _number(name: str, value: object) -> float:
    try:
        number = value if isinstance(value, int) else float(str(value))
    except ValueError:
        number = nan
    if not isfinite(number):
        sentence = _("{value} is not a number, so nothing can be compared with it.")
        raise Invalid({name: sentence.format(value=value)})
    return number


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


def _edge(value: object, column: str, *, after: bool) -> object:
    """A day compared with moments means the moment it begins here, or the moment the next day begins."""
    if not column.endswith("_at") or not isinstance(value, str) or len(value) != 10:
        return value
    day = date.fromisoformat(value)
    if after and day == date.max:
        return _END
    return _start_of(day + timedelta(days=int(after)))


def _days_ago(days: int) -> date:
    """That many days before today, as far as the calendar goes."""
    ordinal = date.fromisoformat(dates.today()).toordinal() - days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _start_of(day: date) -> str:
    try:
        return dates.to_moment(day.isoformat())
    except (OverflowError, ValueError):  # where the clock is ahead of or behind UTC, a calendar's ends lie outside it
        return f"{day.isoformat()}T00:00:00Z"
