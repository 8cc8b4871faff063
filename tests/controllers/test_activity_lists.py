"""Lists of activities: text, counts, what belongs to a contact."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils.text import fold
from tests.records import day_ahead


@pytest.fixture
def some(session) -> dict[str, int]:
    ana = session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Molino"})
    luis = session.contacts.add({"first_name": "Luis", "last_name": "Peña"})
    deal = session.opportunities.add({"title": "Ampliación nave", "contact_id": luis})
    return {
        "call": session.activities.add({"subject": "Llamar mañana", "contact_id": ana, "due_on": day_ahead(1)}),
        "visit": session.activities.add({"subject": "Visita", "contact_id": luis, "due_on": day_ahead(-1)}),
        "offer": session.activities.add({"subject": "Oferta", "opportunity_id": deal}),
        "alone": session.activities.add({"subject": "Ordenar papeles"}),
    }


def found(session, typed: str) -> set[int]:
    return set(session.activities.ids(ListQuery(typed)))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("manana", {"call"}),
        ("LLAMAR", {"call"}),
        ("gil", {"call"}),
        ("llamar gil", {"call"}),
        ("gil llam", {"call"}),
        ("molino", {"call"}),
        ("peña", {"visit", "offer"}),
        ("nave", {"offer"}),
        ("nave oferta peña", {"offer"}),
        ("visita gil", set()),
        ("apel", {"alone"}),
        ("%", set()),
        ("'; DROP TABLE activities; --", set()),
        ("  ", {"call", "visit", "offer", "alone"}),
    ],
)
def test_every_word_is_in_the_subject_the_deal_or_the_customer(session, some, typed, names):
    assert found(session, typed) == {some[name] for name in names}


def test_the_search_finds_what_a_scan_of_subjects_finds(session):
    words = ("Ñandú", "ðŁß", "O'Brien", "50 %", "ÉCOLE", "two words", "x_y", "«hola»")
    ids = {word: session.activities.add({"subject": f"a {word} b"}) for word in words}
    for typed in (*words, "an", "o", "w", "é"):
        expected = {one for word, one in ids.items() if all(p in fold(f"a {word} b") for p in fold(typed).split())}
        assert found(session, typed) == expected, typed


def test_text_conditions_and_sort_work_together(session, some):
    late = Condition("when", Operator.ANY, ("overdue",))
    page = session.activities.page(ListQuery("peña", (late,), sort="subject"))
    assert [row["id"] for row in page.rows] == [some["visit"]]


def test_counts_of_all_ranges_are_those_of_each(session, some):
    counts = session.activities.counts()
    for name, count in counts.items():
        query = ListQuery(conditions=(Condition("when", Operator.ANY, (name,)),))
        assert session.activities.count(query) == count, name
    assert (counts["overdue"], counts["tomorrow"], counts["no_date"], counts["open"]) == (1, 1, 2, len(some))


def test_counts_are_capped_and_narrowed(session, some):
    assert session.activities.counts(cap=2)["open"] == 3
    assert session.activities.counts(ListQuery("gil"))["open"] == 1
    assert session.activities.count(ListQuery(), cap=2) == 3
    assert len(some) == 4


def test_the_next_with_a_contact_is_due_first(session, some):
    contact = session.activities.get(some["visit"]).contact_id
    assert session.activities.next_of_contact(contact).id == some["visit"]
    session.activities.complete(some["visit"], log=False)
    assert session.activities.next_of_contact(contact).id == some["offer"]
    assert [one.id for one in session.activities.of_contact(contact)] == [some["offer"], some["visit"]]


def test_the_fields_of_a_form_offer_the_types_in_use(session):
    made = session.interaction_types.add("Visita")
    assert "Visita" in [one.label for one in session.activities.fields()[0].choices]
    session.interaction_types.change(made, active=False)
    assert "Visita" not in [one.label for one in session.activities.fields()[0].choices]


def test_of_a_series_only_the_next_one_is_told(session):
    ana = session.contacts.add({"first_name": "Ana"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": ana})
    values = {"subject": "Semanal", "due_on": day_ahead(1), "opportunity_id": deal}
    session.series.add(values, "FREQ=WEEKLY;COUNT=5")
    [following] = session.activities.of_opportunity(deal)
    assert following.due_on == day_ahead(1)
    assert [one.id for one in session.activities.of_contact(ana)] == [following.id]
    assert sum(entry.title == "Semanal" for entry in session.opportunities.timeline(deal)) == 1


def test_what_completing_logged_is_told_once(session):
    ana = session.contacts.add({"first_name": "Ana"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": ana})
    session.activities.complete(session.activities.add({"subject": "Llamar", "opportunity_id": deal}), "Bien")
    told = [entry for entry in session.opportunities.timeline(deal) if entry.title == "Llamar"]
    assert [(entry.kind, entry.details["outcome"]) for entry in told] == [("call", "Bien")]
