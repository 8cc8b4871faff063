"""Events that both sides of a kept-alike calendar changed: what is in dispute, and deciding it field by field.

For inside a running write where it writes; checks no rights and asks no server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from crm.controllers.calendar_content import LABELS, compare, content, events_of, joined, label, told
from crm.controllers.calendar_links import Link, Links, agreed_on
from crm.controllers.calendar_placing import Owner, Placing
from crm.errors import Invalid, NotFound
from crm.models.calendars import Dispute, OutsideCalendar, SyncConflict
from crm.storage.database import Database
from crm.utils.i18n import _

MINE, THEIRS = "mine", "theirs"


def waiting(database: Database, calendar: OutsideCalendar) -> list[SyncConflict]:
    """The conflicts of a calendar, the oldest first."""
    links = Links(database, calendar.id)
    found = [link for link in links.all() if link.conflict_at and link.target]
    return [_conflict(links, link, calendar=calendar) for link in sorted(found, key=lambda one: one.conflict_at)]


def resolve(database: Database, calendar: OutsideCalendar, *, link_id: int, choices: Mapping[str, str]) -> str:
    """Decide a conflict and return what the event is called: `choices` say "mine" or "theirs" for each disputed field.

    What only one side changed is kept from that side. Ours are sent at the next reading. NotFound when it is settled.
    """
    links = Links(database, calendar.id)
    link = links.get(link_id)
    if link is None or not link.conflict_at or link.target is None:
        raise NotFound(_("This conflict is settled already."))
    ours, theirs = content(links.events(link)), json.loads(link.theirs)
    found = compare(link.agreed, ours, theirs=theirs)
    _require_all(found.disputed, choices)
    mine = (found.here - found.disputed) | {name for name in found.disputed if choices[name] == MINE}
    group = joined(events_of(theirs, link.uid), ours, keep=frozenset(mine))
    target, _changed = Placing(database, group, owner=Owner(calendar.user_id)).update(link.target, group)
    links.point(link, target)
    after = content(links.events_of(target, link.uid, todo=bool(link.agreed.get("todo"))))
    for name in mine:  # to be sent: as far as both agree, it is as it is there
        after.pop(name, None)
        if name in theirs:
            after[name] = theirs[name]
    agreed = agreed_on(after, theirs, todo=bool(link.agreed.get("todo")))
    links.note(link, agreed=agreed, theirs="", conflict_at="")
    return str(ours.get("title") or theirs.get("title") or _("Without a title"))


def _require_all(disputed: frozenset[str], choices: Mapping[str, str]) -> None:
    open_ones = [name for name in LABELS if name in disputed and choices.get(name) not in (MINE, THEIRS)]
    if open_ones:
        sentence = _("Decide for each field: {fields}.")
        fields = ", ".join(label(name) for name in open_ones)
        raise Invalid(dict.fromkeys(open_ones, sentence.format(fields=fields)))


def _conflict(links: Links, link: Link, *, calendar: OutsideCalendar) -> SyncConflict:
    ours, theirs = content(links.events(link)), json.loads(link.theirs)
    found = compare(link.agreed, ours, theirs=theirs)
    disputes = [
        Dispute(name, label(name), told(ours, name), told(theirs, name), told(link.agreed["ours"], name))
        for name in LABELS
        if name in found.disputed
    ]
    title = str(ours.get("title") or theirs.get("title") or _("Without a title"))
    return SyncConflict(link.id, calendar.id, calendar.name, title, link.conflict_at, tuple(disputes),
                        link.activity_id, link.series_id)  # fmt: skip
