"""What a row tells of a deal, put into columns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.models.lists import ListQuery
from crm.utils import dates
from tests.controllers.deals_in import bring_text, deals, stage_names

TOMORROW = (date.fromisoformat(dates.today()) + timedelta(days=1)).isoformat()


@pytest.fixture
def bring(session, tmp_path):
    def take(text: str, **options):
        return bring_text(session, tmp_path, text, **options)

    return take


def test_one_close_date_is_the_expected_one_or_the_real_one_by_the_stage(session, bring):
    bring("Title,Stage,Amount,Close Date\nA,Won,5,2024-03-01\nB,Negotiation,5,2024-04-01\n")
    assert deals(session, "closed_on", "expected_close") == [("2024-03-01", ""), ("", "2024-04-01")]


def test_won_and_lost_are_certain_and_an_open_deal_follows_its_stage(session, bring):
    bring(
        "Title,Stage,Amount,Probability\nA,Won,5,30\nB,Lost,5,\nC,Negotiation,5,\nD,Negotiation,5,33%\nE,Demo,5,0.4\n"
    )
    stage = next(one for one in session.pipelines.default().stages if one.name == "Negotiation")
    found = deals(session, "probability", "probability_by_hand")
    assert found == [(100, 0), (0, 0), (stage.probability, 0), (33, 1), (40, 1)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Expected close date,Create date\n2024-03-01,2024-01-01", "2024-03-01"),
        ("Create date\n2024-01-01", "2024-01-01"),
        ("Notes\nx", dates.today()),
    ],
    ids=["expected", "created", "today"],
)
def test_a_closed_deal_without_a_day_takes_the_likeliest_and_says_so(session, bring, text, day):
    headers, values = text.split("\n")
    result = bring(f"Title,Stage,Amount,{headers}\nA,Won,5,{values}\n")
    assert deals(session, "closed_on") == [day]
    assert any("close date" in sentence for sentence in result.warnings)


def test_a_day_of_closing_to_come_is_reported_and_today_taken(session, bring):
    result = bring(f"Title,Stage,Amount,Close Date\nA,Won,5,{TOMORROW}\n")
    assert deals(session, "closed_on") == [dates.today()]
    assert [(one.column, one.value) for one in result.errors] == [("Close Date", TOMORROW)]


def test_lost_deals_get_their_reason_or_one_that_says_that_none_is_known(session, bring):
    reason = session.loss_reasons.all()[0]
    text = f"Title,Stage,Amount,Lost reason\nA,Lost,5,{reason.name}\nB,Lost,5,\nC,Lost,5,Zzz\nD,Won,5,Zzz\n"
    result = bring(text)
    names = {one.id: one.name for one in session.loss_reasons.all()} | {None: ""}
    found = [(names[reason_id], note) for reason_id, note in deals(session, "loss_reason_id", "loss_note")]
    assert found == [(reason.name, ""), ("Not recorded", ""), ("Not recorded", "Zzz"), ("", "")]
    assert [(one.row, one.column) for one in result.errors] == [(5, "Lost reason")]
    assert result.side_created == {"loss_reasons": 1}


def test_a_status_beside_an_open_stage_wins_and_the_stage_was_reached(session, bring):
    bring("Title,Stage,Status,Value,Created,Lost time\nA,Negotiation,Lost,5,2024-01-01,2024-01-11\n")
    [deal] = session.opportunities.ids(ListQuery())
    moves = session.opportunities.history(deal)
    names = {one.id: one.name for one in session.pipelines.default().stages}
    assert [names[move.to_stage_id] for move in moves] == ["Negotiation", "Lost"]
    assert (moves[1].seconds, stage_names(session)) == (10 * 86400, ["Lost"])


def test_a_column_of_status_may_hold_stages(session, bring):
    bring("Oportunidad,Estado,Importe\nA,Negotiation,5\n", entity="opportunities")
    assert stage_names(session) == ["Negotiation"]


def test_a_product_becomes_one_line_priced_by_the_value(session, bring):
    product = session.products.add({"name": "GTX Pro"})
    bring("Title,Stage,Amount,Product,Quantity\nA,Won,100,GTX Pro,8\nB,Demo,,GTX Pro,\nC,Demo,9,GTX Pro,-1\n")
    lines = session.database.all("SELECT product_id, quantity, unit_price FROM opportunity_lines ORDER BY id")
    assert [tuple(line.values()) for line in lines] == [
        (product, 8000, 1250),
        (product, 1000, None),
        (product, 1000, 900),
    ]


def test_a_price_of_the_file_counts_before_the_value(session, bring):
    session.products.add({"name": "GTX Pro"})
    bring("Title,Stage,Amount,Product,Unit price\nA,Won,100,GTX Pro,120\n")
    assert session.database.value("SELECT unit_price FROM opportunity_lines") == 12000


def test_a_title_is_made_of_customer_and_product_where_there_is_none(session, bring):
    session.products.add({"name": "GTX Pro"})
    words = {("product", "GTXPro"): "GTX Pro"}
    bring("Account,Product,Stage,Amount,ID\nAcme,GTXPro,Won,5,1\n,GTXPro,Won,5,2\n,,Won,5,3\n", words=words)
    assert deals(session, "title") == ["Acme – GTX Pro", "GTX Pro", "3"]


def test_bad_values_are_reported_with_row_and_column_and_their_rows_come_in(session, bring):
    result = bring("Title,Stage,Amount,Probability,Close Date\nA,Demo,mucho,200,nunca\n")
    assert result.created == len(deals(session, "id")) == 1
    assert sorted((one.row, one.column) for one in result.errors) == [
        (2, "Amount"),
        (2, "Close Date"),
        (2, "Probability"),
    ]


def test_won_deals_without_a_value_come_in_and_are_told(session, bring):
    result = bring("Title,Stage,Amount\nA,Won,\n")
    assert deals(session, "value") == [None]
    assert any("no value" in sentence for sentence in result.warnings)
