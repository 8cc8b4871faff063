"""Customers by segment as they were last worked out, and the good ones at risk. The rules are models/segments.py's."""

from __future__ import annotations

from typing import Any

from crm.controllers.analysis.reasons import without_some
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import title_of
from crm.controllers.segment_quiet import rules_in_use
from crm.controllers.settings import Settings
from crm.models.dashboards import SEGMENTS as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL, NOBODY, LeftOut
from crm.models.segments import AT_RISK, SEGMENTS, bought_once, definition
from crm.storage.sqlite import Row
from crm.utils import money
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, translate

BY_VALUE = "value"  # what the option `by` of a card says: segments by what they bought, instead of by their customers
GOOD, GOOD_AT_RISK, WITHOUT_RATE = "good", "good_at_risk", "without_rate"
_CONDITIONS = {ALL: "1 = 1", GOOD: "s.good = 1", GOOD_AT_RISK: f"s.good = 1 AND s.segment = '{AT_RISK}'"} | {
    one.value: f"s.segment = '{one.value}'" for one in SEGMENTS
}
_UNPRICED = "s.unpriced > 0"
_TOLD = ("segment", "last_won_on", "won_count")


def figure(question: Question) -> CardFigure:
    """How many customers each segment has, or with the option `by` what they bought."""
    rows = question.once(KIND, lambda: _rows(question))
    return CardFigure(
        KIND,
        title_of(KIND),
        _definition(question),
        "contacts",
        question.period,
        (
            Number(_("Customers"), _sum(rows, "customers")),
            Number(_("Good customers"), _sum(rows, "good"), part=GOOD),
            Number(_("Good ones at risk"), rows.get(AT_RISK, {}).get("good", 0), better=-1, part=GOOD_AT_RISK),
        ),
        _chart(question, rows) if rows else None,
        (tuple(one.value for one in SEGMENTS),) if rows else (),
        _left_out(question, rows),
        "" if rows else _("There is no customer yet: one begins with the first opportunity won."),
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The customers of a segment, the good ones, those at risk, or all; or those with purchases without a rate."""
    if left_out not in ("", WITHOUT_RATE):
        raise KeyError(left_out)
    condition = _UNPRICED if left_out else _CONDITIONS[part]
    where, marks = _owned(question)
    sql = f"FROM {_SEGMENTED} WHERE {condition} AND {where} ORDER BY c.sort_name, c.id"
    return Behind("contacts", question.deals.database.ids(f"SELECT s.id {sql}", **marks), _TOLD)


def _rows(question: Question) -> dict[str, Row]:
    """The sums of each segment that has customers; those of everybody are added up without a look at the contacts."""
    where, marks = _owned(question)
    tables = _SEGMENTED if question.filters.owner_id is not None else "contact_segments s"
    rows = question.deals.database.all(
        "SELECT s.segment AS segment, count(*) AS customers, sum(s.good) AS good, sum(s.own_value) AS value,"
        f" sum({_UNPRICED}) AS unpriced FROM {tables} WHERE {where} GROUP BY s.segment",
        **marks,
    )
    return {row["segment"]: row for row in rows}


_SEGMENTED = "contact_segments s JOIN contacts c ON c.id = s.id"


def _owned(question: Question) -> tuple[str, dict[str, Any]]:
    """The condition that leaves the customers of the page's owner."""
    owner = question.filters.owner_id
    if owner == NOBODY:
        return "c.assigned_to IS NULL", {}
    return ("1 = 1", {}) if owner is None else ("c.assigned_to = :owner", {"owner": owner})


def _definition(question: Question) -> str:
    rules, base = rules_in_use(Settings(question.context)), question.deals.prices.base
    as_it_is = _(
        "As it is now: period and pipeline narrow nothing, an owner's are the customers that are theirs. What they"
        " bought is that of those same days, an opportunity with a person and a company counts for both."
    )
    told = f"{definition(rules, money.show(rules.good_value, base))} {as_it_is}"
    return f"{told} {bought_once()}" if question.card.options.get("by") == BY_VALUE else told


def _chart(question: Question, rows: dict[str, Row]) -> Chart:
    by_value = question.card.options.get("by") == BY_VALUE
    values = tuple(rows.get(one.value, {}).get("value" if by_value else "customers", 0) for one in SEGMENTS)
    labels = tuple(translate(one.label) for one in SEGMENTS)
    series = (Series(_("Bought") if by_value else _("Customers"), values, Role.MAIN),)
    if by_value:
        return Chart(ChartKind.ROWS, labels, series, Unit.MONEY, question.deals.prices.base)
    return Chart(ChartKind.ROWS, labels, series)


def _left_out(question: Question, rows: dict[str, Row]) -> tuple[LeftOut, ...]:
    count = _sum(rows, "unpriced")
    if not count or question.card.options.get("by") != BY_VALUE:
        return ()
    return tuple(without_some(count))


def _sum(rows: dict[str, Row], name: str) -> int:
    return sum(row[name] for row in rows.values())
