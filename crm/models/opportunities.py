"""What an opportunity (a deal) is: its fields, lines, moves through stages. No SQL, no checking, no screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import KINDS, OPEN
from crm.models.tags import Tag
from crm.utils.i18n import N_

_DEAL, _MONEY, _MORE = N_("Opportunity"), N_("Value"), N_("More")
FIELDS: tuple[Field, ...] = (
    Field("title", Kind.TEXT, N_("Title"), _DEAL, required=True),
    Field("contact_id", Kind.CONTACT, N_("Contact"), _DEAL),
    Field("company_id", Kind.CONTACT, N_("Company"), _DEAL),
    Field("pipeline_id", Kind.PIPELINE, N_("Pipeline"), _DEAL, required=True),
    Field("stage_id", Kind.STAGE, N_("Stage"), _DEAL, required=True),
    Field("value", Kind.MONEY, N_("Value"), _MONEY),
    Field("value_from_lines", Kind.YES_NO, N_("Value from the lines"), _MONEY, default=0, editable=False),
    Field("currency", Kind.TEXT, N_("Currency"), _MONEY, required=True),
    Field("probability", Kind.NUMBER, N_("Probability (%)"), _MONEY),
    Field("expected_close", Kind.DATE, N_("Expected close"), _MONEY),
    Field("assigned_to", Kind.USER, N_("Owner"), _DEAL),
    Field("source", Kind.TEXT, N_("Source"), _MORE),
    Field("tags", Kind.TAGS, N_("Tags"), _MORE),
    Field("description", Kind.LONG_TEXT, N_("Description"), _MORE),
    Field("status", Kind.CHOICE, N_("Status"), choices=KINDS, editable=False),
    Field("closed_on", Kind.DATE, N_("Closed on"), editable=False),
    Field("loss_reason_id", Kind.LOSS_REASON, N_("Loss reason"), editable=False),
    Field("loss_note", Kind.TEXT, N_("Why it was lost"), editable=False),
    Field("snoozed_until", Kind.DATE, N_("Snoozed until"), editable=False),
    Field("stage_since", Kind.MOMENT, N_("In this stage since"), editable=False),
    Field("created_at", Kind.MOMENT, N_("Created"), editable=False),
    Field("updated_at", Kind.MOMENT, N_("Changed"), editable=False),
    Field("external_source", Kind.TEXT, N_("Imported from"), editable=False),
    Field("external_id", Kind.TEXT, N_("External ID"), editable=False),
)
OVERDUE, TODAY, PLANNED, NONE = "overdue", "today", "planned", "none"
MARKS = (
    Choice(OVERDUE, N_("Overdue activity")),
    Choice(TODAY, N_("Activity today")),
    Choice(PLANNED, N_("Activity planned")),
    Choice(NONE, N_("No activity planned")),
)
# What deals are filtered by beside their fields.
FOLLOWING: tuple[Field, ...] = (
    Field("mark", Kind.CHOICE, N_("Next activity"), choices=MARKS, editable=False),
    Field("idle_days", Kind.NUMBER, N_("Days without contact"), editable=False),
    Field("days_in_stage", Kind.NUMBER, N_("Days in this stage"), editable=False),
    Field("rotting", Kind.YES_NO, N_("Rotting"), editable=False),
    Field("weighted", Kind.MONEY, N_("Weighted value"), editable=False),
    Field("product_id", Kind.PRODUCT, N_("Product"), editable=False),
)
LARGEST_VALUE = 10**15  # minor units; thousands of such deals still add up in a 64-bit integer


def weighted(value: int | None, probability: int) -> int | None:
    """A value times its probability in percent, halves rounded away from zero; None without a value."""
    if value is None:
        return None
    return (abs(value) * probability + 50) // 100 * (1 if value >= 0 else -1)


@dataclass(frozen=True)
class Line:
    """One line of an opportunity.

    `quantity` is in thousandths, `unit_price` in minor units of the opportunity's currency (None: not known),
    `discount` in hundredths of a percent.
    """

    product_id: int | None = None
    name: str = ""
    quantity: int = 1000
    unit_price: int | None = None
    discount: int = 0
    id: int = 0

    @property
    def total(self) -> int | None:
        """In minor units, halves rounded away from zero once, at the end; None without a price."""
        if self.unit_price is None:
            return None
        exact = self.quantity * self.unit_price * (10_000 - self.discount)
        half = 5_000_000
        return (abs(exact) + half) // (2 * half) * (1 if exact >= 0 else -1)


@dataclass(frozen=True)
class Move:
    """One row of a deal's stage history; `seconds` were spent in the stage it left. No `from_stage_id`: it was made."""

    id: int
    from_stage_id: int | None
    to_stage_id: int
    user_id: int | None
    at: str
    seconds: int


@dataclass(frozen=True)
class Opportunity:
    """One deal, whole. `value` in minor units of `currency`; `version` as in Contact."""

    id: int
    title: str
    pipeline_id: int
    stage_id: int
    currency: str
    version: int
    status: str = OPEN
    contact_id: int | None = None
    company_id: int | None = None
    value: int | None = None
    value_from_lines: bool = False
    probability: int = 0
    probability_by_hand: bool = False
    expected_close: str = ""
    closed_on: str = ""
    loss_reason_id: int | None = None
    loss_note: str = ""
    source: str = ""
    description: str = ""
    assigned_to: int | None = None
    rank: str = ""
    stage_since: str = ""
    furthest_stage_id: int | None = None
    snoozed_until: str = ""
    external_source: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    custom: Mapping[str, Any] = empty(default_factory=dict)
    lines: tuple[Line, ...] = ()
    tags: tuple[Tag, ...] = ()

    def values(self) -> dict[str, Any]:
        """Field name -> stored value, custom fields as `custom.<key>`, tags as ids: what a form shows."""
        plain = {field.name: getattr(self, field.name) for field in FIELDS if field.name != "tags"}
        plain["tags"] = [tag.id for tag in self.tags]
        return plain | {f"custom.{key}": value for key, value in self.custom.items()}


@dataclass(frozen=True)
class Closing:
    """What is told when a deal is won or lost: the day, the value, and for a loss the reason and its words."""

    closed_on: str = ""
    value: int | None = None
    loss_reason_id: int | None = None
    loss_note: str = ""


@dataclass(frozen=True)
class Amount:
    """Totals of some deals in one currency: their number, those of them without a value, value and weighted value.

    Weighted values are rounded per deal (halves away from zero), then added.
    """

    currency: str
    count: int
    without_value: int
    value: int
    weighted: int
