"""What is usual among the contacts at hand: how common names are, who shares an address. Judges no pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log10

from crm.controllers.likeness.names import script
from crm.controllers.likeness.nicknames import KNOWN
from crm.controllers.likeness.profiles import Profile

# The expected number of other people of the same name from which on a name counts as common, and up to which as rare.
_COMMON, _RARE = 0.05, 0.002
_FEWEST = 200  # contacts; of fewer one cannot tell how common a name is
_ESTABLISHED = 3
_SLIPS = 50
_PUBLIC_HOLDERS, _PUBLIC_COMPANIES = 8, 4


class Crowd:
    """Counts over contacts of one kind. `total` says of how many they stand for, when they are a sample."""

    def __init__(self, profiles: Sequence[Profile], *, total: int = 0) -> None:
        self.size = max(1, len(profiles))
        self.total = max(total, self.size)
        self.words: Counter[str] = Counter()
        self._scripts: Counter[str] = Counter()
        self._bags: Counter[str] = Counter()
        for one in profiles:
            self.words.update(one.known)
            self._scripts[_script(one)] += 1
            self._bags[one.bag] += 1
        self._alone: dict[str, str] = {}
        self._shared: dict[str, set[str]] = {}
        self._domains: Counter[str] = Counter()
        self._companies: dict[str, set[str]] = {}
        self.note_holders(profiles)

    def note_holders(self, profiles: Iterable[Profile]) -> None:
        """Remember who has which mailbox, number and domain."""
        for one in profiles:
            who = one.bag
            for address in one.boxes + one.figures:
                known = self._alone.setdefault(address, who)
                if known != who:
                    self._shared.setdefault(address, {known}).add(who)
            for domain in one.domains:
                self._domains[domain] += 1
                companies = self._companies.setdefault(domain, set())
                if len(companies) < _PUBLIC_COMPANIES:
                    companies.add(one.company.core if one.company else "")

    def holders(self, address: str) -> int:
        """How many differently named contacts have a mailbox or a national number."""
        return len(self._shared.get(address, ())) or 1

    def is_public(self, domain: str) -> bool:
        """Whether people of many companies use a domain, so that it tells nothing."""
        many = self._domains[domain] >= _PUBLIC_HOLDERS
        return many and len(self._companies[domain]) >= _PUBLIC_COMPANIES

    def is_established(self, word: str, beside: str) -> bool:
        """Whether a word of a name is a name, and not another one typed wrongly."""
        if word in KNOWN:
            return True
        count = self.words[word]
        return count >= _ESTABLISHED and count * _SLIPS > self.words[beside]

    def namesakes(self, known: Sequence[str], one: Profile) -> float:
        """How many other contacts of a name chance alone would bring, among those who write in the same alphabet."""
        own = max(1, self._scripts[_script(one)])
        size, expected = max(own, _FEWEST), own * self.total / self.size
        for word in known:
            expected *= max(self.words[word] - 1, 0.5) / size
        return max(expected, (self._bags[one.bag] - 2) / 2)


def _script(one: Profile) -> str:
    return script(one.words[0]) if one.words else ""


def commonness(namesakes: float) -> float:
    """1.0 for a common name, 0.5 for one that nobody else is likely to have."""
    if namesakes >= _COMMON:
        return 1.0
    if namesakes <= _RARE:
        return 0.5
    return 0.5 + 0.5 * log10(namesakes / _RARE) / log10(_COMMON / _RARE)
