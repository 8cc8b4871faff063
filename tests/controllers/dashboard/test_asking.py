"""What the cards of a page share: one reading under each key, and the same question about another period."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import Prices
from crm.controllers.dashboard.asking import Question
from crm.models.dashboards import Card, Filters
from crm.models.figures import Scope
from crm.models.periods import MONTH, Period


@pytest.fixture
def question(session):
    asked = Asked(session.database, Scope("2026-11-01", "2026-11-30", 3, 7), Prices("EUR", ()), "2026-11-21")
    days = Period(MONTH, "2026-11-01", "2026-11-30"), Period(MONTH, "2026-10-01", "2026-10-21")
    return Question(session.contacts.context, Card("won"), Filters(pipeline_id=3, owner_id=7), *days, deals=asked)


def test_cards_of_a_page_read_once_under_a_key(question):
    read = []
    other = question.of(Card("funnel"))
    assert [one.once("deals", lambda: read.append(1) or 5) for one in (question, other, question)] == [5, 5, 5]
    assert len(read) == 1


def test_the_period_before_has_the_same_pipeline_and_owner(question):
    assert question.before.scope == Scope("2026-10-01", "2026-10-21", 3, 7)


def test_without_a_period_to_compare_with_nothing_is_asked_of_it(question):
    assert replace(question, compared=None).before is None
