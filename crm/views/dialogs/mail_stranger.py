"""An e-mail of somebody who is no contact: who that is, and with whom it is logged, a known contact or a new one."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from crm.errors import Invalid
from crm.models.contacts import PERSON
from crm.models.fields import Field, Kind
from crm.models.received_mail import Logged, MailAddress
from crm.utils.i18n import N_, _
from crm.utils.text import one_line
from crm.views import known as known_things
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.known import Known
from crm.views.new_contact import Draft, NewContact
from crm.views.widgets.editors import Lookup
from crm.views.widgets.form import Form

_WITH = Field("contact_id", Kind.CONTACT, N_("Log it with"), required=True)
_SHOWN = 3


class MailStranger(DeskDialog):
    """`on_contact` hears which contact was chosen, `on_closed` that it is over, however it ended."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, logged: Logged) -> None:
        super().__init__(parent, desk, title=_("Whose e-mail is this?"), confirm=_("Log"))
        self.on_contact: Callable[[int], object] = lambda _contact_id: None
        self.on_closed: Callable[[], object] = lambda: None
        subject = one_line(logged.subject, 70) or _("(no subject)")
        self.add_text(_("Nobody on the e-mail “{subject}” is among your contacts.").format(subject=subject))
        self.customers = Customers(self, desk)
        self._make_people(logged.strangers[:_SHOWN])
        self.form = Form(self.body, [_WITH], lookup=self.customers.lookup(Lookup()))
        self.form.pack(fill="x", pady=(theme.px(10), 0))
        self.form.set({"contact_id": None})
        self.on_confirm = self._confirmed

    def take_focus(self) -> None:
        """One types a name at once."""
        self.form.focus_field("contact_id")

    def add(self, person: MailAddress) -> None:
        """Make a contact of somebody on the e-mail; the e-mail is logged with it then."""
        session = self.desk.session

        def opened(known: Known) -> None:
            dialog = NewContact(self, self.desk, known=known, kind=PERSON)
            dialog.on_added = self._chosen
            dialog.on_known = lambda contact_id, _draft: self._chosen(contact_id)
            dialog.type_on(Draft(", ".join(filter(None, [person.name.replace(",", " "), person.address])), {}))
            dialog.open()

        self.ask("known", lambda: known_things.read(session), show=opened)

    def close(self) -> None:
        """Gone: the next one may come."""
        is_there, over = self.winfo_exists(), self.on_closed
        behind = self.master
        super().close()
        if is_there:
            behind.after_idle(over)

    def _make_people(self, people: tuple[MailAddress, ...]) -> None:
        for person in people:
            shown = f"{person.name} <{person.address}>" if person.name else person.address
            words = _("Add {who} as a contact…").format(who=one_line(shown, 60))
            button = ttk.Button(self.body, text=words, style="Link.TButton", command=partial(self.add, person))
            theme.set_icon(button, "person-plus", size=14, role="accent")
            button.configure(compound="left")
            button.pack(anchor="w", pady=(theme.px(6), 0))

    def _chosen(self, contact_id: int) -> None:
        if self.winfo_exists():
            self.close()
        self.on_contact(contact_id)

    def _confirmed(self) -> bool:
        try:
            values = self.form.values()
        except Invalid as error:
            self.form.show_errors(error.fields)
            return False
        if not isinstance(values["contact_id"], int):
            self.form.show_errors({"contact_id": _("Choose a contact, or cancel: the e-mail is not logged then.")})
            return False
        self._chosen(values["contact_id"])
        return False
