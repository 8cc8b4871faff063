"""The reports that come with the program. Names and descriptions are msgids; keys never change."""

from __future__ import annotations

from crm.models.dashboards import Filters
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.periods import EVER, MONTH, WEEK, YEAR
from crm.models.reports import FORECAST, MONTHLY_CONVERSION, Aggregate, Definition, Grouping, Measure, Report
from crm.utils.chart_data import ChartKind
from crm.utils.i18n import N_

_COUNT = Measure(Aggregate.COUNT)
_VALUE = Measure(Aggregate.SUM, "value")
_WEIGHTED = Measure(Aggregate.SUM, "weighted")


def _only(field: str, *values: object) -> tuple[Condition, ...]:
    return (Condition(field, Operator.ANY, values),)


READY_MADE: tuple[Report, ...] = (
    Report(
        0,
        N_("Weekly activity"),
        Definition(
            "activities",
            ("due_on", "type", "subject", "contact_id", "opportunity_id", "state", "outcome"),
            ListQuery(sort="due_on"),
            Filters(WEEK),
            "due_on",
            (Grouping("assigned_to"),),
            (_COUNT,),
        ),
        N_("What each person had to do this week, day by day, and what came of it."),
        "weekly_activity",
    ),
    Report(
        0,
        N_("Monthly conversion"),
        Definition(
            "opportunities",
            filters=Filters(YEAR),
            period_field="closed_on",
            groupings=(Grouping("closed_on", "month"), Grouping("status")),
            measures=(_COUNT, _VALUE),
            chart=ChartKind.STACKED,
            figure=MONTHLY_CONVERSION,
        ),
        N_("How many of the opportunities closed each month were won, and what they were worth."),
        MONTHLY_CONVERSION,
    ),
    Report(
        0,
        N_("Pipeline review"),
        Definition(
            "opportunities",
            (
                "title",
                "company_id",
                "assigned_to",
                "value",
                "probability",
                "weighted",
                "expected_close",
                "days_in_stage",
                "mark",
            ),
            ListQuery(conditions=_only("status", "open"), sort="expected_close"),
            groupings=(Grouping("stage_id"),),
            measures=(_VALUE, _WEIGHTED, _COUNT),
            chart=ChartKind.ROWS,
        ),
        N_("Every open opportunity by stage, with its next step: what to go through in the sales meeting."),
        "pipeline_review",
    ),
    Report(
        0,
        N_("Forecast"),
        Definition(
            "opportunities",
            query=ListQuery(conditions=_only("status", "open", "won")),
            filters=Filters(YEAR),
            period_field="expected_close",
            groupings=(Grouping("expected_close", "month"),),
            measures=(_COUNT, _VALUE, _WEIGHTED),
            chart=ChartKind.STACKED,
            figure=FORECAST,
        ),
        N_("What each month of the year brought and may still bring."),
        FORECAST,
    ),
    Report(
        0,
        N_("Lost opportunities"),
        Definition(
            "opportunities",
            ("closed_on", "title", "company_id", "assigned_to", "value", "loss_note"),
            ListQuery(conditions=_only("status", "lost"), sort="closed_on", descending=True),
            Filters(YEAR),
            "closed_on",
            (Grouping("loss_reason_id"),),
            (_COUNT, _VALUE),
            sort="count",
            descending=True,
            chart=ChartKind.ROWS,
        ),
        N_("What was lost this year and why, the most frequent reason first."),
        "lost_deals",
    ),
    Report(
        0,
        N_("Customers by segment"),
        Definition(
            "contacts",
            ("name", "won_count", "won_value", "last_won_on", "assigned_to", "city", "phone", "email"),
            ListQuery(conditions=(Condition("segment", Operator.FILLED),), sort="name"),
            Filters(EVER),
            groupings=(Grouping("segment"),),
            measures=(_COUNT, Measure(Aggregate.SUM, "won_value")),
            chart=ChartKind.DONUT,
        ),
        N_("Who buys often, who now and then, and who has gone quiet."),
        "customers_by_segment",
    ),
    Report(
        0,
        N_("Contact list"),
        Definition(
            "contacts",
            ("name", "company", "job_title", "phone", "mobile_phone", "email", "city", "status", "assigned_to"),
            ListQuery(sort="name"),
        ),
        N_("Everybody in the file with how to reach them."),
        "contact_list",
    ),
    Report(
        0,
        N_("Activity by person"),
        Definition(
            "activities",
            filters=Filters(MONTH),
            period_field="completed_at",
            groupings=(Grouping("assigned_to"), Grouping("type")),
            measures=(_COUNT, Measure(Aggregate.SUM, "duration_minutes")),
            chart=ChartKind.STACKED_ROWS,
        ),
        N_("What each person got done this month, by type."),
        "activity_by_person",
    ),
)
