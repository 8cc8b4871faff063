"""What a deal sells, line by line: product, quantity, price, discount, total. Reads what is typed, saves nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from tkinter import ttk

from crm.errors import Invalid
from crm.models.opportunities import Line
from crm.models.pipelines import Product
from crm.utils import money
from crm.utils.i18n import N_, _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.tab import Questions
from crm.views.widgets.focus import has_focus
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.suggest import Option, Suggestions

_HEADS = (N_("Product"), N_("Quantity"), N_("Unit price"), N_("Discount %"), N_("Total"))
_WIDTHS = (18, 6, 10, 6)  # letters of the entries; the first takes what is left
_MOST = 8
_THOUSANDTHS, _HUNDREDTHS = 1000, 100


class Lines(ttk.Frame):
    """The lines of one deal. `on_change` hears every edit; `on_value` that the deal's value is to be their sum."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, padding=(theme.px(14), theme.px(10), theme.px(4), theme.px(6)))
        self.on_change: Callable[[], object] = lambda: None
        self.rows: list[_Row] = []
        self.currency = "EUR"
        self.products = _Products(self, desk)
        self._before: tuple[Line, ...] = ()
        self._typed_before: list[tuple[object, ...]] = []
        self.from_lines = tk.BooleanVar(self)
        self._from_lines_before = False
        self._make_foot()
        place = Scrolled(self)
        place.pack(fill="both", expand=True)
        self._place = place
        self._grid = place.body
        self._grid.columnconfigure(0, weight=1)
        for column, words in enumerate(_HEADS):
            label = ttk.Label(self._grid, text=_(words), style="Small.TLabel", anchor="w" if not column else "e")
            label.grid(row=0, column=column, sticky="ew", padx=theme.px(3))
        self.add_button = ttk.Button(self._grid, text=_("Add a line"), style="Link.TButton", command=self._add_typed)
        theme.set_icon(self.add_button, "plus-lg", size=12, role="accent")
        self.add_button.configure(compound="left")
        self._empty = ttk.Label(
            self._grid, style="Muted.TLabel", text=_("Lines say what is sold; their sum can be the value.")
        )
        self._error = ttk.Label(self, style="Error.TLabel")
        self.set((), currency="EUR", from_lines=False)

    def set(self, lines: Sequence[Line], *, currency: str, from_lines: bool) -> None:
        """Show the lines of a deal in its currency; nothing counts as changed afterwards."""
        for row in self.rows:
            row.destroy()
        self.rows, self.currency, self._before = [], currency, tuple(lines)
        self._from_lines_before = from_lines
        self.from_lines.set(from_lines)
        for line in lines:
            self._add(line)
        self._typed_before = self._typed()
        self.show_error("")
        self._arrange()

    @property
    def is_changed(self) -> bool:
        """Whether a person changed anything."""
        return self._typed() != self._typed_before or self.from_lines.get() != self._from_lines_before

    def lines(self) -> tuple[Line, ...]:
        """The lines as they stand, empty ones left out. Invalid under "lines" says what cannot be read."""
        read: list[Line] = []
        for place, row in enumerate(self.rows, 1):
            try:
                line = row.line()
            except ValueError as problem:
                row.mark()
                sentence = _("Line {number}: {problem}").format(number=place, problem=problem)
                raise Invalid({"lines": sentence}) from problem
            if line is not None:
                read.append(line)
        return tuple(read)

    def show_error(self, sentence: str) -> None:
        """Say above the lines what is wrong; "" takes it away."""
        self._error.configure(text=sentence)
        if sentence:
            self._error.pack(anchor="w", before=self._place)
        else:
            self._error.pack_forget()

    def changed(self) -> None:
        """Something was edited: sum up, and tell."""
        self.show_error("")
        self._sum_up()
        self.on_change()

    def remove(self, row: _Row) -> None:
        """Take a line away."""
        self.rows.remove(row)
        row.destroy()
        self._arrange()
        self.changed()

    def use_currency(self, currency: str) -> None:
        """Have the prices in another currency, the same number of units of it; what is none yet changes nothing."""
        if currency == self.currency or not money.is_currency(currency):
            return
        before, self.currency = self.currency, currency
        for row in self.rows:
            row.restate(before)
        self._sum_up()

    def total(self) -> int | None:
        """The sum of the lines that have a price, None when none has; what cannot be read counts as no price."""
        known = [total for row in self.rows if (total := row.total()) is not None]
        return sum(known) if known else None

    def _typed(self) -> list[tuple[object, ...]]:
        return [row.typed() for row in self.rows if any(row.typed()[1:])]

    def _add_typed(self) -> None:
        row = self._add(Line())
        self._arrange()
        if len(self.rows) == 1 and not self._before:
            self.from_lines.set(True)  # whoever begins with lines means their sum
        row.entries[0].focus_set()

    def _add(self, line: Line) -> _Row:
        row = _Row(self, self._grid, line=line)
        self.rows.append(row)
        return row

    def _arrange(self) -> None:
        for place, row in enumerate(self.rows, 1):
            row.place_at(place)
        if self.rows:
            self._empty.grid_remove()
        else:
            self._empty.grid(row=1, column=0, columnspan=5, sticky="w", padx=theme.px(3), pady=theme.px(6))
        self.add_button.grid(row=len(self.rows) + 2, column=0, sticky="w", pady=theme.px(4))
        self._place.adopt()
        self._sum_up()

    def _make_foot(self) -> None:
        foot = ttk.Frame(self, padding=(0, theme.px(8), theme.px(34), 0))
        foot.pack(side="bottom", fill="x")
        ttk.Checkbutton(
            foot,
            text=_("The value is the sum of the lines"),
            style="Switch.TCheckbutton",
            variable=self.from_lines,
            command=self.changed,
        ).pack(side="left")
        self._total = ttk.Label(foot, style="Heading.TLabel")
        self._total.pack(side="right")
        ttk.Label(foot, text=_("Total"), style="Muted.TLabel").pack(side="right", padx=(0, theme.px(10)))

    def _sum_up(self) -> None:
        for row in self.rows:
            row.show_total()
        total = self.total()
        self._total.configure(text="—" if total is None else money.show(total, self.currency))


