"""One cell of a file read into a record: names, addresses, numbers, words, custom fields. No SQL, no columns.

Each reader puts what it understood into the record and raises ValueError, with a plain sentence, for what it did not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from crm.controllers.checking import clean_value
from crm.controllers.contact_rows import MIRRORS
from crm.controllers.importing import headers
from crm.controllers.importing.evidence import Way
from crm.controllers.importing.newcomers import Newcomers
from crm.controllers.importing.records import Record, host
from crm.controllers.importing.words import CHOICE_WORDS, KIND_WORDS, NO_WORDS, STATUS_WORDS, YES_WORDS
from crm.models.contacts import COMPANY, PERSON, STATUSES, Channel
from crm.models.fields import Field, Kind
from crm.models.imports import NEW
from crm.utils import dates, emails, money, phones
from crm.utils.i18n import _, translate
from crm.utils.text import digits, fold, one_line, words

_PARTS = re.compile(r"\s*(?:;|:::|\||\n)\s*")
_LOOSE_PARTS = re.compile(r"[\s,;|]+|:::")
_TAG_PARTS = re.compile(r"\s*(?:;|,|:::|\||\n)\s*")
_PHONE_PARTS = re.compile(r"\s*(?:;|:::|\||\n|/| y | o | or )\s*")
_GIVEN_TEXT = (
    "jose maria luis juan carlos antonio manuel angel jesus miguel pedro pablo javier fernando alberto ana"
    " isabel carmen rosa teresa pilar luisa elena cristina lucia jorge david daniel andres eduardo enrique"
    " francisco rafael ramon"
)
_GIVEN = frozenset(_GIVEN_TEXT.split())

_LONGEST_TAG = 100
_YEAR_FIRST = re.compile(r"\d{4}[-/.]")
_SERIAL = re.compile(r"([2-6]\d{4})(\.\d*)?")
_SECONDS = 86_400
_DAY_SHARE = re.compile(r"0[.,](\d+)")
# A time of day; a spreadsheet may put its first day before one.
_CLOCK = re.compile(
    r"(?:(?:1899-12-3[01]|1900-01-0[01])[ T])?"
    r"(\d{1,2}(?:[:.]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:h|hs|hrs)?\.?|\s*h\s*(?:\d\d)?)?\s*(?:[ap]\.?\s?m\.?)?)",
    re.IGNORECASE | re.ASCII,
)
_POINT = re.compile(r"(?<=^\d)\.(?=\d)|(?<=^\d\d)\.(?=\d)")

Place = tuple[int, str]  # the row and the header of a cell


@dataclass(frozen=True)
class Reading:
    """How values are read: default region of phones, users by folded name, custom fields, the mapping's own words.

    A name that several users have stands for 0. `way` says by header how dates and numbers are written. `newcomers`
    creates users and choices that are not here yet; without it nothing is created. `unknown_owner` is called with every
    name that is no user and with the place of its cell.
    """

    region: str
    owners: Mapping[str, int] = field(default_factory=dict)
    custom: Mapping[str, Field] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    way: Callable[[str], Way] = lambda _header: Way()
    newcomers: Newcomers | None = None
    unknown_owner: Callable[[str, Place], None] = lambda _name, _place: None


class Mark(NamedTuple):
    """What stands beside an address or number: its label, and the flags that our own export writes."""

    label: str = ""
    flags: frozenset[str] = frozenset()


@lru_cache(maxsize=512)
def marked(label: str) -> Mark:
    """A label alone."""
    return Mark(label)


def read_email(record: Record, text: str, *, mark: Mark) -> None:
    """One or several e-mail addresses in one cell."""
    kept, problem = emails.check(text)
    if not problem and text.count("@") == 1:
        record.add_channel(_channel("email", kept, mark=mark))
        return
    problems = []
    for part in _addresses(text):
        kept, problem = emails.check(part)
        problems += [problem] if problem else []
        if not problem:
            record.add_channel(_channel("email", kept, mark=mark))
    if problems:
        raise ValueError(" ".join(problems))


def _addresses(text: str) -> list[str]:
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 1 or text.count("@") < 2:
        return parts
    return [part for part in _LOOSE_PARTS.split(text) if part]


def read_phone(record: Record, text: str, *, mark: Mark, region: str) -> None:
    """One or several phone numbers in one cell; a number that is not valid anywhere is kept as it was typed."""
    usual = phones.usual(text, region=region)
    if usual:  # without any of the marks that may stand between two numbers
        record.add_channel(_channel("phone", usual, mark=mark))
        return
    problems = []
    for part in _numbers(text):
        kept, problem = phones.check(part, region=region)
        problems += [problem] if problem else []
        if not problem:
            record.add_channel(_channel("phone", kept, mark=mark))
    if problems:
        raise ValueError(" ".join(problems))


def _numbers(text: str) -> list[str]:
    if not _PHONE_PARTS.search(text):
        return [text]
    parts = [part for part in _PHONE_PARTS.split(text) if part]
    return parts if len(parts) > 1 and all(len(digits(part)) > 5 for part in parts) else [text]


def read_link(record: Record, text: str, *, mark: Mark, exact: bool) -> None:
    """One or several web addresses in one cell."""
    for part in [text] if exact else re.split(r"\s*(?::::|\n)\s*", text):
        if part.strip():
            record.add_channel(_channel("link", part, mark=mark))


def _channel(kind: str, value: str, *, mark: Mark) -> Channel:
    label, flags = mark
    if not flags:
        return Channel(kind, value, label)
    on = (flag in flags for flag in (headers.PRIMARY, headers.OPTED_OUT, headers.INVALID))
    return Channel(kind, value, label, *on)


def default_label(record: Record, field_name: str) -> str:
    """The label of an address nobody labelled: the form's for the first of its kind, "other" for the next ones."""
    kind, label = MIRRORS[field_name]
    return "other" if label == "work" and record.has(kind) else label


