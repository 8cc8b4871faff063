"""What an empty file offers in place of an empty list."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views.commands import find
from crm.views.demo import fill_with_demo
from crm.views.offers import Offer, Offers

if TYPE_CHECKING:
    from crm.views.window import Window


class EmptyStart(ttk.Frame):
    """Three offers, in the middle."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent)
        self._window = window
        self.offers = Offers(
            self,
            _("No contacts yet"),
            text=_("Bring in the customers you have already, look around with invented ones, or write the first."),
            offers=(
                Offer("upload", _("Import a file"), _("Excel, CSV or vCard, from a spreadsheet, a telephone or another"
                      " program."), lambda: window.runner.run(find("file.import"))),
                Offer("stars", _("Load demo data"), _("A believable business to try everything on. Undo takes it away"
                      " again."), lambda: fill_with_demo(window.desk)),
                Offer("person-plus", _("Add the first contact"), _("A name is enough. One typed line with company,"
                      " e-mail and phone will do."), lambda: window.runner.run(find("contact.add_person"))),
            ),
        )  # fmt: skip
        self.offers.place(relx=0.5, rely=0.42, anchor="center")
