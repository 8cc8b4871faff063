"""Calls as they are made: whom to call, and logging one with its outcome, its next step and the activity it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.activities import Activities
from crm.controllers.contacts import Contacts
from crm.controllers.interactions import Interactions
from crm.controllers.quick_add import QuickAdd
from crm.errors import Invalid
from crm.models.calls import Callee, CallSubject
from crm.utils.i18n import N_

_NOTHING = CallSubject()


class Calls(Controller):
    """The call somebody is in, or just ended."""

    def __init__(self, context: Context, contacts: Contacts, *, activities: Activities, quick_add: QuickAdd) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._activities = activities
        self._quick_add = quick_add
        self._interactions = Interactions(context)

    @reads("contacts")
    def callee(self, contact_id: int) -> Callee:
        """Whom a call reaches: a contact's main phone, unless it is marked as wrong. NotFound when it is gone."""
        contact = self._contacts.get(contact_id)
        phones = [one for one in contact.channels if one.kind == "phone" and not one.invalid]
        first = sorted(phones, key=lambda one: not one.is_primary)[:1]
        return Callee(contact_id, contact.name, first[0].value if first else "")

    @writes("interactions", N_("Log a call with {name}"))
    def log(
        self, contact_id: int, values: Mapping[str, Any], *, about: CallSubject = _NOTHING, next_step: str = ""
    ) -> int:
        """Log a call and return its interaction's id, all as one operation.

        `next_step` is a phrase that is planned, as crm.controllers.quick_add understands it. The activity named in
        `about` was this call: it is done now, with its outcome. Invalid names each bad field, "next_step" among them.
        """
        row = {"opportunity_id": about.opportunity_id, **values, "type": "call", "next_step": next_step.strip()}
        interaction_id = self._interactions.add(contact_id, row)
        if about.activity_id is not None:
            self.database.update("interactions", interaction_id, {"activity_id": about.activity_id})
            self._activities.complete(about.activity_id, str(values.get("outcome", "")))
        if next_step.strip():
            self._plan(next_step, {"contact_id": contact_id, "opportunity_id": about.opportunity_id})
        return interaction_id

    def _plan(self, phrase: str, about: Mapping[str, Any]) -> None:
        try:
            self._quick_add.add(
                self._quick_add.understand(phrase), {name: value for name, value in about.items() if value is not None}
            )
        except Invalid as error:
            raise Invalid({"next_step": " ".join(error.fields.values())}) from error
