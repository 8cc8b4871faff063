"""Two people at one deal: the same field is in dispute, the lines are one field, everything else is kept from both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.errors import Conflict
from crm.models.opportunities import Line

SACK = Line(name="Saco", unit_price=1000)


@pytest.fixture
def opened(deals):
    """A deal as a form was filled with it."""
    tags = [deals.session.tags.add("Norte")]
    values = {"title": "Pan", "stage_id": deals.stages["new"], "source": "Web", "tags": tags}
    return deals.session.opportunities.get(deals.session.opportunities.add(values, lines=[SACK]))


def disputed(work) -> dict:
    with pytest.raises(Conflict) as refused:
        work()
    return refused.value.fields


def test_the_same_field_is_told_as_mine_theirs_and_the_original(deals, opened):
    change = deals.session.opportunities.change
    change(opened.id, {"source": "Feria"})
    assert disputed(lambda: change(opened.id, {"source": "Otro"}, version=opened.version)) == {
        "source": ("Otro", "Feria", "Web")
    }


def test_a_stage_both_moved_to_another_one_is_in_dispute(deals, opened):
    deals.session.opportunities.move([opened.id], deals.stages["talk"])
    mine = {"stage_id": deals.stages["sent"]}
    fields = disputed(lambda: deals.session.opportunities.change(opened.id, mine, version=opened.version))
    assert list(fields) == ["stage_id"]


def test_a_whole_form_sent_back_overwrites_nothing(deals, opened):
    deals.session.opportunities.move([opened.id], deals.stages["talk"])
    deals.session.opportunities.change(opened.id, {"value": 77, "expected_close": "2027-01-01"})
    form = opened.values() | {"description": "nuevo"}
    deals.session.opportunities.change(opened.id, form, version=opened.version, lines=opened.lines)
    kept = deals.session.opportunities.get(opened.id)
    assert (kept.stage_id, kept.value, kept.expected_close) == (deals.stages["talk"], 77, "2027-01-01")
    assert (kept.description, kept.probability) == ("nuevo", 40)


def test_lines_both_changed_are_one_field_in_dispute(deals, opened):
    change = deals.session.opportunities.change
    change(opened.id, {}, lines=[replace(opened.lines[0], quantity=5000)])
    fields = disputed(lambda: change(opened.id, {}, version=opened.version, lines=[]))
    mine, theirs, original = fields["lines"]
    assert (mine, theirs[0].quantity, original[0].quantity) == ([], 5000, 1000)


def test_lines_left_as_they_were_keep_what_others_made_of_them(deals, opened):
    change = deals.session.opportunities.change
    change(opened.id, {}, lines=[])
    change(opened.id, {"source": "Feria"}, version=opened.version, lines=opened.lines)
    assert deals.session.opportunities.get(opened.id).lines == ()


def test_tags_of_both_are_kept(deals, opened):
    south, east = deals.session.tags.add("Sur"), deals.session.tags.add("Este")
    deals.session.opportunities.add_tags([opened.id], [south])
    mine = {"tags": [*(tag.id for tag in opened.tags), east]}
    deals.session.opportunities.change(opened.id, mine, version=opened.version)
    kept = deals.session.opportunities.get(opened.id)
    assert [tag.name for tag in kept.tags] == ["Este", "Norte", "Sur"]
