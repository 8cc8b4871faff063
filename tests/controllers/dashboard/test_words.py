"""Words that cards share."""

from __future__ import annotations

from crm.controllers.dashboard.words import of_enough, title_of
from crm.models.dashboards import AGEING, CARD_KINDS, CARD_VARIANTS, Number


def test_every_kind_of_card_has_a_title():
    assert all(title_of(kind.key) for kind in CARD_KINDS)


def test_a_variant_has_a_title_of_its_own():
    titles = {title_of(one.kind, one.options) for one in CARD_VARIANTS}
    assert len(titles) == len(CARD_VARIANTS)
    assert not titles & {title_of(kind.key) for kind in CARD_KINDS}


def test_options_of_no_variant_are_called_as_the_kind():
    assert title_of(AGEING, {"show": "luck"}) == title_of(AGEING)


def test_what_is_too_few_is_said():
    told = of_enough(Number("Average", None))
    assert (told.why, told.briefly) == ("Fewer than 5 are too few to say.", "Too few to say")


def test_a_number_of_enough_says_nothing_of_it():
    assert of_enough(Number("Average", 0.0)) == Number("Average", 0.0)
