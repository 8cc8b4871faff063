"""Lists: pages cover exactly all ids in every order, also while rows go; counts, rows, suggestions."""

from __future__ import annotations

import pytest

from crm.controllers.contact_queries import SORTS
from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils.text import fold


def walk(contacts, query: ListQuery, limit: int = 7) -> list[int]:
    """Every id, page by page."""
    found, place = [], None
    for _page in range(200):
        page = contacts.page(query, after=place, limit=limit)
        found += [row["id"] for row in page.rows]
        if page.next is None:
            return found
        place = page.next
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_cover_every_id_once_in_order(crowd, sort, descending):
    query = ListQuery(sort=sort, descending=descending)
    ids = list(crowd.session.contacts.ids(query))
    assert sorted(ids) == crowd.ids
    assert walk(crowd.session.contacts, query) == ids


@pytest.mark.parametrize("descending", [False, True])
def test_pages_cover_every_id_once_by_each_own_field(crowd, descending):
    for name in crowd.fields.values():
        query = ListQuery(sort=name, descending=descending)
        ids = list(crowd.session.contacts.ids(query))
        assert sorted(ids) == crowd.ids
        assert walk(crowd.session.contacts, query) == ids


def test_descending_is_ascending_backwards(crowd):
    for sort in SORTS:
        ascending = list(crowd.session.contacts.ids(ListQuery(sort=sort)))
        assert list(crowd.session.contacts.ids(ListQuery(sort=sort, descending=True))) == ascending[::-1]


@pytest.mark.parametrize("field", ["city", "state", "source", "company", "first_name"])
def test_texts_are_sorted_without_regard_to_case_and_accents(crowd, field):
    rows = crowd.session.contacts.rows(crowd.session.contacts.ids(ListQuery(sort=field)))
    shown = [fold(row[field]) for row in rows]
    assert shown == sorted(shown)


def test_equal_values_are_sorted_by_name(crowd):
    rows = crowd.session.contacts.rows(crowd.session.contacts.ids(ListQuery(sort="city")))
    places = [(fold(row["city"]), row["sort_name"], row["id"]) for row in rows]
    assert places == sorted(places)


def test_own_numbers_are_sorted_as_numbers(crowd):
    name = crowd.fields[Kind.NUMBER]
    rows = crowd.session.contacts.rows(crowd.session.contacts.ids(ListQuery(sort=name)))
    shown = [
        row["custom"][name.removeprefix("custom.")] for row in rows if name.removeprefix("custom.") in row["custom"]
    ]
    assert shown == sorted(shown)


@pytest.mark.parametrize("sort", ["name", "city", "status"])
def test_rows_removed_between_pages_make_no_other_row_missing(crowd, sort):
    contacts, query = crowd.session.contacts, ListQuery(sort=sort)
    ids = list(contacts.ids(query))
    first = contacts.page(query, limit=10)
    contacts.remove([ids[9], ids[3], ids[12]])
    rest = contacts.page(query, after=first.next, limit=1000)
    assert [row["id"] for row in rest.rows] == [one for one in ids[10:] if one != ids[12]]


def test_rows_added_between_pages_repeat_no_row(crowd):
    contacts, query = crowd.session.contacts, ListQuery()
    first = contacts.page(query, limit=10)
    contacts.add({"first_name": "AAA"})
    second = contacts.page(query, after=first.next, limit=10)
    assert not {row["id"] for row in first.rows} & {row["id"] for row in second.rows}


def test_pages_of_a_search_cover_what_it_finds(crowd):
    query = ListQuery("a")
    ids = list(crowd.session.contacts.ids(query))
    assert len(ids) > 20
    assert walk(crowd.session.contacts, query) == ids


def test_a_search_goes_on_when_its_last_row_is_gone(crowd):
    contacts, query = crowd.session.contacts, ListQuery("a")
    ids = list(contacts.ids(query))
    first = contacts.page(query, limit=10)
    contacts.remove([ids[9]])
    second = contacts.page(query, after=first.next, limit=10)
    assert [row["id"] for row in second.rows] == ids[10:20]


def test_a_search_may_be_sorted_and_filtered(crowd):
    condition = Condition("status", Operator.ANY, ("customer",))
    best = set(crowd.session.contacts.ids(ListQuery("a", (condition,))))
    by_city = list(crowd.session.contacts.ids(ListQuery("a", (condition,), "city")))
    assert set(by_city) == best
    assert best == {
        one for one in crowd.session.contacts.ids(ListQuery("a")) if crowd.values(one)["status"] == "customer"
    }


@pytest.mark.parametrize("typed", ["a", "an", "ana", "5", "jos", "o b"])
@pytest.mark.parametrize("ranked", [1, 8, 25])
def test_a_search_that_ranks_few_still_lists_all_once(crowd, typed, ranked):
    everyone = set(crowd.session.contacts.ids(ListQuery(typed)))
    crowd.session.contacts.ranked = ranked
    ids = list(crowd.session.contacts.ids(ListQuery(typed)))
    assert (len(ids), set(ids)) == (len(everyone), everyone)
    assert walk(crowd.session.contacts, ListQuery(typed)) == ids


