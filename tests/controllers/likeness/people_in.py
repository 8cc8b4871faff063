"""What tests of likeness share: profiles from a few words, and a crowd to judge them in. No test stands here."""

from __future__ import annotations

from typing import Any

from crm.controllers.likeness.crowd import Crowd
from crm.controllers.likeness.profiles import Profile, typed_profile
from crm.models.contacts import COMPANY


def person(name: str, **values: Any) -> Profile:
    """A person by "First|Last" and any other values."""
    first, _bar, last = name.partition("|")
    return typed_profile({"first_name": first, "last_name": last, **values}, region="ES")


def company(name: str, **values: Any) -> Profile:
    """A company by its name and any other values."""
    return typed_profile({"kind": COMPANY, "company": name, **values}, region="ES")


def crowd(*profiles: Profile) -> Crowd:
    """A crowd of these."""
    return Crowd(profiles)
