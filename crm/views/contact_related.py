"""Who belongs together: the people of a company, or the company of a person and its other people."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from tkinter import ttk
from typing import Any

from crm.models.contacts import COMPANY, Contact
from crm.session import Session
from crm.utils.i18n import _
from crm.utils.text import fold
from crm.views import theme
from crm.views.colors import hue_of
from crm.views.widgets.scrolled import Scrolled

_MOST = 100


@dataclass(frozen=True)
class Relatives:
    """The company (None when there is none or the contact is one) and people of it, the contact left out."""

    company: dict[str, Any] | None
    people: Sequence[dict[str, Any]]


def read(session: Session, contact: Contact) -> Relatives:
    """Read them; for the worker."""
    company_id = contact.id if contact.kind == COMPANY else contact.company_id
    if company_id is None:
        return Relatives(None, ())
    people = session.contacts.people_of(company_id, limit=_MOST + 1)
    others = [row for row in people if row["id"] != contact.id]
    rows = [] if contact.kind == COMPANY else session.contacts.rows([company_id])
    return Relatives(rows[0] if rows else None, others)


class ContactRelated(ttk.Frame):
    """`on_open` hears which contact was clicked."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_open: Callable[[int], object] = lambda _contact_id: None
        self._place = Scrolled(self)
        self._place.pack(fill="both", expand=True, padx=(theme.px(8), 0), pady=(theme.px(8), 0))

    def show(self, relatives: Relatives) -> None:
        """Show who belongs to the contact."""
        for child in self._place.body.winfo_children():
            child.destroy()
        if relatives.company:
            self._heading(_("Company"))
            self._row(relatives.company, about=str(relatives.company["city"] or ""))
        if relatives.people:
            self._heading(_("People of the same company") if relatives.company else _("People"))
        for row in relatives.people[:_MOST]:
            self._row(row, about=str(row["job_title"] or row["email"] or ""))
        if not relatives.company and not relatives.people:
            self._say(_("Nobody else of the same company is here yet."))
        elif len(relatives.people) > _MOST:
            self._say(_("The first {count} people are shown. Search for the company to see all.").format(count=_MOST))
        self._place.adopt()
        self._place.to_top()

    def _heading(self, words: str) -> None:
        label = ttk.Label(self._place.body, text=words, style="Strong.TLabel")
        label.pack(anchor="w", padx=theme.px(6), pady=(theme.px(8), theme.px(4)))

    def _row(self, row: dict[str, Any], *, about: str) -> None:
        button = ttk.Button(self._place.body, style="Ghost.TButton", compound="left")
        words = f"  {theme.fit(row['name'], theme.px(170))}"
        button.configure(text=f"{words}   {theme.fit(about, theme.px(150))}" if about else words)

        def paint() -> None:
            face = (
                theme.icon("building", 20)
                if row["kind"] == COMPANY
                else theme.avatar(fold(row["name"]), size=24, hue=hue_of(row["name"]))
            )
            button.configure(image=face)

        theme.follow(button, paint)
        button.configure(command=partial(self._open, row["id"]))
        button.pack(fill="x")

    def _open(self, contact_id: int) -> None:
        self.on_open(contact_id)

    def _say(self, words: str) -> None:
        label = ttk.Label(self._place.body, text=words, style="Muted.TLabel", wraplength=theme.px(340))
        label.pack(anchor="w", padx=theme.px(6), pady=theme.px(10))
