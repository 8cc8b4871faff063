"""The template of tourism and restaurants: groups, celebrations, agreements with agencies and companies. Data alone."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.templates.shapes import (
    AMBER,
    BLUE,
    COLD_CALL,
    CONTACTS,
    CYAN,
    FAIR,
    MESSAGES,
    NO_ANSWER,
    OTHER,
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

_BOOKINGS = PipelineSeed(
    N_("Groups and events"),
    (
        StageSeed(N_("Enquiry"), 15, 1, 2, SLATE),
        StageSeed(N_("Date available"), 25, 1, 2, BLUE),
        StageSeed(N_("Quote sent"), 40, 5, 5, VIOLET),
        StageSeed(N_("Visit or tasting"), 60, 7, 7, CYAN),
        StageSeed(N_("Date held, deposit awaited"), 80, 7, 6, AMBER),
        won(N_("Confirmed with deposit")),
        lost(N_("Not booked")),
    ),
)
_AGREEMENTS = PipelineSeed(
    N_("Agencies and companies"),
    (
        StageSeed(N_("First contact"), 10, 7, 10, SLATE),
        StageSeed(N_("Rates presented"), 30, 10, 12, BLUE),
        StageSeed(N_("Agreement being negotiated"), 65, 14, 14, TEAL),
        won(N_("Agreement signed")),
        lost(N_("Lost")),
    ),
)

HOSPITALITY = Template(
    "hospitality",
    N_("Tourism and restaurants"),
    N_("Hotels, travel agencies, restaurants, venues: groups, weddings, company events, and agreements on rates."),
    (_BOOKINGS, _AGREEMENTS),
    sources=(
        WEBSITE, N_("Telephone"), MESSAGES, SOCIAL_MEDIA, N_("Booking portal"), N_("Travel agency"),
        N_("Wedding or event planner"), N_("Returning guest"), REFERRAL, N_("Walked in"), FAIR, COLD_CALL,
    ),
    types=(("tasting", N_("Tasting")), ("venue_visit", N_("Visit to the venue")), VISIT, WHATSAPP),
    reasons=(
        N_("Date not available"), PRICE, N_("Chose another place"), N_("Event cancelled"), N_("Changed the date"),
        N_("Too few or too many people"), N_("Menu or rooms did not suit"), NO_ANSWER, OTHER,
    ),
    fields=(
        FieldSeed(
            N_("Occasion"),
            Kind.CHOICE,
            (N_("Wedding"), N_("Communion or baptism"), N_("Birthday or family"), N_("Company event"),
             N_("Group trip"), N_("School trip")),
        ),
        FieldSeed(N_("Date of arrival or event"), Kind.DATE),
        FieldSeed(N_("Date of departure"), Kind.DATE),
        FieldSeed(N_("People"), Kind.NUMBER),
        FieldSeed(N_("Rooms"), Kind.NUMBER),
        FieldSeed(N_("Room or space"), Kind.TEXT),
        FieldSeed(
            N_("Meals"),
            Kind.CHOICE,
            (N_("Room only"), N_("Breakfast"), N_("Half board"), N_("Full board"), N_("All inclusive"),
             N_("Set menu"), N_("Cocktail")),
        ),
        FieldSeed(N_("Allergies and wishes"), Kind.LONG_TEXT),
        FieldSeed(N_("Deposit"), Kind.MONEY),
        FieldSeed(
            N_("Language spoken"),
            Kind.CHOICE,
            (N_("Spanish"), N_("English"), N_("French"), N_("German"), N_("Italian"), N_("Portuguese")),
            CONTACTS,
        ),
        FieldSeed(N_("Agency commission (%)"), Kind.NUMBER, entity=CONTACTS),
    ),
)  # fmt: skip
