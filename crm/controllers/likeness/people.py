"""How much two people look like one: a score and its reasons. Companies are companies_alike.py's."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log10

from crm.controllers.likeness.channel_links import (
    Shared,
    share_something,
    shared_domain,
    shared_email,
    shared_phone,
    tax_link,
    two_ids,
)
from crm.controllers.likeness.comparing import (
    AGREE,
    Link,
    compare_people,
    parts_in_common,
)
from crm.controllers.likeness.comparing_companies import CompanyLink, compare_companies
from crm.controllers.likeness.crowd import Crowd, commonness
from crm.controllers.likeness.evidence import Fact, name_fact
from crm.controllers.likeness.profiles import Profile
from crm.utils.shared_addresses import is_shared_mailbox

# What a relation of names is worth: alone, in the same city, and in the same company.
_ALONE = {Link.SAME: 90, Link.TURNED: 87, Link.NICKNAME: 88, Link.SPELT: 80, Link.PART: 82, Link.INITIAL: 72,
          Link.LOOSE: 72, Link.ONE_WORD: 62}  # fmt: skip
_SAME_CITY = {Link.SAME: 92, Link.TURNED: 91, Link.NICKNAME: 91, Link.SPELT: 88, Link.PART: 88, Link.INITIAL: 78,
              Link.LOOSE: 82, Link.ONE_WORD: 66}  # fmt: skip
_SAME_COMPANY = {Link.SAME: 95, Link.TURNED: 94, Link.NICKNAME: 93, Link.SPELT: 92, Link.PART: 91, Link.INITIAL: 86,
                 Link.LOOSE: 87, Link.ONE_WORD: 78}  # fmt: skip
# What an address or number of both proves under each relation of names.
_EMAIL = dict.fromkeys(AGREE, 98) | {
    Link.ONE_WORD: 97, Link.UNNAMED: 97, Link.UNREADABLE: 96, Link.SAME_FIRST: 94, Link.SAME_LAST: 78,
    Link.DIFFERENT: 78,
}  # fmt: skip
_PHONE = dict.fromkeys(AGREE, 95) | {
    Link.INITIAL: 91, Link.LOOSE: 92, Link.ONE_WORD: 90, Link.UNNAMED: 88, Link.UNREADABLE: 82, Link.SAME_FIRST: 82,
}  # fmt: skip
_TAX = dict.fromkeys(AGREE, 97) | {
    Link.ONE_WORD: 96, Link.UNNAMED: 92, Link.UNREADABLE: 92, Link.SAME_FIRST: 88, Link.SAME_LAST: 70,
    Link.DIFFERENT: 70,
}  # fmt: skip
_NAME_REASONS = {Link.TURNED: "name_turned", Link.NICKNAME: "nickname", Link.SPELT: "name_spelt",
                 Link.LOOSE: "name_spelt", Link.PART: "name_part", Link.INITIAL: "name_initial",
                 Link.SAME_FIRST: "other_last_name", Link.SAME_LAST: "other_name",
                 Link.DIFFERENT: "other_name"}  # fmt: skip
# Points off for what differs: where nothing else ties them together, and within one company.
_AGAINST = {"email": (9, 3), "phone": (7, 3), "company": (8, 0), "city": (8, 2)}
# Points off for a common name that nothing else supports: by whether the city is one, and the name not quite the same.
_SPARSE = {(False, False): 10, (False, True): 10, (True, False): 4, (True, True): 8}
_AT_ONE_DOMAIN, _NEAR, _TWO_IDS, _SWITCHBOARD = 9, 4, 3, 70
_PER_HOLDER, _FLOOR = 3, 60
_OTHER_TAX, _OTHER_GENERATION, _ONE_GENERATION = 60, 75, 82


@dataclass(slots=True)
class Verdict:
    """A score from 0 to 100 and the reasons for and against.

    `other_names` says that the names are not one's, `contradicted` that two things exclude each other.
    """

    score: float = 0.0
    facts: list[Fact] = field(default_factory=list)
    other_names: bool = False
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a pair has in common, found once and weighed in several ways."""

    name: Link
    email: Shared | None
    phone: Shared | None
    tax: Fact | None
    company: Fact | None
    city: bool
    rare: float


def judge_people(one: Profile, other: Profile, *, crowd: Crowd, least: float = 0.0) -> Verdict:
    """How much two people look like one; the reasons are given from a score of `least` on."""
    name = compare_people(one, other, crowd=crowd)
    if name >= Link.UNNAMED and not share_something(one, other):
        return Verdict(other_names=name > Link.UNREADABLE)
    if name is Link.DIFFERENT:
        name = parts_in_common(one, other, crowd=crowd)
    seen = _look(one, other, name=name, crowd=crowd)
    verdict = Verdict(max(_by_name(one, other, seen=seen), _by_proof(seen)), other_names=name > Link.UNREADABLE)
    _contradict(one, other, seen=seen, verdict=verdict)
    if verdict.score >= least:
        verdict.facts = _facts(one, other, seen=seen) + verdict.facts
    return verdict


def _look(one: Profile, other: Profile, *, name: Link, crowd: Crowd) -> _Seen:
    known = one.known if len(one.known) <= len(other.known) else other.known
    return _Seen(
        name,
        shared_email(one, other, crowd=crowd),
        shared_phone(one, other, crowd=crowd),
        tax_link(one, other),
        company_fact(one, other, crowd=crowd),
        bool(one.place) and one.place == other.place,
        crowd.namesakes(known, one) if name in _ALONE else 1.0,
    )


