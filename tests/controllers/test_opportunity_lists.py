"""Lists of deals: what text finds, what is counted, what a search gives first."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery


@pytest.fixture
def some(deals):
    """Five deals, two of them with customers."""
    contacts = deals.session.contacts
    company = contacts.add({"kind": "company", "company": "Panadería Ñu"})
    person = contacts.add({"first_name": "José", "last_name": "Águila", "email": "jose@example.com"})
    return {
        "harina": deals.add("Harina de trigo"),
        "trigo": deals.add("Trigo en saco", stage="lost"),
        "agua": deals.add("Água mineral", company_id=company),
        "sal": deals.add("Sal", contact_id=person),
        "obra": deals.add("Reforma de la harinera"),
    }


def found(deals, typed: str, *conditions: Condition) -> set[int]:
    query = ListQuery(typed, conditions)
    assert deals.session.opportunities.count(query) == len(deals.session.opportunities.ids(query))
    return set(deals.session.opportunities.ids(query))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("trigo", {"harina", "trigo"}),
        ("TRIGO de", {"harina"}),
        ("hari", {"harina", "obra"}),
        ("agua", {"agua"}),
        ("panaderia", {"agua"}),
        ("aguila", {"sal"}),
        ("jose@example", {"sal"}),
        ("nadie", set()),
        ("%", set()),
        ("'", set()),
    ],
)
def test_a_text_finds_titles_and_the_deals_of_its_customers(deals, some, typed, names):
    assert found(deals, typed) == {some[name] for name in names}


def test_text_and_conditions_narrow_together(deals, some):
    assert found(deals, "trigo", Condition("status", Operator.ANY, ("lost",))) == {some["trigo"]}


def test_a_text_of_nothing_but_blanks_finds_everything(deals, some):
    assert found(deals, "  ") == set(some.values())


@pytest.mark.usefixtures("some")
def test_a_search_gives_titles_that_begin_so_first_then_open_ones(deals):
    titles = [row["title"] for row in deals.session.opportunities.search("trigo")]
    assert titles == ["Trigo en saco", "Harina de trigo"]
    closed = deals.add("Más trigo", stage="lost")
    assert [row["id"] for row in deals.session.opportunities.search("trigo")][-1] == closed
    assert deals.session.opportunities.search(" ") == []
    assert len(deals.session.opportunities.search("a", limit=2)) == 2


@pytest.mark.usefixtures("some")
def test_a_count_may_stop_at_a_cap(deals):
    assert deals.session.opportunities.count(ListQuery(), cap=3) == 4
    assert deals.session.opportunities.count(ListQuery(), cap=9) == 5


def test_own_fields_stand_behind_the_built_in_ones(deals):
    deals.session.fields.add("Zona", Kind.TEXT, entity="opportunities")
    deals.session.fields.add("Talla", Kind.TEXT)
    names = [field.name for field in deals.session.opportunities.fields()]
    assert (names[0], names[-1], "custom.f2" in names) == ("title", "custom.f1", False)


@pytest.mark.usefixtures("some")
def test_the_last_page_says_so(deals):
    page = deals.session.opportunities.page(ListQuery(sort="title"), limit=3)
    rest = deals.session.opportunities.page(ListQuery(sort="title"), after=page.next, limit=3)
    assert ([len(page.rows), len(rest.rows)], rest.next) == ([3, 2], None)
    assert rest.rows[-1]["title"] == "Trigo en saco"
