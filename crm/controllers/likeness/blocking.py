"""Which pairs are worth comparing: contacts that share a key. Giant blocks are split, never compared whole.

Every pair with the same personal e-mail, number or tax ID, or the same name at the same company, shares a key; so do
names that differ by a slip, a nickname or a part, at one company, domain or city.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from crm.controllers.likeness.addresses import domain_label
from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.names import sound
from crm.controllers.likeness.profiles import Profile
from crm.models.contacts import COMPANY
from crm.utils.shared_addresses import is_shared_mailbox

Key = object
Keys = Callable[[Profile], Iterable[Key]]
# Blocks up to this size are compared whole; larger ones are split, and what cannot be split is chained.
_WHOLE, _SPLIT = 24, 60
_CHAIN = 3
_RARE_WORD = 40


class Pace:
    """Told about every piece of work; the caller's way to hear of progress and to stop between two pieces."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._from, self._to = 0.0, 1.0
        self._last = 0.0

    def stage(self, start: float, end: float) -> None:
        """The next pieces are this part of the whole."""
        self._from, self._to = start, end

    def at(self, part: float) -> None:
        """So much of the stage is done."""
        self._last = self._from + part * (self._to - self._from)
        self._tell(self._last)

    def again(self) -> None:
        """Work goes on; nothing to measure by."""
        self._tell(self._last)


