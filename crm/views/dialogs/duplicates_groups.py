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
    """The pairs a scan found and the decisions since; `groups(least)` is what is left to look at."""

    def __init__(self, found: Iterable[Group] = ()) -> None:
        self._pairs: dict[tuple[int, int], Pair] = {}
        for group in found:
            self._pairs |= {(pair.one_id, pair.other_id): pair for pair in group.pairs}
        self.decisions: list[Decision] = []
        self.lost: set[int] = set()  # contacts that are no longer there

    def groups(self, least: int) -> list[Group]:
        """The groups that pairs of at least this score hold together, best first."""
        return grouped([pair for pair in self._left() if pair.likeness.score >= least])

    @property
    def standing(self) -> list[Decision]:
        """The decisions that were not taken back."""
        return [one for one in self.decisions if not one.undone]

    def _left(self) -> Iterable[Pair]:
        """The pairs nobody decided about, between the contacts that are still there."""
        became = {one: each.keep for each in self.standing if each.keep for one in each.ids if one != each.keep}
        apart = [frozenset(one.ids) for one in self.standing if not one.keep]
        for pair in self._pairs.values():
            one, other = sorted((_end(pair.one_id, became), _end(pair.other_id, became)))
            together = one == other or self.lost & {one, other}
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
    return sorted(groups, key=lambda group: (-group.score, group.ids))


def counted(groups: Sequence[Group]) -> int:
    """How many contacts the groups hold."""
    return sum(len(group.ids) for group in groups)


def strongest(group: Group) -> str:
    """The best reason of a group, as a sentence."""
    return next((reason for pair in group.pairs for reason in pair.likeness.evidence), "")


def _group(pairs: tuple[Pair, ...], score: int) -> Group:
    ids = tuple(sorted({one for pair in pairs for one in (pair.one_id, pair.other_id)}))
    return Group(ids, score, pairs)


def _end(contact_id: int, links: dict[int, int]) -> int:
    """Where a chain of links ends."""
    while contact_id in links:
        contact_id = links[contact_id]
    return contact_id
