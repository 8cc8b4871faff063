"""The user's mail accounts: which there are; adding, changing, removing one. One account is mail_account.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.controllers.mail_accounts import smtp_place
from crm.models.mail import MailAccount
from crm.network.passwords import Passwords
from crm.utils.i18n import _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.mail_account import MailAccountDialog
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


class MailAccountsDialog(DeskDialog):
    """Every change is saved at once and can be undone, but for passwords."""

    watches = frozenset(("mail_accounts",))

    def __init__(self, parent: tk.Misc, desk: Desk, *, passwords: Passwords) -> None:
        super().__init__(parent, desk, title=_("Mail accounts"))
        self._passwords = passwords
        self._accounts: dict[int, MailAccount] = {}
        self.fix_size(760, 320)
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.add(_("Add an account…"), self.add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.add(_("Forget the password"), self.forget_password)
        self.actions.add_removal(_("Remove"), self.remove)
        self.actions.pack(fill="x")
        columns = [
            Column("address", _("Address"), 240, sortable=False),
            Column("host", _("Server for sending (SMTP)"), 240, sortable=False),
        ]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(
            _("No mail account yet"),
            _("With one you write to contacts from here, and what you send is logged with them."),
            action=(_("Add an account…"), self._add),
        )
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _account: self.actions.allow(True)
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        follow_sight(self.body)
        self.actions.allow(False)
        self.refresh()

    @property
    def chosen(self) -> MailAccount | None:
        """The chosen account."""
        return self._accounts.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the accounts."""
        self.ask("accounts", self.desk.session.mail_accounts.all, show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def add(self) -> MailAccountDialog:
        """Add an account."""
        dialog = MailAccountDialog(self, self.desk, passwords=self._passwords)
        dialog.open()
        return dialog

    def edit(self) -> MailAccountDialog | None:
        """Change the chosen account."""
        if self.chosen is None:
            return None
        dialog = MailAccountDialog(self, self.desk, passwords=self._passwords, account=self.chosen)
        dialog.open()
        return dialog

    def forget_password(self) -> None:
        """Forget the password of the chosen account, here and in the keyring."""
        account = self.chosen
        if account and smtp_place(account):
            place, passwords = smtp_place(account), self._passwords
            self.desk.jobs.run_network(
                lambda _job: passwords.forget(place),
                lambda _none: self.say(_("The password is forgotten; it is asked for when it is needed.")),
            )

    def remove(self) -> None:
        """Remove the chosen account; Undo brings it back."""
        account = self.chosen
        if account:
            said = _("Mail account removed: {address}").format(address=account.address)
            self.write(lambda: self.desk.session.mail_accounts.remove(account.id), lambda _none: said)

    def _add(self) -> None:
        self.add()

    def _open(self, _account: int) -> None:
        self.edit()

    def _show(self, accounts: Sequence[MailAccount]) -> None:
        self._accounts = {account.id: account for account in accounts}
        self.list.show({account.id: (_shown(account), account.smtp_host) for account in accounts})
        self.list.choose_first()
        self.actions.allow(self.chosen is not None)


def _shown(account: MailAccount) -> str:
    return account.address if account.active else _("{name} (out of use)").format(name=account.address)


def show(window: Window) -> None:
    """Open the dialog."""
    MailAccountsDialog(window.root, window.desk, passwords=window.passwords).open()
