"""Finding contacts that are probably one: in the whole file, and beside what is being typed. Merges nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm.controllers.access import Context, Controller, reads
from crm.controllers.likeness import loading, lookups
from crm.controllers.likeness.blocking import Pace, candidates
from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.grouping import groups
from crm.controllers.likeness.people import Verdict
from crm.controllers.likeness.profiles import Profile, Reader, typed_profile
from crm.controllers.likeness.scoring import are_different, is_exact, judge, likeness, whole
from crm.controllers.settings import Settings
from crm.models.contacts import COMPANY, KINDS
from crm.models.duplicates import DEFAULT_SCORE, LEAST_SCORE, Group, Near, Pair, Progress, Stopped
from crm.utils.garbage import uncollected

_EVERY = 0.1  # seconds between two words about progress
# What is shown beside a form: from this score on, so many; names are counted among the newest contacts.
_NEAR, _MOST, _SAMPLE = 75, 5, 1500


class Duplicates(Controller):
    """Contacts that look alike. People are compared with people, companies with companies."""

    def __init__(self, context: Context, *, settings: Settings) -> None:
        super().__init__(context)
        self._settings = settings
        self._samples: dict[str, tuple[int, list[Profile]]] = {}

    @reads("contacts")
    def scan(self, *, minimum: int = DEFAULT_SCORE, progress: Progress = lambda _done: True) -> list[Group]:
        """Every group of contacts that are probably one, best first.

        `minimum` is the least score of a pair, LEAST_SCORE or more. Pairs called different people are left out, for
        ever. `progress` hears several times a second how much is done; when it answers False the scan raises Stopped.
        """
        pace = Pace(_Teller(progress))
        with uncollected():
            return self._groups(max(minimum, LEAST_SCORE), pace)

    def _groups(self, minimum: int, pace: Pace) -> list[Group]:
        pace.stage(0.0, 0.2)
        apart = loading.different_pairs(self.database)
        everybody = loading.everybody(self.database, pace)
        found: list[Group] = []
        for number, kind in enumerate(KINDS):
            pace.stage(0.2 + 0.4 * number, 0.6 + 0.4 * number)
            own = [one for one in everybody if one.kind == kind.value]
            found += _Search(own, apart, pace=pace).groups(minimum)
        return sorted(found, key=lambda group: (-group.score, group.ids))

    @reads("contacts")
    def near(self, values: Mapping[str, Any], *, exclude: int = 0) -> list[Near]:
        """The stored contacts that what is being typed could be, best first, at most five.

        `values` are those `contacts.add` takes, with `channels` among them when there are more; nothing in them needs
        to be right yet. `exclude` is the contact that is being edited, with whoever was called different from it.
        """
        typed = typed_profile(values, region=str(self._settings.get("country", "ES")))
        ids = [one for one in lookups.ids_near(self.database, typed) if one != exclude]
        apart = loading.different_from(self.database, exclude) if exclude else set()
        stored = [one for one in loading.some(self.database, ids, reader=Reader()) if one.kind == typed.kind]
        crowd = self._crowd(typed.kind, stored)
        found = [(one, judge(typed, one, crowd=crowd, least=_NEAR)) for one in stored if one.id not in apart]
        likely = sorted((pair for pair in found if whole(pair[1].score) >= _NEAR), key=_best_first)
        return [_near(one, verdict) for one, verdict in likely[:_MOST]]

    def _crowd(self, kind: str, stored: Sequence[Profile]) -> Crowd:
        """How common names are, told from a sample that is taken once, and who of the contacts found shares what."""
        newest = int(self.database.value("SELECT max(id) FROM contacts") or 0)
        known = self._samples.get(kind)
        if known is None or newest > 2 * known[0] or newest < known[0]:
            known = self._samples[kind] = (newest, loading.newest(self.database, kind, limit=_SAMPLE))
        crowd = Crowd(known[1], total=newest)
        crowd.note_holders(stored)
        return crowd


def _best_first(found: tuple[Profile, Verdict]) -> tuple[float, int]:
    return (-found[1].score, found[0].id)


def _near(one: Profile, verdict: Verdict) -> Near:
    details = (one.company.shown if one.company and one.kind != COMPANY else "", one.city, *one.emails, *one.phones)
    detail = next(filter(None, details), "")
    name = one.name or next(iter(one.emails + one.phones), "") or detail
    return Near(one.id, name, detail if detail != name else "", likeness(verdict), is_exact(verdict))


class _Teller:
    """Tells how much is done, not too often, and stops the work when nobody wants it any more."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told = 0.0

    def __call__(self, done: float) -> None:
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            if not self._progress(done):
                raise Stopped


class _Search:
    """One kind of contacts being compared."""

    def __init__(self, profiles: Sequence[Profile], apart: set[tuple[int, int]], *, pace: Pace) -> None:
        self._profiles = profiles
        self._apart = apart
        self._pace = pace
        self._crowd = Crowd(profiles)
        self._by_id = {one.id: one for one in profiles}

    def groups(self, minimum: int) -> list[Group]:
        return groups(list(self._pairs(minimum)), self._are_different)

    def _pairs(self, minimum: int) -> Iterator[Pair]:
        for one, other in candidates(self._profiles, self._crowd, pace=self._pace):
            verdict = judge(one, other, crowd=self._crowd, least=minimum - 0.5)
            if whole(verdict.score) >= minimum and (one.id, other.id) not in self._apart:
                yield Pair(one.id, other.id, likeness(verdict))

    def _are_different(self, one: int, other: int, *, joined: int) -> bool:
        if (min(one, other), max(one, other)) in self._apart:
            return True
        return are_different(judge(self._by_id[one], self._by_id[other], crowd=self._crowd), joined=joined)
