"""Words that cards share."""

from __future__ import annotations

from crm.controllers.dashboard.words import title_of, too_few
from crm.models.dashboards import CARD_KINDS


def test_every_kind_of_card_has_a_title():
    assert all(title_of(kind.key) for kind in CARD_KINDS)


def test_what_is_too_few_is_said():
    assert "5" in too_few()
