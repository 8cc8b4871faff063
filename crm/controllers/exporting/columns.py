"""Which columns an export has, and how each gets its cell from what is stored. Runs no SQL, writes no files.

Headers are those the import recognises as this program's own, so that what goes out comes in again unchanged.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from crm.controllers.contact_rows import MIRRORS
from crm.controllers.importing.headers import INVALID, LABEL_HEADER, OPTED_OUT, PRIMARY
from crm.models.contacts import CHANNEL_LABELS, FIELDS, KINDS, STATUSES, Channel
from crm.models.fields import Field, Kind
from crm.models.segments import SEGMENT
from crm.storage.sqlite import joined
from crm.utils import dates, money
from crm.utils.i18n import N_, _, translate

ORDER = (
    "kind", "first_name", "last_name", "company", "job_title", "birthday", "email", "phone", "mobile_phone",
    "website", "status", "owner", "source", "tags", "tax_id", "address", "postal_code", "city", "state", "country",
    "notes", "created_at", "external_source", "external_id",
)  # fmt: skip
CHANNELS, TAGS, OWNER = "channels", "tags", "owner"
_WORDS = {
    name: {one.value: one.label for one in choices}
    for name, choices in (("kind", KINDS), ("status", STATUSES), (SEGMENT.name, SEGMENT.choices))
}
_LABELS = {choice.value: choice.label for choice in CHANNEL_LABELS}
DOCUMENTS = "documents"  # their names; a column of files that have any
_TITLES = {one.name: one.label for one in FIELDS} | {
    "name": N_("Name"), "owner": N_("Owner"), DOCUMENTS: N_("Documents"), SEGMENT.name: SEGMENT.label,
    "last_won_on": N_("Last purchase"), "won_count": N_("Purchases"),
}  # fmt: skip
_FURTHER = {"email": "email", "mobile_phone": "phone", "website": "link"}
_DAYS = ("birthday", "last_won_on")
_MOMENTS = ("created_at", "updated_at", "last_interaction_at")
_FIRST_YEAR = 1900  # of the calendar of spreadsheets
_FULL_NAME = "trim(c.first_name || ' ' || c.last_name)"
_SOURCES = {
    "name": (
        f"CASE WHEN c.kind = 'company' THEN c.company WHEN {_FULL_NAME} <> '' THEN {_FULL_NAME}"
        " WHEN c.email <> '' THEN c.email WHEN c.phone <> '' THEN c.phone"
        " WHEN c.mobile_phone <> '' THEN c.mobile_phone ELSE c.company END"
    ),
    # As `written_phone` writes them.
    "phone": "CASE WHEN c.phone LIKE '+%' THEN replace(c.phone, ';ext=', ' x') ELSE c.phone END",
    "mobile_phone": (
        "CASE WHEN c.mobile_phone LIKE '+%' THEN replace(c.mobile_phone, ';ext=', ' x') ELSE c.mobile_phone END"
    ),
    SEGMENT.name: "coalesce((SELECT g.segment FROM contact_segments g WHERE g.id = c.id), '')",
    "last_won_on": "coalesce((SELECT g.last_won_on FROM contact_segments g WHERE g.id = c.id), '')",
    "won_count": "coalesce((SELECT g.won_count FROM contact_segments g WHERE g.id = c.id), 0)",
    DOCUMENTS: (f"coalesce((SELECT {joined('d.name', '; ')} FROM documents d WHERE d.contact_id = c.id), '')"),
}


@dataclass
class Person:
    """One contact while it is written: columns of its row, its channels and tags.

    `plain` are the channels its plain fields show, by field; `further` the other ones, by kind.
    """

    row: Mapping[str, Any]
    channels: Sequence[Channel] = ()
    tags: Sequence[str] = ()
    plain: dict[str, Channel] = field(default_factory=dict)
    further: dict[str, list[Channel]] = field(default_factory=dict)

    def sort_channels(self) -> None:
        """Tell the channels that plain fields show from the further ones."""
        for name, (kind, _label) in MIRRORS.items():
            mobile = name == "mobile_phone"
            for channel in self.channels:
                fits = channel.kind == kind and (kind != "phone" or (channel.label == "mobile") == mobile)
                if fits and channel.value == self.row[name]:
                    self.plain[name] = channel
                    break
        taken = {id(channel) for channel in self.plain.values()}
        for channel in self.channels:
            if id(channel) not in taken:
                self.further.setdefault(channel.kind, []).append(channel)


@dataclass(frozen=True)
class Extent:
    """How far the channels of a file reach: kinds whose labels must be told, and the most further ones by kind.

    `documents` says that contacts have some.
    """

    labelled: frozenset[str] = frozenset()
    further: Mapping[str, int] = field(default_factory=dict)
    documents: bool = False


@dataclass(frozen=True)
class Column:
    """One column of an export. `source` is the expression on contacts `c` whose value is the cell.

    `read` makes the cell of that value. A column that needs CHANNELS gets its cell from `reach` instead, one that needs
    TAGS holds them as `listed` writes them, and the source of one that needs OWNER is a user's id.
    """

    header: str
    source: str = "''"
    read: Callable[[Any], object] | None = None
    needs: str = ""
    reach: Callable[[Person], str] = lambda _person: ""


def columns(fields: Sequence[Field], chosen: Sequence[str] | None, *, extent: Extent, typed: bool) -> list[Column]:
    """The columns of an export: those chosen by field name, or every one; each with all addresses and numbers.

    `typed` asks for real dates and numbers (a workbook) instead of text.
    """
    custom = {one.name: one for one in fields if one.is_custom}
    found: list[Column] = []
    for name in _names(chosen, custom, documents=extent.documents):
        if name in custom:
            found.append(Column(custom[name].label, "c.custom", _custom(custom[name], typed=typed)))
        elif name in MIRRORS:
            found += _channel_columns(name, extent, labelled=chosen is None)
        elif name == "tags":
            found.append(Column(translate(_TITLES[name]), needs=TAGS))
        elif name == "owner":
            found.append(Column(translate(_TITLES[name]), "c.assigned_to", needs=OWNER))
        else:
            found.append(Column(translate(_TITLES[name]), _SOURCES.get(name, f"c.{name}"), _reader(name, typed=typed)))
    return found


def _names(chosen: Sequence[str] | None, custom: Mapping[str, Field], *, documents: bool) -> list[str]:
    every = [*ORDER, *custom, *([DOCUMENTS] if documents else [])]
    names = every if chosen is None else ["owner" if name == "assigned_to" else name for name in chosen]
    return list(dict.fromkeys(name for name in names if name in _TITLES or name in custom))


def _reader(name: str, *, typed: bool) -> Callable[[Any], object] | None:
    if name in _WORDS:
        return _Words({value: translate(label) for value, label in _WORDS[name].items()}).__getitem__
    if typed and name in _DAYS:
        return _day
    return local_moment if typed and name in _MOMENTS else None


def _day(kept: str) -> object:
    """A kept day as a workbook shows it; as it is kept before 1900, where the calendar of spreadsheets begins."""
    if not kept or int(kept[:4]) < _FIRST_YEAR:
        return kept
    return date.fromisoformat(kept)


class _Words(dict[str, str]):
    """The words of stored values; a value without a word stands for itself."""

    def __missing__(self, value: str) -> str:
        return value


def _channel_columns(name: str, extent: Extent, *, labelled: bool) -> list[Column]:
    """The column of a plain field, its label when labels matter, and columns for the further channels of its kind."""
    kind = MIRRORS[name][0]
    header = translate(_TITLES[name])
    labelled = labelled and kind in extent.labelled
    found = [Column(header, _SOURCES.get(name, f"c.{name}"))]
    if labelled:
        found.append(_reaching(_label_header(header), _label_of(name)))
    if name in _FURTHER:
        title = translate(_TITLES["phone"]) if kind == "phone" else header
        for place in range(extent.further.get(kind, 0)):
            found.append(_reaching(f"{title} {place + 2}", _further(kind, place)))
            if labelled:
                found.append(_reaching(_label_header(f"{title} {place + 2}"), _further_label(kind, place)))
    return found


def _reaching(header: str, reach: Callable[[Person], str]) -> Column:
    return Column(header, needs=CHANNELS, reach=reach)


def _label_header(header: str) -> str:
    return _(LABEL_HEADER).format(field=header)


def _label_of(name: str) -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        channel = person.plain.get(name)
        return label_words(channel, first=name != "mobile_phone" or "phone" not in person.plain) if channel else ""

    return cell


def _further(kind: str, place: int) -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        others = person.further.get(kind, ())
        if place >= len(others):
            return ""
        return written_phone(others[place].value) if kind == "phone" else others[place].value

    return cell


def _further_label(kind: str, place: int) -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        others = person.further.get(kind, ())
        return label_words(others[place], first=False) if place < len(others) else ""

    return cell


def label_words(channel: Channel, *, first: bool, say: Callable[[str], str] = translate) -> str:
    """A label and the flags beside it; the first channel of a kind is the primary one without saying so."""
    flags = [
        flag
        for flag, on in (
            (PRIMARY, channel.is_primary and not first),
            (OPTED_OUT, channel.opted_out),
            (INVALID, channel.invalid),
        )
        if on
    ]
    return ", ".join(say(word) for word in (_LABELS.get(channel.label, channel.label), *flags) if word)


def written_phone(kept: str) -> str:
    """A kept number in international form, as spreadsheets take it for text: "+18316052433 x72946"."""
    return kept.replace(";ext=", " x") if kept[:1] == "+" else kept


def listed(values: Sequence[str], separator: str) -> str:
    """Several words in one cell; a word that holds a separator stands in quotes."""
    if len(values) < 2 and not any(mark in value for value in values for mark in ',;|"\n:'):
        return values[0] if values else ""
    target = io.StringIO()
    special = any(mark in value for value in values for mark in ',;|"\n:')
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL if special else csv.QUOTE_MINIMAL)
    writer.writerow(values)
    text = target.getvalue().removesuffix("\r\n")
    return text if special else text.replace(separator, f"{separator} ")


def _custom(target: Field, *, typed: bool) -> Callable[[str], object]:
    key, read = target.name.removeprefix("custom."), custom_reader(target, typed=typed)

    def cell(custom: str) -> object:
        value = custom_values(custom).get(key) if custom != "{}" else None
        return "" if value is None else read(value)

    return cell


@lru_cache(maxsize=1)  # one after the other, the columns of a row ask for the same
def custom_values(custom: str) -> dict[str, Any]:
    """The values of a stored `custom`, by key; not to be changed."""
    values: dict[str, Any] = json.loads(custom)
    return values


def custom_reader(target: Field, *, typed: bool) -> Callable[[Any], object]:
    """How a stored value of a custom field is written."""
    words = {choice.value: translate(choice.label) for choice in target.choices}
    readers: dict[Kind, Callable[[Any], object]] = {
        Kind.MONEY: lambda value: Decimal(value).scaleb(-money.decimals(target.currency)),
        Kind.YES_NO: lambda value: _("Yes") if value else _("No"),
        Kind.CHOICE: lambda value: words.get(value, value),
        Kind.CHOICES: lambda value: listed([words.get(one, one) for one in value], ";"),
        Kind.PHONE: written_phone,
    }
    if typed and target.kind == Kind.DATE:
        return date.fromisoformat
    return readers.get(target.kind, lambda value: value)


def local_moment(moment: str) -> object:
    """A kept moment as the local time a workbook shows; as it is kept before 1900 and in the calendar's last year."""
    if not moment:
        return ""
    here = dates.to_local(moment).replace(tzinfo=None)
    return here if _FIRST_YEAR <= here.year < MAXYEAR else moment
