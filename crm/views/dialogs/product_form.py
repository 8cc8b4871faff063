"""One product: name, code, price and currency, in use or not."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from tkinter import ttk

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import PRODUCT_FIELDS, Product
from crm.utils import money
from crm.utils.i18n import _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import CURRENCIES
from crm.views.widgets.form import Form


class ProductDialog(DeskDialog):
    """Adds a product, or changes the one given; `on_added(id)` hears of a new one."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, product: Product | None, currency: str) -> None:
        title = _("Edit the product") if product else _("New product")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _product: None
        self._product = product
        self._currency = product.currency if product else currency
        self._before = _values(product, self._currency)
        self.form = self._make(self._currency)
        self.form.set(self._before)
        self.fix_size(420, 300)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save what was typed; what cannot be kept is told beside its field."""
        products, known = self.desk.session.products, self._product
        try:
            values = self.form.values()
        except Invalid as problems:
            self.refused(problems)
            return
        if known is None:
            self.write(lambda: products.add(values), done=self._added)
        else:
            changed = {name: value for name, value in values.items() if value != self._before[name]}
            self.write(
                lambda: products.change(known.id, changed, version=known.version), done=lambda _none: self.close()
            )

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _make(self, currency: str) -> Form:
        form = Form(self.body, definition(currency))
        form.on_change = self._edited
        form.pack(fill="both", expand=True)
        return form

    def _edited(self, name: str) -> None:
        if name == "currency":
            self.after_idle(self._recount)

    def _recount(self) -> None:
        """Another currency has other decimals and another mark: the number typed stays, and is read in it."""
        typed = {field.name: self.form.editor(field.name).typed() for field in PRODUCT_FIELDS}
        number = _number(str(typed["price"] or ""), self._currency)
        self.form.destroy()
        self._currency = str(typed["currency"])
        self.form = self._make(self._currency)
        self.form.set(self._before)
        for name in ("name", "code", "currency", "active"):
            self.form.put(name, typed[name])
        price = self.form.editor("price").entry
        if isinstance(price, ttk.Entry):
            price.delete(0, "end")
            price.insert(0, number)
        self.form.focus_field("currency")

    def _added(self, product_id: int) -> None:
        self.close()
        self.on_added(product_id)

    def _confirmed(self) -> bool:
        self.save()
        return False


def definition(currency: str) -> list[Field]:
    """The fields of the form, the price in a currency."""
    offered = tuple(Choice(one, one) for one in dict.fromkeys([currency, *CURRENCIES]))
    changed = {"price": {"currency": currency}, "currency": {"kind": Kind.CHOICE, "choices": offered}}
    return [replace(field, **changed.get(field.name, {})) for field in PRODUCT_FIELDS]  # type: ignore[arg-type]


def _number(typed: str, currency: str) -> str:
    """An amount typed in a currency, without its mark; what cannot be read stays as it is."""
    try:
        return money.show_number(Decimal(money.parse(typed, currency=currency)).scaleb(-money.decimals(currency)))
    except ValueError:
        return typed


def _values(product: Product | None, currency: str) -> dict[str, object]:
    if product is None:
        return {"name": "", "code": "", "price": None, "currency": currency, "active": 1}
    return {field.name: getattr(product, field.name) for field in PRODUCT_FIELDS} | {"active": int(product.active)}
