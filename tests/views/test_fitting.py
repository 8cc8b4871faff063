"""What of a kept list still fits the file it is shown for."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.pipelines import Pipeline, Stage
from crm.models.tags import Tag
from crm.models.users import User
from crm.views.fitting import fitted, read
from crm.views.known import Known

AMOUNT = Field("custom.f1", Kind.NUMBER, "Amount")
STAGE = Field("stage_id", Kind.STAGE, "Stage")
SALES = Pipeline(1, "Sales", (Stage(7, 1, "New"),))
KNOWN = Known((*FIELDS, AMOUNT, STAGE), (User(1, "Luis"),), (Tag(5, "VIP", "#16a34a"),), (), "ES", (SALES,))
LEADS = Condition("status", Operator.ANY, ("lead",))


@pytest.mark.parametrize(
    "condition",
    [
        LEADS,
        Condition("kind", Operator.ANY, ("person",)),
        Condition("city", Operator.NONE, ("Madrid", "Lugo")),
        Condition("tags", Operator.NONE, (5,)),
        Condition("assigned_to", Operator.ANY, (1, None)),
        Condition("custom.f1", Operator.BETWEEN, (1, 2.5)),
        Condition("stage_id", Operator.ANY, (7,)),
        Condition("updated_at", Operator.BETWEEN, ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z")),
        Condition("last_interaction_at", Operator.OLDER_THAN_DAYS, (30,)),
        Condition("email", Operator.EMPTY),
        Condition("imported_by", Operator.ANY, (7,)),
    ],
)
def test_what_fits_stays_as_it_is(condition):
    query = ListQuery("ana", (condition,), "custom.f1", descending=True)
    assert fitted(query, KNOWN) is query


@pytest.mark.parametrize(
    "condition",
    [
        Condition("custom.f2", Operator.EMPTY),
        Condition("tags", Operator.ANY, (6,)),
        Condition("assigned_to", Operator.NONE, (2,)),
        Condition("custom.f1", Operator.CONTAINS, ("x",)),
        Condition("custom.f1", Operator.ANY, ("x",)),
        Condition("custom.f1", Operator.BETWEEN, (1,)),
        Condition("custom.f1", Operator.BETWEEN, ("1", "2")),
        Condition("city", Operator.CONTAINS, (3,)),
        Condition("city", Operator.CONTAINS, ()),
        Condition("created_at", Operator.NEVER),
    ],
)
def test_what_is_gone_or_means_nothing_is_left_out(condition):
    assert fitted(ListQuery("", (condition, LEADS)), KNOWN) == ListQuery("", (LEADS,))


def test_a_tag_that_is_gone_leaves_the_others():
    query = ListQuery("", (Condition("tags", Operator.ANY, (5, 6)),))
    assert fitted(query, KNOWN).conditions == (Condition("tags", Operator.ANY, (5,)),)


def test_an_order_by_a_field_that_is_gone_is_by_name_again():
    assert fitted(ListQuery("", (LEADS,), "custom.f2", descending=True), KNOWN) == ListQuery("", (LEADS,))


@pytest.mark.parametrize("sort", ["name", "", "assigned_to", "tags", "updated_at"])
def test_an_order_that_lists_have_stays(sort):
    assert fitted(ListQuery(sort=sort), KNOWN).sort == sort


@pytest.mark.parametrize(
    "plain", [[], {"conditions": [["city"]]}, {"conditions": [["city", "new", []]]}, {"conditions": 3}]
)
def test_what_cannot_be_read_is_none(plain):
    assert read(plain) is None


def test_what_was_kept_is_read():
    assert read(ListQuery("", (LEADS,)).to_plain()) == ListQuery("", (LEADS,))


def test_a_stage_that_is_gone_is_left_out():
    query = ListQuery(conditions=(Condition("stage_id", Operator.ANY, (7, 8)),))
    assert fitted(query, KNOWN).conditions == (Condition("stage_id", Operator.ANY, (7,)),)
