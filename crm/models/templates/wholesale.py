"""The template of wholesale and distribution: new accounts, large orders, routes, terms of payment. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
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
    PRICE,
    REFERRAL,
    SLATE,
    TEAL,
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

_ACCOUNTS = PipelineSeed(
    N_("New accounts"),
    (
        StageSeed(N_("To be visited"), 10, 7, 10, SLATE),
        StageSeed(N_("Visited"), 20, 10, 14, BLUE),
        StageSeed(N_("Samples or price list sent"), 40, 10, 12, CYAN),
        StageSeed(N_("Terms and credit agreed"), 75, 10, 12, AMBER),
        won(N_("First order")),
        lost(N_("Lost")),
    ),
)
_ORDERS = PipelineSeed(
    N_("Large orders and tenders"),
    (
        StageSeed(N_("Request received"), 20, 2, 4, SLATE),
        StageSeed(N_("Quote sent"), 45, 5, 7, VIOLET),
        StageSeed(N_("Price and volume negotiated"), 65, 7, 10, AMBER),
        StageSeed(N_("Order confirmed"), 95, 10, 14, TEAL),
        won(N_("Delivered and invoiced")),
        lost(N_("Lost")),
    ),
)

_PAYMENT = (
    N_("In advance"), N_("On delivery"), N_("15 days"), N_("30 days"), N_("60 days"), N_("90 days"),
)  # fmt: skip

WHOLESALE = Template(
    "wholesale",
    N_("Wholesale and distribution"),
    N_("Distributors, makers and importers who sell to businesses: routes, price lists, samples, credit and volume."),
    (_ACCOUNTS, _ORDERS),
    sources=(
        N_("Sales route"), COLD_CALL, FAIR, REFERRAL, CUSTOMER, N_("Passed on by the maker"), N_("Public tender"),
        WEBSITE, MESSAGES, N_("Business directory"),
    ),
    types=(("route_visit", N_("Route visit")), ("samples", N_("Samples handed over")),
           ("phone_order", N_("Order by telephone")), WHATSAPP),
    reasons=(
        PRICE, N_("Terms of payment"), N_("Credit not granted"), N_("Minimum order too large"),
        N_("Delivery too slow"), N_("Not in stock"), N_("Cost of transport"), N_("Stays with its supplier"),
        N_("Business closed"), NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(N_("Units or boxes"), Kind.NUMBER),
        FieldSeed(N_("Terms of payment"), Kind.CHOICE, _PAYMENT),
        FieldSeed(N_("Transport"), Kind.CHOICE, (N_("Paid by us"), N_("Paid by the customer"), N_("Collects it"))),
        FieldSeed(N_("Delivery date"), Kind.DATE),
        FieldSeed(N_("Margin (%)"), Kind.NUMBER),
        FieldSeed(
            N_("Kind of customer"),
            Kind.CHOICE,
            (N_("Shop"), N_("Chain"), N_("Hotels and restaurants"), N_("Distributor"), N_("Industry"),
             N_("Public body")),
            CONTACTS,
        ),
        FieldSeed(N_("Route or zone"), Kind.TEXT, entity=CONTACTS),
        FieldSeed(
            N_("Visiting day"),
            Kind.CHOICE,
            (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday")),
            CONTACTS,
        ),
        FieldSeed(N_("Usual terms of payment"), Kind.CHOICE, _PAYMENT, CONTACTS),
        FieldSeed(N_("Credit limit"), Kind.MONEY, entity=CONTACTS),
        FieldSeed(N_("Discount (%)"), Kind.NUMBER, entity=CONTACTS),
    ),
)  # fmt: skip
