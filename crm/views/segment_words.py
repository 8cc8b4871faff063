"""How segments of customers read in the window: names, hues, what is told of one customer. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable

from crm.models.segments import AT_RISK, FREQUENT, INACTIVE, OCCASIONAL, SEGMENTS, ContactSegment
from crm.utils import dates, money
from crm.utils.i18n import _, ngettext, translate
from crm.views.widgets.chips import Chip

HUES = {FREQUENT: "#15803d", OCCASIONAL: "#0e7490", AT_RISK: "#b45309", INACTIVE: "#64748b"}


def label(segment: str) -> str:
    """A segment's name."""
    return next((translate(one.label) for one in SEGMENTS if one.value == segment), segment)


def chip(segment: ContactSegment, run: Callable[[], object]) -> Chip:
    """The chip of a customer's segment; a star marks a good customer."""
    words = label(segment.segment)
    return Chip(f"★ {words}" if segment.good else words, HUES[segment.segment], run=run)


def told(segment: ContactSegment) -> str:
    """The rule that put a customer where they are, what those purchases were worth, and since when."""
    worth = _("Worth {value}; since {day}.").format(
        value=money.show(segment.won_value, segment.currency), day=dates.show_day(segment.since)
    )
    missing = ngettext(
        "{count} without an exchange rate is not in it.", "{count} without an exchange rate are not in it.",
        segment.unpriced,
    )  # fmt: skip
    parts = [segment.reason, worth, missing.format(count=segment.unpriced) if segment.unpriced else ""]
    return " ".join(filter(None, parts))
