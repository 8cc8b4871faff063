"""Every command of the window, in one table. Menus, toolbar, keys, palette and docs/commands.md are made from it.

What a command does stands where it belongs; here is how it is called, where it is found, and when it may run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from crm.models.users import PERMISSIONS
from crm.utils.i18n import N_
from crm.views.mail_files import ask_files

if TYPE_CHECKING:
    from crm.views.window import Window

Run = Callable[["Window"], object]
Entry = tuple[str, Callable[[], object], bool]

MENUS = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "contact": N_("Contact"),
    "opportunity": N_("Opportunity"),
    "activity": N_("Activity"),
    "report": N_("Report"),
    "view": N_("View"),
    "tools": N_("Tools"),
    "help": N_("Help"),
}


class Needs(Enum):
    """What must be there before a command makes sense; the window knows whether it is."""

    NOTHING = "nothing"
    DATABASE = "an open file"
    LIST = "a list"
    ROWS = "something selected"
    CONTACT = "a contact"
    SELECTION = "one or more contacts"
    SEVERAL = "two or more contacts"
    OPPORTUNITY = "an opportunity"
    OPPORTUNITIES = "one or more opportunities"
    ACTIVITY = "an activity"
    ACTIVITIES = "one or more activities"
    UNDO = "something to undo"
    REDO = "something to redo"
    EDITS = "unsaved edits"


class Scope(Enum):
    """Where the key of a command is heard."""

    WINDOW = "window"
    LIST = "list"


@dataclass(frozen=True)
class Command:
    """One thing the window can do.

    `menu` is a key of MENUS and the number of a group, as in "file/2"; `key` as written in crm/views/keys.py, several
    with spaces between. `icon` puts it on the toolbar. `entries` makes it a submenu: what it holds when opened, as
    (words, what to do, whether it is ticked). `page` is the key of the one page it belongs to, "" for all of them: two
    pages may give a key two meanings.
    """

    id: str
    label: str
    menu: str
    key: str = ""
    run: Run = lambda window: None  # noqa: ARG005 - a submenu does nothing itself
    permission: str = ""
    needs: Needs = Needs.DATABASE
    scope: Scope = Scope.WINDOW
    icon: str = ""
    page: str = ""
    entries: Callable[[Window], Sequence[Entry]] | None = None

    @property
    def menu_name(self) -> str:
        """The key of MENUS."""
        return self.menu.partition("/")[0]

    def allowed(self, role: str) -> bool:
        """Whether a role may run it: a courtesy of the window, the controllers are the law."""
        return not self.permission or self.permission in PERMISSIONS.get(role, {})


@dataclass(frozen=True)
class OpenDialog:
    """Opens crm/views/dialogs/<name>.py by its `show(window)`, or by another function of it that takes the window; the
    module is loaded at the first use.
    """

    name: str
    function: str = "show"

    def __call__(self, window: Window) -> object:
        """Open it."""
        return getattr(importlib.import_module("crm.views.dialogs." + self.name), self.function)(window)


WRITE, LOG, DEAL, MAIL = "write contacts", "write interactions", "write opportunities", "write mail"
PLAN, REPORT, CARDS = "write activities", "write reports", "write dashboards"

COMMANDS: tuple[Command, ...] = (
    Command("file.new", N_("New file…"), "file/1", "", lambda w: w.files.new(), needs=Needs.NOTHING),
    Command("file.open", N_("Open…"), "file/1", "Ctrl+O", lambda w: w.files.open(), needs=Needs.NOTHING),
    Command("file.restore", N_("New file from an export…"), "file/1", "", OpenDialog("restore"), needs=Needs.NOTHING),
    Command("file.recent", N_("Open recent"), "file/1", needs=Needs.NOTHING, entries=lambda w: w.files.recent()),
    Command("file.import", N_("Import…"), "file/2", "Ctrl+I", OpenDialog("import_assistant"), "write imports",
            icon="upload"),
    Command("file.export", N_("Export…"), "file/2", "Ctrl+E", OpenDialog("export"), "read exports", icon="download"),
    Command("file.export_calendar", N_("Export to a calendar file…"), "file/2", "", OpenDialog("calendar_export"),
            "read exports"),
    Command("file.archive", N_("Export everything…"), "file/2", "", OpenDialog("archive"), "write users"),
    Command("file.backup", N_("Back up now"), "file/3", "Ctrl+B", lambda w: w.files.back_up()),
    Command("file.backup_to", N_("Back up to…"), "file/3", "", lambda w: w.files.back_up_to()),
    Command("file.documents", N_("Look for missing documents…"), "file/3", "", OpenDialog("missing_documents"),
            "write documents"),
    Command("file.settings", N_("Settings…"), "file/4", "Ctrl+,", OpenDialog("settings"), "write settings"),
    Command("file.quit", N_("Quit"), "file/5", "Ctrl+Q", lambda w: w.close(), needs=Needs.NOTHING),
    Command("edit.undo", N_("Undo"), "edit/1", "Ctrl+Z", lambda w: w.desk.undo(), "write history", Needs.UNDO,
            icon="arrow-counterclockwise"),
    Command("edit.redo", N_("Redo"), "edit/1", "Ctrl+Y Ctrl+Shift+Z", lambda w: w.desk.redo(), "write history",
            Needs.REDO, icon="arrow-clockwise"),
    Command("edit.history", N_("History…"), "edit/1", "Ctrl+H", OpenDialog("history"), "read history"),
    Command("edit.find", N_("Find"), "edit/2", "Ctrl+F /", lambda w: w.page.find()),
    Command("edit.copy", N_("Copy"), "edit/3", "Ctrl+C", lambda w: w.page.copy(), needs=Needs.ROWS,
            scope=Scope.LIST),
    Command("edit.select_all", N_("Select all"), "edit/3", "Ctrl+A", lambda w: w.page.select_all(),
            scope=Scope.LIST),
    Command("edit.palette", N_("Run a command…"), "edit/4", "Ctrl+K", lambda w: w.show_palette(),
            needs=Needs.NOTHING),
    Command("contact.add_person", N_("New person…"), "contact/1", "Ctrl+N", lambda w: w.contacts.add("person"), WRITE,
            icon="person-plus"),
    Command("contact.add_company", N_("New company…"), "contact/1", "Ctrl+Shift+N",
            lambda w: w.contacts.add("company"), WRITE),
    Command("contact.open", N_("Open"), "contact/2", "Enter", lambda w: w.contacts.open(), needs=Needs.CONTACT,
            scope=Scope.LIST, page="contacts"),
    Command("contact.edit", N_("Edit"), "contact/2", "F2", lambda w: w.contacts.open(), WRITE, Needs.CONTACT),
    Command("contact.save", N_("Save"), "contact/2", "Ctrl+S", lambda w: w.contacts.save(), WRITE, Needs.EDITS),
    Command("contact.write_email", N_("Write an e-mail…"), "contact/3", "Ctrl+Shift+E", OpenDialog("compose"), MAIL,
            Needs.SELECTION, page="contacts"),
    Command("contact.call", N_("Call"), "contact/3", "Ctrl+Shift+C", lambda w: w.contacts.call(), LOG, Needs.CONTACT,
            page="contacts"),
    Command("contact.log_call", N_("Log a call"), "contact/3", "Ctrl+L", lambda w: w.contacts.log("call"), LOG,
            Needs.CONTACT),
    Command("contact.log_email", N_("Log an e-mail"), "contact/3", "Ctrl+M", lambda w: w.contacts.log("email"), LOG,
            Needs.CONTACT),
    Command("contact.log_meeting", N_("Log a meeting"), "contact/3", "Ctrl+Shift+M",
            lambda w: w.contacts.log("meeting"), LOG, Needs.CONTACT),
    Command("contact.log_note", N_("Write a note"), "contact/3", "Ctrl+Shift+L", lambda w: w.contacts.log("note"), LOG,
            Needs.CONTACT),
    Command("contact.plan", N_("Plan the next activity…"), "contact/3", "Ctrl+P", lambda w: w.contacts.plan(), PLAN,
            Needs.CONTACT, page="contacts"),
    Command("contact.attach", N_("Attach a document…"), "contact/3", "Ctrl+Shift+U", lambda w: w.contacts.attach(),
            "write documents", Needs.CONTACT),
    Command("contact.log_file", N_("Log e-mails from files…"), "contact/3", "", ask_files, LOG),
    Command("contact.tags", N_("Tags…"), "contact/4", "Ctrl+T", OpenDialog("tag_picker"), WRITE, Needs.SELECTION,
            page="contacts"),
    Command("contact.change_field", N_("Change a field…"), "contact/4", "Ctrl+Shift+F",
            OpenDialog("bulk_change"), WRITE, Needs.SELECTION, page="contacts"),
    Command("contact.merge", N_("Merge…"), "contact/4", "Ctrl+J", OpenDialog("merge"), WRITE, Needs.SEVERAL),
    Command("contact.remove", N_("Remove"), "contact/4", "Delete", lambda w: w.contacts.remove(), WRITE,
            Needs.SELECTION, Scope.LIST, page="contacts"),
    Command("contact.manage_tags", N_("Manage tags…"), "contact/5", "", OpenDialog("tags"), "write tags"),
    Command("contact.fields", N_("Custom fields…"), "contact/5", "", OpenDialog("custom_fields"), "write fields"),
    Command("contact.segments", N_("Customer segments…"), "contact/5", "", OpenDialog("segments"), "write segments"),
    Command("opportunity.add", N_("New opportunity…"), "opportunity/1", "Ctrl+Shift+O",
            OpenDialog("opportunity_commands", "add"), DEAL, icon="plus-circle"),
    Command("opportunity.open", N_("Open"), "opportunity/2", "Enter", OpenDialog("opportunity_commands", "open_first"),
            needs=Needs.OPPORTUNITY, scope=Scope.LIST, page="pipeline"),
    Command("opportunity.plan", N_("Plan the next activity…"), "opportunity/2", "Ctrl+P",
            OpenDialog("opportunity_commands", "plan"), "write activities", Needs.OPPORTUNITY, page="pipeline"),
    Command("opportunity.write_email", N_("Write an e-mail…"), "opportunity/2", "Ctrl+Shift+E",
            OpenDialog("compose", "show_for_opportunity"), MAIL, Needs.OPPORTUNITY, page="pipeline"),
    Command("opportunity.won", N_("Mark as won…"), "opportunity/2", "Ctrl+Shift+W",
            OpenDialog("opportunity_commands", "win"), DEAL, Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.lost", N_("Mark as lost…"), "opportunity/2", "Ctrl+Shift+X",
            OpenDialog("opportunity_commands", "lose"), DEAL, Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.next_stage", N_("To the next stage"), "opportunity/3", "Ctrl+Right",
            lambda w: w.pipeline.moves.step(1), DEAL, Needs.OPPORTUNITIES, Scope.LIST, page="pipeline"),
    Command("opportunity.previous_stage", N_("Back to the stage before"), "opportunity/3", "Ctrl+Left",
            lambda w: w.pipeline.moves.step(-1), DEAL, Needs.OPPORTUNITIES, Scope.LIST, page="pipeline"),
    Command("opportunity.move", N_("Move to…"), "opportunity/3", "Ctrl+G", lambda w: w.pipeline.moves.ask_stage(), DEAL,
            Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.snooze", N_("Snooze…"), "opportunity/3", "", lambda w: w.pipeline.moves.ask_rest(), DEAL,
            Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.tags", N_("Tags…"), "opportunity/4", "Ctrl+T",
            OpenDialog("tag_picker", "show_for_opportunities"), DEAL, Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.change_field", N_("Change a field…"), "opportunity/4", "Ctrl+Shift+F",
            OpenDialog("opportunity_bulk"), DEAL, Needs.OPPORTUNITIES, page="pipeline"),
    Command("opportunity.remove", N_("Remove"), "opportunity/4", "Delete",
            OpenDialog("opportunity_commands", "remove"), DEAL, Needs.OPPORTUNITIES, Scope.LIST, page="pipeline"),
    Command("activity.add", N_("New activity…"), "activity/1", "Ctrl+Shift+T", OpenDialog("activity", "new"), PLAN,
            icon="plus-circle"),
    Command("activity.plan", N_("Plan in one line"), "activity/1", "Ctrl+P", lambda w: w.activities.plan(), PLAN,
            page="activities"),
    Command("activity.reminders", N_("Reminders…"), "activity/1", "Ctrl+Shift+R", lambda w: w.reminders.list_all()),
    Command("activity.open", N_("Open"), "activity/2", "Enter", lambda w: w.activities.actions.open(),
            needs=Needs.ACTIVITY, scope=Scope.LIST, page="activities"),
    Command("activity.contact", N_("Go to the contact"), "activity/2", "Ctrl+Shift+G",
            lambda w: w.activities.actions.go_to_contact(), needs=Needs.ACTIVITY, page="activities"),
    Command("activity.done", N_("Done, or open again"), "activity/3", "Space", lambda w: w.activities.actions.toggle(),
            PLAN, Needs.ACTIVITIES, Scope.LIST, page="activities"),
    Command("activity.outcome", N_("Done, with what came of it…"), "activity/3", "Ctrl+Enter",
            lambda w: w.activities.actions.ask_outcome(), PLAN, Needs.ACTIVITIES, Scope.LIST, page="activities"),
    Command("activity.tomorrow", N_("To tomorrow"), "activity/4", "Ctrl+Right",
            lambda w: w.activities.actions.to_tomorrow(), PLAN, Needs.ACTIVITIES, Scope.LIST, page="activities"),
    Command("activity.monday", N_("To next Monday"), "activity/4", "", lambda w: w.activities.actions.to_monday(), PLAN,
            Needs.ACTIVITIES, page="activities"),
    Command("activity.day", N_("To another day…"), "activity/4", "Ctrl+G", lambda w: w.activities.actions.ask_day(),
            PLAN, Needs.ACTIVITIES, page="activities"),
    Command("activity.no_date", N_("Without a date"), "activity/4", "", lambda w: w.activities.actions.to_no_date(),
            PLAN, Needs.ACTIVITIES, page="activities"),
    Command("activity.change_field", N_("Change a field…"), "activity/5", "Ctrl+Shift+F", OpenDialog("activity_bulk"),
            PLAN, Needs.ACTIVITIES, page="activities"),
    Command("activity.remove", N_("Remove"), "activity/5", "Delete", lambda w: w.activities.actions.remove(), PLAN,
            Needs.ACTIVITIES, Scope.LIST, page="activities"),
    Command("calendar.open", N_("Open"), "activity/2", "Enter", lambda w: w.calendar.act("open"), needs=Needs.ROWS,
            scope=Scope.LIST, page="calendar"),
    Command("calendar.done", N_("Done, or open again"), "activity/3", "Space", lambda w: w.calendar.act("complete"),
            PLAN, Needs.ROWS, Scope.LIST, page="calendar"),
    Command("calendar.outcome", N_("Done, with what came of it…"), "activity/3", "Ctrl+Enter",
            lambda w: w.calendar.act("ask_outcome"), PLAN, Needs.ROWS, page="calendar"),
    Command("calendar.move", N_("To another day…"), "activity/4", "", lambda w: w.calendar.act("ask_day"), PLAN,
            Needs.ROWS, page="calendar"),
    Command("calendar.remove", N_("Remove"), "activity/5", "Delete", lambda w: w.calendar.act("remove"), PLAN,
            Needs.ROWS, Scope.LIST, page="calendar"),
    Command("report.new", N_("New report…"), "report/1", "Ctrl+Shift+I", OpenDialog("report_commands", "new"),
            REPORT),
    Command("report.edit", N_("Edit the report…"), "report/2", "Ctrl+Enter", OpenDialog("report_commands", "edit"),
            REPORT, Needs.ROWS, page="reports"),
    Command("report.copy", N_("Save as…"), "report/2", "", OpenDialog("report_commands", "copy"), REPORT, Needs.ROWS,
            page="reports"),
    Command("report.share", N_("Share, or keep to yourself"), "report/2", "", OpenDialog("report_commands", "share"),
            REPORT, Needs.ROWS, page="reports"),
    Command("report.pdf", N_("Export as PDF…"), "report/3", "Ctrl+Shift+P", OpenDialog("report_commands", "pdf"),
            needs=Needs.ROWS, page="reports"),
    Command("report.excel", N_("Export to Excel…"), "report/3", "Ctrl+Shift+E", OpenDialog("report_commands", "excel"),
            needs=Needs.ROWS, page="reports"),
    Command("report.csv", N_("Export as CSV…"), "report/3", "", OpenDialog("report_commands", "csv"), needs=Needs.ROWS,
            page="reports"),
    Command("report.print", N_("Print…"), "report/3", "Ctrl+P", OpenDialog("report_commands", "print_out"),
            needs=Needs.ROWS, page="reports"),
    Command("report.schedule", N_("Schedule…"), "report/4", "", OpenDialog("report_commands", "schedule"), REPORT,
            Needs.ROWS, page="reports"),
    Command("report.dashboard", N_("Add to a dashboard…"), "report/4", "",
            OpenDialog("report_commands", "to_dashboard"), "write dashboards", Needs.ROWS, page="reports"),
    Command("report.remove", N_("Remove"), "report/5", "Delete", OpenDialog("report_commands", "remove"), REPORT,
            Needs.ROWS, Scope.LIST, page="reports"),
    Command("view.today", N_("Today"), "view/0", "Alt+1", lambda w: w.show_page("today")),
    Command("view.contacts", N_("Contacts"), "view/0", "Alt+2", lambda w: w.show_page("contacts")),
    Command("view.opportunities", N_("Pipeline"), "view/0", "Alt+3", lambda w: w.show_page("pipeline")),
    Command("view.activities", N_("Activities"), "view/0", "Alt+4", lambda w: w.show_page("activities")),
    Command("view.calendar", N_("Calendar"), "view/0", "Alt+5", lambda w: w.show_page("calendar")),
    Command("view.dashboard", N_("Dashboard"), "view/0", "Alt+6", lambda w: w.show_page("dashboard")),
    Command("view.reports", N_("Reports"), "view/0", "Alt+7", lambda w: w.show_page("reports")),
    Command("activities.overdue", N_("Overdue"), "view/1", "Ctrl+1", lambda w: w.activities.show_range("overdue"),
            page="activities"),
    Command("activities.today", N_("Today"), "view/1", "Ctrl+2", lambda w: w.activities.show_range("today"),
            page="activities"),
    Command("activities.tomorrow", N_("Tomorrow"), "view/1", "Ctrl+3", lambda w: w.activities.show_range("tomorrow"),
            page="activities"),
    Command("activities.week", N_("This week"), "view/1", "Ctrl+4", lambda w: w.activities.show_range("week"),
            page="activities"),
    Command("activities.next_week", N_("Next week"), "view/1", "Ctrl+5",
            lambda w: w.activities.show_range("next_week"), page="activities"),
    Command("activities.no_date", N_("No date"), "view/1", "Ctrl+6", lambda w: w.activities.show_range("no_date"),
            page="activities"),
    Command("activities.open", N_("To do"), "view/1", "Ctrl+7", lambda w: w.activities.show_range("open"),
            page="activities"),
    Command("activities.done", N_("Finished"), "view/1", "Ctrl+8", lambda w: w.activities.show_range("done"),
            page="activities"),
    Command("calendar.month", N_("Month"), "view/1", "Ctrl+1", lambda w: w.calendar.show_view("month"),
            page="calendar"),
    Command("calendar.week", N_("Week"), "view/1", "Ctrl+2", lambda w: w.calendar.show_view("week"), page="calendar"),
    Command("calendar.day", N_("Day"), "view/1", "Ctrl+3", lambda w: w.calendar.show_view("day"), page="calendar"),
    Command("calendar.agenda", N_("Agenda"), "view/1", "Ctrl+4", lambda w: w.calendar.show_view("agenda"),
            page="calendar"),
    Command("calendar.today", N_("Go to today"), "view/1", "Ctrl+T", lambda w: w.calendar.show_today(),
            page="calendar"),
    Command("calendar.go_to", N_("Go to a day…"), "view/1", "Ctrl+G", lambda w: w.calendar.ask_day(), page="calendar"),
    Command("calendar.previous", N_("Earlier"), "view/1", "Ctrl+Left", lambda w: w.calendar.step(-1),
            scope=Scope.LIST, page="calendar"),
    Command("calendar.next", N_("Later"), "view/1", "Ctrl+Right", lambda w: w.calendar.step(1), scope=Scope.LIST,
            page="calendar"),
    Command("calendar.side", N_("Small month beside the calendar"), "view/3", "F9",
            lambda w: w.calendar.toggle_side(), page="calendar"),
    Command("dashboard.add_card", N_("Add a card…"), "view/1", "Ctrl+Shift+A", lambda w: w.dashboard.editing.add_card(),
            CARDS, icon="plus-lg", page="dashboard"),
    Command("dashboard.show", N_("Dashboards"), "view/1", page="dashboard",
            entries=lambda w: w.dashboard.choices.dashboards()),
    Command("dashboard.new", N_("New dashboard…"), "view/dashboard", "", lambda w: w.dashboard.editing.new(), CARDS,
            page="dashboard"),
    Command("dashboard.save_as", N_("Save a copy as…"), "view/dashboard", "",
            lambda w: w.dashboard.editing.save_as(), CARDS, page="dashboard"),
    Command("dashboard.rename", N_("Rename…"), "view/dashboard", "", lambda w: w.dashboard.editing.rename(), CARDS,
            page="dashboard"),
    Command("dashboard.share", N_("Show it to everybody"), "view/dashboard", "",
            lambda w: w.dashboard.editing.share(), CARDS, page="dashboard"),
    Command("dashboard.remove", N_("Remove the dashboard"), "view/dashboard", "",
            lambda w: w.dashboard.editing.remove_shown(), CARDS, page="dashboard"),
    Command("dashboard.card", N_("Card"), "view/dashboard", page="dashboard",
            entries=lambda w: w.dashboard.editing.of_card()),
    Command("view.board", N_("Board"), "view/1", "Ctrl+1", lambda w: w.pipeline.choices.show_mode("board"),
            page="pipeline"),
    Command("view.forecast", N_("Forecast"), "view/1", "Ctrl+2", lambda w: w.pipeline.choices.show_mode("forecast"),
            page="pipeline"),
    Command("view.deals", N_("List"), "view/1", "Ctrl+3", lambda w: w.pipeline.choices.show_mode("list"),
            page="pipeline"),
    Command("view.pipeline", N_("Another pipeline"), "view/1", entries=lambda w: w.pipeline.choices.pipelines(),
            page="pipeline"),
    Command("view.all", N_("Everyone"), "view/1", "Ctrl+1", lambda w: w.contacts.show_kind(""), page="contacts"),
    Command("view.people", N_("People only"), "view/1", "Ctrl+2", lambda w: w.contacts.show_kind("person"),
            page="contacts"),
    Command("view.companies", N_("Companies only"), "view/1", "Ctrl+3", lambda w: w.contacts.show_kind("company"),
            page="contacts"),
    Command("view.saved", N_("Saved views"), "view/2", needs=Needs.LIST,
            entries=lambda w: w.page.view_choices()),
    Command("view.save", N_("Save this view…"), "view/2", "", lambda w: w.page.save_view(), "write views",
            Needs.LIST),
    Command("view.manage", N_("Manage views…"), "view/2", "", OpenDialog("views"), "write views"),
    Command("view.filter", N_("Add a filter…"), "view/2", "Ctrl+Shift+K", lambda w: w.page.add_filter(),
            needs=Needs.LIST),
    Command("view.columns", N_("Columns"), "view/3", needs=Needs.LIST,
            entries=lambda w: w.page.column_choices()),
    Command("view.card_fields", N_("Card fields"), "view/3", entries=lambda w: w.pipeline.choices.card_fields(),
            page="pipeline"),
    Command("view.lanes", N_("Lanes"), "view/3", entries=lambda w: w.pipeline.choices.lanes(), page="pipeline"),
    Command("view.period", N_("Won and lost opportunities"), "view/3", page="pipeline",
            entries=lambda w: w.pipeline.choices.periods()),
    Command("view.panel", N_("Details beside the list"), "view/3", "F9", lambda w: w.contacts.toggle_panel(),
            page="contacts"),
    Command("view.theme", N_("Light or dark theme"), "view/4", "Ctrl+Shift+D", lambda w: w.toggle_theme(),
            needs=Needs.NOTHING),
    Command("view.language", N_("Language"), "view/4", needs=Needs.NOTHING, entries=lambda w: w.languages()),
    Command("view.refresh", N_("Refresh"), "view/5", "F5", lambda w: w.refresh()),
    Command("tools.duplicates", N_("Find duplicates…"), "tools/1", "Ctrl+D", OpenDialog("duplicates"), WRITE),
    Command("tools.calendars", N_("Calendars…"), "tools/1", "", OpenDialog("calendars"), "write calendars"),
    Command("tools.pipelines", N_("Pipelines and stages…"), "tools/2", "", OpenDialog("pipelines"), "write pipelines"),
    Command("tools.lists", N_("Loss reasons, sources and types…"), "tools/2", "", OpenDialog("named_lists"),
            "write pipelines"),
    Command("tools.products", N_("Products…"), "tools/2", "", OpenDialog("products"), "write products"),
    Command("tools.rates", N_("Exchange rates…"), "tools/2", "", OpenDialog("exchange_rates"), "write products"),
    Command("tools.users", N_("People and teams…"), "tools/2", "", OpenDialog("users"), "write users"),
    Command("tools.goals", N_("Goals…"), "tools/2", "", OpenDialog("goals"), "read goals"),
    Command("tools.template", N_("A template for your business…"), "tools/3", "", OpenDialog("templates"),
            "write settings"),
    Command("tools.report_schedules", N_("Scheduled reports…"), "tools/4", "", OpenDialog("report_schedule"), REPORT),
    Command("tools.outbox", N_("Outbox…"), "tools/4", "", OpenDialog("outbox"), MAIL),
    Command("tools.mail_templates", N_("E-mail templates…"), "tools/4", "", OpenDialog("mail_templates"), MAIL),
    Command("tools.mail_folders", N_("Read e-mail…"), "tools/4", "", OpenDialog("mail_folders"), MAIL),
    Command("tools.mail_accounts", N_("Mail accounts…"), "tools/4", "", OpenDialog("mail_accounts"), MAIL),
    Command("help.shortcuts", N_("Keyboard shortcuts"), "help/1", "F1", lambda w: w.show_shortcuts(),
            needs=Needs.NOTHING),
    Command("help.log", N_("Open the log folder"), "help/1", "", lambda w: w.open_log_folder(), needs=Needs.NOTHING),
    Command("help.about", N_("About Cartera"), "help/2", "", lambda w: w.show_about(), needs=Needs.NOTHING),
)  # fmt: skip


def find(command_id: str) -> Command:
    """The command with this id; KeyError when there is none."""
    for command in COMMANDS:
        if command.id == command_id:
            return command
    raise KeyError(command_id)


def of_menu(menu: str) -> list[list[Command]]:
    """The commands of a menu, group by group."""
    groups: dict[str, list[Command]] = {}
    for command in COMMANDS:
        if command.menu_name == menu:
            groups.setdefault(command.menu, []).append(command)
    return list(groups.values())
