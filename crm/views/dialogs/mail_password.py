"""Asking for the password of a mail account where it is neither in the keyring nor known yet. It is kept in no file."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.controllers.mail_accounts import smtp_place
from crm.models.mail import MailAccount
from crm.network.passwords import Passwords
from crm.utils.i18n import _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog

if TYPE_CHECKING:
    from crm.views.window import Window


class PasswordDialog(DeskDialog):
    """`on_kept` hears that a password was given."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, passwords: Passwords, account: MailAccount) -> None:
        super().__init__(parent, desk, title=_("Password for your e-mail"), confirm=_("Continue"))
        self.on_kept: Callable[[], object] = lambda: None
        self._passwords = passwords
        self._account = account
        self.add_text(_("{login} at {host}").format(login=account.smtp_login, host=account.smtp_host))
        self.entry = ttk.Entry(self.body, show="•")
        self.entry.pack(fill="x", pady=(theme.px(8), theme.px(8)))
        self.add_text(
            _("It is kept in the keyring of this computer, never in the file; without one, until the program ends.")
        ).configure(style="Small.TLabel")
        self.on_confirm = self.keep

    def take_focus(self) -> None:
        """One types at once."""
        self.entry.focus_set()

    def keep(self) -> bool:
        """Keep what was typed and go on. False: it is not closed yet."""
        password = self.entry.get()
        if not password:
            self.say(_("Type the password, or cancel: the e-mails stay in the outbox."), wrong=True)
            return False
        self.busy(True)
        place = smtp_place(self._account)
        self.desk.jobs.run_network(lambda _job: self._passwords.keep(place, password), self._kept, failed=self.failed)
        return False

    def _kept(self, _lasting: bool) -> None:
        self.close()
        self.on_kept()


def ask_password(window: Window, account: MailAccount, *, refused: str, then: Callable[[], object]) -> PasswordDialog:
    """Ask, with the sentence of a server that refused another one, and go on."""
    dialog = PasswordDialog(window.root, window.desk, passwords=window.passwords, account=account)
    dialog.on_kept = then
    dialog.say(refused, wrong=bool(refused))
    dialog.open()
    return dialog
