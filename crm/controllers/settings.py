"""Settings of the business that travel with its file: country, currency. A machine's own are in utils/settings.py."""

from __future__ import annotations

import json
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.storage.changelog import to_json
from crm.utils.i18n import N_, use_country


class Settings(Controller):
    """Named values, any JSON."""

    @reads("settings")
    def get(self, name: str, default: Any = None) -> Any:
        """The value kept under a name, or the default."""
        kept = self.database.value("SELECT value FROM settings WHERE name = :name", name=name)
        return default if kept is None else json.loads(kept)

    @writes("settings", N_("Change the setting {name}"))
    def set(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        known = self.database.value("SELECT id FROM settings WHERE name = :name", name=name)
        if known is None:
            self.database.insert("settings", {"name": name, "value": to_json(value)})
        else:
            self.database.update("settings", known, {"value": to_json(value)})
        self.describe(name=name)
        if name == "country":
            use_country(str(value))
