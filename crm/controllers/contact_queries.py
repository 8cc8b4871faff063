"""The SQL of contact lists: which rows, in which order, a page at a time. Made of fixed column expressions only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import to_json
from crm.storage.sqlite import among, contains, folded, json_field
from crm.utils import dates, text
from crm.utils.i18n import _

# Field -> the expression a list is sorted by. Each has an index unless noted beside it.
SORTS: dict[str, str] = {
    "name": "c.sort_name",
    "company": "s.company",
    "city": "s.city",
    "country": "s.country",
    "job_title": "s.job_title",
    "source": "s.source",
    "email": "s.mail",
    "created_at": "c.created_at",
    "updated_at": "c.updated_at",
    "last_interaction_at": "c.last_interaction_at",
    "kind": "c.kind",
    "status": "c.status",
    "phone": "c.phone",  # no index: a list of that order sorts the rows it shows
    "mobile_phone": "c.mobile_phone",  # no index
    "website": "c.website",  # no index
    "state": "c.state",  # no index
    "address": "c.address",  # no index
    "postal_code": "c.postal_code",  # no index
    "tax_id": "c.tax_id",  # no index
    "external_id": "c.external_id",  # no index
    "notes": "c.notes",  # no index
    "assigned_to": "coalesce((SELECT name FROM users u WHERE u.id = c.assigned_to), '')",  # no index
    "tags": "coalesce((SELECT min(t.folded) FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id"
    " WHERE ct.contact_id = c.id), '')",  # no index
}
FOLDED = frozenset(("company", "city", "country", "job_title", "source", "email"))
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
    """The parts of a list's SQL: `tables`, `where`, the sort expression `order`, its `direction`, and the marks."""

    tables: str
    where: str
    order: str
    direction: str
    values: dict[str, Any]


def select(query: ListQuery, fields: Mapping[str, Field], ids: list[int] | None = None) -> Selection:
    """The SQL for a query; `ids` narrows it to what a text search found. Invalid names an unknown field."""
    values: dict[str, Any] = {}
    wheres = [condition_sql(one, fields, values, f"v{number}") for number, one in enumerate(query.conditions)]
    if ids is not None:
        values["found"] = to_json(ids)
        wheres.append(among("c.id", "found"))
    order = _order(query.sort or "name", fields, values)
    in_search = (query.sort or "name") in FOLDED
    tables = "contact_search s JOIN contacts c ON c.id = s.id" if in_search else "contacts c"
    where = " AND ".join(f"({one})" for one in wheres) or "1 = 1"
    return Selection(tables, where, order, "DESC" if query.descending else "ASC", values)


def _order(sort: str, fields: Mapping[str, Field], values: dict[str, Any]) -> str:
    if sort.startswith("custom.") and sort in fields:
        values["sort_key"] = sort.removeprefix("custom.")
        return f"coalesce({json_field('c.custom', 'sort_key')}, '')"
    if sort not in SORTS:
        raise Invalid({"sort": _("A list cannot be sorted by {name}.").format(name=sort)})
    return SORTS[sort]


def condition_sql(condition: Condition, fields: Mapping[str, Field], values: dict[str, Any], mark: str) -> str:
    """One condition as SQL; its values go into `values` under names that begin with `mark`."""
    if condition.field == "tags":
        return _tags(condition, values, mark)
    kind = fields[condition.field].kind if condition.field in fields else Kind.NUMBER
    column = _column(condition.field, fields, values, mark)
    if condition.operator in (Operator.ANY, Operator.NONE):
        return _any(condition, column, kind, values, mark)
    return _OPERATORS[condition.operator](condition, column, values, mark)


def _column(name: str, fields: Mapping[str, Field], values: dict[str, Any], mark: str) -> str:
    if name.startswith("custom.") and name in fields:
        values[f"{mark}_key"] = name.removeprefix("custom.")
        return f"coalesce({json_field('c.custom', f'{mark}_key')}, '')"
    if name not in FILTERS:
        raise Invalid({name: _("A list cannot be filtered by {name}.").format(name=name)})
    return FILTERS[name]


