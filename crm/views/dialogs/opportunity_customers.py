"""Whom a deal is with: contacts found while their name is typed, and new ones made in place. No form, no saving."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.models.contacts import COMPANY, PERSON
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils.text import one_line
from crm.views import known as known_things
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.new_contact import Draft, NewContact
from crm.views.tab import Questions
from crm.views.widgets.editors import Lookup, Option

_MOST = 8


class Customers:
    """Gives the editors of a form their contacts; `names` are the contacts shown already, by id, and `place` may narrow
    what else is offered.
    """

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        self.names: dict[int, str] = {}
        self.place: Callable[[Lookup], Lookup] = lambda lookup: lookup
        self._parent = parent
        self._desk = desk
        self._questions = Questions(desk.jobs)
        parent.bind("<Destroy>", lambda event: self._questions.drop() if event.widget is parent else None, add="+")

    def lookup(self, known: Lookup) -> Lookup:
        """What is known, and contacts beside it."""
        known = self.place(known)

        def label(field: Field, value: object) -> str:
            if field.kind is Kind.CONTACT and isinstance(value, int):
                return self.names.get(value, "")
            return known.label(field, value)

        return replace(known, label=label, search=self._search, make=self._make)

    def learn(self, row: Mapping[str, Any]) -> None:
        """Remember the names a deal's row tells."""
        for name in ("contact", "company"):
            if row[f"{name}_id"] is not None:
                self.names[row[f"{name}_id"]] = str(row[name])

    def _search(self, field: Field, typed: str, *, told: Callable[[Sequence[Option]], object]) -> None:
        contacts = self._desk.session.contacts
        companies = (Condition("kind", Operator.ANY, (COMPANY,)),) if _is_company(field) else ()
        query = ListQuery(typed, companies)

        def show(rows: Sequence[dict[str, Any]]) -> None:
            options: list[Option] = [(row["id"], _label(row)) for row in rows]
            self.names |= {row["id"]: _label(row) for row in rows}
            told(options)

        self._questions.ask(field.name, lambda: contacts.page(query, limit=_MOST).rows, show=show)

    def _make(self, field: Field, typed: str, *, told: Callable[[object, str], object]) -> None:
        """Open the dialog of a new contact with what was typed; who is known already can be taken instead."""
        session, kind = self._desk.session, COMPANY if _is_company(field) else PERSON

        def take(contact_id: int) -> None:
            self._desk.jobs.run(lambda: session.contacts.get(contact_id).name, lambda name: named(contact_id, name))

        def named(contact_id: int, name: str) -> None:
            self.names[contact_id] = name
            told(contact_id, name)

        def opened(known: Known) -> None:
            dialog = NewContact(self._parent, self._desk, known=known, kind=kind)
            dialog.on_added = take
            dialog.on_known = lambda contact_id, _draft: take(contact_id)
            dialog.type_on(Draft(typed, {}))
            dialog.open()

        self._desk.jobs.run(lambda: known_things.read(session), opened)


def _is_company(field: Field) -> bool:
    return field.name == "company_id"


def _label(row: Mapping[str, Any]) -> str:
    """A contact as it is offered: "Ana Gil · Acme"."""
    company = "" if row["kind"] == COMPANY else row["company"]
    return " · ".join(one_line(part, 60) for part in (row["name"], company) if part)
