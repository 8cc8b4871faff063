"""The plan of a merge in words: each contact's value of each field, and what the survivor will show. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.contact_merge_fields import Party, Winner, rules_of
from crm.models import shown
from crm.models.fields import Field, Kind, is_empty
from crm.models.merging import MergeField, MergeOption


class Words:
    """Turns stored values into texts; `users` are names by id, `region` says how phones are shown."""

    def __init__(self, users: Mapping[int, str], *, region: str) -> None:
        self._users = users
        self._region = region

    def field(self, field: Field, parties: Sequence[Party], *, winner: Winner, result: Any) -> MergeField:
        """One field of the plan; `result` is the value the survivor takes."""
        values = [party.values().get(field.name) for party in parties]
        return MergeField(
            field.name,
            field.label,
            field.kind,
            field.section,
            tuple(MergeOption(party.id, self.show(one, field)) for party, one in zip(parties, values, strict=True)),
            winner.chosen,
            self.show(result, field),
            rule=winner.rule,
            rules=rules_of(field),
        )

    def show(self, value: Any, field: Field) -> str:
        """A stored value in the language in use, a long text whole; nothing as ""."""
        if field.kind is Kind.USER and not is_empty(value):
            return self._users.get(value, str(value))
        return shown.show(value, field, region=self._region)
