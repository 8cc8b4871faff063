"""The template of software: subscriptions, licences, development by order. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
    AMBER,
    BLUE,
    COMPETITOR,
    CONTACTS,
    CUSTOMER,
    CYAN,
    FAIR,
    NO_ANSWER,
    NO_BUDGET,
    NO_DECISION,
    OTHER,
    PARTNER,
    PINK,
    POSTPONED,
    PRICE,
    REFERRAL,
    SEARCH,
    SLATE,
    TEAL,
    VIDEO_CALL,
    VIOLET,
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

_NEW_BUSINESS = PipelineSeed(
    N_("New business"),
    (
        StageSeed(N_("New lead"), 5, 3, 5, SLATE),
        StageSeed(N_("Qualified"), 15, 7, 10, BLUE),
        StageSeed(N_("Demo given"), 30, 10, 12, CYAN),
        StageSeed(N_("Trial or pilot"), 50, 21, 10, VIOLET),
        StageSeed(N_("Proposal sent"), 65, 10, 12, PINK),
        StageSeed(N_("Legal and security review"), 80, 15, 14, AMBER),
        won(N_("Won")),
        lost(N_("Lost")),
    ),
)
_RENEWALS = PipelineSeed(
    N_("Renewals and expansion"),
    (
        StageSeed(N_("Renewal coming up"), 70, 45, 30, SLATE),
        StageSeed(N_("In conversation"), 80, 20, 14, BLUE),
        StageSeed(N_("Contract sent"), 90, 10, 10, TEAL),
        won(N_("Renewed")),
        lost(N_("Cancelled")),
    ),
)

SOFTWARE = Template(
    "software",
    N_("Software"),
    N_("Subscriptions, licences and development: demos, trials, security reviews and yearly renewals."),
    (_NEW_BUSINESS, _RENEWALS),
    sources=(
        N_("Demo request"), N_("Free trial"), WEBSITE, SEARCH, N_("LinkedIn"), REFERRAL, PARTNER, CUSTOMER, FAIR,
        N_("Webinar"), N_("E-mail campaign"), N_("Marketplace"),
    ),
    types=(("demo", N_("Demo")), VIDEO_CALL, ("training", N_("Training")), WHATSAPP),
    reasons=(
        PRICE, N_("Missing feature"), COMPETITOR, N_("Builds it in-house"), N_("Security or legal objections"),
        NO_BUDGET, N_("Project cancelled"), POSTPONED, NO_DECISION, NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(
            N_("Billing"),
            Kind.CHOICE,
            (N_("Monthly"), N_("Yearly"), N_("One-off licence"), N_("Development by order")),
        ),
        FieldSeed(N_("Users or licences"), Kind.NUMBER),
        FieldSeed(N_("Recurring revenue per month"), Kind.MONEY),
        FieldSeed(N_("Months of contract"), Kind.NUMBER),
        FieldSeed(N_("What they use today"), Kind.TEXT),
        FieldSeed(N_("Trial ends on"), Kind.DATE),
        FieldSeed(N_("Technical requirements"), Kind.LONG_TEXT),
        FieldSeed(
            N_("Role in the decision"),
            Kind.CHOICE,
            (N_("Decides"), N_("Recommends"), N_("Uses it"), N_("Technical contact"), N_("Signs the purchase")),
            CONTACTS,
        ),
        FieldSeed(
            N_("Employees"),
            Kind.CHOICE,
            (N_("1 to 9"), N_("10 to 49"), N_("50 to 249"), N_("250 or more")),
            CONTACTS,
        ),
        FieldSeed(N_("Contract renews on"), Kind.DATE, entity=CONTACTS),
    ),
)  # fmt: skip
