"""Products and loss reasons found by the words of a file."""

from __future__ import annotations

import pytest

from crm.controllers.importing.catalogue import NOT_RECORDED, KnownProducts, KnownReasons
from crm.controllers.importing.findings import Findings
from crm.models.imports import NEW
from crm.storage.changelog import Author, Door

PLACE = (2, "Product")


@pytest.fixture
def gtx(session) -> int:
    return session.products.add({"name": "GTX Pro", "code": "G-1", "price": 482100})


@pytest.fixture(autouse=True)
def _operation(session, gtx):  # noqa: ARG001 - the product is there before the import begins
    with session.database.transaction(Author(None, Door.IMPORT), "x"):
        yield


def products(session, *, makes=False, **words) -> KnownProducts:
    return KnownProducts(session.database, {"product": words}, makes=makes)


def find(known: KnownProducts, word: str) -> int:
    return known.find(word, place=PLACE, price=5, currency="EUR")


@pytest.mark.parametrize("word", ["GTX Pro", "gtx  pro", "g-1"])
def test_a_product_is_found_by_name_or_code(session, gtx, word):
    assert find(products(session), word) == gtx


def test_what_is_only_written_alike_is_no_product(session):
    known, findings = products(session), Findings()
    assert find(known, "GTXPro") == 0
    known.warn(findings)
    assert (known.cells, findings.left_open) == ({PLACE}, ("products",))
    assert "GTXPro" in findings.warnings[0]


def test_a_word_stands_for_what_was_answered(session, gtx):
    known = products(session, gtxpro="GTX Pro", otro="", nuevo=NEW)
    assert (find(known, "GTXPro"), find(known, "Otro"), known.shown("GTXPro")) == (gtx, 0, "GTX Pro")
    assert find(known, "Nuevo") not in (0, gtx)


def test_missing_products_are_made_once_when_that_is_wanted(session):
    known = products(session, makes=True)
    assert find(known, "Nuevo") == find(known, "NUEVO")
    assert (known.created, session.products.by_name("Nuevo").price) == (1, 5)


def test_a_lost_deal_without_a_reason_gets_one_that_says_so(session):
    known, findings = KnownReasons(session.database, {}, makes=False), Findings()
    assert known.not_recorded(told=False) == known.not_recorded(told=False) == known.find(NOT_RECORDED)
    known.warn(findings)
    assert (known.created, len(findings.warnings), "2" in findings.warnings[0]) == (1, 1, True)


def test_a_reason_that_is_not_here_is_told_or_made(session):
    known, maker = (KnownReasons(session.database, {}, makes=makes) for makes in (False, True))
    assert (known.find("Zzz"), maker.find("Zzz") > 0, known.knows("Zzz"), maker.knows("x")) == (0, True, False, True)
