"""When a command may run, what it is called now, and running it: by menu, key, button or the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.contacts import COMPANY
from crm.models.reports import Report
from crm.utils.i18n import _
from crm.utils.text import fold
from crm.views import keys
from crm.views.commands import COMMANDS, MENUS, Command, Needs
from crm.views.tab import Questions
from crm.views.widgets.palette import Palette, PaletteItem

if TYPE_CHECKING:
    from crm.views.window import Window

_SHORTEST, _MOST_FOUND = 2, 8
# What must be selected: on which page ("" for the one in view), and how many at least.
_SELECTED = {
    Needs.ROWS: ("", 1),
    Needs.CONTACT: ("contacts", 1),
    Needs.SELECTION: ("contacts", 1),
    Needs.SEVERAL: ("contacts", 2),
    Needs.OPPORTUNITY: ("pipeline", 1),
    Needs.OPPORTUNITIES: ("pipeline", 1),
    Needs.ACTIVITY: ("activities", 1),
    Needs.ACTIVITIES: ("activities", 1),
}


class CommandRunner:
    """Asks the window whether what a command needs is there."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._questions = Questions(window.jobs)
        self.palette = Palette(window.root, self._found)

    def can_run(self, command: Command) -> bool:
        """Whether a command makes sense now and is allowed."""
        if command.needs is Needs.NOTHING:
            return True
        if not (self._window.is_open and command.allowed(self._role) and self.is_here(command)):
            return False
        return self._meets(command.needs)

    def is_here(self, command: Command) -> bool:
        """Whether a command belongs to the page in view, or to all."""
        return command.page in ("", self._window.page_key)

    def run(self, command: Command) -> None:
        """Run a command if it can be run now."""
        if self.can_run(command):
            command.run(self._window)

    def words(self, command: Command) -> str:
        """How a command is called now: undo and redo name what they would do."""
        label = _(command.label)
        operation = None
        if self._window.is_open:
            desk = self._window.desk
            operation = {"edit.undo": desk.undoable, "edit.redo": desk.redoable}.get(command.id)
        return f"{label}: {operation.label}" if operation else label

    @property
    def _role(self) -> str:
        return self._window.desk.session.user.role

    def _meets(self, needs: Needs) -> bool:
        desk = self._window.desk
        if needs is Needs.DATABASE:
            return True
        if needs is Needs.LIST:
            return self._window.page.is_list
        if needs is Needs.UNDO:
            return desk.undoable is not None
        if needs is Needs.REDO:
            return desk.redoable is not None
        if needs is Needs.EDITS:
            return self._window.is_editing
        page, least = _SELECTED[needs]
        return page in ("", self._window.page_key) and self._window.page.selected_count >= least

    def _found(self, typed: str) -> list[PaletteItem]:
        # after the commands are shown, so that what is found at once is added behind them
        self._window.root.after_idle(self._find_records, typed)
        parts = fold(typed.strip()).split()
        return [self._item(one) for one in COMMANDS if self._is_offered(one) and self._fits(one, parts)]

    def _find_records(self, typed: str) -> None:
        """Offer contacts and opportunities below the commands, when the worker has found them."""
        text = typed.strip()
        if not self._window.is_open or len(text) < _SHORTEST:
            self._questions.drop()
            return
        session = self._window.desk.session
        self._questions.ask(
            "contacts",
            lambda: session.contacts.search(text, limit=_MOST_FOUND),
            show=lambda rows: self.palette.add(typed, [self._contact(row) for row in rows]),
        )
        self._questions.ask(
            "opportunities",
            lambda: session.opportunities.search(text, limit=_MOST_FOUND),
            show=lambda rows: self.palette.add(typed, [self._opportunity(row) for row in rows]),
        )

        self._questions.ask("reports", session.reports.all, show=lambda found: self._offer_reports(typed, found))

    def _offer_reports(self, typed: str, reports: Sequence[Report]) -> None:
        from crm.views.dialogs import report_commands  # the window opens without it
        from crm.views.report_words import name_of

        parts = fold(typed).split()
        named = [(name_of(one), one) for one in reports]
        found = [(name, one) for name, one in named if all(part in fold(name) for part in parts)]
        run = partial(report_commands.go_to, self._window)
        self.palette.add(
            typed, [PaletteItem(name, partial(run, one), _("Report"), icon="bar-chart") for name, one in found]
        )

    def _contact(self, row: dict[str, Any]) -> PaletteItem:
        icon = "building" if row["kind"] == COMPANY else "person"
        return PaletteItem(row["name"], partial(self._window.contacts.go_to, row["id"]), row["city"], icon=icon)

    def _opportunity(self, row: dict[str, Any]) -> PaletteItem:
        customer = row["company"] or row["contact"]
        return PaletteItem(row["title"], partial(self._window.pipeline.go_to, row["id"]), customer, icon="briefcase")

    def _is_offered(self, command: Command) -> bool:
        return command.entries is None and command.id != "edit.palette" and self.can_run(command)

    def _fits(self, command: Command, parts: list[str]) -> bool:
        words = fold(f"{self.words(command)} {_(MENUS[command.menu_name])}")
        return all(part in words for part in parts)

    def _item(self, command: Command) -> PaletteItem:
        words, menu = self.words(command).rstrip("…"), _(MENUS[command.menu_name])
        icon = command.icon or "arrow-return-right"
        return PaletteItem(words, partial(self.run, command), menu, keys.text(command.key), icon)
