"""Saved views as conditions on lists: who is in them follows what they are, not when they were saved.

A list is narrowed by views of its own entity, and by those of entities it has to do with: opportunities by views of
their customers, activities and interactions by views of their contacts and opportunities,
contacts by views of their opportunities.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Mapping
from typing import Any

from crm.controllers import activity_queries, opportunity_queries
from crm.controllers.access import Context
from crm.controllers.activity_queries import ActivityConditions
from crm.controllers.conditions import VIEW, Conditions, Narrowing
from crm.controllers.contact_queries import ContactConditions
from crm.controllers.custom_fields import CustomFields
from crm.controllers.interaction_types import with_own_types
from crm.controllers.opportunity_queries import OpportunityConditions
from crm.controllers.opportunity_stages import rotting_stages
from crm.errors import Invalid
from crm.models import activities, contacts, opportunities
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import _

# From a row of a list to those of a view: the list's entity and the view's.
_WAYS = {
    ("contacts", "contacts"): "{}",
    ("opportunities", "opportunities"): "{}",
    ("activities", "activities"): "{}",
    ("contacts", "opportunities"): (
        "EXISTS (SELECT 1 FROM opportunities o WHERE (o.contact_id = c.id OR o.company_id = c.id) AND {})"
    ),
    ("opportunities", "contacts"): (
        "EXISTS (SELECT 1 FROM contacts c WHERE c.id IN (o.contact_id, o.company_id) AND {})"
    ),
    ("activities", "contacts"): "EXISTS (SELECT 1 FROM contacts c WHERE c.id = a.contact_id AND {})",
    ("activities", "opportunities"): "EXISTS (SELECT 1 FROM opportunities o WHERE o.id = a.opportunity_id AND {})",
    ("interactions", "contacts"): "EXISTS (SELECT 1 FROM contacts c WHERE c.id = i.contact_id AND {})",
    ("interactions", "opportunities"): "EXISTS (SELECT 1 FROM opportunities o WHERE o.id = i.opportunity_id AND {})",
}
_MARK = re.compile(r":(\w+)")


class ViewFilters:
    """The conditions of saved views, for the lists of one user."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._me = context.user.id
        self._custom_fields = CustomFields(context)
        self._open: list[Row] = []  # the views being read, one inside the other

    def on(self, parts: Conditions) -> None:
        """Let a query be narrowed by views."""
        parts.views = self

    def condition(self, condition: Condition, mark: str, *, within: Conditions) -> str:
        """The condition that a row is in one of some views, or in none, in the words of the query it is `within`.

        Invalid, with a sentence, for a view that is gone, leads back to itself, or is of something else.
        """
        if condition.operator not in (Operator.ANY, Operator.NONE):
            raise ValueError(condition.operator)
        found = [
            self._in_view(int(str(one)), f"{mark}w{number}", within=within)
            for number, one in enumerate(condition.values)
        ]
        wanted = " OR ".join(f"({one})" for one in found) or "1 = 0"
        return f"NOT coalesce(({wanted}), 0)" if condition.operator is Operator.NONE else wanted

    def _in_view(self, view_id: int, mark: str, *, within: Conditions) -> str:
        view = self._view(view_id)
        way = _WAYS.get((within.subject.entity, view["entity"]))
        if way is None:
            sentence = _("The view {name} lists something else: it cannot narrow this list.")
            raise Invalid({VIEW: sentence.format(name=view["name"])})
        parts = within if within.subject.entity == view["entity"] else self._parts(view["entity"], within.values)
        self._open.append(view)
        try:
            return way.format(f"({self._where(view, mark, parts=parts)})")
        finally:
            self._open.pop()

    def _view(self, view_id: int) -> Row:
        """A view the user sees, or one inside such a view, whoever made it."""
        row = self._database.one("SELECT id, name, entity, definition, user_id, shared FROM saved_views"
                                 " WHERE id = :id", id=view_id)  # fmt: skip
        if any(one["id"] == view_id for one in self._open):
            raise Invalid({VIEW: _circle(self._open[0]["name"])})
        seen = row is not None and (bool(self._open) or row["shared"] or row["user_id"] in (None, self._me))
        if row is None or not seen:
            raise Invalid({VIEW: self._gone()})
        return row

    def _gone(self) -> str:
        if self._open:
            sentence = _("The view {name} is narrowed by a view that is no longer there. Take that filter out of it.")
            return sentence.format(name=self._open[-1]["name"])
        return _("This list is narrowed by a saved view that is no longer there. Take that filter away.")

    def _where(self, view: Row, mark: str, *, parts: Conditions) -> str:
        query = query_of(json.loads(view["definition"]))
        wheres = [parts.condition(one, f"{mark}n{number}") for number, one in enumerate(query.conditions)]
        if query.text.strip():
            condition, marks = self._reading(view["entity"], query.text)
            wheres.append(_MARK.sub(lambda found: _renamed(found, mark, marks=marks), condition))
            parts.values.update({f"{mark}_{name}": value for name, value in marks.items()})
        return " AND ".join(f"({one})" for one in wheres) or "1 = 1"

    def _parts(self, entity: str, values: dict[str, Any]) -> Conditions:
        """The conditions of another entity inside the same statement: they share its marks."""
        made: dict[str, Callable[[], Conditions]] = {
            "contacts": lambda: ContactConditions(self._fields(entity, contacts.FIELDS)),
            "opportunities": lambda: OpportunityConditions(
                self._fields(entity, opportunities.FIELDS), lambda: rotting_stages(self._database)
            ),
            "activities": lambda: ActivityConditions(
                {field.name: field for field in with_own_types(activities.FIELDS, self._database)}
            ),
        }
        parts = made[entity]()
        values.update(parts.values)
        parts.values = values
        self.on(parts)
        return parts

    def _fields(self, entity: str, own: tuple[Any, ...]) -> dict[str, Any]:
        return {field.name: field for field in (*own, *(one.as_field() for one in self._custom_fields.all(entity)))}

    def _reading(self, entity: str, typed: str) -> Narrowing:
        """The condition that a row fits a text."""
        if entity == "contacts":
            return self._database.search.matching("c.id", typed)
        if entity == "opportunities":
            return opportunity_queries.reading(typed, self._customers(typed), everywhere=True)
        words = list(dict.fromkeys(text.fold(typed).split()))
        return activity_queries.reading(words, [self._customers(word) for word in words])

    def _customers(self, typed: str) -> array[int]:
        condition, marks = self._database.search.matching("id", typed)
        return self._database.ids(f"SELECT id FROM contacts WHERE {condition}", **marks)


