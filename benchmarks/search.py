"""Search as you type: ten kinds of query, each beside its own SQL run raw, and a check that nothing is missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import raw
from benchmarks.figures import Figure, Line, side_by_side
from benchmarks.files import Files
from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils import phones, text

QUERIES = {
    "rare name": "wisniewsk",
    "common name": "maria",
    "one letter": "a",
    "two letters": "ga",
    "two words": "jose gar",
    "word in notes": "presupuesto",
    "infix": "rnand",
    "phone digits": "6123",
    "e-mail part": "@solar",
    "accents": "Ordóñez",
    "miss": "zzqxv",
}
_LIMITS = {100_000: 10.0, 1_000_000: 70.0}


def measure(files: Files, count: int) -> Iterator[Line]:
    """Each kind of query on a file of `count` contacts."""
    session = files.session(count)
    plain = raw.connect(files.path(count))
    for kind, typed in QUERIES.items():
        statements = raw.recorded(session, lambda typed=typed: session.contacts.search(typed))
        ours, floor = side_by_side(lambda typed=typed: session.contacts.search(typed), raw.again(plain, statements))
        found = len(session.contacts.search(typed))
        what = f"search {count:,} {kind}: {typed}"
        yield Figure(what, ours, floor, ratio=1.5, limit=_LIMITS.get(count), note=f"{found} rows")
    plain.close()
    session.database.close()


@dataclass(frozen=True)
class _Folded:
    """One contact as a scan sees it."""

    id: int
    fields: tuple[str, ...]
    words: tuple[str, ...]


def completeness(files: Files, count: int) -> Iterator[Line]:
    """How many rows that a scan of everything finds the search leaves out, over all kinds of query."""
    session = files.session(count)
    everything = list(_everything(session))
    for kind, typed in QUERIES.items():
        wanted = {one.id for one in everything if _fits(one, typed)}
        found = set(session.contacts.ids(ListQuery(typed)))
        what = f"complete {count:,} {kind}: {typed}"
        yield Figure(what, len(wanted - found), limit=0, unit="rows", note=f"missed of {len(wanted):,}")
    session.database.close()


def _everything(session: Session) -> Iterator[_Folded]:
    channels: dict[int, list[str]] = {}
    for row in session.database.all("SELECT contact_id, kind, value FROM contact_channels WHERE kind <> 'link'"):
        value = phones.search_digits(row["value"]) if row["kind"] == "phone" else text.fold(row["value"])
        channels.setdefault(row["contact_id"], []).append(value)
    for row in session.database.all("SELECT id, first_name, last_name, company, notes FROM contacts"):
        name = f"{row['first_name']} {row['last_name']}".strip()
        fields = (text.fold(name), text.fold(row["company"]), *channels.get(row["id"], ()))
        yield _Folded(row["id"], fields, tuple(text.words(row["notes"])))


def _fits(one: _Folded, typed: str) -> bool:
    terms = text.fold(typed).split()
    if all(any(term in field for field in one.fields) for term in terms):
        return True
    begins: Callable[[str], bool] = lambda term: any(word.startswith(term) for word in one.words)  # noqa: E731
    return all(begins(term) for term in terms)
