"""What the command line does with reports: names them, prints one as a table or JSON, writes one to a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crm.cli.printing import Opened, Options, say, say_rows
from crm.errors import Invalid
from crm.files.report_cells import with_totals_named
from crm.models import shown
from crm.models.dashboards import Filters
from crm.models.figures import NOBODY
from crm.models.periods import OWN, PERIODS
from crm.models.reports import GROUP, RECORD, TOTAL, Money, Report, ReportColumn, ReportLine, ReportResult
from crm.session import Session
from crm.utils import dates, money, text
from crm.utils.i18n import LANGUAGES, _, ngettext, translate, translated

_WIDEST = 44  # letters of a cell of a printed table
_BETWEEN = ".."


def report(options: Options) -> int:
    """List the reports, print one, or write it to a file."""
    with Opened(options) as session:
        if options.out is not None and not options.name:
            raise Invalid({"name": _("Say which report to write. `report --list` names those there are.")})
        if options.list or not options.name:
            return _list(session, options)
        found = session.reports.find(options.name)
        filters = _filters(session, found, options=options)
        if not session.database.engine.read_only:
            session.segments.recompute()  # the window does so by itself; here nobody may have since the last sale
        if options.out is not None:
            result = session.reports.write(found, options.out, filters=filters)
            said = _("{report} was written to {file}.").format(report=result.title, file=options.out)
            say(options, {"report": result.title, "file": str(options.out), "records": result.records}, text=said)
        else:
            result = session.reports.run(found, filters=filters)
            say(options, _plain(result), text=_text(result, region=str(session.settings.get("country", ""))))
    return 0


def _list(session: Session, options: Options) -> int:
    rows = [
        {
            "name": one.ready_made or str(one.id),
            "title": translate(one.name),
            "entity": one.definition.entity,
            "description": translate(one.description),
            "ready_made": bool(one.ready_made),
            "shared": one.shared,
        }
        for one in session.reports.all()
    ]
    say_rows(options, rows, columns=("name", "title", "entity"))
    return 0


# What a report is narrowed to


def _filters(session: Session, found: Report, *, options: Options) -> Filters:
    """The report's own filters with what the options say instead."""
    filters = found.definition.filters
    if options.period:
        key, since, until = _period(options.period)
        filters = replace(filters, period=key, since=since, until=until)
    if options.owner:
        filters = replace(filters, owner_id=_owner(session, options.owner))
    if options.pipeline:
        filters = replace(filters, pipeline_id=_pipeline(session, options.pipeline))
    return filters


def _period(typed: str) -> tuple[str, str, str]:
    """A period by its key or name in any language, or two days with two dots between, either of them left out."""
    if _BETWEEN in typed:
        first, _dots, last = typed.partition(_BETWEEN)
        try:
            days = [dates.parse_day(one) if one.strip() else "" for one in (first, last)]
        except ValueError as error:
            raise Invalid({"period": str(error)}) from error
        if days[1] and days[1] < days[0]:
            raise Invalid({"period": _("In {period} the second day is before the first one.").format(period=typed)})
        return OWN, days[0], days[1]
    wanted = text.fold(typed).strip()
    for one in PERIODS:
        names = {one.value, one.value.replace("_", "-"), one.label}
        names |= {translated(one.label, language) for language in LANGUAGES}
        if one.value != OWN and wanted in {text.fold(name) for name in names}:
            return one.value, "", ""
    known = ", ".join(one.value for one in PERIODS if one.value != OWN)
    sentence = _("There is no period {period}. Write one of {known}, or two days like 2026-01-01..2026-03-31.")
    raise Invalid({"period": sentence.format(period=typed, known=known)})


def _owner(session: Session, typed: str) -> int:
    if text.fold(typed).strip() in {text.fold(one) for one in ("nobody", _("Nobody"))}:
        return NOBODY
    return _meant(typed, {user.id: (user.name, user.email) for user in session.users.all()}, field="owner")


def _pipeline(session: Session, typed: str) -> int:
    every = session.pipelines.all(inactive=True)
    return _meant(typed, {one.id: (translate(one.name), one.name) for one in every}, field="pipeline")


def _meant(typed: str, known: Mapping[int, Sequence[str]], *, field: str) -> int:
    """The id of the one that is meant; `known` holds by id the name that is shown, then others it goes by."""
    found = _fitting(text.fold(typed).strip(), known)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{known[one][0]} ({one})" for one in found)
        sentence = _("{name} may be any of {names}. Write more of the name, or the number in brackets.")
    else:
        names = ", ".join(shown_name for shown_name, *_others in known.values())
        sentence = _("Nothing is called {name}. There are: {names}.")
    raise Invalid({field: sentence.format(name=typed, names=names)})