@lru_cache(maxsize=512)
def read_label(cell: str) -> Mark:
    """The label in a cell that names one, and the flags our own export writes beside it."""
    known = headers.own_label_words()
    found = [known.get(headers.plain(part), "") for part in cell.split(",")]
    if not all(found):
        return Mark(headers.label_of(cell))
    flags = {headers.PRIMARY, headers.OPTED_OUT, headers.INVALID}
    return Mark(next((one for one in found if one not in flags), ""), frozenset(found) & flags)


def split_name(text: str) -> tuple[str, str]:
    """(first name, last name) of a whole name: "García Pérez, Ana" and "María José García" are known."""
    last, comma, first = text.partition(",")
    if comma and first.strip() and last.strip() and "," not in first:
        return first.strip(), last.strip()
    parts = text.split()
    count = 1
    if len(parts) > 2 and fold(parts[1]) in _GIVEN and fold(parts[0]) in _GIVEN:
        count = 2
    elif len(parts) > 3 and fold(parts[0]) == "maria" and fold(parts[1]) in ("del", "de"):
        count = 4 if fold(parts[2]) in ("los", "las", "la") and len(parts) > 4 else 3
    return " ".join(parts[:count]), " ".join(parts[count:])


class Holder(Protocol):
    """What has tags, their names by folded name, and values of fields of the business, by key."""

    tags: dict[str, str]
    custom: dict[str, Any]


def read_tags(record: Holder, text: str, *, exact: bool) -> None:
    """Tags between commas, semicolons or Google's ":::"; groups that Google keeps for itself are left out."""
    for part in _quoted(text, ",") if exact or '"' in text else _TAG_PARTS.split(text):
        folded = " ".join(fold(part).split())
        if len(part) > _LONGEST_TAG:
            raise ValueError(_("A tag's name may have at most 100 letters."))
        if folded and (exact or not part.startswith("* ")):
            record.tags.setdefault(folded, part.strip())


def read_domain(record: Record, text: str) -> None:
    """The web domain of a company."""
    record.domain = host(text)
    if not record.domain:
        raise ValueError(_("“{text}” is not a web domain. Write it like example.com.").format(text=one_line(text, 40)))


def status_words(reading: Reading) -> dict[str, str]:
    """Folded words -> status: everybody's, those of the language in use, and the mapping's own before them."""
    shown = {" ".join(words(translate(choice.label))): choice.value for choice in STATUSES}
    return STATUS_WORDS | shown | dict(reading.words.get("status", {}))


