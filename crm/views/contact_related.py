"""What belongs to a contact: its deals, and who belongs together: a company, its people."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from crm.models.contacts import COMPANY, Contact
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import fold
from crm.views import contact_deals, theme
from crm.views.colors import hue_of
from crm.views.contact_deals import ContactDeals
from crm.views.desk import Desk
from crm.views.tab import Questions
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer


@dataclass(frozen=True)
class Relatives:
    """The company (None when there is none or the contact is one), the ids of its people but the contact, the deals."""

    company: dict[str, Any] | None
    people: Sequence[int]
    deals: Sequence[dict[str, Any]] = ()


def read(session: Session, contact: Contact) -> Relatives:
    """Read them; for the worker."""
    company_id = contact.id if contact.kind == COMPANY else contact.company_id
    deals = contact_deals.read(session, contact.id)
    if company_id is None:
        return Relatives(None, (), deals)
    people = [one for one in session.contacts.people_of(company_id) if one != contact.id]
    rows = [] if contact.kind == COMPANY else session.contacts.rows([company_id])
    return Relatives(rows[0] if rows else None, people, deals)


class ContactRelated(ttk.Frame):
    """`on_open` hears which contact was chosen by Enter or a double click; `deals` tells which deal, or a new one."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, padding=(theme.px(10), theme.px(10), 0, 0))
        self.on_open: Callable[[int], object] = lambda _contact_id: None
        self._desk = desk
        self._questions = Questions(desk.jobs)
        self._company_id = 0
        self.deals = ContactDeals(self)
        self.deals.pack(fill="x")
        ttk.Frame(self, style="Line.TFrame", height=1).pack(fill="x", pady=theme.px(8), padx=theme.px(8))
        self.company = ttk.Button(self, style="Ghost.TButton", compound="left", command=self._open_company)
        theme.set_icon(self.company, "building", size=18)
        self._words = ttk.Label(self, style="Small.TLabel", padding=(theme.px(8), theme.px(4)))
        self._words.pack(anchor="w")
        columns = (Column("name", _("Name"), 190, sortable=False), Column("about", _("Job title"), 170, sortable=False))
        self.table = Table(self, columns, fetch=self._fetch, mark=_mark)
        self.table.on_open = self._open
        self.table.set_empty(_("Nobody else of the same company"))
        self.table.pack(fill="both", expand=True)

    def show(self, relatives: Relatives) -> None:
        """Show who belongs to the contact."""
        self.deals.show(relatives.deals)
        company, count = relatives.company, len(relatives.people)
        if company:
            self._company_id = company["id"]
            self.company.configure(text="  " + theme.fit(company["name"], theme.px(300)))
            self.company.pack(fill="x", before=self._words)
        else:
            self.company.pack_forget()
        words = ngettext("{count} person of the same company", "{count} people of the same company", count)
        self._words.configure(text=words.format(count=show_number(count)) if count else "")
        self.table.set_ids(array("q", relatives.people))

    def _fetch(self, ids: list[int], done: Answer) -> None:
        contacts = self._desk.session.contacts

        def told(rows: list[dict[str, Any]]) -> None:
            done({row["id"]: (row["name"], row["job_title"] or row["email"]) for row in rows})

        self._questions.ask("rows", lambda: contacts.rows(ids), show=told)

    def _open(self, contact_id: int) -> None:
        self.on_open(contact_id)

    def _open_company(self) -> None:
        self.on_open(self._company_id)

    def destroy(self) -> None:
        """No answer is wanted any more."""
        self._questions.drop()
        super().destroy()


def _mark(_row: int, cells: Sequence[str]) -> str:
    name = cells[0] if cells else ""
    return theme.avatar(fold(name), size=20, hue=hue_of(name))
