"""What records are called when their history is told, gone ones too. Values of fields are history_words.py's."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from crm.models import goals
from crm.models.contacts import display_name
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import _, translate

# Tables whose names may be a template's msgids.
_NAMED_BY_TEMPLATES = frozenset(
    ("pipelines", "stages", "loss_reasons", "sources", "interaction_types", "custom_fields")
)
# Links that say which record a row is a part of, the first that leads anywhere.
_WHOLES = (("opportunity_id", "opportunities"), ("contact_id", "contacts"))
_ON_THEIR_OWN = frozenset(("contacts", "opportunities", "activities", "activity_series", "messages", "documents"))


class Names:
    """Names of one file's records, each read once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._known: dict[tuple[str, int], str] = {}

    def of(self, entity: str, row_id: int | None) -> str:
        """What a record is called, from its row or its last picture in the log; "" for none."""
        if row_id is None:
            return ""
        key = (entity, row_id)
        if key not in self._known:
            row = self._row(entity, row_id)
            self._known[key] = self.of_row(entity, row) if row else f"{entity} {row_id}"
        return self._known[key]

    def of_row(self, entity: str, row: Row) -> str:
        """What the record of a row, whole or a picture from the log, is called; of a part, what its whole is."""
        if entity == "contacts":
            return display_name(row)
        if entity == "different_contacts":
            return " / ".join(self.of("contacts", row[name]) for name in ("one_id", "other_id"))
        if entity not in _ON_THEIR_OWN:
            for link, whole in _WHOLES:
                if row.get(link) is not None:
                    return self.of(whole, row[link])
        if entity == "exchange_rates":
            return f"{row['currency']} {dates.show_day(row['day'])}"
        if entity == "goals":
            who = row["team"] or self.of("users", row["user_id"]) or _("Everybody")
            return f"{who}, {goals.words(row['period'], row['starts_on'])}"
        speaking = ("title", "subject", "name", "label", "type", "recipient", "address")
        name = next((row[one] for one in speaking if row.get(one)), None)
        if name is None:
            return f"{entity} {row['id']}"
        return translate(name) if entity in _NAMED_BY_TEMPLATES else str(name)

    def last_picture(self, entity: str, row_id: int) -> Row | None:
        """A removed row as it was."""
        image = self.database.value(
            "SELECT before FROM changes WHERE entity_id = :id AND entity = :entity AND action = 'remove'"
            " ORDER BY id DESC LIMIT 1",
            id=row_id,
            entity=entity,
        )
        picture: Row | None = json.loads(image) if image else None
        return picture

    def value(self, entity: str, row_id: int, *, column: str) -> Any:
        """One column of a record that is there or is gone."""
        return (self._row(entity, row_id) or {}).get(column)

    @cached_property
    def _tables(self) -> frozenset[str]:
        return frozenset(self.database.engine.tables(self.database.connection))

    def _row(self, entity: str, row_id: int) -> Row | None:
        if entity not in self._tables:
            return None
        return self.database.one(f"SELECT * FROM {entity} WHERE id = :id", id=row_id) or self.last_picture(
            entity, row_id
        )
