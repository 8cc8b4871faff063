"""One mail account: address, password, servers proposed from the address, and a test before it is saved."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import fields as parts
from dataclasses import replace
from typing import Any

from crm.controllers.mail_accounts import smtp_place
from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.mail import ACCOUNT_FIELDS, PLAIN, MailAccount
from crm.models.mail_providers import Provider, provider_of
from crm.network.passwords import Passwords, place
from crm.network.servers import Untrusted
from crm.utils.i18n import N_, _, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.form import Form
from crm.views.widgets.scrolled import Scrolled

_PASSWORD = Field("password", Kind.TEXT, N_("Password"))
_ORDER = (
    "address", "name", "password", "active", "smtp_host", "smtp_port", "smtp_security", "smtp_login", "imap_host",
    "imap_port", "imap_security", "imap_login", "signature",
)  # fmt: skip
_PORTS = ("smtp_port", "imap_port")


class MailAccountDialog(DeskDialog):
    """Adds an account, or changes the one given. The password goes to the keyring, or stays until the program ends."""

    def __init__(
        self, parent: tk.Misc, desk: Desk, *, passwords: Passwords, account: MailAccount | None = None
    ) -> None:
        title = _("Edit the mail account") if account else _("New mail account")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_saved: Callable[[], object] = lambda: None
        self._passwords = passwords
        self._account = account
        self._trusted = account.trusted if account else ""
        self._proposed: dict[str, object] = {}
        self._place = Scrolled(self.body)
        self._place.pack(fill="both", expand=True)
        self.form = Form(self._place.body, _definition())
        self.form.share_lines(620, whole=("signature",))
        self.form.pack(fill="both", expand=True, padx=(0, theme.px(10)))
        self.form.set(_values(account or MailAccount(0, desk.session.user.email, name=desk.session.user.name)))
        self.form.editor("password").entry.configure(show="•")  # type: ignore[call-arg]
        self.form.on_change = self._typed_in
        self._place.adopt()
        self.fix_size(710, 570)
        self.test_button = self.add_button(_("Test"), self.test, left=True)
        self.on_confirm = self._confirmed
        self._propose()

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the address."""
        self.form.focus_field("address")

    # ---- what a person does

    def test(self) -> None:
        """Sign in as typed and ask whether mail would be taken; say what came of it."""
        account = self._read()
        if account is None:
            return
        typed, passwords = self._typed_password(), self._passwords
        accounts = self.desk.session.mail_accounts

        def work(_job: object) -> None:
            place = smtp_place(account)
            accounts.test(account, typed or (passwords.get(place) if place else "") or "")

        self.test_button.state(["disabled"])
        self.say(_("Trying {host}…").format(host=account.smtp_host))
        said = _("It works: {host} takes e-mail from {address}.").format(
            host=account.smtp_host, address=account.address
        )
        self.desk.jobs.run_network(work, lambda _none: self._tried(said), failed=self._test_failed)

    def save(self) -> None:
        """Save what is typed, then keep the password."""
        account = self._read()
        if account is None:
            return
        accounts, before = self.desk.session.mail_accounts, self._account
        values = {field.name: getattr(account, field.name) for field in ACCOUNT_FIELDS}
        values["active"] = int(account.active)
        if before:
            version = before.version
            self.write(
                lambda: accounts.change(before.id, values, version=version),
                lambda _none: _("Mail account saved."),
                done=lambda _none: self._keep_password(account),
            )
        else:
            self.write(
                lambda: accounts.add(values),
                lambda _id: _("Mail account saved."),
                done=lambda _id: self._keep_password(account),
            )

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid) and any(map(self.form.has, error.fields)):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    # ---- inside

    def _read(self) -> MailAccount | None:
        """The account as it is typed; None when something cannot be read, which is said beside it."""
        try:
            values: dict[str, Any] = dict(self.form.values())
        except Invalid as error:
            self.form.show_errors(error.fields)
            return None
        del values["password"]
        values |= {"active": bool(values["active"]), "trusted": self._trusted}
        if not values["address"]:
            self.form.show_errors({"address": _("This field must not be empty.")})
            return None
        return replace(self._account or MailAccount(0, ""), **values)

    def _typed_password(self) -> str:
        return str(self.form.editor("password").typed() or "")

    def _typed_in(self, name: str) -> None:
        self.say("")
        if name == "address":
            self._propose()
        if name == "smtp_security" and self.form.editor(name).typed() is not None:
            self._warn()

    def _propose(self) -> None:
        """Fill in the servers of a known provider where nothing else was typed."""
        address = str(self.form.editor("address").typed() or "")
        provider = provider_of(address)
        if provider is None:
            return
        for name, value in _proposal(provider, address).items():
            standing = self.form.editor(name).typed()
            fresh = not self._account and standing in ("", None, *_as_typed(self._proposed.get(name), _first(name)))
            if fresh:
                self.form.put(name, value)
                self._proposed[name] = self.form.editor(name).typed()
        hint = translate(provider.hint).format(name=provider.name) if provider.hint else ""
        self.form.clear_errors()
        self.form.show_warnings({"password": hint} if hint else {})

    def _warn(self) -> None:
        warned = _("Anybody on the way can read the password and the e-mails.")
        plain = self.form.editor("smtp_security").get() == PLAIN
        self.form.show_warnings({"smtp_security": warned} if plain else {})

    def _tried(self, said: str) -> None:
        if self.winfo_exists():
            self.test_button.state(["!disabled"])
            self.say(said)

    def _test_failed(self, error: BaseException) -> None:
        if self.winfo_exists():
            self.test_button.state(["!disabled"])
            if isinstance(error, Untrusted):
                self._ask_trust(error)
        self.failed(error)

    def _ask_trust(self, error: Untrusted) -> None:
        """Show the certificate's mark; who accepts it accepts this one and no other."""
        mark = " ".join(error.fingerprint[at : at + 4] for at in range(0, len(error.fingerprint), 4)).upper()
        text = str(error) + "\n\n" + _("Its SHA-256 is:") + f"\n{mark}"

        def trust() -> None:
            self._trusted = " ".join(dict.fromkeys([*self._trusted.split(), error.fingerprint]))
            self.test()

        ask(self, Question(_("Trust this certificate?"), text, _("Trust it"), danger=True), then=trust)

    def _keep_password(self, account: MailAccount) -> None:
        typed, passwords = self._typed_password(), self._passwords
        where = [smtp_place(account)]
        if account.imap_host and account.imap_login:
            where.append(place("imap", login=account.imap_login, host=account.imap_host))
        self.close()
        self.on_saved()
        if typed:

            def said(lasting: bool) -> None:
                if not lasting:
                    self.desk.say(_("This computer has no keyring: the password is kept until the program ends."))

            def keep(_job: object) -> bool:
                return min([passwords.keep(one, typed) for one in where if one], default=True)

            self.desk.jobs.run_network(keep, said)

    def _confirmed(self) -> bool:
        self.save()
        return False


def _definition() -> list[Field]:
    known = {field.name: field for field in (*ACCOUNT_FIELDS, _PASSWORD)}
    return [known[name] for name in _ORDER]


def _values(account: MailAccount) -> Mapping[str, object]:
    kept = {part.name: getattr(account, part.name) for part in parts(account)}
    return kept | {"active": int(account.active), "password": ""}


def _proposal(provider: Provider, address: str) -> dict[str, object]:
    proposed = {name: getattr(provider, name) for name in ("smtp_host", "smtp_port", "smtp_security", "imap_host")}
    return proposed | {"smtp_login": address, "imap_login": address}


def _first(name: str) -> object:
    """What a field holds before anything is proposed."""
    return next(field.default for field in ACCOUNT_FIELDS if field.name == name)


def _as_typed(*values: object) -> list[object]:
    """Values as an editor tells them: numbers as they are written."""
    return [show_number(value) if isinstance(value, int) else value for value in values]
