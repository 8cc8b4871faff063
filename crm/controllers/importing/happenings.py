"""Rows of what happened and of what is planned, told apart: the ones become interactions, the others activities.

A row's status decides; without one its date does. A task that is done stays an activity, for it is no contact with the
customer.
"""

from __future__ import annotations

import re

from crm.controllers.importing import values
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.interaction_headers import DONE, PLANNED, TASK
from crm.controllers.importing.lengths import minutes_until
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked, LinkedReader
from crm.controllers.importing.named import plain_word
from crm.controllers.importing.values import Reading
from crm.controllers.importing.words import DONE_WORDS
from crm.models.activities import LONGEST
from crm.models.imports import ACTIVITIES, INTERACTIONS
from crm.models.interactions import NOTE
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line

_TIMED = re.compile(r"\d\s*[:h]\s*\d\d|T\d\d|\d\s*[ap]\.?\s?m", re.IGNORECASE)
_SERIAL_TIME = re.compile(r"[2-6]\d{4}\.0*[1-9]\d*")


class Happenings:
    """Reads the rows of one file of `entity`; with `only` set, every row is one of it."""

    def __init__(self, reader: LinkedReader, reading: Reading, *, findings: Findings, entity: str) -> None:
        self._reader = reader
        self._reading = reading
        self._findings = findings
        self._entity = entity
        self._last: Line | None = None
        self._others = 0
        self.only = False

    def read(self, line: Line) -> None:
        """Put what a row holds among the line's records, once."""
        if line is self._last:
            return
        self._last = line
        record = self._reader.read(line.number, line.cells)
        if record is None:
            if not self.only:
                self._findings.error(line.number, _("Nothing of this row was recognised."))
            return
        self._settle_minutes(record)
        entity = self._entity_of(record)
        if entity == ACTIVITIES:
            self._as_activity(record)
        else:
            self._as_interaction(record)
        self._others += entity != self._entity
        line.records[entity] = record

    def warn(self) -> None:
        """Say how many rows became what the file was not said to hold."""
        others, self._others = self._others, 0
        if not others:
            return
        if self._entity == INTERACTIONS:
            sentence = ngettext(
                "{count} row is planned, or a task: it became an activity.",
                "{count} rows are planned, or tasks: they became activities.",
                others,
            )
        else:
            sentence = ngettext(
                "{count} row is done: it became an interaction.",
                "{count} rows are done: they became interactions.",
                others,
            )
        self._findings.warn(sentence.format(count=show_number(others)))

    def _entity_of(self, record: Linked) -> str:
        if self.only:
            return self._entity
        if record.values.get("type") == TASK or not self._is_done(record):
            return ACTIVITIES
        return INTERACTIONS

    def _is_done(self, record: Linked) -> bool:
        """What the status says; without one what is over is done, and what has no date is what the file holds."""
        status = self._status(record)
        if status:
            return status == DONE
        if record.values.get("completed_at"):
            return True
        at = record.values.get("at", "")
        return at <= dates.now() if at else self._entity == INTERACTIONS and not record.words.get("due")

    def _status(self, record: Linked) -> str:
        word = record.words.pop("status", "")
        given = self._reading.words.get("status", {}).get(plain_word(word))
        if not word or given == "":
            return ""
        done = DONE_WORDS.get(plain_word(word)) if given is None else given == DONE
        if done is None:
            self._refuse(record, "status", reason=_("“{text}” says neither planned nor done.").format(text=word[:40]))
            return ""
        return DONE if done else PLANNED

    def _settle_minutes(self, record: Linked) -> None:
        minutes = record.values.get("duration_minutes")
        if minutes is None:
            return
        if minutes < 0 or minutes != int(minutes):
            self._refuse(record, "duration_minutes", reason=_("Minutes are a whole number, zero or more."))
            del record.values["duration_minutes"]
        elif minutes > LONGEST:
            self._refuse(record, "duration_minutes", reason=_("An activity lasts at most a year."))
            del record.values["duration_minutes"]

    def _as_activity(self, record: Linked) -> None:
        """Name the values as activities have them."""
        kept = record.values
        at, due = kept.pop("at", ""), record.words.pop("due", "")
        told = [kept.pop(name) for name in ("body", "next_step") if kept.get(name)]
        if told:
            kept["description"] = "\n".join(told)
        if "user_id" in kept:
            kept["assigned_to"] = kept.pop("user_id")
        kept["type"] = TASK if kept.get("type", NOTE) == NOTE else kept["type"]
        self._settle_due(record, due, at=at)
        if kept.get("type") == TASK and self._was_done(record):
            kept.setdefault(
                "completed_at", at or kept.get("due_at") or _start_of(kept.get("due_on", "")) or dates.now()
            )
        if kept.get("completed_at", "") > dates.now():
            kept["completed_at"] = dates.now()

    def _was_done(self, record: Linked) -> bool:
        header, cell = record.cell("status")
        return bool(header) and DONE_WORDS.get(plain_word(cell)) is True

    def _settle_due(self, record: Linked, due: str, *, at: str) -> None:
        """The day it is due and the moment, where a time is told; an activity to come is due when it is."""
        kept, header = record.values, record.cell("due")[0]
        try:
            moment = values.read_moment(due, header, reading=self._reading) if due else ""
        except ValueError as problem:
            self._refuse(record, "due", reason=str(problem))
            moment, due = "", ""
        if not moment and at > dates.now():
            moment, due = at, record.cell("at")[1]
        if moment:
            kept["due_on"] = dates.to_local(moment).date().isoformat()
            timed = _TIMED.search(due) or _SERIAL_TIME.fullmatch(due)
            kept |= {"due_at": moment} if timed else {}
        self._settle_end(record, kept.get("due_at") or kept.get("due_on", ""))

    def _settle_end(self, record: Linked, begin: str) -> None:
        """How long it lasts, where the end is told and the minutes are not."""
        end = record.words.pop("ends", "")
        if not end or not begin or "duration_minutes" in record.values:
            return
        try:
            minutes = minutes_until(end, begin, header=record.cell("ends")[0], reading=self._reading)
        except ValueError as problem:
            self._refuse(record, "ends", reason=str(problem))
        else:
            record.values |= {} if minutes is None else {"duration_minutes": minutes}

    def _as_interaction(self, record: Linked) -> None:
        """Name the values as interactions have them; what is said to be done was not done in the future."""
        kept = record.values
        record.words.pop("due", "")
        done, place = kept.pop("completed_at", ""), kept.pop("place", "")
        kept.pop("priority", None)
        if place:
            kept["body"] = "\n".join(filter(None, (kept.get("body"), _("Place: {place}").format(place=place))))
        if not kept.get("at") and done:
            kept["at"] = done
        if kept.get("at", "") > dates.now():
            field = "at" if record.cell("at")[0] else "completed_at"
            self._refuse(record, field, reason=_("This has not happened yet. An interaction is what was."))
            del kept["at"]
        if kept.get("type") == TASK:
            kept["type"] = NOTE
        timed = dates.to_local(kept["at"]).time().isoformat() > "00:00:00" if kept.get("at") else False
        self._settle_end(record, kept["at"] if timed else "")

    def _refuse(self, record: Linked, field: str, *, reason: str) -> None:
        header, cell = record.cell(field)
        self._findings.error(record.row, reason, column=header, value=one_line(cell))


def _start_of(day: str) -> str:
    return dates.to_moment(day) if day else ""
