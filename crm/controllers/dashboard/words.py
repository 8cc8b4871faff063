"""Words that cards of a dashboard share. No figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from crm.models.dashboards import CARD_KINDS, CARD_VARIANTS
from crm.models.figures import FLOOR
from crm.utils.i18n import _, translate


def title_of(kind: str, options: Mapping[str, Any] = MappingProxyType({})) -> str:
    """What a kind of card is called, with options of a variant as that is; StopIteration when there is none."""
    variant = next((one for one in CARD_VARIANTS if one.kind == kind and one.options == options), None)
    return translate(variant.title if variant else next(one.title for one in CARD_KINDS if one.key == kind))


def too_few() -> str:
    """Why something is not told."""
    return _("Fewer than {floor} are too few to say.").format(floor=FLOOR)
