"""Which value wins in each field when contacts become one: by choice or by rule. Reads and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.errors import Invalid
from crm.models.contacts import COMPANY, PERSON_ONLY, Channel, display_name
from crm.models.fields import Field, Kind, is_empty
from crm.models.imports import ADDRESS
from crm.models.merging import EVERY_FIELD, FIRST, FURTHEST, LONGEST, NEWEST, OLDEST, RULES, UNION, Choices
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import _

# What nobody chooses: it is the same in all, follows from other rows, or stays reachable in another way.
_NOT_CHOSEN = frozenset(
    ("kind", "tags", "last_interaction_at", "updated_at", "external_source", "external_id", "company_id")
)
_ONE_OF_TWO = (FIRST, NEWEST)
_BY_KIND = {
    Kind.TEXT: (FIRST, NEWEST, LONGEST),
    Kind.LONG_TEXT: (UNION, FIRST, NEWEST, LONGEST),
    Kind.CHOICES: (UNION, FIRST, NEWEST),
}
_BY_NAME = {"created_at": (OLDEST,), "status": (FURTHEST, *_ONE_OF_TWO)} | dict.fromkeys(ADDRESS, _ONE_OF_TWO)
# A record that was given up never hides one that somebody works on.
_PROGRESS = {"inactive": 0, "lead": 1, "prospect": 2, "customer": 3}


@dataclass(frozen=True)
class Party:
    """One of the contacts that become one: its row, its channels with those it shows first, its tags' ids."""

    row: Row
    channels: tuple[Channel, ...] = ()
    tags: tuple[int, ...] = ()

    @property
    def id(self) -> int:
        """The contact's id."""
        return int(self.row["id"])

    @property
    def name(self) -> str:
        """The contact's name."""
        return display_name(self.row)

    def values(self) -> dict[str, Any]:
        """Field name -> stored value, custom fields as `custom.<key>`."""
        return self.row | {f"custom.{key}": value for key, value in json.loads(self.row["custom"]).items()}


@dataclass(frozen=True)
class Winner:
    """The value of one field: where it comes from (a contact's id, UNION, 0 when all are empty), and the rule."""

    value: Any
    chosen: int | str
    rule: str = ""


def mergeable(fields: Iterable[Field], kind: str) -> list[Field]:
    """The fields of contacts of a kind about which a merge decides."""
    left_out = _NOT_CHOSEN | (PERSON_ONLY if kind == COMPANY else frozenset())
    return [field for field in fields if field.name not in left_out]


def rules_of(field: Field) -> tuple[str, ...]:
    """The rules that may decide about a field, the usual one first."""
    return _BY_NAME.get(field.name) or _BY_KIND.get(field.kind, _ONE_OF_TWO)


def complete(party: Party) -> int:
    """How much a contact tells: its filled fields and channels."""
    told = [value for name, value in party.values().items() if name not in _NOT_CHOSEN]
    return sum(not is_empty(value) for value in told) + len(party.channels) + len(party.tags)


def decide(parties: Sequence[Party], fields: Sequence[Field], *, choices: Choices) -> dict[str, Winner]:
    """The winner of each field; the survivor is the first of `parties`. Invalid for a choice that cannot be made."""
    _check(choices, fields, ids=[party.id for party in parties])
    deciding = _Deciding(parties)
    return {field.name: deciding.winner(field, _choice(field, choices)) for field in fields}


def _choice(field: Field, choices: Choices) -> int | str:
    rules = rules_of(field)
    if field.name in choices:
        return choices[field.name]
    for_all = choices.get(EVERY_FIELD, "")
    return for_all if for_all in rules else rules[0]


def _check(choices: Choices, fields: Sequence[Field], *, ids: Sequence[int]) -> None:
    known = {field.name: field for field in fields}
    problems = {name: _problem(name, choice, known=known, ids=ids) for name, choice in choices.items()}
    if found := {name: problem for name, problem in problems.items() if problem}:
        raise Invalid(found)


