"""Words that cards of a dashboard share. No figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from crm.controllers.analysis.sums import Total
from crm.models.dashboards import CARD_KINDS, CARD_VARIANTS, Number
from crm.models.figures import FLOOR
from crm.utils.i18n import _, translate


def title_of(kind: str, options: Mapping[str, Any] = MappingProxyType({})) -> str:
    """What a kind of card is called, with options of a variant as that is; StopIteration when there is none."""
    variant = next((one for one in CARD_VARIANTS if one.kind == kind and one.options == options), None)
    return translate(variant.title if variant else next(one.title for one in CARD_KINDS if one.key == kind))


def of_enough(number: Number) -> Number:
    """A number; where it is None, there are too few to say it, and it tells so."""
    if number.value is not None:
        return number
    why = _("Fewer than {floor} are too few to say.").format(floor=FLOOR)
    return replace(number, why=why, briefly=_("Too few to say"))


def of_known(number: Number, total: Total) -> Number:
    """The worth of some deals; where none of them has a known one it is not nothing: it cannot be said."""
    if total.worth.count or not total.count:
        return number
    why = _("Counted, but in no sum: their value is not known.")
    return replace(number, value=None, why=why, briefly=_("No value"))
