"""Reminders: which fell due, putting them off, having seen them. Their rows are made by reminder_rows.py.

They speak of open activities of the signed-in user, and of nobody's. What becomes of one is bookkeeping of the program:
no operation, so nothing for Ctrl+Z.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from crm.controllers.access import Controller, reads
from crm.controllers.interaction_types import with_own_types
from crm.models.activities import FIELDS
from crm.models.contacts import display_name
from crm.models.history import REMINDERS_KEPT
from crm.models.reminders import Due
from crm.storage import bookkeeping
from crm.storage.changelog import Author, Door
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import translate

MOST = 500  # reminders told at once; the others follow when these are answered
_PROGRAM = Author(None, Door.AUTOMATION)


class Reminders(Controller):
    """What the program speaks of by itself."""

    @reads("activities")
    def due(self, now: str | None = None, *, limit: int = MOST) -> list[Due]:
        """The activities whose reminders fell due and were not seen, by their moment; each once."""
        rows = self.database.all(_DUE, now=now or dates.now(), me=self.context.user.id, limit=limit)
        types = {one.value: translate(one.label) for one in with_own_types(FIELDS, self.database)[0].choices}
        found = [_due(list(group), types) for _id, group in groupby(rows, key=lambda row: row["activity_id"])]
        return sorted(found, key=lambda one: (one.at, one.activity_id))

    @reads("activities")
    def next_at(self) -> str:
        """The moment the next reminder falls due, "" when none is waiting; past when one fell due already."""
        return str(self.database.value(_NEXT, me=self.context.user.id) or "")

    @reads("activities")
    def snooze(self, reminder_ids: Sequence[int], minutes: int) -> None:
        """Speak of them again so many minutes from now."""
        until = dates.now(lambda: dates.utc_clock() + timedelta(minutes=minutes))
        self._note(reminder_ids, {"snoozed_until": until})

    @reads("activities")
    def seen(self, reminder_ids: Sequence[int]) -> None:
        """Speak of them no more."""
        self._note(reminder_ids, {"seen_at": dates.now()})

    def _note(self, reminder_ids: Sequence[int], values: dict[str, Any]) -> None:
        with self.database.transaction(_PROGRAM, REMINDERS_KEPT, bulk=True):
            for reminder_id in reminder_ids:
                bookkeeping.note(self.database, "reminders", row_id=reminder_id, values=values)


def _due(rows: list[Row], types: dict[str, str]) -> Due:
    row = rows[0]
    return Due(
        row["activity_id"],
        tuple(one["id"] for one in rows),
        max(max(one["at"], one["snoozed_until"]) for one in rows),
        str(row["subject"] or types.get(row["type"], row["type"])),
        row["due_on"],
        row["due_at"],
        row["type"],
        display_name(row) if row["kind"] else "",
        row["contact_id"],
        row["title"] or "",
        row["opportunity_id"],
        row["place"],
    )


_MINE = "a.completed_at = '' AND (a.assigned_to IS NULL OR a.assigned_to = :me)"
_DUE = f"""
    SELECT r.id, r.activity_id, r.at, r.snoozed_until, a.type, a.subject, a.due_on, a.due_at, a.place, a.contact_id,
        a.opportunity_id, o.title, k.kind, k.first_name, k.last_name, k.company, k.email, k.phone, k.mobile_phone
    FROM reminders r JOIN activities a ON a.id = r.activity_id LEFT JOIN contacts k ON k.id = a.contact_id
    LEFT JOIN opportunities o ON o.id = a.opportunity_id
    WHERE r.seen_at = '' AND r.at <= :now AND r.snoozed_until <= :now AND {_MINE}
    ORDER BY r.activity_id, r.minutes LIMIT :limit"""
_NEXT = f"""
    SELECT min(CASE WHEN r.snoozed_until > r.at THEN r.snoozed_until ELSE r.at END)
    FROM reminders r JOIN activities a ON a.id = r.activity_id WHERE r.seen_at = '' AND {_MINE}"""
