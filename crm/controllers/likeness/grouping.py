"""From pairs to groups: contacts that hang together, and never two that are different. Scores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from crm.models.duplicates import Group, Pair

# Groups are checked for contradictions member by member up to this many pairs; beyond, all of them are much the same.
_MOST_CHECKS = 400


class Different(Protocol):
    """Says whether two contacts, by their ids, are not one although pairs of the score `joined` or more join them."""

    def __call__(self, one: int, other: int, /, *, joined: int) -> bool: ...


def groups(pairs: Sequence[Pair], are_different: Different) -> list[Group]:
    """The groups that pairs make, best first.

    The surest pairs come together first. Two groups are not joined by a pair when `are_different`, asked with that
    pair's score, says so of any two of their members: that pair is left out.
    """
    holder: dict[int, list[int]] = {}
    weakest: dict[int, int] = {}
    best = sorted(pairs, key=_best_first)
    for pair in best:
        mine = holder.setdefault(pair.one_id, [pair.one_id])
        theirs = holder.setdefault(pair.other_id, [pair.other_id])
        if mine is theirs or _clash(mine, theirs, joined=pair.likeness.score, are_different=are_different):
            continue
        small, large = sorted((mine, theirs), key=len)
        score = min(pair.likeness.score, *(weakest.pop(id(one), 100) for one in (small, large)))
        large.extend(small)
        weakest[id(large)] = score
        for member in small:
            holder[member] = large
    return _as_groups(holder, best, weakest=weakest)


def _clash(mine: Sequence[int], theirs: Sequence[int], *, joined: int, are_different: Different) -> bool:
    every = ((one, other) for one in mine for other in theirs)
    return any(
        are_different(one, other, joined=joined)
        for (one, other), _count in zip(every, range(_MOST_CHECKS), strict=False)
    )


def _as_groups(holder: dict[int, list[int]], best: Iterable[Pair], *, weakest: dict[int, int]) -> list[Group]:
    inside: dict[int, list[Pair]] = {}
    for pair in best:
        if holder[pair.one_id] is holder[pair.other_id]:
            inside.setdefault(id(holder[pair.one_id]), []).append(pair)
    members = {id(group): group for group in holder.values()}
    made = [Group(tuple(sorted(members[key])), weakest[key], tuple(own)) for key, own in inside.items()]
    return sorted(made, key=lambda group: (-group.score, group.ids))


def _best_first(pair: Pair) -> tuple[int, int, int]:
    return (-pair.likeness.score, pair.one_id, pair.other_id)
