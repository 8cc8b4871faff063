"""What there is to do today: due and overdue activities, deals that need a word, customers gone quiet, birthdays.

Reads, and keeps one setting. Each section says how many there are and gives the first rows, as the lists of their
entity do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm.controllers import segment_quiet, segment_rows
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.activities import Activities
from crm.controllers.contacts import Contacts
from crm.controllers.opportunities import Opportunities
from crm.controllers.settings import Settings
from crm.errors import Invalid
from crm.models.activities import MEETING
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import NONE
from crm.models.today import (
    AHEAD,
    BIRTHDAYS,
    CLOSING,
    DUE,
    GOOD_QUIET,
    MEETINGS,
    MOST,
    OVERDUE,
    QUIET,
    QUIET_DAYS,
    ROTTING,
    WITHOUT_NEXT,
    Day,
    Section,
)
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils import dates
from crm.utils.anniversaries import celebrated
from crm.utils.i18n import N_, _

_SETTING = "quiet_days"
_LONGEST = 3650  # days


@dataclass(frozen=True)
class _Wanted:
    """Whose day is asked for, and how much of it."""

    owner: tuple[Condition, ...]
    mine: int | None
    limit: int


class Today(Controller):
    """The day of one salesperson, or of everyone."""

    def __init__(
        self, context: Context, contacts: Contacts, *, activities: Activities, opportunities: Opportunities
    ) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._lists: dict[str, Contacts | Activities | Opportunities] = {
            "contacts": contacts,
            "activities": activities,
            "opportunities": opportunities,
        }
        self._settings = Settings(context)

    @reads("activities")
    def day(self, *, everyone: bool = False, limit: int = 20) -> Day:
        """What is the signed-in user's or nobody's, or with `everyone` all of it; at most `limit` rows a section."""
        wanted = self._wanted(everyone, limit=limit)
        today, quiet_days = dates.today(), self.quiet_days()
        queries = _queries(today, quiet_days)
        sections = [self._section(key, entity, query=query, wanted=wanted) for key, (entity, query) in queries.items()]
        sections.insert(list(queries).index(CLOSING) + 1, self._good_quiet(wanted))
        return Day(today, (*sections, self._birthdays(today, wanted)), self._done(today, wanted), quiet_days)

    @reads("activities")
    def ids(self, key: str, *, everyone: bool = False) -> list[int]:
        """The ids behind one section, all of them in its order. KeyError when there is no such section."""
        wanted = self._wanted(everyone, limit=MOST)
        if key == BIRTHDAYS:
            return [row["id"] for row in self._birthdays(dates.today(), wanted).rows]
        if key == GOOD_QUIET:
            return list(segment_quiet.standing(self.database, wanted.mine))
        entity, query = _queries(dates.today(), self.quiet_days())[key]
        return list(self._lists[entity].ids(_of(query, wanted)))

    @reads("activities")
    def quiet_days(self) -> int:
        """After how many days without a word a contact is listed."""
        return int(self._settings.get(_SETTING, QUIET_DAYS))

    @writes("settings", N_("Change after how many days a contact counts as quiet"))
    def set_quiet_days(self, days: int) -> None:
        """After how many days without a word a contact is listed. Invalid unless 1 to 3650."""
        if not 1 <= days <= _LONGEST:
            raise Invalid({"quiet_days": _("Choose a number of days from 1 to {most}.").format(most=_LONGEST)})
        self._settings.set(_SETTING, days)

    # Parts

    def _wanted(self, everyone: bool, *, limit: int) -> _Wanted:
        me = self.context.user.id
        owner = () if everyone else (Condition("assigned_to", Operator.ANY, (me, None)),)
        return _Wanted(owner, None if everyone else me, limit)

    def _section(self, key: str, entity: str, *, query: ListQuery, wanted: _Wanted) -> Section:
        listed = self._lists[entity]
        query = _of(query, wanted)
        rows = listed.page(query, limit=wanted.limit).rows
        whole = len(rows) < wanted.limit
        return Section(key, entity, len(rows) if whole else listed.count(query, cap=MOST), tuple(rows))

    def _good_quiet(self, wanted: _Wanted) -> Section:
        """Good customers that have gone quiet, each row with its `reason` and `quiet_since`; the last one first."""
        ids = segment_quiet.standing(self.database, wanted.mine)
        kept = segment_rows.stored(self.database, ids[: wanted.limit])
        rules = segment_quiet.rules_in_use(self._settings)
        why = segment_quiet.reasons(self.database, rules, rows=list(kept.values()))
        rows: list[Row] = [
            {**row, "reason": why[row["id"]], "quiet_since": kept[row["id"]]["quiet_since"]}
            for row in self._contacts.rows(ids[: wanted.limit])
        ]
        return Section(GOOD_QUIET, "contacts", len(ids), tuple(rows))

    def _birthdays(self, today: str, wanted: _Wanted) -> Section:
        """Birthdays of the next days, today's first; who was born on 29 February has theirs on the 28th between."""
        days = celebrated(date.fromisoformat(today), AHEAD)
        found = self.database.all(
            f"SELECT id, substr(birthday, 6) AS born FROM contacts WHERE birthday <> ''"
            f" AND {among('substr(birthday, 6)', 'days')} AND (:me IS NULL OR assigned_to IS NULL OR assigned_to = :me)"
            " ORDER BY sort_name, id",
            days=to_json(list(days)),
            me=wanted.mine,
        )
        found.sort(key=lambda row: days[row["born"]])
        when = {row["id"]: days[row["born"]].isoformat() for row in found[: wanted.limit]}
        rows: list[Row] = [{**row, "celebrated_on": when[row["id"]]} for row in self._contacts.rows(list(when))]
        return Section(BIRTHDAYS, "contacts", len(found), tuple(rows))

    def _done(self, today: str, wanted: _Wanted) -> int:
        """How many activities were done today."""
        counted = (
            "SELECT count(*) FROM activities WHERE completed_at <> '' AND completed_at >= :start"
            " AND (:me IS NULL OR assigned_to IS NULL OR assigned_to = :me)"
        )
        return int(self.database.value(counted, start=dates.to_moment(today), me=wanted.mine))


