"""Loss reasons: words that go with one, the reason of what was lost elsewhere, and what lost deals keep."""

from __future__ import annotations

import pytest

from crm.controllers.loss_reasons import NOT_RECORDED
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST
from tests.records import second_user


@pytest.fixture
def lost(session):
    """A reason and a deal that was lost for it."""
    reason = session.loss_reasons.add("Se fue", needs_text=True)
    stage = session.pipelines.default().first(LOST)
    closing = Closing("2026-01-15", 100, reason, "a otra ciudad")
    return reason, session.opportunities.add({"title": "Obra", "stage_id": stage.id}, closing=closing)


def test_a_reason_may_ask_for_words(session):
    reason = session.loss_reasons.add("Otra causa", needs_text=True)
    session.loss_reasons.change(reason, needs_text=False)
    assert session.loss_reasons.by_name("otra causa").needs_text is False


def test_a_used_reason_goes_out_of_use_and_deals_keep_it(session, lost):
    reason, deal = lost
    session.loss_reasons.remove(reason)
    assert session.loss_reasons.by_name("Se fue").active is False
    assert session.opportunities.get(deal).loss_reason_id == reason


def test_an_unused_reason_is_gone(session):
    session.loss_reasons.remove(session.loss_reasons.add("Sobra"))
    assert session.loss_reasons.by_name("Sobra") is None


def test_the_reason_nobody_recorded_is_one_and_never_offered(session):
    first, second = session.loss_reasons.not_recorded(), session.loss_reasons.not_recorded()
    assert first == second
    assert NOT_RECORDED not in [one.name for one in session.loss_reasons.all()]


def test_a_salesperson_may_bring_in_what_was_lost_without_a_reason(session):
    assert second_user(session).loss_reasons.not_recorded()
