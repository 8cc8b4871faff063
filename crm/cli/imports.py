"""What the command line says for the import assistant: options become a source and a mapping, a result becomes text."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crm.errors import CrmError, Invalid
from crm.files.delimiters import CANDIDATES
from crm.files.sheet import Source
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.import_results import ImportResult
from crm.models.imports import CREATABLE, MATCH_ON, MOJIBAKE, Mapping, Survey
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils.i18n import N_, _, translate
from crm.utils.text import fold, one_line

# What answers on the command line what an import left open.
_HINTS = {
    "date_order": N_("To have those dates read: --date-order dmy, mdy or ymd."),
    "decimal": N_("To have those numbers read: --decimal , or --decimal ."),
    "owners": N_('To give them an owner: --value "owner:Pepe=Ana Gil", or --create-missing owners.'),
    "users": N_("To make users of them: --create-missing owners."),
    "companies": N_("To create those companies: --create-missing companies."),
    "products": N_('To have those products: --value "product:GTXPro=GTX Pro", or --create-missing products.'),
    "stages": N_('To have those stages: --value "stage:Demo=Proposal sent", or --create-missing stages.'),
    "loss_reasons": N_('To have them: --value "loss_reason:Price=Price", or --create-missing loss_reasons.'),
}


def run(session: Session, options: argparse.Namespace) -> ImportResult:
    """Import, or check with --dry-run, the file of a command line."""
    source = _source(session, options)
    if options.rejects:
        session.imports.check_rejects(source, options.rejects)
    table = session.imports.open(source)
    proposed = session.imports.propose_afresh(table, options.entity)
    mapping = _answered(_mapping(proposed, options.map), options)
    mapping = _with_values(mapping, options.value, session=session)
    broken = [] if options.repair else _broken(session.imports.survey(source, mapping))
    result = session.imports.run(source, mapping, on_match=options.on_match, dry_run=options.dry_run)
    hints = [*(_(_HINTS[kind]) for kind in result.left_open), *broken]
    said = dict.fromkeys((*source.notes, *table.notes, *result.warnings, *hints))
    result = replace(result, warnings=list(said))
    return _with_rejects(session, source, result=result, path=options.rejects) if options.rejects else result


def _broken(survey: Survey) -> list[str]:
    """What is to be said of text that was decoded wrongly."""
    asked = [question.text for question in survey.questions if question.kind == MOJIBAKE]
    return [*asked, _("To put that text right: --repair.")] if asked else []


def _with_rejects(session: Session, source: Source, *, result: ImportResult, path: Path) -> ImportResult:
    """Write the rejected rows; the import is done by then, and a disk that is full does not take it back."""
    try:
        session.imports.write_rejects(source, result, path=path)
    except CrmError as error:
        sentence = _("The rows with something refused were not written: {reason}").format(reason=error)
        return replace(result, warnings=[*result.warnings, sentence])
    return result


def _answered(mapping: Mapping, options: argparse.Namespace) -> Mapping:
    """The mapping with what the assistant would ask for the whole file."""
    match = _listed(options.match, MATCH_ON, option="match")
    created = _listed(options.create_missing, [one.value for one in CREATABLE], option="create-missing")
    return replace(
        mapping,
        match=match or mapping.match,
        date_order=options.date_order,
        decimal=options.decimal,
        repair=options.repair,
        create_missing=mapping.create_missing | frozenset(created),
    )


def _listed(text: str, known: Sequence[str], *, option: str) -> tuple[str, ...]:
    """The words of an option between commas."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in words:
        if word not in known:
            sentence = _("“{word}” is not known to --{option}. Nothing was imported: choose among {known}.")
            raise Invalid({option: sentence.format(word=one_line(word, 40), option=option, known=", ".join(known))})
    return words


def _with_values(mapping: Mapping, pairs: Sequence[str], *, session: Session) -> Mapping:
    """The mapping with words of the file standing for values: "owner:Pedro=Ana Gil", "status:Vivo=customer"."""
    fields = {field.name: field for field in session.imports.targets(mapping.entity)}
    labels = {fold(translate(field.label)): field for field in fields.values()}
    for pair in pairs:
        name, _colon, words = pair.partition(":")
        word, equals, value = words.rpartition("=")
        field = fields.get(name) or labels.get(fold(name))
        if not equals or field is None:
            sentence = _('{pair} is not understood. Nothing was imported: write --value "field:from=to".')
            raise Invalid({"value": sentence.format(pair=one_line(pair, 60))})
        mapping = mapping.with_value(field.name, word, value=_stored(field, value.strip(), session=session))
    return mapping


def _stored(field: Field, value: str, *, session: Session) -> str:
    """The stored form of a value named by itself or by its label; "" leaves the word out."""
    if field.kind == Kind.USER:
        known = {user.name: user.name for user in session.users.all()} | {
            u.email: u.email for u in session.users.all() if u.email
        }
    else:
        known = {choice.value: choice.value for choice in field.choices}
        known |= {translate(choice.label): choice.value for choice in field.choices}
    found = {fold(name): stored for name, stored in known.items() if name} | {"": ""}
    if fold(value) not in found:
        sentence = _("“{value}” is no value of {field}. Nothing was imported: choose among {known}.")
        names = ", ".join(dict.fromkeys(known.values()))
        raise Invalid({"value": sentence.format(value=one_line(value, 40), field=translate(field.label), known=names)})
    return found[fold(value)]


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
    """The records an export names."""
    kinds = {"companies": ("company",), "people": ("person",)}.get(options.entity, ())
    conditions = (Condition("kind", Operator.ANY, kinds),) if kinds else ()
    return ListQuery(options.search, conditions)
