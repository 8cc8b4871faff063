"""Exports of birthdays and of the names of documents, and how they come in again."""

from __future__ import annotations

import csv
from datetime import datetime

import pytest
from openpyxl import load_workbook

from crm.models.lists import ListQuery
from tests.controllers.files_in import bring_in, counts


def test_a_birthday_is_a_real_day_in_a_workbook(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "birthday": "1980-02-29"})
    session.exports.run(tmp_path / "all.xlsx", ListQuery(), columns=["first_name", "birthday"])
    rows = list(load_workbook(tmp_path / "all.xlsx").active.values)
    assert rows[1] == ("Ana", datetime(1980, 2, 29))


def test_a_birthday_before_spreadsheets_count_days_stays_text(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "birthday": "1899-05-06"})
    session.exports.run(tmp_path / "all.xlsx", ListQuery(), columns=["first_name", "birthday"])
    assert list(load_workbook(tmp_path / "all.xlsx").active.values)[1] == ("Ana", "1899-05-06")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl"])
def test_documents_are_named_and_the_file_comes_in_again(session, tmp_path, ending):
    ana = session.contacts.add({"first_name": "Ana", "last_name": "Paz"})
    for name in ("Oferta.pdf", "Contrato, firmado.pdf"):
        session.documents.add_content(b"x", name, contact_id=ana)
    session.exports.run(tmp_path / f"all{ending}", ListQuery())
    table = session.imports.open(session.imports.detect(tmp_path / f"all{ending}"))
    (_number, row), *_others = table.rows()
    assert dict(zip(table.headers, row, strict=True))["Documents"] == "Oferta.pdf; Contrato, firmado.pdf"
    assert counts(bring_in(session, tmp_path / f"all{ending}"))[:2] == (0, 0)


def test_a_file_without_documents_has_no_column_for_them(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    session.exports.run(tmp_path / "all.csv", ListQuery())
    assert "Documents" not in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")


def test_documents_of_deals_are_named(session, tmp_path):
    deal = session.opportunities.add({"title": "Web", "currency": "EUR"})
    session.documents.add_content(b"x", "Oferta.pdf", opportunity_id=deal)
    session.exports.run(tmp_path / "deals.csv", ListQuery(), entity="opportunities")
    (row,) = csv.DictReader((tmp_path / "deals.csv").open(encoding="utf-8-sig"), delimiter=",")
    assert row["Documents"] == "Oferta.pdf"
