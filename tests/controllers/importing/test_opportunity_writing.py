"""Deals of an import as they are written."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.imports import UPDATE
from tests.controllers.deals_in import bring_text, deals, stage_names

HEAD = "Deal ID,Title,Stage,Amount,Created,Close Date,Tags\n"


@pytest.fixture
def bring(session, tmp_path):
    def take(text: str, **options):
        return bring_text(session, tmp_path, HEAD + text, **options)

    return take


def ranks(session) -> list[str]:
    rows = session.database.all("SELECT title FROM opportunities ORDER BY rank, id")
    return [row["title"] for row in rows]


def test_deals_stand_above_those_that_were_there_in_the_order_of_the_file(session, bring):
    stage = next(one for one in session.pipelines.default().stages if one.name == "Negotiation")
    session.opportunities.add({"title": "Old", "stage_id": stage.id})
    bring("1,A,Negotiation,1,,,\n2,B,Negotiation,1,,,\n3,C,Negotiation,1,,,\n")
    assert ranks(session) == ["A", "B", "C", "Old"]


def test_a_deal_stands_where_it_does_since_it_closed_or_else_since_it_began(session, bring):
    bring("1,A,Won,1,2024-01-01,2024-02-01,\n2,B,Demo,1,2024-01-01,2030-02-01,\n")
    since = [moment[:10] for moment in deals(session, "stage_since")]
    assert since == ["2024-02-01", "2024-01-01"]
    assert [move["at"][:10] for move in session.database.all("SELECT at FROM stage_history ORDER BY id")] == since


def test_tags_are_put_on_and_made(session, bring):
    result = bring('1,A,Demo,1,,,"vip, feria"\n')
    [deal] = deals(session, "id")
    assert [tag.name for tag in session.opportunities.get(deal).tags] == ["feria", "vip"]
    assert result.side_created == {"tags": 2}


def test_an_update_moves_a_deal_and_remembers_it(session, bring):
    bring("1,A,Negotiation,1,2024-01-01,,\n")
    bring("1,A,Won,1,2024-01-01,2024-03-01,\n", on_match=UPDATE)
    [deal] = deals(session, "id")
    moves = session.opportunities.history(deal)
    assert (stage_names(session), deals(session, "status", "closed_on", "probability")) == (
        ["Won"],
        [("won", "2024-03-01", 100)],
    )
    assert (len(moves), moves[1].from_stage_id, moves[1].seconds > 0) == (2, moves[0].to_stage_id, True)
    assert deals(session, "furthest_stage_id") == [moves[0].to_stage_id]


def test_custom_fields_are_filled_and_new_deals_get_the_defaults(session, tmp_path):
    session.fields.add("Metros", Kind.NUMBER, entity="opportunities")
    session.fields.add("Zona", Kind.TEXT, entity="opportunities", default="Norte")
    bring_text(session, tmp_path, "Title,Stage,Amount,Metros\nA,Demo,1,25\n")
    assert [sorted(session.opportunities.get(one).custom.values(), key=str) for one in deals(session, "id")] == [
        [25, "Norte"]
    ]
