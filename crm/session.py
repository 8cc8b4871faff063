"""Session: one signed-in user of one file. The one door for the window, the command line and the API."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from crm.controllers.access import Context
from crm.controllers.activities import Activities
from crm.controllers.activity_days import ActivityDays
from crm.controllers.contacts import Contacts
from crm.controllers.custom_fields import CustomFields
from crm.controllers.documents import Documents
from crm.controllers.exchange_rates import ExchangeRates
from crm.controllers.history import History
from crm.controllers.interaction_types import InteractionTypes
from crm.controllers.interactions import Interactions
from crm.controllers.loss_reasons import LossReasons
from crm.controllers.maintenance import Maintenance
from crm.controllers.opportunities import Opportunities
from crm.controllers.overview import Overview
from crm.controllers.pipelines import Pipelines
from crm.controllers.products import Products
from crm.controllers.settings import Settings
from crm.controllers.sources import Sources
from crm.controllers.tags import Tags
from crm.controllers.today import Today
from crm.controllers.users import Users
from crm.controllers.views import Views
from crm.models.users import User
from crm.storage.changelog import Door
from crm.storage.database import Database

if TYPE_CHECKING:
    from crm.controllers.activity_series import ActivitySeries
    from crm.controllers.analysis.figures import Analysis
    from crm.controllers.analysis.forecasts import Forecasts
    from crm.controllers.archives import Archives
    from crm.controllers.calendar import Calendar
    from crm.controllers.calendars import Calendars
    from crm.controllers.calls import Calls
    from crm.controllers.dashboard.reading import DashboardFigures
    from crm.controllers.dashboards import Dashboards
    from crm.controllers.duplicates import Duplicates
    from crm.controllers.exports import Exports
    from crm.controllers.goals import Goals
    from crm.controllers.imports import Imports
    from crm.controllers.mail_accounts import MailAccounts
    from crm.controllers.mail_log import MailLog
    from crm.controllers.mail_templates import MailTemplates
    from crm.controllers.merging import Merging
    from crm.controllers.outbox import Outbox
    from crm.controllers.quick_add import QuickAdd
    from crm.controllers.reminders import Reminders
    from crm.controllers.report_schedules import ReportSchedules
    from crm.controllers.reports import Reports
    from crm.controllers.segments import Segments
    from crm.controllers.templates import Templates
    from crm.models.calendar import CalendarItem


class Session:
    """Everything a user can do, one attribute per entity. Methods block; call them off the window's thread."""

    def __init__(self, database: Database, user: User, *, door: Door) -> None:
        self._context = context = Context(database, user, door)
        self.database = database
        self.user = user
        self.settings = Settings(context)
        self.fields = CustomFields(context)
        self.contacts = Contacts(context, self.fields, settings=self.settings)
        self.tags = Tags(context)
        self.interactions = Interactions(context)
        self.opportunities = Opportunities(context, self.fields, settings=self.settings)
        self.activities = Activities(context)
        self.activity_days = ActivityDays(context)
        self.today = Today(context, self.contacts, activities=self.activities, opportunities=self.opportunities)
        self.interaction_types = InteractionTypes(context)
        self.documents = Documents(context)
        self.pipelines = Pipelines(context)
        self.loss_reasons = LossReasons(context)
        self.sources = Sources(context)
        self.products = Products(context, self.settings)
        self.rates = ExchangeRates(context, self.settings)
        self.views = Views(context)
        self.history = History(context)
        self.users = Users(context)
        self.overview = Overview(context)
        self.maintenance = Maintenance(context)

    @cached_property
    def imports(self) -> Imports:
        """Bringing files in; loaded at its first use, because the window opens without it."""
        from crm.controllers.imports import Imports

        return Imports(self._context, self.contacts, settings=self.settings)

    @cached_property
    def exports(self) -> Exports:
        """Taking contacts out; loaded at its first use."""
        from crm.controllers.exports import Exports

        return Exports(self._context, self.contacts, opportunities=self.opportunities)

    @cached_property
    def merging(self) -> Merging:
        """Making several contacts one; loaded at its first use."""
        from crm.controllers.merging import Merging

        return Merging(self._context, self.contacts, settings=self.settings)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Finding contacts that are probably one; loaded at its first use."""
        from crm.controllers.duplicates import Duplicates

        return Duplicates(self._context, settings=self.settings)

    @cached_property
    def templates(self) -> Templates:
        """The industry templates; loaded at their first use."""
        from crm.controllers.templates import Templates

        return Templates(self._context)

    @cached_property
    def archives(self) -> Archives:
        """Taking the whole file out; loaded at its first use."""
        from crm.controllers.archives import Archives

        return Archives(self._context)

    @cached_property
    def analysis(self) -> Analysis:
        """Figures about deals; loaded at their first use."""
        from crm.controllers.analysis.figures import Analysis

        return Analysis(self._context, self.rates)

    @cached_property
    def quick_add(self) -> QuickAdd:
        """Activities typed as one phrase; loaded at its first use."""
        from crm.controllers.quick_add import QuickAdd

        return QuickAdd(self._context, self.contacts, activities=self.activities, series=self.series)

    @cached_property
    def series(self) -> ActivitySeries:
        """Activities that repeat; loaded at their first use."""
        from crm.controllers.activity_series import ActivitySeries

        return ActivitySeries(self._context, self.activities)

    @cached_property
    def reminders(self) -> Reminders:
        """What is to be spoken of; loaded at its first use."""
        from crm.controllers.reminders import Reminders

        return Reminders(self._context)

    @cached_property
    def calendar(self) -> Calendar:
        """What stands between two days; loaded at its first use."""
        from crm.controllers.calendar import Calendar

        def outside(first: str, last: str) -> list[CalendarItem]:
            return self.calendars.events_between(first, last)  # loaded when a calendar is looked at

        return Calendar(self._context, outside)

    @cached_property
    def calendars(self) -> Calendars:
        """Calendars outside the file, and files of calendars; loaded at their first use."""
        from crm.controllers.calendars import Calendars

        return Calendars(self._context, self._program, activities=self.activities)

    @cached_property
    def forecasts(self) -> Forecasts:
        """Each day's forecast, kept by the program itself; loaded at its first use."""
        from crm.controllers.analysis.forecasts import Forecasts

        return Forecasts(self._program, self.rates)

    @cached_property
    def figures(self) -> DashboardFigures:
        """What the cards of dashboards show; loaded at its first use."""
        from crm.controllers.dashboard.reading import DashboardFigures

        return DashboardFigures(self._context, self.rates)

    @cached_property
    def dashboards(self) -> Dashboards:
        """Named pages of cards; loaded at their first use."""
        from crm.controllers.dashboards import Dashboards

        return Dashboards(self._context)

    @cached_property
    def goals(self) -> Goals:
        """What a person or the team is to reach; loaded at their first use."""
        from crm.controllers.goals import Goals

        return Goals(self._context, self.rates)

    @cached_property
    def segments(self) -> Segments:
        """Customers by how often and how lately they bought; loaded at their first use."""
        from crm.controllers.segments import Segments

        return Segments(self._context, self.rates, program=self._program)

    @cached_property
    def reports(self) -> Reports:
        """Tables over records, to keep and to hand on; loaded at their first use."""
        from crm.controllers.reports import Reports

        return Reports(self._context, self.rates)

    @cached_property
    def report_schedules(self) -> ReportSchedules:
        """When reports are written by themselves; loaded at their first use."""
        from crm.controllers.report_schedules import ReportSchedules

        return ReportSchedules(self._context, self.reports, program=self._program, outbox=self.outbox)

    @property
    def _program(self) -> Context:
        """Who keeps the books of the program: nobody, so that nobody's Ctrl+Z meets it."""
        return Context(self.database, replace(self.user, id=0), Door.AUTOMATION)

    @cached_property
    def mail_accounts(self) -> MailAccounts:
        """Where mail is sent and read; loaded at its first use."""
        from crm.controllers.mail_accounts import MailAccounts

        return MailAccounts(self._context)

    @cached_property
    def mail_templates(self) -> MailTemplates:
        """Texts of e-mails with fields in them; loaded at their first use."""
        from crm.controllers.mail_templates import MailTemplates

        return MailTemplates(self._context, self.mail_accounts, program=self._program)

    @cached_property
    def outbox(self) -> Outbox:
        """E-mails written here, and their way out; loaded at its first use."""
        from crm.controllers.outbox import Outbox

        return Outbox(self._context, self.mail_accounts, program=self._program, path=self.documents.path)

    def finish(self) -> None:
        """Let what must not be cut off come to its end, for some seconds: an e-mail on its way. Then close the file."""
        if "outbox" in vars(self):
            self.outbox.finish()

    @cached_property
    def calls(self) -> Calls:
        """Calls as they are made; loaded at their first use."""
        from crm.controllers.calls import Calls

        return Calls(self._context, self.contacts, activities=self.activities, quick_add=self.quick_add)

    @cached_property
    def mail_log(self) -> MailLog:
        """E-mails written elsewhere: as files and in mail folders; loaded at its first use."""
        from crm.controllers.mail_log import MailLog

        return MailLog(self._context, self.mail_accounts, program=self._program)

    def poll(self) -> None:
        """Tell the listeners of `database.changed` what other processes committed since the last time."""
        self.database.poll()
