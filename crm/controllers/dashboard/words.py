"""Words that cards of a dashboard share. No figures."""

from __future__ import annotations

from crm.models.dashboards import CARD_KINDS
from crm.models.figures import FLOOR
from crm.utils.i18n import _, translate


def title_of(kind: str) -> str:
    """What a kind of card is called; StopIteration when there is none."""
    return translate(next(one.title for one in CARD_KINDS if one.key == kind))


def too_few() -> str:
    """Why something is not told."""
    return _("Fewer than {floor} are too few to say.").format(floor=FLOOR)
