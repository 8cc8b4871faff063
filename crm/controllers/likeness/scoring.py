"""The one judgement of two contacts of a kind: score and evidence in words, for a scan and for what is being typed."""

from __future__ import annotations

from crm.controllers.likeness.companies_alike import judge_companies
from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.evidence import Fact, sentence
from crm.controllers.likeness.people import Verdict, judge_people
from crm.controllers.likeness.profiles import Profile
from crm.models.contacts import COMPANY
from crm.models.duplicates import SURE_SCORE, Likeness

# Below these scores two members of one group are taken for two people: with other names, and as mere namesakes.
_UNLIKELY, _UNPROVED = 70, 78
_PROOFS = frozenset(("email", "email_tag", "phone", "phone_national", "tax"))


def judge(one: Profile, other: Profile, *, crowd: Crowd, least: float = 0.0) -> Verdict:
    """How much two contacts of one kind look like one; `crowd` counts contacts of that kind.

    The reasons are given from a score of `least` on.
    """
    judge_kind = judge_companies if one.kind == COMPANY else judge_people
    return judge_kind(one, other, crowd=crowd, least=least)


def whole(score: float) -> int:
    """A score as it is shown: 0 to 100."""
    return max(0, min(100, round(score)))


def likeness(verdict: Verdict) -> Likeness:
    """A verdict as it is shown: the reasons for it first, what speaks against it last."""
    facts = sorted(verdict.facts, key=_is_against)
    return Likeness(whole(verdict.score), tuple(sentence(fact) for fact in facts))


def _is_against(fact: Fact) -> bool:
    return fact.reason.startswith("other_") or fact.reason in ("generation", "shared")


def is_exact(verdict: Verdict) -> bool:
    """Whether an address, a number, a tax ID, or the name at one company is the same."""
    reasons = {fact.reason for fact in verdict.facts}
    named = bool(reasons & {"name", "name_written"}) and bool(reasons & {"company", "company_written"})
    return bool(reasons & _PROOFS) or named


def are_different(verdict: Verdict, *, joined: int) -> bool:
    """Whether two contacts are not one although a third looks like both; `joined` is the score of the weaker likeness.

    Their names or numbers contradict each other, or they are namesakes of whom nothing but a name tells otherwise.
    """
    if verdict.contradicted:
        return True
    if verdict.other_names:
        return verdict.score < _UNLIKELY
    return joined < SURE_SCORE and 0 < verdict.score < _UNPROVED