def _of(query: ListQuery, wanted: _Wanted) -> ListQuery:
    return replace(query, conditions=(*query.conditions, *wanted.owner))


def _queries(today: str, quiet_days: int) -> dict[str, tuple[str, ListQuery]]:
    """What each section but the birthdays lists: an entity and a query, in the order of the day."""
    return {**_activities(today), **_deals(today), QUIET: ("contacts", _quiet(today, quiet_days))}


def _activities(today: str) -> dict[str, tuple[str, ListQuery]]:
    """What is overdue since an earlier day, then today's, meetings by themselves; the earliest first."""
    at_hand = Condition("when", Operator.ANY, ("today",))
    conditions = {
        OVERDUE: (Condition("when", Operator.ANY, ("overdue",)), Condition("ends_on", Operator.BEFORE, (today,))),
        MEETINGS: (at_hand, Condition("type", Operator.ANY, (MEETING,))),
        DUE: (at_hand, Condition("type", Operator.NONE, (MEETING,))),
    }
    return {key: ("activities", ListQuery(conditions=one, sort="due_on")) for key, one in conditions.items()}


def _deals(today: str) -> dict[str, tuple[str, ListQuery]]:
    """Open deals: to be closed by Sunday, those left lying, and the largest that nothing is planned for."""
    day = date.fromisoformat(today)
    monday = (day + timedelta(days=7 - day.weekday())).isoformat()
    still = Condition("status", Operator.ANY, ("open",))
    unplanned = (still, Condition("mark", Operator.ANY, (NONE,)), Condition("rotting", Operator.EMPTY))
    rotting = (still, Condition("rotting", Operator.FILLED))
    return {
        CLOSING: (
            "opportunities",
            ListQuery("", (still, Condition("expected_close", Operator.BEFORE, (monday,))), "expected_close"),
        ),
        ROTTING: ("opportunities", ListQuery("", rotting, "idle_days", descending=True)),
        WITHOUT_NEXT: ("opportunities", ListQuery("", unplanned, "value", descending=True)),
    }


def _quiet(today: str, days: int) -> ListQuery:
    """Contacts somebody talked to, but not for so many days; who fell quiet last stands first."""
    edge = (date.fromisoformat(today) - timedelta(days=days)).isoformat()
    conditions = (
        Condition("last_interaction_at", Operator.BEFORE, (edge,)),
        Condition("status", Operator.NONE, ("inactive",)),
    )
    return ListQuery("", conditions, "last_interaction_at", descending=True)
