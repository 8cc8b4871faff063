"""What the business sells through: pipelines, their stages, loss reasons, products, exchange rates. No SQL, no screens.

Names that a template brought are msgids: show every name through `i18n.translate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_

OPEN, WON, LOST = "open", "won", "lost"
KINDS = (Choice(OPEN, N_("In progress")), Choice(WON, N_("Won")), Choice(LOST, N_("Lost")))
FIXED_PROBABILITIES = {WON: 100, LOST: 0}
STAGE_FIELDS: tuple[Field, ...] = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("kind", Kind.CHOICE, N_("Kind"), required=True, default=OPEN, choices=KINDS),
    Field("probability", Kind.NUMBER, N_("Probability (%)")),
    Field("expected_days", Kind.NUMBER, N_("Days a deal usually stays")),
    Field("rotting_days", Kind.NUMBER, N_("Days without a contact until it rots")),
    Field("color", Kind.TEXT, N_("Colour")),
)
PRODUCT_FIELDS: tuple[Field, ...] = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("code", Kind.TEXT, N_("Code")),
    Field("price", Kind.MONEY, N_("Price")),
    Field("currency", Kind.TEXT, N_("Currency"), required=True),
    Field("active", Kind.YES_NO, N_("In use"), default=1),
)


@dataclass(frozen=True)
class Stage:
    """One step of a pipeline. `rotting_days` 0: deals do not rot here; `expected_days` 0: not known."""

    id: int
    pipeline_id: int
    name: str
    kind: str = OPEN
    color: str = ""
    probability: int = 0
    expected_days: int = 0
    rotting_days: int = 0
    active: bool = True
    position: int = 0
    version: int = 0


def as_stage(row: Mapping[str, Any]) -> Stage:
    """A stage from its row."""
    return Stage(**{**row, "active": bool(row["active"])})


@dataclass(frozen=True)
class Pipeline:
    """A way of selling, with its stages in their order, those in use alone."""

    id: int
    name: str
    stages: tuple[Stage, ...] = ()
    active: bool = True
    position: int = 0
    version: int = 0

    def first(self, kind: str) -> Stage | None:
        """The first stage of a kind."""
        return next((stage for stage in self.stages if stage.kind == kind), None)


@dataclass(frozen=True)
class LossReason:
    """Why a deal was lost; with `needs_text` whoever chooses it says more."""

    id: int
    name: str
    needs_text: bool = False
    active: bool = True
    position: int = 0
    version: int = 0


@dataclass(frozen=True)
class Source:
    """Where customers and deals come from; records keep the name as text."""

    id: int
    name: str
    active: bool = True
    position: int = 0
    version: int = 0


@dataclass(frozen=True)
class InteractionType:
    """A type of interactions and activities of the business's own; records keep `key`, which a rename never touches."""

    id: int
    key: str
    name: str
    active: bool = True
    position: int = 0
    version: int = 0


@dataclass(frozen=True)
class Product:
    """What is sold. `price` is in minor units of `currency`, None while not known."""

    id: int
    name: str
    currency: str
    code: str = ""
    price: int | None = None
    active: bool = True
    version: int = 0


@dataclass(frozen=True)
class ExchangeRate:
    """What one unit of `currency` was worth in `base` from `day` on; `rate` is a decimal number as text."""

    id: int
    currency: str
    base: str
    day: str
    rate: str
    version: int = 0
