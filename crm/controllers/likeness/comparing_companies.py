"""How two companies' names relate: the same, misspelt, a part of, different. Gives no scores."""

from __future__ import annotations

from enum import IntEnum

from rapidfuzz.distance import OSA

from crm.controllers.likeness.companies import CompanyName


class CompanyLink(IntEnum):
    """How the names of two companies relate, closest first."""

    SAME = 0
    PLACE = 1  # one names its country
    SPELT = 2
    PART = 3
    DIFFERENT = 4


def compare_companies(one: CompanyName, other: CompanyName) -> CompanyLink:
    """How the names of two companies relate; legal forms, abbreviations, order and spaces do not count."""
    if one.core == other.core or sorted(one.words) == sorted(other.words):
        return CompanyLink.SAME
    if one.figures != other.figures:
        return CompanyLink.DIFFERENT
    if one.bare == other.bare:
        both = one.places and other.places
        return CompanyLink.DIFFERENT if both and not one.places & other.places else CompanyLink.PLACE
    if _misspelt(one, other):
        return CompanyLink.SPELT
    mine, theirs = set(one.bare), set(other.bare)
    return CompanyLink.PART if mine < theirs or theirs < mine else CompanyLink.DIFFERENT


def _misspelt(one: CompanyName, other: CompanyName) -> bool:
    shortest = min(len(one.core), len(other.core))
    most = 0 if shortest < 5 else 1 if shortest < 9 else 2
    return bool(most) and OSA.distance(one.core, other.core, score_cutoff=most) <= most
