"""Exchange rates kept by hand: what other currencies are worth in the business's own, each from a day on."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import ExchangeRate
from crm.session import Session
from crm.utils import dates
from crm.utils.i18n import N_, _
from crm.utils.money import parse_number, show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import CURRENCIES
from crm.views.dialogs.listed import Listed
from crm.views.widgets.form import Form
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


@dataclass(frozen=True)
class Known:
    """The rates, the currency they are in, and the currencies in use that have none."""

    rates: Sequence[ExchangeRate]
    base: str
    missing: Sequence[str]


class RatesDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("exchange_rates", "settings", "opportunities", "products"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Exchange rates"))
        self.fix_size(760, 420)
        self._known = Known((), "EUR", ())
        self._rates: dict[int, ExchangeRate] = {}
        self._hint = ttk.Label(self.body, style="Small.TLabel", justify="left", wraplength=theme.px(740))
        self._hint.pack(side="top", anchor="w", pady=(0, theme.px(10)))
        self._build_actions()
        columns = [
            Column("currency", _("Currency"), 110, sortable=False),
            Column("day", _("From"), 130, sortable=False),
            Column("rate", _("One unit is worth"), 200, anchor="e", sortable=False),
        ]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(
            _("No exchange rates yet"),
            _("Without one, amounts in other currencies are counted but not added up."),
            action=(_("Add a rate…"), self._add),
        )
        self.list.pack(side="left", fill="both", expand=True)
        follow_sight(self.body)
        self.list.on_choose = lambda _rate: self.actions.allow(True)
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        self.actions.allow(False)
        self.refresh()

    @property
    def chosen(self) -> ExchangeRate | None:
        """The chosen rate."""
        return self._rates.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the rates."""
        self.ask("rates", lambda: read(self.desk.session), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    # ---- what a person does

    def add(self) -> RateDialog:
        """Add a rate; of a currency that has none where there is one."""
        dialog = RateDialog(self, self.desk, rate=None, known=self._known)
        dialog.open()
        return dialog

    def edit(self) -> RateDialog | None:
        """Change the chosen rate."""
        if self.chosen is None:
            return None
        dialog = RateDialog(self, self.desk, rate=self.chosen, known=self._known)
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Remove the chosen rate; the one before it holds in its place."""
        rate = self.chosen
        if rate:
            said = _("Rate removed: {currency}, {day}").format(currency=rate.currency, day=dates.show_day(rate.day))
            self.write(lambda: self.desk.session.rates.remove(rate.id), lambda _none: said)

    # ---- making and showing

    def _build_actions(self) -> None:
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.add(_("Add a rate…"), self.add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.add_removal(_("Remove"), self.remove)
        self.actions.pack(fill="x")

    def _add(self) -> None:
        self.add()

    def _open(self, _rate: int) -> None:
        self.edit()

    def _show(self, known: Known) -> None:
        self._known = known
        self._rates = {rate.id: rate for rate in known.rates}
        self.list.show({rate.id: _cells(rate) for rate in known.rates})
        self.list.choose_first()
        self.actions.allow(self.chosen is not None)
        self._hint.configure(text=_told(known))


class RateDialog(DeskDialog):
    """Adds a rate, or changes the one given."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, rate: ExchangeRate | None, known: Known) -> None:
        title = _("Edit the rate") if rate else _("New exchange rate")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self._rate = rate
        self.form = Form(self.body, _fields(rate, known))
        self.form.set(_values(rate, known))
        self.form.pack(fill="both", expand=True)
        self.fix_size(420, 210)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the number, once the currency is known."""
        self.form.focus_field("rate" if self._rate else "currency")

    def save(self) -> None:
        """Save what was typed; what cannot be kept is told beside its field."""
        rates, known = self.desk.session.rates, self._rate
        try:
            values = self.form.values()
            worth = _number(str(values["rate"]))
        except Invalid as problems:
            self.refused(problems)
            return
        day = str(values["day"] or "")
        if known is None:
            currency = str(values["currency"])
            self.write(lambda: rates.add(currency, day, rate=worth), done=lambda _id: self.close())
        else:
            self.write(lambda: rates.change(known.id, day=day, rate=worth), done=lambda _none: self.close())

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _confirmed(self) -> bool:
        self.save()
        return False


def read(session: Session) -> Known:
    """What the dialog shows; for the worker."""
    return Known(session.rates.all(), session.rates.base(), session.rates.missing())


def _fields(rate: ExchangeRate | None, known: Known) -> list[Field]:
    codes = [rate.currency] if rate else [*known.missing, *CURRENCIES]
    offered = tuple(Choice(one, one) for one in dict.fromkeys(codes) if one != known.base)
    worth = _("What one unit is worth in {currency}").format(currency=known.base)
    return [
        Field("currency", Kind.CHOICE, N_("Currency"), required=True, choices=offered, editable=rate is None),
        Field("day", Kind.DATE, N_("From"), required=True),
        Field("rate", Kind.TEXT, worth, required=True),
    ]


def _values(rate: ExchangeRate | None, known: Known) -> dict[str, object]:
    if rate is None:
        usual = next(iter([*known.missing, *(one for one in CURRENCIES if one != known.base)]))
        return {"currency": usual, "day": dates.today(), "rate": ""}
    return {"currency": rate.currency, "day": rate.day, "rate": show_number(Decimal(rate.rate))}


def _number(typed: str) -> Decimal:
    """The rate a person typed; Invalid beside its field when it is no number."""
    try:
        return parse_number(typed)
    except ValueError as problem:
        raise Invalid({"rate": str(problem)}) from problem


def _told(known: Known) -> str:
    told = _("In {currency}, the currency of the business. The newest rate at or before a day holds.")
    sentences = [told.format(currency=known.base)]
    if known.missing:
        lacking = _("Still without a rate: {currencies}.")
        sentences.append(lacking.format(currencies=", ".join(known.missing)))
    return " ".join(sentences)


def _cells(rate: ExchangeRate) -> tuple[str, ...]:
    return (rate.currency, dates.show_day(rate.day), f"{show_number(Decimal(rate.rate))} {rate.base}")


def show(window: Window) -> None:
    """Open the dialog."""
    RatesDialog(window.root, window.desk).open()
