"""Reports that are no plain grouping of records, worked out by the analysis, so that dashboards tell the same."""

from __future__ import annotations

import json
from array import array
from typing import Protocol

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.reporting import conversion, forecasting
from crm.controllers.reporting.tables import Table
from crm.errors import Invalid
from crm.models.dashboards import Behind
from crm.models.figures import ALL, Scope
from crm.models.reports import FORECAST, MONTHLY_CONVERSION, ReportResult
from crm.utils.i18n import _


class _Own(Protocol):
    """A module: how such a report is worked out, and the deals behind its parts."""

    def result(self, asked: Asked, table: Table, *, title: str) -> ReportResult:
        """The whole."""

    def behind(self, asked: Asked, part: str, *, left_out: str) -> list[Deals]:
        """The deals of a part; KeyError or ValueError when there is none."""


_OWN: dict[str, _Own] = {FORECAST: forecasting, MONTHLY_CONVERSION: conversion}


def figure_result(table: Table, title: str) -> ReportResult:
    """What the figure of a definition comes to. Invalid when this program knows no such figure."""
    return _own(table).result(_asked(table), table, title=title)


def behind_figure(table: Table, key: str, *, left_out: str) -> Behind:
    """The deals behind a line. Invalid when there is no such line."""
    asked, own = _asked(table), _own(table)
    try:
        part, side = (*([] if key in ("", ALL) else json.loads(key)), ALL, ALL)[:2]
        deals = own.behind(asked, str(part), left_out=left_out)
        if side != ALL:
            deals = [one.narrowed("o.status = :side", side=side) for one in deals]
        found = [asked.ids(one) for one in deals]
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid({"key": _("There is no such part of this report.")}) from error
    return Behind(table.source.entity, array("q", sorted(set().union(*found))))


def _own(table: Table) -> _Own:
    figure = table.definition.figure
    if figure not in _OWN:
        raise Invalid({"figure": _("This program knows no report {name}.").format(name=figure)})
    return _OWN[figure]


def _asked(table: Table) -> Asked:
    filters, period = table.definition.filters, table.period
    scope = Scope(period.since, period.until, filters.pipeline_id, filters.owner_id)
    return Asked(table.database, scope, table.prices, table.today)
