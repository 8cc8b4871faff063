"""The people of an event: addresses without mailto, each once, the organizer first."""

from __future__ import annotations

from tests.files.calendars_in import event


def test_people_are_read_with_their_names():
    found = event(
        "DTSTART:20260301",
        'ATTENDEE;CN="Gil, Ana";ROLE=REQ-PARTICIPANT:mailto:Ana@Example.org',
        "ORGANIZER;CN=Luis:MAILTO:luis@example.org",
        "ATTENDEE:mailto:ana@example.org",
    ).guests
    assert [(one.email, one.name, one.organizer) for one in found] == [
        ("luis@example.org", "Luis", True),
        ("ana@example.org", "Gil, Ana", False),
    ]


def test_what_is_no_address_is_nobody():
    found = event("DTSTART:20260301", "ATTENDEE;CN=Sala:urn:uuid:1", "ATTENDEE;EMAIL=eva@example.org:/principals/eva")
    assert [one.email for one in found.guests] == ["eva@example.org"]


def test_a_newsletter_s_list_is_cut():
    lines = [f"ATTENDEE:mailto:{number}@example.org" for number in range(700)]
    assert len(event("DTSTART:20260301", *lines).guests) == 500
