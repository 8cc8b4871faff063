"""What an import is told: a mapping of columns to fields, rules, and answers to what the file does not tell.

What it answers stands in import_results.py. No SQL, no files.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import asdict, dataclass, replace
from dataclasses import field as empty
from typing import Any

from crm.models.fields import Choice
from crm.utils.i18n import N_
from crm.utils.text import words

CONTACTS, COMPANIES, INTERACTIONS = "contacts", "companies", "interactions"
OPPORTUNITIES, ACTIVITIES, PRODUCTS, USERS = "opportunities", "activities", "products", "users"
ENTITIES = (
    Choice(CONTACTS, N_("Contacts")),
    Choice(COMPANIES, N_("Companies")),
    Choice(OPPORTUNITIES, N_("Opportunities")),
    Choice(ACTIVITIES, N_("Activities")),
    Choice(INTERACTIONS, N_("Interactions")),
    Choice(PRODUCTS, N_("Products")),
    Choice(USERS, N_("Users")),
)
# Of these there are lists, in which those that an import added can be shown.
LISTED = (CONTACTS, COMPANIES, OPPORTUNITIES)
# The order in which the records of one row are written, so that each finds those it points at.
_WRITTEN = (USERS, PRODUCTS, COMPANIES, CONTACTS, OPPORTUNITIES, ACTIVITIES, INTERACTIONS)
FILL, UPDATE, SKIP, CREATE = "fill", "update", "skip", "create"
ON_MATCH = (
    Choice(FILL, N_("Fill empty fields only")),
    Choice(UPDATE, N_("Replace with what the file says")),
    Choice(SKIP, N_("Leave them as they are")),
    Choice(CREATE, N_("Add them again as new")),
)
MATCH_KEYS = (
    Choice("external_id", N_("ID in another program")),
    Choice("email", N_("E-mail")),
    Choice("phone", N_("Phone and name")),
    Choice("domain", N_("Web domain, of companies")),
    Choice("tax_id", N_("Tax ID")),
    Choice("name", N_("Name and company")),
)
MATCH_ON = tuple(key.value for key in MATCH_KEYS)
KEEP, REPLACE, APPEND = "keep", "replace", "append"
# What a column does to a record that is there already, over what is chosen for the whole file.
COLUMN_RULES = (
    Choice("", N_("As chosen for the file")),
    Choice(FILL, N_("Fill if empty")),
    Choice(KEEP, N_("Replace, keep if blank")),
    Choice(REPLACE, N_("Replace, blank clears")),
    Choice(APPEND, N_("Add to what is there")),
)
# What an import may create beside its records, when it is told to.
CREATABLE = (
    Choice("companies", N_("Companies that are not here yet")),
    Choice("contacts", N_("People that are not here yet")),
    Choice("owners", N_("Users that are not here yet")),
    Choice("products", N_("Products that are not here yet")),
    Choice("stages", N_("Pipelines and stages that are not here yet")),
    Choice("loss_reasons", N_("Loss reasons that are not here yet")),
    Choice("choices", N_("Choices that a field does not have yet")),
    Choice("fields", N_("Fields for the columns that are left out")),
)
# Fields of which a record has several: any number of columns may fill them.
SEVERAL = frozenset(("email", "phone", "mobile_phone", "website", "tags"))
ADDRESS = frozenset(("address", "postal_code", "city", "state", "country"))
ALONE, JOIN, ELSE = "", "join", "else"
NEW, LEAVE = "+", "leave"


@dataclass(frozen=True)
class Column:
    """One column of a file and the field it goes to; "" means that it is left out.

    A field of a second record in the same row has its entity before it: "companies.city". `label` is the label of the
    addresses or numbers it holds, `label_from` the header of a column that names it row by row. `combine` says what
    happens when an earlier column fills the same field: ALONE refuses, JOIN appends the text, ELSE is used only in rows
    where the earlier ones are empty (of an address: where the whole earlier address is). `rule` is one of COLUMN_RULES.
    `date_order` ("dmy", "mdy", "ymd") and `decimal` ("." or ",") answer for this column what its values do not tell;
    LEAVE leaves such values empty.
    """

    header: str
    field: str = ""
    label: str = ""
    label_from: str = ""
    combine: str = ALONE
    rule: str = ""
    date_order: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class Mapping:
    """How the columns of a file become records of `entity`.

    `source` names where external ids come from: ids of two sources are never compared. `values` maps a field's
    folded words to stored values, over the words the program knows: "" leaves such a word out, NEW creates it.
    `date_order` ("dmy", "mdy", "ymd") and `decimal` ("." or ",") say how to read what could be read in two ways.
    With `exact`, texts are taken letter for letter, outer spaces included. `create_missing` names what of CREATABLE
    is created. With `repair`, text that was decoded wrongly before it came into the file is put right. `notes` are
    sentences about what was decided.
    """

    entity: str
    columns: tuple[Column, ...]
    source: str = ""
    match: tuple[str, ...] = MATCH_ON
    values: Dictionary[str, Dictionary[str, str]] = empty(default_factory=dict)
    date_order: str = ""
    decimal: str = ""
    exact: bool = False
    create_missing: frozenset[str] = frozenset()
    repair: bool = False
    notes: tuple[str, ...] = ()

    @property
    def ignored(self) -> list[str]:
        """The headers of the columns that are left out."""
        used = {column.label_from for column in self.columns if column.field}
        return [column.header for column in self.columns if not column.field and column.header not in used]

    @property
    def fields(self) -> dict[str, str]:
        """Header -> field, of the columns that are taken."""
        return {column.header: column.field for column in self.columns if column.field}

    @property
    def parts(self) -> dict[str, Mapping]:
        """Entity -> its own columns, in the order in which records may point at each other."""
        columns: dict[str, list[Column]] = {self.entity: []}
        for column in self.columns:
            entity, name = split_field(column.field, self.entity)
            columns.setdefault(entity, []).append(replace(column, field=name))
        words: dict[str, dict[str, Dictionary[str, str]]] = {}
        for field, known in self.values.items():
            entity, name = split_field(field, self.entity)
            words.setdefault(entity, {})[name] = known
        return {
            entity: replace(self, entity=entity, columns=tuple(columns[entity]), values=words.get(entity, {}))
            for entity in _WRITTEN
            if entity in columns
        }

    def with_column(self, column: Column) -> Mapping:
        """The mapping with this column in the place of the one of the same header."""
        return replace(self, columns=tuple(column if old.header == column.header else old for old in self.columns))

    def with_field(self, header: str, field: str) -> Mapping:
        """The mapping with a column sent to another field, "" to leave it out."""
        return self.with_column(Column(header, field))

    def with_value(self, field: str, word: str, *, value: str) -> Mapping:
        """The mapping with a word of a field standing for a stored value; "" leaves it out, NEW creates it."""
        known = dict(self.values.get(field, {})) | {" ".join(words(word)): value}
        return replace(self, values={**self.values, field: known})

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data, without the notes."""
        plain = asdict(self) | {"create_missing": sorted(self.create_missing)}
        del plain["notes"]
        return plain

    @classmethod
    def from_plain(cls, plain: Dictionary[str, Any]) -> Mapping:
        """The mapping that `to_plain` wrote."""
        return cls(
            **{
                **plain,
                "columns": tuple(Column(**column) for column in plain["columns"]),
                "match": tuple(plain["match"]),
                "create_missing": frozenset(plain["create_missing"]),
            }
        )


