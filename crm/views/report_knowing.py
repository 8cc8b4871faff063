"""What the page of reports must know before it shows one: the reports, pipelines, people. Read on the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crm.errors import CrmError
from crm.models.dashboards import Filters
from crm.models.reports import Definition, Report, ReportResult
from crm.session import Session
from crm.utils.i18n import translate
from crm.views.report_draft import SORTS
from crm.views.report_list import key_of
from crm.views.report_outline import Outline, outline

CONTACTS = "contacts"


@dataclass(frozen=True)
class KnownReports:
    """`pipelines` and `owners` are ids and names, those in use."""

    reports: tuple[Report, ...]
    pipelines: tuple[tuple[int, str], ...]
    owners: tuple[tuple[int, str], ...]

    def find(self, key: str) -> Report | None:
        """The report of a key; None when there is none."""
        return next((one for one in self.reports if key_of(one) == key), None)


@dataclass(frozen=True)
class Carried:
    """A report carried out with its rows as they are shown, or the sentence that says why it could not be."""

    result: ReportResult | None
    rows: Outline = field(default_factory=Outline)
    problem: str = ""


def read(session: Session) -> KnownReports:
    """Read what the page needs."""
    return KnownReports(
        tuple(session.reports.all()),
        tuple((one.id, translate(one.name)) for one in session.pipelines.all()),
        tuple((one.id, one.name) for one in session.users.all() if one.active),
    )


def carry_out(run: Callable[[], ReportResult], region: str) -> Carried:
    """Carry a report out, on the worker; what cannot be is told in a sentence. `region` says how phones are shown."""
    try:
        result = run()
    except CrmError as error:
        return Carried(None, problem=str(error))
    return Carried(result, outline(result, region=region) if result.records else Outline())


def filtered(report: Report, filters: Filters) -> Definition:
    """What a report lists with other filters than it was saved with."""
    return replace(report.definition, filters=filters)


def ordered(definition: Definition, key: str, *, descending: bool) -> Definition | None:
    """A report in the order of a column of its result, by the column's key; None when it cannot be ordered by it."""
    measures = [one.key for one in definition.measures]
    if definition.figure:
        return None
    if definition.groupings and (key in measures or key.startswith("by ")):
        return replace(definition, sort=key if key in measures else "", descending=descending)
    if key in SORTS[definition.entity] or key.startswith("custom."):
        return replace(definition, query=replace(definition.query, sort=key, descending=descending))
    return None


def shown_filters(definition: Definition) -> tuple[str, ...]:
    """The filters that make sense for a report: contacts stand in no pipeline."""
    return ("period", "owner") if definition.entity == CONTACTS else ("period", "pipeline", "owner")
