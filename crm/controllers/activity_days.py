"""The days of activities after a journey: a time stays the moment it is, on the day it has where this computer is now.

Work of the program's own, for when a file is opened: no operation of anybody, so nothing for Ctrl+Z.
"""

from __future__ import annotations

from crm.controllers import reminder_rows
from crm.controllers.access import Controller, reads
from crm.controllers.activity_queries import DUE
from crm.controllers.activity_values import last_day
from crm.models.history import DAYS_KEPT
from crm.storage import bookkeeping
from crm.storage.changelog import Author, Door
from crm.storage.sqlite import Row
from crm.storage.sqlite_figures import days_from, last_second
from crm.utils import dates

_PROGRAM = Author(None, Door.AUTOMATION)


class ActivityDays(Controller):
    """Days that follow from where this computer is."""

    @reads("activities")
    def settle(self) -> int:
        """Bring the days of open activities in step with this computer's time zone; how many had another day.

        What has no time is reminded of in the morning of the place the computer is at.
        """
        elsewhere = self.database.all(_ELSEWHERE)
        untimely = [row["id"] for row in self.database.all(_WITHOUT_TIME) if self._is_untimely(row)]
        if elsewhere or untimely:
            with self.database.transaction(_PROGRAM, DAYS_KEPT, bulk=True):
                for row in elsewhere:
                    bookkeeping.note(self.database, "activities", row_id=row["id"], values=_days(row))
                reminder_rows.refresh(self.database, untimely)
        return len(elsewhere)

    def _is_untimely(self, row: Row) -> bool:
        """Whether a reminder that waits speaks at the morning of another place."""
        return bool(reminder_rows.moments(row).get(row["minutes"]) != row["at"])


def _days(row: Row) -> dict[str, str]:
    day = dates.to_local(row["due_at"]).date().isoformat()
    return {"due_on": day, "ends_on": last_day(day, row["due_at"], minutes=row["duration_minutes"])}


_LAST = last_second("a.due_at", "a.duration_minutes")
_ELSEWHERE = f"""
    SELECT a.id, a.due_at, a.duration_minutes FROM activities a
    WHERE a.completed_at = '' AND {DUE} < '~' AND a.due_at <> ''
    AND ({days_from("a.due_at", "a.due_on")} <> 0 OR {days_from(_LAST, "a.ends_on")} <> 0)"""
_WITHOUT_TIME = """
    SELECT a.id, a.due_on, a.due_at, a.reminders, r.minutes, r.at
    FROM reminders r JOIN activities a ON a.id = r.activity_id
    WHERE r.seen_at = '' AND a.completed_at = '' AND a.due_at = '' AND a.due_on <> ''"""
