"""From a typed phrase to an activity: whom it names, which deal, and what is planned."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.errors import Invalid
from crm.utils import dates


def clock():
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday


@pytest.fixture
def people(session):
    made = {}
    for first, last in (("Ana", "Gil"), ("Ana", "Ruiz Peña"), ("José", "Muñoz")):
        made[f"{first} {last}"] = session.contacts.add({"first_name": first, "last_name": last})
    made["Acme"] = session.contacts.add({"kind": "company", "company": "Acme"})
    return made


@pytest.fixture
def understand(session):
    return lambda text: session.quick_add.understand(text, clock=clock)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("llamar a Ana Gil mañana a las 10", ("Ana Gil", "")),
        ("call Ana Gil tomorrow 10am", ("Ana Gil", "")),
        ("call ana gil about the offer tomorrow", ("Ana Gil", "about the offer")),
        ("reunión con jose munoz el lunes", ("José Muñoz", "")),
        ("call José tomorrow", ("José Muñoz", "")),
        ("visitar a Acme el martes", ("Acme", "")),
        ("enviar la oferta a Acme", ("Acme", "la oferta")),
        ("call Ana Ruiz Peña", ("Ana Ruiz Peña", "")),
        ("call Gil, Ana tomorrow", ("Ana Gil", "")),
    ],
)
def test_whoever_a_phrase_names_is_found(understand, people, phrase, told):
    found = understand(phrase)
    assert found.contact is not None, found
    assert (found.contact.id, found.subject) == (people[told[0]], told[1])


def test_a_name_several_have_makes_them_candidates(understand, people):
    found = understand("call Ana tomorrow")
    assert found.contact is None
    assert {one.id for one in found.candidates} == {people["Ana Gil"], people["Ana Ruiz Peña"]}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("phrase", ["review the contract", "revisar las facturas de Gil", "call Nobody Known", "!!"])
def test_nobody_is_guessed(understand, phrase):
    found = understand(phrase)
    assert (found.contact, found.candidates) == (None, ())


def test_the_one_open_deal_of_the_contact_is_meant_and_none_of_several(understand, session, people):
    deal = session.opportunities.add({"title": "Obra", "contact_id": people["Ana Gil"]})
    found = understand("call Ana Gil")
    assert found.opportunity is not None
    assert (found.opportunity.id, found.without_deal().opportunity) == (deal, None)
    session.opportunities.add({"title": "Otra", "contact_id": people["Ana Gil"]})
    assert understand("call Ana Gil").opportunity is None


def test_what_was_understood_is_planned(session, understand, people):
    made = session.activities.get(
        session.quick_add.add(understand("llamar a Ana Gil mañana a las 10 media hora urgente"))
    )
    assert (made.type, made.contact_id, made.priority, made.duration_minutes) == ("call", people["Ana Gil"], "high", 30)
    assert (made.due_on, f"{dates.to_local(made.due_at):%H:%M}") == ("2026-11-22", "10:00")


def test_what_repeats_becomes_a_series_in_one_operation(session, understand):
    made = session.activities.get(session.quick_add.add(understand("informe cada lunes")))
    assert (made.type, made.due_on, made.subject) == ("task", "2026-11-23", "informe")
    series = session.series.of_activity(made.id)
    assert series is not None
    assert series.rule == "FREQ=WEEKLY;BYDAY=MO"
    session.history.undo()
    assert session.database.value("SELECT count(*) FROM activities") == 0


def test_a_date_that_does_not_exist_is_refused_with_its_sentence(session, understand):
    with pytest.raises(Invalid, match="does not exist"):
        session.quick_add.add(understand("call Ana 31 february 2027"))


@pytest.mark.parametrize("phrase", ["", "   ", "mañana"])
def test_a_phrase_that_says_nothing_to_do_is_refused(session, understand, phrase):
    with pytest.raises(Invalid, match="to be done"):
        session.quick_add.add(understand(phrase))


@pytest.mark.usefixtures("people")
def test_another_contact_may_be_chosen(understand):
    found = understand("call Ana tomorrow")
    chosen = found.with_contact(found.candidates[0])
    assert chosen.values()["contact_id"] == found.candidates[0].id
    assert chosen.candidates == ()
