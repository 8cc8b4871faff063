"""What can be done with the types of interactions and activities that a business adds to the built-in ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm.controllers import naming
from crm.controllers.access import reads, writes
from crm.controllers.named_lists import NamedList
from crm.errors import Invalid
from crm.models.activities import TYPES as PLANNED
from crm.models.fields import Choice, Field
from crm.models.interactions import TYPES as HAPPENED
from crm.models.pipelines import InteractionType
from crm.storage.database import Database
from crm.utils import text
from crm.utils.i18n import N_, _, translate

_BUILT_IN = {one.value: one.label for one in (*HAPPENED, *PLANNED)}
_LONGEST_KEY = 40


def with_own_types(fields: Sequence[Field], database: Database, *, inactive: bool = True) -> list[Field]:
    """The fields of an interaction or activity whose type may be one the business added; with those out of use."""
    rows = database.all("SELECT key, name, active FROM interaction_types ORDER BY active DESC, position, id")
    own = tuple(Choice(row["key"], row["name"]) for row in rows if inactive or row["active"])
    return [replace(field, choices=(*field.choices, *own)) if field.name == "type" else field for field in fields]


class InteractionTypes(NamedList):
    """Visits, showings, tastings: what happens with customers beside calls, e-mails, meetings, notes and tasks."""

    table = "interaction_types"

    @reads("interactions")
    def all(self, *, inactive: bool = False) -> list[InteractionType]:
        """The types the business added, in their order; with `inactive` those out of use behind them."""
        return [InteractionType(**row) for row in self._listed(inactive=inactive)]

    @reads("interactions")
    def choices(self, *, inactive: bool = False) -> tuple[Choice, ...]:
        """The same as choices of a field: what records keep, and the name to show through `translate`."""
        return tuple(Choice(row["key"], row["name"]) for row in self._listed(inactive=inactive))

    @reads("interactions")
    def by_name(self, name: str) -> InteractionType | None:
        """The added type of a name, as kept or as shown, out of use or not; accents and case ignored."""
        row = self._named(name)
        return InteractionType(**row) if row else None

    @writes("pipelines", N_("Add the interaction type {interaction_type}"))
    def add(self, name: str, *, key: str = "") -> int:
        """Add a type and return its id; one of that name that was out of use comes back. Records keep `key`."""
        self._require_new(name)
        self.describe(interaction_type=name.strip())
        return self._insert(name, {"key": self._free_key(key or name)})

    @writes("pipelines", N_("Edit the interaction type {interaction_type}"))
    def change(self, type_id: int, *, name: str | None = None, active: bool | None = None) -> None:
        """Rename a type, put it out of use or back; what happened keeps its type."""
        self._require_new(name or "")
        self.describe(interaction_type=self._update(type_id, {"name": name, "active": active}))

    @writes("pipelines", N_("Move the interaction type {interaction_type}"))
    def move(self, type_id: int, *, by: int) -> None:
        """Move a type `by` places down in the order, up when negative."""
        self.describe(interaction_type=self._shift(type_id, by))

    @writes("pipelines", N_("Remove the interaction type {interaction_type}"))
    def remove(self, type_id: int) -> None:
        """Take a type off the list; what happened or is planned keeps it."""
        uses = self.database.value(
            "SELECT (SELECT count(*) FROM interactions WHERE type = :key)"
            " + (SELECT count(*) FROM activities WHERE type = :key)",
            key=self._row(type_id)["key"],
        )
        self.describe(interaction_type=self._drop(type_id, used=uses > 0))

    @reads("interactions")
    def names(self) -> dict[str, str]:
        """What records keep -> the name to show through `translate`, built-in types and those out of use too."""
        return {**_BUILT_IN, **{row["key"]: row["name"] for row in self._listed(inactive=True)}}

    def _require_new(self, name: str) -> None:
        built_in = {naming.folded(label) for label in _BUILT_IN.values()}
        built_in |= {naming.folded(translate(label)) for label in _BUILT_IN.values()}
        if naming.folded(name) in built_in:
            raise Invalid({"name": _("{name} is there already.").format(name=name.strip())})

    def _free_key(self, wanted: str) -> str:
        """A key that no type has or ever had: what was once logged under it would take another meaning."""
        plain = "_".join(text.words(wanted))[:_LONGEST_KEY] or "type"
        key, number = plain, 1
        while key in _BUILT_IN or self._is_known(key):
            number += 1
            key = f"{plain}_{number}"
        return key

    def _is_known(self, key: str) -> bool:
        found = self.database.value(
            "SELECT 1 FROM interaction_types WHERE key = :key UNION SELECT 1 FROM interactions WHERE type = :key"
            " UNION SELECT 1 FROM activities WHERE type = :key LIMIT 1",
            key=key,
        )
        return found is not None
