"""What a file without opportunities and activities offers in place of a dashboard of zeros."""

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


class DashboardStart(ttk.Frame):
    """Ways to begin, in the middle; invented data only where there is nothing of one's own."""

    def __init__(self, parent: tk.Misc, window: Window, *, has_contacts: bool) -> None:
        super().__init__(parent)
        offers = [
            Offer("plus-lg", _("New opportunity"), _("A title is enough. What it is worth and when it closes makes the"
                  " forecast."), lambda: window.runner.run(find("opportunity.add"))),
            Offer("upload", _("Import a file"), _("Bring your deals with their stages, values and dates, from Excel"
                  " or another program."), lambda: window.runner.run(find("file.import"))),
        ]  # fmt: skip
        if not has_contacts:
            offers.append(
                Offer("stars", _("Load demo data"), _("A believable business to try everything on. Undo takes it away"
                      " again."), lambda: fill_with_demo(window.desk))
            )  # fmt: skip
        self.offers = Offers(
            self,
            _("How the month goes, at a glance"),
            text=_(
                "Here stand what was won beside the month before, the forecast against your goal, the funnel, who did"
                " what, and why deals are lost: every figure with its definition and its records. It begins with the"
                " first opportunity."
            ),
            offers=offers,
        )
        self.offers.place(relx=0.5, rely=0.42, anchor="center")
