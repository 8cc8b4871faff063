"""The page before any file is open: start empty, import, or explore with demo data."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.templates.catalogue import TEMPLATES
from crm.utils import paths
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.commands import find
from crm.views.demo import fill_with_demo
from crm.views.offers import Offer, Offers

if TYPE_CHECKING:
    from crm.views.window import Window


class FirstStart(ttk.Frame):
    """Each offer opens the user's own file and goes on from there."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent)
        self._window = window
        self.offers = Offers(
            self,
            _("Welcome to Cartera"),
            text=_("Your customers on your own computer: find anyone as you type, log what was said, undo mistakes."),
            offers=(
                Offer("upload", _("Import a file"), _("Bring in the customers you keep in a spreadsheet, a telephone or"
                      " another program."), lambda: self._begin(lambda: window.runner.run(find("file.import")))),
                Offer("stars", _("Explore with demo data"), _("A believable business with a year of calls and meetings."
                      " Undo takes it away again."), lambda: self._begin(lambda: fill_with_demo(window.desk))),
                Offer("file-earmark", _("Start empty"), _("A new file without any contact. Everything else can come"
                      " later."), lambda: self._begin(lambda: None)),
            ),
        )  # fmt: skip
        self.offers.place(relx=0.5, rely=0.42, anchor="center")
        self.trade = self._ask_trade()
        place = _("Your data will be kept in {file}").format(file=paths.short(paths.default_database()))
        where = ttk.Label(self, style="Small.TLabel", text=place)
        where.place(relx=0.5, rely=1.0, y=-theme.px(44), anchor="s")
        other = ttk.Button(self, style="Link.TButton", text=_("Open another file…"), command=window.files.open)
        other.place(relx=0.5, rely=1.0, y=-theme.px(12), anchor="s")

    def _ask_trade(self) -> ttk.Combobox:
        """A quiet question under the offers; who leaves it alone begins with what suits everybody."""
        row = ttk.Frame(self.offers)
        row.pack(pady=(theme.px(28), 0))
        ttk.Label(row, text=_("What does your business do?")).pack(side="left", padx=(0, theme.px(10)))
        names = [_("Something else"), *(translate(template.label) for template in TEMPLATES)]
        box = ttk.Combobox(row, values=names, state="readonly", width=max(24, *map(len, names)))
        box.current(0)
        box.pack(side="left")
        words = _("Brings the stages, fields and sources of that trade; change it whenever you like under Tools.")
        ttk.Label(self.offers, text=words, style="Small.TLabel").pack(pady=(theme.px(6), 0))
        return box

    def _begin(self, then: Callable[[], object]) -> None:
        template = TEMPLATES[self.trade.current() - 1] if self.trade.current() > 0 else None
        go_on = then if template is None else partial(self._apply, template.key, then)
        self._window.open(paths.default_database(), create=True, then=go_on)

    def _apply(self, key: str, then: Callable[[], object]) -> None:
        """Bring in what the trade chosen needs, then go on."""
        window = self._window
        window.jobs.run(lambda: window.desk.session.templates.apply(key), lambda _applied: then())
