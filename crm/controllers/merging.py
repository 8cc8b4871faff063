"""What can be done with several contacts that are one: preview, merge, merge many groups; or say that they are not.

Which value wins is contact_merge_fields.py's, how rows move is contact_merge_rows.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.contact_merge import Merge, load, require_unchanged, survivor_first
from crm.controllers.contact_merge_rows import count_relations
from crm.controllers.contact_merge_words import Words
from crm.controllers.contacts import Contacts
from crm.controllers.settings import Settings
from crm.controllers.tags import Tags
from crm.errors import CrmError
from crm.models.fields import Field
from crm.models.merging import Choices, MergeBatch, MergeField, MergePlan
from crm.models.tags import Tag
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils.i18n import N_

Progress = Callable[[float], bool]
BATCH = N_("Merge {count} groups of duplicates")
_TELL_EVERY = 10
_BY_RULE: Choices = MappingProxyType({})


class _Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised inside the transaction, so that nothing is left behind."""


class Merging(Controller):
    """Makes several contacts one."""

    def __init__(self, context: Context, contacts: Contacts, *, settings: Settings) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._settings = settings
        self._tags = Tags(context)

    @reads("contacts")
    def preview(self, ids: Sequence[int], *, keep: int = 0, rules: Choices = _BY_RULE) -> MergePlan:
        """What merging these contacts would do. Without `keep` the survivor is the most complete one, then the oldest.

        `rules` says per field (EVERY_FIELD: for all that know it) which rule decides, or which contact's value wins.
        Invalid for less than two contacts, for people and companies together, for a choice that cannot be made.
        """
        version = int(self.database.value("SELECT coalesce(max(id), 0) FROM operations"))
        merge = self._prepare(ids, keep, choices=rules)
        return MergePlan(
            merge.keep.id,
            tuple(party.id for party in merge.parties),
            tuple(party.name for party in merge.parties),
            self._in_words(merge),
            tuple(merge.channels),
            self._tags_of(merge),
            count_relations(self.database, [party.id for party in merge.others]),
            version,
        )

    @writes("contacts", N_("Merge {count} contacts into {name}"))
    def merge(
        self, keep: int, others: Sequence[int], *, choices: Choices = _BY_RULE, version: int | None = None
    ) -> int:
        """Make `others` part of the contact `keep` as one operation, and return that operation's id.

        Everything that points at them moves to it; undo takes that back at any later time. `choices` are the `rules`
        of `preview`. With the `version` of a plan, Conflict when one of the contacts was changed since.
        """
        merge = self._prepare([keep, *others], keep, choices=choices)
        self._require_mine(merge)
        if version is not None:
            require_unchanged(self.database, merge.parties, version=version)
        merge.apply(self.database)
        self.describe(count=len(merge.parties), name=merge.name)
        return self.database.operation().id

    @reads("contacts")
    def merge_groups(
        self,
        groups: Sequence[Sequence[int]],
        *,
        rules: Choices = _BY_RULE,
        progress: Progress = lambda _done: True,
    ) -> MergeBatch:
        """Merge each group by rule, all as one operation. A group that may not be merged is left alone and listed.

        `progress` hears how much is done, from 0.0 to 1.0; answering False cancels, and nothing is left behind.
        """
        self.require("write contacts")
        try:
            with self.database.transaction(self.context.author, BATCH, bulk=True) as operation:
                batch = self._merge_each(groups, rules=rules, progress=progress)
                operation.details["count"] = batch.groups
        except _Cancelled:
            return MergeBatch(cancelled=True)
        return replace(batch, operation=operation.id or None)

    @writes("contacts", N_("Mark {names} as different people"))
    def keep_apart(self, ids: Sequence[int]) -> int:
        """Remember that no two of these contacts are the same, for ever; the operation whose undo is the way back.

        0 when all of that was remembered already.
        """
        parties = load(self.database, ids)
        for party in parties:
            self.require_mine("write contacts", party.row)
        known = self.database.all(
            "SELECT one_id, other_id FROM different_contacts"
            f" WHERE {among('one_id', 'ids')} AND {among('other_id', 'ids')}",
            ids=to_json([party.id for party in parties]),
        )
        pairs = set(combinations(sorted(party.id for party in parties), 2))
        missing = sorted(pairs - {(row["one_id"], row["other_id"]) for row in known})
        self.database.insert_many("different_contacts", [{"one_id": one, "other_id": two} for one, two in missing])
        self.describe(names=", ".join(party.name for party in parties))
        return self.database.operation().id if missing else 0

    # Parts

    def _prepare(self, ids: Sequence[int], keep: int, *, choices: Choices, fields: Sequence[Field] = ()) -> Merge:
        """A merge with all decided and nothing written."""
        parties = survivor_first(load(self.database, ids), keep)
        return Merge(parties, fields or self._contacts.fields(), choices=choices)

    def _require_mine(self, merge: Merge) -> None:
        for party in merge.parties:
            self.require_mine("write contacts", party.row)

    def _merge_each(self, groups: Sequence[Sequence[int]], *, rules: Choices, progress: Progress) -> MergeBatch:
        fields = self._contacts.fields()
        done = merged = 0
        refused = []
        for place, ids in enumerate(groups):
            if place % _TELL_EVERY == 0 and not progress(place / len(groups)):
                raise _Cancelled
            try:
                merge = self._prepare(ids, 0, choices=rules, fields=fields)
                self._require_mine(merge)
            except CrmError as error:
                refused.append((tuple(ids), str(error)))
                continue
            merge.apply(self.database)
            done, merged = done + 1, merged + len(merge.others)
        if not progress(1.0):
            raise _Cancelled
        return MergeBatch(done, merged, tuple(refused))

    def _in_words(self, merge: Merge) -> tuple[MergeField, ...]:
        users = {row["id"]: row["name"] for row in self.database.all("SELECT id, name FROM users")}
        words = Words(users, region=str(self._settings.get("country", "ES")))
        return tuple(
            words.field(field, merge.parties, winner=merge.winners[field.name], result=merge.result(field))
            for field in merge.fields
        )

    def _tags_of(self, merge: Merge) -> tuple[Tag, ...]:
        worn = {tag for party in merge.parties for tag in party.tags}
        return tuple(tag for tag in self._tags.all(counted=False) if tag.id in worn)
