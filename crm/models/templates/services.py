"""The template of services: consultants, agencies, advisers, installers, everyone who sells work. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
    ADVERTISING,
    AMBER,
    BLUE,
    COLD_CALL,
    COMPETITOR,
    CONTACTS,
    CUSTOMER,
    CYAN,
    FAIR,
    MESSAGES,
    NO_ANSWER,
    NO_BUDGET,
    NO_DECISION,
    OTHER,
    PARTNER,
    POSTPONED,
    PRICE,
    REFERRAL,
    SEARCH,
    SLATE,
    SOCIAL_MEDIA,
    TEAL,
    VIDEO_CALL,
    VIOLET,
    VISIT,
    WEBSITE,
    WHATSAPP,
    FieldSeed,
    PipelineSeed,
    StageSeed,
    Template,
    lost,
    won,
)
from crm.utils.i18n import N_

_SALES = PipelineSeed(
    N_("New sales"),
    (
        StageSeed(N_("New enquiry"), 10, 3, 5, SLATE),
        StageSeed(N_("First meeting"), 25, 7, 10, BLUE),
        StageSeed(N_("Need understood"), 40, 7, 12, CYAN),
        StageSeed(N_("Proposal sent"), 60, 10, 14, VIOLET),
        StageSeed(N_("Negotiation"), 80, 10, 14, AMBER),
        won(N_("Won")),
        lost(N_("Lost")),
    ),
)
_RENEWALS = PipelineSeed(
    N_("Contract renewals"),
    (
        StageSeed(N_("Renewal coming up"), 60, 30, 30, SLATE),
        StageSeed(N_("Renewal proposed"), 75, 15, 14, VIOLET),
        StageSeed(N_("Agreed by word"), 90, 7, 10, TEAL),
        won(N_("Renewed")),
        lost(N_("Not renewed")),
    ),
)

SERVICES = Template(
    "services",
    N_("Services"),
    N_("Consulting, agencies, advisers, installations, repairs: work sold by the project, the month or the hour."),
    (_SALES, _RENEWALS),
    sources=(
        REFERRAL, CUSTOMER, WEBSITE, SEARCH, SOCIAL_MEDIA, MESSAGES, FAIR, PARTNER, COLD_CALL, ADVERTISING,
    ),
    types=(VISIT, VIDEO_CALL, WHATSAPP),
    reasons=(
        PRICE, NO_BUDGET, COMPETITOR, N_("Does it with own staff"), N_("Not what we do"), POSTPONED, NO_DECISION,
        NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(
            N_("Kind of work"),
            Kind.CHOICE,
            (N_("One-off project"), N_("Monthly fee"), N_("Package of hours"), N_("Maintenance contract")),
        ),
        FieldSeed(N_("Wanted start"), Kind.DATE),
        FieldSeed(N_("Estimated hours"), Kind.NUMBER),
        FieldSeed(N_("Who decides"), Kind.TEXT),
        FieldSeed(N_("Who else is quoting"), Kind.TEXT),
        FieldSeed(N_("Line of business"), Kind.TEXT, entity=CONTACTS),
        FieldSeed(
            N_("Prefers to be reached by"),
            Kind.CHOICE,
            (N_("Telephone"), N_("E-mail"), MESSAGES, N_("Visit")),
            CONTACTS,
        ),
        FieldSeed(N_("Contract renews on"), Kind.DATE, entity=CONTACTS),
    ),
)  # fmt: skip
