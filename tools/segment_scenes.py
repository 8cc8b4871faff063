"""The scenes of segments: a good customer at risk, with the reason, and the rules."""

from __future__ import annotations

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.segments import AT_RISK
from crm.session import Session
from tools.stagehand import Stagehand, list_contacts, open_demo

_AT_RISK = ListQuery(conditions=(Condition("segment", Operator.ANY, (AT_RISK,)),))


def _quiet(session: Session) -> int:
    """A good customer who is at risk."""
    return next(one for one in session.contacts.ids(_AT_RISK) if _is_good(session, one))


def _is_good(session: Session, contact: int) -> bool:
    told = session.segments.of_contact(contact)
    return told is not None and told.good


def _customer(hand: Stagehand) -> None:
    session = open_demo(hand)
    session.segments.recompute()
    list_contacts(hand, _AT_RISK)
    hand.window.contacts.go_to(_quiet(session))


def _rules(hand: Stagehand) -> None:
    _customer(hand)
    hand.rest()
    hand.run("contact.segments")


SCENES = {
    "segment": _customer,
    "segments": _rules,
}
