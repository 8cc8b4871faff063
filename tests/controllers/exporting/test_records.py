"""Deals, activities and products as cells; out and in again."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from crm.app import open_database, sign_in
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import Closing, Line
from crm.storage.changelog import Author, Door
from crm.utils import i18n
from crm.utils.text import unstorable
from tests.controllers.deals_in import bring
from tests.controllers.files_in import real


@pytest.fixture
def deals(session) -> list[int]:
    """An open deal with everything, and a lost one."""
    session.contacts.add({"kind": "company", "company": 'Acme, "S.L."'})
    ana = session.contacts.add(
        {"first_name": "Ana", "last_name": "Gil", "email": "ana@x.es", "company": 'Acme, "S.L."'}
    )
    product = session.products.add({"name": "GTX Pro", "price": 482100})
    session.fields.add("Metros", Kind.NUMBER, entity="opportunities")
    key = session.fields.all("opportunities")[-1].as_field().name
    values = {"title": "=Obra\nnueva", "contact_id": ana, "value": 123450, "currency": "USD", "tags": ["vip", "a, b"],
              "expected_close": "2030-02-01", "probability": 33, "description": " x \n", key: 25}  # fmt: skip
    lines = [Line(product, "", 2000, 482100, 1000), Line(None, 'Horas "extra" @ 5', 1500, None)]
    first = session.opportunities.add(values, lines=lines)
    second = session.opportunities.add({"title": "Reforma", "value": 5})
    pipeline = session.pipelines.default()
    session.opportunities.move(
        [second],
        pipeline.first("lost").id,
        closing=Closing("2024-01-02", None, session.loss_reasons.all()[0].id, "Caro"),
    )
    session.activities.add({"type": "task", "subject": "Llamar", "contact_id": ana, "due_on": "2030-01-01"})
    whole = {"type": "meeting", "subject": "Feria", "due_on": "2030-03-01", "duration_minutes": 2880}
    session.activities.add({**whole, "contact_id": ana, "place": "Pabellón 3", "priority": "high"})
    session.activities.complete(
        session.activities.add({"subject": "Hecha", "contact_id": ana, "due_at": "2026-01-01T09:30:00Z"}), "Bien"
    )
    return [first, second]


def is_title(text: str) -> bool:
    """Whether a text can be a title at all."""
    return bool(text.strip()) and not unstorable(text)


def emptied(empty_file, path):
    """A session in an empty file."""
    return sign_in(open_database(shutil.copy(empty_file, path)))


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.usefixtures("deals")
def test_deals_out_and_in_again_are_the_same_byte_for_byte(session, empty_file, tmp_path, ending, language):  # noqa: PLR0917
    i18n.use(language)
    try:
        there, back = tmp_path / f"there.{ending}", tmp_path / f"back.{ending}"
        session.exports.run(there, entity="opportunities")
        other = emptied(empty_file, tmp_path / "other.db")
        other.fields.add("Metros", Kind.NUMBER, entity="opportunities")
        result = bring(other, there)
        other.exports.run(back, entity="opportunities")
        other.database.close()
    finally:
        i18n.use("en")
    assert (result.errors, back.read_bytes()) == ([], there.read_bytes())


@pytest.mark.usefixtures("deals")
def test_a_workbook_of_deals_comes_back_as_the_same_csv(session, empty_file, tmp_path):
    session.exports.run(tmp_path / "a.xlsx", entity="opportunities")
    session.exports.run(tmp_path / "a.csv", entity="opportunities")
    other = emptied(empty_file, tmp_path / "other.db")
    bring(other, tmp_path / "a.xlsx")
    other.exports.run(tmp_path / "b.csv", entity="opportunities")
    other.database.close()
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.parametrize("entity", ["activities", "products"])
@pytest.mark.usefixtures("deals")
def test_activities_and_products_out_and_in_again_are_the_same(session, empty_file, tmp_path, entity):
    session.exports.run(tmp_path / "a.csv", entity=entity)
    other = emptied(empty_file, tmp_path / "other.db")
    assert bring(other, tmp_path / "a.csv", create=["contacts"]).errors == []
    other.exports.run(tmp_path / "b.csv", entity=entity)
    other.database.close()
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.usefixtures("deals")
def test_a_workbook_holds_real_amounts_and_dates(session, tmp_path):
    columns = ["title", "value", "expected_close", "probability"]
    session.exports.run(tmp_path / "a.xlsx", entity="opportunities", columns=columns)
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.values)
    assert [cell.date() if hasattr(cell, "date") else cell for cell in rows[1]] == [
        "=Obra\nnueva",
        1234.5,
        date(2030, 2, 1),
        33,
    ]


def test_columns_that_lists_work_out_are_written_too(session, deals, tmp_path):
    columns = ["title", "weighted", "stage_id", "mark"]
    assert session.exports.run(tmp_path / "a.jsonl", entity="opportunities", columns=columns, ids=deals[:1]) == 1
    told = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert str(Decimal("407.39")) in told
    assert session.pipelines.default().stages[0].name in told


@pytest.mark.usefixtures("deals")
def test_only_what_a_filter_finds_is_written(session, tmp_path):
    query = ListQuery(conditions=(Condition("status", Operator.ANY, ("lost",)),))
    assert session.exports.run(tmp_path / "a.csv", query, entity="opportunities") == 1


@pytest.mark.usefixtures("deals")
def test_a_cancelled_export_keeps_the_old_file(session, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    assert session.exports.run(path, entity="opportunities", progress=lambda _done: False) == 0
    assert path.read_text(encoding="utf-8") == "old"


def test_the_oddest_titles_and_texts_come_back_letter_for_letter(session, empty_file, tmp_path):
    odd = [text for text in json.loads(real("blns/blns.json").read_text(encoding="utf-8")) if is_title(text)]
    with session.database.transaction(Author(None, Door.WINDOW), "Odd"):
        for text in odd:
            session.opportunities.add({"title": text, "description": text, "source": text})
    session.exports.run(tmp_path / "a.csv", entity="opportunities")
    other = emptied(empty_file, tmp_path / "other.db")
    assert bring(other, tmp_path / "a.csv").created == len(odd) > 400
    other.exports.run(tmp_path / "b.csv", entity="opportunities")
    titles = [row["title"] for row in other.database.all("SELECT title FROM opportunities")]
    other.database.close()
    assert sorted(titles) == sorted(odd)
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


def test_the_real_pipeline_goes_out_and_in_again_unchanged(session, empty_file, tmp_path):
    bring(session, real("maven_crm/sales_pipeline.csv"), create=["companies", "stages", "products", "owners"])
    session.exports.run(tmp_path / "a.csv", entity="opportunities")
    other = emptied(empty_file, tmp_path / "other.db")
    bring(other, tmp_path / "a.csv")
    other.exports.run(tmp_path / "b.csv", entity="opportunities")
    other.database.close()
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.usefixtures("deals")
def test_only_the_activities_of_a_list_are_written(session, tmp_path):
    query = ListQuery(conditions=(Condition("when", Operator.ANY, ("open",)),))
    columns = ["subject", "priority", "place", "ends_on"]
    assert session.exports.run(tmp_path / "a.csv", query, entity="activities", columns=columns) == 2
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["Llamar,Normal,,2030-01-01", "Feria,High,Pabellón 3,2030-03-02"]
