"""What the command line says for the import assistant: options become a source and a mapping, a result becomes text."""

from __future__ import annotations

import argparse
from dataclasses import replace

from crm.errors import Invalid
from crm.files.delimiters import CANDIDATES
from crm.files.sheet import Source
from crm.files.writing import write_csv
from crm.models.filters import Condition, Operator
from crm.models.import_results import ImportResult
from crm.models.imports import Mapping
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils.i18n import _
from crm.utils.text import one_line


def run(session: Session, options: argparse.Namespace) -> ImportResult:
    """Import, or check with --dry-run, the file of a command line."""
    source = _source(session, options)
    mapping = _mapping(session.imports.propose(session.imports.open(source), options.entity), options.map)
    result = session.imports.run(source, mapping, on_match=options.on_match, dry_run=options.dry_run)
    if options.rejects:
        rows = [(one.row, one.column, one.value, one.reason) for one in result.errors]
        write_csv(options.rejects, [_("Row"), _("Column"), _("Value"), _("Reason")], rows=rows)
    return result


def _source(session: Session, options: argparse.Namespace) -> Source:
    source = session.imports.detect(options.file, encoding=options.encoding, sheet=options.sheet)
    if options.delimiter:
        source = replace(source, delimiter=_delimiter(options.delimiter))
    return replace(source, header_row=-1) if options.no_header else source


def _delimiter(typed: str) -> str:
    """The delimiter that an option names; a tab may be written as people can type it."""
    delimiter = "\t" if typed.lower() in ("\\t", "tab") else typed
    if delimiter not in CANDIDATES:
        sentence = _("“{text}” is no delimiter. Nothing was imported: choose a comma, a semicolon, | or tab.")
        raise Invalid({"delimiter": sentence.format(text=one_line(typed, 20))})
    return delimiter


def _mapping(mapping: Mapping, pairs: list[str]) -> Mapping:
    for pair in pairs:
        header, separator, field = pair.rpartition("=")
        if not separator or header not in [column.header for column in mapping.columns]:
            headers = ", ".join(column.header for column in mapping.columns)
            raise Invalid(
                {"map": _("{pair} names no column. The columns are: {headers}.").format(pair=pair, headers=headers)}
            )
        mapping = mapping.with_field(header, field)
    return mapping


def report(result: ImportResult) -> str:
    """Every row accounted for, in words."""
    lines = [
        _(
            "{rows} rows: {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped,"
            " {failed} failed."
        ).format(
            rows=result.rows,
            created=result.created,
            updated=result.updated,
            unchanged=result.unchanged,
            skipped=result.skipped,
            failed=result.failed,
        ),
        *result.warnings,
        *(
            _("Row {row}, {column}: {value} - {reason}").format(
                row=one.row, column=one.column, value=one.value, reason=one.reason
            )
            for one in result.errors[:20]
        ),
    ]
    if len(result.errors) > 20:
        lines.append(
            _("... and {count} more; --rejects writes them all to a file.").format(count=len(result.errors) - 20)
        )
    return "\n".join(lines)


def export_query(options: argparse.Namespace) -> ListQuery:
    """The contacts an export names."""
    kinds = {"companies": ("company",), "people": ("person",)}.get(options.entity, ())
    conditions = (Condition("kind", Operator.ANY, kinds),) if kinds else ()
    return ListQuery(options.search, conditions)
