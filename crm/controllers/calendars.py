"""Calendars outside the file: which there are, reading them when they are due; calendar files in and out.

What is read stands in calendar_subscriptions.py, keeping a CalDAV calendar alike in calendar_sync.py.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypedDict, Unpack

from crm.controllers import calendar_conflicts, calendar_export, calendar_import, calendar_subscriptions
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.activities import Activities
from crm.controllers.calendar_import import Progress
from crm.controllers.calendar_outside import OutsideEvents
from crm.controllers.calendar_sync import Stop, Sync
from crm.controllers.checking import clean
from crm.errors import CrmError, Invalid, NotFound, Unavailable
from crm.files import calendar_reading
from crm.models.calendar import CalendarItem
from crm.models.calendars import (
    ADDRESS,
    CALDAV,
    FIELDS,
    FOLDER,
    OutsideCalendar,
    Reading,
    SyncConflict,
    SyncReading,
)
from crm.models.events import CalendarResult
from crm.models.lists import ListQuery
from crm.models.tags import COLORS
from crm.network import addresses
from crm.network.caldav_server import CalDavServer, Place
from crm.network.passwords import Passwords
from crm.storage.changelog import Author, Door
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _

_LOOKS = frozenset(("name", "color", "shown"))
_APART = 3  # neighbours among the colors are too much alike
READ = N_("Read the calendar {calendar}")


class ImportOptions(TypedDict, total=False):
    """How `import_file` goes: see there."""

    update: bool
    dry_run: bool
    progress: Progress


class Calendars(Controller):
    """Calendars that are read, and files of calendars. `program` is who notes what was read: nobody's Ctrl+Z."""

    def __init__(
        self, context: Context, program: Context, *, activities: Activities,
        patience: addresses.Patience = addresses.Patience(),  # noqa: B008 - frozen
    ) -> None:  # fmt: skip
        super().__init__(context)
        self._program = program
        self._activities = activities
        self._patience = patience

    # Which there are

    @reads("calendars")
    def all(self) -> list[OutsideCalendar]:
        """The calendars of the signed-in user, in their order."""
        return [OutsideCalendar(**row) for row in self.database.all(_MINE, user=self.context.user.id)]

    @reads("calendars")
    def get(self, calendar_id: int) -> OutsideCalendar:
        """One calendar. NotFound when there is none."""
        return OutsideCalendar(**self._row(calendar_id))

    @writes("calendars", N_("Add the calendar {calendar}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Add a calendar and return its id; nothing is read yet. Invalid names each bad field."""
        row = self._checked({"kind": ADDRESS, **values})
        self._require_new(row)
        self.describe(calendar=row["name"])
        place = self.database.value("SELECT coalesce(max(position), 0) + 1 FROM calendars")
        color = row.get("color") or COLORS[place * _APART % len(COLORS)]
        return self.database.insert(
            "calendars", {**row, "color": color, "position": place, "user_id": self.context.user.id or None}
        )

    @writes("calendars", N_("Edit the calendar {calendar}"))
    def change(self, calendar_id: int, values: Mapping[str, Any]) -> None:
        """Change a calendar. It is read at once unless only its looks changed, and anew at another address."""
        before = self._row(calendar_id)
        row = self._checked({"kind": before["kind"], "address": before["address"], "name": before["name"], **values})
        if row["kind"] != before["kind"]:
            raise Invalid({"kind": _("A calendar stays what it is. Add another one instead.")})
        self.describe(calendar=row["name"])
        if values.keys() - _LOOKS:
            row["next_read_at"] = ""
        if row["address"] != before["address"] or row.get("login", before["login"]) != before["login"]:
            self._require_new(row)
            row |= {"token": "", "failures": 0, "problem": ""}
        self.database.update("calendars", calendar_id, row)

    @writes("calendars", N_("Remove the calendar {calendar}"))
    def remove(self, calendar_id: int) -> None:
        """Remove a calendar; activities that were kept alike with a server stay here, and the server keeps its own."""
        self.describe(calendar=self._row(calendar_id)["name"])
        self.database.delete("calendars", calendar_id)

    # Reading

    @reads("calendars")
    def places(self, values: Mapping[str, Any], password: str = "") -> list[Place]:
        """The calendars that a CalDAV address leads to. Invalid or Unavailable."""
        row = self._checked({"kind": CALDAV, "name": _("Calendar"), **values})
        server = CalDavServer(row["address"], addresses.Access(row.get("login", ""), password))
        with closing(server):
            return server.calendars()

    @reads("calendars")
    def test(self, values: Mapping[str, Any], password: str = "") -> int:
        """Read what would be added, keep nothing, and return how many events it has. Invalid or Unavailable."""
        row = self._checked({"kind": ADDRESS, "name": _("Calendar"), **values})
        calendar = OutsideCalendar(id=0, version=0, **row)
        secrets = _Given(password) if password else None
        if calendar.kind == CALDAV:
            with closing(self._server(calendar, secrets)) as server:
                return _events_there(server)
        content = calendar_subscriptions.load(calendar, secrets, patience=self._patience)
        return len(content.events or ())

    @reads("calendars")
    def read(
        self, calendar_id: int, secrets: Passwords | None = None, *, stop: Stop = lambda: False
    ) -> Reading | SyncReading:
        """Read a calendar now, or keep it alike when it is on a CalDAV server; `stop` may end that between two events.

        Unavailable with one sentence when that fails; what was read before stays.
        """
        self.require("write calendars")
        calendar = self.get(calendar_id)
        try:
            if calendar.kind == CALDAV:
                return self._sync(calendar, secrets, stop=stop)
            return self._read(calendar, secrets)
        except Unavailable as error:
            with self.database.transaction(self._program.author, READ):
                calendar_subscriptions.note_failure(self.database, calendar, problem=str(error))
            raise

    @reads("calendars")
    def due(self) -> list[OutsideCalendar]:
        """The calendars whose time to be read has come."""
        now = dates.now()
        return [one for one in self.all() if one.next_read_at <= now]

    @reads("calendars")
    def read_due(self, secrets: Passwords | None = None) -> list[str]:
        """Read the calendars whose time has come; the sentences of those that could not be read.

        Without `secrets` those that want a password wait.
        """
        if not self.scope("write calendars") or self.database.engine.read_only:
            return []
        problems = []
        for calendar in self.due():
            if calendar.login and secrets is None:
                continue
            try:
                self.read(calendar.id, secrets)
            except CrmError as error:
                problems.append(f"{calendar.name}: {error}")
        return problems

    @reads("calendars")
    def events_between(self, first: str, last: str) -> list[CalendarItem]:
        """What the calendars that are shown hold between two local days, both included."""
        return self._outside.between(first, last, user_id=self.context.user.id)

    @reads("calendars")
    def conflicts(self) -> list[SyncConflict]:
        """What both sides of a calendar that is kept alike changed in different ways, and nobody has decided yet."""
        kept = [one for one in self.all() if one.is_kept_alike]
        return [conflict for one in kept for conflict in calendar_conflicts.waiting(self.database, one)]

    @writes("calendars", N_("Decide the conflict about {title}"))
    def resolve(self, conflict: SyncConflict, choices: Mapping[str, str]) -> None:
        """Decide a conflict: `choices` say "mine" or "theirs" for each disputed field. Ours are sent next time.

        NotFound when it is settled already, Invalid when a field is left open.
        """
        self.require("write activities")
        calendar = self.get(conflict.calendar_id)
        title = calendar_conflicts.resolve(self.database, calendar, link_id=conflict.link_id, choices=choices)
        self.describe(title=title)

    # Files

    @reads("imports")
    def import_file(self, path: Path, **options: Unpack[ImportOptions]) -> CalendarResult:
        """Bring the events of a calendar file in as activities, as one operation; a second time changes nothing.

        With `update` False what is here already stays. A `dry_run` does everything and takes it back.
        `progress(done, all)` answers False to cancel: nothing is left behind. Invalid when the file is no calendar.
        """
        self.require("write imports")
        self.require("write activities")
        file = calendar_reading.read_file(path)
        wish = calendar_import.Wish(**options, name=path.name)
        author = Author(self.context.user.id or None, Door.IMPORT)
        return calendar_import.run(self.database, file, author=author, wish=wish)

    @reads("exports")
    def export(self, path: Path, query: ListQuery | None = None, *, ids: Sequence[int] | None = None) -> int:
        """Write activities to a calendar file: those of `ids`, of a list, or everything with its series; how many."""
        chosen: Sequence[int] | array[int] | None = ids
        if chosen is None and query is not None:
            chosen = self._activities.ids(query)
        return calendar_export.to_file(self.database, path, ids=chosen)

    @reads("exports")
    def as_text(self, activity_id: int) -> str:
        """One activity as a calendar file to be mailed. NotFound when it is gone."""
        return calendar_export.as_text(self.database, activity_id)

    # Parts

    def _read(self, calendar: OutsideCalendar, secrets: Passwords | None) -> Reading:
        known = calendar if self._has_events(calendar.id) else replace(calendar, token="")
        content = calendar_subscriptions.load(known, secrets, patience=self._patience)
        with self.database.transaction(self._program.author, READ, bulk=True, calendar=calendar.name):
            return calendar_subscriptions.keep(self.database, calendar, content=content)

    def _sync(self, calendar: OutsideCalendar, secrets: Passwords | None, *, stop: Stop) -> SyncReading:
        self.require("write activities")
        with closing(self._server(calendar, secrets)) as server:
            reading = Sync(self.database, calendar, server=server, author=self._program.author).run(stop)
        with self.database.transaction(self._program.author, READ):
            calendar_subscriptions.note_success(self.database, calendar)
        return reading

    def _server(self, calendar: OutsideCalendar, secrets: Passwords | None) -> CalDavServer:
        return CalDavServer(calendar.address, calendar_subscriptions.access_of(calendar, secrets))

    @cached_property
    def _outside(self) -> OutsideEvents:
        return OutsideEvents(self.database)

    def _row(self, calendar_id: int) -> Row:
        row = self.database.one(f"{_MINE_ONE}", id=calendar_id, user=self.context.user.id)
        if row is None:
            raise NotFound(_("This calendar no longer exists."))
        return row

    def _has_events(self, calendar_id: int) -> bool:
        sql = "SELECT 1 FROM calendar_events WHERE calendar_id = :id LIMIT 1"
        return self.database.value(sql, id=calendar_id) is not None

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        row = clean(values, FIELDS, region="")
        if row.get("every_minutes", 60) <= 0 or row.get("every_minutes", 60) != int(row.get("every_minutes", 60)):
            raise Invalid({"every_minutes": _("Minutes are a whole number above zero.")})
        if row["kind"] == FOLDER:
            row["address"] = str(Path(row["address"]).expanduser())
            if not Path(row["address"]).is_dir():
                raise Invalid({"address": _("There is no folder {folder}.").format(folder=row["address"])})
        else:
            row["address"] = addresses.checked(row["address"])
        if row["kind"] == CALDAV and not row.get("login", "x"):
            raise Invalid({"login": _("A CalDAV server wants a user.")})
        return row

    def _require_new(self, row: Mapping[str, Any]) -> None:
        found = self.database.value(_SAME, user=self.context.user.id, address=row["address"])
        if found is not None:
            raise Invalid({"address": _("This calendar is there already: {name}.").format(name=found)})


def _events_there(server: CalDavServer) -> int:
    """How many events a calendar has; Invalid when the address is that of a whole server."""
    if all(place.address.rstrip("/") != server.address.rstrip("/") for place in server.calendars()):
        raise Invalid({"address": _("This is no calendar but a server with calendars. Choose one of them.")})
    return len(server.listing())


class _Given(Passwords):
    """The one password that was typed, whatever it is asked for."""

    def __init__(self, password: str) -> None:
        super().__init__(lambda: None)
        self._password = password

    def get(self, place: str) -> str | None:  # noqa: ARG002 - it is the only one
        """The password."""
        return self._password


_MINE = "SELECT * FROM calendars WHERE coalesce(user_id, :user) = :user ORDER BY position, id"
_MINE_ONE = "SELECT * FROM calendars WHERE id = :id AND coalesce(user_id, :user) = :user"
_SAME = "SELECT name FROM calendars WHERE coalesce(user_id, :user) = :user AND address = :address"
