"""The command line: verbs over a Session, printed as rows or as JSON. Rules and numbers are the controllers'."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

from crm.app import open_database, sign_in
from crm.errors import CrmError, NotFound
from crm.models.contacts import Contact
from crm.models.fields import Field
from crm.session import Session
from crm.storage.changelog import Door
from crm.utils import dates, i18n, paths, phones
from crm.utils.i18n import _, translate

Options = argparse.Namespace
_FOUND = ("id", "kind", "name", "company", "email", "phone")


def parse(arguments: Sequence[str]) -> Options:
    """The options of a command line; `verb` is None when the window is meant. Wrong usage exits with 2."""
    i18n.use(_language(arguments))
    parser = argparse.ArgumentParser(
        prog="cartera", description=_("A desktop CRM. Without a verb it opens its window.")
    )
    parser.add_argument("--database", type=Path, default=None, metavar="PATH", help=_("the file to work on"))
    parser.add_argument("--language", choices=sorted(i18n.LANGUAGES), default="", help=_("the language of the program"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for add in (
        _add_init,
        _add_overview,
        _add_import,
        _add_export,
        _add_search,
        _add_record_verbs,
        _add_undo_verbs,
        _add_check,
        _add_lists,
    ):
        add(verbs)
    return parser.parse_args(arguments)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, before anything is translated."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    return ""


def run(options: Options) -> int:
    """Run the verb: 0 done, 1 refused with one sentence on stderr."""
    try:
        return int(options.work(options))
    except CrmError as error:
        print(str(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def overview(options: Options) -> int:
    """Print the numbers of the file at a glance."""
    return run(Options(**vars(options) | {"work": _overview, "json": False}))


# The verbs


def _verb(verbs: Any, name: str, text: str, work: Callable[[Options], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    # Also after the verb, without hiding what stands before it.
    parser.add_argument("--database", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.add_argument("--language", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(work=work)
    return parser


def _add_init(verbs: Any) -> None:
    parser = _verb(verbs, "init", _("create the file"), _init)
    parser.add_argument("--demo", action="store_true", help=_("fill it with demo data to explore"))


def _init(options: Options) -> int:
    with _Opened(options, create=True) as session:
        if options.demo:
            from crm.demo.filling import fill

            fill(session)
        figures = session.overview.figures()
        _say(
            options,
            {"database": str(session.database.path)} | {one.value: number for one, number in figures},
            _("The file {file} is ready.").format(file=session.database.path),
        )
    return 0


def _add_overview(verbs: Any) -> None:
    _verb(verbs, "overview", _("the numbers of the file at a glance"), _overview)


def _overview(options: Options) -> int:
    with _Opened(options, create=True) as session:
        figures = session.overview.figures()
        plain = {"database": str(session.database.path)} | {one.value: number for one, number in figures}
        lines = [str(session.database.path), *(f"{translate(one.label):<28}{number:>12}" for one, number in figures)]
        _say(options, plain, "\n".join(lines))
    return 0


def _add_import(verbs: Any) -> None:
    parser = _verb(verbs, "import", _("bring in a file: CSV, Excel, vCard"), _import)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--entity", choices=("contacts", "companies"), default="contacts", help=_("what the rows are"))
    parser.add_argument("--sheet", default="", help=_("the sheet of a workbook"))
    parser.add_argument("--encoding", default="", help=_("the encoding of a text file"))
    parser.add_argument("--delimiter", default="", help=_("the delimiter of a text file"))
    parser.add_argument("--no-header", action="store_true", help=_("the first row is data"))
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=_("send a column to a field")
    )
    parser.add_argument(
        "--on-match",
        choices=("fill", "update", "skip", "create"),
        default="fill",
        help=_("what to do with records that are there already"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("check the whole file and write nothing"))
    parser.add_argument("--rejects", type=Path, metavar="FILE", help=_("write what was not taken to a CSV file"))


def _import(options: Options) -> int:
    from crm import cli_import

    with _Opened(options, create=True, door=Door.CLI) as session:
        result = cli_import.run(session, options)
        _say(options, result.to_plain(), cli_import.report(result))
    return 0


def _add_export(verbs: Any) -> None:
    parser = _verb(verbs, "export", _("write contacts to a CSV, Excel or vCard file"), _export)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--entity", choices=("contacts", "companies", "people"), default="contacts", help=_("which contacts")
    )
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only what fits this text"))


def _export(options: Options) -> int:
    from crm import cli_import

    with _Opened(options) as session:
        count = session.exports.run(options.file, cli_import.export_query(options))
        _say(
            options,
            {"rows": count, "file": str(options.file)},
            i18n.ngettext("{count} contact written to {file}.", "{count} contacts written to {file}.", count).format(
                count=count, file=options.file
            ),
        )
    return 0


def _add_search(verbs: Any) -> None:
    parser = _verb(verbs, "search", _("find people and companies"), _search)
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--limit", type=int, default=50, help=_("at most so many"))


def _search(options: Options) -> int:
    with _Opened(options) as session:
        region = str(session.settings.get("country", "ES"))
        found = []
        for row in session.contacts.search(options.query, limit=options.limit):
            shown = {name: row[name] for name in _FOUND}
            shown["phone"] = phones.show(row["phone"] or row["mobile_phone"], region=region)
            found.append(shown)
        _say_rows(options, found, _FOUND)
    return 0


def _add_record_verbs(verbs: Any) -> None:
    parser = _verb(verbs, "show", _("one contact, whole"), _show)
    parser.add_argument("id", type=int, metavar="ID")
    parser = _verb(verbs, "history", _("what was done, to one contact or to the whole file"), _history)
    parser.add_argument("id", type=int, nargs="?", metavar="ID")
    parser.add_argument("--limit", type=int, default=50, help=_("at most so many"))


def _show(options: Options) -> int:
    with _Opened(options) as session:
        contact = session.contacts.get(options.id)
        _say(options, _plain(contact) | {"name": contact.name}, _contact_lines(contact, session.contacts.fields()))
    return 0


def _contact_lines(contact: Contact, fields: Iterable[Field]) -> str:
    values = contact.values() | {"tags": ", ".join(tag.name for tag in contact.tags)}
    lines = [contact.name]
    for field in fields:
        if (value := values.get(field.name)) not in (None, "", []):
            shown = dates.show_moment(value) if field.kind == "moment" else value
            lines.append(f"{translate(field.label)}: {shown}")
    return "\n".join(lines)


def _history(options: Options) -> int:
    with _Opened(options) as session:
        if options.id is None:
            entries: list[dict[str, Any]] = [_plain(one) for one in session.history.operations(limit=options.limit)]
            _say_rows(options, entries, ("id", "at", "user", "door", "label"))
        else:
            session.contacts.get(options.id)
            entries = [_plain(one) for one in session.history.feed(options.id, limit=options.limit)]
            _say_rows(options, entries, ("at", "kind", "title", "user"))
    return 0


def _add_undo_verbs(verbs: Any) -> None:
    parser = _verb(verbs, "undo", _("take back the last operation, or one by its number"), _undo)
    parser.add_argument("operation", type=int, nargs="?", metavar="OPERATION")
    _verb(verbs, "redo", _("do again what was undone last"), _redo)


def _undo(options: Options) -> int:
    with _Opened(options) as session:
        report = session.history.undo(options.operation)
        _say(options, _plain(report), "\n".join([_("Undone: {label}").format(label=report.label), *report.kept]))
    return 0


def _redo(options: Options) -> int:
    with _Opened(options) as session:
        report = session.history.redo()
        _say(options, _plain(report), "\n".join([_("Done again: {label}").format(label=report.label), *report.kept]))
    return 0


def _add_check(verbs: Any) -> None:
    parser = _verb(verbs, "check", _("check the file, its links and its search index"), _check)
    parser.add_argument("--rebuild", action="store_true", help=_("build the search index again first"))


def _check(options: Options) -> int:
    with _Opened(options) as session:
        if options.rebuild:
            session.maintenance.rebuild_search()
        problems = session.maintenance.check()
        _say(
            options,
            {"ok": not problems, "problems": problems},
            "\n".join(problems) or _("The file is whole and its search index is in step."),
        )
    return 1 if problems else 0


def _add_lists(verbs: Any) -> None:
    _verb(verbs, "fields", _("the fields of a contact"), _fields)
    _verb(verbs, "tags", _("the tags and how many contacts wear them"), _tags)


def _fields(options: Options) -> int:
    with _Opened(options) as session:
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
        _say_rows(options, rows, ("name", "label", "kind"))
    return 0


def _tags(options: Options) -> int:
    with _Opened(options) as session:
        _say_rows(options, [_plain(tag) for tag in session.tags.all()], ("id", "name", "color", "uses"))
    return 0


# Opening and printing


class _Opened:
    """The session of a command, closed at its end. Without `create` a file that is not there is refused."""

    def __init__(self, options: Options, *, create: bool = False, door: Door = Door.CLI) -> None:
        path = options.database or paths.default_database()
        self._session = sign_in(open_database(path, create=create), door)

    def __enter__(self) -> Session:
        return self._session

    def __exit__(self, *_details: object) -> None:
        self._session.database.close()


def _plain(value: Any) -> dict[str, Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise NotFound(_("There is nothing to show."))


def _say(options: Options, plain: object, text: str) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2, default=str) if options.json else text)


def _say_rows(options: Options, rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Rows as a JSON list, or as aligned columns."""
    texts = [[str(row[column] if row[column] is not None else "") for column in columns] for row in rows]
    widths = [min(40, max((len(line[place]) for line in texts), default=0)) for place in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in texts]
    _say(options, list(rows), "\n".join(lines))