def fields_of(entity: str) -> str:
    """Whose own fields the records of a file have; "" where a business adds none."""
    return CONTACTS if entity == COMPANIES else entity if entity in LISTED else ""


def split_field(field: str, main: str) -> tuple[str, str]:
    """("companies", "city") of "companies.city"; a field of the file's own entity has nothing before it."""
    entity, _dot, name = field.partition(".")
    return (entity, name) if entity in {one.value for one in ENTITIES} else (main, field)


@dataclass(frozen=True)
class SavedMapping:
    """A mapping kept under a name; `fits` says that it was made for the same set of headers."""

    id: int
    name: str
    mapping: Mapping
    fits: bool


DATE_ORDER, DECIMAL, MOJIBAKE, WORD = "date_order", "decimal", "mojibake", "word"


@dataclass(frozen=True)
class Question:
    """Something that a file does not tell and nobody may guess.

    `kind` is DATE_ORDER, DECIMAL, MOJIBAKE or WORD (`word` is one that stands for nothing known). `text` is the
    question, `options` its answers with translated labels: "" leaves those values empty, or the text as it is.
    `samples` are three (row, value), of mojibake with what the value would become; `count` is the number of values
    concerned. Before what `must` be answered nobody should import.
    """

    kind: str
    header: str
    field: str
    text: str
    options: tuple[Choice, ...]
    samples: tuple[tuple[int, str], ...]
    count: int
    word: str = ""

    @property
    def must(self) -> bool:
        """Whether values are lost without an answer that only a person knows."""
        return self.kind in (DATE_ORDER, DECIMAL)


@dataclass(frozen=True)
class ColumnSurvey:
    """What one column of a file holds: how many cells are filled, and the first different ones as (row, value)."""

    header: str
    filled: int
    samples: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Survey:
    """What reading a file once through shows, before anything is imported."""

    rows: int
    columns: tuple[ColumnSurvey, ...]
    questions: tuple[Question, ...]


def answered(mapping: Mapping, question: Question, *, answer: str) -> Mapping:
    """The mapping with a question answered; the answer is the value of one of its options."""
    if question.kind == MOJIBAKE:
        return replace(mapping, repair=bool(answer))
    if question.kind == WORD:
        return mapping.with_value(question.field, question.word, value=answer)
    column = next(one for one in mapping.columns if one.header == question.header)
    given = answer or LEAVE
    if question.kind == DATE_ORDER:
        return mapping.with_column(replace(column, date_order=given))
    return mapping.with_column(replace(column, decimal=given))