class _Row:
    """One line: its entries, its total and the button that takes it away."""

    def __init__(self, owner: Lines, grid: ttk.Frame, *, line: Line) -> None:
        self._owner = owner
        self._line = line
        self._texts = [tk.StringVar(grid, value=text) for text in _texts(line, owner.currency)]
        self._product_id = line.product_id
        self._product_name = self._texts[0].get()
        self.entries = [
            ttk.Entry(grid, textvariable=text, width=width, justify="left" if not place else "right")
            for place, (text, width) in enumerate(zip(self._texts, _WIDTHS, strict=True))
        ]
        self._total = ttk.Label(grid, anchor="e", width=12)
        self._remove = ttk.Button(grid, style="Icon.TButton", command=lambda: owner.remove(self))
        theme.set_icon(self._remove, "x-lg", size=12)
        theme.tooltip(self._remove, _("Remove the line"))
        for text in self._texts:
            text.trace_add("write", lambda *_names: self._edited())
        suggestions = Suggestions(self.entries[0], partial(owner.products.find, self.entries[0]))
        owner.products.hang(self.entries[0], suggestions)
        suggestions.on_pick = lambda value, _label: self._take(value)

    def typed(self) -> tuple[object, ...]:
        """What stands here."""
        return (self._product_id, *(text.get().strip() for text in self._texts))

    def line(self) -> Line | None:
        """The line as it stands, None when nothing does. ValueError with a sentence for what cannot be read."""
        name, quantity, price, discount = (text.get().strip() for text in self._texts)
        if not name and not price:
            return None
        return Line(
            self._product_id if name == self._product_name else None,
            name,
            _scaled(quantity or "1", _THOUSANDTHS),
            money.parse(price, currency=self._owner.currency) if price else None,
            _scaled(discount or "0", _HUNDREDTHS),
            self._line.id,
        )

    def restate(self, before: str) -> None:
        """Show the price in the currency of now; it was read in another one before."""
        try:
            price = money.parse(self._texts[2].get(), currency=before)
        except ValueError:
            return  # it stays as typed, and is named when it is saved
        after = self._owner.currency
        self._texts[2].set(money.show(money.restated(price, before, after=after), after))

    def total(self) -> int | None:
        """What the line comes to; None without a readable price."""
        try:
            line = self.line()
        except ValueError:
            return None
        return line.total if line else None

    def show_total(self) -> None:
        """Show what it comes to."""
        total = self.total()
        self._total.configure(text="" if total is None else money.show(total, self._owner.currency))

    def mark(self) -> None:
        """Show which line cannot be read."""
        self.entries[0].focus_set()

    def place_at(self, place: int) -> None:
        """Stand at a place among the lines."""
        for column, widget in enumerate((*self.entries, self._total, self._remove)):
            widget.grid(row=place, column=column, sticky="ew", padx=theme.px(2), pady=theme.px(1))

    def destroy(self) -> None:
        """Take everything away."""
        for widget in (*self.entries, self._total, self._remove):
            widget.destroy()

    def _take(self, value: object) -> None:
        product = self._owner.products.known.get(value) if isinstance(value, int) else None
        if product is None:
            return
        self._product_id, self._product_name = product.id, product.name
        self._texts[0].set(product.name)
        if product.price is not None and product.currency == self._owner.currency:
            self._texts[2].set(money.show(product.price, product.currency))
        self.entries[1].focus_set()
        self.entries[1].selection_range(0, "end")

    def _edited(self) -> None:
        self._owner.changed()


