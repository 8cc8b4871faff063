"""The pages of the notebook, each made when it is first needed: the window opens with one. What they show is theirs."""

from __future__ import annotations

import importlib
import tkinter as tk
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import N_, _

if TYPE_CHECKING:
    from crm.views.tab import Tab
    from crm.views.window import Window


@dataclass(frozen=True)
class Page:
    """One page: its key in the table of commands, its title, and the class of crm/views that shows it."""

    key: str
    title: str
    module: str
    tab: str


PAGES = (
    Page("today", N_("Today"), "today_tab", "TodayTab"),
    Page("contacts", N_("Contacts"), "contacts_tab", "ContactsTab"),
    Page("pipeline", N_("Pipeline"), "pipeline_tab", "PipelineTab"),
    Page("activities", N_("Activities"), "activities_tab", "ActivitiesTab"),
    Page("calendar", N_("Calendar"), "calendar_tab", "CalendarTab"),
    Page("dashboard", N_("Dashboard"), "dashboard_tab", "DashboardTab"),
    Page("reports", N_("Reports"), "reports_tab", "ReportsTab"),
)


def import_all() -> None:
    """Import what pages nobody has looked at yet are made of; for a worker, so that the first look need not wait."""
    for page in PAGES:
        importlib.import_module("crm.views." + page.module)


class Pages(ttk.Notebook):
    """A page that nobody has looked at yet is an empty place; `made` holds the others by their key."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent)
        self.made: dict[str, Tab] = {}
        self._window = window
        self._places: dict[str, ttk.Frame] = {}
        for page in PAGES:
            place = self._places[page.key] = ttk.Frame(self)
            self.add(place, text=_(page.title))

    @property
    def key(self) -> str:
        """The key of the page in view."""
        chosen = str(self.select())  # type: ignore[no-untyped-call]
        return next(key for key, place in self._places.items() if str(place) == chosen)

    def page(self, key: str) -> Tab:
        """A page by its key; made when nobody needed it before."""
        if key not in self.made:
            wanted = next(one for one in PAGES if one.key == key)
            make = getattr(importlib.import_module("crm.views." + wanted.module), wanted.tab)
            self.made[key] = made = make(self._places[key], self._window)
            made.pack(fill="both", expand=True)
        return self.made[key]

    def show(self, key: str) -> None:
        """Bring a page into view."""
        self.select(self._places[key])  # type: ignore[no-untyped-call]
