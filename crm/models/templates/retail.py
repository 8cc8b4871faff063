"""The template of shops that quote and order for their customers: furniture, optics, bicycles, gifts. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
    ADVERTISING,
    AMBER,
    BLUE,
    COLD_CALL,
    CONTACTS,
    CUSTOMER,
    CYAN,
    FAIR,
    MESSAGES,
    NO_ANSWER,
    OTHER,
    POSTPONED,
    PRICE,
    REFERRAL,
    SLATE,
    SOCIAL_MEDIA,
    TEAL,
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

_ORDERS = PipelineSeed(
    N_("Quotes and orders"),
    (
        StageSeed(N_("Interested"), 15, 2, 4, SLATE),
        StageSeed(N_("Quote given"), 40, 5, 7, BLUE),
        StageSeed(N_("Thinking it over"), 50, 7, 10, VIOLET),
        StageSeed(N_("Deposit paid"), 90, 20, 25, TEAL),
        won(N_("Delivered and paid")),
        lost(N_("Not bought")),
    ),
)
_COMPANIES = PipelineSeed(
    N_("Sales to companies"),
    (
        StageSeed(N_("Contacted"), 10, 5, 7, SLATE),
        StageSeed(N_("Catalogue sent"), 25, 7, 10, CYAN),
        StageSeed(N_("Quote sent"), 50, 7, 10, VIOLET),
        StageSeed(N_("Order confirmed"), 90, 10, 14, AMBER),
        won(N_("Delivered and invoiced")),
        lost(N_("Lost")),
    ),
)

RETAIL = Template(
    "retail",
    N_("Retail"),
    N_("A shop or an online shop: quotes, special orders, deliveries, and companies that buy larger amounts."),
    (_ORDERS, _COMPANIES),
    sources=(
        N_("Came into the shop"), N_("Online shop"), MESSAGES, SOCIAL_MEDIA, REFERRAL, CUSTOMER, WEBSITE, ADVERTISING,
        N_("Marketplace"), FAIR, COLD_CALL,
    ),
    types=(("shop_visit", N_("Visit to the shop")), VISIT, WHATSAPP),
    reasons=(
        PRICE, N_("Bought somewhere else"), N_("Bought online"), N_("Not in stock"), N_("Delivery too slow"),
        N_("Credit refused"), POSTPONED, NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(
            N_("Delivery"), Kind.CHOICE, (N_("Collected in the shop"), N_("Home delivery"), N_("With installation"))
        ),
        FieldSeed(N_("Delivery date"), Kind.DATE),
        FieldSeed(
            N_("Payment"),
            Kind.CHOICE,
            (N_("Card"), N_("Cash"), N_("Bank transfer"), N_("Instalments"), N_("On delivery")),
        ),
        FieldSeed(N_("Deposit"), Kind.MONEY),
        FieldSeed(N_("Supplier's order number"), Kind.TEXT),
        FieldSeed(N_("Loyalty card"), Kind.TEXT, entity=CONTACTS),
        FieldSeed(N_("Sizes and tastes"), Kind.LONG_TEXT, entity=CONTACTS),
    ),
)  # fmt: skip
