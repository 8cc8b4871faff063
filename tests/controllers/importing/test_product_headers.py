"""Headers of files of products and users."""

from __future__ import annotations

import pytest

from crm.controllers.importing.product_headers import PRODUCTS_BOOK, USERS_BOOK, holds_products, holds_users
from tests.controllers.files_in import table


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("product,series,sales_price", ["name", "", "price"]),
        ("Código,Nombre,PVP,Moneda", ["code", "name", "price", "currency"]),
        ("Product Name,Product Code,Unit Price,Product Active", ["name", "code", "price", "active"]),
    ],
)
def test_usual_headers_of_products_are_known(headers, fields):
    assert [one.field for one in PRODUCTS_BOOK.propose(headers.split(","), "products").columns] == fields


@pytest.mark.parametrize(
    ("headers", "holds"),
    [
        ("product,series,sales_price", True),
        ("Nombre,SKU,Precio", True),
        ("Nombre,Correo,Precio", False),
        ("First name,Last name,Price", False),
        ("Name,City", False),
    ],
)
def test_a_file_of_products_has_names_and_prices_and_nothing_of_people(headers, holds):
    assert holds_products(table(headers)) == holds


@pytest.mark.parametrize(
    ("headers", "holds"),
    [("sales_agent,manager,regional_office", True), ("Comercial,Correo", True), ("Comercial,Empresa,Teléfono", False)],
)
def test_a_file_of_users_begins_with_them_and_names_nobody_else(headers, holds):
    assert holds_users(table(headers)) == holds


def test_a_user_has_a_name_and_an_address():
    assert [one.field for one in USERS_BOOK.propose(["Vendedor", "Email"], "users").columns] == ["name", "email"]
