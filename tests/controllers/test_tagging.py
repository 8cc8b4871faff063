"""Tags on records of any table: the same rules for contacts and opportunities."""

from __future__ import annotations

import pytest

from crm.controllers.tagging import Tagging
from crm.errors import Invalid


@pytest.fixture
def tagging(deals):
    return Tagging(deals.session.opportunities.context, "opportunity_tags", owner="opportunity_id")


def within(deals, work):
    with deals.session.database.transaction(deals.session.contacts.context.author, "Tags"):
        return work()


def test_names_become_ids_and_new_ones_are_added_once(deals, tagging):
    values = within(deals, lambda: tagging.with_ids({"tags": ["VIP", "vip", "Norte"], "title": "x"}))
    first, again, other = values["tags"]
    assert (first == again, first != other, values["title"]) == (True, True, "x")
    assert [tag.name for tag in deals.session.tags.all()] == ["Norte", "VIP"]


def test_a_name_that_cannot_be_a_tag_is_refused_beside_the_tags(deals, tagging):
    with pytest.raises(Invalid) as refused:
        within(deals, lambda: tagging.with_ids({"tags": [" "]}))
    assert list(refused.value.fields) == ["tags"]


def test_replacing_puts_on_and_takes_off(deals, tagging):
    deal = deals.add(tags=["uno", "dos"])
    wanted = [deals.session.tags.by_name("dos").id, deals.session.tags.add("tres")]
    assert within(deals, lambda: tagging.replace(deal, wanted))
    assert not within(deals, lambda: tagging.replace(deal, wanted))
    assert [tag.name for tag in deals.session.opportunities.get(deal).tags] == ["dos", "tres"]


def test_only_records_that_lacked_a_tag_are_counted(deals, tagging):
    worn, bare = deals.add(tags=["uno"]), deals.add()
    tag = deals.session.tags.by_name("uno").id
    assert within(deals, lambda: tagging.put_on([worn, bare, bare], [tag])) == 1
    assert within(deals, lambda: tagging.take_off([worn, bare], [tag])) == 2
    assert within(deals, lambda: tagging.take_off([worn, bare], [tag])) == 0


def test_a_tag_that_is_gone_is_refused(tagging):
    with pytest.raises(Invalid):
        tagging.require_known([999])
