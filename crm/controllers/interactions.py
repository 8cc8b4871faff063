"""What can be done with interactions: log, change, remove. Keeps a contact's time of last interaction right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.interaction_types import with_own_types
from crm.errors import Invalid, NotFound
from crm.models.contacts import display_name
from crm.models.fields import Choice, Field
from crm.models.interactions import ABOUT, FIELDS, NOTE, Interaction
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _

_OF = {"contact_id": "contact_id = :contact_id", "opportunity_id": "opportunity_id = :opportunity_id"}


class Interactions(Controller):
    """Calls, e-mails, meetings and notes."""

    @reads("interactions")
    def types(self) -> tuple[Choice, ...]:
        """The types an interaction may have: the built-in ones, then those the business added and uses."""
        return self.fields()[0].choices

    @reads("interactions")
    def fields(self, *, inactive: bool = False) -> list[Field]:
        """The fields of an interaction in the order of a form, the type with every choice; with `inactive` also those
        out of use, which older interactions keep."""
        return with_own_types(FIELDS, self.database, inactive=inactive)

    @reads("interactions")
    def get(self, interaction_id: int) -> Interaction:
        """One interaction. NotFound when there is none."""
        return Interaction(**self._row(interaction_id))

    @reads("interactions")
    def of(
        self, contact_id: int | None = None, *, opportunity_id: int | None = None, limit: int = 100
    ) -> list[Interaction]:
        """The interactions of a contact, of an opportunity, or with a contact about an opportunity; newest first."""
        wanted = {"contact_id": contact_id, "opportunity_id": opportunity_id}
        marks = {name: value for name, value in wanted.items() if value is not None}
        conditions = " AND ".join(_OF[name] for name in marks) or "1 = 0"
        rows = self.database.all(
            f"SELECT * FROM interactions WHERE {conditions} ORDER BY at DESC, id DESC LIMIT :limit",
            **marks,
            limit=limit,
        )
        return [Interaction(**row) for row in rows]

    @writes("interactions", N_("Log an interaction with {name}"))
    def add(self, contact_id: int, values: Mapping[str, Any]) -> int:
        """Log what happened and return its id; without `at` it happened now. Invalid names each bad field.

        `opportunity_id` among the values says which opportunity it was about, here and in `change`.
        """
        contact = self._contact(contact_id)
        row = self._checked({"at": dates.now(), "type": "call", **values})
        row |= {"contact_id": contact_id, "user_id": self.context.user.id or None}
        interaction_id = self.database.insert("interactions", row)
        refresh_contact(self.database, contact_id)
        self.describe(name=display_name(contact))
        return interaction_id

    @writes("interactions", N_("Edit an interaction with {name}"))
    def change(self, interaction_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change a logged interaction. Conflict when somebody else changed it since `version`."""
        row = self._row(interaction_id)
        self.database.update("interactions", interaction_id, self._checked(values), version=version)
        refresh_contact(self.database, row["contact_id"])
        self.describe(name=display_name(self._contact(row["contact_id"])))

    @writes("interactions", N_("Remove an interaction with {name}"))
    def remove(self, interaction_id: int) -> None:
        """Remove a logged interaction; undo brings it back."""
        row = self._row(interaction_id)
        self.database.delete("interactions", interaction_id)
        refresh_contact(self.database, row["contact_id"])
        self.describe(name=display_name(self._contact(row["contact_id"])))

    def _row(self, interaction_id: int) -> Row:
        row = self.database.one("SELECT * FROM interactions WHERE id = :id", id=interaction_id)
        if row is None:
            raise NotFound(_("This interaction no longer exists."))
        return row

    def _contact(self, contact_id: int) -> Row:
        row = self.database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id)
        if row is None:
            raise NotFound(_("This contact no longer exists."))
        return row

    def _require_opportunity(self, opportunity_id: int | None) -> None:
        known = "SELECT 1 FROM opportunities WHERE id = :id"
        if opportunity_id is not None and not self.database.value(known, id=opportunity_id):
            raise Invalid({"opportunity_id": _("This opportunity no longer exists.")})

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        row = clean(values, (*with_own_types(FIELDS, self.database), ABOUT), region="")
        self._require_opportunity(row.get("opportunity_id"))
        if row.get("at", "") > dates.now():
            raise Invalid(
                {"at": _("This has not happened yet. An interaction is what was: choose a time in the past.")}
            )
        minutes = row.get("duration_minutes")
        if minutes is not None and (minutes < 0 or minutes != int(minutes)):
            raise Invalid({"duration_minutes": _("Minutes are a whole number, zero or more.")})
        return row


def refresh_contact(database: Database, contact_id: int) -> None:
    """Set a contact's time of last interaction from its interactions, unless the contact is gone.

    A note is no contact with the customer, and what lies in the future has not happened.
    """
    last = database.value(
        "SELECT coalesce(max(at), '') FROM interactions WHERE contact_id = :id AND type <> :note AND at <= :now",
        id=contact_id,
        note=NOTE,
        now=dates.now(),
    )
    edited = database.value("SELECT updated_at FROM contacts WHERE id = :id", id=contact_id)
    if edited is not None:
        database.update("contacts", contact_id, {"last_interaction_at": last, "updated_at": edited})
