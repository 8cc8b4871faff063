"""Who works with the file: people with their role and team, added, edited, put out of use. One is user_form.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.users import ROLES, User
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.user_form import UserDialog
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


class UsersDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("users",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("People and teams"))
        self.fix_size(840, 420)
        self._users: dict[int, User] = {}
        self._teams: Sequence[str] = ()
        self._wanted = 0
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.add(_("Add a person…"), self.add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.pack(fill="x")
        columns = [
            Column("name", _("Name"), 230, sortable=False),
            Column("team", _("Team"), 130, sortable=False),
            Column("role", _("Role"), 130, sortable=False),
            Column("email", _("E-mail"), 180, sortable=False),
        ]
        self.list = Listed(self.body, columns)
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _user: self.actions.allow(True)
        self.list.table.on_open = self._open
        self.list.table.tag = lambda row, _cells: "" if self._users[row].active else "muted"
        follow_sight(self.body)
        self.actions.allow(False)
        self.refresh()

    @property
    def chosen(self) -> User | None:
        """The chosen person."""
        return self._users.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the people."""
        users = self.desk.session.users
        self.ask("users", lambda: (users.all(), users.teams()), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def add(self) -> UserDialog:
        """Add a person."""
        dialog = UserDialog(self, self.desk, user=None, teams=self._teams)
        dialog.on_added = self._want
        dialog.open()
        return dialog

    def edit(self) -> UserDialog | None:
        """Change the chosen person."""
        if self.chosen is None:
            return None
        dialog = UserDialog(self, self.desk, user=self.chosen, teams=self._teams)
        dialog.open()
        return dialog

    def _open(self, _user: int) -> None:
        self.edit()

    def _want(self, user_id: int) -> None:
        self._wanted = user_id
        self.refresh()

    def _show(self, answer: tuple[Sequence[User], Sequence[str]]) -> None:
        users, self._teams = answer
        self._users = {one.id: one for one in users}
        self.list.show({one.id: _cells(one) for one in users})
        if self._wanted in self._users:
            self.list.choose(self._wanted)
            self._wanted = 0
        self.list.choose_first()
        self.actions.allow(self.chosen is not None)


def _cells(user: User) -> tuple[str, ...]:
    name = user.name if user.active else _("{name} (out of use)").format(name=user.name)
    role = next(translate(one.label) for one in ROLES if one.value == user.role)
    return (name, user.team, role, user.email)


def show(window: Window) -> None:
    """Open the dialog."""
    UsersDialog(window.root, window.desk).open()
