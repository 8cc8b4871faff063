"""The template of estate agencies: buyers, owners who hand a property over, tenants. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
    AMBER,
    BLUE,
    COLD_CALL,
    CONTACTS,
    CYAN,
    MESSAGES,
    NO_ANSWER,
    OTHER,
    PRICE,
    REFERRAL,
    SLATE,
    SOCIAL_MEDIA,
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

_BUYERS = PipelineSeed(
    N_("Sales to buyers"),
    (
        StageSeed(N_("New enquiry"), 5, 2, 3, SLATE),
        StageSeed(N_("Needs and financing known"), 15, 7, 7, BLUE),
        StageSeed(N_("Viewings"), 30, 21, 10, CYAN),
        StageSeed(N_("Offer made"), 60, 7, 5, VIOLET),
        StageSeed(N_("Reserved with a deposit"), 85, 20, 14, AMBER),
        StageSeed(N_("Mortgage and notary"), 95, 45, 21, TEAL),
        won(N_("Deed signed")),
        lost(N_("Lost")),
    ),
)
_LISTINGS = PipelineSeed(
    N_("Properties to win"),
    (
        StageSeed(N_("Owner contacted"), 10, 5, 7, SLATE),
        StageSeed(N_("Valuation visit"), 30, 7, 7, BLUE),
        StageSeed(N_("Valuation presented"), 50, 10, 10, VIOLET),
        StageSeed(N_("Terms being agreed"), 75, 10, 10, AMBER),
        won(N_("Mandate signed")),
        lost(N_("Not ours")),
    ),
)
_RENTALS = PipelineSeed(
    N_("Rentals"),
    (
        StageSeed(N_("New enquiry"), 10, 2, 3, SLATE),
        StageSeed(N_("Viewing"), 30, 4, 5, CYAN),
        StageSeed(N_("Documents being checked"), 60, 4, 4, VIOLET),
        StageSeed(N_("Contract ready"), 90, 5, 5, TEAL),
        won(N_("Rented")),
        lost(N_("Lost")),
    ),
)

_PROPERTIES = (
    N_("Flat"), N_("House"), N_("Commercial premises"), N_("Office"), N_("Land"), N_("Garage"), N_("Industrial unit"),
)  # fmt: skip

REAL_ESTATE = Template(
    "real_estate",
    N_("Real estate"),
    N_("Agencies and agents: buyers, owners whose property is to be won, rentals, viewings, deposits and deeds."),
    (_BUYERS, _LISTINGS, _RENTALS),
    sources=(
        N_("Property portal"), N_("Sign on the property"), N_("Shop window of the office"), REFERRAL, WEBSITE,
        SOCIAL_MEDIA, MESSAGES, N_("Former customer"), N_("Door to door"), COLD_CALL, N_("Another agency"),
    ),
    types=(("viewing", N_("Viewing")), ("valuation", N_("Valuation visit")), WHATSAPP),
    reasons=(
        N_("Bought through somebody else"), N_("Mortgage refused"), PRICE, N_("Property no longer available"),
        N_("Owner sold it alone"), N_("Signed with another agency"), N_("Asks more than the market pays"),
        N_("Documents not sufficient"), N_("Stopped looking"), NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(N_("Property reference"), Kind.TEXT),
        FieldSeed(N_("Kind of property"), Kind.CHOICE, _PROPERTIES),
        FieldSeed(N_("Area or neighbourhood"), Kind.TEXT),
        FieldSeed(N_("Bedrooms"), Kind.NUMBER),
        FieldSeed(N_("Square metres"), Kind.NUMBER),
        FieldSeed(N_("Asking price"), Kind.MONEY),
        FieldSeed(N_("Commission (%)"), Kind.NUMBER),
        FieldSeed(N_("Exclusive"), Kind.YES_NO),
        FieldSeed(
            N_("Financing"),
            Kind.CHOICE,
            (N_("Own money"), N_("Mortgage approved"), N_("Mortgage being applied for"), N_("Has to sell first")),
        ),
        FieldSeed(
            N_("Wants to"), Kind.CHOICES, (N_("Buy"), N_("Rent"), N_("Sell"), N_("Let"), N_("Invest")), CONTACTS
        ),
        FieldSeed(N_("Budget up to"), Kind.MONEY, entity=CONTACTS),
        FieldSeed(N_("Areas of interest"), Kind.TEXT, entity=CONTACTS),
    ),
)  # fmt: skip
