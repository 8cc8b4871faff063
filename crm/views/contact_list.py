"""The list of contacts: how a person or a company reads as a row. What the query is, others decide."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import Any

from crm.models.contacts import COMPANY
from crm.models.fields import Field
from crm.utils.text import fold
from crm.views import theme
from crm.views.colors import hue_of
from crm.views.contact_columns import DEFAULT, Cells, column_of, columns, sort_name
from crm.views.desk import Desk
from crm.views.record_list import RecordList, Shown, Ways


class ContactList(RecordList):
    """A windowed list of people and companies."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, fields: Sequence[Field]) -> None:
        offered = columns(fields)

        def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
            cells = Cells(fields, offered, region=desk.region)
            return [Shown(row["id"], row["kind"], cells.of(row)) for row in rows]

        ways = Ways(desk.session.contacts, offered, DEFAULT, in_words, sort_name, column_of, "contacts.columns")
        super().__init__(parent, desk, ways=ways)

    def mark_of(self, mark: str, cells: Sequence[str]) -> str:
        """A house for a company, initials for a person."""
        if mark == COMPANY:
            return theme.icon("building", 18, color=theme.colors().muted)
        name = cells[0] if cells else ""
        return theme.avatar(fold(name), size=20, hue=hue_of(name))
