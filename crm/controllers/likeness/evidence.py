"""The reasons for and against two contacts being one, as sentences with their values. Weighs nothing."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import phones
from crm.utils.i18n import N_, _
from crm.utils.text import one_line

_LONGEST = 40
# For each reason a sentence; {one} and {other} are the two values, {one} the one both have.
SENTENCES = {
    "name": N_("Same name: {one}"),
    "name_written": N_("{one} = {other}"),
    "name_turned": N_("First and last name changed places: {one} / {other}"),
    "nickname": N_("One name for the other: {one} = {other}"),
    "name_spelt": N_("Almost the same name: {one} / {other}"),
    "name_part": N_("One name more: {one} / {other}"),
    "name_initial": N_("A name by its initial: {one} / {other}"),
    "one_word": N_("Same first name, no last name: {one}"),
    "other_name": N_("But the names differ: {one} / {other}"),
    "other_last_name": N_("Same first name, but other last name: {one} / {other}"),
    "generation": N_("But father and son: {one} / {other}"),
    "email": N_("Same e-mail: {one}"),
    "email_tag": N_("Same mailbox: {one} = {other}"),
    "email_near": N_("Almost the same e-mail: {one} / {other}"),
    "phone": N_("Same phone: {one}"),
    "phone_national": N_("Same number in another format: {one} = {other}"),
    "phone_near": N_("Phone with one other figure: {one} / {other}"),
    "tax": N_("Same tax ID: {one}"),
    "other_tax": N_("But other tax IDs: {one} / {other}"),
    "company": N_("Same company: {one}"),
    "company_written": N_("Same company: {one} = {other}"),
    "company_near": N_("Almost the same company: {one} / {other}"),
    "company_place": N_("The company and its country: {one} / {other}"),
    "company_part": N_("One company name within the other: {one} / {other}"),
    "domain": N_("Same web domain: {one}"),
    "city": N_("Same city: {one}"),
    "other_company": N_("But other company: {one} / {other}"),
    "other_city": N_("But other city: {one} / {other}"),
    "other_email": N_("But other e-mail: {one} / {other}"),
    "other_phone": N_("But other phone: {one} / {other}"),
    "other_domain": N_("But other web domain: {one} / {other}"),
    "other_id": N_("But two IDs in {one}"),
    "shared": N_("Others have this address or number too"),
}


@dataclass(frozen=True)
class Fact:
    """One reason: a key of SENTENCES and the values of both."""

    reason: str
    one: str = ""
    other: str = ""


def sentence(fact: Fact) -> str:
    """A reason as it is shown."""
    one, other = (_shown(fact.reason, value) for value in (fact.one, fact.other))
    return _(SENTENCES[fact.reason]).format(one=one, other=other)


def _shown(reason: str, value: str) -> str:
    readable = phones.show(value, region="") if "phone" in reason else value
    return one_line(readable, _LONGEST)


def name_fact(one: str, other: str) -> Fact:
    """Two names that are one: the words that are written in two ways, or else the name."""
    mine, theirs = one.split(), other.split()
    if len(mine) == len(theirs):
        apart = [(a, b) for a, b in zip(mine, theirs, strict=True) if a.casefold() != b.casefold()]
        if not apart:
            return Fact("name", one)
        mine, theirs = [a for a, _b in apart], [b for _a, b in apart]
    return Fact("name_written", " ".join(mine), " ".join(theirs))
