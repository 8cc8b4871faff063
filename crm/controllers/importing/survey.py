"""A file read through before its import: what its columns hold, and the questions that only a person can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crm.controllers.importing import evidence, values, vocabulary
from crm.controllers.importing.evidence import SHOWN, DateEvidence, Evidence, Samples
from crm.controllers.importing.links import owners
from crm.controllers.importing.preparing import Business
from crm.controllers.importing.values import Reading
from crm.controllers.importing.words import says_nothing
from crm.files.sheet import Stop, Stopped, Table
from crm.models import imports
from crm.models.fields import Choice, Field, Kind
from crm.models.imports import DATE_ORDER, DECIMAL, MOJIBAKE, NEW, WORD, ColumnSurvey, Question, Survey
from crm.storage.database import Database
from crm.utils import mojibake
from crm.utils.dates import ASK
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import fold, one_line, words

_TELL_EVERY = 1000
_MOST_WORDS = 200
_ASKED_WORDS = 1000
_LONGEST = 80


@dataclass
class _Words:
    """The words of a column of owners or choices that stand for nothing known: how often, and where first."""

    knows: Callable[[str], bool]
    several: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    samples: dict[str, Samples] = field(default_factory=dict)

    def look(self, row: int, cell: str) -> None:
        """Take one value in."""
        for word in (part.strip() for part in cell.split(";")) if self.several else (cell,):
            if says_nothing(word) or self.knows(word) or (word not in self.counts and len(self.counts) >= _MOST_WORDS):
                continue
            self.counts[word] = self.counts.get(word, 0) + 1
            samples = self.samples.setdefault(word, [])
            if len(samples) < SHOWN:
                samples.append((row, word))


@dataclass
class _Mojibake:
    """Text that was decoded wrongly: how much can be put right, how much not, and what that looks like."""

    mended: int = 0
    lost: int = 0
    samples: Samples = field(default_factory=list)

    def look(self, row: int, cell: str) -> None:
        """Take one value in."""
        if not mojibake.looks_broken(cell):
            return
        repaired = mojibake.repair(cell)
        self.mended += repaired != cell
        self.lost += not mojibake.restores(cell)
        if repaired != cell and len(self.samples) < SHOWN:
            self.samples.append((row, f"{one_line(cell, _LONGEST)} → {one_line(repaired, _LONGEST)}"))


@dataclass
class _Column:
    """What one column showed so far."""

    header: str
    filled: int = 0
    samples: Samples = field(default_factory=list)
    lookers: list[Evidence | _Words] = field(default_factory=list)

    def look(self, row: int, cell: str) -> None:
        """Take one value in."""
        self.filled += 1
        if len(self.samples) < SHOWN and cell not in [value for _row, value in self.samples]:
            self.samples.append((row, one_line(cell, _LONGEST)))
        for looker in self.lookers:
            looker.look(row, cell)


class Surveyor:
    """Surveys one file for one mapping."""

    def __init__(self, database: Database, mapping: imports.Mapping, *, business: Business) -> None:
        self._mapping = mapping
        self._fields = {one.name: one for one in business.targets(mapping.entity)}
        custom = business.by_name(mapping.entity)
        self._reading = Reading(business.country, owners=owners(database), custom=custom, words=mapping.values)
        self._users = [row["name"] for row in database.all("SELECT name FROM users WHERE active = 1 ORDER BY name")]
        self._knowers = vocabulary.knowers(database, mapping)
        self._words: dict[str, _Words] = {}
        self._mojibake = _Mojibake()

    def survey(self, table: Table, *, stop: Stop | None = None) -> Survey:
        """Read every row. Stopped when `stop` answers True."""
        found = evidence.columns(self._mapping, self._fields) if not self._mapping.exact else {}
        columns = [self._column(header, found) for header in table.headers]
        rows = 0
        for rows, (number, cells) in enumerate(table.rows(), 1):
            if rows % _TELL_EVERY == 0 and stop and stop():
                raise Stopped
            for column, cell in zip(columns, cells, strict=True):
                if cell and (text := cell.strip()):
                    column.look(number, text)
                    if not text.isascii():
                        self._mojibake.look(number, text)
        surveyed = tuple(ColumnSurvey(one.header, one.filled, tuple(one.samples)) for one in columns)
        return Survey(rows, surveyed, tuple(self._questions(found)))

    def _column(self, header: str, found: Mapping[str, Evidence]) -> _Column:
        column = _Column(header)
        target = self._fields.get(self._mapping.fields.get(header, ""))
        if header in found:
            column.lookers.append(found[header])
        knows = self._knows(target) if target else None
        if target and knows:
            self._words[header] = _Words(knows, target.kind == Kind.CHOICES)
            column.lookers.append(self._words[header])
        return column

    def _knows(self, target: Field) -> Callable[[str], bool] | None:
        """What tells whether a word of the field stands for something; None where no words are expected."""
        if target.name in self._knowers:
            return self._knowers[target.name]
        given = self._reading.words.get(target.name, {})
        name = target.name.rpartition(".")[2]
        if target.kind == Kind.USER:
            known = self._reading.owners
            return lambda word: known.get(fold(" ".join(word.split())), 0) > 0 or " ".join(words(word)) in given
        if name == "status":
            statuses = values.status_words(self._reading)
            return lambda word: " ".join(words(word)) in statuses
        if target.kind in (Kind.CHOICE, Kind.CHOICES) and name != "kind":
            return lambda word: bool(values.same_choice(word, target)) or " ".join(words(word)) in given
        return None

    # Questions

    def _questions(self, found: Mapping[str, Evidence]) -> Iterator[Question]:
        for header, one in found.items():
            column = next(own for own in self._mapping.columns if own.header == header)
            dated = isinstance(one, DateEvidence)
            if one.answer == ASK and not (column.date_order if dated else column.decimal):
                yield self._order_question(column, one) if dated else self._decimal_question(column, one)
        if self._mojibake.mended and not self._mapping.repair:
            yield self._mojibake_question()
        asked = 0
        for header, unknown in self._words.items():
            for word in sorted(unknown.counts, key=lambda one: -unknown.counts[one]):
                if asked < _ASKED_WORDS:
                    yield self._word_question(header, word)
                asked += 1

    def _order_question(self, column: imports.Column, found: Evidence) -> Question:
        text = _("Which number is the day in “{column}”?").format(column=column.header)
        options = (
            Choice("dmy", _("Day first (31/12/2026)")),
            Choice("mdy", _("Month first (12/31/2026)")),
            Choice("", _("Leave these dates empty")),
        )
        return Question(DATE_ORDER, column.header, column.field, text, options, tuple(found.samples), found.unclear)

    def _decimal_question(self, column: imports.Column, found: Evidence) -> Question:
        text = _("Which mark separates the decimals in “{column}”?").format(column=column.header)
        options = (
            Choice(",", _("The comma: 1.234 is one thousand two hundred and thirty-four")),
            Choice(".", _("The point: 1.234 is a little more than one")),
            Choice("", _("Leave these numbers empty")),
        )
        return Question(DECIMAL, column.header, column.field, text, options, tuple(found.samples), found.unclear)

    def _mojibake_question(self) -> Question:
        seen = self._mojibake
        text = ngettext(
            "{count} cell was decoded wrongly before it came into this file. Put it right?",
            "{count} cells were decoded wrongly before they came into this file. Put them right?",
            seen.mended,
        ).format(count=show_number(seen.mended))
        if seen.lost:
            more = ngettext(
                "{count} more lost letters for good and stays as it is.",
                "{count} more lost letters for good and stay as they are.",
                seen.lost,
            )
            text = f"{text} {more.format(count=show_number(seen.lost))}"
        options = (Choice("repair", _("Put it right")), Choice("", _("Leave it as it is")))
        return Question(MOJIBAKE, "", "", text, options, tuple(seen.samples), seen.mended)

    def _word_question(self, header: str, word: str) -> Question:
        name = self._mapping.fields[header]
        target, unknown = self._fields[name], self._words[header]
        sentence = _("“{word}” in “{column}” is nobody here. Who is it?")
        if target.kind != Kind.USER:
            sentence = _("“{word}” in “{column}” is none of the values of {field}. Which is it?")
        text = sentence.format(word=one_line(word, 60), column=header, field=translate(target.label))
        return Question(
            WORD,
            header,
            name,
            text,
            self._answers(target, word),
            tuple(unknown.samples[word]),
            unknown.counts[word],
            word,
        )

    def _answers(self, target: Field, word: str) -> tuple[Choice, ...]:
        """Leave it empty, one of the values there are, or make it."""
        if target.kind == Kind.USER:
            known = tuple(Choice(name, name) for name in self._users)
        else:
            known = tuple(Choice(choice.value, translate(choice.label)) for choice in target.choices)
            known = vocabulary.nearest_first(word, known)
        makes = target.kind == Kind.USER or target.is_custom or target.name.rpartition(".")[2] in vocabulary.MAKES
        new = (Choice(NEW, _("Create it")),) if makes else ()
        return (Choice("", _("Leave it empty")), *known, *new)
