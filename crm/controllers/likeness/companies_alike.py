"""How much two companies look like one: a score and its reasons. People are people.py's."""

from __future__ import annotations

from crm.controllers.likeness.addresses import domain_label
from crm.controllers.likeness.channel_links import (
    Shared,
    share_something,
    shared_domain,
    shared_phone,
    tax_link,
    two_ids,
)
from crm.controllers.likeness.comparing_companies import CompanyLink, compare_companies
from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.evidence import Fact, name_fact
from crm.controllers.likeness.people import Verdict
from crm.controllers.likeness.profiles import Profile

# What a relation of names is worth: alone, in one city, and with a domain, mailbox or number in common.
_ALONE = {CompanyLink.SAME: 92, CompanyLink.PLACE: 82, CompanyLink.SPELT: 80, CompanyLink.PART: 72,
          CompanyLink.DIFFERENT: 0}  # fmt: skip
_SAME_CITY = {CompanyLink.SAME: 95, CompanyLink.PLACE: 86, CompanyLink.SPELT: 88, CompanyLink.PART: 78,
              CompanyLink.DIFFERENT: 0}  # fmt: skip
_REACHED = {CompanyLink.SAME: 97, CompanyLink.PLACE: 93, CompanyLink.SPELT: 95, CompanyLink.PART: 91,
            CompanyLink.DIFFERENT: 78}  # fmt: skip
_NAME_REASONS = {CompanyLink.PLACE: "company_place", CompanyLink.SPELT: "company_near",
                 CompanyLink.PART: "company_part", CompanyLink.DIFFERENT: "other_name"}  # fmt: skip
_TAX, _TAX_OTHER_NAME, _OTHER_TAX = 98, 86, 60
_OTHER_FORM, _OTHER_CITY, _OTHER_DOMAIN, _OTHER_PHONE, _TWO_IDS = 4, 8, 6, 4, 3
_PER_HOLDER, _FLOOR = 3, 60


def judge_companies(one: Profile, other: Profile, *, crowd: Crowd, least: float = 0.0) -> Verdict:
    """How much two companies look like one; the reasons are given from a score of `least` on."""
    mine, theirs = one.company, other.company
    if mine is None or theirs is None:
        return Verdict()
    link = compare_companies(mine, theirs)
    same = link is not CompanyLink.DIFFERENT
    verdict = Verdict(other_names=not same)
    if not same and not (share_something(one, other) or any(domain in other.domains for domain in one.domains)):
        return verdict
    reached = _reached(one, other, crowd=crowd)
    verdict.facts = [shared.fact for shared in reached]
    verdict.score = _by_name(one, other, link=link, reached=reached)
    if mine.form and theirs.form and mine.form != theirs.form:
        verdict.score -= _OTHER_FORM
    _weigh_against(one, other, verdict=verdict, reached=bool(reached))
    _weigh_tax(verdict, tax_link(one, other), same=same)
    if fact := two_ids(one, other):
        verdict.score -= _TWO_IDS
        verdict.facts.append(fact)
    if verdict.score >= least:
        verdict.facts = _facts(one, other, link=link) + verdict.facts
    return verdict


def _by_name(one: Profile, other: Profile, *, link: CompanyLink, reached: list[Shared]) -> float:
    if reached:
        return max(_less(_REACHED[link], min(shared.holders for shared in reached)), float(_ALONE[link]))
    return float((_SAME_CITY if one.place and one.place == other.place else _ALONE)[link])


def _less(score: int, holders: int) -> float:
    return max(score - _PER_HOLDER * max(0, holders - 2), min(score, _FLOOR))


def _reached(one: Profile, other: Profile, *, crowd: Crowd) -> list[Shared]:
    """What both are reached by. A company's info@ is its own, unlike a person's."""
    found = []
    box = next((box for box in one.boxes if box in other.boxes), "")
    if box:
        found.append(Shared(Fact("email", box), crowd.holders(box)))
    if phone := shared_phone(one, other, crowd=crowd):
        found += [] if phone.near else [phone]
    domain = shared_domain(one, other, crowd=crowd)
    if domain and not box:
        found.append(Shared(Fact("domain", domain)))
    return found


def _facts(one: Profile, other: Profile, *, link: CompanyLink) -> list[Fact]:
    same = link is CompanyLink.SAME
    found = [name_fact(one.name, other.name) if same else Fact(_NAME_REASONS[link], one.name, other.name)]
    return [*found, Fact("city", one.city)] if one.place and one.place == other.place else found


def _weigh_against(one: Profile, other: Profile, *, verdict: Verdict, reached: bool) -> None:
    if one.place and other.place and one.place != other.place:
        verdict.score -= _OTHER_CITY
        verdict.facts.append(Fact("other_city", one.city, other.city))
    if reached:
        return
    if one.domains and other.domains and _other_labels(one, other):
        verdict.score -= _OTHER_DOMAIN
        verdict.facts.append(Fact("other_domain", one.domains[0], other.domains[0]))
    if one.phones and other.phones:
        verdict.score -= _OTHER_PHONE
        verdict.facts.append(Fact("other_phone", one.phones[0], other.phones[0]))


def _other_labels(one: Profile, other: Profile) -> bool:
    """Whether no domain of one is the other's in another country (acme.es, acme.com)."""
    return {domain_label(domain) for domain in one.domains}.isdisjoint(map(domain_label, other.domains))


def _weigh_tax(verdict: Verdict, tax: Fact | None, *, same: bool) -> None:
    if tax is None:
        return
    verdict.facts.append(tax)
    if tax.reason == "tax":
        verdict.score = max(verdict.score, _TAX if same else _TAX_OTHER_NAME)
    else:
        verdict.score, verdict.contradicted = min(verdict.score, _OTHER_TAX), True
