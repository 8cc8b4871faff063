"""Keeping one CalDAV calendar and the activities of its user alike: new, changed, removed on either side.

Each step is a transaction of its own or one request, and can be taken again: a link with its UID stands before an event
is sent. What both sides changed differently waits as a conflict (calendar_conflicts.py); nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from crm.controllers import calendar_series
from crm.controllers.calendar_content import as_sent, compare, content, joined
from crm.controllers.calendar_import import known_targets
from crm.controllers.calendar_links import Link, Links, agreed_on
from crm.controllers.calendar_placing import SERIES, Owner, Placing, Target, problem_of
from crm.errors import Invalid, Unavailable
from crm.files.calendar_expanding import last_day
from crm.files.calendar_patching import patched
from crm.files.calendar_reading import by_uid, read_text
from crm.files.calendar_writing import write_text
from crm.models.calendars import OutsideCalendar, SyncReading
from crm.models.events import Event
from crm.network.caldav_server import CalDavServer, Item, Overtaken
from crm.storage.changelog import Author, to_json
from crm.storage.database import Database
from crm.utils import dates
from crm.utils.i18n import N_, _

LABEL = N_("Keep the calendar {calendar} alike")
_BACK = 30  # days: what was planned earlier is not sent, what was over earlier is not taken
_MANY = 10  # from so many events on, most of them gone at once is no wish but an accident
Stop = Callable[[], bool]


@dataclass(frozen=True)
class _Remote:
    """An event as it stands on the server now."""

    item: Item
    group: tuple[Event, ...]

    @property
    def uid(self) -> str:
        """Its name on both sides."""
        return self.group[0].uid


class Sync:
    """One calendar being kept alike; `author` is who changes activities in the name of the server."""

    def __init__(self, database: Database, calendar: OutsideCalendar, *, server: CalDavServer, author: Author) -> None:
        self._database = database
        self._calendar = calendar
        self._server = server
        self._author = author
        self._links = Links(database, calendar.id)
        self._owner = Owner(calendar.user_id)
        self._remote: dict[str, _Remote] = {}
        self._counts = dict.fromkeys(
            ("added_here", "changed_here", "removed_here", "added_there", "changed_there", "removed_there"), 0
        )
        self._skipped: list[str] = []
        self._since = (date.fromisoformat(dates.today()) - timedelta(days=_BACK)).isoformat()

    def run(self, stop: Stop = lambda: False) -> SyncReading:
        """Bring both sides in step. Unavailable when the server fails: what was done stays done, the rest waits."""
        listing = self._server.listing()
        with self._writing():
            self._links.follow()
        links = self._links.all()
        self._require_likely(links, listing)
        by_href = {link.href: link for link in links if link.href}
        self._read([href for href, etag in listing.items() if self._is_news(by_href.get(href), etag)])
        for work in self._steps(links, listing):
            if stop():
                break
            work()
        waiting = "SELECT count(*) FROM calendar_links WHERE calendar_id = :id AND conflict_at <> ''"
        conflicts = int(self._database.value(waiting, id=self._calendar.id))
        return SyncReading(**self._counts, conflicts=conflicts, skipped=tuple(self._skipped))

    def _steps(self, links: Sequence[Link], listing: dict[str, str]) -> Iterator[Callable[[], None]]:
        """Everything that is to be done, one event after the other."""
        by_uid_here = {link.uid: link for link in links}
        by_href = {link.href: link for link in links if link.href}
        for href, remote in list(self._remote.items()):
            link = by_href.get(href) or by_uid_here.get(remote.uid)
            yield partial(self._meet, link, remote) if link else partial(self._take, remote)
        for link in links:
            if link.href not in listing and link.href not in self._remote and link.uid not in self._uids():
                yield partial(self._gone_there, link)
        for link in self._links.all():
            yield partial(self._send, link)
        for target, uid in list(self._links.unlinked(self._calendar.user_id, since=self._since)):
            yield partial(self._send_new, target, uid)

    # Reading the server

    def _read(self, hrefs: Sequence[str]) -> None:
        for item in self._server.fetch(hrefs):
            remote = self._understood(item)
            if remote:
                self._remote[item.href] = remote

    def _understood(self, item: Item) -> _Remote | None:
        read = read_text(item.text)
        groups = list(by_uid(read.events).values()) if read else []
        if read:
            self._skipped += [f"{one.name}: {one.reason}" for one in read.skipped]
        return _Remote(item, tuple(groups[0])) if groups else None

    def _is_news(self, link: Link | None, etag: str) -> bool:
        return link is None or link.etag != etag or not link.agreed

    def _uids(self) -> set[str]:
        return {remote.uid for remote in self._remote.values()}

    def _require_likely(self, links: Sequence[Link], listing: dict[str, str]) -> None:
        """A calendar that lost most of its events at once was emptied by accident, or is another one."""
        there = [link for link in links if link.etag]
        gone = [link for link in there if link.href not in listing]
        if len(there) >= _MANY and len(gone) > len(there) // 2:
            sentence = _(
                "{name} has lost most of its events at once. Nothing was removed here. If that is meant, remove the"
                " calendar here and add it again."
            )
            raise Unavailable(sentence.format(name=self._calendar.name))

    # What came from there

    def _take(self, remote: _Remote) -> None:
        """A new event of the server."""
        main = remote.group[0]
        last = last_day(remote.group)
        if main.cancelled or main.replaces is not None or (last and last < self._since):
            return
        try:
            with self._writing():
                known = known_targets(self._database, {remote.uid}).get(remote.uid)
                target = known or self._placing(remote.group).add(remote.group)[0]
                link = self._links.add(remote.uid, remote.item.href, target=target)
                if known is None:
                    self._agree(link, remote, target=target)
                    self._counts["added_here"] += 1
        except Invalid as problem:
            self._skipped.append(f"{main.title or remote.uid}: {problem_of(problem)}")
            return
        if known is not None:
            self._meet(link, remote)

    def _meet(self, link: Link, remote: _Remote) -> None:
        """An event that both sides know, and that changed there since they agreed, or perhaps did not."""
        ours_now = self._links.events(link)
        theirs = content(remote.group)
        if remote.group[0].cancelled:
            self._gone_there(replace(link, href=remote.item.href))
            return
        agreed = link.agreed or agreed_on(theirs, theirs, todo=remote.group[0].todo)
        if not ours_now:
            self._back(link, remote, changed=theirs != agreed["theirs"])
            return
        ours = content(ours_now)
        if not link.agreed and as_sent(ours_now) == theirs:
            agreed = agreed_on(ours, theirs, todo=remote.group[0].todo)
        found = compare(agreed, ours, theirs=theirs)
        with self._writing():
            if found.disputed:
                self._links.note(link, etag=remote.item.etag, href=remote.item.href, theirs=to_json(theirs),
                                 agreed=agreed, conflict_at=link.conflict_at or dates.now())  # fmt: skip
                return
            target = link.target
            if found.there and target:
                group = joined(remote.group, ours, keep=found.here)
                target, changed = self._placing(remote.group).update(target, group)
                self._links.point(link, target)
                self._counts["changed_here"] += changed
            self._agree(link, remote, target=target, pending={name: agreed["ours"].get(name) for name in found.here})

    def _back(self, link: Link, remote: _Remote, *, changed: bool) -> None:
        """Removed here: what changed there since comes back, the rest goes there too."""
        if not changed:
            self._remove_there(replace(link, href=remote.item.href, etag=remote.item.etag))
            return
        with self._writing():
            target = self._placing(remote.group).add(remote.group)[0]
            self._links.point(link, target)
            self._agree(link, remote, target=target)
            self._counts["added_here"] += 1

    def _gone_there(self, link: Link) -> None:
        """Removed there: what changed here since is sent anew, the rest goes here too; what is done stays."""
        ours_now, target = self._links.events(link), link.target
        if target is None or not ours_now:
            with self._writing():
                self._links.forget(link)
            return
        if not link.agreed:  # a first sending that never arrived
            self._put(link, write_text(ours_now), etag="")
            return
        if content(ours_now) != link.agreed["ours"]:
            href = self._server.place_of(link.uid)
            with self._writing():
                self._links.note(link, etag="", href=href, agreed={}, conflict_at="", theirs="")
            self._put(replace(link, href=href), write_text(ours_now), etag="")
            return
        with self._writing():
            self._links.forget(link)
            if target.kind == SERIES or not ours_now[0].completed_at:
                calendar_series.drop(self._database, target.id, repeats=target.kind == SERIES)
                self._counts["removed_here"] += 1

    # What goes there

    def _send(self, stale: Link) -> None:
        """A link whose side here changed since."""
        link = self._links.get(stale.id)
        if link is None or not link.agreed or not link.href:
            return
        ours_now = self._links.events(link)
        if not ours_now:
            if link.conflict_at:  # nothing is in dispute any more, and it changed there
                self._bring_back(link)
            elif link.etag:
                self._remove_there(link)
            return
        if link.conflict_at:
            return
        if content(ours_now) == link.agreed["ours"]:
            return
        found = self._remote.get(link.href)
        if found is None:
            self._read([link.href])
            found = self._remote.get(link.href)
        if found and found.item.etag == link.etag:
            self._put(link, patched(found.item.text, ours_now), etag=link.etag)

    def _send_new(self, target: Target, uid: str) -> None:
        ours_now = self._links.events_of(target, uid)
        if not ours_now:
            return
        with self._writing():
            link = self._links.add(uid, self._server.place_of(uid), target=target)
        self._put(link, write_text(ours_now), etag="")

    def _put(self, link: Link, text: str, *, etag: str) -> None:
        """Send an event; when something else stands there, that is met first and the rest waits for the next time."""
        try:
            new = self._server.put(link.href, text, etag=etag)
        except Overtaken:
            self._read([link.href])
            found = self._remote.get(link.href)
            if found:
                self._meet(link, found)
            return
        ours = content(self._links.events(link))
        read = read_text(text)
        groups = list(by_uid(read.events).values()) if read else []
        theirs = content(groups[0]) if groups else ours
        with self._writing():
            todo = bool(groups and groups[0][0].todo)
            self._links.note(link, etag=new or self._etag_of(link.href), agreed=agreed_on(ours, theirs, todo=todo))
        self._counts["changed_there" if etag else "added_there"] += 1

    def _remove_there(self, link: Link) -> None:
        try:
            self._server.delete(link.href, etag=link.etag)
        except Overtaken:
            self._bring_back(link)
            return
        with self._writing():
            self._links.forget(link)
        self._counts["removed_there"] += 1

    def _bring_back(self, link: Link) -> None:
        """Take what stands there again of an event that was removed here."""
        self._read([link.href])
        found = self._remote.get(link.href)
        if found:
            self._back(link, found, changed=True)

    # Parts

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._database.transaction(self._author, LABEL, bulk=True, calendar=self._calendar.name):
            yield

    def _placing(self, group: Sequence[Event]) -> Placing:
        return Placing(self._database, group, owner=self._owner)

    def _agree(
        self, link: Link, remote: _Remote, *, target: Target | None, pending: dict[str, Any] | None = None
    ) -> None:
        """Both sides are alike now, save for the fields `pending`, whose older words stand until they are sent."""
        ours = content(self._links.events_of(target, link.uid, todo=remote.group[0].todo)) if target else {}
        for name, before in (pending or {}).items():
            ours.pop(name, None)
            if before is not None:
                ours[name] = before
        agreed = agreed_on(ours, content(remote.group), todo=remote.group[0].todo)
        self._links.note(link, href=remote.item.href, etag=remote.item.etag, agreed=agreed, conflict_at="", theirs="")

    def _etag_of(self, href: str) -> str:
        return next((item.etag for item in self._server.fetch([href])), "")
