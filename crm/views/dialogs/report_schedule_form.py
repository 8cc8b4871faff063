"""When one report is written by itself: which, how often, at what time, in which form, to a folder or to somebody."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.models.mail import MailAccount
from crm.models.report_schedules import EVERY, MONTH, WEEK, ReportSchedule
from crm.models.reports import FORMATS, Report
from crm.utils import day_names
from crm.utils.i18n import N_, _, translate
from crm.utils.paths import documents_folder
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.outside import Outside
from crm.views.widgets.form import Form

FOLDER, MAIL = "folder", "mail"
_PLACES = (Choice(FOLDER, N_("Write it to a folder")), Choice(MAIL, N_("Send it by e-mail")))
_USUAL_TIME = "08:00"
_WIDE, _HIGH = 540, 440
_OF_MAIL, _OF_FOLDER = ("recipient", "account_id"), ("folder",)


class ReportScheduleDialog(DeskDialog):
    """Adds a schedule, or changes the one given; `report` is the one it begins with."""

    def __init__(
        self, parent: tk.Misc, desk: Desk, *, schedule: ReportSchedule | None = None, report: str = ""
    ) -> None:
        title = _("Scheduled report") if schedule else _("New scheduled report")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.outside = Outside(self)
        self._schedule = schedule
        self._report = report
        self.form: Form | None = None
        self.fix_size(_WIDE, _HIGH)
        self.on_confirm = self._confirmed
        self.busy(True)
        session = desk.session
        self.ask("choices", lambda: (session.reports.all(), _accounts(desk)), show=lambda found: self._build(*found))

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self.form is not None and self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the report, or with when it is written."""
        if self.form is not None:
            self.form.focus_field("every" if self._schedule or self._report else "report")

    def choose_folder(self) -> None:
        """Ask for the folder."""
        folder = self.outside.ask_folder(_("Folder for the report"))
        if folder and self.form is not None:
            self.form.put("folder", str(folder))

    def save(self) -> None:
        """Save what is typed."""
        if self.form is None:
            return
        try:
            values = _kept(self.form.values())
        except Invalid as error:
            self.form.show_errors(error.fields)
            return
        schedules, before = self.desk.session.report_schedules, self._schedule

        def work() -> None:
            if before:
                schedules.change(before.id, values, version=before.version)
            else:
                schedules.add(values)

        self.write(
            work, lambda _none: _("The report is written by itself from now on."), done=lambda _none: self.close()
        )

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        found = self._placed(error.fields) if isinstance(error, Invalid) else {}
        if self.form is not None and any(map(self.form.has, found)):
            self.form.show_errors(found)
        else:
            super().refused(error)

    # ---- inside

    def _build(self, reports: Sequence[Report], accounts: Sequence[MailAccount]) -> None:
        self.busy(False)
        self.form = Form(self.body, _fields(reports, accounts))
        self.form.set(_values(self._schedule, self._report))
        button = ttk.Button(self.form.below("folder"), text=_("Choose a folder…"), command=self.choose_folder)
        button.pack(anchor="w", pady=(theme.px(4), 0))
        self.form.on_change = self._typed_in
        self._show_fitting()
        self.form.share_lines(_WIDE - 20, whole=("report", "folder"))
        self.form.pack(fill="x")
        self.take_focus()

    def _typed_in(self, name: str) -> None:
        self.say("")
        if self.form is not None:
            self.form.clear_errors()
            if name in ("every", "place"):
                self._show_fitting()

    def _show_fitting(self) -> None:
        """Only the fields that matter to what is chosen."""
        if self.form is None:
            return
        every, place = (self.form.editor(name).get() for name in ("every", "place"))
        hidden = [] if every == WEEK else ["weekday"]
        hidden += [] if every == MONTH else ["month_day"]
        self.form.hide([*hidden, *(_OF_FOLDER if place == MAIL else _OF_MAIL)])

    def _placed(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Each sentence at the field in sight that it belongs to."""
        monthly = self.form is not None and self.form.editor("every").get() == MONTH
        mails = self.form is not None and self.form.editor("place").get() == MAIL
        places = {"report_id": "report", "ready_made": "report", "on_day": "month_day" if monthly else "weekday"}
        found = {places.get(name, name): sentence for name, sentence in problems.items()}
        if mails and "folder" in found:
            del found["folder"]
            found["recipient"] = _("Write whom to send it to.")
        return found

    def _confirmed(self) -> bool:
        self.save()
        return False


def key_of(report: Report) -> str:
    """What stands for a report among the choices."""
    return report.ready_made or str(report.id)


def _accounts(desk: Desk) -> list[MailAccount]:
    return [one for one in desk.session.mail_accounts.all(inactive=False) if one.smtp_host]


def _fields(reports: Sequence[Report], accounts: Sequence[MailAccount]) -> list[Field]:
    named = [Choice(key_of(one), translate(one.name) if one.ready_made else one.name) for one in reports]
    days = tuple(Choice(str(number), name) for number, name in enumerate(day_names.WEEKDAYS))
    senders = (Choice("0", N_("The usual account")), *(Choice(str(one.id), one.address) for one in accounts))
    return [
        Field("report", Kind.CHOICE, N_("Report"), required=True, choices=tuple(named)),
        Field("every", Kind.CHOICE, N_("How often"), required=True, default=WEEK, choices=EVERY),
        Field("at", Kind.TEXT, N_("Time"), required=True, default=_USUAL_TIME),
        Field("weekday", Kind.CHOICE, N_("Day"), required=True, default="0", choices=days),
        Field("month_day", Kind.NUMBER, N_("Day of the month"), required=True, default=1),
        Field("format", Kind.CHOICE, N_("File"), required=True, default="pdf", choices=FORMATS),
        Field("place", Kind.CHOICE, N_("Where to"), required=True, default=FOLDER, choices=_PLACES),
        Field("active", Kind.YES_NO, N_("In use"), required=True, default=1),
        Field("folder", Kind.TEXT, N_("Folder")),
        Field("recipient", Kind.EMAIL, N_("To")),
        Field("account_id", Kind.CHOICE, N_("Sender"), required=True, default="0", choices=senders),
    ]


def _values(schedule: ReportSchedule | None, report: str) -> dict[str, object]:
    if schedule is None:
        return {"report": report, "folder": str(documents_folder())}
    return {
        "report": schedule.ready_made or str(schedule.report_id),
        "every": schedule.every,
        "at": schedule.at,
        "weekday": str(schedule.on_day) if schedule.every == WEEK else "0",
        "month_day": schedule.on_day if schedule.every == MONTH else 1,
        "format": schedule.format,
        "place": MAIL if schedule.recipient else FOLDER,
        "folder": schedule.folder or str(documents_folder()),
        "recipient": schedule.recipient,
        "account_id": str(schedule.account_id or 0),
        "active": int(schedule.active),
    }


def _kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed as a schedule is kept."""
    report, mails = str(typed["report"] or ""), typed["place"] == MAIL
    day = {WEEK: int(typed["weekday"]), MONTH: typed["month_day"]}.get(typed["every"], 0)
    account = int(typed["account_id"])
    return {
        "report_id": int(report) if report.isdigit() else None,
        "ready_made": "" if report.isdigit() else report,
        "every": typed["every"],
        "on_day": day,
        "at": typed["at"],
        "format": typed["format"],
        "folder": "" if mails else typed["folder"],
        "recipient": typed["recipient"] if mails else "",
        "account_id": account if mails and account else None,
        "active": typed["active"],
    }
