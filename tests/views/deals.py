"""What tests of screens of deals share: a deal, its customer, stages by kind, a row as a list tells it. No test."""

from __future__ import annotations

from typing import Any

from crm.models.pipelines import Stage
from crm.session import Session


def stages(session: Session) -> tuple[Stage, ...]:
    """The open stages of the usual pipeline, in their order."""
    return tuple(stage for stage in session.pipelines.default().stages if stage.kind == "open")


def end(session: Session, kind: str) -> Stage:
    """The won or lost stage of the usual pipeline."""
    found = session.pipelines.default().first(kind)
    if found is None:
        raise LookupError(kind)
    return found


def ana(session: Session) -> int:
    """A person of a company."""
    session.contacts.add({"kind": "company", "company": "Acme"})
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Acme"})


def deal(session: Session, **values: Any) -> int:
    """A deal worth 1,000.00 €, with other values where they are told."""
    return session.opportunities.add({"title": "Web", "value": 100_000, **values})


def row(session: Session, deal_id: int) -> dict[str, Any]:
    """A deal as a list shows it."""
    return session.opportunities.rows([deal_id])[0]


def reason(session: Session, *, needs_text: bool = False) -> int:
    """A reason for a loss."""
    return next(one.id for one in session.loss_reasons.all() if one.needs_text == needs_text)
