"""What the import assistant knows about a file: how it is read, where its columns go, its questions. No widgets."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as empty
from pathlib import Path

from crm.errors import Invalid
from crm.files.sheet import Source, Stop, Table
from crm.models.fields import Field
from crm.models.imports import FILL, JOIN, SEVERAL, Column, Mapping, Question, Survey, answered
from crm.session import Session
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views.dialogs.import_columns import Content, Line, lines_of, surveyed
from crm.views.dialogs.import_targets import words_of

_SAMPLE = 1000
NO_HEADER = -1
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows (1252)"),
    ("iso8859-15", "ISO 8859-15"),
    ("mac_roman", "Mac Roman"),
    ("cp850", "DOS (850)"),
    ("utf-16", "UTF-16"),
)
DELIMITERS = (
    (",", N_("Comma ,")),
    (";", N_("Semicolon ;")),
    ("\t", N_("Tab")),
    ("|", N_("Bar |")),
    ("", N_("One column")),
)

_KINDS_OF_FILES = (
    (
        N_("Tables, contacts and calendars"),
        "*.csv *.xlsx *.xls *.xlsb *.ods *.vcf *.ics *.tsv *.txt *.html *.json *.jsonl",
    ),
    (N_("CSV files"), "*.csv *.tsv *.txt"),
    (N_("Excel workbooks"), "*.xlsx *.xls *.xlsb *.ods"),
    (N_("vCard files"), "*.vcf"),
    (N_("Calendars"), "*.ics"),
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A file as read: its first rows as text, what each column holds, and what the import is told as it stands now.

    `mapping` is told by the columns and rules alone; `to_run` has the answers to the questions in it. `survey` is None
    until the whole file was looked through. `remembered`: the mapping is the last one used for such a file. `seen` are
    the questions that somebody had before the eyes.
    """

    source: Source
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    count: int | None
    mapping: Mapping
    targets: tuple[Field, ...]
    contents: tuple[Content, ...]
    notes: tuple[str, ...] = ()
    remembered: bool = False
    on_match: str = FILL
    survey: Survey | None = None
    answers: Dictionary[Key, str] = empty(default_factory=dict)
    seen: frozenset[Key] = frozenset()

    @property
    def size(self) -> str:
        """How many rows and columns, in words."""
        columns = ngettext("{count} column", "{count} columns", len(self.headers))
        words = columns.format(count=show_number(len(self.headers)))
        if self.count is None:
            return words
        rows = ngettext("{count} row", "{count} rows", self.count).format(count=show_number(self.count))
        return f"{rows} · {words}"

    @property
    def chosen(self) -> list[str]:
        """The field of each column, in the order of the file."""
        columns = self._columns()
        return [columns[header].field for header in self.headers]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the file does not tell."""
        return self.survey.questions if self.survey else ()

    @property
    def unanswered(self) -> list[Question]:
        """The questions without an answer, those that must have one first."""
        found = [question for question in self.questions if key_of(question) not in self.answers]
        return sorted(found, key=lambda question: not question.must)

    @property
    def waiting(self) -> list[Question]:
        """The questions without an answer while nobody should import: one of them was not seen, or must have one."""
        found = self.unanswered
        return found if any(one.must or key_of(one) not in self.seen for one in found) else []

    @property
    def to_run(self) -> Mapping:
        """The mapping with the answers in it."""
        mapping = self.mapping
        for question in self.questions:
            if key_of(question) in self.answers:
                mapping = answered(mapping, question, answer=self.answers[key_of(question)])
        return mapping

    def answer_to(self, question: Question) -> str | None:
        """How a question was answered; None when it was not."""
        return self.answers.get(key_of(question))

    def lines(self) -> list[Line]:
        """Each column as a line to show."""
        columns = self._columns()
        named = {column.label_from for column in columns.values() if column.field}
        found = []
        for header, values, share in self.contents:
            column = columns[header]
            words = _("Label of the values") if header in named and not column.field else ""
            words = words or words_of(column, self.targets)
            found.append(Line(header, values, share, words, taken=bool(column.field)))
        return found

    def with_field(self, place: int, field: str) -> Reading:
        """The same with a column sent elsewhere."""
        return replace(self, mapping=self.mapping.with_field(self.headers[place], field))

    def with_rule(self, header: str, rule: str) -> Reading:
        """The same with a rule of its own for a column."""
        return replace(self, mapping=self.mapping.with_column(replace(self._columns()[header], rule=rule)))

    def with_mapping(self, kept: Mapping, targets: Sequence[Field]) -> Reading:
        """The same with a kept mapping that fits its headers, and the fields of the mapping's entity."""
        return replace(self, mapping=kept, targets=tuple(targets), answers={}, seen=frozenset(), remembered=False)

    def with_survey(self, survey: Survey) -> Reading:
        """The same once the whole file was looked through."""
        return replace(self, survey=survey, count=survey.rows, contents=tuple(surveyed(survey)))

    def with_answers(self, questions: Sequence[Question], answer: str) -> Reading:
        """The same with questions answered, all of them alike."""
        return replace(self, answers={**self.answers, **{key_of(question): answer for question in questions}})

    def looked_at(self) -> Reading:
        """The same once somebody had its questions before the eyes."""
        return replace(self, seen=self.seen | {key_of(question) for question in self.questions})

    def joined(self, header: str) -> Reading:
        """The same with a column's text added behind that of the column that fills its field already."""
        column = self._columns()[header]
        return replace(self, mapping=self.mapping.with_column(replace(column, combine=JOIN)))

    def _columns(self) -> dict[str, Column]:
        known = {column.header: column for column in self.mapping.columns}
        return {header: known.get(header, Column(header)) for header in self.headers}


