"""Tags on the records of one table: put on, taken off, replaced, named or by id. Rights and rules are the caller's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.access import Context
from crm.controllers.tags import Tags
from crm.errors import Invalid
from crm.models.tags import Tag
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils.i18n import _


class Tagging:
    """The tags of one table's records: `table` holds the links, `owner` is its column that names the record."""

    def __init__(self, context: Context, table: str, *, owner: str) -> None:
        self.database = context.database
        self.table = table
        self.owner = owner
        self._known = Tags(context)

    def with_ids(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values with tags that are only named turned into ids, added where they are new."""
        tags = values.get("tags")
        if not isinstance(tags, list | tuple):
            return values
        try:
            return {**values, "tags": [self._called(one) if isinstance(one, str) else one for one in tags]}
        except Invalid as error:
            raise Invalid({"tags": " ".join(error.fields.values())}) from error

    def require_known(self, tag_ids: Sequence[int]) -> None:
        """Invalid when one of the tags is gone."""
        known = self.database.ids(f"SELECT id FROM tags WHERE {among('id', 'ids')}", ids=to_json(list(tag_ids)))
        if set(tag_ids) - set(known):
            raise Invalid({"tags": _("There is no such tag any more.")})

    def worn_by(self, record_id: int) -> list[Tag]:
        """The tags of one record, by name."""
        rows = self.database.all(
            f"SELECT t.id, t.name, t.color FROM {self.table} x JOIN tags t ON t.id = x.tag_id"
            f" WHERE x.{self.owner} = :id ORDER BY t.folded",
            id=record_id,
        )
        return [Tag(**row) for row in rows]

    def replace(self, record_id: int, tag_ids: Sequence[int]) -> bool:
        """Have a record wear exactly these tags; whether it wore others."""
        rows = self.database.all(f"SELECT id, tag_id FROM {self.table} WHERE {self.owner} = :id", id=record_id)
        worn = {row["tag_id"]: row["id"] for row in rows}
        for tag_id in tag_ids:
            if tag_id not in worn:
                self.database.insert(self.table, {self.owner: record_id, "tag_id": tag_id})
        for tag_id in worn.keys() - set(tag_ids):
            self.database.delete(self.table, worn[tag_id])
        return worn.keys() != set(tag_ids)

    def put_on(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Put tags on records; the number of records that did not wear all of them."""
        self.require_known(tag_ids)
        wanted = dict.fromkeys((record, tag) for record in ids for tag in tag_ids)
        worn = self._worn(ids, tag_ids)
        missing = [{self.owner: record, "tag_id": tag} for record, tag in wanted if (record, tag) not in worn]
        self.database.insert_many(self.table, missing)
        return len({one[self.owner] for one in missing})

    def take_off(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Take tags off records; the number of records that wore one of them."""
        worn = self._worn(ids, tag_ids)
        for link in worn.values():
            self.database.delete(self.table, link)
        return len({record for record, _tag in worn})

    def _called(self, name: str) -> int:
        known = self._known.by_name(name)
        return known.id if known else self._known.add_along(name)

    def _worn(self, ids: Sequence[int], tag_ids: Sequence[int]) -> dict[tuple[int, int], int]:
        rows = self.database.all(
            f"SELECT id, {self.owner} AS record, tag_id FROM {self.table}"
            f" WHERE {among(self.owner, 'ids')} AND {among('tag_id', 'tags')}",
            ids=to_json(list(ids)),
            tags=to_json(list(tag_ids)),
        )
        return {(row["record"], row["tag_id"]): row["id"] for row in rows}
