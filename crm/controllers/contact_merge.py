"""One merge of contacts: read, decided, written. Checks no rights and opens no transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from crm.controllers import contact_company, contact_rows
from crm.controllers.contact_channels import as_channel
from crm.controllers.contact_merge_channels import united
from crm.controllers.contact_merge_fields import Party, complete, decide, mergeable
from crm.controllers.contact_merge_rows import add_aliases, move_all, move_channels
from crm.controllers.interactions import refresh_contact
from crm.errors import Conflict, Invalid, NotFound
from crm.models.contacts import COMPANY, PERSON_ONLY, Channel, display_name
from crm.models.fields import Field
from crm.models.merging import Choices
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, removed_part_of
from crm.utils import text
from crm.utils.i18n import _

# What follows from other rows: a change of that alone is no change of the contact.
_FOLLOWING = frozenset(("last_interaction_at", "updated_at", "version"))
_SHOWN_PARTS = ("contact_channels", "contact_tags")


def load(database: Database, ids: Iterable[int]) -> list[Party]:
    """These contacts with their channels and tags, each once. NotFound when one is gone."""
    wanted = list(dict.fromkeys(ids))
    marks = {"ids": to_json(wanted)}
    rows = {row["id"]: row for row in database.all(f"SELECT * FROM contacts WHERE {among('id', 'ids')}", **marks)}
    if len(rows) < len(wanted):
        raise NotFound(_("One of these contacts no longer exists. Nothing was changed."))
    channels: dict[int, list[Channel]] = defaultdict(list)
    ours = among("contact_id", "ids")
    for row in database.all(f"SELECT * FROM contact_channels WHERE {ours} ORDER BY position, id", **marks):
        channels[row["contact_id"]].append(as_channel(row))
    tags: dict[int, list[int]] = defaultdict(list)
    for row in database.all(f"SELECT * FROM contact_tags WHERE {ours} ORDER BY id", **marks):
        tags[row["contact_id"]].append(row["tag_id"])
    return [Party(rows[one], tuple(channels[one]), tuple(tags[one])) for one in wanted]


def survivor_first(parties: Sequence[Party], keep: int) -> list[Party]:
    """The parties with the survivor in front: `keep`, or without it the most complete one, then the oldest."""
    ids = [party.id for party in parties]
    if keep and keep not in ids:
        raise Invalid({"keep": _("The contact {id} is not among those that are merged.").format(id=keep)})
    if len(parties) < 2:
        raise Invalid({"ids": _("It takes at least two contacts to merge. Nothing was changed.")})
    if len({party.row["kind"] for party in parties}) > 1:
        sentence = _("People merge with people and companies with companies, never one with the other.")
        raise Invalid({"ids": sentence})
    best = min(parties, key=lambda party: (-complete(party), party.row["created_at"], party.id))
    first = next(party for party in parties if party.id == (keep or best.id))
    return [first, *(party for party in parties if party is not first)]


class Merge:
    """A merge with all decided: `parties` (the survivor first), the `winners` by field, `channels`, `columns`."""

    def __init__(self, parties: Sequence[Party], fields: Iterable[Field], *, choices: Choices) -> None:
        self.parties = parties
        self.keep, self.others = parties[0], parties[1:]
        self.fields = mergeable(fields, self.keep.row["kind"])
        self.winners = decide(parties, self.fields, choices=choices)
        self.channels = united(parties, self.winners)
        self.columns = self._columns()
        self.name = display_name({**self.keep.row, **self.columns})
        contact_rows.require_name({**self.keep.row, **self.columns})

    def result(self, field: Field) -> Any:
        """The value the survivor takes in a field."""
        return self.columns[field.name] if field.name in contact_rows.MIRRORS else self.winners[field.name].value

    def _columns(self) -> dict[str, Any]:
        """The columns the survivor takes."""
        custom = json.loads(self.keep.row["custom"])
        columns: dict[str, Any] = {}
        for name, winner in self.winners.items():
            if name.startswith("custom."):
                custom[name.removeprefix("custom.")] = winner.value
            else:
                columns[name] = winner.value
        columns |= contact_rows.mirrored([one.channel for one in self.channels])
        if self.keep.row["kind"] == COMPANY:
            columns |= dict.fromkeys(PERSON_ONLY & columns.keys(), "")
        else:
            columns["company_id"] = self._company_id(columns["company"])
        columns["custom"] = to_json({key: value for key, value in custom.items() if value is not None})
        columns["sort_name"] = contact_rows.sort_name({**self.keep.row, **columns})
        return columns

    def _company_id(self, name: str) -> int | None:
        """The company of the contact whose company won; a namesake's link is better than none."""
        chosen = self.winners["company"].chosen
        if not name:
            return None
        same = [party for party in self.parties if text.fold(party.row["company"]) == text.fold(name)]
        same.sort(key=lambda party: party.id != chosen)
        return next((party.row["company_id"] for party in same if party.row["company_id"]), None)

    def apply(self, database: Database) -> None:
        """Write it: the survivor's values, then all that points at the others, then they go."""
        operation = database.operation()
        keep, others = self.keep.id, [party.id for party in self.others]
        operation.details.setdefault("moved", {}).setdefault("contacts", {}).update({str(one): keep for one in others})
        database.update("contacts", keep, self.columns | {"updated_at": operation.at})
        if self.keep.row["company"] != self.columns["company"] and self.keep.row["kind"] == COMPANY:
            contact_company.rename_for_people(database, keep, name=self.columns["company"])
        move_channels(database, keep, others=others, channels=self.channels)
        move_all(database, "contacts", moves=dict.fromkeys(others, keep), without=frozenset(("contact_channels",)))
        add_aliases(database, self.keep.row, others=[party.row for party in self.others])
        database.delete_many("contacts", others)
        refresh_contact(database, keep)


def require_unchanged(database: Database, parties: Sequence[Party], *, version: int) -> None:
    """Conflict when the values, channels or tags of one of the contacts were changed after a version of the file."""
    for party in parties:
        if _changed(database, party.id, version=version):
            sentence = _("{name} was changed meanwhile. Nothing was merged; look at the values again.")
            raise Conflict(sentence.format(name=party.name), {})


def _changed(database: Database, contact_id: int, *, version: int) -> bool:
    own = database.all(
        "SELECT after FROM changes WHERE entity_id = :id AND entity = 'contacts' AND operation_id > :version"
        " AND after IS NOT NULL",
        id=contact_id,
        version=version,
    )
    if any(json.loads(row["after"]).keys() - _FOLLOWING for row in own):
        return True
    return any(_part_changed(database, contact_id, table=table, version=version) for table in _SHOWN_PARTS)


def _part_changed(database: Database, contact_id: int, *, table: str, version: int) -> bool:
    marks: Row = {"id": contact_id, "version": version}
    written = f"SELECT 1 FROM {table} WHERE contact_id = :id AND version > :version LIMIT 1"
    removed = (
        f"SELECT 1 FROM changes WHERE {removed_part_of('id')} AND entity = :table AND operation_id > :version LIMIT 1"
    )
    return database.value(written, **marks) is not None or database.value(removed, **marks, table=table) is not None
