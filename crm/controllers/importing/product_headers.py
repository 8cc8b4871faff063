"""What the columns of files of products and of users are called, in Spanish and English, and where they may go."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.importing import headers
from crm.controllers.importing.header_book import HeaderBook
from crm.controllers.importing.headers import plain
from crm.files.sheet import Table
from crm.models.fields import Field, Kind
from crm.models.imports import CONTACTS
from crm.utils.i18n import N_

_PRODUCT, _USER = N_("Product"), N_("User")
_PRODUCTS = (
    Field("name", Kind.TEXT, N_("Name"), _PRODUCT, required=True),
    Field("code", Kind.TEXT, N_("Code"), _PRODUCT),
    Field("price", Kind.MONEY, N_("Price"), _PRODUCT),
    Field("currency", Kind.TEXT, N_("Currency"), _PRODUCT),
    Field("active", Kind.YES_NO, N_("In use"), _PRODUCT),
)
# What is read only after its currency is known.
PRODUCT_WORDS = ("price", "currency")
_USERS = (
    Field("name", Kind.TEXT, N_("Name"), _USER, required=True),
    Field("email", Kind.EMAIL, N_("E-mail"), _USER),
    Field("team", Kind.TEXT, N_("Team"), _USER),
)
_PRODUCT_HEADERS = {
    "name": (
        "name|nombre|product|producto|product name|nombre del producto|nombre producto|servicio|service|item|articulo"
        "|descripcion|description|item name|concepto|product title|titulo|title|nombre del articulo|service name"
    ),
    "code": (
        "code|codigo|sku|product code|codigo de producto|referencia|ref|reference|product id|id|item code|part number"
        "|codigo producto|codigo articulo|ean|barcode|codigo de barras|record id|product sku"
    ),
    "price": (
        "price|precio|sales price|unit price|precio unitario|list price|precio de venta|pvp|tarifa|standard price"
        "|importe|precio venta|precio lista|selling price|amount|unit cost|valor|rate|price book price|pvp sin iva"
    ),
    "currency": "currency|moneda|divisa|currency code|price currency",
    "active": "active|activo|in use|en uso|is active|product active|habilitado|enabled|a la venta",
}
_USER_HEADERS = {
    "name": (
        "name|nombre|user|usuario|sales agent|salesperson|sales rep|comercial|vendedor|agente|agent|owner|full name"
        "|nombre completo|user name|responsable|propietario|ejecutivo|employee|empleado|representante|asesor"
        "|agente comercial|sales representative|rep|account manager"
    ),
    "email": "email|correo|correo electronico|email address|mail|user email|owner email",
    "team": (
        "team|equipo|regional office|office|oficina|region|zona|sucursal|delegacion|departamento|department|territory"
        "|territorio|sales team|equipo de ventas|equipo comercial|branch|sede"
    ),
}
# What only people and companies have.
_PERSONAL = frozenset(
    ("first_name", "last_name", "full_name", "email", "phone", "mobile_phone", "company", "job_title")
)
_OF_USERS = frozenset(
    (
        "sales agent", "salesperson", "sales rep", "comercial", "vendedor", "agente", "agent", "owner", "user",
        "usuario", "agente comercial", "sales representative", "account manager",
    )
)  # fmt: skip

_OF_PRODUCTS = frozenset(
    (
        "product", "producto", "product name", "nombre del producto", "nombre producto", "product code", "sku",
        "articulo", "item", "item name", "servicio", "sales price", "pvp", "precio de venta", "unit price",
        "precio unitario", "list price", "item code", "price", "precio",
    )
)  # fmt: skip


def product_targets() -> Sequence[Field]:
    """The fields a column of a file of products may go to."""
    return _PRODUCTS


def user_targets() -> Sequence[Field]:
    """The fields a column of a file of users may go to."""
    return _USERS


PRODUCTS_BOOK = HeaderBook(_PRODUCT_HEADERS, product_targets, before="product producto")
USERS_BOOK = HeaderBook(_USER_HEADERS, user_targets)


def holds_products(table: Table) -> bool:
    """Whether the headers are those of things that are sold: a name, or code, and a price."""
    found = PRODUCTS_BOOK.found(table.headers)
    named = any(plain(header) in _OF_PRODUCTS for header in table.headers)
    return {"name", "price"} <= found and named and not _of_contacts(table.headers) & _PERSONAL


def holds_users(table: Table) -> bool:
    """Whether the headers are those of colleagues: the first names a salesperson, and nothing else names anybody."""
    first = table.headers[0] if table.headers else ""
    return plain(first) in _OF_USERS and not _of_contacts(table.headers[1:]) & (_PERSONAL - {"email"})


def _of_contacts(names: Sequence[str]) -> set[str]:
    """What headers mean in a file of people."""
    return {headers.read(name, CONTACTS).field for name in names}