def key_of(question: Question) -> Key:
    """What makes it the same question after the file was looked through again."""
    return (question.kind, question.header, question.field, question.word)


def kinds_of_files() -> tuple[tuple[str, str], ...]:
    """The kinds of file a file dialog offers: (words, endings)."""
    return tuple((_(words), endings) for words, endings in _KINDS_OF_FILES)


def read_file(session: Session, path: Path, *, entity: str = "", stop: Stop | None = None) -> Reading:
    """Find out how a file is best read, and read its beginning; for the worker."""
    return read_source(session, session.imports.detect(path, stop=stop), entity=entity, stop=stop)


def read_again(session: Session, source: Source, *, entity: str, stop: Stop | None = None) -> Reading:
    """Read a file in another encoding or another sheet of it: what follows from them is found out anew."""
    detected = session.imports.detect(source.path, encoding=source.encoding, sheet=source.sheet, stop=stop)
    return read_source(session, detected, entity=entity, stop=stop)


def read_source(session: Session, source: Source, *, entity: str = "", stop: Stop | None = None) -> Reading:
    """Read the beginning of a file and propose where its columns go; for the worker."""
    table = session.imports.open(source, stop=stop)
    return _read(session, source, table=table, mapping=session.imports.propose(table, entity))


def read_afresh(session: Session, source: Source, *, entity: str, stop: Stop | None = None) -> Reading:
    """The same, whatever was chosen for such a file before."""
    table = session.imports.open(source, stop=stop)
    return _read(session, source, table=table, mapping=session.imports.propose_afresh(table, entity))


def _read(session: Session, source: Source, *, table: Table, mapping: Mapping) -> Reading:
    fresh = session.imports.propose_afresh(table, mapping.entity)
    sample = tuple(tuple(row) for row in table.sample(_SAMPLE))
    return Reading(
        source,
        tuple(table.headers),
        sample,
        table.count,
        mapping,
        tuple(session.imports.targets(mapping.entity)),
        tuple(lines_of(table.headers, sample, whole=len(sample) < _SAMPLE)),
        notes=_notes(source, table, mapping=mapping),
        remembered=replace(mapping, notes=()) != replace(fresh, notes=()),
    )


def problems(session: Session, reading: Reading) -> dict[str, str]:
    """What stands against the mapping: a sentence per header; "" as header for the whole file."""
    found: dict[str, str] = {}
    try:
        session.imports.check(reading.mapping)
    except Invalid as refused:
        found.update(refused.fields)
    if not reading.mapping.fields:
        found[""] = _("No column goes anywhere yet: choose a field for at least one.")
    return found


def can_join(reading: Reading, header: str) -> bool:
    """Whether the column may be added behind the one that fills its field."""
    field = next((one for one in reading.targets if one.name == reading.mapping.fields.get(header)), None)
    return field is not None and field.name not in SEVERAL and field.kind.value in ("text", "long_text")


def can_append(reading: Reading, header: str) -> bool:
    """Whether what a column holds may be added to what a record has already."""
    field = next((one for one in reading.targets if one.name == reading.mapping.fields.get(header)), None)
    return field is not None and (field.name in SEVERAL or field.kind.value in ("long_text", "choices"))


def _notes(source: Source, table: Table, *, mapping: Mapping) -> tuple[str, ...]:
    notes: Sequence[str] = (*source.notes, *table.notes, *mapping.notes)
    return tuple(dict.fromkeys(notes))
