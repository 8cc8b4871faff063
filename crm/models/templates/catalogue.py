"""The templates in the order they are offered. What each one brings stands in its own file."""

from __future__ import annotations

from crm.models.templates.hospitality import HOSPITALITY
from crm.models.templates.real_estate import REAL_ESTATE
from crm.models.templates.retail import RETAIL
from crm.models.templates.services import SERVICES
from crm.models.templates.shapes import Template
from crm.models.templates.software import SOFTWARE
from crm.models.templates.wholesale import WHOLESALE

TEMPLATES: tuple[Template, ...] = (SERVICES, RETAIL, REAL_ESTATE, SOFTWARE, HOSPITALITY, WHOLESALE)


def find(key: str) -> Template | None:
    """The template with this key."""
    return next((one for one in TEMPLATES if one.key == key), None)
