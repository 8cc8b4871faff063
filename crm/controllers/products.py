"""What can be done with products: add, change, search, remove. Lines of opportunities are the opportunities' own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers import naming
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.settings import Settings
from crm.errors import Invalid, NotFound
from crm.models.pipelines import PRODUCT_FIELDS, Product
from crm.storage.sqlite import Row, contains
from crm.utils import money, text
from crm.utils.i18n import N_, _

_LONGEST_CODE = 60


class Products(Controller):
    """What the business sells, each with its code and price."""

    def __init__(self, context: Context, settings: Settings) -> None:
        super().__init__(context)
        self._settings = settings

    @reads("products")
    def all(self, *, inactive: bool = False) -> list[Product]:
        """The products in use by name; with `inactive` those out of use behind them."""
        rows = self.database.all(
            "SELECT * FROM products WHERE active = 1 OR :inactive = 1 ORDER BY active DESC, folded, id",
            inactive=int(inactive),
        )
        return [_as_product(row) for row in rows]

    @reads("products")
    def get(self, product_id: int) -> Product:
        """One product, in use or not. NotFound when there is none."""
        return _as_product(self._row(product_id))

    @reads("products")
    def search(self, typed: str, *, limit: int = 20) -> list[Product]:
        """The products in use with every word typed in their name or code, those that begin so first."""
        words = text.words(typed)[:6]
        marks = {f"word_{place}": word for place, word in enumerate(words)}
        conditions = [f"({contains('folded', mark)} OR {contains('lower(code)', mark)})" for mark in marks]
        found = " AND ".join(["active = 1", *conditions])
        rows = self.database.all(
            f"SELECT * FROM products WHERE {found}"
            " ORDER BY CASE WHEN substr(folded, 1, :length) = :start OR lower(code) = :start THEN 0 ELSE 1 END,"
            " folded, id LIMIT :limit",
            **marks,
            length=len(naming.folded(typed)),
            start=naming.folded(typed),
            limit=limit,
        )
        return [_as_product(row) for row in rows]

    @reads("products")
    def by_name(self, name: str) -> Product | None:
        """The product of a name, one in use before others; accents and case ignored."""
        row = self.database.one(
            "SELECT * FROM products WHERE folded = :folded ORDER BY active DESC, id LIMIT 1", folded=naming.folded(name)
        )
        return _as_product(row) if row else None

    @reads("products")
    def by_code(self, code: str) -> Product | None:
        """The product of a code, one in use before others."""
        row = self.database.one(
            "SELECT * FROM products WHERE code = :code AND code <> '' ORDER BY active DESC, id LIMIT 1",
            code=code.strip(),
        )
        return _as_product(row) if row else None

    @writes("products", N_("Add the product {product}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Add a product and return its id; without a currency it has the business's. Invalid names each bad field."""
        row = self._checked({"name": "", "active": 1, **values, "currency": values.get("currency") or self._currency()})
        self._require_single(row)
        self.describe(product=row["name"])
        return self.database.insert("products", row)

    @writes("products", N_("Edit the product {product}"))
    def change(self, product_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change a product; lines that name it keep the price they have. Conflict when it changed since `version`."""
        before = self._row(product_id)
        row = self._checked(values)
        self._require_single({**before, **row}, but=product_id)
        self.describe(product=row.get("name", before["name"]))
        self.database.update("products", product_id, row, version=version)

    @writes("products", N_("Remove the product {product}"))
    def remove(self, product_id: int) -> bool:
        """Remove a product that no opportunity names, put another out of use; True when it is gone."""
        row = self._row(product_id)
        self.describe(product=row["name"])
        uses = self.database.value("SELECT count(*) FROM opportunity_lines WHERE product_id = :id", id=product_id)
        if uses:
            self.database.update("products", product_id, {"active": 0})
        else:
            self.database.delete("products", product_id)
        return not uses

    def _row(self, product_id: int) -> Row:
        row = self.database.one("SELECT * FROM products WHERE id = :id", id=product_id)
        if row is None:
            raise NotFound(_("This product no longer exists. Nothing was changed."))
        return row

    def _currency(self) -> str:
        return str(self._settings.get("currency", "EUR"))

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        row = clean(values, PRODUCT_FIELDS, region="")
        problems = {}
        if "name" in row:
            row["name"] = naming.cleaned(row["name"])
            row["folded"] = naming.folded(row["name"])
        if "code" in row:
            row["code"] = row["code"].strip()
            if len(row["code"]) > _LONGEST_CODE:
                problems["code"] = _("A code may have at most {limit} letters.").format(limit=_LONGEST_CODE)
        if (row.get("price") or 0) < 0:
            problems["price"] = _("A price is zero or more.")
        if "currency" in row and not money.is_currency(row["currency"]):
            sentence = _("{code} is no currency. Write its three letters, as in EUR or MXN.")
            problems["currency"] = sentence.format(code=row["currency"])
        if problems:
            raise Invalid(problems)
        return row

    def _require_single(self, row: Mapping[str, Any], *, but: int = 0) -> None:
        """No two products in use share a code, or a name where neither is told apart by a code."""
        code = row.get("code") or ""
        taken = self.database.one(
            "SELECT name FROM products WHERE active = 1 AND id <> :but AND code = :code"
            " AND (code <> '' OR folded = :folded)",
            but=but,
            code=code,
            folded=row["folded"],
        )
        if taken and row.get("active", 1):
            sentence = _("The product {name} has this code already.") if code else _("{name} is there already.")
            raise Invalid({"code" if code else "name": sentence.format(name=taken["name"])})


def _as_product(row: Row) -> Product:
    kept = {name: row[name] for name in ("id", "name", "currency", "code", "price", "version")}
    return Product(**kept, active=bool(row["active"]))