def test_those_behind_the_ranked_ones_stand_by_name(crowd):
    crowd.session.contacts.ranked = 5
    rows = crowd.session.contacts.rows(crowd.session.contacts.ids(ListQuery("a"))[5:])
    places = [(row["sort_name"], row["id"]) for row in rows]
    assert places == sorted(places)


@pytest.mark.parametrize("ranked", [1, 8, 25])
@pytest.mark.parametrize("sort", ["", "city"])
def test_a_filtered_search_that_ranks_few_leaves_nobody_out(crowd, ranked, sort):
    query = ListQuery("a", (Condition("status", Operator.ANY, ("customer",)),), sort)
    everyone = set(crowd.session.contacts.ids(query))
    crowd.session.contacts.ranked = ranked
    assert set(walk(crowd.session.contacts, query, limit=3)) == everyone
    assert crowd.session.contacts.count(query) == len(everyone)


def test_a_few_among_many_are_found_by_a_filter_beside_the_text(session):
    session.contacts.ranked = 10
    with session.database.transaction(session.contacts.context.author, "Many"):
        for number in range(40):
            city = "Toledo" if number < 3 else "Soria"
            session.contacts.add({"first_name": "Maria", "last_name": f"{99 - number}", "city": city})
    query = ListQuery("maria", (Condition("city", Operator.ANY, ("Toledo",)),))
    assert [row["city"] for row in session.contacts.page(query).rows] == ["Toledo"] * 3
    assert session.contacts.count(ListQuery("maria")) == 40


def test_a_search_goes_on_beyond_the_ranked_ones_when_its_last_row_is_gone(crowd):
    contacts, query = crowd.session.contacts, ListQuery("a")
    contacts.ranked = 10
    ids = list(contacts.ids(query))
    first = contacts.page(query, limit=15)
    contacts.remove([ids[14]])
    assert [row["id"] for row in contacts.page(query, after=first.next, limit=5).rows] == ids[15:20]


def test_an_empty_list_has_one_empty_page(session):
    page = session.contacts.page(ListQuery())
    assert (page.rows, page.next) == ([], None)


def test_an_unknown_order_is_refused(session):
    with pytest.raises(Invalid, match="sorted by nothing"):
        session.contacts.page(ListQuery(sort="nothing"))


def test_the_count_is_the_number_of_ids(crowd):
    for query in (ListQuery(), ListQuery("a"), ListQuery(conditions=(Condition("city", Operator.EMPTY),))):
        assert crowd.session.contacts.count(query) == len(crowd.session.contacts.ids(query))


def test_a_capped_count_says_one_more_than_the_cap(crowd):
    assert crowd.session.contacts.count(ListQuery(), cap=10) == 11
    assert crowd.session.contacts.count(ListQuery("a"), cap=10) == 11
    assert crowd.session.contacts.count(ListQuery(), cap=1000) == len(crowd.ids)


def test_rows_come_in_the_order_asked_without_those_that_are_gone(crowd):
    wanted = [crowd.ids[5], 99_999, crowd.ids[1], crowd.ids[30]]
    assert [row["id"] for row in crowd.session.contacts.rows(wanted)] == [crowd.ids[5], crowd.ids[1], crowd.ids[30]]


def test_a_row_shows_owner_tags_and_own_fields(session):
    session.fields.add("Talla", Kind.TEXT)
    key = session.fields.all()[0].key
    tag = session.tags.add("VIP")
    values = {"first_name": "Ana", "assigned_to": session.user.id, "tags": [tag], f"custom.{key}": "L"}
    row = session.contacts.rows([session.contacts.add(values)])[0]
    assert (row["name"], row["owner"], row["custom"]) == ("Ana", session.user.name, {key: "L"})
    assert [one.name for one in row["tags"]] == ["VIP"]


def test_people_of_a_company_are_listed_by_name(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    for name in ("Zoe", "Ángel"):
        session.contacts.add({"first_name": name, "company": "ACME"})
    session.contacts.add({"first_name": "Otra", "company": "Acmé"})
    rows = session.contacts.rows(session.contacts.people_of(company))
    assert [row["name"] for row in rows] == ["Ángel", "Zoe"]


def test_companies_are_suggested_however_many_people_have_such_a_name(session):
    for number in range(220):
        session.contacts.add({"first_name": "Maria", "last_name": f"{number:03}"})
    company = session.contacts.add({"kind": "company", "company": "María e Hijos"})
    assert session.contacts.suggest_companies("mari") == [(company, "María e Hijos")]


def test_companies_are_suggested_by_any_part_of_their_name(session):
    company = session.contacts.add({"kind": "company", "company": "Hijos de María"})
    assert session.contacts.suggest_companies("aría") == [(company, "Hijos de María")]
    assert session.contacts.suggest_companies("  ") == []


def test_fields_of_the_business_stand_behind_the_built_in_ones(session):
    session.fields.add("Talla", Kind.TEXT)
    assert session.contacts.fields()[-1].label == "Talla"
