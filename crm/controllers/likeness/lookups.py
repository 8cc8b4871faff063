"""Finding by indexes the few stored contacts that what is being typed could be. Compares nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crm.controllers.likeness.names import other_names
from crm.controllers.likeness.profiles import Profile
from crm.models.contacts import COMPANY
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import tax_ids
from crm.utils.phones import search_digits
from crm.utils.text import words

_BY_NORMAL = f"SELECT contact_id FROM contact_channels WHERE {among('normal', 'values')} AND kind = :kind LIMIT :limit"
_BY_TAG = (
    "SELECT contact_id FROM contact_channels WHERE normal >= :low AND normal < :high AND kind = 'email' LIMIT :limit"
)
_BY_TAX_ID = f"SELECT id FROM contacts WHERE tax_id <> '' AND {among('tax_id', 'values')} LIMIT :limit"
_BY_NAME = f"SELECT id FROM contacts WHERE {among('sort_name', 'values')} AND kind = :kind LIMIT :limit"
_BY_BEGINNING = (
    "SELECT id FROM contacts WHERE kind = :kind AND sort_name >= :low AND sort_name < :high"
    " ORDER BY sort_name, id LIMIT :limit"
)
_BY_COMPANY = (
    "SELECT id FROM contact_search WHERE company = :company AND name >= :low AND name < :high"
    " ORDER BY name, id LIMIT :limit"
)
_LAST = "\U0010ffff"
_MOST = 40
_LEAST_LETTERS = 3


def ids_near(database: Database, typed: Profile) -> list[int]:
    """The contacts that share an address, a number or a tax ID with what is typed, or have a name like it."""
    found: dict[int, None] = {}
    for ids in (_by_channels(database, typed), _by_tax_id(database, typed), _by_name(database, typed)):
        found.update(dict.fromkeys(ids))
    return list(found)


def _by_channels(database: Database, typed: Profile) -> Iterator[int]:
    addresses = sorted({*typed.emails, *typed.boxes})
    if addresses:
        yield from database.ids(_BY_NORMAL, values=to_json(addresses), kind="email", limit=_MOST)
    for box in typed.boxes:
        name, _at, _domain = box.partition("@")
        yield from database.ids(_BY_TAG, low=f"{name}+", high=f"{name},", limit=_MOST)
    if typed.phones:
        yield from database.ids(_BY_NORMAL, values=to_json(list(typed.phones)), kind="phone", limit=_MOST)
    for number in typed.phones:
        yield from _search(database, search_digits(number).split(" ")[0], limit=_MOST)
    if typed.kind == COMPANY:
        for domain in typed.domains:
            yield from database.ids(_BY_NORMAL, values=to_json([domain]), kind="link", limit=_MOST)


def _by_tax_id(database: Database, typed: Profile) -> Iterable[int]:
    written = tax_ids.spellings(typed.tax_id)
    return database.ids(_BY_TAX_ID, values=to_json(written), limit=_MOST) if written else ()


def _by_name(database: Database, typed: Profile) -> Iterator[int]:
    parts = [" ".join(words(typed.name)), typed.name.casefold()]
    if len("".join(parts[0].split())) < _LEAST_LETTERS and typed.known and typed.known[0].isascii():
        return
    names = list(dict.fromkeys([*parts, *_spellings(typed)]))
    yield from database.ids(_BY_NAME, values=to_json(names), kind=typed.kind, limit=3 * _MOST)
    for name in names:
        yield from database.ids(_BY_BEGINNING, kind=typed.kind, low=name, high=name + _LAST, limit=_MOST)
    for beginning in _beginnings(typed):
        yield from _search(database, beginning, limit=_MOST)
    if typed.company and typed.kind != COMPANY and typed.known:
        company, first = " ".join(typed.company.shown.casefold().split()), typed.words[0][:1]
        for name in {company, " ".join(words(typed.company.shown))}:
            yield from database.ids(_BY_COMPANY, company=name, low=first, high=first + _LAST, limit=3 * _MOST)


def _spellings(typed: Profile) -> Iterator[str]:
    """The name as others may have stored it: turned round, without the last surname, with a nickname, without form."""
    if typed.company and typed.kind == COMPANY:
        yield " ".join(typed.company.words)
        yield " ".join(typed.company.bare)
        return
    first, last = list(typed.first.words), list(typed.last.words)
    if first and last:
        yield " ".join(last + first)
        for end in range(1, len(last)):
            yield " ".join(first + last[:end])
        if len(first) > 1:
            yield " ".join(first[:1] + last)
        for other in other_names(first[0]):
            yield " ".join([other, *first[1:], *last])


def _beginnings(typed: Profile) -> Iterator[str]:
    """Beginnings of words that a name with a slip of the pen still has, to be found in any order."""
    if typed.kind == COMPANY:
        if typed.company:
            yield " ".join(word[:4] for word in typed.company.bare)
        return
    first, last = typed.first.words[:1], typed.last.words[:1]
    if first and last:
        yield f"{first[0][:1]} {last[0]}"
        yield f"{first[0]} {last[0][:2]}"
        yield f"{first[0][:3]} {last[0][:3]}"


def _search(database: Database, text: str, *, limit: int) -> Iterable[int]:
    return database.search.find(database.connection, text, limit=limit) if text else ()
