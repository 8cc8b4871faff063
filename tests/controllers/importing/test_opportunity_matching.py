"""Deals of a file told from those that are there."""

from __future__ import annotations

import pytest

from crm.models.imports import UPDATE
from tests.controllers.deals_in import bring_text, deals
from tests.controllers.files_in import counts
from tests.records import picture

HEAD = "Title,Company,Stage,Amount,Close Date\n"
TWO = HEAD + "Renewal,Acme,Demo,100,2030-01-01\nRenewal,Acme,Demo,200,2031-01-01\n"


@pytest.fixture
def bring(session, tmp_path):
    session.contacts.add({"kind": "company", "company": "Acme"})

    def take(text: str, **options):
        return counts(bring_text(session, tmp_path, text, **options))

    return take


def test_the_same_file_twice_changes_nothing_also_without_ids(session, bring):
    assert bring(TWO) == (2, 0, 0, 0, 0)
    before = picture(session.database)
    for on_match in ("fill", UPDATE):
        assert bring(TWO, on_match=on_match) == (0, 0, 2, 0, 0)
    assert picture(session.database) == before


def test_two_deals_of_one_title_and_customer_in_a_file_stay_two(session, bring):
    bring(TWO)
    assert deals(session, "value") == [10000, 20000]


def test_a_row_that_could_be_several_changes_none_of_them(session, bring):
    bring(TWO)
    assert bring(HEAD + "Renewal,Acme,Negotiation,300,\n", on_match=UPDATE) == (0, 0, 0, 1, 0)
    assert deals(session, "value") == [10000, 20000]


def test_another_customer_is_another_deal(session, bring):
    session.contacts.add({"kind": "company", "company": "Betatech"})
    bring(TWO)
    assert bring(HEAD + "Renewal,Betatech,Demo,100,2030-01-01\n")[0] == 1


def test_an_id_of_one_source_tells_deals_apart(bring):
    head = "Deal ID," + HEAD
    assert bring(head + "1,Renewal,Acme,Demo,100,\n2,Renewal,Acme,Demo,100,\n") == (2, 0, 0, 0, 0)
    assert bring(head + "2,Renewal,Acme,Demo,100,\n3,Renewal,Acme,Demo,100,\n") == (1, 0, 1, 0, 0)


def test_a_deal_of_ones_own_takes_the_id_of_its_row(session, bring):
    session.opportunities.add({"title": "Renewal", "company_id": 1})
    assert bring("Deal ID," + HEAD + "7,Renewal,Acme,,100,\n") == (0, 1, 0, 0, 0)
    assert deals(session, "external_id", "value") == [("7", 10000)]


def test_a_deal_is_added_again_where_that_was_said_and_its_id_left_out(session, bring):
    text = "Deal ID," + HEAD + "7,Renewal,Acme,Demo,100,\n"
    bring(text)
    assert bring(text, on_match="create") == (1, 0, 0, 0, 0)
    assert deals(session, "external_id") == ["7", ""]


def test_one_id_twice_in_a_file_is_one_deal(session, bring):
    bring("Deal ID," + HEAD + "7,Renewal,Acme,Demo,,\n7,Renewal,Acme,Demo,100,\n")
    assert deals(session, "external_id", "value") == [("7", 10000)]


def test_a_row_without_an_id_is_no_deal_that_an_earlier_chunk_of_its_file_made(bring, monkeypatch):
    monkeypatch.setattr("crm.controllers.importing.run.CHUNK", 2)
    row = "Renewal,Acme,Demo,100,\n"
    text = f"Deal ID,{HEAD}7,{row}8,{row},{row}7,{row}"
    assert bring(text) == (3, 0, 1, 0, 0)
    assert bring(text) == (0, 0, 4, 0, 0)
