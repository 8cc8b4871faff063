"""Columns that go back together or not at all."""

from crm.storage.undo_groups import with_group, without_broken


def test_columns_without_a_group_go_back_one_by_one():
    assert without_broken("contacts", {"city"}, changed={"city", "country"}, touched={"country"}) == {"city"}


def test_a_group_with_one_column_changed_since_stays_whole():
    changed = {"company", "company_id", "city"}
    assert without_broken("contacts", {"company", "city"}, changed=changed, touched={"company_id"}) == {"city"}


def test_a_deal_stays_in_its_stage_when_its_closing_day_was_set_since():
    assert without_broken("opportunities", {"stage_id"}, changed={"stage_id"}, touched={"closed_on"}) == set()


def test_what_is_outside_the_group_does_not_hold_a_deal_in_its_stage():
    assert without_broken("opportunities", {"stage_id"}, changed={"stage_id"}, touched={"title"}) == {"stage_id"}


def test_a_column_brings_its_group_along():
    assert with_group("contacts", {"company_id", "assigned_to"}) == {"company", "company_id", "assigned_to"}


def test_the_text_of_an_e_mail_stays_when_it_was_sent_since():
    assert without_broken("messages", {"subject"}, changed={"subject"}, touched={"state"}) == set()
