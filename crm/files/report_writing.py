"""Writing a report to a file of the form its ending says. How each form is made is the report_* files' beside it."""

from __future__ import annotations

from pathlib import Path

from crm.errors import Invalid
from crm.models.reports import ReportResult
from crm.utils.i18n import _


def write(result: ReportResult, path: Path) -> None:
    """Write a report as .pdf, .xlsx or .csv, by the ending of `path`; an older file stays until the new one is whole.

    Invalid for another ending or for more lines than the form takes, Unavailable when the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        from crm.files.report_pdf import write_pdf

        write_pdf(result, path)
    elif ending == ".xlsx":
        from crm.files.report_workbook import write_workbook

        write_workbook(result, path)
    elif ending == ".csv":
        from crm.files.report_delimited import write_delimited

        write_delimited(result, path)
    else:
        raise Invalid({"file": _("Reports are written to files that end in .pdf, .xlsx or .csv. Nothing was written.")})
