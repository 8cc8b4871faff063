"""What a template of an industry consists of, and what most of them share. All names are msgids, shown translated."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Kind
from crm.models.pipelines import LOST, OPEN, WON
from crm.utils.i18n import N_

SLATE, BLUE, CYAN, TEAL, AMBER, PINK, VIOLET = (
    "#64748b", "#2563eb", "#0891b2", "#0d9488", "#d97706", "#db2777", "#9333ea",
)  # fmt: skip
GREEN, RED = "#16a34a", "#dc2626"
DEALS, CONTACTS = "opportunities", "contacts"


@dataclass(frozen=True)
class StageSeed:
    """A stage: its probability in percent, the days a deal usually stays, the days without a contact until it rots."""

    name: str
    probability: int = 0
    expected_days: int = 0
    rotting_days: int = 0
    color: str = ""
    kind: str = OPEN


@dataclass(frozen=True)
class PipelineSeed:
    """A pipeline with its stages in their order."""

    name: str
    stages: tuple[StageSeed, ...]


@dataclass(frozen=True)
class FieldSeed:
    """A custom field of deals or contacts."""

    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    entity: str = DEALS
    section: str = ""


@dataclass(frozen=True)
class Template:
    """What a business of one industry begins with; `types` are (key, name) of types of interactions."""

    key: str
    label: str
    description: str
    pipelines: tuple[PipelineSeed, ...]
    sources: tuple[str, ...]
    types: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    fields: tuple[FieldSeed, ...]


def won(name: str) -> StageSeed:
    """The stage of what was sold."""
    return StageSeed(name, 100, color=GREEN, kind=WON)


def lost(name: str) -> StageSeed:
    """The stage of what was not."""
    return StageSeed(name, 0, color=RED, kind=LOST)


# Why deals are lost; who chooses OTHER says more.
OTHER = N_("Another reason")
PRICE = N_("Too expensive")
COMPETITOR = N_("Chose a competitor")
NO_ANSWER = N_("No answer")
NO_BUDGET = N_("No budget")
POSTPONED = N_("Put off for later")
NO_DECISION = N_("Did nothing in the end")

# Where customers come from.
REFERRAL = N_("Referral")
WEBSITE = N_("Website")
SOCIAL_MEDIA = N_("Social media")
MESSAGES = N_("WhatsApp")
FAIR = N_("Trade fair or event")
CUSTOMER = N_("Existing customer")
COLD_CALL = N_("Cold call or visit")
SEARCH = N_("Internet search")
ADVERTISING = N_("Advertising")
PARTNER = N_("Partner")

# What happens with customers beside calls, e-mails, meetings and notes.
WHATSAPP = ("whatsapp", MESSAGES)
VISIT = ("visit", N_("Visit"))
VIDEO_CALL = ("video_call", N_("Video call"))