def company_fact(one: Profile, other: Profile, *, crowd: Crowd) -> Fact | None:
    """That both work for one company, by its name, its record or its domain."""
    mine, theirs = one.company, other.company
    if mine and theirs:
        if mine is theirs or (one.company_id and one.company_id == other.company_id):
            return Fact("company", mine.shown)
        link = compare_companies(mine, theirs)
        if link <= CompanyLink.SPELT:
            return Fact("company_written", mine.shown, theirs.shown)
    domain = shared_domain(one, other, crowd=crowd)
    return Fact("domain", domain) if domain else None


def _by_name(one: Profile, other: Profile, *, seen: _Seen) -> float:
    """What the names are worth, with what surrounds them."""
    if seen.name not in _ALONE:
        return 0.0
    common = commonness(seen.rare)
    if seen.company:
        score = float(_SAME_COMPANY[seen.name])
    else:
        score = float((_SAME_CITY if seen.city else _ALONE)[seen.name]) - 5 * log10(1 + seen.rare)
        score -= _SPARSE[seen.city, seen.name in (Link.PART, Link.SPELT, Link.LOOSE)] * (common - 0.5)
    near = bool(seen.email and seen.email.near) + bool(seen.phone and seen.phone.near)
    return min(score + _NEAR * near, 97) - common * _against(one, other, seen=seen)


def _against(one: Profile, other: Profile, *, seen: _Seen) -> float:
    """Points off for what both have and what differs."""
    inside = 1 if seen.company else 0
    lost = 0
    if _personal(one) and _personal(other) and not seen.email:
        apart = bool(seen.company) and _at_one_domain(one, other)
        lost += _AT_ONE_DOMAIN if apart else _AGAINST["email"][inside]
    if one.phones and other.phones and not seen.phone:
        lost += _AGAINST["phone"][inside]
    if one.company and other.company and not seen.company:
        lost += _AGAINST["company"][0]
    if one.place and other.place and not seen.city:
        lost += _AGAINST["city"][inside]
    return lost


def _personal(one: Profile) -> bool:
    return not all(map(is_shared_mailbox, one.emails))


def _at_one_domain(one: Profile, other: Profile) -> bool:
    """Whether both have an address of their own at the same company: two people, or one with two."""
    mine = {address.rpartition("@")[2] for address in one.emails}
    return any(address.rpartition("@")[2] in mine for address in other.emails)


def _by_proof(seen: _Seen) -> float:
    """What an e-mail, a number or a tax ID of both proves."""
    proofs = []
    if seen.email and not seen.email.near:
        proofs.append(_less(_EMAIL.get(seen.name, 0), seen.email.holders))
    if seen.phone and not seen.phone.near:
        proofs.append(_less(_PHONE.get(seen.name, 0), seen.phone.holders))
        if seen.name > Link.ONE_WORD and (seen.company or seen.phone.holders > 2):
            proofs[-1] = min(proofs[-1], _SWITCHBOARD)
    if seen.tax and seen.tax.reason == "tax":
        proofs.append(float(_TAX.get(seen.name, 0)))
    strong = [proof for proof in proofs if proof >= 85]
    return min(max(proofs) + max(0, len(strong) - 1), 100) if proofs else 0.0


def _less(score: int, holders: int) -> float:
    """A proof is worth less for each one more who has it, beyond two."""
    return max(score - _PER_HOLDER * max(0, holders - 2), min(score, _FLOOR))


def _facts(one: Profile, other: Profile, *, seen: _Seen) -> list[Fact]:
    found = []
    if seen.name in (Link.SAME, Link.ONE_WORD) or seen.name in _NAME_REASONS:
        found.append(_name_fact(one, other, link=seen.name))
    found += [shared.fact for shared in (seen.email, seen.phone) if shared]
    found += [fact for fact in (seen.tax, seen.company) if fact]
    if seen.city:
        found.append(Fact("city", one.city))
    if any(shared and shared.holders > 2 for shared in (seen.email, seen.phone)):
        found.append(Fact("shared"))
    return found + _facts_against(one, other, seen=seen)


def _name_fact(one: Profile, other: Profile, *, link: Link) -> Fact:
    if link is Link.SAME:
        return name_fact(one.name, other.name)
    if link is Link.ONE_WORD:
        return Fact("one_word", one.name)
    if link in (Link.NICKNAME, Link.SPELT, Link.LOOSE) and one.last.shown == other.last.shown:
        return Fact(_NAME_REASONS[link], one.first.shown, other.first.shown)
    return Fact(_NAME_REASONS[link], one.name, other.name)


def _facts_against(one: Profile, other: Profile, *, seen: _Seen) -> list[Fact]:
    found = []
    if one.company and other.company and not seen.company:
        found.append(Fact("other_company", one.company.shown, other.company.shown))
    if one.place and other.place and not seen.city:
        found.append(Fact("other_city", one.city, other.city))
    if one.emails and other.emails and not seen.email:
        found.append(Fact("other_email", one.emails[0], other.emails[0]))
    if one.phones and other.phones and not seen.phone:
        found.append(Fact("other_phone", one.phones[0], other.phones[0]))
    return found


def _contradict(one: Profile, other: Profile, *, seen: _Seen, verdict: Verdict) -> None:
    """What two people cannot have in common brings the score down, whatever else they share."""
    if seen.tax and seen.tax.reason == "other_tax":
        verdict.score, verdict.contradicted = min(verdict.score, _OTHER_TAX), True
    mine, theirs = one.generation, other.generation
    by_email = seen.email is not None and not seen.email.near
    if mine != theirs:
        verdict.contradicted |= bool(mine and theirs)
        most = _OTHER_GENERATION if mine and theirs else 98 if by_email else _ONE_GENERATION
        verdict.score = min(verdict.score, most)
        verdict.facts.append(Fact("generation", one.name, other.name))
    if fact := two_ids(one, other):
        verdict.score -= _TWO_IDS
        verdict.facts.append(fact)