def _fitting(wanted: str, known: Mapping[int, Sequence[str]]) -> list[int]:
    """What is called just so; else what has these whole words in its name, or begins a word so, or holds it at all."""
    found = [one for one, names in known.items() if wanted in (str(one), *(text.fold(name).strip() for name in names))]
    for part in (f" {wanted} ", f" {wanted}", wanted):
        found = found or [one for one, names in known.items() if wanted and part in f" {text.fold(names[0])} "]
    return found


# As JSON


def _plain(result: ReportResult) -> dict[str, Any]:
    """A result as JSON-ready data: amounts as {amount, currency}, days and moments as they are kept."""
    keys = [one.key for one in result.columns]
    return {
        "title": result.title,
        "entity": result.entity,
        "records": result.records,
        "facts": dict(result.facts),
        "columns": [{"key": one.key, "label": one.label} for one in result.columns],
        "lines": [_plain_line(one, keys) for one in result.lines],
        "left_out": [{"key": one.key, "reason": one.reason, "count": one.count} for one in result.left_out],
        "notes": list(result.notes),
    }


def _plain_line(line: ReportLine, keys: Sequence[str]) -> dict[str, Any]:
    told = {"kind": line.kind, "level": line.level} | ({"id": line.id} if line.id else {})
    return told | {"cells": {key: _plain_cell(cell) for key, cell in zip(keys, line.cells, strict=True)}}


def _plain_cell(cell: object) -> object:
    if not isinstance(cell, Money):
        return cell
    units = Decimal(cell.minor).scaleb(-money.decimals(cell.currency))
    return {"amount": int(units) if units == int(units) else float(units), "currency": cell.currency}


# As a table


def _text(result: ReportResult, *, region: str) -> str:
    """A table for people: its title, what it was narrowed to, lines in columns, what is left out."""
    result = with_totals_named(result)
    parts = [result.title, *(f"{label}: {fact}" for label, fact in result.facts), ""]
    parts += _table(result, region=region)
    count = ngettext("{count} record", "{count} records", result.records)
    parts += ["", count.format(count=money.show_number(result.records))]
    parts += [f"{one.reason} ({money.show_number(one.count)})" for one in result.left_out]
    return "\n".join([*parts, *result.notes])


def _table(result: ReportResult, *, region: str) -> list[str]:
    """The lines in columns. Where records are listed, groups have lines of their own instead of columns."""
    groups = [at for at, one in enumerate(result.columns) if one.key.startswith("by ")]
    listed = any(line.kind == RECORD for line in result.lines)
    kept = [at for at in range(len(result.columns)) if not (listed and at in groups)]
    columns = [result.columns[at] for at in kept]
    rows = [[_cut(one.label) for one in columns]]
    for line in result.lines:
        cells = [_cut(_cell(line.cells[at], result.columns[at], region=region)) for at in kept]
        label = next((str(line.cells[at]) for at in groups if line.cells[at] is not None), "")
        rows.append([cells[0] or _cut(label), *cells[1:]] if listed and line.kind != RECORD else cells)
    widths = [max(_width(row[place]) for row in rows) for place in range(len(columns))]
    texts = [_row(row, widths, columns=columns) for row in rows]
    rule = "─" * min(sum(widths) + 2 * (len(widths) - 1), 200)
    lines = [texts[0], rule]
    for line, words in zip(result.lines, texts[1:], strict=True):
        if line.kind == TOTAL:
            lines.append(rule)
        elif line.kind == GROUP and line.level == 0 and len(lines) > 2:
            lines.append("")
        lines.append(words)
    return lines


def _cell(cell: object, column: ReportColumn, *, region: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return money.show(cell.minor, cell.currency)
    if isinstance(cell, float):
        return money.show_number(round(cell, 2))
    if isinstance(cell, int):
        return money.show_number(cell)
    if column.field.kind.value in ("date", "moment", "phone"):
        return shown.show(cell, column.field, region=region)
    return text.one_line(str(cell), _WIDEST)


def _cut(words: str) -> str:
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"


def _row(cells: Sequence[str], widths: Sequence[int], *, columns: Sequence[ReportColumn]) -> str:
    filled = []
    for cell, width, column in zip(cells, widths, columns, strict=True):
        space = " " * (width - _width(cell))
        filled.append(space + cell if column.is_number else cell + space)
    return "  ".join(filled).rstrip()


def _width(words: str) -> int:
    """The columns of a terminal that words take: wide letters two, marks on letters none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in words
    )
