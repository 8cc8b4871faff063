"""What a list of contacts is asked for: text, conditions, order; and the page that comes back. No SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.models.filters import Condition, Operator


@dataclass(frozen=True)
class ListQuery:
    """What to list. With `text` the best matches come first, unless `sort` names a field."""

    text: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    descending: bool = False

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data, for saved views."""
        conditions = [[one.field, one.operator.value, list(one.values)] for one in self.conditions]
        return {"text": self.text, "conditions": conditions, "sort": self.sort, "descending": self.descending}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> ListQuery:
        """Read back what `to_plain` gave."""
        conditions = tuple(
            Condition(field, Operator(operator), tuple(values))
            for field, operator, values in plain.get("conditions", ())
        )
        return ListQuery(plain.get("text", ""), conditions, plain.get("sort", ""), bool(plain.get("descending")))


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the place to go on from: the last row's sort values; None at the end."""

    rows: list[dict[str, Any]]
    next: tuple[Any, ...] | None = None
