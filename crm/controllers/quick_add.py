"""Activities typed as one phrase: what the phrase says, whom it names, and planning it. Words are phrases.py's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.activities import Activities
from crm.controllers.activity_series import ActivitySeries
from crm.controllers.contacts import Contacts
from crm.errors import Invalid
from crm.models.activities import TASK
from crm.models.quick_add import Named, Understood
from crm.utils import phrases
from crm.utils.dates import Clock, utc_clock
from crm.utils.i18n import N_, _
from crm.utils.phrases import LINKS
from crm.utils.text import fold

_WIDEST = 4  # words of a name
_STARTS = 4  # places where a name may begin
_LISTED = 6  # candidates
_LOOKED_AT = 40  # contacts found by words, before their names are compared


class QuickAdd(Controller):
    """From a phrase to an activity."""

    def __init__(self, context: Context, contacts: Contacts, *, activities: Activities, series: ActivitySeries) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._activities = activities
        self._series = series

    @reads("activities")
    def understand(self, text: str, *, clock: Clock = utc_clock) -> Understood:
        """What a phrase says. A contact whose whole name is there is meant, and its one open deal; a name that several
        have makes them candidates.
        """
        phrase = phrases.read(text, clock=clock)
        subject, found = self._who(phrase.subject.split(), named=bool(phrase.type))
        contact = found[0] if len(found) == 1 else None
        understood = Understood(phrase, phrase.type or TASK, subject, contact, () if contact else found)
        return self.about(understood) if contact else understood

    @reads("activities")
    def about(self, understood: Understood) -> Understood:
        """The same with the one open deal of its contact, when there is exactly one."""
        if understood.contact is None:
            return understood
        rows = self.database.all(
            "SELECT id, title AS name FROM opportunities WHERE status = 'open'"
            " AND (contact_id = :id OR company_id = :id) ORDER BY id LIMIT 2",
            id=understood.contact.id,
        )
        deal = Named(**rows[0]) if len(rows) == 1 else None
        return Understood(understood.phrase, understood.type, understood.subject, understood.contact, opportunity=deal)

    @writes("activities", N_("Plan {subject}"))
    def add(self, understood: Understood, about: Mapping[str, Any] | None = None) -> int:
        """Plan what was understood and return the id of the activity, or of the first one of a series.

        `about` holds what it is about, a contact_id or an opportunity_id; a contact that the phrase names itself comes
        before.
        Invalid when the phrase says nothing, or names a day that does not exist.
        """
        if understood.phrase.problem:
            raise Invalid({"phrase": understood.phrase.problem})
        if not (understood.subject or understood.contact or understood.phrase.type):
            raise Invalid({"phrase": _("Type what is to be done, for example “call Ana tomorrow 10:00”.")})
        values = understood.values() | dict(about or {})
        if understood.contact is not None:
            values["contact_id"] = understood.contact.id
        if not understood.rule:
            return self._activities.add(values)
        series_id = self._series.add(values, understood.rule)
        first = "SELECT min(id) FROM activities WHERE series_id = :id"
        return int(self.database.value(first, id=series_id))

    def _who(self, words: Sequence[str], *, named: bool) -> tuple[str, tuple[Named, ...]]:
        """The subject without the name, and who may be meant; a name of one word counts where a name may stand."""
        for first, last in _windows(len(words)):
            if last - first == 1 and not (first == 0 and named) and not _follows_link(words, first):
                continue
            found = self._called(words[first:last])
            if found:
                return _without(words, first, last=last), found
        return " ".join(words), ()

    def _called(self, words: Sequence[str]) -> tuple[Named, ...]:
        """The contacts whose name holds all these words as they are; those who are called nothing else alone."""
        wanted = [fold(word).strip(" .,;:") for word in words]
        if not all(word and any(mark.isalnum() for mark in word) for word in wanted):
            return ()
        rows = self._contacts.search(" ".join(words), limit=_LOOKED_AT)
        names = [(Named(row["id"], row["name"]), fold(row["name"]).replace(",", " ").split()) for row in rows]
        fitting = [(one, parts) for one, parts in names if set(wanted) <= set(parts)]
        exact = [one for one, parts in fitting if parts == wanted]
        return tuple(exact or [one for one, _parts in fitting])[:_LISTED]


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """Where a name may stand: the longest first, then the earliest."""
    for length in range(min(_WIDEST, count), 0, -1):
        for first in range(min(_STARTS, count - length + 1)):
            yield first, first + length


def _follows_link(words: Sequence[str], first: int) -> bool:
    return first > 0 and fold(words[first - 1]) in LINKS


def _without(words: Sequence[str], first: int, *, last: int) -> str:
    """The words around a name; the one that led to it goes too."""
    before = list(words[:first])
    if before and fold(before[-1]) in LINKS:
        before.pop()
    return " ".join([*before, *words[last:]])
