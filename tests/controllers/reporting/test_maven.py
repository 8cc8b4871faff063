"""A real pipeline of 8,800 deals: won value by month, product, region and agent, as a straight count over the files."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable

import pytest

from crm.models.dashboards import TOP_CUSTOMERS, WIN_RATE, WON, Card, Filters
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.periods import OWN
from crm.models.reports import GROUP, SUBTOTAL, TOTAL, Aggregate, Definition, Grouping, Measure, Money
from tests.controllers.deals_in import bring
from tests.controllers.files_in import real

Row = dict[str, str]
YEAR = Filters(OWN, "2017-01-01", "2017-12-31")
IS_WON = ListQuery(conditions=(Condition("status", Operator.ANY, ("won",)),))
COUNT_AND_SUM = (Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value"))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The won deals of the file, each with the regional office of its agent; `GTXPro` is the catalogue's GTX Pro."""
    with real("maven_crm/sales_teams.csv").open(encoding="utf-8", newline="") as file:
        offices = {row["sales_agent"]: row["regional_office"] for row in csv.DictReader(file)}
    with real("maven_crm/sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
        won = [row for row in csv.DictReader(file) if row["deal_stage"] == "Won"]
    return [
        row | {"region": offices[row["sales_agent"]], "product": row["product"].replace("GTXPro", "GTX Pro")}
        for row in won
    ]


@pytest.fixture
def maven(session):
    """The four files, brought in as a user would."""
    bring(session, real("maven_crm/accounts.csv"))
    bring(session, real("maven_crm/sales_teams.csv"), create=["owners"])
    bring(session, real("maven_crm/products.csv"))
    bring(session, real("maven_crm/sales_pipeline.csv"), words={("product", "GTXPro"): "GTX Pro"})
    return session


def counted(rows: list[Row], key: Callable[[Row], str]) -> dict[str, tuple[int, int]]:
    """(number, cents) of the deals by what `key` tells of them."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        count, cents = found[key(row)]
        found[key(row)] = (count + 1, cents + int(row["close_value"]) * 100)
    return dict(found)


def reported(session, field: str, unit: str = "") -> dict[str, tuple[int, int]]:
    """The same as a report over the whole file tells it."""
    definition = Definition("opportunities", query=IS_WON, groupings=(Grouping(field, unit),), measures=COUNT_AND_SUM)
    result = session.reports.preview(definition)
    lines = [one for one in result.lines if one.kind in (GROUP, SUBTOTAL)]
    return {str(one.cells[0]): (one.cells[1], money(one.cells[2])) for one in lines}


def money(cell: object) -> int:
    assert isinstance(cell, Money)
    return cell.minor


def test_reports_equal_a_straight_count_over_the_files(maven, rows):
    assert reported(maven, "product_id") == counted(rows, lambda row: row["product"])
    assert reported(maven, "assigned_to") == counted(rows, lambda row: row["sales_agent"])
    assert reported(maven, "team") == counted(rows, lambda row: row["region"])
    by_month = reported(maven, "closed_on", "month")
    assert list(by_month.values()) == [
        value for _month, value in sorted(counted(rows, lambda row: row["close_date"][:7]).items())
    ]


def test_the_dashboard_equals_it_too(maven, rows):
    won, rate, top = (maven.figures.figure(Card(kind), YEAR) for kind in (WON, WIN_RATE, TOP_CUSTOMERS))
    months = [value for _month, value in sorted(counted(rows, lambda row: row["close_date"][:7]).items())]
    assert [one.value for one in won.numbers] == [1_000_553_400, 4238]
    assert [value for value in won.chart.series[0].values if value] == [cents for _count, cents in months]
    assert rate.numbers[0].value == pytest.approx(4238 / (4238 + 2473))
    by_account = counted([row for row in rows if row["account"]], lambda row: row["account"])
    best = sorted((cents for _count, cents in by_account.values()), reverse=True)[:10]
    assert list(top.chart.series[0].values) == best


def test_the_total_of_a_report_is_that_of_the_file(maven):
    definition = Definition("opportunities", query=IS_WON, groupings=(Grouping("assigned_to"),), measures=COUNT_AND_SUM)
    total = next(one for one in maven.reports.preview(definition).lines if one.kind == TOTAL)
    assert (total.cells[1], money(total.cells[2])) == (4238, 1_000_553_400)
