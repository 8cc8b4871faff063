"""List pages through the controller, every sort offered, first and last page, beside one raw page by an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks import raw
from benchmarks.figures import Figure, Line, median, side_by_side
from benchmarks.files import Files
from crm.controllers.contact_queries import SORTS
from crm.models.lists import ListQuery
from crm.session import Session

_RAW_PAGE = "SELECT * FROM contacts WHERE (sort_name, id) > (?, ?) ORDER BY sort_name, id LIMIT 50"


def measure(files: Files, count: int) -> Iterator[Line]:
    """First and last page of each sort, and the counts a list asks for."""
    session = files.session(count)
    plain = raw.connect(files.path(count))
    middle = plain.execute("SELECT sort_name, id FROM contacts ORDER BY sort_name LIMIT 1 OFFSET ?", (count // 2,))
    place = middle.fetchone()
    for sort in SORTS:
        yield from _sort(session, sort, floor=lambda: plain.execute(_RAW_PAGE, place).fetchall(), count=count)
    query = ListQuery()
    whole = median(lambda: session.contacts.ids(query))
    yield Figure(f"list {count:,} every id by name", whole, note="behind the first page")
    yield Figure(f"list {count:,} count to 1,000", median(lambda: session.contacts.count(query, cap=1000)), limit=5)
    plain.close()
    session.database.close()


def _sort(session: Session, sort: str, *, floor: Callable[[], object], count: int) -> Iterator[Line]:
    first_page = ListQuery(sort=sort)
    ours, raw_page = side_by_side(lambda: session.contacts.page(first_page), floor)
    yield Figure(f"list {count:,} by {sort}: first page", ours, raw_page, ratio=3)
    backwards = session.contacts.page(ListQuery(sort=sort, descending=True), limit=51)
    last, raw_last = side_by_side(lambda: session.contacts.page(first_page, after=backwards.next), floor)
    what = f"list {count:,} by {sort}: last page"
    yield Figure(what, last, raw_last, ratio=3, note=f"{last / ours:.2f}x of the first, 1.5x allowed")