def candidates(profiles: Sequence[Profile], crowd: Crowd, *, pace: Pace) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles of one kind that may be one contact, each pair once, the one of the smaller place first."""
    if not profiles:
        return
    company = profiles[0].kind == COMPANY
    every = company_keys(profiles) if company else person_keys(crowd)
    refine = _COMPANY_DETAILS if company else _PERSON_DETAILS
    seen: set[int] = set()
    width = len(profiles)
    for number, keys in enumerate(every):
        blocks = _blocks(_paced(profiles, pace), keys)
        for place, block in enumerate(blocks):
            if place % 64 == 0:
                pace.at((number + place / len(blocks)) / len(every))
            for one, other in _pairs(profiles, block, refine=refine):
                code = one * width + other
                if code not in seen:
                    seen.add(code)
                    yield profiles[one], profiles[other]


def _paced(profiles: Sequence[Profile], pace: Pace) -> Iterator[Profile]:
    """The profiles, with a chance to stop every few thousand."""
    for place, one in enumerate(profiles):
        if place % 4096 == 0:
            pace.again()
        yield one


def _blocks(profiles: Iterable[Profile], keys: Keys) -> list[list[int]]:
    """The places of the profiles that share a key, two or more together."""
    found: dict[Key, int | list[int]] = {}
    for place, one in enumerate(profiles):
        for key in keys(one):
            known = found.get(key)
            if known is None:
                found[key] = place
            elif isinstance(known, int):
                if known != place:
                    found[key] = [known, place]
            elif known[-1] != place:
                known.append(place)
    return [block for block in found.values() if not isinstance(block, int)]


def _pairs(profiles: Sequence[Profile], block: list[int], *, refine: Sequence[Keys]) -> Iterator[tuple[int, int]]:
    if len(block) <= _WHOLE:
        yield from _all(block)
        return
    within = [profiles[place] for place in block]
    for keys in refine:
        for part in _blocks(within, keys):
            places = [block[place] for place in part]
            yield from _all(places) if len(places) <= _SPLIT else _chained(places)


def _all(places: list[int]) -> Iterator[tuple[int, int]]:
    for end, other in enumerate(places):
        for one in places[:end]:
            yield one, other


def _chained(places: list[int]) -> Iterator[tuple[int, int]]:
    """Each with the few before it and with the first: enough to hold together what is all the same."""
    for end in range(1, len(places)):
        for start in {0, *range(max(0, end - _CHAIN), end)}:
            yield places[start], places[end]


def _emails(one: Profile) -> Iterable[Key]:
    return [box for box, address in zip(one.boxes, one.emails, strict=True) if not is_shared_mailbox(address)]


def _boxes(one: Profile) -> Iterable[Key]:
    return one.boxes


def _phones(one: Profile) -> Iterable[Key]:
    return one.figures


def _tax(one: Profile) -> Iterable[Key]:
    return (one.tax_id,) if one.tax_id else ()


def _name(one: Profile) -> Iterable[Key]:
    return (one.bag,) if len(one.keys) > 1 else ()


def _company(one: Profile) -> Iterable[Key]:
    return ("".join(one.company.keys),) if one.company else ()


def _city(one: Profile) -> Iterable[Key]:
    return (one.place,) if one.place else ()


def _domains(one: Profile) -> Iterable[Key]:
    return one.domains


def _outline(one: Profile) -> Iterable[str]:
    """Short keys that survive a slip, a dropped surname or a nickname: each leaves another part of the name out."""
    keys = one.keys
    if len(keys) < 2:
        return ()
    first, last = keys[0], one.last.keys[0] if one.last.keys else keys[-1]
    return [f"{one.known[0][0]}{one.known[0][-1]}|{last}", f"{keys[1]}|{last}", f"{first}|{last}", *_slips(first, last)]


def _slips(first: str, last: str) -> list[str]:
    """A last name without each of its letters: two that are one slip apart have one of these in common."""
    return [f"{first}|{last[:place]}{last[place + 1 :]}" for place in range(len(last))]


def _ends(one: Profile) -> Iterable[str]:
    """Wider keys, for the few people of one company: a last name, and a first name with the ends of the last."""
    keys = one.keys
    if not keys:
        return ()
    first, last = keys[0], one.last.keys[0] if one.last.keys else keys[-1]
    return (last, f"{first}|{last[:2]}", f"{first}|{last[-2:]}")


def person_keys(crowd: Crowd) -> list[Keys]:
    """The keys of people, the surest first."""

    def at_company(one: Profile) -> Iterable[Key]:
        outline = _ends(one)
        core = "".join(one.company.keys) if one.company else ""
        found = [f"{core}|{part}" for part in outline] if core else []
        for domain in one.domains:
            if not crowd.is_public(domain):
                found += [f"{domain}|{part}" for part in outline]
        return found

    def in_city(one: Profile) -> Iterable[Key]:
        return [f"{one.place}|{part}" for part in _outline(one)]

    return [_emails, _phones, _tax, _name, at_company, in_city]


def company_keys(profiles: Sequence[Profile]) -> list[Keys]:
    """The keys of companies, the surest first."""
    counts: Counter[str] = Counter()
    for one in profiles:
        counts.update(set(_sounds(one)))

    def rare_words(one: Profile) -> Iterable[Key]:
        return [word for word in _sounds(one) if counts[word] <= _RARE_WORD]

    def first_word_in_city(one: Profile) -> Iterable[Key]:
        return [f"{one.place}|{word}" for word in _sounds(one)] if one.place else ()

    return [_boxes, _phones, _tax, _domains, _labels, _company, _both_ends, rare_words, first_word_in_city]


def _sounds(one: Profile) -> tuple[str, ...]:
    return one.company.keys if one.company else ()


def _labels(one: Profile) -> Iterable[Key]:
    return [domain_label(domain) for domain in one.domains]


def _both_ends(one: Profile) -> Iterable[Key]:
    """The beginning and the end of the name without spaces: one of them survives a slip."""
    core = sound(one.company.core) if one.company else ""
    return (f"<{core[:5]}", f"{core[-5:]}>") if len(core) > 5 else (f"<{core}",)


# What splits a giant block of people, and of companies.
_PERSON_DETAILS: tuple[Keys, ...] = (
    lambda one: [f"{name}|{company}" for name in _name(one) for company in _company(one)],
    lambda one: [f"{name}|{city}" for name in _name(one) for city in _city(one)],
    lambda one: [f"{name}|{domain}" for name in _name(one) for domain in one.domains],
    lambda one: [f"{name}|{address}" for name in _name(one) for address in _boxes(one)],
    lambda one: [f"{name}|{number}" for name in _name(one) for number in _phones(one)],
    lambda one: [f"{key}|{company}" for key in one.keys[:1] for company in _company(one)],
)
_COMPANY_DETAILS: tuple[Keys, ...] = (
    lambda one: [f"{name}|{city}" for name in _company(one) for city in _city(one)],
    lambda one: [f"{name}|{domain}" for name in _company(one) for domain in one.domains],
    lambda one: [f"{name}|{number}" for name in _company(one) for number in _phones(one)],
    lambda one: [f"{name}|{tax}" for name in _company(one) for tax in _tax(one)],
    _company,
)
