"""The goals of a year at a glance: a table as the spreadsheet they come from, typed in place and saved in one step."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.errors import Invalid
from crm.models.goals import MEASURES, SPANS, WON_VALUE
from crm.models.users import PERMISSIONS
from crm.session import Session
from crm.utils.i18n import _, ngettext, translate
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.goals_grid import GoalGrid
from crm.views.dialogs.goals_sheet import Kept, Sheet
from crm.views.widgets.tab_order import follow_sight

if TYPE_CHECKING:
    from crm.views.window import Window

_WIDTH, _LEAST, _HEIGHT, _AROUND = 1420, 1100, 540, 110


class GoalsDialog(DeskDialog):
    """Nothing is kept until it is saved, all at once; who may not set goals looks at them."""

    watches = frozenset(("goals", "users", "settings"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        self.may_write = "write goals" in PERMISSIONS.get(desk.session.user.role, {})
        super().__init__(parent, desk, title=_("Goals"), confirm=_("Save") if self.may_write else "")
        wide = self._units()
        self.fix_size(wide, _HEIGHT)
        self.sheet = Sheet()
        self.measure = tk.StringVar(self, value=self.sheet.measure)
        self.period = tk.StringVar(self, value=self.sheet.period)
        self._build_head()
        width = min(theme.px(wide), self.winfo_screenwidth() - theme.px(_AROUND))
        self._hint = ttk.Label(self.body, style="Small.TLabel", justify="left", wraplength=width - theme.px(16))
        self._hint.pack(side="top", anchor="w", pady=(theme.px(8), theme.px(10)))
        self.grid_of_goals = GoalGrid(self.body, self.sheet, width=width, locked=not self.may_write)
        self.grid_of_goals.pack(side="top", fill="both", expand=True)
        self.grid_of_goals.on_problem = lambda sentence: self.say(sentence, wrong=True)
        self._build_copying()
        if self.may_write:
            self.on_confirm = self._confirmed
        self.refresh()

    def refresh(self) -> None:
        """Load the goals; what was typed stays."""
        self.ask("goals", lambda: read(self.desk.session), show=self._show)

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        self.grid_of_goals.keep_here()
        return bool(self.sheet.typed)

    def take_focus(self) -> None:
        """A person begins with everybody's goal of today."""
        self.grid_of_goals.go_to(0, self.sheet.present() or 0)

    # ---- what a person does

    def look_at(self) -> None:
        """Show the measure and the kind of periods that are chosen."""
        self.grid_of_goals.keep_here()
        self.sheet.measure, self.sheet.period = self.measure.get(), self.period.get()
        self._draw()

    def turn(self, by: int) -> None:
        """Go to another year."""
        self.grid_of_goals.keep_here()
        self.sheet.year += by
        self._draw()

    def copy_on(self) -> None:
        """Copy the cell at hand to all that follow it in the year."""
        place = self.grid_of_goals.here
        if place:
            self.grid_of_goals.keep_here()
            self.sheet.copy(place)
            self._draw()

    def copy_last_year(self) -> None:
        """Fill the empty cells with the goals of the year before."""
        self.grid_of_goals.keep_here()
        filled = self.sheet.copy_last_year()
        self._draw()
        if not filled:
            self.say(_("There is nothing in {year} that is not here already.").format(year=self.sheet.year - 1))

    def save(self) -> None:
        """Save all that was typed in one step; a cell that cannot be read is told, and nothing is saved."""
        self.grid_of_goals.keep_here()
        try:
            changes = self.sheet.changes()
        except Invalid as problem:
            self.refused(problem)
            return
        if not changes:
            self.close()
            return
        self.write(lambda: self.desk.session.goals.set_all(changes), _told, done=lambda _count: self._saved())

    # ---- making and showing

    def _units(self) -> int:
        """How wide it may be: no wider than the window behind it, while there is room for twelve months."""
        behind = round(self.master.winfo_toplevel().winfo_width() * 100 / theme.px(100))
        return min(_WIDTH, max(_LEAST, behind - _AROUND))

    def _build_head(self) -> None:
        row = ttk.Frame(self.body)
        row.pack(side="top", fill="x")
        for choice in MEASURES:
            self._pill(row, translate(choice.label), value=(self.measure, choice.value))
        ttk.Frame(row, width=theme.px(16)).pack(side="left")
        for choice in SPANS:
            self._pill(row, translate(choice.label), value=(self.period, choice.value))
        self.next_year = self._arrow(row, "chevron-right", by=1)
        self.year = ttk.Label(row, style="Strong.TLabel", anchor="center", width=6)
        self.year.pack(side="right")
        self.last_year = self._arrow(row, "chevron-left", by=-1)
        follow_sight(row)

    def _pill(self, row: tk.Misc, text: str, *, value: tuple[tk.StringVar, str]) -> None:
        variable, key = value
        pill = ttk.Radiobutton(row, text=text, variable=variable, value=key, style="Pill.TRadiobutton")
        pill.configure(command=self.look_at)
        pill.pack(side="left", padx=(0, theme.px(4)))

    def _arrow(self, row: tk.Misc, icon: str, *, by: int) -> ttk.Button:
        button = ttk.Button(row, style="Icon.TButton", command=lambda: self.turn(by))
        theme.set_icon(button, icon, size=14)
        theme.tooltip(button, _("Next year") if by > 0 else _("Year before"))
        button.pack(side="right")
        return button

    def _build_copying(self) -> None:
        if not self.may_write:
            return
        self.add_button(_("Copy to the following"), self.copy_on, left=True)
        self.fill_button = self.add_button("", self.copy_last_year, left=True)
        self.bind("<Control-Return>", lambda _event: self.confirm())
        for key in ("<Control-r>", "<Lock-Control-R>"):
            self.bind(key, lambda _event: self.copy_on())

    def _show(self, kept: Kept) -> None:
        first = not self.grid_of_goals.entries
        self.sheet.load(kept)
        self._draw()
        if first:
            self.take_focus()

    def _draw(self) -> None:
        self.say("")
        self.year.configure(text=str(self.sheet.year))
        self._hint.configure(text=_hint(self.sheet, may_write=self.may_write))
        if self.may_write:
            self.fill_button.configure(text=_("Fill in from {year}").format(year=self.sheet.year - 1))
        self.grid_of_goals.show()

    def _confirmed(self) -> bool:
        self.save()
        return False

    def _saved(self) -> None:
        self.sheet.typed.clear()
        self.close()


def read(session: Session) -> Kept:
    """What the table is made of; for the worker."""
    return Kept(session.goals.all(), session.users.all(), session.rates.base())


def _told(count: int) -> str:
    return ngettext("{count} goal saved", "{count} goals saved", count).format(count=count) if count else ""


def _hint(sheet: Sheet, *, may_write: bool) -> str:
    said = _("Everybody's goal counts what all win or do, a team's what its people do, a person's their own.")
    if sheet.measure == WON_VALUE:
        said += " " + _("In {currency}.").format(currency=sheet.currency)
    if sheet.beside:
        said += " " + _("There are goals by month and by quarter: in a month its own holds, else that of its quarter.")
    if may_write:
        said += " " + _("An empty cell is no goal. Enter goes down, Ctrl+R copies to the right, Ctrl+Enter saves.")
    return said


def show(window: Window) -> None:
    """Open the dialog."""
    GoalsDialog(window.root, window.desk).open()
