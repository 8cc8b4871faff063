"""How two people's names relate: the same, turned round, short for, misspelt, different. Gives no scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.names import is_characters, may_be_one, other_names, script
from crm.controllers.likeness.nicknames import KNOWN
from crm.controllers.likeness.profiles import Profile


class Link(IntEnum):
    """How two names relate, closest first."""

    SAME = 0
    TURNED = 1  # first and last name changed places
    NICKNAME = 2
    SPELT = 3  # one slip of the pen
    PART = 4  # one has a name more: a second surname, a middle name
    INITIAL = 5
    LOOSE = 6  # several slips, or a part with a slip
    ONE_WORD = 7  # nothing but a first name in common
    UNNAMED = 8  # one of them has no name
    UNREADABLE = 9  # one is written in another alphabet
    SAME_FIRST = 10
    SAME_LAST = 11
    DIFFERENT = 12


AGREE = frozenset((Link.SAME, Link.TURNED, Link.NICKNAME, Link.SPELT, Link.PART, Link.INITIAL, Link.LOOSE))
_FEWEST_LETTERS, _LONG = 4, 7


def compare_people(one: Profile, other: Profile, *, crowd: Crowd) -> Link:
    """How the names of two people relate; of DIFFERENT ones `parts_in_common` tells more."""
    mine, theirs = one.known, other.known
    if not mine or not theirs:
        return Link.UNNAMED
    if one.words == other.words or mine == theirs:
        return Link.SAME if len(mine) > 1 or _is_whole(one) else Link.ONE_WORD
    if one.bag == other.bag and (sorted(mine) == sorted(theirs) or sorted(one.words) == sorted(other.words)):
        return Link.TURNED
    latin = one.latin and other.latin
    glued = _glued(one, other) if len(mine) != len(theirs) or not latin else None
    if glued is not None:
        return glued
    if not latin and not _readable(one, other):
        return Link.UNREADABLE
    return _aligned(one, other, crowd=crowd) if len(mine) <= len(theirs) else _aligned(other, one, crowd=crowd)


def _is_whole(one: Profile) -> bool:
    """Whether one word is a whole name, as in Chinese, Japanese and Korean."""
    return len(one.known[0]) > 1 and is_characters(one.known[0])


def _glued(one: Profile, other: Profile) -> Link | None:
    """Names that differ in their spaces only (María José and Mariajosé), or in the order of their characters."""
    mine, theirs = "".join(one.known), "".join(other.known)
    if len(mine) != len(theirs):
        return None
    if mine == theirs:
        return Link.SAME
    turned = is_characters(mine) and (_turned_round(one) == theirs or _turned_round(other) == mine)
    return Link.TURNED if turned else None


def _turned_round(one: Profile) -> str:
    return "".join(one.known[one.given :] + one.known[: one.given])


def _readable(one: Profile, other: Profile) -> bool:
    """Whether both names are written in one alphabet at least."""
    return not {script(word) for word in one.known}.isdisjoint({script(word) for word in other.known})


@dataclass
class _Alignment:
    """Which word of the longer name each word of the shorter one stands for (-1 none), and by what."""

    places: list[int]
    nicknames: int = 0
    initials: int = 0
    slips: int = 0


def _aligned(short: Profile, long: Profile, *, crowd: Crowd) -> Link:
    found = _align(short.known, long.known, crowd=crowd)
    if min(found.places) < 0:
        return Link.DIFFERENT
    if not _roles_fit(short, long, places=found.places):
        return _turned(short, long, found=found)
    if len(short.known) == 1:
        return Link.ONE_WORD
    if found.initials == len(short.known) or (found.initials and found.slips):
        return Link.DIFFERENT
    return _graded(found, shorter=len(short.known) < len(long.known))


def _graded(found: _Alignment, *, shorter: bool) -> Link:
    """The relation of two names all of whose words have their counterparts in the same roles."""
    if found.slips:
        return Link.LOOSE if found.slips > 1 or shorter else Link.SPELT
    if found.initials:
        return Link.INITIAL
    return Link.PART if shorter else Link.NICKNAME


def _turned(short: Profile, long: Profile, *, found: _Alignment) -> Link:
    """Every word has its counterpart in other roles: turned round, if the first name is where the last should be."""
    if not (short.given and short.given < len(short.known)) or found.initials or found.slips > 1:
        return Link.DIFFERENT
    names, surnames = found.places[: short.given], found.places[short.given :]
    if long.given not in names[:1] or min(surnames) >= long.given:
        return Link.DIFFERENT
    return Link.LOOSE if found.slips or len(short.known) < len(long.known) else Link.TURNED


def _align(short: tuple[str, ...], long: tuple[str, ...], *, crowd: Crowd) -> _Alignment:
    found = _Alignment([-1] * len(short))
    for place, word in enumerate(short):
        if word in long:
            same = [index for index, other in enumerate(long) if other == word and index not in found.places]
            found.places[place] = same[0] if same else -1
    for place, word in enumerate(short):
        if found.places[place] < 0:
            _place(found, (place, word), long=long, crowd=crowd)
            if found.places[place] < 0:
                break
    return found


def _place(found: _Alignment, own: tuple[int, str], *, long: tuple[str, ...], crowd: Crowd) -> None:
    """Find what one word that is not there letter for letter stands for."""
    place, word = own
    free = [(index, other) for index, other in enumerate(long) if index not in found.places]
    for index, other in free:
        if may_be_one(word, other):
            found.places[place], found.nicknames = index, found.nicknames + 1
            return
    for index, other in free:
        if (len(word) == 1 or len(other) == 1) and word[0] == other[0]:
            found.places[place], found.initials = index, found.initials + 1
            return
        if is_slip(word, other, crowd=crowd) or _is_slip_of_nickname(word, other, crowd=crowd):
            found.places[place], found.slips = index, found.slips + 1
            return


def _roles_fit(short: Profile, long: Profile, *, places: list[int]) -> bool:
    """Whether first names stand for first names and the first surname for the first surname, where that is known."""
    if not (short.given and short.given < len(short.known) and long.given and long.given < len(long.known)):
        return 0 in places
    given = any(place < long.given for place in places[: short.given])
    return given and places[short.given] == long.given


def parts_in_common(one: Profile, other: Profile, *, crowd: Crowd) -> Link:
    """What is left in common of two names that are not one: the first name, the last name, nothing."""
    first = _alike(one.known[0], other.known[0], crowd=crowd)
    mine, theirs = one.known[one.given :], other.known[other.given :]
    last = bool(mine and theirs) and _alike(mine[0], theirs[0], crowd=crowd)
    if first and not last:
        return Link.SAME_FIRST
    return Link.SAME_LAST if last and not first else Link.DIFFERENT


def _alike(one: str, other: str, *, crowd: Crowd) -> bool:
    return may_be_one(one, other) or is_slip(one, other, crowd=crowd)


def is_slip(one: str, other: str, *, crowd: Crowd) -> bool:
    """Whether one word is the other one mistyped, and not another name that happens to be close (Marín, Martín)."""
    shortest = min(len(one), len(other))
    if shortest < _FEWEST_LETTERS:
        return False
    most = 1 if shortest < _LONG else 2
    if OSA.distance(one, other, score_cutoff=most) > most and not _is_slip_with_umlaut(one, other, most=most):
        return False
    if _is_gender(one, other):
        return False
    return not (crowd.is_established(one, other) and crowd.is_established(other, one))


def _is_slip_with_umlaut(one: str, other: str, *, most: int) -> bool:
    """Whether two words are close once ü, written ue in one of them, is u in both."""
    mine, theirs = _without_umlaut(one), _without_umlaut(other)
    return (mine, theirs) != (one, other) and OSA.distance(mine, theirs, score_cutoff=most) <= most


def _without_umlaut(word: str) -> str:
    return word.replace("ue", "u").replace("oe", "o").replace("ae", "a") if "e" in word else word


def _is_slip_of_nickname(one: str, other: str, *, crowd: Crowd) -> bool:
    """Whether a word is mistyped for a name that the other one is short for: Baetriz, Bea."""
    if one in KNOWN:
        one, other = other, one
    return one not in KNOWN and any(is_slip(one, name, crowd=crowd) for name in other_names(other))


def _is_gender(one: str, other: str) -> bool:
    """Whether two words differ as the names of a woman and a man do: Mario and María, Daniel and Daniela."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= set("aoei")
    return long == short + "a" or long == short + "e"
