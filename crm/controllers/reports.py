"""What can be done with reports: run, keep, share, write. How a table comes about is reporting/'s."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.analysis.prices import Prices
from crm.controllers.exchange_rates import ExchangeRates
from crm.controllers.reporting.behind import behind
from crm.controllers.reporting.figures import behind_figure, figure_result
from crm.controllers.reporting.running import PREVIEWED, WRITTEN, result_of
from crm.controllers.reporting.tables import Table, bound, source_of
from crm.errors import Denied, Invalid, NotFound
from crm.models.dashboards import Behind, Filters
from crm.models.fields import Field
from crm.models.figures import ALL
from crm.models.report_seeds import READY_MADE
from crm.models.reports import FORECAST, Definition, Report, ReportResult
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.utils import i18n, text
from crm.utils.i18n import N_, _, translate


class Reports(Controller):
    """Ready-made reports, one's own, and those others share."""

    def __init__(self, context: Context, rates: ExchangeRates) -> None:
        super().__init__(context)
        self._rates = rates

    # Which there are

    @reads("reports")
    def all(self) -> list[Report]:
        """The ready-made ones, then the user's own and the shared ones in their order."""
        return [*READY_MADE, *self._kept()]

    @reads("reports")
    def get(self, report_id: int) -> Report:
        """A kept report. NotFound when there is none, or it is somebody's own."""
        found = next((one for one in self._kept() if one.id == report_id), None)
        if found is None:
            raise NotFound(_("This report no longer exists."))
        return found

    @reads("reports")
    def find(self, name: str) -> Report:
        """The report of a key, a name in any language of the program, or an id; case and accents ignored.

        NotFound names the ones that are alike, Invalid those among which the name does not decide.
        """
        wanted = text.fold(name).strip()
        if wanted.isdigit():
            return self.get(int(wanted))
        found = [one for one in self.all() if wanted in _names(one)]
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(f"{translate(one.name)} ({one.ready_made or one.id})" for one in found)
            sentence = _("Several reports are called {name}: {reports}. Say which one by the word in brackets.")
            raise Invalid({"name": sentence.format(name=name.strip(), reports=told)})
        raise NotFound(self._unknown(name))

    @reads("reports")
    def fields(self, entity: str) -> list[Field]:
        """Every field a report about an entity may list, group by (models.reports.is_groupable) or reckon with
        (models.reports.aggregates), in the order of a form. Invalid for an entity there are no reports about."""
        self.require(f"read {self._area(entity)}")
        return list(source_of(self.context, entity).fields)

    # What they come to

    @reads("reports")
    def run(self, report: Report, *, filters: Filters | None = None) -> ReportResult:
        """A report with all its records, up to 100,000; `filters` stand for its own ones.

        Invalid when it needs a field that is gone: the sentence names it.
        """
        definition = report.definition if filters is None else replace(report.definition, filters=filters)
        return self._result(definition, translate(report.name), limit=WRITTEN)

    @reads("reports")
    def preview(self, definition: Definition, title: str = "") -> ReportResult:
        """What a definition comes to, with the first 2,000 records; totals and chart are of all of them."""
        return self._result(definition, title, limit=PREVIEWED)

    @reads("reports")
    def records(self, definition: Definition, key: str = ALL, *, left_out: str = "") -> Behind:
        """The records behind a line's key, ALL for every one; `left_out` asks for those of them that sums leave out
        under that key of the result. Invalid when there is no such line."""
        table = self._table(definition)
        told = behind_figure if definition.figure else behind
        return told(table, key, left_out=left_out)

    @reads("reports")
    def write(self, report: Report, path: Path, *, filters: Filters | None = None) -> ReportResult:
        """Run a report and write it to a file that ends in .pdf, .xlsx or .csv; what was written.

        Invalid for another ending, Unavailable when the file cannot be written; an older file stays until then.
        """
        from crm.files.report_writing import write

        result = self.run(report, filters=filters)
        write(result, path)
        return result

    # Keeping them

    @writes("reports", N_("Save the report {name}"))
    def add(self, name: str, definition: Definition, *, shared: bool = False) -> int:
        """Keep a report and return its id. Invalid when it has no name, or the user has one of that name."""
        named = self._named(name)
        self.describe(name=named)
        position = self.database.value("SELECT coalesce(max(position), 0) + 1 FROM reports")
        row = {"name": named, "definition": to_json(definition.to_plain()), "user_id": self.context.user.id or None}
        return self.database.insert("reports", {**row, "shared": int(shared), "position": position})

    @writes("reports", N_("Edit the report {name}"))
    def change(
        self,
        report_id: int,
        *,
        name: str | None = None,
        definition: Definition | None = None,
        shared: bool | None = None,
    ) -> int:
        """Change a report's name, definition or sharing; its id. Denied for somebody else's."""
        row = self._own(report_id)
        values: dict[str, Any] = {}
        if name is not None:
            values["name"] = self._named(name, but=report_id)
        if definition is not None:
            values["definition"] = to_json(definition.to_plain())
        if shared is not None:
            values["shared"] = int(shared)
        self.describe(name=values.get("name", row["name"]))
        self.database.update("reports", report_id, values)
        return report_id

    @writes("reports", N_("Remove the report {name}"))
    def remove(self, report_id: int) -> None:
        """Remove a report, and with it when it is written; the records in it stay."""
        self.describe(name=self._own(report_id)["name"])
        self.database.delete("reports", report_id)

    # Parts

    def _kept(self) -> list[Report]:
        rows = self.database.all(
            "SELECT id, name, definition, user_id, shared FROM reports"
            " WHERE shared = 1 OR user_id = :me OR user_id IS NULL ORDER BY position, id",
            me=self.context.user.id,
        )
        return [
            Report(
                row["id"],
                row["name"],
                Definition.from_plain(json.loads(row["definition"])),
                user_id=row["user_id"],
                shared=bool(row["shared"]),
            )
            for row in rows
        ]

    def _result(self, definition: Definition, title: str, *, limit: int) -> ReportResult:
        table = self._table(definition)
        found = figure_result(table, title) if definition.figure else result_of(table, title, limit=limit)
        return replace(found, made_by=self.context.user.name)

    def _table(self, definition: Definition) -> Table:
        self.require(f"read {self._area(definition.entity)}")
        if definition.figure == FORECAST:
            self.require("read forecasts")
        prices = Prices(self._rates.base(), tuple(self._rates.all()))
        return bound(self.context, definition, prices=prices)

    def _area(self, entity: str) -> str:
        """The area of rights of an entity; an unknown one is refused by its own sentence."""
        return source_of(self.context, entity).entity

    def _own(self, report_id: int) -> Row:
        row = self.database.one("SELECT * FROM reports WHERE id = :id", id=report_id)
        if row is None:
            raise NotFound(_("This report no longer exists."))
        if row["user_id"] not in (None, self.context.user.id) and self.context.user.role != "admin":
            raise Denied(_("This report belongs to somebody else. Save a copy under a name of your own."))
        return row

    def _named(self, name: str, *, but: int = 0) -> str:
        if not name.strip() or (problem := text.unstorable(name)):
            raise Invalid({"name": problem if name.strip() else _("A report needs a name.")})
        mine = (one for one in self._kept() if one.user_id == (self.context.user.id or None) and one.id != but)
        if any(text.fold(one.name).strip() == text.fold(name).strip() for one in mine):
            raise Invalid({"name": _("You have a report called {name} already.").format(name=name.strip())})
        return name.strip()

    def _unknown(self, name: str) -> str:
        """The sentence for a name no report has, with those that are near."""
        every: Sequence[Report] = self.all()
        by_name = {one_name: one for one in every for one_name in _names(one)}
        near = get_close_matches(text.fold(name).strip(), by_name, n=3, cutoff=0.5)
        near += [known for known in by_name if text.fold(name).strip() in known]
        told = list(dict.fromkeys(translate(by_name[one].name) for one in near))[:3]
        if told:
            sentence = _("There is no report called {name}. Near to it: {reports}.")
            return sentence.format(name=name.strip(), reports=", ".join(told))
        return _("There is no report called {name}. `report --list` names those there are.").format(name=name.strip())


def _names(report: Report) -> set[str]:
    """Everything a report is found by, folded."""
    names = {report.name}
    if report.ready_made:
        names |= {report.ready_made, report.ready_made.replace("_", " "), report.ready_made.replace("_", "-")}
        names |= {i18n.translated(report.name, language) for language in i18n.LANGUAGES}
    return {text.fold(one).strip() for one in names}
