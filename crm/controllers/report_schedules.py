"""What can be done with scheduled reports: add, change, remove, write those that are due. Rhythms are models/'s.

Each is written for the user whose it is, with their rights, by whichever of their windows comes first: a turn is taken
in the file before it is written, and once however many were missed. What becomes of one is bookkeeping of the program.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.outbox import Outbox
from crm.controllers.outbox_checks import address_problem
from crm.controllers.reports import Reports
from crm.errors import CrmError, Invalid, NotFound, Unavailable
from crm.models.report_schedules import MONTH, SCHEDULE_FIELDS, WEEK, Outcome, ReportSchedule, Rhythm, rest_minutes
from crm.models.reports import Report
from crm.storage import bookkeeping
from crm.storage.file_store import FileStore
from crm.storage.sqlite import Row
from crm.utils import dates, file_names
from crm.utils.dates import Clock
from crm.utils.i18n import N_, _, translate

_MINE = "(user_id = :me OR user_id IS NULL)"
_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]?([0-5]\d)")
_TURN_MINUTES = 15  # a turn taken by a program that then ended is taken again after this
_BOOKS = ("next_at", "planned", "problem", "attempts")
_MOST_NAMES = 1000  # files of one report and one day


class ReportSchedules(Controller):
    """The signed-in user's own schedules. `program` is the context in which their turns are written down."""

    def __init__(self, context: Context, reports: Reports, *, program: Context, outbox: Outbox) -> None:
        super().__init__(context)
        self._reports = reports
        self._program = program
        self._outbox = outbox

    # Reading

    @reads("reports")
    def all(self) -> list[ReportSchedule]:
        """The user's schedules, the next one first, those out of use last."""
        rows = self.database.all(
            f"SELECT * FROM report_schedules WHERE {_MINE} ORDER BY active DESC, next_at, id", me=self.context.user.id
        )
        names = self._names()
        return [_as_schedule(row, names).planned_anew(dates.now()) for row in rows]

    @reads("reports")
    def get(self, schedule_id: int) -> ReportSchedule:
        """One of them. NotFound when there is none."""
        return _as_schedule(self._row(schedule_id), self._names()).planned_anew(dates.now())

    @reads("reports")
    def due(self, now: str | None = None) -> list[ReportSchedule]:
        """Those whose time has come, the longest due first."""
        moment = now or dates.now()
        return [one for one in self.all() if one.active and one.next_at and one.next_at <= moment]

    @reads("reports")
    def problem(self) -> str:
        """Why the last one that failed was not written, "" while all are well."""
        sentence = _("The report {name} was not written: {problem}")
        troubled = (one for one in self.all() if one.active and one.problem)
        return next((sentence.format(name=one.name, problem=one.problem) for one in troubled), "")

    # Keeping them

    @writes("reports", N_("Schedule the report {name}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Add a schedule and return its id. Invalid names each bad field; Unavailable when its folder is not there."""
        row = self._checked(_DEFAULTS | dict(values))
        self.describe(name=self._named(row))
        return self.database.insert("report_schedules", row | {"user_id": self.context.user.id or None})

    @writes("reports", N_("Edit when the report {name} is written"))
    def change(self, schedule_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change a schedule; it begins anew, without its problem. Conflict when it changed since `version`."""
        before = self._row(schedule_id)
        row = self._checked({name: before[name] for name in _DEFAULTS} | dict(values))
        self.describe(name=self._named(row))
        kept = {name: value for name, value in row.items() if name not in _BOOKS}
        self.database.update("report_schedules", schedule_id, kept, version=version)
        noted = {name: row[name] for name in _BOOKS}  # past the log: an undo much later must not make it due at once
        bookkeeping.note(self.database, "report_schedules", row_id=schedule_id, values=noted)

    @writes("reports", N_("Stop writing the report {name} by itself"))
    def remove(self, schedule_id: int) -> None:
        """Remove a schedule; what it wrote stays."""
        self.describe(name=self._named(self._row(schedule_id)) or _("(gone)"))
        self.database.delete("report_schedules", schedule_id)

    # Writing the reports

    @reads("reports")
    def run_due(self, clock: Clock = dates.utc_clock, go_on: Callable[[], bool] = lambda: True) -> list[Outcome]:
        """Write what is due, each once however often it was missed; what became of each.

        Nothing is raised for one that fails: its problem stands with it, and it is tried again later.
        """
        self.database.engine.require_writable()
        self._plan_anew(dates.now(clock))
        outcomes = []
        for one in self.due(dates.now(clock)):
            if go_on() and self._take(one, clock):
                outcomes.append(self._turn(one, clock))
        return outcomes

    @reads("reports")
    def run_now(self, schedule_id: int, clock: Clock = dates.utc_clock) -> Outcome:
        """Write one now; its next turn stays. Raises what stands in the way."""
        self.database.engine.require_writable()
        one = self.get(schedule_id)
        return self._carried_out(one, clock, noted={"last_at": dates.now(clock), "problem": "", "attempts": 0})

    # One turn

    def _plan_anew(self, now: str) -> None:
        """Keep the turns of those whose days or time came back by an undo."""
        for row in self.database.all(f"SELECT * FROM report_schedules WHERE {_MINE}", me=self.context.user.id):
            before = _as_schedule(row, {})
            after = before.planned_anew(now)
            if after != before:
                self._note(before.id, {name: vars(after)[name] for name in ("next_at", "planned", "attempts")})

    def _take(self, one: ReportSchedule, clock: Clock) -> bool:
        """Take a turn, so that no other window does; False when one has."""
        later = dates.now(lambda: clock() + timedelta(minutes=_TURN_MINUTES))
        with self._books():
            sql = "SELECT next_at FROM report_schedules WHERE id = :id AND active = 1"
            if self.database.value(sql, id=one.id) != one.next_at:
                return False
            bookkeeping.note(self.database, "report_schedules", row_id=one.id, values={"next_at": later})
        return True

    def _turn(self, one: ReportSchedule, clock: Clock) -> Outcome:
        following = one.rhythm.next_after(dates.now(clock))
        done = {"next_at": following, "last_at": dates.now(clock), "problem": "", "attempts": 0}
        try:
            return self._carried_out(one, clock, noted=done)
        except NotFound as error:
            self._note(one.id, {"active": 0, "problem": str(error), "next_at": ""})
            return Outcome(one.id, one.name, problem=str(error))
        except CrmError as error:
            attempts = one.attempts + 1
            again = dates.now(lambda: clock() + timedelta(minutes=rest_minutes(attempts)))
            failed = {"problem": str(error), "attempts": attempts, "next_at": min(again, following)}
            self._note(one.id, failed)
            return Outcome(one.id, one.name, problem=str(error))

    def _carried_out(self, one: ReportSchedule, clock: Clock, *, noted: Mapping[str, Any]) -> Outcome:
        """Write the report where it is to go, and note that it was."""
        report = self._report(one)
        if one.recipient:
            self._send(one, report, clock=clock, noted=noted)
            return Outcome(one.id, one.name, recipient=one.recipient)
        path = _free(Path(one.folder), f"{_file_stem(report, clock)}.{one.format}")
        self._reports.write(report, path)
        self._note(one.id, noted)
        return Outcome(one.id, one.name, path)

    def _send(self, one: ReportSchedule, report: Report, *, clock: Clock, noted: Mapping[str, Any]) -> None:
        """Put it in the outbox; the e-mail and the note come together."""
        name = f"{_file_stem(report, clock)}.{one.format}"
        with tempfile.TemporaryDirectory(prefix="cartera-") as folder:
            path = Path(folder) / name
            result = self._reports.write(report, path)
            content = FileStore(self.database.path).put(path)
        day = dates.show_day(dates.today(clock))
        facts = "\n".join(_("{label}: {text}").format(label=label, text=text) for label, text in result.facts)
        words = _("Attached is the report “{report}” of {day}.").format(report=one.name, day=day)
        letter = {
            "subject": _("{report}, {day}").format(report=" ".join(one.name.split()), day=day),
            "body": f"{words}\n\n{facts}".rstrip() + "\n",
            "account_id": one.account_id,
        }
        with self._books():
            self._outbox.send_file(content, name, recipient=one.recipient, values=letter)
            bookkeeping.note(self.database, "report_schedules", row_id=one.id, values=noted)

    def _report(self, one: ReportSchedule) -> Report:
        """Its report. NotFound, with what follows from it, when it is gone or no longer shared."""
        known = (each for each in self._reports.all() if _is_of(each, vars(one)))
        found = next(known, None)
        if found is None:
            raise NotFound(_("Its report no longer exists, or is no longer shared: it is not written any more."))
        return found

    def _note(self, schedule_id: int, values: Mapping[str, Any]) -> None:
        with self._books():
            bookkeeping.note(self.database, "report_schedules", row_id=schedule_id, values=values)

    def _books(self) -> Any:
        return self.database.transaction(self._program.author, N_("Write scheduled reports"))

    # What may be kept

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row to keep. Invalid names what is wrong, beside its field."""
        row = clean(values, SCHEDULE_FIELDS, region="")
        problems = {}
        time = _TIME.fullmatch(row["at"].strip())
        if not time:
            problems["at"] = _("Write a time like 08:00.")
        least, most = {WEEK: (0, 6), MONTH: (1, 31)}.get(row["every"], (0, 31))
        if not least <= row["on_day"] <= most or row["on_day"] != int(row["on_day"]):
            problems["on_day"] = _("Choose a day.") if row["every"] == WEEK else _("Write a day from 1 to 31.")
        if not self._named(row):
            problems["report_id"] = _("Choose a report.")
        problems |= self._place_problems(row)
        if problems or not time:
            raise Invalid(problems)
        row |= {"at": f"{int(time[1]):02}:{time[2]}", "on_day": int(row["on_day"]), "problem": "", "attempts": 0}
        rhythm = Rhythm(row["every"], row["at"], row["on_day"])
        return row | {"next_at": rhythm.next_after(dates.now()) if row["active"] else "", "planned": rhythm.key}

    def _place_problems(self, row: Row) -> dict[str, str]:
        """What is wrong with where it is to go: one folder that is there, or one address that may be written to."""
        if bool(row["folder"]) == bool(row["recipient"]):
            return {"folder": _("Choose a folder, or write whom to send it to.")}
        if row["recipient"]:
            problem = address_problem(self.database, row["recipient"], name=row["recipient"])
            return {"recipient": problem} if problem else {}
        if not Path(row["folder"]).is_absolute() or not Path(row["folder"]).is_dir():
            return {"folder": _("The folder {folder} is not there. Choose another one.").format(folder=row["folder"])}
        return {}

    def _named(self, row: Mapping[str, Any]) -> str:
        """The shown name of the report of a row, "" when there is none."""
        return next((_shown(one) for one in self._reports.all() if _is_of(one, row)), "")

    def _names(self) -> dict[tuple[int | None, str], str]:
        return {(one.id or None, one.ready_made): _shown(one) for one in self._reports.all()}

    def _row(self, schedule_id: int) -> Row:
        row = self.database.one(
            f"SELECT * FROM report_schedules WHERE id = :id AND {_MINE}", id=schedule_id, me=self.context.user.id
        )
        if row is None:
            raise NotFound(_("This schedule no longer exists."))
        return row


_DEFAULTS = {one.name: one.default for one in SCHEDULE_FIELDS}


def _is_of(report: Report, row: Mapping[str, Any]) -> bool:
    if row["ready_made"]:
        return bool(report.ready_made == row["ready_made"])
    return bool(report.id) and report.id == row["report_id"]


def _shown(report: Report) -> str:
    return translate(report.name) if report.ready_made else report.name


def _as_schedule(row: Row, names: Mapping[tuple[int | None, str], str]) -> ReportSchedule:
    return ReportSchedule(
        **{**row, "active": bool(row["active"])}, name=names.get((row["report_id"], row["ready_made"]), "")
    )


def _file_stem(report: Report, clock: Clock) -> str:
    return file_names.safe(f"{_shown(report)} {dates.today(clock)}")


def _free(folder: Path, name: str) -> Path:
    """A name in a folder that no file has yet. Unavailable when the folder cannot be looked into."""
    try:
        if not folder.is_dir():
            raise Unavailable(_("The folder {folder} is not there. Choose another one.").format(folder=folder))
        taken = {path.name.casefold() for path in folder.iterdir()}
    except OSError as error:
        sentence = _("The folder {folder} cannot be read ({reason}).")
        raise Unavailable(sentence.format(folder=folder, reason=error.strerror or error)) from error
    names = (name if number == 1 else file_names.numbered(name, number) for number in range(1, _MOST_NAMES))
    return folder / next(one for one in names if one.casefold() not in taken)
