"""The plan of a merge in words: each contact's value of each field, and what the survivor will show. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.controllers.contact_merge_fields import Party, Winner, is_empty, rules_of
from crm.models.fields import Field, Kind
from crm.models.merging import MergeField, MergeOption
from crm.utils import dates, money, phones
from crm.utils.i18n import _, translate


class Words:
    """Turns stored values into texts; `users` are names by id, `region` says how phones are shown."""

    def __init__(self, users: Mapping[int, str], *, region: str) -> None:
        self._users = users
        self._region = region

    def field(self, field: Field, parties: Sequence[Party], *, winner: Winner, result: Any) -> MergeField:
        """One field of the plan; `result` is the value the survivor takes."""
        values = [party.values().get(field.name) for party in parties]
        filled = [value for value in values if not is_empty(value)]
        return MergeField(
            field.name,
            field.label,
            field.kind,
            field.section,
            tuple(MergeOption(party.id, self.show(one, field)) for party, one in zip(parties, values, strict=True)),
            winner.chosen,
            self.show(result, field),
            differs=any(value != filled[0] for value in filled),
            rule=winner.rule,
            rules=rules_of(field),
        )

    def show(self, value: Any, field: Field) -> str:
        """A stored value in the language in use, a long text whole; nothing as ""."""
        if is_empty(value):
            return ""
        if field.kind is Kind.PHONE:
            return phones.show(str(value), region=self._region)
        if field.kind is Kind.USER:
            return self._users.get(value, str(value))
        maker = _SHOWN.get(field.kind)
        return maker(value, field) if maker else str(value)


def _choice(value: Any, field: Field) -> str:
    return next((translate(one.label) for one in field.choices if one.value == value), str(value))


_SHOWN: dict[Kind, Callable[[Any, Field], str]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda value, field: ", ".join(_choice(one, field) for one in value),
    Kind.DATE: lambda value, _field: dates.show_day(str(value)),
    Kind.MOMENT: lambda value, _field: dates.show_moment(str(value)),
    Kind.MONEY: lambda value, field: money.show(int(value), field.currency),
    Kind.NUMBER: lambda value, _field: money.show_number(value),
    Kind.YES_NO: lambda value, _field: _("Yes") if value else _("No"),
}
