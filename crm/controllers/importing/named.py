"""Words of a file told from the names that the business has: how names are compared, and what was not found. No SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache

from crm.controllers.importing.values import Place
from crm.models.imports import NEW
from crm.utils import i18n
from crm.utils.text import fold, one_line, words

_LISTED = 20


def key_of(name: str) -> str:
    """What two spellings of a name share: case, accents and runs of spaces do not count."""
    return " ".join(fold(name).split())


@lru_cache(maxsize=4096)
def keys_of(name: str) -> frozenset[str]:
    """The keys of a name as it is kept and as it is shown in each language."""
    return frozenset((key_of(name), *(key_of(i18n.translated(name, language)) for language in i18n.LANGUAGES)))


def plain_word(text: str) -> str:
    """A text as dictionaries of words hold it: folded words with single spaces."""
    return " ".join(words(text))


class Answers:
    """What the mapping says about the words of one field: "" leaves a word out, NEW makes it, else it is a name."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def of(self, word: str) -> str | None:
        """The answer for a word; None when there is none."""
        return self._given.get(plain_word(word)) if self._given else None

    def makes(self, word: str) -> bool:
        """Whether a word shall be made."""
        return self.of(word) == NEW


class Unknown:
    """Words that stand for nothing here, counted; `cells` are the places they were left out of."""

    def __init__(self) -> None:
        self.cells: set[Place] = set()
        self._seen: Counter[tuple[str, ...]] = Counter()

    def hear(self, *about: str, place: Place | None = None) -> None:
        """Take note of one; `about` is the word and what else its sentence tells."""
        self._seen[tuple(one_line(part, 60) for part in about)] += 1
        if place:
            self.cells.add(place)

    def sentences(self, say: Callable[[tuple[str, ...], int], str]) -> list[str]:
        """A sentence for each of the first twenty, the most frequent first."""
        return [say(about, count) for about, count in self._seen.most_common(_LISTED)]
