"""The page of the dashboard: how the month goes, as cards. Figures are read in the worker, edits saved at once.

Its menus are dashboard_choices.py's, what is done to cards dashboard_editing.py's.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crm.models.dashboards import GOALS, Behind, Card, CardFigure, Dashboard
from crm.models.figures import ALL
from crm.utils.i18n import _
from crm.views import dashboard_reading
from crm.views.dashboard_card import DashboardCard
from crm.views.dashboard_choices import DashboardChoices
from crm.views.dashboard_definition import Definition
from crm.views.dashboard_drawing import Turns
from crm.views.dashboard_editing import DashboardEditing
from crm.views.dashboard_empty import DashboardEmpty
from crm.views.dashboard_head import DashboardHead
from crm.views.dashboard_reading import Known
from crm.views.dashboard_start import DashboardStart
from crm.views.dashboard_state import DashboardState, keys_of, tiles_of, told_apart
from crm.views.tab import Tab
from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.card_grid import CardGrid

if TYPE_CHECKING:
    from crm.views.window import Window


class DashboardTab(Tab):
    """Named pages of cards, each a figure with its definition and its records.

    What is shown stays until other figures are there, and only cards whose figure differs are drawn anew.
    """

    key = "dashboard"
    watches = frozenset(
        ("opportunities", "opportunity_lines", "activities", "activity_series", "interactions", "contacts",
         "pipelines", "stages", "stage_history", "loss_reasons", "sources", "products", "exchange_rates", "users",
         "settings", "goals", "dashboards", "reports", "contact_segments", "forecast_snapshots")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known = Known()
        self.dashboard: Dashboard | None = None
        self.cards: Mapping[str, Card] = {}
        self.contents: dict[str, DashboardCard] = {}
        self.figures: dict[str, CardFigure] = {}  # the newest ones; cards show them in their turn
        self.choices: DashboardChoices = DashboardChoices(self)
        self.editing: DashboardEditing = DashboardEditing(self)
        self.state_now: DashboardState = self.choices.last()
        self.head = DashboardHead(self)
        self.head.pack(fill="x")
        self.head.entries = self.choices.of_menu
        self.head.on_refresh = self.refresh
        self.turns = Turns(self.desk.jobs)
        self.grid_of_cards = CardGrid(self, self._fill, in_turns=self.desk.jobs.in_turns)
        self.grid_of_cards.pack(fill="both", expand=True)
        self._start: DashboardStart | None = None
        self._empty: DashboardEmpty | None = None
        self._listen()

    # Loading

    def refresh(self) -> None:
        """Read which dashboards there are, then the figures of the one in view."""
        session = self.desk.session
        self.ask("page", lambda: dashboard_reading.read(session), show=self._know)

    def shown(self) -> None:
        """The page came into view."""
        super().shown()
        self._say_keys()

    def narrowed(self) -> None:
        """Show the figures for another period, pipeline or owner."""
        self.choices.show()
        self.ask_figures()

    def ask_figures(self) -> None:
        """Have all figures of the page worked out."""
        session, filters, cards = self.desk.session, self.state_now.filters, dict(self.cards)
        work = list(cards.values())
        self.ask(
            "figures",
            lambda: session.figures.figures(work, filters),
            show=lambda found: self._show_figures(list(cards), found),
        )

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; those that were there before keep what they show."""
        self._questions.drop("page")
        self.cards = keys_of(cards)
        self.grid_of_cards.show(tiles_of(self.cards))
        self.contents = {key: one for key, one in self.contents.items() if key in self.cards}
        self.figures = {key: one for key, one in self.figures.items() if key in self.cards}
        self._show_empty()
        self._say_keys()

    def _know(self, known: Known) -> None:
        first = self.dashboard is None
        self.known = known
        self.state_now = self.state_now.within(list(known.pipelines), [0, *known.owners])
        self.dashboard = known.dashboard(self.state_now.dashboard)
        self.choices.show()
        self.show_cards(self.dashboard.cards)
        self._show_start(known.is_unused)
        if known.is_unused:
            return
        if first:
            self.grid_of_cards.take_focus()
        self.ask_figures()

    def _show_figures(self, keys: Sequence[str], figures: Sequence[CardFigure]) -> None:
        self.figures = {key: one for key, one in zip(keys, told_apart(figures), strict=True) if key in self.cards}
        self.turns.hold()
        self.desk.jobs.in_turns([*(partial(self._show_figure, key) for key in self.figures), self.turns.go])

    def _show_figure(self, key: str) -> None:
        """Show what a card counts, as far as both are there by now."""
        if key in self.contents and key in self.figures and self.contents[key].show(self.figures[key]):
            self.grid_of_cards.adopt(self.contents[key].frame)

    def _fill(self, frame: CardFrame) -> None:
        key, card = frame.key, self.cards[frame.key]
        frame.say(self.known.title(card.kind, card.options))
        made = self.contents[key] = DashboardCard(frame, self.turns.run, kind=card.kind)
        if card.kind == GOALS:
            self.editing.offer_goals(made)
        made.on_pick = lambda part, words: self.open_records(key, part, words=words)
        self._show_figure(key)

    def _listen(self) -> None:
        grid = self.grid_of_cards
        grid.on_change = self.editing.arranged
        grid.on_remove = self.editing.remove
        grid.on_open = self.open_records
        grid.on_explain = self.explain
        grid.on_menu = lambda key, x, y: self.editing.pop_up(key, x, y=y)

    def _show_start(self, visible: bool) -> None:
        """Cover the page of a file that holds nothing yet with the ways to begin."""
        if visible and self._start is None:
            self._start = DashboardStart(self, self.window, has_contacts=self.known.has_contacts)
            self._start.place(relwidth=1.0, relheight=1.0)
            self._start.lift()
        elif not visible and self._start is not None:
            self._start.destroy()
            self._start = None

    def _show_empty(self) -> None:
        """Offer the first card where there is none."""
        if not self.cards and self._empty is None:
            self._empty = DashboardEmpty(self, self.window)
            self._empty.place(relx=0.5, rely=0.45, anchor="center")
        elif self.cards and self._empty is not None:
            self._empty.destroy()
            self._empty = None

    def _say_keys(self) -> None:
        if self.window.page_key == self.key:
            self.window.status.show_count(_("Enter shows the records of a card, I what it counts."))

    # What a person wants

    def open_records(self, key: str, part: str = ALL, *, left_out: str = "", words: str = "") -> None:
        """Show the records behind a card, or a part of it called `words`, in a window of their own."""
        figure = self.contents[key].figure if key in self.contents else None
        if figure is None or not figure.entity:
            return
        session, card, filters = self.desk.session, self.cards[key], self.state_now.filters
        title = _("{figure}: {part}").format(figure=figure.title, part=words) if words else figure.title
        self.ask(
            "records",
            lambda: session.figures.behind(card, filters, part=part, left_out=left_out),
            show=lambda behind: self._show_records(title, behind),
        )

    def _show_records(self, title: str, behind: Behind) -> None:
        from crm.views.record_window import show_records  # the page opens without it

        show_records(self.window, title, behind=behind)

    def explain(self, key: str) -> None:
        """Show what a card counts, and what not."""
        figure = self.contents[key].figure if key in self.contents else None
        if figure is None:
            return
        popup = Definition(self.grid_of_cards.frame(key), figure)
        popup.on_left_out = lambda name: self.open_records(key, left_out=name)
        popup.on_records = lambda: self.open_records(key)
        popup.open()

    def ask_period(self) -> None:
        """Ask for the first and the last day of an own period."""
        from crm.views.dialogs.own_period import OwnPeriodDialog  # the page opens without it

        filters = self.state_now.filters
        days = self.choices.period(filters)
        shown = replace(filters, since=days.since, until=days.until)
        dialog = OwnPeriodDialog(self.window.root, self.desk, filters=shown)
        dialog.on_chosen = lambda own: self.choices.narrow(period=own.period, since=own.since, until=own.until)
        dialog.open()

    def find(self) -> None:
        """Search is the contacts' page's: go there."""
        self.window.show_page("contacts")
        self.window.contacts.find()

    def destroy(self) -> None:
        """No chart is wanted any more."""
        self.turns.stop()
        self.figures.clear()
        super().destroy()
