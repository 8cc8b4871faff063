"""What a merge is asked and what it would do: the plan of making several contacts one. No SQL, no choosing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from typing import NamedTuple

from crm.models.contacts import Channel
from crm.models.fields import Choice, Kind
from crm.models.tags import Tag
from crm.utils.i18n import N_

NEWEST, LONGEST, FIRST, UNION = "newest", "longest", "first", "union"
FURTHEST, OLDEST = "furthest", "oldest"
# What may decide about a field. "First" goes through the records in their order, the survivor before all others.
RULES = (
    Choice(NEWEST, N_("Changed last")),
    Choice(LONGEST, N_("Longest")),
    Choice(FIRST, N_("First filled")),
    Choice(UNION, N_("All of them")),
    Choice(FURTHEST, N_("Furthest along")),
    Choice(OLDEST, N_("Oldest")),
)
# In the place of a field's name: every field that is not named and that knows the rule.
EVERY_FIELD = "*"
# What moves to the survivor, in words; a row of another table hangs on a contact as a part of it.
RELATIONS = {
    "interactions": N_("Interactions"),
    "contacts": N_("People of the company"),
    "opportunities": N_("Opportunities"),
    "activities": N_("Activities"),
    "activity_series": N_("Series of activities"),
    "messages": N_("E-mail messages"),
    "documents": N_("Documents"),
}
# A field's name -> the id of the contact whose value wins (an empty one empties the field), or the rule that decides.
Choices = Mapping[str, int | str]


class MergeOption(NamedTuple):
    """The value of one contact in one field, as shown to a person; "" when it is empty."""

    contact_id: int
    shown: str


@dataclass(frozen=True)
class MergeField:
    """One field of a merge. `label` and `section` as in Field: show them through `translate`.

    `options` has one entry per contact, in the plan's order. `chosen` is the id of the contact whose value wins, UNION,
    or 0 when all are empty. `rule` is the rule that chose, "" when a person did; `rules` are those the field knows, the
    usual one first. `result` is what the survivor will show.
    """

    name: str
    label: str
    kind: Kind
    section: str
    options: tuple[MergeOption, ...]
    chosen: int | str
    result: str
    rule: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class MergeChannel:
    """One e-mail, phone or link the survivor will have, and the ids of the contacts it comes from."""

    channel: Channel
    sources: tuple[int, ...]


@dataclass(frozen=True)
class MergePlan:
    """What merging `ids` would do. The survivor `keep_id` is the first of `ids`; `names` are theirs.

    `relations` counts, by table (see RELATIONS), what moves to the survivor. `version` goes back with the merge, which
    is refused when one of the contacts was changed since.
    """

    keep_id: int
    ids: tuple[int, ...]
    names: tuple[str, ...]
    fields: tuple[MergeField, ...]
    channels: tuple[MergeChannel, ...] = ()
    tags: tuple[Tag, ...] = ()
    relations: Mapping[str, int] = empty(default_factory=dict)
    version: int = 0

    @property
    def others(self) -> tuple[int, ...]:
        """The contacts that become part of the survivor."""
        return self.ids[1:]

    @property
    def choices(self) -> dict[str, int | str]:
        """What was chosen per field, to merge exactly as planned."""
        return {field.name: field.chosen for field in self.fields if field.chosen}

    @property
    def name(self) -> str:
        """The survivor's name as it is now."""
        return self.names[0]


@dataclass(frozen=True)
class MergeBatch:
    """What merging many groups did, as one operation: contacts that went into another, groups done, groups refused.

    `refused` holds the ids of each group that was left alone and a sentence why. `operation` is what undo takes back,
    None when nothing was written; after a cancelled run everything is empty.
    """

    groups: int = 0
    merged: int = 0
    refused: tuple[tuple[tuple[int, ...], str], ...] = ()
    operation: int | None = None
    cancelled: bool = False
