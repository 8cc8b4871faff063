"""The command line: which verbs there are, with which options, and how a run ends. What verbs do is verbs.py's."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from crm.cli import calendars, merging, pipeline, reports, today, verbs
from crm.cli.printing import Options
from crm.errors import CrmError
from crm.models.duplicates import DEFAULT_SCORE
from crm.models.imports import ENTITIES
from crm.utils import i18n, paths
from crm.utils.i18n import N_, _

# What argparse says itself, marked here so that the catalogues hold it.
LIBRARY_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("%(prog)s: error: %(message)s\n"),
)


def parse(arguments: Sequence[str]) -> Options:
    """The options of a command line; `verb` is None when the window is meant. Wrong usage exits with 2."""
    i18n.use(_language(arguments))
    parser = argparse.ArgumentParser(
        prog="cartera", description=_("A desktop CRM. Without a verb it opens its window.")
    )
    parser.add_argument("--database", type=Path, default=None, metavar="PATH", help=_("the file to work on"))
    parser.add_argument("--language", choices=sorted(i18n.LANGUAGES), default="", help=_("the language of the program"))
    parsers = parser.add_subparsers(dest="verb", metavar="VERB")
    for add in (
        _add_init,
        _add_overview,
        _add_today,
        _add_pipeline,
        _add_report,
        _add_import,
        _add_export,
        _add_calendars,
        _add_archive_verbs,
        _add_search,
        _add_record_verbs,
        _add_duplicates,
        _add_merge_verbs,
        _add_undo_verbs,
        _add_check,
        _add_lists,
    ):
        add(parsers)
    return parser.parse_args(arguments)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, before anything is translated."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--language", nargs="?", default="")
    known, _others = parser.parse_known_args(arguments)
    return known.language or ""


def run(options: Options) -> int:
    """Run the verb: 0 done, 1 refused with one sentence on stderr, 130 stopped by Ctrl+C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter the terminal cannot show must not end the program
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(options.work(options))
    except CrmError as error:
        print(str(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Stopped. What was running was taken back; nothing of it was kept."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def overview(options: Options) -> int:
    """Print the numbers of the file at a glance; a file that is not there yet is not created for that."""
    path = options.database or paths.default_database()
    if not path.exists():
        print(_("There is no file {file} yet: start the window, or create it with `init`.").format(file=path))
        return 0
    return run(Options(**vars(options) | {"work": verbs.overview, "json": False}))


def _verb(parsers: Any, name: str, *, text: str, work: Callable[[Options], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = parsers.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    # Also after the verb, without hiding what stands before it.
    parser.add_argument("--database", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.add_argument("--language", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(work=work)
    return parser


def _add_init(parsers: Any) -> None:
    parser = _verb(parsers, "init", text=_("create the file"), work=verbs.init)
    parser.add_argument("--demo", action="store_true", help=_("fill it with demo data to explore"))


def _add_overview(parsers: Any) -> None:
    _verb(parsers, "overview", text=_("the numbers of the file at a glance"), work=verbs.overview)


def _add_today(parsers: Any) -> None:
    parser = _verb(parsers, "today", text=_("what there is to do today"), work=today.today)
    parser.add_argument("--everyone", action="store_true", help=_("the day of all users, not yours alone"))
    parser.add_argument("--limit", type=int, default=20, metavar="N", help=_("rows of each section (default: 20)"))


def _add_pipeline(parsers: Any) -> None:
    _verb(parsers, "pipeline", text=_("number, sum and weighted sum of each stage"), work=pipeline.pipeline)


def _add_report(parsers: Any) -> None:
    text = _("print a report, or write it to a file: PDF, Excel, CSV")
    parser = _verb(parsers, "report", text=text, work=reports.report)
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("its name, key or number"))
    parser.add_argument("--list", action="store_true", help=_("name the reports there are"))
    parser.add_argument("--out", type=Path, default=None, metavar="FILE", help=_("write it to a file"))
    text = _("another period: month, last_quarter, year, …, or two days like 2026-01-01..2026-03-31")
    parser.add_argument("--period", default="", metavar="PERIOD", help=text)
    parser.add_argument("--owner", default="", metavar="OWNER", help=_("only what belongs to this person"))
    parser.add_argument("--pipeline", default="", metavar="PIPELINE", help=_("only this pipeline"))


def _add_import(parsers: Any) -> None:
    parser = _verb(parsers, "import", text=_("bring in a file: CSV, Excel, vCard, iCalendar"), work=verbs.import_file)
    parser.add_argument("file", type=Path, metavar="FILE")
    entities = [one.value for one in ENTITIES]
    parser.add_argument("--entity", choices=entities, default="", help=_("what the rows are"))
    parser.add_argument("--sheet", default="", help=_("the sheet of a workbook"))
    parser.add_argument("--encoding", default="", help=_("the encoding of a text file"))
    parser.add_argument("--delimiter", default="", help=_("the delimiter of a text file"))
    parser.add_argument("--no-header", action="store_true", help=_("the first row is data"))
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=_("send a column to a field")
    )
    parser.add_argument("--match", default="", metavar="KEYS", help=_("what tells that a record is there already"))
    parser.add_argument(
        "--on-match",
        choices=("fill", "update", "skip", "create"),
        default="fill",
        help=_("what to do with records that are there already"),
    )
    _add_answers(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("check the whole file and write nothing"))
    parser.add_argument(
        "--rejects", type=Path, metavar="FILE", help=_("write the rows with something refused to a file")
    )


def _add_answers(parser: argparse.ArgumentParser) -> None:
    """What the assistant would ask."""
    parser.add_argument(
        "--date-order",
        choices=("dmy", "mdy", "ymd"),
        default="",
        help=_("how dates are written that could be read in two ways"),
    )
    parser.add_argument("--decimal", choices=(",", "."), default="", help=_("the decimal mark of unclear numbers"))
    parser.add_argument(
        "--value", action="append", default=[], metavar="FIELD:FROM=TO", help=_("let a word stand for a value")
    )
    parser.add_argument(
        "--create-missing",
        default="",
        metavar="WHAT",
        help=_("create companies, contacts, owners, products, stages, loss_reasons, choices, fields"),
    )
    parser.add_argument("--repair", action="store_true", help=_("put wrongly decoded text right"))


def _add_export(parsers: Any) -> None:
    text = _("write contacts, opportunities, activities or products: CSV, Excel, vCard, iCalendar, JSON lines")
    parser = _verb(parsers, "export", text=text, work=verbs.export_file)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--entity",
        choices=("contacts", "companies", "people", "opportunities", "activities", "products"),
        default="contacts",
        help=_("what is written"),
    )
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only what fits this text"))


def _add_calendars(parsers: Any) -> None:
    parser = _verb(parsers, "calendars", text=_("the calendars outside the file"), work=calendars.calendars)
    parser.add_argument("--read", action="store_true", help=_("read those first whose time has come"))


def _add_archive_verbs(parsers: Any) -> None:
    text = _("write the whole file, with its history, to a .zip that anybody can read")
    _verb(parsers, "archive", text=text, work=verbs.archive).add_argument("file", type=Path, metavar="FILE")
    text = _("make a new file of such a .zip; --database names it")
    _verb(parsers, "restore", text=text, work=verbs.restore).add_argument("file", type=Path, metavar="FILE")


def _add_search(parsers: Any) -> None:
    parser = _verb(parsers, "search", text=_("find people and companies"), work=verbs.search)
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument("--limit", type=int, default=50, help=_("how many at most"))


def _add_record_verbs(parsers: Any) -> None:
    parser = _verb(parsers, "show", text=_("everything about one contact"), work=verbs.show)
    parser.add_argument("id", type=int, metavar="ID")
    parser = _verb(parsers, "history", text=_("what was done, to one contact or to the whole file"), work=verbs.history)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("id", type=int, nargs="?", metavar="ID")
    which.add_argument("--opportunity", type=int, metavar="ID", help=_("what was done to one opportunity"))
    which.add_argument("--operation", type=int, metavar="ID", help=_("the fields one operation changed"))
    parser.add_argument("--limit", type=int, default=50, help=_("how many at most"))


def _add_merge_verbs(parsers: Any) -> None:
    parser = _verb(parsers, "merge", text=_("make several contacts one"), work=merging.merge)
    parser.add_argument("keep", type=int, metavar="KEEP", help=_("the contact that stays"))
    parser.add_argument("others", type=int, nargs="+", metavar="OTHER", help=_("those that become a part of it"))
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="FIELD=ID",
        help=_("whose value a field takes, or the rule that decides"),
    )
    parser.add_argument(
        "--rule",
        choices=("newest", "longest", "first", "union"),
        default="",
        help=_("the rule for all fields that know it"),
    )
    parser = _verb(parsers, "different", text=_("remember that contacts are not the same"), work=merging.different)
    parser.add_argument("ids", type=int, nargs="+", metavar="ID")


def _add_duplicates(parsers: Any) -> None:
    parser = _verb(parsers, "duplicates", text=_("find contacts that are probably one"), work=verbs.find_duplicates)
    parser.add_argument(
        "--minimum", type=int, default=DEFAULT_SCORE, metavar="SCORE", help=_("the least likeness, from 70 to 100")
    )


def _add_undo_verbs(parsers: Any) -> None:
    parser = _verb(parsers, "undo", text=_("take back the last operation, or one by its number"), work=verbs.undo)
    parser.add_argument("operation", type=int, nargs="?", metavar="OPERATION")
    _verb(parsers, "redo", text=_("redo what was undone last"), work=verbs.redo)


def _add_check(parsers: Any) -> None:
    parser = _verb(parsers, "check", text=_("check the file, its links and its search index"), work=verbs.check)
    parser.add_argument("--rebuild", action="store_true", help=_("build the search index again first"))


def _add_lists(parsers: Any) -> None:
    _verb(parsers, "fields", text=_("the fields of a contact"), work=verbs.fields)
    _verb(parsers, "tags", text=_("the tags and how many contacts have them"), work=verbs.tags)