def read_status(record: Record, text: str, *, known: Mapping[str, str]) -> None:
    """A status in any words that are known; the one a file says first stays."""
    status = known.get(" ".join(words(text)))
    if status == "":
        return
    if not status:
        names = ", ".join(translate(choice.label) for choice in STATUSES)
        raise ValueError(
            _("“{text}” is no status here. The statuses are: {names}.").format(text=one_line(text, 40), names=names)
        )
    record.values.setdefault("status", status)


@lru_cache(maxsize=256)
def kind_of(text: str, header: str = "") -> str:
    """The kind a word names; "" when it names none. Yes and no answer a header that names a kind: "Is a company"."""
    word = " ".join(words(text))
    asked = next((KIND_WORDS[one] for one in words(header) if one in KIND_WORDS), "")
    if not asked or word not in YES_WORDS | NO_WORDS:
        return KIND_WORDS.get(word, "")
    return asked if word in YES_WORDS else PERSON if asked == COMPANY else COMPANY


def read_kind(record: Record, text: str, *, header: str) -> None:
    """Whether a row is a person or a company."""
    kind = kind_of(text, header)
    if not kind:
        raise ValueError(_("“{text}” is neither a person nor a company.").format(text=one_line(text, 40)))
    record.values["kind"] = kind


def read_owner(record: Record, text: str, *, header: str, reading: Reading) -> None:
    """A user, by name or e-mail; nobody is invented."""
    user_id = owner_of(text, reading, place=(record.row, header))
    if user_id:
        record.values["assigned_to"] = user_id


def owner_of(text: str, reading: Reading, *, place: Place) -> int:
    """The id of the user that a cell names; 0 for nobody, which `unknown_owner` hears.

    ValueError for a name that several users have.
    """
    given = reading.words.get("owner", {}).get(" ".join(words(text)))
    name = text if given in (None, NEW) else str(given)
    user_id = reading.owners.get(fold(" ".join(name.split())), 0)
    if user_id or given == "":
        return user_id
    if fold(" ".join(name.split())) in reading.owners:
        sentence = _("Several users are called {name}. It has no owner now: write the e-mail of the one that is meant.")
        raise ValueError(sentence.format(name=one_line(name, 40)))
    if reading.newcomers and (given == NEW or reading.newcomers.makes("owners")):
        return reading.newcomers.owner(text)
    reading.unknown_owner(text, place)
    return 0


def field_reader(target: Field, header: str, *, reading: Reading) -> Callable[[str], Any]:
    """What reads a cell of a column for a field by its kind; ValueError for what is none of its values.

    "" stands for a word that the mapping leaves out.
    """
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.NUMBER: lambda text: money.parse_number(text, _decimal(text, header, reading=reading)),
        Kind.MONEY: lambda text: money.parse(
            text, currency=target.currency, decimal=_decimal(text, header, reading=reading)
        ),
        Kind.DATE: lambda text: _day(text, _order(text, header, reading=reading)),
        Kind.MOMENT: lambda text: read_moment(text, header, reading=reading),
        Kind.YES_NO: _yes_no,
    }
    if target.kind == Kind.CHOICE:
        return lambda text: _choice(text, target, reading=reading)
    read = readers.get(target.kind, str)
    return lambda text: clean_value(read(text), target, region=reading.region)


def _decimal(text: str, header: str, *, reading: Reading) -> str:
    """The decimal mark of a column, asked for only by numbers that have a mark."""
    return "" if text.isdecimal() else reading.way(header).decimal


def read_money(text: str, header: str, *, currency: str, reading: Reading) -> int:
    """An amount in minor units, its decimal mark as the column has it."""
    return money.parse(text, currency=currency, decimal=_decimal(text, header, reading=reading))


def _order(text: str, header: str, *, reading: Reading) -> str:
    """The order of dates in a column, asked for only by dates that do not begin with the year."""
    return "" if _YEAR_FIRST.match(text) else reading.way(header).order


def read_moment(text: str, header: str, *, reading: Reading) -> str:
    """A moment, or a day's first moment; a bare number of five figures is a spreadsheet's day."""
    return _moment(text, _order(text, header, reading=reading))


