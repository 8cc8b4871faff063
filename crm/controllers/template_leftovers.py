"""What a former template brought and nobody used or edited since: finding it and taking it away. Adds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable

from crm.controllers import naming
from crm.controllers.opportunity_stages import is_logged
from crm.controllers.pipelines import was_used
from crm.models.templates.shapes import FieldSeed, Template
from crm.storage.database import Database
from crm.storage.sqlite import Row, contains, json_field
from crm.utils.i18n import LANGUAGES, translated

_HOLDERS = {"contacts": "contacts", "opportunities": "opportunities"}


class Leftovers:
    """Works inside the running operation, so that one undo brings everything back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def clear(self, former: Template, new: Template) -> int:
        """Remove what `former` brought, `new` does not bring too, and nobody used or edited; how much that was."""
        pipelines = _without([one.name for one in former.pipelines], [one.name for one in new.pipelines])
        fields = [seed for seed in former.fields if not _brings(new, seed)]
        types = [key for key, _name in former.types if key not in dict(new.types)]
        return (
            self._clear_pipelines(pipelines)
            + self._clear_sources(_without(former.sources, new.sources))
            + self._clear_reasons(_without(former.reasons, new.reasons))
            + self._clear_types(types)
            + sum(self._clear_field(seed) for seed in fields)
        )

    def _clear_pipelines(self, names: list[str]) -> int:
        """Pipelines that nothing stands in go; where a removed deal may come back to, they go out of use."""
        idle = [row for row in self._named("pipelines", names) if self._is_idle(row)]
        awaited = [row for row in idle if is_logged(self._database, "pipeline_id", value=row["id"])]
        for row in awaited:
            self._database.update("pipelines", row["id"], {"active": 0})
        return len(awaited) + self._remove("pipelines", [row for row in idle if row not in awaited])

    def _is_idle(self, pipeline: Row) -> bool:
        """Whether no deal ever stood in a pipeline and nobody touched its stages."""
        stages = self._database.all("SELECT id FROM stages WHERE pipeline_id = :id", id=pipeline["id"])
        edited = any(self._is_edited("stages", stage["id"]) for stage in stages)
        return not edited and not was_used(self._database, pipeline["id"])

    def _clear_sources(self, names: list[str]) -> int:
        said = self._database.all("SELECT source FROM contacts UNION SELECT source FROM opportunities")
        used = {naming.folded(row["source"]) for row in said}
        rows = self._named("sources", names)
        return self._remove("sources", [row for row in rows if not _spoken(row["name"]) & used])

    def _clear_reasons(self, names: list[str]) -> int:
        said = self._database.all("SELECT DISTINCT loss_reason_id FROM opportunities WHERE loss_reason_id IS NOT NULL")
        used = {row["loss_reason_id"] for row in said}
        rows = self._named("loss_reasons", names)
        return self._remove("loss_reasons", [row for row in rows if row["id"] not in used])

    def _clear_types(self, keys: list[str]) -> int:
        said = self._database.all("SELECT type FROM interactions UNION SELECT type FROM activities")
        used = {row["type"] for row in said}
        rows = self._database.all("SELECT * FROM interaction_types WHERE active = 1")
        return self._remove("interaction_types", [row for row in rows if row["key"] in keys and row["key"] not in used])

    def _clear_field(self, seed: FieldSeed) -> int:
        rows = self._database.all(
            "SELECT * FROM custom_fields WHERE entity = :entity AND label = :label",
            entity=seed.entity,
            label=seed.label,
        )
        return self._remove("custom_fields", [row for row in rows if not self._is_filled(row)])

    def _is_filled(self, field: Row) -> bool:
        """Whether any record has a value of a custom field, or a view or a mapping names it."""
        holder = _HOLDERS[field["entity"]]
        held = self._database.value(
            f"SELECT 1 FROM {holder} WHERE {json_field('custom', 'key')} IS NOT NULL LIMIT 1", key=field["key"]
        )
        named = self._database.value(
            f"SELECT 1 FROM saved_views WHERE {contains('definition', 'name')}"
            f" UNION SELECT 1 FROM import_mappings WHERE {contains('definition', 'name')} LIMIT 1",
            name=f'custom.{field["key"]}"',
        )
        return held is not None or named is not None

    def _named(self, table: str, names: Iterable[str]) -> list[Row]:
        """The rows in use that still have the names the template gave."""
        wanted = set(names)
        return [row for row in self._database.all(f"SELECT * FROM {table} WHERE active = 1") if row["name"] in wanted]

    def _remove(self, table: str, rows: list[Row]) -> int:
        unedited = [row["id"] for row in rows if not self._is_edited(table, row["id"])]
        return self._database.delete_many(table, unedited)

    def _is_edited(self, table: str, row_id: int) -> bool:
        """Whether anything was done to a row since it was made, beside giving it another place in the order."""
        done = self._database.all(
            "SELECT after FROM changes WHERE entity_id = :id AND entity = :entity AND action = 'change'",
            id=row_id,
            entity=table,
        )
        return any(json.loads(row["after"] or "{}").keys() - {"position"} for row in done)


def _without(names: Iterable[str], kept: Iterable[str]) -> list[str]:
    staying = set(kept)
    return [name for name in names if name not in staying]


def _brings(template: Template, seed: FieldSeed) -> bool:
    return any((one.label, one.entity) == (seed.label, seed.entity) for one in template.fields)


def _spoken(name: str) -> set[str]:
    """A name in every language a form may have written it in."""
    return {naming.folded(name)} | {naming.folded(translated(name, language)) for language in LANGUAGES}
