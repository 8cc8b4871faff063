"""What forms and lists must know."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Choice
from crm.models.tags import Tag
from crm.models.users import User
from crm.views.known import Known, read
from tests.controllers.files_in import bring_text

KNOWN = Known(FIELDS, (User(1, "Luis"), User(2, "Eva", active=False)), (Tag(5, "VIP", "#16a34a"),), (), "ES")
OWNER, TAGS = KNOWN.field("assigned_to"), KNOWN.field("tags")


def test_a_field_is_found_by_name():
    assert KNOWN.field("city").label == "City"


def test_an_unknown_field_is_an_error():
    with pytest.raises(KeyError):
        KNOWN.field("shoe")


def test_users_who_left_are_shown_and_not_offered():
    lookup = KNOWN.lookup()
    assert lookup.label(OWNER, 2) == "Eva"
    assert [label for _id, label in lookup.options(OWNER, "")] == ["Luis"]


def test_options_are_found_without_accents_or_case():
    assert KNOWN.lookup().options(TAGS, "vip") == [(5, "VIP")]


def test_a_tag_has_its_colour():
    assert KNOWN.lookup().hue(TAGS, 5) == "#16a34a"


def test_a_new_tag_stands_as_its_word():
    assert KNOWN.lookup().create(TAGS, " Fair ") == "Fair"


def test_a_filter_creates_no_tags():
    assert KNOWN.lookup(create_tags=False).create is None


def test_saved_views_do_not_change_the_shape():
    assert KNOWN.shape == Known(KNOWN.fields, KNOWN.users, KNOWN.tags, ("anything",), "ES").shape


def test_all_is_read_from_the_session(session):
    session.tags.add("VIP")
    known = read(session)
    assert ([tag.name for tag in known.tags], len(known.users), known.region) == (["VIP"], 1, "ES")


def test_an_import_is_told_by_the_name_of_its_file(session, tmp_path):
    result = bring_text(session, tmp_path, "Name\nAna\n")
    assert read(session).imported.choices == (Choice(str(result.operation), "file.csv"),)
