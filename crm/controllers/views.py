"""What can be done with saved views of lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.view_filters import require_no_circle
from crm.errors import Denied, Invalid, NotFound
from crm.models.views import SavedView
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import N_, _


class Views(Controller):
    """Lists kept under a name: one's own, and those others share."""

    @reads("views")
    def all(self, entity: str = "contacts") -> list[SavedView]:
        """The user's own views and the shared ones, in their order."""
        rows = self.database.all(
            "SELECT id, name, definition, user_id, shared FROM saved_views"
            " WHERE entity = :entity AND (shared = 1 OR user_id = :me OR user_id IS NULL) ORDER BY position, id",
            entity=entity,
            me=self.context.user.id,
        )
        return [
            SavedView(row["id"], row["name"], json.loads(row["definition"]), row["user_id"], bool(row["shared"]))
            for row in rows
        ]

    @writes("views", N_("Save the view {name}"))
    def add(self, name: str, definition: Mapping[str, Any], *, shared: bool = False, entity: str = "contacts") -> int:
        """Keep a view and return its id."""
        self.describe(name=self._named(name))
        position = self.database.value(
            "SELECT coalesce(max(position), 0) + 1 FROM saved_views WHERE entity = :entity", entity=entity
        )
        return self.database.insert(
            "saved_views",
            {
                "entity": entity,
                "name": self._named(name),
                "definition": to_json(definition),
                "user_id": self.context.user.id or None,
                "shared": int(shared),
                "position": position,
            },
        )

    @writes("views", N_("Edit the view {name}"))
    def change(
        self,
        view_id: int,
        *,
        name: str | None = None,
        definition: Mapping[str, Any] | None = None,
        shared: bool | None = None,
    ) -> None:
        """Change a view's name, definition or sharing. Invalid when it would be narrowed by itself."""
        row = self._own(view_id)
        values: dict[str, Any] = {}
        if name is not None:
            values["name"] = self._named(name)
        if definition is not None:
            require_no_circle(self.database, view_id, definition=definition)
            values["definition"] = to_json(definition)
        if shared is not None:
            values["shared"] = int(shared)
        self.describe(name=values.get("name", row["name"]))
        self.database.update("saved_views", view_id, values)

    @writes("views", N_("Remove the view {name}"))
    def remove(self, view_id: int) -> None:
        """Remove a view; the records in it stay."""
        self.describe(name=self._own(view_id)["name"])
        self.database.delete("saved_views", view_id)

    def _own(self, view_id: int) -> Row:
        row = self.database.one("SELECT * FROM saved_views WHERE id = :id", id=view_id)
        if row is None:
            raise NotFound(_("This view no longer exists."))
        if row["user_id"] not in (None, self.context.user.id) and self.context.user.role != "admin":
            raise Denied(_("This view belongs to somebody else. Save a copy under a name of your own."))
        return row

    def _named(self, name: str) -> str:
        if not name.strip() or (problem := text.unstorable(name)):
            raise Invalid({"name": problem if name.strip() else _("A view needs a name.")})
        return name.strip()
