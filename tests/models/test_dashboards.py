"""Cards and filters as they are kept, and the change of a number against before."""

from __future__ import annotations

import pytest

from crm.models.dashboards import CARD_KINDS, Card, Filters, Number
from crm.models.figures import ALL
from crm.models.periods import PERIODS
from crm.models.users import PERMISSIONS


def test_a_card_comes_back_as_it_was_kept():
    card = Card("activities", 2, 1, {"by": "type"})
    assert Card.from_plain(card.to_plain()) == card


def test_a_card_kept_by_its_kind_alone_has_the_usual_size():
    assert Card.from_plain({"kind": "won"}) == Card("won", 1, 1, {})


def test_filters_come_back_and_forget_what_they_do_not_know():
    filters = Filters("own", "2026-01-01", "2026-01-31", 3, 0)
    assert Filters.from_plain({**filters.to_plain(), "colour": "red"}) == filters


@pytest.mark.parametrize(
    ("value", "former", "change"), [(150, 100, 0.5), (50, 100, -0.5), (50, 0, None), (50, None, None), (None, 9, None)]
)
def test_a_change_is_a_share_of_what_was_before(value, former, change):
    assert Number("Won", value, before=former).change == change


def test_kinds_have_keys_of_their_own_and_rights_there_are():
    assert len({kind.key for kind in CARD_KINDS}) == len(CARD_KINDS)
    assert all(f"read {kind.area}" in PERMISSIONS["reader"] for kind in CARD_KINDS)


def test_the_usual_filters_name_a_period():
    assert Filters().period in {one.value for one in PERIODS}


@pytest.mark.parametrize(
    "value, part, has_records", [(1, ALL, True), (1, "", False), (None, ALL, False), (0, ALL, True)]
)
def test_records_stand_behind_a_number_that_is_told(value, part, has_records):
    assert Number("Won", value, part=part).has_records is has_records