class _Products:
    """Finds products while their name is typed."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        self.known: dict[object, Product] = {}
        self._products = desk.session.products
        self._questions = Questions(desk.jobs)
        self._found: dict[str, list[Option]] = {}
        self._lists: dict[str, Suggestions] = {}
        parent.bind("<Destroy>", lambda event: self._questions.drop() if event.widget is parent else None, add="+")

    def hang(self, entry: ttk.Entry, suggestions: Suggestions) -> None:
        """Open this list when products for its entry are found; all are offered where the entry is empty."""
        self._lists[str(entry)] = suggestions

    def find(self, entry: ttk.Entry, typed: str) -> Sequence[Option]:
        """What fits, once it is known."""
        text = typed.strip()
        if text not in self._found:
            self._questions.ask(
                "products",
                lambda: self._products.search(text, limit=_MOST),
                show=lambda found: self._arrived(entry, text, found=found),
            )
        found = self._found.get(text, [])
        return [] if [label for _value, label in found] == [text] else found

    def _arrived(self, entry: ttk.Entry, text: str, *, found: Sequence[Product]) -> None:
        self.known |= {one.id: one for one in found}
        self._found[text] = [(one.id, _offer(one)) for one in found]
        if entry.winfo_exists() and entry.get().strip() == text and has_focus(entry):
            self._lists[str(entry)].open()


def _offer(product: Product) -> str:
    price = "" if product.price is None else money.show(product.price, product.currency)
    return " · ".join(part for part in (product.name, product.code, price) if part)


def _texts(line: Line, currency: str) -> tuple[str, str, str, str]:
    if not line.name and line.unit_price is None and not line.id:
        return ("", "", "", "")
    return (
        line.name,
        money.show_number(Decimal(line.quantity) / _THOUSANDTHS),
        "" if line.unit_price is None else money.show(line.unit_price, currency),
        money.show_number(Decimal(line.discount) / _HUNDREDTHS) if line.discount else "",
    )


def _scaled(text: str, by: int) -> int:
    """A typed number in thousandths or hundredths. ValueError with a sentence for more decimals than that."""
    exact = money.parse_number(text.removesuffix("%").strip()) * by
    if exact != exact.to_integral_value():
        raise ValueError(_("“{text}” has more decimals than can be kept.").format(text=text))
    return int(exact)
