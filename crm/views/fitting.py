"""What of a kept list still fits the file: fields, tags and users go, lists that name them stay. Plain data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views.known import IMPORTED, VIEWED, Known
from crm.views.widgets.conditions import operators, values_needed

_NUMBERS = (
    Kind.NUMBER, Kind.MONEY, Kind.YES_NO, Kind.USER, Kind.TAGS, Kind.CONTACT, Kind.PIPELINE, Kind.STAGE,
    Kind.LOSS_REASON, Kind.PRODUCT,
)  # fmt: skip
_ALWAYS_SORTED = ("", "name")


def read(plain: Mapping[str, Any]) -> ListQuery | None:
    """A query as it was kept; None when what was kept is damaged or from a newer program."""
    try:
        return ListQuery.from_plain(plain)
    except (AttributeError, TypeError, ValueError):
        return None


def fitted(query: ListQuery, known: Known) -> ListQuery:
    """The query without conditions, values and an order that the file no longer has; the same one when all fits."""
    conditions = tuple(kept for one in query.conditions if (kept := _condition(one, known)))
    sorts = query.sort in _ALWAYS_SORTED or _field(query.sort, known) is not None
    if conditions == query.conditions and sorts:
        return query
    return ListQuery(query.text, conditions, *((query.sort, query.descending) if sorts else ("", False)))


def _condition(condition: Condition, known: Known) -> Condition | None:
    if condition.field == IMPORTED.name:
        return condition
    if condition.field == VIEWED.name:
        return _of_views(condition, known)
    field = _field(condition.field, known)
    if field is None or condition.operator not in operators(field):
        return None
    there, values = _there(known), condition.values
    if field.kind in there:
        values = tuple(one for one in values if one is None or one in there[field.kind])
    needed = values_needed(condition.operator)
    if len(values) < needed or (needed == 2 and len(values) > 2):
        return None
    if not all(_suits(one, field, operator=condition.operator) for one in values):
        return None
    return replace(condition, values=values)


def _of_views(condition: Condition, known: Known) -> Condition | None:
    """The condition with the views that are there; None when none is left."""
    there = {one.value for one in known.viewed.choices}
    values = tuple(one for one in condition.values if str(one) in there)
    return replace(condition, values=values) if values and condition.operator in operators(VIEWED) else None


def _there(known: Known) -> dict[Kind, set[int]]:
    """The ids there are, by the kind of field that holds them."""
    return {
        Kind.TAGS: {tag.id for tag in known.tags},
        Kind.USER: {user.id for user in known.users},
        Kind.PIPELINE: {one.id for one in known.pipelines},
        Kind.STAGE: {stage.id for one in known.pipelines for stage in one.stages},
        Kind.LOSS_REASON: {one.id for one in known.loss_reasons},
    }


def _suits(value: object, field: Field, *, operator: Operator) -> bool:
    """Whether a value is what the field holds: a field may have become another kind since."""
    if value is None:
        return field.kind is Kind.USER
    if field.kind in _NUMBERS or operator is Operator.OLDER_THAN_DAYS:
        return isinstance(value, int | float)
    return isinstance(value, str)


def _field(name: str, known: Known) -> Field | None:
    return next((field for field in (*known.fields, *known.narrowing) if field.name == name), None)
