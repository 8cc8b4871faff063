"""What the business sells: the list of products, searched as one types. One product is product_form.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.pipelines import Product
from crm.utils.i18n import _
from crm.utils.money import show as show_money
from crm.utils.text import words
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.product_form import ProductDialog
from crm.views.hint import Hint
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


class ProductsDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("products",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Products"))
        self.fix_size(840, 460)
        self._products: dict[int, Product] = {}
        self._currency = "EUR"
        self._wanted = 0
        self._typed = tk.StringVar(self)
        self._build_actions()
        self._build_list()
        follow_sight(self.body)
        self._typed.trace_add("write", lambda *_ignored: self._narrow())
        self.actions.allow(False)
        self.refresh()

    @property
    def chosen(self) -> Product | None:
        """The chosen product."""
        return self._products.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the products."""
        session = self.desk.session
        self.ask("products", lambda: (session.products.all(inactive=True), session.rates.base()), show=self._show)

    def take_focus(self) -> None:
        """A person begins by searching, or by adding the first one."""
        self.search.focus_set()

    # ---- what a person does

    def add(self) -> ProductDialog:
        """Add a product."""
        dialog = ProductDialog(self, self.desk, product=None, currency=self._currency)
        dialog.on_added = self._want
        dialog.open()
        return dialog

    def edit(self) -> ProductDialog | None:
        """Change the chosen product."""
        if self.chosen is None:
            return None
        dialog = ProductDialog(self, self.desk, product=self.chosen, currency=self._currency)
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Remove the chosen product; one that opportunities name goes out of use."""
        product = self.chosen
        if product:

            def said(gone: bool) -> str:
                words = (
                    _("Product removed: {name}") if gone else _("In use by opportunities, so put out of use: {name}")
                )
                return words.format(name=product.name)

            self.write(lambda: self.desk.session.products.remove(product.id), said)

    # ---- making and showing

    def _build_actions(self) -> None:
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.add(_("Add a product…"), self.add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.add_removal(_("Remove"), self.remove)
        self.actions.pack(fill="x")

    def _build_list(self) -> None:
        self.search = ttk.Entry(self.body, textvariable=self._typed)
        self.search.pack(side="top", fill="x", pady=(0, theme.px(8)))
        Hint(self.search, self._typed).say(_("Find by name or code"))
        self.search.bind("<Down>", self._walk)
        columns = [
            Column("name", _("Product"), 300, sortable=False),
            Column("code", _("Code"), 120, sortable=False),
            Column("price", _("Price"), 130, anchor="e", sortable=False),
        ]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(
            _("No products yet"),
            _("What you sell, with its price: lines of opportunities are made of it."),
            action=(_("Add a product…"), self._add),
        )
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _product: self.actions.allow(True)
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        self.list.table.tag = lambda row, _cells: "" if self._is_used(row) else "muted"

    def _walk(self, _event: object) -> None:
        """From the search into what it found."""
        self.list.table.tree.focus_set()

    def _add(self) -> None:
        self.add()

    def _open(self, _product: int) -> None:
        self.edit()

    def _is_used(self, row: int) -> bool:
        product = self._products.get(row)
        return product is None or product.active

    def _want(self, product_id: int) -> None:
        self._wanted = product_id
        self._typed.set("")
        self.refresh()

    def _show(self, answer: tuple[Sequence[Product], str]) -> None:
        products, self._currency = answer
        self._products = {product.id: product for product in products}
        self._narrow()

    def _narrow(self) -> None:
        """Show the products with every word typed in their name or code."""
        typed = words(self._typed.get())
        fitting = [one for one in self._products.values() if _fits(one, typed)]
        self.list.show({one.id: _cells(one) for one in fitting})
        if self._wanted in self._products:
            self.list.choose(self._wanted)
            self._wanted = 0
        self.list.choose_first()
        self.actions.allow(self.chosen is not None)


def _fits(product: Product, typed: Sequence[str]) -> bool:
    held = " ".join(words(f"{product.name} {product.code}"))
    return all(word in held for word in typed)


def _cells(product: Product) -> tuple[str, ...]:
    name = product.name if product.active else _("{name} (out of use)").format(name=product.name)
    price = "–" if product.price is None else show_money(product.price, product.currency)
    return (name, product.code, price)


def show(window: Window) -> None:
    """Open the dialog."""
    ProductsDialog(window.root, window.desk).open()
