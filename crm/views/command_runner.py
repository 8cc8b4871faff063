"""When a command may run, what it is called now, and running it: by menu, key, button or the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.utils.text import fold
from crm.views import keys
from crm.views.commands import COMMANDS, MENUS, Command, Needs
from crm.views.widgets.palette import Palette, PaletteItem

if TYPE_CHECKING:
    from crm.views.window import Window


class CommandRunner:
    """Asks the window whether what a command needs is there."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.palette = Palette(window.root, self._found)

    def can_run(self, command: Command) -> bool:
        """Whether a command makes sense now and is allowed."""
        if command.needs is Needs.NOTHING:
            return True
        return self._window.is_open and command.allowed(self._role) and self._meets(command.needs)

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
        if needs is Needs.UNDO:
            return desk.undoable is not None
        if needs is Needs.REDO:
            return desk.redoable is not None
        if needs is Needs.EDITS:
            return self._window.is_editing
        return self._window.contacts.selected_count >= 1

    def _found(self, typed: str) -> list[PaletteItem]:
        parts = fold(typed.strip()).split()
        return [self._item(one) for one in COMMANDS if self._is_offered(one) and self._fits(one, parts)]

    def _is_offered(self, command: Command) -> bool:
        return command.entries is None and command.id != "edit.palette" and self.can_run(command)

    def _fits(self, command: Command, parts: list[str]) -> bool:
        words = fold(f"{self.words(command)} {_(MENUS[command.menu_name])}")
        return all(part in words for part in parts)

    def _item(self, command: Command) -> PaletteItem:
        words, menu = self.words(command).rstrip("…"), _(MENUS[command.menu_name])
        icon = command.icon or "arrow-return-right"
        return PaletteItem(words, partial(self.run, command), menu, keys.text(command.key), icon)
