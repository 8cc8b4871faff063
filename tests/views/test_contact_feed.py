"""A contact's feed in words."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.history import FeedEntry, FieldChange
from crm.models.interactions import TYPES
from crm.models.users import User
from crm.storage.changelog import Action
from crm.views.contact_feed import FILTERS, kinds, lines
from crm.views.known import Known

KNOWN = Known(FIELDS, (User(1, "Luis"),), (), (), "ES")
AT = "2026-11-21T09:30:00Z"
CALL = FeedEntry(AT, "call", "Quote", "Long talk", "Luis", 7, details={"duration_minutes": 5, "outcome": "Interested"})
NOTE = FeedEntry(AT, "note", "", "Prefers mornings", "Luis", 8)


def _changed(field, before, after):
    change = FieldChange("contacts", 1, field, before, after)
    return lines([FeedEntry(AT, "change", "Edit Ana", user="Luis", operation_id=3, changes=(change,))], KNOWN)[0]


def test_an_interaction_shows_subject_text_and_outcome():
    line = lines([CALL], KNOWN)[0]
    assert (line.title, line.body) == ("Quote", "Long talk\nOutcome: Interested")


def test_an_interaction_tells_its_type_length_and_author():
    assert lines([CALL], KNOWN)[0].meta == "Call · 5 minutes · Luis"


def test_one_without_a_subject_is_called_by_its_type():
    assert lines([NOTE], KNOWN)[0].title == "Note"


def test_the_line_of_an_interaction_can_be_opened():
    assert lines([CALL], KNOWN)[0].key == 7


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("status", "lead", "customer", "Status: Lead → Customer"),
        ("phone", "", "+34612345678", "Phone: — → 612 34 56 78"),
        ("assigned_to", None, 1, "Owner: — → Luis"),
        ("custom.gone", None, "x", "custom.gone: — → x"),
    ],
)
def test_a_change_tells_before_and_after(field, before, after, words):
    assert _changed(field, before, after).body == words


def test_what_a_merge_says_stands_above_what_it_changed():
    changes = (FieldChange("contacts", 1, "city", "", "Soria"),)
    entry = FeedEntry(AT, "change", "Merge", "Now a part of it: Ana", operation_id=3, changes=changes)
    assert lines([entry], KNOWN)[0].body == "Now a part of it: Ana\nCity: — → Soria"


def test_a_change_cannot_be_opened():
    assert _changed("city", "", "Madrid").key is None


def test_the_first_filter_asks_for_everything():
    assert kinds(FILTERS[0][0]) == frozenset()


def test_every_kind_of_entry_has_one_filter():
    asked = [kind for key, _words in FILTERS for kind in kinds(key)]
    assert sorted(asked) == sorted([*(one.value for one in TYPES), *Action])
