"""Filters against plain Python: every operator on every kind of field, alone and together."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest

from crm.controllers.contact_queries import FILTERS
from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils import dates
from crm.utils.text import fold
from tests.controllers.files_in import bring_text

TEXTS = ("first_name", "city", "country", "source", "notes", "email", "phone", "company", "kind", "status")


def found(crowd, *conditions: Condition) -> set[int]:
    return set(crowd.session.contacts.ids(ListQuery(conditions=conditions)))


def meant(crowd, name: str, test) -> set[int]:
    """The contacts whose value of a field passes a test, by walking all of them."""
    return {one for one in crowd.ids if test(crowd.values(one).get(name))}


def own(crowd, *kinds: Kind) -> list[str]:
    return [crowd.fields[kind] for kind in kinds]


def some(values: set[Any]) -> tuple[Any, ...]:
    return tuple(sorted((one for one in values if one not in (None, "")), key=str))[:2]


def known(crowd, name: str) -> set[Any]:
    return {crowd.values(one).get(name) for one in crowd.ids}


SINGLE = (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.YES_NO, Kind.CHOICE, Kind.EMAIL)
SINGLE += (Kind.PHONE, Kind.LINK)
ORDERED = (Kind.NUMBER, Kind.MONEY, Kind.DATE)


def test_any_and_none_compare_the_whole_value(crowd):
    for name in (*TEXTS, "assigned_to", *own(crowd, *SINGLE)):
        wanted = some(known(crowd, name))
        expected = meant(crowd, name, lambda value, wanted=wanted: value in wanted)
        assert found(crowd, Condition(name, Operator.ANY, wanted)) == expected
        assert found(crowd, Condition(name, Operator.NONE, wanted)) == set(crowd.ids) - expected


def test_any_with_nobody_finds_what_has_no_value(crowd):
    for name in ("assigned_to", *own(crowd, *SINGLE)):
        wanted = (None, *some(known(crowd, name))[:1])
        expected = meant(crowd, name, lambda value, wanted=wanted: value in wanted)
        assert found(crowd, Condition(name, Operator.ANY, wanted)) == expected
        assert found(crowd, Condition(name, Operator.NONE, wanted)) == set(crowd.ids) - expected


def test_any_of_nothing_is_nothing_and_none_of_nothing_is_all(crowd):
    for name in ("city", "tags", *crowd.fields.values()):
        assert found(crowd, Condition(name, Operator.ANY, ())) == set()
        assert found(crowd, Condition(name, Operator.NONE, ())) == set(crowd.ids)


def test_any_of_multiple_choices_looks_into_the_list(crowd):
    name = crowd.fields[Kind.CHOICES]
    for wanted in (("rojo",), ('di"cho',), ("a,b", "azul claro"), ("a",), ("roj",)):
        expected = meant(crowd, name, lambda value, wanted=wanted: set(wanted) & set(value or ()))
        assert found(crowd, Condition(name, Operator.ANY, wanted)) == expected
        assert found(crowd, Condition(name, Operator.NONE, wanted)) == set(crowd.ids) - expected


def test_empty_and_filled_share_all_contacts(crowd):
    for name in (*TEXTS, "assigned_to", "last_interaction_at", "tags", *crowd.fields.values()):
        expected = meant(crowd, name, lambda value: value in (None, "", []))
        assert found(crowd, Condition(name, Operator.EMPTY)) == expected
        assert found(crowd, Condition(name, Operator.FILLED)) == set(crowd.ids) - expected


def test_a_multiple_choice_that_was_cleared_is_empty(crowd):
    name = crowd.fields[Kind.CHOICES]
    filled = next(one for one in crowd.ids if crowd.values(one).get(name))
    crowd.session.contacts.change(filled, {name: []})
    assert filled in found(crowd, Condition(name, Operator.EMPTY))


@pytest.mark.parametrize("typed", ["a", "Á", "ana", "%", "_", "'", "田", "ΣΟΦ", "ł", "", "example.com", "5"])
def test_contains_ignores_case_and_accents(crowd, typed):
    for name in (*TEXTS, *own(crowd, Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.EMAIL, Kind.LINK)):
        expected = meant(crowd, name, lambda value: fold(typed) in fold(value or ""))
        assert found(crowd, Condition(name, Operator.CONTAINS, (typed,))) == expected


def test_before_after_and_between_compare_numbers_and_days(crowd):
    for name in own(crowd, *ORDERED):
        values = sorted(value for value in known(crowd, name) if value is not None)
        low, high = values[1], values[-2] if len(values) > 3 else values[-1]
        real = {one: crowd.values(one)[name] for one in crowd.ids if crowd.values(one).get(name) is not None}
        assert found(crowd, Condition(name, Operator.BEFORE, (high,))) == {i for i, v in real.items() if v < high}
        assert found(crowd, Condition(name, Operator.AFTER, (low,))) == {i for i, v in real.items() if v > low}
        between = {i for i, v in real.items() if low <= v <= high}
        assert found(crowd, Condition(name, Operator.BETWEEN, (low, high))) == between


@pytest.mark.parametrize("zone", ["UTC", "Europe/Madrid", "America/Mexico_City"])
def test_a_day_compared_with_moments_is_the_day_where_the_user_is(crowd, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    name = "last_interaction_at"
    days = {}
    for one in crowd.ids:
        if moment := crowd.values(one)[name]:
            days[one] = dates.to_local(moment).date().isoformat()
    middle = sorted(days.values())[len(days) // 2]
    assert found(crowd, Condition(name, Operator.BEFORE, (middle,))) == {i for i, d in days.items() if d < middle}
    assert found(crowd, Condition(name, Operator.AFTER, (middle,))) == {i for i, d in days.items() if d > middle}
    same_day = {i for i, d in days.items() if d == middle}
    assert found(crowd, Condition(name, Operator.BETWEEN, (middle, middle))) == same_day
    monkeypatch.undo()
    time.tzset()


def test_older_than_days_includes_never(crowd):
    contact, other, *_rest = crowd.ids
    today = date.fromisoformat(dates.today())
    for one, days in ((contact, 3), (other, 40)):
        for logged in crowd.session.interactions.of(one):
            crowd.session.interactions.remove(logged.id)
        day = (today - timedelta(days=days)).isoformat()
        crowd.session.interactions.add(one, {"at": f"{day}T12:00:00Z"})
    older = found(crowd, Condition("last_interaction_at", Operator.OLDER_THAN_DAYS, (30,)))
    never = found(crowd, Condition("last_interaction_at", Operator.NEVER))
    assert other in older
    assert contact not in older
    assert never < older
    assert never == meant(crowd, "last_interaction_at", lambda value: not value)


def test_days_of_an_own_date_are_counted_without_the_clock(crowd):
    name, (first, second, *_rest) = crowd.fields[Kind.DATE], crowd.ids
    today = date.fromisoformat(dates.today())
    crowd.session.contacts.change(first, {name: (today - timedelta(days=10)).isoformat()})
    crowd.session.contacts.change(second, {name: (today - timedelta(days=11)).isoformat()})
    older = found(crowd, Condition(name, Operator.OLDER_THAN_DAYS, (10,)))
    assert second in older
    assert first not in older


def test_tags_are_any_none_empty_or_filled(crowd):
    wanted = tuple(crowd.tags[:2])
    worn = meant(crowd, "tags", lambda value: set(value) & set(wanted))
    assert found(crowd, Condition("tags", Operator.ANY, wanted)) == worn
    assert found(crowd, Condition("tags", Operator.NONE, wanted)) == set(crowd.ids) - worn


def test_conditions_together_narrow(crowd):
    conditions = (
        Condition("status", Operator.NONE, ("inactive",)),
        Condition("city", Operator.CONTAINS, ("sevilla",)),
        Condition("tags", Operator.FILLED),
        Condition(crowd.fields[Kind.NUMBER], Operator.FILLED),
    )
    alone = [found(crowd, one) for one in conditions]
    assert found(crowd, *conditions) == set.intersection(*alone)


def test_every_filter_of_the_dictionary_is_a_column(crowd):
    for name in FILTERS:
        assert found(crowd, Condition(name, Operator.FILLED)) <= set(crowd.ids)


def test_an_unknown_field_is_refused(session):
    for name in ("nothing", "custom.f99", "id; DROP TABLE contacts"):
        with pytest.raises(Invalid):
            session.contacts.ids(ListQuery(conditions=(Condition(name, Operator.FILLED),)))


@pytest.mark.parametrize(
    ("operator", "values"),
    [
        (Operator.BEFORE, ()),
        (Operator.CONTAINS, ()),
        (Operator.BETWEEN, ("2024-01-01",)),
        (Operator.BEFORE, ("2024-13-45",)),
        (Operator.AFTER, ("abc",)),
        (Operator.AFTER, (None,)),
        (Operator.BETWEEN, ("2024-01-01", "soon, perhaps")),
        (Operator.OLDER_THAN_DAYS, ("abc",)),
        (Operator.OLDER_THAN_DAYS, (float("inf"),)),
    ],
)
def test_a_condition_without_a_usable_value_is_refused_by_name(session, operator, values):
    with pytest.raises(Invalid) as refused:
        session.contacts.ids(ListQuery(conditions=(Condition("created_at", operator, values),)))
    assert list(refused.value.fields) == ["created_at"]


def test_a_value_with_quotes_is_a_value(session):
    contact = session.contacts.add({"first_name": "'; DROP TABLE contacts; --"})
    condition = Condition("first_name", Operator.ANY, ("'; DROP TABLE contacts; --",))
    assert list(session.contacts.ids(ListQuery(conditions=(condition,)))) == [contact]


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Mexico_City"])
def zone(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("operator", "values", "all_of_them"),
    [
        (Operator.AFTER, ("9999-12-31",), False),
        (Operator.BEFORE, ("9999-12-31",), True),
        (Operator.AFTER, ("0001-01-01",), True),
        (Operator.BEFORE, ("0001-01-01",), False),
        (Operator.BETWEEN, ("0001-01-01", "9999-12-31"), True),
        (Operator.OLDER_THAN_DAYS, (10**9,), False),
        (Operator.OLDER_THAN_DAYS, (-(10**9),), True),
        (Operator.OLDER_THAN_DAYS, (30.0,), False),
    ],
)
def test_the_ends_of_the_calendar_are_days_like_others(session, operator, values, all_of_them):
    contact = session.contacts.add({"first_name": "Ana"})
    listed = list(session.contacts.ids(ListQuery(conditions=(Condition("created_at", operator, values),))))
    assert listed == ([contact] if all_of_them else [])


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.NUMBER, Kind.MONEY])
def test_what_an_own_field_cannot_be_compared_with_is_said(crowd, kind):
    with pytest.raises(Invalid, match="abc is not a"):
        found(crowd, Condition(crowd.fields[kind], Operator.AFTER, ("abc",)))


def test_a_number_or_a_day_written_otherwise_is_the_same(crowd):
    number, day = crowd.fields[Kind.NUMBER], crowd.fields[Kind.DATE]
    assert found(crowd, Condition(number, Operator.AFTER, ("2",))) == found(
        crowd, Condition(number, Operator.AFTER, (2,))
    )
    assert found(crowd, Condition(day, Operator.AFTER, ("20240131",))) == found(
        crowd, Condition(day, Operator.AFTER, ("2024-01-31",))
    )


def test_the_contacts_an_import_created_are_listed_and_no_others(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})
    result = bring_text(session, tmp_path, "Nombre,Correo\nAna,ana@x.es\nEva,eva@x.es\n", on_match="update")
    query = ListQuery(conditions=(Condition("imported_by", Operator.ANY, (result.operation,)),))
    assert [row["name"] for row in session.contacts.rows(session.contacts.ids(query))] == ["Eva"]


def test_the_contacts_an_import_logged_interactions_with_are_listed_too(session, tmp_path):
    for name in ("Ana", "Ivo"):
        session.contacts.add({"first_name": name, "email": f"{name.lower()}@x.es"})
    text = "Activity Type,Activity Date,Subject,Contact email\nCall,2024-03-01,Hola,ana@x.es\n"
    result = bring_text(session, tmp_path, text, entity="interactions")
    query = ListQuery(conditions=(Condition("imported_by", Operator.ANY, (result.operation,)),))
    assert [row["name"] for row in session.contacts.rows(session.contacts.ids(query))] == ["Ana"]


def _celebrating(session, *born):
    return [session.contacts.add({"first_name": "Ana", "birthday": one}) for one in born]


def _comes_round(session, days):
    query = ListQuery(conditions=(Condition("birthday", Operator.COMES_ROUND, (days,)),))
    return list(session.contacts.ids(query))


def test_birthdays_are_found_by_their_day_of_the_year(session):
    today = date.fromisoformat(dates.today())
    born = [f"1972-{(today + timedelta(days=ahead)):%m-%d}" for ahead in (0, 3, 8, -1)]
    ids = _celebrating(session, *born, "")
    assert _comes_round(session, 0) == ids[:1]
    assert _comes_round(session, 3) == ids[:2]
    assert _comes_round(session, 8) == ids[:3]
    assert sorted(_comes_round(session, 366)) == ids[:4]


def test_a_filter_of_birthdays_needs_a_number(session):
    with pytest.raises(Invalid):
        _comes_round(session, "soon")


def test_birthdays_are_sorted_by_their_day_of_the_year(session):
    ids = _celebrating(session, "1990-12-24", "", "1950-01-06", "2001-06-15")
    found = session.contacts.ids(ListQuery(sort="birthday"))
    assert list(found) == [ids[2], ids[3], ids[0], ids[1]]
