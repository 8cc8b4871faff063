"""Why a figure leaves deals out, in words, each only where there are such deals."""

from __future__ import annotations

from crm.models.figures import CLOSED_AT_ONCE, WITHOUT_RATE, WITHOUT_VALUE, LeftOut
from crm.utils.i18n import _


def without_value(count: int) -> list[LeftOut]:
    """Deals that are counted, but not in any sum."""
    return _told(WITHOUT_VALUE, _("Counted, but in no sum: their value is not known."), count=count)


def without_rate(count: int, currency: str) -> list[LeftOut]:
    """Deals that are counted, and in the sum of their own currency only, not of the business's."""
    reason = _("Counted, but not converted to {currency}: no exchange rate is known for their day.")
    return _told(WITHOUT_RATE, reason.format(currency=currency), count=count)


def without_some(count: int) -> list[LeftOut]:
    """Customers whose purchases are in their value but for some."""
    reason = _("Customers with purchases in a currency without an exchange rate for their day; those are in no value.")
    return _told(WITHOUT_RATE, reason, count=count)


def closed_at_once(count: int) -> list[LeftOut]:
    """Deals nobody saw go through the stages."""
    reason = _("Not counted: they came in won or lost already, so their way through the stages is not known.")
    return _told(CLOSED_AT_ONCE, reason, count=count)


def _told(key: str, reason: str, *, count: int) -> list[LeftOut]:
    return [LeftOut(key, reason, count)] if count else []
