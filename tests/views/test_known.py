"""What forms and lists must know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Choice
from crm.models.opportunities import FIELDS as DEAL_FIELDS
from crm.models.pipelines import LossReason, Pipeline, Stage
from crm.models.tags import Tag
from crm.models.users import User
from crm.views.known import Known, read, read_for_activities, read_for_opportunities
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


SALES = Pipeline(1, "Sales", (Stage(10, 1, "New"), Stage(11, 1, "Offer")))
LEASES = Pipeline(2, "Leases", (Stage(20, 2, "Visit"),))
REASONS = (LossReason(5, "Price"), LossReason(6, "Old reason", active=False))
DEALS = Known(DEAL_FIELDS, (), (), (), "ES", (SALES, LEASES), REASONS, "EUR")


def test_a_stage_is_named_with_its_pipeline_where_there_are_several():
    assert DEALS.lookup().label(DEALS.field("stage_id"), 20) == "Leases › Visit"


def test_within_a_pipeline_its_stages_are_offered_by_their_names():
    assert DEALS.lookup_within(1).options(DEALS.field("stage_id"), "") == [(10, "New"), (11, "Offer")]


def test_reasons_out_of_use_are_shown_and_not_offered():
    field = DEALS.field("loss_reason_id")
    assert DEALS.lookup().label(field, 6) == "Old reason"
    assert DEALS.lookup().options(field, "") == [(5, "Price")]


def test_stages_and_pipelines_are_found_by_id():
    assert (DEALS.stage(11).name, DEALS.pipeline(2).name) == ("Offer", "Leases")


@pytest.mark.parametrize("missing", [DEALS.stage, DEALS.pipeline])
def test_what_is_gone_is_an_error(missing):
    with pytest.raises(KeyError):
        missing(99)


def test_other_stages_change_the_shape():
    assert DEALS.shape != replace(DEALS, pipelines=(SALES,)).shape


def test_what_deals_need_is_read_from_the_session(session):
    known = read_for_opportunities(session)
    assert known.pipelines[0] == session.pipelines.default()
    assert (known.currency, bool(known.loss_reasons)) == ("EUR", True)


def test_a_pipeline_out_of_use_is_known_and_its_stages_are_not_offered(session):
    kinds = ("open", "won", "lost")
    old = session.pipelines.add("Old", stages=[{"name": f"Old {kind}", "kind": kind} for kind in kinds])
    session.pipelines.change(old, active=False)
    known = read_for_opportunities(session)
    offered = known.lookup().options(known.field("stage_id"), "")
    assert known.pipeline(old).name == "Old"
    assert not [label for _id, label in offered if "Old" in label]


def test_an_import_is_told_by_the_name_of_its_file(session, tmp_path):
    result = bring_text(session, tmp_path, "Name\nAna\n")
    assert read(session).imported.choices == (Choice(str(result.operation), "file.csv"),)


def test_what_activities_need_is_read_with_the_types_of_the_business(own):
    own.interaction_types.add("Site visit")
    kinds = read_for_activities(own).field("type")
    assert "Site visit" in [choice.label for choice in kinds.choices]
