"""What each verb of the command line does: asks the session, prints the answer. Rules are the controllers'."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crm import app
from crm.cli import calendars, duplicates, imports
from crm.cli.printing import Opened, Options, say, say_rows
from crm.models import shown
from crm.models.contacts import Contact
from crm.models.history import UndoReport
from crm.session import Session
from crm.utils import i18n, paths, phones
from crm.utils.i18n import _, translate

_FOUND = ("id", "kind", "name", "company", "email", "phone")


def init(options: Options) -> int:
    with Opened(options, create=True) as session:
        if options.demo:
            from crm.demo.filling import fill

            fill(session)
        figures = session.overview.figures()
        say(
            options,
            {"database": str(session.database.path)} | {one.value: number for one, number in figures},
            text=_("The file {file} is ready.").format(file=session.database.path),
        )
    return 0


def overview(options: Options) -> int:
    with Opened(options, create=True) as session:
        figures = session.overview.figures()
        plain = {"database": str(session.database.path)} | {one.value: number for one, number in figures}
        lines = [str(session.database.path), *(f"{translate(one.label):<28}{number:>12}" for one, number in figures)]
        say(options, plain, text="\n".join(lines))
    return 0


def import_file(options: Options) -> int:
    with Opened(options, create=True) as session:
        if calendars.is_calendar(options.file):
            events = calendars.import_file(session, options)
            say(options, events.to_plain(), text=calendars.report(events))
        else:
            result = imports.run(session, options)
            say(options, result.to_plain(), text=imports.report(result))
    return 0


def export_file(options: Options) -> int:
    if calendars.is_calendar(options.file):
        return calendars.export_file(options)
    with Opened(options) as session:
        entity = options.entity if options.entity in ("opportunities", "activities", "products") else "contacts"
        count = session.exports.run(options.file, imports.export_query(options), entity=entity)
        say(
            options,
            {"rows": count, "file": str(options.file)},
            text=i18n.ngettext("{count} record written to {file}.", "{count} records written to {file}.", count).format(
                count=count, file=options.file
            ),
        )
    return 0


def archive(options: Options) -> int:
    with Opened(options) as session:
        made = session.archives.run(options.file)
        rows, missing = (made.rows, made.missing) if made else (0, ())
        lines = [_("The whole file was written to {file}: {count} rows.").format(file=options.file, count=rows)]
        lines += [_("Missing, so not in it: {name}").format(name=name) for name in missing]
        told = {"rows": rows, "file": str(options.file), "missing": list(missing)}
        say(options, told, text="\n".join(lines))
    return 0


def restore(options: Options) -> int:
    target = options.database or paths.default_database()
    count = app.restore(options.file, target)
    text = _("The file {file} is ready: {count} rows.").format(file=target, count=count)
    say(options, {"rows": count, "database": str(target)}, text=text)
    return 0


def search(options: Options) -> int:
    with Opened(options) as session:
        region = str(session.settings.get("country", "ES"))
        found = []
        for row in session.contacts.search(options.query, limit=options.limit):
            shown = {name: row[name] for name in _FOUND}
            shown["phone"] = phones.show(row["phone"] or row["mobile_phone"], region=region)
            found.append(shown)
        say_rows(options, found, columns=_FOUND)
    return 0


def show(options: Options) -> int:
    with Opened(options) as session:
        contact = session.contacts.get(options.id)
        say(options, asdict(contact) | {"name": contact.name}, text=_contact_lines(contact, session))
    return 0


def _contact_lines(contact: Contact, session: Session) -> str:
    names = {user.id: user.name for user in session.users.all()}
    region = str(session.settings.get("country", "ES"))
    values = contact.values() | {
        "tags": ", ".join(tag.name for tag in contact.tags),
        "assigned_to": names.get(contact.assigned_to or 0),
    }
    lines = [contact.name]
    for field in session.contacts.fields():
        if (value := values.get(field.name)) not in (None, "", []):
            lines.append(f"{translate(field.label)}: {shown.show(value, field, region=region)}")
    return "\n".join(lines)


def history(options: Options) -> int:
    with Opened(options) as session:
        entries: list[dict[str, Any]]
        if options.operation is not None:
            session.history.summary(options.operation)
            entries = [asdict(one) for one in session.history.told(options.operation, limit=options.limit)]
            say_rows(options, entries, columns=("record", "field", "before", "after"))
        elif options.opportunity is not None:
            session.opportunities.get(options.opportunity)
            told = session.history.of_opportunity(options.opportunity, limit=options.limit)
            say_rows(options, [asdict(one) for one in told], columns=("at", "title", "body", "user"))
        elif options.id is None:
            entries = [asdict(one) for one in session.history.operations(limit=options.limit)]
            say_rows(options, entries, columns=("id", "at", "user", "door", "label"))
        else:
            session.contacts.get(options.id)
            entries = [asdict(one) for one in session.history.feed(options.id, limit=options.limit)]
            say_rows(options, entries, columns=("at", "kind", "title", "user"))
    return 0


def find_duplicates(options: Options) -> int:
    with Opened(options) as session:
        groups = duplicates.plain(session, session.duplicates.scan(minimum=options.minimum))
        say(options, groups, text=duplicates.report(groups))
    return 0


def undo(options: Options) -> int:
    with Opened(options) as session:
        report = session.history.undo(options.operation)
        say(options, asdict(report), text="\n".join([_outcome(report), *report.kept]))
    return 0


def _outcome(report: UndoReport) -> str:
    done = _("Undone: {label}") if report.restored else _("Nothing of this could be undone: {label}")
    return done.format(label=report.label)


def redo(options: Options) -> int:
    with Opened(options) as session:
        report = session.history.redo()
        say(options, asdict(report), text="\n".join([_("Redone: {label}").format(label=report.label), *report.kept]))
    return 0


def check(options: Options) -> int:
    with Opened(options) as session:
        if options.rebuild:
            session.maintenance.rebuild_search()
        problems = session.maintenance.check()
        say(
            options,
            {"ok": not problems, "problems": problems},
            text="\n".join(problems) or _("The file is whole and its search index is in step."),
        )
    return 1 if problems else 0


def fields(options: Options) -> int:
    with Opened(options) as session:
        rows = [
            {
                "name": one.name,
                "label": translate(one.label),
                "kind": one.kind.value,
                "required": one.required,
                "choices": [choice.value for choice in one.choices],
            }
            for one in session.contacts.fields()
        ]
        say_rows(options, rows, columns=("name", "label", "kind"))
    return 0


def tags(options: Options) -> int:
    with Opened(options) as session:
        say_rows(options, [asdict(tag) for tag in session.tags.all()], columns=("id", "name", "color", "uses", "deals"))
    return 0
