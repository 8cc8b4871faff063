"""Contacts that were entered more than once, for the tests of duplicates. No test stands here."""

from __future__ import annotations

from crm.models.duplicates import Group, Likeness, Pair
from crm.session import Session


def plant(session: Session) -> dict[str, tuple[int, ...]]:
    """A pair, a group of three, and somebody alone: name -> ids."""
    add = session.contacts.add
    jose = add({"first_name": "José", "last_name": "Núñez", "email": "jose@acme.es", "city": "Lugo"})
    same = add({"first_name": "Jose", "last_name": "Nunez", "email": "JOSE@acme.es", "phone": "982111222"})
    three = tuple(
        add({"first_name": "Marta", "last_name": "Soler Vidal", "email": "marta@orbit.es", **more})
        for more in ({"city": "Vigo"}, {"mobile_phone": "612345678"}, {"job_title": "CEO"})
    )
    return {"pair": (jose, same), "three": three, "alone": (add({"first_name": "Zoe", "last_name": "Quintana"}),)}


def pair(one: int, other: int, score: int, *reasons: str) -> Pair:
    """Two contacts that look alike."""
    return Pair(one, other, Likeness(score, reasons or (f"reason {score}",)))


def group(*pairs: Pair) -> Group:
    """A group that a scan might have found."""
    ids = tuple(sorted({one for each in pairs for one in (each.one_id, each.other_id)}))
    return Group(ids, min(each.likeness.score for each in pairs), pairs)