def _tags(condition: Condition, values: dict[str, Any], mark: str) -> str:
    worn = "SELECT 1 FROM contact_tags x WHERE x.contact_id = c.id"
    if condition.operator in (Operator.EMPTY, Operator.NEVER):
        return f"NOT EXISTS ({worn})"
    if condition.operator == Operator.FILLED:
        return f"EXISTS ({worn})"
    values[mark] = to_json(list(condition.values))
    negation = "NOT " if condition.operator == Operator.NONE else ""
    return f"{negation}EXISTS ({worn} AND {among('x.tag_id', mark)})"


def _any(condition: Condition, column: str, kind: Kind, values: dict[str, Any], mark: str) -> str:  # noqa: PLR0917
    if kind == Kind.CHOICES:
        return _any_choice(condition, column, values, mark)
    wanted = [one for one in condition.values if one is not None]
    values[mark] = to_json(wanted)
    parts = [among(column, mark)] if wanted else []
    if None in condition.values:
        parts.append(f"{column} IS NULL")
    matches = " OR ".join(parts) or "1 = 0"
    return f"NOT coalesce({matches}, 0)" if condition.operator == Operator.NONE else matches


def _any_choice(condition: Condition, column: str, values: dict[str, Any], mark: str) -> str:
    """A multiple choice is kept as a JSON list: a choice is in it when its own JSON text is."""
    parts = []
    for number, value in enumerate(condition.values):
        values[f"{mark}_{number}"] = to_json(value)
        parts.append(contains(column, f"{mark}_{number}"))
    matches = " OR ".join(parts) or "1 = 0"
    return f"NOT ({matches})" if condition.operator == Operator.NONE else matches


def _contains(condition: Condition, column: str, values: dict[str, Any], mark: str) -> str:
    values[mark] = text.fold(str(condition.values[0]))
    if column in _KEPT_FOLDED:
        kept = contains(f"f.{_KEPT_FOLDED[column]}", mark)
        return f"EXISTS (SELECT 1 FROM contact_search f WHERE f.id = c.id AND {kept})"
    return contains(folded(column), mark)


_KEPT_FOLDED = {
    "c.company": "company",
    "c.city": "city",
    "c.country": "country",
    "c.job_title": "job_title",
    "c.source": "source",
}


def _bound(sign: str) -> Callable[[Condition, str, dict[str, Any], str], str]:
    def compare(condition: Condition, column: str, values: dict[str, Any], mark: str) -> str:
        value = condition.values[0]
        values[mark] = _edge(value, column, after=sign == ">")
        comparison = ">=" if sign == ">" and values[mark] != value else sign
        return f"{column} <> '' AND {column} {comparison} :{mark}"

    return compare


def _between(condition: Condition, column: str, values: dict[str, Any], mark: str) -> str:
    low, high = condition.values
    values[f"{mark}_low"] = _edge(low, column, after=False)
    values[f"{mark}_high"] = _edge(high, column, after=True)
    comparison = "<" if values[f"{mark}_high"] != high else "<="
    return f"{column} <> '' AND {column} >= :{mark}_low AND {column} {comparison} :{mark}_high"


def _edge(value: object, column: str, *, after: bool) -> object:
    """A day compared with moments means the moment it begins here, or the moment the next day begins."""
    if not column.endswith("_at") or not isinstance(value, str) or len(value) != 10:
        return value
    return _start_of(date.fromisoformat(value) + timedelta(days=int(after)))


def _start_of(day: date) -> str:
    return dates.to_moment(day.isoformat())


def _older(condition: Condition, column: str, values: dict[str, Any], mark: str) -> str:
    days = int(str(condition.values[0]))
    values[mark] = _start_of(date.fromisoformat(dates.today()) - timedelta(days=days))
    return f"{column} < :{mark}"


_OPERATORS: dict[Operator, Callable[[Condition, str, dict[str, Any], str], str]] = {
    Operator.CONTAINS: _contains,
    Operator.EMPTY: lambda _condition, column, _values, _mark: f"{column} IS NULL OR {column} = ''",
    Operator.FILLED: lambda _condition, column, _values, _mark: f"{column} IS NOT NULL AND {column} <> ''",
    Operator.NEVER: lambda _condition, column, _values, _mark: f"{column} = ''",
    Operator.BEFORE: _bound("<"),
    Operator.AFTER: _bound(">"),
    Operator.BETWEEN: _between,
    Operator.OLDER_THAN_DAYS: _older,
}
