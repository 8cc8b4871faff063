"""Contacts read for an export, a page of ids at a time, so that a million take no more memory than a page.

What the cells are is columns.py's; nothing is written here.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from crm.controllers.contact_rows import MIRRORS
from crm.controllers.exporting.columns import CHANNELS, OWNER, TAGS, Column, Extent, Person, listed
from crm.models.contacts import Channel
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among, in_order_of, joined
from crm.utils.text import fold

Progress = Callable[[int], bool]
_PAGE = 2000
_STRETCH = 200_000  # contacts whose channels are looked at before asking again whether to go on
_MIRRORS = tuple(MIRRORS)


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised among the rows, so that the file that was there before stays."""


class Pages:
    """The contacts of `ids`, in their order; those removed meanwhile are left out. `progress` answers False to stop."""

    def __init__(self, database: Database, ids: array[int], *, progress: Progress) -> None:
        self._database = database
        self._ids = ids
        self._progress = progress
        self._tags = _TagTexts(database)

    def cells(self, chosen: Sequence[Column]) -> Iterator[Sequence[object]]:
        """The cells of each contact's columns."""
        tags = [place for place, one in enumerate(chosen) if one.needs == TAGS]
        readers = [self._owners().__getitem__ if one.needs == OWNER else one.read for one in chosen]
        reading = [(place, read) for place, read in enumerate(readers) if read]
        reaching = [(place, one.reach) for place, one in enumerate(chosen) if one.needs == CHANNELS]
        shown = [f"c.{name}" for name in _MIRRORS] if reaching else []
        sources = ", ".join([*(one.source for one in chosen), *shown, "c.id"])
        query = f"SELECT {sources} FROM {in_order_of('ids')} JOIN contacts c ON c.id = wanted.id ORDER BY wanted.place"
        width = len(chosen)
        for wanted in self._wanted():
            channels = self._channels(wanted) if reaching else {}
            worn = dict(self._database.execute(_TAGS, {"ids": wanted}).fetchall()) if tags else {}
            for row in self._database.execute(query, {"ids": wanted}):
                cells = list(row[:width])
                for place, read in reading:
                    cells[place] = read(cells[place])
                for place in tags:
                    cells[place] = self._tags[worn.get(row[-1], "")]
                if reaching:
                    person = Person(dict(zip(_MIRRORS, row[width:-1], strict=True)), channels.get(row[-1], ()))
                    person.sort_channels()
                    for place, reach in reaching:
                        cells[place] = reach(person)
                yield cells

    def people(self) -> Iterator[Person]:
        """Each contact whole: its row with `owner`, its channels and the names of its tags."""
        for wanted in self._wanted():
            channels = self._channels(wanted)
            worn = dict(self._database.execute(_TAGS, {"ids": wanted}).fetchall())
            for row in self._database.all(_ROWS, ids=wanted):
                tags = self._tags.names(worn.get(row["id"], ""))
                yield Person(row, channels.get(row["id"], ()), tags)

    def extent(self) -> Extent:
        """Which kinds of channels have labels of their own in this file, and how many further ones there are."""
        further: dict[str, int] = {}
        labels = self._database.all(_LABELS)
        odd = {row["kind"] for row in labels if row["flags"] or row["label"] not in _USUAL[row["kind"]]}
        last = self._database.value("SELECT coalesce(max(contact_id), 0) FROM contact_channels")
        for first in range(0, last + 1, _STRETCH):
            self._tell(0)
            stretch = {"first": first, "last": first + _STRETCH - 1}
            most = self._database.one(_MOST, **stretch) or {}
            further |= {kind: max(most[kind] or 0, further.get(kind, 0)) for kind in _USUAL}
            odd |= {"phone"} if most["shown_mobile"] else set()
        reaching = {kind: count for kind, count in further.items() if count > 0}
        documents = self._database.value("SELECT 1 FROM documents WHERE contact_id IS NOT NULL LIMIT 1")
        return Extent(frozenset(odd | reaching.keys()), reaching, bool(documents))

    def _wanted(self) -> Iterator[str]:
        for start in range(0, len(self._ids), _PAGE):
            self._tell(start)
            yield to_json(self._ids[start : start + _PAGE].tolist())
        self._tell(len(self._ids))

    def _owners(self) -> dict[int | None, str]:
        """User -> name; nobody has none."""
        return {None: ""} | {row["id"]: row["name"] for row in self._database.all("SELECT id, name FROM users")}

    def _tell(self, done: int) -> None:
        if not self._progress(done):
            raise Cancelled

    def _channels(self, wanted: str) -> dict[int, list[Channel]]:
        rows = self._database.execute(_CHANNELS, {"ids": wanted})
        return {
            contact_id: [
                Channel(kind, value, label, bool(primary), bool(opted_out), bool(invalid))
                for _id, kind, value, label, primary, opted_out, invalid in group
            ]
            for contact_id, group in groupby(rows, key=lambda row: int(row[0]))
        }


class _TagTexts(dict[str, str]):
    """Ids of tags with commas between -> their names as one cell; contacts wear the same few sets again and again."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._names = {str(row["id"]): row["name"] for row in database.all("SELECT id, name FROM tags")}

    def __missing__(self, together: str) -> str:
        self[together] = listed(self.names(together), ",")
        return self[together]

    def names(self, together: str) -> list[str]:
        """The names in their order."""
        return sorted((self._names[tag] for tag in together.split(",") if tag in self._names), key=fold)


# The labels of channels that are typed into the plain fields.
_USUAL = {"email": ("work",), "phone": ("work", "mobile"), "link": ("",)}
_ROWS = (
    "SELECT c.*, coalesce((SELECT name FROM users u WHERE u.id = c.assigned_to), '') AS owner"
    f" FROM {in_order_of('ids')} JOIN contacts c ON c.id = wanted.id ORDER BY wanted.place"
)
_CHANNELS = (
    "SELECT contact_id, kind, value, label, is_primary, opted_out, invalid FROM contact_channels"
    f" WHERE {among('contact_id', 'ids')} ORDER BY contact_id, position, id"
)
_TAGS = (
    f"SELECT contact_id, {joined('tag_id')} FROM contact_tags WHERE {among('contact_id', 'ids')} GROUP BY contact_id"
)
_LABELS = "SELECT DISTINCT kind, label, opted_out + invalid AS flags FROM contact_channels"
_MOST = (
    "SELECT max(emails) - 1 AS email, max(links) - 1 AS link,"
    " max(phones - CASE WHEN mobiles > 0 THEN 1 ELSE 0 END - CASE WHEN phones > mobiles THEN 1 ELSE 0 END) AS phone,"
    " max(CASE WHEN phones > mobiles THEN shown_mobile ELSE 0 END) AS shown_mobile FROM ("
    " SELECT sum(CASE WHEN kind = 'email' THEN 1 ELSE 0 END) AS emails,"
    " sum(CASE WHEN kind = 'link' THEN 1 ELSE 0 END) AS links,"
    " sum(CASE WHEN kind = 'phone' THEN 1 ELSE 0 END) AS phones,"
    " sum(CASE WHEN kind = 'phone' AND label = 'mobile' THEN 1 ELSE 0 END) AS mobiles,"
    " max(CASE WHEN kind = 'phone' AND label = 'mobile' THEN is_primary ELSE 0 END) AS shown_mobile"
    " FROM contact_channels WHERE contact_id BETWEEN :first AND :last GROUP BY contact_id) counted"
)
