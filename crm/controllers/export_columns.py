"""Which columns an export has, and a contact as their values. No SQL, no files.

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
from typing import Any

from crm.controllers.contact_rows import MIRRORS
from crm.controllers.importing.headers import INVALID, LABEL_HEADER, OPTED_OUT, PRIMARY
from crm.models.contacts import CHANNEL_LABELS, FIELDS, KINDS, STATUSES, Channel, display_name
from crm.models.fields import Field, Kind
from crm.utils import dates, money
from crm.utils.i18n import N_, _, translate

ORDER = (
    "kind", "first_name", "last_name", "company", "job_title", "email", "phone", "mobile_phone", "website", "status",
    "owner", "source", "tags", "tax_id", "address", "postal_code", "city", "state", "country", "notes", "created_at",
    "external_source", "external_id",
)  # fmt: skip
_WORDS = {"kind": {one.value: one.label for one in KINDS}, "status": {one.value: one.label for one in STATUSES}}
_LABELS = {choice.value: choice.label for choice in CHANNEL_LABELS}
_TITLES = {one.name: one.label for one in FIELDS} | {"name": N_("Name"), "owner": N_("Owner")}
_FURTHER = {"email": "email", "mobile_phone": "phone", "website": "link"}
_MOMENTS = ("created_at", "updated_at", "last_interaction_at")
_FIRST_YEAR = 1900  # of the calendar of spreadsheets


@dataclass
class Person:
    """One contact while it is written: its row, and when they were asked for its channels and tags.

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


Cell = Callable[[Person], object]


@dataclass(frozen=True)
class Extent:
    """How far the channels of a file reach: kinds whose labels must be told, and the most further ones by kind."""

    labelled: frozenset[str] = frozenset()
    further: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of an export, and what it needs besides the contact's row; `plain` names a value taken as it is."""

    header: str
    cell: Cell
    needs: str = ""
    plain: str = ""


def columns(fields: Sequence[Field], chosen: Sequence[str] | None, *, extent: Extent, typed: bool) -> list[Column]:
    """The columns of an export: those chosen by field name, or every one; each with all addresses and numbers.

    `typed` asks for real dates and numbers (a workbook) instead of text.
    """
    custom = {one.name: one for one in fields if one.is_custom}
    found: list[Column] = []
    for name in _names(chosen, custom):
        if name in custom:
            found.append(Column(custom[name].label, _custom(custom[name], typed=typed)))
        elif name in MIRRORS:
            found += _channel_columns(name, extent, labelled=chosen is None)
        else:
            needs = "tags" if name == "tags" else ""
            as_it_is = name not in _WORDS and name not in ("name", "tags") and not (typed and name in _MOMENTS)
            header, cell = translate(_TITLES[name]), _plain(name, typed=typed)
            found.append(Column(header, cell, needs, name if as_it_is else ""))
    return found


def _names(chosen: Sequence[str] | None, custom: Mapping[str, Field]) -> list[str]:
    names = [*ORDER, *custom] if chosen is None else ["owner" if name == "assigned_to" else name for name in chosen]
    return list(dict.fromkeys(name for name in names if name in _TITLES or name in custom))


def _plain(name: str, *, typed: bool) -> Cell:
    if name == "name":
        return lambda person: display_name(person.row)
    if name == "tags":
        return lambda person: listed(person.tags, ",")
    if name in _WORDS:
        shown = {value: translate(label) for value, label in _WORDS[name].items()}
        return lambda person: shown.get(person.row[name], person.row[name])
    if name in _MOMENTS and typed:
        return lambda person: _local(person.row[name])
    return lambda person: person.row[name]


def _channel_columns(name: str, extent: Extent, *, labelled: bool) -> list[Column]:
    """The column of a plain field, its label when labels matter, and columns for the further channels of its kind."""
    kind = MIRRORS[name][0]
    header = translate(_TITLES[name])
    labelled = labelled and kind in extent.labelled
    found = [Column(header, _shown(name), "channels" if labelled else "")]
    if labelled:
        found.append(Column(_label_header(header), _label_of(name), "channels"))
    if name in _FURTHER:
        title = translate(_TITLES["phone"]) if kind == "phone" else header
        for place in range(extent.further.get(kind, 0)):
            found.append(Column(f"{title} {place + 2}", _further(kind, place), "channels"))
            if labelled:
                found.append(Column(_label_header(f"{title} {place + 2}"), _further_label(kind, place), "channels"))
    return found


def _label_header(header: str) -> str:
    return _(LABEL_HEADER).format(field=header)


def _shown(name: str) -> Cell:
    if MIRRORS[name][0] != "phone":
        return lambda person: person.row[name]
    return lambda person: written_phone(person.row[name])


def _label_of(name: str) -> Cell:
    def cell(person: Person) -> str:
        channel = person.plain.get(name)
        return _label_words(channel, first=name != "mobile_phone" or "phone" not in person.plain) if channel else ""

    return cell


def _further(kind: str, place: int) -> Cell:
    def cell(person: Person) -> str:
        others = person.further.get(kind, ())
        if place >= len(others):
            return ""
        return written_phone(others[place].value) if kind == "phone" else others[place].value

    return cell


def _further_label(kind: str, place: int) -> Cell:
    def cell(person: Person) -> str:
        others = person.further.get(kind, ())
        return _label_words(others[place], first=False) if place < len(others) else ""

    return cell


def _label_words(channel: Channel, *, first: bool) -> str:
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
    return ", ".join(translate(word) for word in (_LABELS.get(channel.label, channel.label), *flags) if word)


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


def _custom(target: Field, *, typed: bool) -> Cell:
    key, read = target.name.removeprefix("custom."), _custom_reader(target, typed=typed)

    def cell(person: Person) -> object:
        value = json.loads(person.row["custom"]).get(key) if person.row["custom"] != "{}" else None
        return "" if value is None else read(value)

    return cell


def _custom_reader(target: Field, *, typed: bool) -> Callable[[Any], object]:
    """How a stored value of a custom field is written."""
    readers: dict[Kind, Callable[[Any], object]] = {
        Kind.MONEY: lambda value: Decimal(value).scaleb(-money.decimals(target.currency)),
        Kind.YES_NO: lambda value: _("Yes") if value else _("No"),
        Kind.CHOICES: lambda value: listed(value, ";"),
        Kind.PHONE: written_phone,
    }
    if typed and target.kind == Kind.DATE:
        return date.fromisoformat
    return readers.get(target.kind, lambda value: value)


def _local(moment: str) -> object:
    """A kept moment as the local time a workbook shows; as it is kept before 1900 and in the calendar's last year."""
    if not moment:
        return ""
    here = dates.to_local(moment).replace(tzinfo=None)
    return here if _FIRST_YEAR <= here.year < MAXYEAR else moment
