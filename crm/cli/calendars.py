"""Calendars on the command line: files in and out, those outside the file listed and read. Words only; no rules."""

from __future__ import annotations

from pathlib import Path

from crm.cli.imports import export_query
from crm.cli.printing import Opened, Options, say, say_rows
from crm.errors import Invalid
from crm.models.events import CalendarResult
from crm.session import Session
from crm.utils.i18n import _, ngettext

ENDINGS = (".ics", ".ical", ".icalendar")
_SHOWN = ("id", "name", "kind", "read_at", "problem")
_ON_MATCH = ("update", "fill", "skip")


def is_calendar(path: Path) -> bool:
    """Whether a file is a calendar, by its name."""
    return path.suffix.lower() in ENDINGS


def import_file(session: Session, options: Options) -> CalendarResult:
    """Import, or check with --dry-run, a calendar file; --on-match skip leaves what is there as it is."""
    if options.on_match not in _ON_MATCH:
        raise Invalid({"on_match": _("Of a calendar nothing is created twice: choose update or skip.")})
    return session.calendars.import_file(options.file, update=options.on_match != "skip", dry_run=options.dry_run)


def report(result: CalendarResult) -> str:
    """What became of a calendar file, in words."""
    lines = [
        _("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped").format(
            created=result.created, updated=result.updated, unchanged=result.unchanged, skipped=len(result.skipped)
        )
    ]
    lines += [f"{one.name}: {one.reason}" for one in result.skipped]
    lines += result.notes
    if result.dry_run:
        lines.append(_("This was a trial: nothing was written."))
    return "\n".join(lines)


def export_file(options: Options) -> int:
    """Write activities to a calendar file, all of them with their series, or those a search finds."""
    with Opened(options) as session:
        query = export_query(options) if options.search else None
        count = session.calendars.export(options.file, query)
        text = ngettext("{count} event written to {file}.", "{count} events written to {file}.", count)
        told = {"events": count, "file": str(options.file)}
        say(options, told, text=text.format(count=count, file=options.file))
    return 0


def calendars(options: Options) -> int:
    """List the calendars outside the file; with --read those are read first whose time has come."""
    with Opened(options) as session:
        if options.read:
            session.calendars.read_due()
        rows = [{name: getattr(one, name) for name in _SHOWN} for one in session.calendars.all()]
        say_rows(options, rows, columns=_SHOWN)
    return 0
