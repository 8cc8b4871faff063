"""How the segment of a customer reads."""

from crm.models.segments import ContactSegment
from crm.views import segment_words

SEGMENT = ContactSegment(1, "at_risk", "2026-10-21", "2026-06-22", 152, 4, 1_195_514, "EUR", True, "Why.")


def test_a_customer_is_told_with_the_reason_the_worth_and_the_day():
    assert segment_words.told(SEGMENT) == "Why. Worth €11,955.14; since 21 Oct 2026."


def test_what_has_no_rate_is_named():
    told = segment_words.told(ContactSegment(**{**vars(SEGMENT), "unpriced": 2}))
    assert told.endswith("2 without an exchange rate are not in it.")


def test_a_star_marks_a_good_customer():
    assert segment_words.chip(SEGMENT, int).label == "★ At risk"
    assert segment_words.chip(ContactSegment(**{**vars(SEGMENT), "good": False}), int).label == "At risk"


def test_an_unknown_segment_is_shown_as_it_is():
    assert segment_words.label("new") == "new"
