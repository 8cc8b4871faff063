"""The dashboards files begin with: one for each industry, full rows, every kind used somewhere."""

from __future__ import annotations

import pytest

from crm.models import dashboard_defaults
from crm.models.dashboards import CARD_KINDS, REPORT
from crm.models.templates.catalogue import TEMPLATES
from crm.views.widgets.card_layout import CardLayout, Tile

KEYS = [one.key for one in TEMPLATES]


@pytest.mark.parametrize("key", KEYS)
def test_each_template_has_its_own(key):
    others = [dashboard_defaults.cards(one) for one in KEYS if one != key]
    assert dashboard_defaults.cards(key) not in others


@pytest.mark.parametrize("key", KEYS)
def test_no_kind_comes_twice(key):
    kinds = [card.kind for card in dashboard_defaults.cards(key)]
    assert len(kinds) == len(set(kinds))


def test_every_kind_but_a_report_is_used_somewhere():
    used = {card.kind for key in KEYS for card in dashboard_defaults.cards(key)}
    assert used == {kind.key for kind in CARD_KINDS} - {REPORT}


@pytest.mark.parametrize("columns", [4, 6])
@pytest.mark.parametrize("key", KEYS)
def test_four_and_six_columns_have_no_hole(key, columns):
    layout = CardLayout([Tile(card.kind, card.width, card.height) for card in dashboard_defaults.cards(key)], columns)
    assert layout.rows * columns == 24


def test_a_file_without_a_template_has_the_first_one_s():
    assert dashboard_defaults.cards("") == dashboard_defaults.cards(KEYS[0])
