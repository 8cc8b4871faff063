"""Users and choices that a file names and that are not here yet, made within the import that asked for them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection

from crm.models.fields import Field
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import emails
from crm.utils.i18n import _
from crm.utils.text import fold


class Newcomers:
    """Makes each newcomer once. `created` counts them by table; `wanted` are those of CREATABLE made unasked."""

    def __init__(self, database: Database, wanted: Collection[str] = ()) -> None:
        self.created: Counter[str] = Counter()
        self._database = database
        self._wanted = frozenset(wanted)
        self._owners: dict[str, int] = {}
        self._choices: dict[tuple[str, str], str] = {}

    def makes(self, what: str) -> bool:
        """Whether everything of this kind that is missing is made, without being asked about one by one."""
        return what in self._wanted

    def owner(self, name: str) -> int:
        """The id of a new user of this name; a name that is an e-mail address is its e-mail too."""
        plain = " ".join(name.split())
        key = fold(plain)
        if key not in self._owners:
            address, problem = emails.check(plain)
            values = {"name": plain, "email": "" if problem else address, "role": "sales"}
            self._owners[key] = self._database.insert("users", values)
            self.created["users"] += 1
        return self._owners[key]

    def choice(self, field: Field, word: str) -> str:
        """The value of a new choice of a field the business added; ValueError for a field whose choices are fixed."""
        key = (field.name, fold(word))
        if key not in self._choices:
            self._choices[key] = self._add_choice(field, word)
        return self._choices[key]

    def _add_choice(self, field: Field, word: str) -> str:
        row = self._database.one(
            "SELECT id, choices FROM custom_fields WHERE key = :key",
            key=field.name.removeprefix("custom."),
        )
        if row is None:
            raise ValueError(_("The choices of this field are fixed. Choose one of them."))
        choices = [*json.loads(row["choices"]), word]
        self._database.update("custom_fields", row["id"], {"choices": to_json(choices)})
        self.created["choices"] += 1
        return word
