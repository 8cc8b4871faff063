"""What a pipeline without deals offers in place of an empty board."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views.commands import find
from crm.views.offers import Offer, Offers

if TYPE_CHECKING:
    from crm.views.window import Window


class PipelineStart(ttk.Frame):
    """Two offers, in the middle."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent)
        self.offers = Offers(
            self,
            _("No opportunities yet"),
            text=_("An opportunity is a sale you are working on: what, for whom, how much, and until when."),
            offers=(
                Offer("plus-lg", _("New opportunity"), _("A title is enough. It starts in the first column; drag it on"
                      " as the sale goes on."), lambda: window.runner.run(find("opportunity.add"))),
                Offer("upload", _("Import a file"), _("Bring your deals with their stages, values and dates, from Excel"
                      " or another program."), lambda: window.runner.run(find("file.import"))),
            ),
        )  # fmt: skip
        self.offers.place(relx=0.5, rely=0.42, anchor="center")
