"""What a person does to the dashboard in view: add, remove, move and size cards; keep it, name it, share it.

An edit is shown at once and saved behind: what the file says comes back with the notice of the change.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crm.models.dashboards import Card
from crm.utils.i18n import N_, _
from crm.views import keys as keyboard
from crm.views import theme
from crm.views.commands import Entry, find
from crm.views.dashboard_card import DashboardCard
from crm.views.widgets.card_layout import Tile

if TYPE_CHECKING:
    from crm.views.dashboard_tab import DashboardTab

_SIZES = {"wider": (1, 0), "narrower": (-1, 0), "taller": (0, 1), "lower": (0, -1)}
_STEPS = {"earlier": -1, "later": 1}
_MENU = (
    ("records", N_("Show the records"), "Enter"),
    ("explain", N_("What this counts"), "I"),
    ("", "", ""),
    ("earlier", N_("Move forward"), "Ctrl+Left"),
    ("later", N_("Move back"), "Ctrl+Right"),
    ("wider", N_("Wider"), "Shift+Right"),
    ("narrower", N_("Narrower"), "Shift+Left"),
    ("taller", N_("Taller"), "Shift+Down"),
    ("lower", N_("Lower"), "Shift+Up"),
    ("", "", ""),
    ("remove", N_("Remove the card"), "Delete"),
)


class DashboardEditing:
    """The edits of one page."""

    def __init__(self, tab: DashboardTab) -> None:
        self._tab = tab

    # Cards

    def add(self, *cards: Card) -> None:
        """Put cards at the end of the page."""
        self.save([*self._tab.cards.values(), *cards])
        tab = self._tab
        tab.update_idletasks()
        tab.grid_of_cards.take_focus(list(tab.cards)[-1])

    def remove(self, key: str) -> None:
        """Take a card away; its figures stay what they are."""
        title = self._tab.grid_of_cards.frame(key).title
        self.save(
            [card for other, card in self._tab.cards.items() if other != key],
            said=_("Card removed: {title}").format(title=title),
        )

    def arranged(self, tiles: Sequence[Tile]) -> None:
        """Keep an order and sizes that are shown already."""
        cards = self._tab.cards
        self.save([replace(cards[one.key], width=one.width, height=one.height) for one in tiles])

    def save(self, cards: Sequence[Card], *, said: str = "") -> None:
        """Show these cards and keep them; where they may not be kept, the page goes back to what is."""
        tab = self._tab
        if tab.dashboard is None:
            return
        grown = len(cards) > len(tab.cards)
        tab.show_cards(cards)
        if grown:
            tab.ask_figures()
        dashboards, shown = tab.desk.session.dashboards, tab.dashboard.id
        tab.desk.write(lambda: dashboards.change(shown, cards=cards), lambda _id: said, failed=self._refused)

    def act(self, name: str, key: str) -> None:
        """Do to a card what the menu says: "records", "explain", "remove", one of the sizes, "earlier" or "later"."""
        grid, tab = self._tab.grid_of_cards, self._tab
        if name in _SIZES:
            wide, high = _SIZES[name]
            tile = grid.tile(key)
            grid.resize(key, tile.width + wide, height=tile.height + high)
        elif name in _STEPS:
            order = [one.key for one in grid.tiles]
            grid.move(key, order.index(key) + _STEPS[name])
        else:
            {"records": tab.open_records, "explain": tab.explain, "remove": self.remove}[name](key)

    def of_card(self) -> Sequence[Entry]:
        """What can be done with the card in focus, or the last one that was, to choose from."""
        key = self._tab.grid_of_cards.last
        return [(_(words), partial(self.act, name, key), False) for name, words, _key in _MENU if name] if key else ()

    def pop_up(self, key: str, x: int, *, y: int) -> None:
        """Open the menu of a card."""
        menu = theme.menu(self._tab)
        for name, words, pressed in _MENU:
            if name:
                label, run = _(words), partial(self.act, name, key)
                menu.add_command(label=label, accelerator=keyboard.text(pressed), command=run)
            else:
                menu.add_separator()
            if name == "records":
                self._add_parts(menu, key)
        menu.tk_popup(x, y)

    def _add_parts(self, menu: tk.Menu, key: str) -> None:
        """The numbers of a card, so that the keyboard reaches the records behind each."""
        figure = self._tab.contents[key].figure
        told = [one for one in figure.numbers if one.has_records] if figure else []
        if len(told) < 2:
            return
        inside = theme.menu(menu)
        for one in told:
            inside.add_command(label=one.label, command=partial(self._tab.open_records, key, one.part, words=one.label))
        menu.add_cascade(label=_("Records behind"), menu=inside)

    def offer_goals(self, card: DashboardCard) -> None:
        """Let a card without goals open where they are set."""
        runner, command = self._tab.window.runner, find("tools.goals")
        if runner.can_run(command):
            card.offer(_("Set goals…"), lambda: runner.run(command))

    # Dashboards

    def add_card(self) -> None:
        """Ask which card is added."""
        from crm.views.dialogs.dashboard_cards import show

        show(self._tab)

    def new(self) -> None:
        """Ask for the name of a new, empty dashboard."""
        self._ask_name(_("New dashboard"), lambda name, shared: self._tab.desk.session.dashboards.add(
            name, (), shared=shared), name="")  # fmt: skip

    def save_as(self) -> None:
        """Ask under which name a copy of this one is kept."""
        cards = list(self._tab.cards.values())
        self._ask_name(_("Save a copy"), lambda name, shared: self._tab.desk.session.dashboards.add(
            name, cards, shared=shared), name=self._name)  # fmt: skip

    def rename(self) -> None:
        """Ask for another name, and who sees it."""
        shown = self._tab.dashboard
        if shown is not None:
            self._ask_name(_("Name of the dashboard"), lambda name, shared: self._tab.desk.session.dashboards.change(
                shown.id, name=name, shared=shared), name=shown.name)  # fmt: skip

    def share(self) -> None:
        """Show it to everybody who works with the file, or to oneself alone."""
        shown = self._tab.dashboard
        if shown is None:
            return
        dashboards, shared = self._tab.desk.session.dashboards, not shown.shared
        words = _("Everybody sees it now: {name}") if shared else _("Only you see it now: {name}")
        said = words.format(name=shown.name)
        self._tab.desk.write(lambda: dashboards.change(shown.id, shared=shared), lambda _id: said)

    def remove_shown(self) -> None:
        """Remove the dashboard in view; the notice offers Undo."""
        shown = self._tab.dashboard
        if shown is None:
            return
        dashboards = self._tab.desk.session.dashboards
        said = _("Dashboard removed: {name}").format(name=shown.name)
        self._tab.desk.write(lambda: dashboards.remove(shown.id), lambda _none: said)

    @property
    def _name(self) -> str:
        return self._tab.dashboard.name if self._tab.dashboard else ""

    def _ask_name(self, heading: str, keep: Callable[[str, bool], int], *, name: str) -> None:
        from crm.views.dialogs.dashboards import NameDialog

        dialog = NameDialog(self._tab.window.root, self._tab.desk, heading=heading, keep=keep)
        dialog.begin(name, shared=bool(name and self._tab.dashboard and self._tab.dashboard.shared))
        dialog.on_saved = self._tab.choices.use
        dialog.open()

    def _refused(self, error: BaseException) -> None:
        self._tab.desk.jobs.report(error)
        self._tab.refresh()
