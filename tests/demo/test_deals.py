"""The deals of the demo: who buys, which way each went, what is planned. Drawn without a file."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from crm.demo import cast
from crm.demo.deals import as_line, deals
from crm.demo.words import Stage
from crm.models.pipelines import Pipeline
from crm.models.pipelines import Stage as Step

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KINDS = ("open", "open", "open", "won", "lost")


def pipeline(number):
    steps = [Step(number * 10 + place, number, f"s{place}", kind, expected_days=8) for place, kind in enumerate(KINDS)]
    return Pipeline(number, f"p{number}", tuple(steps))


def drawn(language="es", numbers=(1, 2)):
    stage = Stage.of(language, seed=2026, now=NOW)
    people = cast.people(stage, cast.companies(stage), count=240)
    return people, deals(stage, people, pipelines=[pipeline(one) for one in numbers])


@pytest.fixture(scope="module")
def sales():
    return drawn()[1]


def ends(sales):
    return Counter(deal["moves"][-1][1].kind for deal in sales)


def test_some_are_open_and_more_are_won_and_lost(sales):
    found = ends(sales)
    assert found["open"] > 25
    assert found["won"] > 40
    assert found["lost"] > 40


def test_moves_go_forward_in_time_and_never_into_the_future(sales):
    for deal in sales:
        moments = [moment for moment, _step in deal["moves"]]
        assert moments == sorted(set(moments))
        assert moments[-1] <= NOW


def test_a_deal_passes_open_steps_in_their_order_and_ends_once(sales):
    for deal in sales:
        kinds = [step.kind for _moment, step in deal["moves"]]
        assert set(kinds[:-1]) <= {"open"}
        assert [step.id for _moment, step in deal["moves"]] == sorted(step.id for _moment, step in deal["moves"])


def test_they_reach_back_most_of_a_year(sales):
    assert (NOW - sales[0]["moves"][0][0]).days > 300


def test_both_pipelines_are_used(sales):
    assert {deal["moves"][0][1].pipeline_id for deal in sales} == {1, 2}


def test_one_pipeline_is_enough():
    assert ends(drawn(numbers=(1,))[1])["won"]


def test_buyers_work_for_somebody():
    people, sales = drawn()
    assert all(people[deal["person"]]["company_place"] == deal["place"] is not None for deal in sales)


def test_only_open_deals_have_plans_and_of_every_kind(sales):
    plans = [deal["plan"]["day"] for deal in sales if deal["plan"]]
    assert min(plans) < "2026-11-21" < max(plans)
    assert "2026-11-21" in plans
    assert any(not deal["plan"] for deal in sales if deal["moves"][-1][1].kind == "open")
    assert not any(deal["plan"] for deal in sales if deal["moves"][-1][1].kind != "open")


def test_won_deals_can_be_valued(sales):
    assert all(deal["typed"] or deal["lines"] for deal in sales if deal["moves"][-1][1].kind == "won")


def test_nothing_is_said_about_a_deal_before_it_was_made(sales):
    assert all(touch["moment"] > deal["moves"][0][0] for deal in sales for touch in deal["touches"])


def test_titles_are_in_the_language_in_use():
    assert any("for" in deal["title"].split() for deal in drawn("en")[1])
    assert any("para" in deal["title"].split() for deal in drawn("es")[1])


def test_a_line_takes_its_product_s_price():
    line = as_line({"quantity": 2000, "discount": 1000}, 7, name="Tubo", price=500)
    assert (line.product_id, line.total) == (7, 900)
