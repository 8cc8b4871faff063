"""What can be done with activities that repeat: begin a series, change its rule, stop it, and let the program go on
making its activities. What a change of one, those that follow or all means stands in series_changes.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from crm.controllers import series_changes
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.activities import Activities
from crm.controllers.series_rows import days_to_make, fill, load, rows_of
from crm.errors import Invalid, NotFound
from crm.models.history import SERIES_MADE
from crm.models.series import AHEAD, Scope, Series
from crm.storage.changelog import Author, Door
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _

MOST = 1000  # activities made at once
_EARLY = 30  # days; so often at least the program makes more
_PROGRAM = Author(None, Door.AUTOMATION)


class ActivitySeries(Controller):
    """Activities that repeat by a rule."""

    def __init__(self, context: Context, activities: Activities) -> None:
        super().__init__(context)
        self._activities = activities

    @reads("activities")
    def get(self, series_id: int) -> Series:
        """One series. NotFound when there is none."""
        return load(self.database, series_id)

    @reads("activities")
    def of_activity(self, activity_id: int) -> Series | None:
        """The series an activity belongs to; None when it stands alone."""
        series_id = self._activities.get(activity_id).series_id
        return None if series_id is None else load(self.database, series_id)

    @writes("activities", N_("Plan {subject}, repeating"))
    def add(
        self, values: Mapping[str, Any], rule: str, *, zone: str | None = None, excluded: Collection[str] = ()
    ) -> int:
        """Plan an activity that repeats by an RRULE from its day on, and return the id of the series.

        `values` are those of its first activity. It keeps the wall time of `zone`, without one of this computer; days
        in `excluded` are left out. Invalid names what is wrong with a field or with the "rule".
        """
        activity_id = self._activities.add(values)
        row = self._row(activity_id)
        self.describe(subject=row["subject"])
        series_id = series_changes.begin(self.database, row, rule=rule, zone=zone)
        out = [row for row in rows_of(self.database, series_id) if row["series_day"] in excluded]
        series_changes.leave_out(self.database, load(self.database, series_id), days=sorted(excluded))
        self.database.delete_many("activities", [row["id"] for row in out])
        return series_id

    @writes("activities", N_("Edit {subject}"))
    def change(
        self, activity_id: int, values: Mapping[str, Any], *, scope: str = Scope.ALL, rule: str | None = None
    ) -> None:
        """Change an activity, those that follow it or all of its series, as `Activities.change` does.

        With a `rule` also how it repeats, as `change_rule` does ("" for not any more), in the same operation.
        """
        if rule is None:
            self._activities.change(activity_id, values, scope=scope)
        elif scope == Scope.FOLLOWING and rule:  # split once, so that a number of times is shared once
            self.change_rule(activity_id, rule, scope=scope)
            self._activities.change(activity_id, values, scope=scope)
        else:
            self._activities.change(activity_id, values, scope=scope if rule else Scope.THIS)
            self.change_rule(activity_id, rule, scope=scope)

    @writes("activities", N_("Change how {subject} repeats"))
    def change_rule(self, activity_id: int, rule: str, *, scope: str = Scope.FOLLOWING) -> int | None:
        """Let an activity repeat by another rule, "" for not any more, and with it those that follow or all.

        The id of its series from then on. One that stood alone begins a series. Invalid tells what is wrong with the
        rule, or that one alone cannot have another.
        """
        return series_changes.change_rule(self.database, self._own(activity_id), rule=rule, scope=scope)

    @writes("activities", N_("Remove {subject}"))
    def remove(self, activity_id: int, *, scope: str = Scope.ALL) -> int:
        """Remove an activity, those that follow it or all of its series that are open; how many that were."""
        return self._activities.remove(activity_id, scope=scope)

    @writes("activities", N_("Change how {subject} repeats"))
    def stop(self, activity_id: int, *, scope: str = Scope.FOLLOWING) -> None:
        """Let an activity stand alone; its series goes on without it, ends before it, or ends wholly."""
        row = self._own(activity_id)
        if row["series_id"] is not None:
            series_changes.stop(self.database, row, scope=scope)

    @reads("activities")
    def reach(self, series_id: int, day: str) -> int:
        """The id of the activity a series brings on one of its days, which is made when it is not there yet.

        That is the program's work, so nobody's Ctrl+Z. NotFound when the series brings none on that day.
        """
        with self.database.transaction(_PROGRAM, SERIES_MADE, bulk=True):
            series = load(self.database, series_id)
            found = self._on(series_id, day)
            if found is None and day >= dates.today():
                self._require_near(series, day)
                fill(self.database, series, reach=day)
                found = self._on(series_id, day)
        if found is None:
            raise NotFound(_("The series brings nothing on this day any more."))
        return found

    @reads("activities")
    def top_up(self) -> int:
        """Make the activities that series bring in the next 400 days and are not there yet; how many.

        For the program, again and again.
        """
        soon = (date.fromisoformat(dates.today()) + timedelta(days=AHEAD - _EARLY)).isoformat()
        ids = self.database.ids("SELECT id FROM activity_series WHERE made_until < :soon ORDER BY id", soon=soon)
        if not ids:
            return 0
        with self.database.transaction(_PROGRAM, SERIES_MADE, bulk=True):
            return sum(len(fill(self.database, load(self.database, series_id))) for series_id in ids)

    def _require_near(self, series: Series, day: str) -> None:
        days, _until = days_to_make(series, first=max(dates.today(), series.made_until), reach=day)
        if len(days) > MOST:
            sentence = _("This day lies too far ahead: {count} activities of the series come before it.")
            raise Invalid({"due_on": sentence.format(count=len(days) - 1)})

    def _on(self, series_id: int, day: str) -> int | None:
        found = self.database.value(
            "SELECT id FROM activities WHERE series_id = :series AND series_day = :day", series=series_id, day=day
        )
        return None if found is None else int(found)

    def _own(self, activity_id: int) -> Row:
        row = self._row(activity_id)
        self.require_mine("write activities", row)
        if row["series_id"] is not None:
            self.require_mine("write activities", vars(load(self.database, row["series_id"])))
        self.describe(subject=row["subject"])
        return row

    def _row(self, activity_id: int) -> Row:
        row = self.database.one("SELECT * FROM activities WHERE id = :id", id=activity_id)
        if row is None:
            raise NotFound(_("This activity no longer exists."))
        return row
