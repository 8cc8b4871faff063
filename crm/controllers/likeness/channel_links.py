"""What two contacts have in common among e-mails, phones, domains and tax numbers, and what speaks against them."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.evidence import Fact
from crm.controllers.likeness.profiles import Profile
from crm.utils.shared_addresses import is_shared_mailbox
from crm.utils.text import digits

# In shorter ones a slip is as likely as another mailbox or number.
_SHORT_MAILBOX, _LONG_NUMBER = 5, 9


@dataclass(frozen=True)
class Shared:
    """An address or number of both: the reason to show, how many others have it, and whether it is only close."""

    fact: Fact
    holders: int = 0
    near: bool = False


def share_something(one: Profile, other: Profile) -> bool:
    """Whether both have a mailbox, a number or a tax ID."""
    return (
        any(box in other.boxes for box in one.boxes)
        or any(number in other.figures for number in one.figures)
        or (one.tax_id != "" and one.tax_id == other.tax_id)
    )


def shared_email(one: Profile, other: Profile, *, crowd: Crowd) -> Shared | None:
    """The personal mailbox both have, or two that differ by a slip; mailboxes read by several people are none."""
    if not one.emails or not other.emails:
        return None
    found = [
        Shared(_email_fact(address, other.emails[other.boxes.index(box)]), crowd.holders(box))
        for address, box in zip(one.emails, one.boxes, strict=True)
        if box in other.boxes and not is_shared_mailbox(address)
    ]
    if found:
        return min(found, key=_fewest)
    return next((close for address in one.emails if (close := _near_email(address, other))), None)


def _fewest(shared: Shared) -> int:
    return shared.holders


def _email_fact(mine: str, theirs: str) -> Fact:
    return Fact("email", mine) if mine == theirs else Fact("email_tag", mine, theirs)


def _near_email(address: str, other: Profile) -> Shared | None:
    if address.find("@") < _SHORT_MAILBOX:
        return None
    for theirs in other.emails:
        close = OSA.distance(address, theirs, score_cutoff=1) == 1 and digits(address) == digits(theirs)
        if close and not is_shared_mailbox(address):
            return Shared(Fact("email_near", address, theirs), near=True)
    return None


def shared_phone(one: Profile, other: Profile, *, crowd: Crowd) -> Shared | None:
    """The number both have, in whatever format, or two that differ by one figure."""
    if not one.phones or not other.phones:
        return None
    found = [
        Shared(fact, crowd.holders(figures))
        for number, figures in zip(one.phones, one.figures, strict=True)
        if figures in other.figures and (fact := _phone_fact(number, other.phones[other.figures.index(figures)]))
    ]
    return min(found, key=_fewest) if found else _near_phone(one, other)


def _phone_fact(mine: str, theirs: str) -> Fact | None:
    if mine == theirs:
        return Fact("phone", mine)
    two_countries = mine.startswith("+") and theirs.startswith("+")
    return None if two_countries else Fact("phone_national", mine, theirs)


def _near_phone(one: Profile, other: Profile) -> Shared | None:
    for number in one.phones:
        for theirs in other.phones:
            if len(number) >= _LONG_NUMBER and OSA.distance(number, theirs, score_cutoff=1) <= 1:
                return Shared(Fact("phone_near", number, theirs), near=True)
    return None


def tax_link(one: Profile, other: Profile) -> Fact | None:
    """The tax number of both, or that they have two; None when one has none."""
    if not one.tax_id or not other.tax_id:
        return None
    return Fact("tax", one.tax_id) if one.tax_id == other.tax_id else Fact("other_tax", one.tax_id, other.tax_id)


def shared_domain(one: Profile, other: Profile, *, crowd: Crowd) -> str:
    """The domain of one company that both use, "" when there is none."""
    return next((domain for domain in one.domains if domain in other.domains and not crowd.is_public(domain)), "")


def two_ids(one: Profile, other: Profile) -> Fact | None:
    """That one program knows them under two ids."""
    mine, theirs = one.external, other.external
    if mine and theirs and mine[0] and mine[0] == theirs[0] and mine[1] != theirs[1]:
        return Fact("other_id", mine[0])
    return None
