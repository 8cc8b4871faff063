"""What can be done with activities: plan, change, complete, remove; which one is next. No calendar, no reminders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.interaction_types import with_own_types
from crm.controllers.opportunity_queries import next_order
from crm.errors import Invalid, NotFound
from crm.models.activities import FIELDS, Activity
from crm.models.fields import Choice
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _, translate

_OF_DEAL = "SELECT * FROM activities WHERE opportunity_id = :id"


class Activities(Controller):
    """Calls, meetings and tasks to do."""

    @reads("activities")
    def types(self) -> tuple[Choice, ...]:
        """The types an activity may have: the built-in ones, then those the business added and uses."""
        return with_own_types(FIELDS, self.database, inactive=False)[0].choices

    @reads("activities")
    def get(self, activity_id: int) -> Activity:
        """One activity. NotFound when there is none."""
        return Activity(**self._row(activity_id))

    @reads("activities")
    def next_of(self, opportunity_id: int) -> Activity | None:
        """The open activity of a deal that is due first, those without a day last; None when nothing is planned."""
        rows = self.database.all(f"{_OF_DEAL} AND completed_at = ''", id=opportunity_id)
        return Activity(**min(rows, key=next_order)) if rows else None

    @reads("activities")
    def of_opportunity(self, opportunity_id: int, *, limit: int = 200) -> list[Activity]:
        """The activities of a deal: open ones, the next first, then those done, the last first."""
        rows = self.database.all(_OF_DEAL, id=opportunity_id)
        still = sorted((row for row in rows if not row["completed_at"]), key=next_order)
        done = sorted((row for row in rows if row["completed_at"]), key=lambda row: row["completed_at"], reverse=True)
        return [Activity(**row) for row in [*still, *done][:limit]]

    @writes("activities", N_("Plan {subject}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Plan an activity and return its id; it is the signed-in user's unless somebody is named.

        Of a deal it is with the deal's contact unless another one is named. Invalid names each bad field.
        """
        row = self._checked({"type": "call", "assigned_to": self.context.user.id or None, **values})
        if row.get("opportunity_id") is not None and row.get("contact_id") is None:
            row["contact_id"] = self._customer(row["opportunity_id"])
        self.describe(subject=self._called(row))
        return self.database.insert("activities", row)

    @writes("activities", N_("Edit {subject}"))
    def change(self, activity_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change an activity. Conflict when somebody else changed it since `version`."""
        row = self._own(activity_id)
        changed = self._checked(values)
        self.describe(subject=self._called({**row, **changed}))
        self.database.update("activities", activity_id, changed, version=version)

    @writes("activities", N_("Complete {subject}"))
    def complete(self, activity_id: int, outcome: str = "") -> None:
        """Say that an activity was done now, and what came of it."""
        row = self._own(activity_id)
        self.describe(subject=self._called(row))
        values = self._checked({"outcome": outcome} if outcome else {})
        self.database.update("activities", activity_id, {**values, "completed_at": row["completed_at"] or dates.now()})

    @writes("activities", N_("Remove {subject}"))
    def remove(self, activity_id: int) -> None:
        """Remove an activity; undo brings it back."""
        self.describe(subject=self._called(self._own(activity_id)))
        self.database.delete("activities", activity_id)

    def _called(self, row: Mapping[str, Any]) -> str:
        """What an activity is called: its subject, else its type."""
        choices = with_own_types(FIELDS, self.database)[0].choices
        kind = next((translate(one.label) for one in choices if one.value == row.get("type")), str(row.get("type")))
        return str(row.get("subject") or kind)

    def _row(self, activity_id: int) -> Row:
        row = self.database.one("SELECT * FROM activities WHERE id = :id", id=activity_id)
        if row is None:
            raise NotFound(_("This activity no longer exists."))
        return row

    def _own(self, activity_id: int) -> Row:
        row = self._row(activity_id)
        self.require_mine("write activities", row)
        return row

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values in stored form; a moment alone tells its day too."""
        row = clean(values, with_own_types(FIELDS, self.database), region="")
        minutes = row.get("duration_minutes")
        if minutes is not None and (minutes < 0 or minutes != int(minutes)):
            raise Invalid({"duration_minutes": _("Minutes are a whole number, zero or more.")})
        if row.get("due_at"):
            row["due_on"] = dates.to_local(row["due_at"]).date().isoformat()
        elif "due_on" in row:
            row.setdefault("due_at", "")
        self._require_links(row)
        return row

    def _require_links(self, row: Mapping[str, Any]) -> None:
        problems = {}
        for name, table, sentence in _LINKS:
            target = row.get(name)
            if target is not None and not self.database.value(f"SELECT 1 FROM {table} WHERE id = :id", id=target):
                problems[name] = _(sentence)
        if problems:
            raise Invalid(problems)

    def _customer(self, opportunity_id: int) -> int | None:
        found = self.database.value(
            "SELECT coalesce(contact_id, company_id) FROM opportunities WHERE id = :id", id=opportunity_id
        )
        return None if found is None else int(found)


_LINKS = (
    ("contact_id", "contacts", N_("This contact no longer exists.")),
    ("opportunity_id", "opportunities", N_("This opportunity no longer exists.")),
    ("assigned_to", "users", N_("There is no such user.")),
)