def require_no_circle(database: Database, view_id: int, *, definition: Mapping[str, Any]) -> None:
    """Invalid when a view so defined would lead back to itself."""
    waiting, seen = _views_in(definition), set[int]()
    while waiting:
        one = waiting.pop()
        if one == view_id:
            name = database.value("SELECT name FROM saved_views WHERE id = :id", id=view_id)
            raise Invalid({VIEW: _circle(name)})
        if one not in seen:
            seen.add(one)
            kept = database.value("SELECT definition FROM saved_views WHERE id = :id", id=one)
            waiting += _views_in(json.loads(kept)) if kept else []


def query_of(definition: Mapping[str, Any]) -> ListQuery:
    """The query of a view's definition."""
    return ListQuery.from_plain(definition.get("query", {}))


def _views_in(definition: Mapping[str, Any]) -> list[int]:
    try:
        conditions = query_of(definition).conditions
        return [int(str(value)) for one in conditions if one.field == VIEW for value in one.values]
    except (AttributeError, TypeError, ValueError):
        return []  # kept by a newer program, or damaged: it narrows nothing here


def _circle(name: str) -> str:
    return _("The view {name} would be narrowed by itself. Take that filter away.").format(name=name)


def _renamed(found: re.Match[str], mark: str, *, marks: Mapping[str, Any]) -> str:
    name = found.group(1)
    return f":{mark}_{name}" if name in marks else found.group(0)
