"""Open deals by stage, or by pipeline where several are asked for: how many, worth what, likely to bring what."""

from __future__ import annotations

from dataclasses import dataclass

from crm.controllers.analysis.asking import OPEN, Asked, Deals
from crm.controllers.analysis.sums import Total, nothing, together, totals_today
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import narrowed
from crm.controllers.dashboard.words import of_known, title_of
from crm.models.dashboards import OPEN_PIPELINE, Behind, CardFigure, Number
from crm.models.figures import ALL
from crm.models.periods import EVER, Period
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, translate
from crm.utils.money import show_number

_PIPELINE, _STAGE = "pipeline", "stage"
_COLUMNS = {_PIPELINE: "o.pipeline_id", _STAGE: "o.stage_id"}


@dataclass(frozen=True)
class _Row:
    """A stage or a pipeline, named, with its open deals."""

    key: str
    name: str
    total: Total


def figure(question: Question) -> CardFigure:
    """One row for each stage of the pipeline, or for each pipeline; the period narrows nothing."""
    asked = question.deals
    rows = question.once((OPEN_PIPELINE, "rows"), lambda: _rows(asked))
    whole = together(asked, [row.total for row in rows])
    chart = _chart(rows, whole) if whole.count else None
    return CardFigure(
        OPEN_PIPELINE,
        title_of(OPEN_PIPELINE),
        _(
            "The opportunities that are open now, whatever the period. Weighted: value times probability, rounded for"
            " each opportunity, then added. In the currency of the business at today's rates."
        ),
        "opportunities",
        Period(EVER),
        (
            Number(_("Open opportunities"), whole.count),
            of_known(Number(_("Value"), whole.worth.value, Unit.MONEY, whole.worth.currency), whole),
            of_known(Number(_("Weighted"), whole.worth.weighted, Unit.MONEY, whole.worth.currency), whole),
        ),
        chart,
        (tuple(row.key for row in rows),) * len(chart.series) if chart else (),
        whole.left_out(),
        "" if whole.count else _("There are no open opportunities."),
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The open deals of a stage or a pipeline ("stage:5"), or all of them."""
    asked = question.deals
    deals = narrowed(asked, _open(asked), left_out=left_out, day=":today")
    if part != ALL:
        group, _colon, key = part.partition(":")
        deals = deals.narrowed(f"{_COLUMNS[group]} = :part", part=int(key))
    return Behind("opportunities", asked.ids(deals))


def _open(asked: Asked) -> Deals:
    return asked.deals(OPEN, today=asked.today)


def _rows(asked: Asked) -> list[_Row]:
    pipeline = asked.scope.pipeline_id or _only_one(asked)
    group = _STAGE if pipeline else _PIPELINE
    totals = totals_today(asked, _open(asked), by=_COLUMNS[group])
    if pipeline:
        found = asked.database.all(
            "SELECT id, name, active FROM stages WHERE pipeline_id = :pipeline AND kind = 'open' ORDER BY position, id",
            pipeline=pipeline,
        )
    else:
        found = asked.database.all("SELECT id, name, active FROM pipelines ORDER BY active DESC, position, id")
    none = nothing(asked)
    return [
        _Row(f"{group}:{row['id']}", translate(row["name"]), totals.get(row["id"], none))
        for row in found
        if row["active"] or row["id"] in totals
    ]


def _only_one(asked: Asked) -> int | None:
    """The one pipeline there is; None where there are several."""
    found = asked.database.all("SELECT id FROM pipelines ORDER BY id LIMIT 2")
    return int(found[0]["id"]) if len(found) == 1 else None


def _chart(rows: list[_Row], whole: Total) -> Chart:
    """What they are worth; how many they are while nobody knows that of any."""
    if not whole.worth.count:
        counts = tuple(row.total.count for row in rows)
        return Chart(
            ChartKind.ROWS, tuple(row.name for row in rows), (Series(_("Open opportunities"), counts, Role.MAIN),)
        )
    labels = tuple(_("{name} ({count})").format(name=row.name, count=show_number(row.total.count)) for row in rows)
    worths = [row.total.worth for row in rows]
    series = (
        Series(_("Value"), tuple(worth.value for worth in worths), Role.MAIN),
        Series(_("Weighted"), tuple(worth.weighted for worth in worths), Role.SECOND),
    )
    return Chart(ChartKind.ROWS, labels, series, Unit.MONEY, whole.worth.currency)
