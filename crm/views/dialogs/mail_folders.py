"""Which folders of a mailbox are read, how far back, and who is never logged; reading them now."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.controllers.mail_reading import imap_place
from crm.errors import CrmError, Invalid
from crm.models.mail import MailAccount
from crm.models.received_mail import MailFolder, ReadingRules, ReadReport
from crm.network.imap_answers import Folder
from crm.network.passwords import Passwords
from crm.network.servers import LoginRefused, Untrusted
from crm.utils import dates
from crm.utils.i18n import _
from crm.views import mail_arrivals, theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.checklist import Checklist
from crm.views.widgets.choice_button import ChoiceButton
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.textarea import TextArea

if TYPE_CHECKING:
    from crm.views.window import Window

_SIZE = (760, 480)
_LEFT = 360  # units
_PROPOSED = ("inbox", "sent")


class MailFoldersDialog(DeskDialog):
    """Shows the accounts that can be read. `choice` holds the folders to tick; `on_saved` hears that they are to be
    read."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, passwords: Passwords) -> None:
        super().__init__(parent, desk, title=_("Read e-mail"), confirm=_("Save"))
        self._passwords = passwords
        self._accounts: dict[int, MailAccount] = {}
        self._account: MailAccount | None = None
        self._known: Sequence[MailFolder] = ()
        self._rules = ReadingRules()
        self._ticked: list[str] = []
        self.on_saved: Callable[[], object] = lambda: None
        self.choice: Checklist | None = None
        self.fix_size(*_SIZE)
        privacy = _(
            "E-mails from and to your contacts are logged with them. Of all others only the lines on top are looked"
            " at (from, to, subject), and nothing of them is kept."
        )
        self.add_text(privacy).configure(style="Muted.TLabel", wraplength=theme.px(_SIZE[0]))
        sides = ttk.Frame(self.body, padding=(0, theme.px(12), 0, 0))
        sides.pack(fill="both", expand=True)
        sides.rowconfigure(0, weight=1)
        sides.columnconfigure((0, 1), weight=1, uniform="sides")
        self._left = ttk.Frame(sides)
        self._left.grid(row=0, column=0, sticky="nsew")
        self._right = ttk.Frame(sides, padding=(theme.px(24), 0, 0, 0))
        self._right.grid(row=0, column=1, sticky="nsew")
        self._make_left()
        self._make_right()
        self.read_button = self.add_button(_("Read now"), self.read_now, left=True)
        self.again_button = self.add_button(_("Read again from the beginning"), self.read_again, left=True)
        self.on_confirm = self._confirmed
        follow_sight(self.body)
        self.refresh()

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed or ticked."""
        return self._account is not None and (
            self._chosen_names() != self._ticked or self._typed_rules() != self._shown
        )

    def refresh(self) -> None:
        """Load the accounts and the rules."""
        session = self.desk.session
        self.ask(
            "start", lambda: (session.mail_accounts.all(inactive=False), session.mail_log.rules()), show=self._show
        )

    def use(self, account: MailAccount) -> None:
        """Show another account."""
        self._account = account
        self.account_button.say(account.address)
        self._password_row.pack_forget()
        session = self.desk.session
        self.ask("folders", lambda: session.mail_log.folders(account.id), show=self._show_known)

    def list_folders(self) -> None:
        """Ask the server which folders there are."""
        account, typed, passwords = self._account, self.password.get(), self._passwords
        if account is None:
            return
        log, place = self.desk.session.mail_log, imap_place(account)

        def work(_job: object) -> list[Folder] | None:
            if typed:
                passwords.keep(place, typed)
            secret = passwords.get(place)
            return None if secret is None else log.folders_there(account.id, secret)

        self.say(_("Asking {host}…").format(host=account.imap_host))
        self.desk.jobs.run_network(work, partial(self._there, account), failed=self._failed_there)

    def save(self) -> None:
        """Keep the folders that are ticked and the rules."""
        account, log, names = self._account, self.desk.session.mail_log, self._chosen_names()
        if account is None:
            self.close()
            return
        days, never = self._typed_rules()
        if not days.isdecimal():
            self.say(_("Days are a whole number, for example 90."), wrong=True)
            return

        def work() -> None:
            log.set_rules(int(days), never)
            log.choose_folders(account.id, names)

        self.write(work, lambda _none: _("Saved. New e-mails are looked for every few minutes."), done=self._saved)

    def read_now(self) -> None:
        """Read what is new in the folders that were saved."""
        if not self._active:
            self.say(_("No folders are read yet: tick some and save first."), wrong=True)
            return
        log, passwords = self.desk.session.mail_log, self._passwords
        self.read_button.state(["disabled"])
        self.say(_("Reading…"))
        self.desk.jobs.run_network(
            lambda job: log.read_folders(passwords.get, go_on=lambda: not job.cancelled, at_once=True),
            self._read,
            failed=self._failed_there,
            label=_("Reading e-mail"),
        )

    def read_again(self) -> None:
        """Read the folders of the account again, for contacts that were added since; nothing is logged twice."""
        account, log = self._account, self.desk.session.mail_log
        if account:
            self.write(lambda: log.begin_anew(account.id), done=lambda _none: self.read_now())

    def refused(self, error: CrmError) -> None:
        """What is no rule is told in its own words."""
        self.say(" ".join(error.fields.values()) if isinstance(error, Invalid) else str(error), wrong=True)

    # ---- parts

    def _make_left(self) -> None:
        self.account_button = ChoiceButton(self._left, self._choices)
        self.account_button.pack(anchor="w")
        self._password_row = ttk.Frame(self._left)
        ttk.Label(self._password_row, text=_("Password"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.password = ttk.Entry(self._password_row, show="•")
        self.password.pack(side="left", fill="x", expand=True)
        show = ttk.Button(self._password_row, text=_("Show the folders"), command=self.list_folders)
        show.pack(side="left", padx=(theme.px(8), 0))
        self.password.bind("<Return>", lambda _event: self._entered_password())
        ttk.Label(self._left, text=_("Folders to read"), style="Strong.TLabel").pack(anchor="w", pady=(theme.px(8), 0))
        self._place = ttk.Frame(self._left)
        self._place.pack(fill="both", expand=True, pady=(theme.px(4), 0))
        self._state = ttk.Label(self._left, style="Small.TLabel", wraplength=theme.px(_LEFT), justify="left")
        self._state.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))

    def _make_right(self) -> None:
        ttk.Label(self._right, text=_("The first time, read the last"), style="Small.TLabel").pack(anchor="w")
        row = ttk.Frame(self._right)
        row.pack(anchor="w", fill="x")
        self.days = ttk.Entry(row, width=6)
        self.days.pack(side="left")
        ttk.Label(row, text=_("days")).pack(side="left", padx=theme.px(8))
        words = _("Never log e-mails with (addresses or domains, one a line)")
        ttk.Label(self._right, text=words, style="Small.TLabel", wraplength=theme.px(330), justify="left").pack(
            anchor="w", pady=(theme.px(16), 0)
        )
        self.never = TextArea(self._right, lines=7)
        self.never.pack(fill="x")

    # ---- what is shown

    def _show(self, found: tuple[list[MailAccount], ReadingRules]) -> None:
        accounts, self._rules = found
        self._accounts = {one.id: one for one in accounts if one.imap_host}
        self.days.delete(0, "end")
        self.days.insert(0, str(self._rules.days))
        self.never.set("\n".join(self._rules.never))
        if self._accounts:
            self.use(self._account or next(iter(self._accounts.values())))
            return
        self.account_button.pack_forget()
        self.say(_("No mail account has a server for reading yet. Add it under Tools > Mail accounts."))
        for button in (self.primary, self.read_button, self.again_button):
            button.state(["disabled"])

    def _show_known(self, folders: Sequence[MailFolder]) -> None:
        self._known = folders
        names = [one.name for one in folders]
        self._tick(names, self._active)
        self._say_state()
        self.list_folders()

    def _there(self, account: MailAccount, folders: list[Folder] | None) -> None:
        if not self.winfo_exists() or account is not self._account:
            return
        self.say("")
        if folders is None:
            self._ask_password(_("The password for reading {address} is needed.").format(address=account.address))
            return
        self._password_row.pack_forget()
        chosen = self._active or [one.name for one in folders if one.use in _PROPOSED]
        there = [one.name for one in folders]
        self._tick([*there, *(one for one in self._active if one not in there)], chosen)

    def _tick(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        if self.choice:
            self.choice.destroy()
        self.choice = Checklist(self._place, [(name, name) for name in names], chosen=chosen)
        self.choice.pack(fill="both", expand=True)
        self._ticked = self._chosen_names()

    def _say_state(self) -> None:
        last = max((one.read_at for one in self._known if one.active), default="")
        problems = [one.problem for one in self._known if one.active and one.problem]
        read = _("Last read: {when}").format(when=dates.show_ago(last)) if last else _("Not read yet.")
        self._state.configure(text="\n".join([read, *problems]))

    def _ask_password(self, sentence: str) -> None:
        self.say(sentence, wrong=True)
        self._password_row.pack(fill="x", after=self.account_button, pady=(theme.px(8), 0))
        self.password.focus_set()

    def _choices(self) -> list[tuple[str, Callable[[], object], bool]]:
        return [(one.address, partial(self.use, one), one is self._account) for one in self._accounts.values()]

    # ---- what is typed

    @property
    def _active(self) -> list[str]:
        return [one.name for one in self._known if one.active]

    @property
    def _shown(self) -> tuple[str, list[str]]:
        return str(self._rules.days), list(self._rules.never)

    def _chosen_names(self) -> list[str]:
        return [str(name) for name in self.choice.values] if self.choice else []

    def _typed_rules(self) -> tuple[str, list[str]]:
        lines = self.never.get().replace(",", "\n").splitlines()
        return self.days.get().strip(), [line.strip() for line in lines if line.strip()]

    # ---- afterwards

    def _entered_password(self) -> str:
        self.list_folders()
        return "break"

    def _saved(self, _none: object) -> None:
        self.close()
        self.on_saved()

    def _read(self, report: ReadReport) -> None:
        if not self.winfo_exists():
            return
        self.read_button.state(["!disabled"])
        if report.locked:
            self._ask_password(report.problem)
            return
        self.say(mail_arrivals.words(report), wrong=bool(report.problem))
        account, session = self._account, self.desk.session
        if account:
            self.ask("state", lambda: session.mail_log.folders(account.id), show=self._renew_state)

    def _renew_state(self, folders: Sequence[MailFolder]) -> None:
        self._known = folders
        self._say_state()

    def _failed_there(self, error: BaseException) -> None:
        if not self.winfo_exists():
            return
        self.read_button.state(["!disabled"])
        if isinstance(error, LoginRefused):
            self._ask_password(str(error))
            return
        self.failed(error)
        if isinstance(error, Untrusted):
            self._ask_trust(error)

    def _ask_trust(self, error: Untrusted) -> None:
        """Show the certificate's mark; who accepts it accepts this one and no other."""
        account, accounts = self._account, self.desk.session.mail_accounts
        mark = " ".join(error.fingerprint[at : at + 4] for at in range(0, len(error.fingerprint), 4)).upper()
        text = "\n\n".join((str(error), _("Its SHA-256 is:"), mark))
        if account:
            ask(
                self,
                Question(_("Trust this certificate?"), text, _("Trust it"), danger=True),
                then=lambda: self.write(
                    lambda: accounts.accept(account.id, error.fingerprint), done=lambda _none: self.refresh()
                ),
            )

    def _confirmed(self) -> bool:
        self.save()
        return False


def show(window: Window) -> None:
    """Open the dialog."""
    dialog = MailFoldersDialog(window.root, window.desk, passwords=window.passwords)
    dialog.on_saved = lambda: window.errands.run(mail_arrivals.NAME)
    dialog.open()
