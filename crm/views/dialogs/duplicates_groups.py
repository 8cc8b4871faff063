"""What a scan for duplicates found and what became of it: the groups at a score, less what was decided. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm.models.duplicates import Group, Pair


@dataclass
class Decision:
    """What was done with some contacts: made one (`keep` is who stays) or called different people (`keep` 0).

    `operation` is 0 until it is written; `undone` while an undo of it stands.
    """

    ids: tuple[int, ...]
    keep: int = 0
    operation: int = 0
    undone: bool = False


class Findings:
    """The groups a scan found and the decisions since; `groups(least)` is what is left to look at.

    A decision concerns the found group it was made in and no other: only that one is looked at anew.
    """

    def __init__(self, found: Iterable[Group] = ()) -> None:
        self._found = list(found)
        self._place_of = {one: place for place, group in enumerate(self._found) for one in group.ids}
        self._least = 0
        self._left: dict[int, list[Group]] = {}  # by the place of the found group, at the least score asked for last
        self._decided: dict[int, list[Decision]] = {}
        self._lost: set[int] = set()

    @property
    def decisions(self) -> list[Decision]:
        """Everything that was decided."""
        return [one for several in self._decided.values() for one in several]

    @property
    def standing(self) -> list[Decision]:
        """The decisions that were not taken back."""
        return [one for one in self.decisions if not one.undone]

    def groups(self, least: int) -> list[Group]:
        """The groups that pairs of at least this score hold together, best first."""
        if least != self._least:
            self._least, self._left = least, {}
        for place in range(len(self._found)):
            if place not in self._left:
                self._left[place] = self._look_at(place)
        return sorted((one for several in self._left.values() for one in several), key=_best_first)

    def decide(self, decision: Decision) -> None:
        """Take what was decided off the list."""
        self._decided.setdefault(self._place_of[decision.ids[0]], []).append(decision)
        self.outdate(decision.ids)

    def forget(self, decision: Decision) -> None:
        """It was not decided after all."""
        self._decided[self._place_of[decision.ids[0]]].remove(decision)
        self.outdate(decision.ids)

    def take_back(self, undone: set[int]) -> list[Decision]:
        """Know which operations are undone now, all others stand; the decisions that were taken back just now."""
        changed = [one for one in self.decisions if one.undone != (one.operation in undone)]
        for decision in changed:
            decision.undone = not decision.undone
            self.outdate(decision.ids)
        return [one for one in changed if one.undone]

    def lose(self, ids: Iterable[int]) -> None:
        """These contacts are no longer there."""
        self._lost.update(ids)
        self.outdate(ids)

    def outdate(self, ids: Iterable[int]) -> None:
        """Something about these contacts changed: their groups are looked at anew."""
        for one in ids:
            self._left.pop(self._place_of[one], None)

    def _look_at(self, place: int) -> list[Group]:
        found = self._found[place]
        if found.pairs[0].likeness.score < self._least:
            return []
        untouched = place not in self._decided and self._lost.isdisjoint(found.ids)
        if untouched and found.score >= self._least:
            return [found]
        return grouped(pair for pair in self._undecided(place) if pair.likeness.score >= self._least)

    def _undecided(self, place: int) -> Iterable[Pair]:
        """The pairs of a found group nobody decided about, between the contacts that are still there."""
        standing = [one for one in self._decided.get(place, ()) if not one.undone]
        became = {one: each.keep for each in standing if each.keep for one in each.ids if one != each.keep}
        apart = [{_end(one, became) for one in each.ids} for each in standing if not each.keep]
        for pair in self._found[place].pairs:
            one, other = sorted((_end(pair.one_id, became), _end(pair.other_id, became)))
            together = one == other or not self._lost.isdisjoint((one, other))
            if not together and not any({one, other} <= ids for ids in apart):
                yield Pair(one, other, pair.likeness)


def grouped(pairs: Iterable[Pair]) -> list[Group]:
    """Contacts that pairs hold together, best first; the score of a group is the weakest pair it needs."""
    best = sorted(pairs, key=lambda pair: (-pair.likeness.score, pair.one_id, pair.other_id))
    head: dict[int, int] = {}
    score: dict[int, int] = {}
    for pair in best:
        one, other = _end(pair.one_id, head), _end(pair.other_id, head)
        if one != other:
            head[other] = one
            score[one] = pair.likeness.score  # best first: each further link is the weakest so far
    members: dict[int, dict[tuple[int, int], Pair]] = {}
    for pair in best:
        members.setdefault(_end(pair.one_id, head), {}).setdefault((pair.one_id, pair.other_id), pair)
    groups = [_group(tuple(inside.values()), score[end]) for end, inside in members.items()]
    return sorted(groups, key=_best_first)


def counted(groups: Sequence[Group]) -> int:
    """How many contacts the groups hold."""
    return sum(len(group.ids) for group in groups)


def strongest(group: Group) -> str:
    """The best reason of a group, as a sentence."""
    return next((reason for pair in group.pairs for reason in pair.likeness.evidence), "")


def _best_first(group: Group) -> tuple[int, tuple[int, ...]]:
    return -group.score, group.ids


def _group(pairs: tuple[Pair, ...], score: int) -> Group:
    ids = tuple(sorted({one for pair in pairs for one in (pair.one_id, pair.other_id)}))
    return Group(ids, score, pairs)


def _end(contact_id: int, links: dict[int, int]) -> int:
    """Where a chain of links ends."""
    while contact_id in links:
        contact_id = links[contact_id]
    return contact_id