def _problem(name: str, choice: int | str, *, known: Mapping[str, Field], ids: Sequence[int]) -> str:
    if name != EVERY_FIELD and name not in known:
        sentence = _("A merge has nothing to choose in a field called {name}. The fields are: {names}.")
        return sentence.format(name=name, names=", ".join(known))
    if isinstance(choice, int):
        return "" if choice in ids else _("The contact {id} is not among those that are merged.").format(id=choice)
    allowed = [rule.value for rule in RULES] if name == EVERY_FIELD else rules_of(known[name])
    if choice in allowed:
        return ""
    sentence = _("The rule {rule} does not fit the field {name}. Choose one of the contacts or one of: {rules}.")
    return sentence.format(rule=choice, name=name, rules=", ".join(allowed))


class _Deciding:
    """Applies rules to the values of the contacts, in their order."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._parties = parties
        self._values = {party.id: party.values() for party in parties}
        self._rules: dict[str, Callable[[Field, list[Party]], Party]] = {
            FIRST: lambda _field, filled: filled[0],
            NEWEST: lambda _field, filled: max(filled, key=lambda party: party.row["updated_at"]),
            LONGEST: lambda field, filled: max(filled, key=lambda party: len(str(self._value(field, party)))),
            FURTHEST: lambda field, filled: max(filled, key=lambda party: _PROGRESS[self._value(field, party)]),
            OLDEST: lambda field, filled: min(filled, key=lambda party: str(self._value(field, party))),
        }

    def _value(self, field: Field, party: Party) -> Any:
        return self._values[party.id].get(field.name)

    def winner(self, field: Field, choice: int | str) -> Winner:
        """The winner of one field."""
        if isinstance(choice, int):
            value = self._values[choice].get(field.name)
            if field.required and is_empty(value):
                raise Invalid({field.name: _("This field must not be empty.")})
            return Winner(value, choice)
        filled = [party for party in self._parties if not is_empty(self._value(field, party))]
        if not filled:
            return Winner(self._value(field, self._parties[0]), 0, choice)
        if choice == UNION:
            return self._union(field, filled)
        party = self._address(field, choice) if field.name in ADDRESS else self._rules[choice](field, filled)
        return Winner(self._value(field, party), party.id, choice) if party else Winner("", 0, choice)

    def _union(self, field: Field, filled: Sequence[Party]) -> Winner:
        values = [self._value(field, party) for party in filled]
        whole = _texts_together(values) if field.kind == Kind.LONG_TEXT else _lists_together(values)
        same = next((party.id for party in filled if self._value(field, party) == whole), None)
        return Winner(whole, UNION if same is None else same, UNION)

    def _address(self, field: Field, rule: str) -> Party | None:
        """The contact whose part of an address is taken: parts of two different addresses never become a third."""
        order = list(self._parties)
        if rule == NEWEST:
            order.sort(key=lambda party: party.row["updated_at"], reverse=True)
        having = [party for party in order if any(party.row[name] for name in ADDRESS)]
        base = next((party for party in having if party.row["address"]), having[0])
        fitting = [base, *(party for party in having if _fits(party.row, base.row))]
        return next((party for party in fitting if party.row[field.name]), None)


def _fits(part: Row, base: Row) -> bool:
    """Whether an address may fill the gaps of another: nothing contradicts, and it is no other street."""
    both = [name for name in ADDRESS if part[name] and base[name]]
    return all(_folded(part[name]) == _folded(base[name]) for name in both) and bool(both or not part["address"])


def _folded(value: str) -> str:
    return " ".join(text.words(value))


def _texts_together(texts: Sequence[str]) -> str:
    """The texts below each other, an empty line between; a text whose lines stand in another one already only once."""
    kept: list[str] = []
    for one in texts:
        if not any(_holds(known, one) for known in kept):
            kept = [known for known in kept if not _holds(one, known)] + [one]
    return kept[0] if len(kept) == 1 else "\n\n".join(one.strip() for one in kept)


def _holds(whole: str, part: str) -> bool:
    return f"\n{part.strip()}\n" in f"\n{whole.strip()}\n"


def _lists_together(lists: Sequence[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(one for several in lists for one in several))
