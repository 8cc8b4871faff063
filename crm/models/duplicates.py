"""What a likeness of two contacts is: a score, its evidence in words, pairs and groups. No comparing, no SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# What a scan offers by itself, the least it can be asked for, and from where on all may be accepted at once.
DEFAULT_SCORE, LEAST_SCORE, SURE_SCORE = 85, 70, 95

# Told how much of the work is done (0.0 to 1.0), several times a second; answers whether to go on.
Progress = Callable[[float], bool]


class Stopped(Exception):  # noqa: N818 - not an error: the user asked for it
    """The search for duplicates was told to stop; it changes nothing anyway."""


@dataclass(frozen=True)
class Likeness:
    """How much two contacts look like one: `score` is 0 to 100, `evidence` the reasons as translated sentences."""

    score: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """A stored contact that looks like what is being typed.

    `detail` is the company, city or e-mail that tells it apart. `exact` says that it has the same e-mail, phone or
    tax ID, or the same name at the same company.
    """

    contact_id: int
    name: str
    detail: str
    likeness: Likeness
    exact: bool


@dataclass(frozen=True)
class Pair:
    """Two stored contacts that look alike; `one_id` is the smaller id."""

    one_id: int
    other_id: int
    likeness: Likeness


@dataclass(frozen=True)
class Group:
    """Contacts that are probably one, of any number, ids rising.

    `pairs` are those of its members that look alike, best first; `score` is the weakest link that holds it together.
    """

    ids: tuple[int, ...]
    score: int
    pairs: tuple[Pair, ...]
