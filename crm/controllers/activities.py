"""What can be done with activities: plan, change, complete and reopen, put off, move, remove.

Reading lists is activity_lists.py's; the rules of its columns stand in activity_values.py, what completing logs in
activity_completion.py, the work on a whole series in activity_series.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.controllers import activity_completion, activity_moves, reminder_rows, series_changes
from crm.controllers.access import writes
from crm.controllers.activity_conflicts import ActivityMeanwhile
from crm.controllers.activity_lists import ActivityLists
from crm.controllers.activity_values import checked
from crm.controllers.interaction_types import with_own_types
from crm.controllers.series_rows import load
from crm.models.activities import FIELDS, Completion
from crm.models.series import CONTENT, Scope
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, in_order_of
from crm.utils import dates
from crm.utils.i18n import N_, ngettext, translate

# What makes an occurrence differ from its series, so that a change of the whole series leaves it alone.
_CONTENT = frozenset((*CONTENT, "due_on", "due_at"))


class Activities(ActivityLists):
    """Calls, meetings and tasks to do."""

    @writes("activities", N_("Plan {subject}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Plan an activity and return its id; it is the signed-in user's unless somebody is named.

        Of a deal it is with the deal's contact unless another one is named. Beside the fields, `reminders` are minutes
        before it, and `ends_on` or `ends_at` tell its end instead of `duration_minutes`. Invalid names each bad field.
        """
        row = self._planned(values)
        self.describe(subject=self._called([row]))
        return self._insert(row)

    @writes("activities", N_("Edit {subject}"))
    def change(
        self, activity_id: int, values: Mapping[str, Any], *, version: int | None = None, scope: str = Scope.THIS
    ) -> None:
        """Change an activity, or with `scope` "following" or "all" also others of its series.

        `version` is the one the values were read with: fields somebody else changed since raise Conflict, other fields
        are no conflict.
        """
        row = self._own(activity_id)
        columns = checked(self.database, values, before=row)
        if version is not None:
            meanwhile = ActivityMeanwhile(self.database, row, version=version)
            columns = checked(self.database, meanwhile.settle(columns), before=row)
        self.describe(subject=self._called([{**row, **columns}]))
        if scope == Scope.THIS or row["series_id"] is None:
            self._save(row, columns)
        else:
            self._require_series([row])
            series_changes.change(self.database, row, columns=columns, scope=scope)

    @writes("activities", N_("Edit {subject}"), bulk=True)
    def change_many(self, ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """Give many activities the same values, as one operation; the number that differed."""
        rows = self._own_rows(ids)
        self.describe(subject=self._called(rows))
        return sum(self._save(row, checked(self.database, values, before=row)) for row in rows)

    @writes("activities", N_("Complete {subject}"))
    def complete(
        self,
        ids: int | Sequence[int],
        outcome: str = "",
        *,
        log: bool = True,
        next: Mapping[str, Any] | None = None,
    ) -> Completion:
        """Say that activities were done now, and what came of them; those that were done before stay as they were.

        With `log` each leaves the interaction it was with its contact. `next` are values of the activity planned
        instead, one for each deal or contact, with the same customer, owner and type where it names none.
        """
        rows = self._own_rows(ids)
        done = [row for row in rows if not row["completed_at"]]
        self.describe(subject=self._called(done or rows))
        told = checked(self.database, {"outcome": outcome}) if outcome else {}
        now = dates.now()
        for row in rows:
            self._save(row, {**told, "completed_at": row["completed_at"] or now})
        logged = self._log([{**row, **told} for row in done], now=now) if log else []
        for values in _following(done, next):
            self._insert(self._planned(values))
        missing = activity_completion.without_next(self.database, done)
        return Completion(len(done), tuple(logged), *missing)

    @writes("activities", N_("Reopen {subject}"))
    def reopen(self, ids: int | Sequence[int]) -> int:
        """Say that activities are still to do; what completing them logged goes away again. How many were done."""
        done = [row for row in self._own_rows(ids) if row["completed_at"]]
        self.describe(subject=self._called(done))
        for row in done:
            self._save(row, {"completed_at": ""})
        if done:
            self.require("write interactions")
            activity_completion.take_logs_back(self.database, [row["id"] for row in done])
        return len(done)

    @writes("activities", N_("Postpone {subject}"))
    def postpone(self, ids: int | Sequence[int], days: int) -> int:
        """Put open activities off by some days at the hour they have, the overdue ones counted from today; how many.

        A negative number brings them forward.
        """
        return self._put(ids, lambda row: activity_moves.days_later(row, days))

    @writes("activities", N_("Postpone {subject}"))
    def to_day(self, ids: int | Sequence[int], day: str) -> int:
        """Put open activities on a day at the hour they have, or with "" on none; how many were elsewhere."""
        kept = checked(self.database, {"due_on": day})["due_on"]
        return self._put(ids, lambda row: activity_moves.on_day(row, kept))

    @writes("activities", N_("Move {subject}"))
    def move(self, activity_id: int, due_on: str, *, due_at: str = "", duration_minutes: int | None = None) -> None:
        """Put an activity on a day (`due_at` "") or at a moment, and give it another length when one is told."""
        row = self._own(activity_id)
        values = activity_moves.dragged(row, due_on, due_at=due_at)
        if duration_minutes is not None:
            values["duration_minutes"] = duration_minutes
        self.describe(subject=self._called([row]))
        self._save(row, checked(self.database, values, before=row))

    @writes("activities", N_("Remove {subject}"))
    def remove(self, ids: int | Sequence[int], *, scope: str = Scope.THIS) -> int:
        """Remove activities, with `scope` also others of the series; undo brings them back. How many there were."""
        rows = self._own_rows(ids)
        self.describe(subject=self._called(rows))
        self._require_series(rows)
        return series_changes.remove(self.database, rows, scope=scope)

    # Parts

    def _planned(self, values: Mapping[str, Any]) -> dict[str, Any]:
        row = checked(self.database, {"type": "call", "assigned_to": self.context.user.id or None, **values})
        if row.get("opportunity_id") is not None and row.get("contact_id") is None:
            row["contact_id"] = self._customer(row["opportunity_id"])
        return row

    def _insert(self, row: Mapping[str, Any]) -> int:
        activity_id = self.database.insert("activities", row)
        if row.get("reminders", "[]") != "[]":
            reminder_rows.refresh(self.database, [activity_id])
        return activity_id

    def _require_series(self, rows: Sequence[Row]) -> None:
        """Raise Denied when one of these activities is part of somebody else's series."""
        for series_id in dict.fromkeys(row["series_id"] for row in rows if row["series_id"] is not None):
            self.require_mine("write activities", vars(load(self.database, series_id)))

    def _save(self, row: Row, columns: Mapping[str, Any]) -> bool:
        """Write what differs; an occurrence of a series that is changed alone stands apart from then on."""
        differing = {name for name, value in columns.items() if row[name] != value}
        apart = {"apart": 1} if row["series_id"] is not None and differing & _CONTENT else {}
        saved = self.database.update("activities", row["id"], {**columns, **apart})
        if saved and (row["reminders"] != "[]" or "reminders" in columns):
            reminder_rows.refresh(self.database, [row["id"]])
        return saved

    def _put(self, ids: int | Sequence[int], place: Callable[[Row], Mapping[str, Any]]) -> int:
        rows = [row for row in self._own_rows(ids) if not row["completed_at"]]
        self.describe(subject=self._called(rows))
        return sum(self._save(row, checked(self.database, place(row), before=row)) for row in rows)

    def _log(self, rows: Sequence[Row], *, now: str) -> list[int]:
        if not any(row["contact_id"] is not None for row in rows):
            return []
        self.require("write interactions")
        user_id = self.context.user.id or None
        return activity_completion.log_interactions(self.database, rows, user_id=user_id, now=now)

    def _called(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """What one activity is called, its subject or else its type; of several their number."""
        if len(rows) != 1:
            return ngettext("{count} activity", "{count} activities", len(rows)).format(count=len(rows))
        row = rows[0]
        choices = with_own_types(FIELDS, self.database)[0].choices
        kind = next((translate(one.label) for one in choices if one.value == row.get("type")), str(row.get("type")))
        return str(row.get("subject") or kind)

    def _own(self, activity_id: int) -> Row:
        row = self._row(activity_id)
        self.require_mine("write activities", row)
        return row

    def _own_rows(self, ids: int | Sequence[int]) -> list[Row]:
        """The rows of one or several activities; NotFound when one is gone, Denied when one is somebody else's."""
        wanted = [ids] if isinstance(ids, int) else list(dict.fromkeys(ids))
        if len(wanted) == 1:
            return [self._own(wanted[0])]
        rows = self.database.all(
            f"SELECT a.* FROM {in_order_of('ids')} JOIN activities a ON a.id = wanted.id ORDER BY wanted.place",
            ids=to_json(wanted),
        )
        for row in rows:
            self.require_mine("write activities", row)
        return rows if len(rows) == len(wanted) else [self._own(one) for one in wanted]

    def _customer(self, opportunity_id: int) -> int | None:
        found = self.database.value(
            "SELECT coalesce(contact_id, company_id) FROM opportunities WHERE id = :id", id=opportunity_id
        )
        return None if found is None else int(found)


def _following(done: Sequence[Row], values: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The values of what comes next after some activities: once for each deal, or contact without a deal."""
    if values is None:
        return []
    found: dict[tuple[int | None, int | None], dict[str, Any]] = {}
    for row in done:
        customer = (row["opportunity_id"], row["contact_id"] if row["opportunity_id"] is None else None)
        same = {name: row[name] for name in ("type", "contact_id", "opportunity_id", "assigned_to")}
        found.setdefault(customer, {**same, **values})
    return list(found.values())
