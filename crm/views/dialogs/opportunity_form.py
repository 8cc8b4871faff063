"""The fields of one deal as a form: customers found while typed, money in the currency of the deal, a probability that
follows the stage until it is typed. It saves nothing; stage and pipeline are chosen elsewhere.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import Any

from crm.models.fields import Field
from crm.models.opportunities import Opportunity
from crm.utils import money
from crm.utils.i18n import _
from crm.utils.text import fold
from crm.views import theme
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.known import Known
from crm.views.widgets.form import Form
from crm.views.widgets.suggest import Option, Suggestions

_ORDER = (
    "title", "contact_id", "company_id", "value", "currency", "expected_close", "probability", "assigned_to", "source",
    "tags", "description",
)  # fmt: skip
_WHOLE = ("title", "contact_id", "company_id")
_NARROWEST = 320  # units of width from which two fields stand side by side
_ELSEWHERE = frozenset(("pipeline_id", "stage_id"))


def fields_of(known: Known, names: Sequence[str] = ()) -> list[Field]:
    """The fields a form shows in their order, all of them or some; money of the deal is in the file's currency."""
    editable = {one.name: one for one in known.fields if one.editable and one.name not in _ELSEWHERE}
    wanted = names or [*_ORDER, *(name for name in editable if name not in _ORDER)]
    chosen = [editable[name] for name in wanted if name in editable]
    return [replace(one, section="" if not one.is_custom else one.section, **_money(one, known)) for one in chosen]


def _money(field: Field, known: Known) -> dict[str, Any]:
    return {"currency": known.currency} if field.name == "value" else {}


class OpportunityForm(Form):
    """A form over the fields of a deal. `stage_probability` is what the stage says."""

    def __init__(
        self, parent: tk.Misc, known: Known, *, customers: Customers, fields: Sequence[Field] | None = None
    ) -> None:
        super().__init__(parent, fields or fields_of(known), lookup=customers.lookup(known.lookup()))
        self.stage_probability: int | None = None
        self._sources: Sequence[str] = ()
        self._names = {field.name for field in fields or fields_of(known)}
        if "source" in self._names:
            entry = self.editor("source").entry
            if isinstance(entry, ttk.Entry):
                Suggestions(entry, self._fitting).on_pick = lambda _value, label: self.put("source", label)
        self._back: ttk.Button | None = None
        if "probability" in self._names:
            self._back = ttk.Button(self.below("probability"), style="Link.TButton", command=self._follow)
            theme.tooltip(self._back, _("Follow the stage again"))
        self.share_lines(_NARROWEST, whole=_WHOLE)
        self.editor("currency").entry.bind("<FocusOut>", lambda _event: self.use_currency(), add="+")

    def offer_sources(self, sources: Sequence[str]) -> None:
        """Suggest these where a source is typed."""
        self._sources = sources

    def show(self, deal: Opportunity, *, stage_probability: int) -> None:
        """Show a deal; nothing counts as changed afterwards."""
        self.stage_probability = stage_probability if deal.status == "open" else None
        self._speak(deal.currency)
        self.set(deal.values())
        self._say_back()

    def use_currency(self) -> None:
        """Read and show amounts in the currency that stands in the form."""
        typed = str(self.editor("currency").typed() or "").strip().upper()
        if money.is_currency(typed):
            self._speak(typed)

    def heard(self, name: str) -> None:
        """A person edited a field: say what follows from it."""
        if name == "currency":
            self.use_currency()
        elif name == "probability":
            self._say_back()

    def changed(self) -> dict[str, object]:
        """The stored values of the fields a person changed; a probability that is the stage's again follows it."""
        values = super().changed()
        if "probability" in values and values["probability"] == self.stage_probability:
            values["probability"] = None
        if isinstance(values.get("currency"), str):
            values["currency"] = str(values["currency"]).strip().upper()
        return values

    def _speak(self, currency: str) -> None:
        """Have the value in another currency, the same number of units of it."""
        if "value" not in self._names or currency == self.editor("value").field.currency:
            return
        editor = self.editor("value")
        try:
            typed, before = editor.get(), editor.field.currency
        except ValueError:
            typed, before = None, currency
        editor.field = replace(editor.field, currency=currency)
        if isinstance(typed, int):
            editor.put(money.restated(typed, before, after=currency))

    def _follow(self) -> None:
        if self.stage_probability is not None:
            self.put("probability", self.stage_probability)

    def _say_back(self) -> None:
        """Offer the stage's probability where another one stands."""
        if self._back is None:
            return
        try:
            typed = self.editor("probability").get()
        except ValueError:
            typed = None
        if self.stage_probability is None or typed == self.stage_probability:
            self._back.pack_forget()
            return
        self._back.configure(text=_("Back to {number} %").format(number=self.stage_probability))
        self._back.pack(anchor="w")

    def _fitting(self, typed: str) -> list[Option]:
        wanted = fold(typed.strip())
        found = [one for one in self._sources if wanted in fold(one)]
        return [] if [fold(one) for one in found] == [wanted] else [(one, one) for one in found]


def defaults(known: Known, values: Mapping[str, object], *, user_id: int | None) -> dict[str, object]:
    """What a new deal begins with: the file's currency, its user as owner, and what is known already."""
    own = {field.name: field.default for field in known.fields if field.is_custom}
    return {**own, "currency": known.currency, "assigned_to": user_id, **values}