@lru_cache(maxsize=4096)
def _moment(text: str, order: str) -> str:
    serial = _SERIAL.fullmatch(text)
    return dates.to_moment(_serial_moment(serial) if serial else text, order=order)


def _serial_moment(serial: re.Match[str]) -> str:
    """The day and time of a spreadsheet's count of days; the fraction is the time of day, to the second."""
    seconds = min(round(float(serial[2] or 0) * _SECONDS), _SECONDS - 1) if serial[2] not in (None, ".") else 0
    return f"{_serial_day(serial[1])} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def at_time(moment: str, text: str) -> str:
    """A day's first moment, moved to a time of day such as "10:30", "9.30" or "4 pm".

    A moment that tells its time already stays. ValueError for what is no time of day.
    """
    here = dates.to_local(moment)
    if here.time() != time():
        return moment
    share, clock = _DAY_SHARE.fullmatch(text), _CLOCK.fullmatch(text.strip())
    if share:
        seconds = min(round(float(f"0.{share[1]}") * _SECONDS), _SECONDS - 1)
        return dates.to_moment(f"{here.date()} {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}")
    if not clock:
        raise ValueError(_("“{text}” is not a time of day. The day was kept.").format(text=one_line(text, 40)))
    told = f"{clock[1]}:00" if clock[1].isdecimal() else _POINT.sub(":", clock[1])
    return dates.to_moment(f"{here.date()} {told}")


def _day(text: str, order: str) -> str:
    serial = _SERIAL.fullmatch(text)
    return _serial_day(serial[1]) if serial else dates.parse_day(text, order=order)


def _serial_day(days: str) -> str:
    """The day that a spreadsheet keeps as a count of days since 1899-12-30."""
    return (date(1899, 12, 30) + timedelta(days=int(days))).isoformat()


def _quoted(text: str, separator: str) -> list[str]:
    """The words of a cell; a word that holds a separator stands in quotes, as our own export writes it."""
    if '"' in text:
        return [part for row in csv.reader([text], delimiter=separator, skipinitialspace=True) for part in row]
    return [part.strip() for part in text.replace("\n", separator).split(separator)]


def _yes_no(text: str) -> int:
    word = " ".join(words(text))
    if word in YES_WORDS or word in NO_WORDS:
        return int(word in YES_WORDS)
    raise ValueError(_("“{text}” is neither yes nor no.").format(text=one_line(text, 40)))


def read_choices(record: Holder, text: str, *, target: Field, reading: Reading) -> None:
    """Several choices of a field of the business in one cell; those that are known stay when another one is not."""
    found: dict[str, None] = {}
    problems = []
    for part in filter(None, _quoted(text, ";")):
        try:
            found[_choice(part, target, reading=reading)] = None
        except ValueError as problem:
            problems.append(str(problem))
    if any(found):
        record.custom[target.name.removeprefix("custom.")] = [one for one in found if one]
    if problems:
        raise ValueError(" ".join(problems))


def _choice(text: str, target: Field, *, reading: Reading) -> str:
    given = reading.words.get(target.name, {}).get(" ".join(words(text)))
    if given == "":
        return ""
    found = given if given not in (None, NEW) else same_choice(text, target)
    newcomers = reading.newcomers
    if not found and newcomers and (given == NEW or (given is None and newcomers.makes("choices"))):
        found = newcomers.choice(target, text.strip())
    if not found:
        raise ValueError(
            _("“{text}” is none of the choices: {choices}.").format(
                text=one_line(text, 40), choices=", ".join(translate(choice.label) for choice in target.choices)
            )
        )
    return found


def same_choice(text: str, target: Field) -> str:
    """The value of the choice that is written like this, or whose label is, or that a usual word stands for."""
    if any(choice.value == text for choice in target.choices):
        return text
    folded = fold(text.strip())
    shown = (choice.value for choice in target.choices if folded in (fold(choice.value), fold(translate(choice.label))))
    usual = CHOICE_WORDS.get(target.name.rpartition(".")[2], {}).get(" ".join(words(text)), "")
    return next(shown, "") or (usual if any(choice.value == usual for choice in target.choices) else "")
