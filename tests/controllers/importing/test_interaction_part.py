"""Interactions of a file, found their contacts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.imports import APPEND, FILL, KEEP, REPLACE, UPDATE
from tests.controllers.files_in import bring_in, everyone, real
from tests.records import picture

HEAD = "Activity ID,Activity Type,Activity Date,Subject,Notes,Contact email\n"
CALL = "A1,Call,2024-03-01 10:30,Oferta,Le interesa,ana@x.es\n"


@pytest.fixture
def ana(session) -> int:
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil", "email": "ana@x.es", "phone": "+34600111222"})


@pytest.fixture
def bring(session, tmp_path):
    def take(text: str, *, create=(), rule="", **options):
        path = tmp_path / "calls.csv"
        path.write_text(text, encoding="utf-8")
        source = session.imports.detect(path)
        mapping = session.imports.propose_afresh(session.imports.open(source), "interactions")
        columns = (replace(one, rule=rule if one.field in ("body", "subject") else "") for one in mapping.columns)
        mapping = replace(mapping, create_missing=frozenset(create), columns=tuple(columns))
        return session.imports.run(source, mapping, **options)

    return take


def test_an_interaction_comes_to_its_contact(session, ana, bring):
    assert bring(HEAD + CALL).created == 1
    [call] = session.interactions.of(ana)
    assert (call.type, call.subject, call.body, call.external_id) == ("call", "Oferta", "Le interesa", "A1")


def test_the_contact_hears_when_it_was_talked_to_last(session, ana, bring):
    bring(HEAD + CALL)
    assert session.contacts.get(ana).last_interaction_at == session.interactions.of(ana)[0].at


@pytest.mark.usefixtures("ana")
def test_the_same_file_twice_creates_nothing(bring):
    nameless = "Tipo,Fecha,Asunto,Correo\nLlamada,01/03/2024,Hola,ana@x.es\nLlamada,13/03/2024,Hola,ana@x.es\n"
    for text in (HEAD + CALL, nameless):
        assert bring(text).failed == 0
        again = bring(text)
        assert (again.created, again.unchanged) == (0, again.rows)


def test_a_contact_nobody_knows_fails_its_row_with_the_reason(session, ana, bring):
    result = bring(HEAD + CALL + "A2,Call,2024-03-02,x,,nobody@x.es\n")
    assert (result.created, result.failed) == (1, 1)
    assert (result.errors[0].row, result.errors[0].column, result.errors[0].value) == (
        3,
        "Contact email",
        "nobody@x.es",
    )
    assert len(session.interactions.of(ana)) == 1


def test_people_are_made_when_that_is_wanted(bring):
    text = HEAD + "A2,Call,2024-03-02,x,,nobody@x.es\nA3,Call,2024-03-03,y,,nobody@x.es\n"
    result = bring(text, create=["contacts"])
    assert (result.created, result.failed, result.errors, result.side_created) == (2, 0, [], {"contacts": 1})


def test_namesakes_are_reported_with_the_candidates_and_not_guessed(session, ana, bring):
    session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Acme"})
    result = bring("Type,Date,Notes,Contact name\nCall,2024-03-01,x,Ana Gil\n", create=["contacts"])
    assert result.failed == 1
    assert f"#{ana}" in result.errors[0].reason


def test_a_company_tells_namesakes_apart(session, ana, bring):
    other = session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Acme"})
    assert bring("Type,Date,Notes,Contact name,Company\nCall,2024-03-01,x,Ana Gil,ACME\n").created == 1
    assert (len(session.interactions.of(other)), len(session.interactions.of(ana))) == (1, 0)


@pytest.mark.parametrize(
    "about", ["Contact phone\nCall,2024-03-01,x,600 111 222", "Contact name\nCall,2024-03-01,x,ANA GIL"]
)
def test_a_contact_is_found_by_other_words(session, ana, bring, about):
    assert bring(f"Type,Date,Notes,{about}\n").created == 1
    assert len(session.interactions.of(ana)) == 1


@pytest.mark.usefixtures("ana")
def test_bad_values_are_reported_and_the_row_comes_in(bring):
    text = "Type,Date,Notes,Minutes,Contact email\nFaxing,2024-03-01,x,-3,ana@x.es\nCall,2999-01-01,y,5,ana@x.es\n"
    result = bring(text)
    assert (result.created, result.failed) == (2, 0)
    assert [(error.row, error.column) for error in result.errors] == [(2, "Type"), (2, "Minutes")]


def test_an_update_replaces_what_differs(session, ana, bring):
    bring(HEAD + CALL)
    changed = HEAD + CALL.replace("Oferta", "Pedido")
    assert bring(changed).unchanged == 1
    assert bring(changed, on_match=UPDATE).updated == 1
    assert session.interactions.of(ana)[0].subject == "Pedido"


def test_undo_of_interactions_restores_every_byte(session, ana, bring):
    session.interactions.add(ana, {"type": "call", "at": "2020-01-01T00:00:00Z"})
    before = picture(session.database)
    bring(HEAD + CALL + "A2,Call,2024-03-02,x,,new@x.es\n", create=["contacts"])
    session.history.undo()
    assert picture(session.database) == before


def test_real_activities_come_to_their_people(session):
    bring_in(session, real("hubspot_dummy/hubspot_contacts.csv"), "contacts")
    result = bring_in(session, real("hubspot_dummy/hubspot_activities.csv"), "interactions")
    assert (result.rows, result.created, result.failed) == (2000, 2000, 0)
    tasks = session.database.value("SELECT count(*) FROM activities WHERE type = 'task'")
    assert (tasks, session.database.value("SELECT count(*) FROM interactions")) == (385, 1615)
    assert result.errors == []
    assert any("385" in sentence for sentence in result.warnings)


@pytest.mark.usefixtures("ana")
def test_interactions_without_a_day_come_in_once_and_none_is_lost(bring):
    text = "Type,Date,Subject,Email\nCall,,Hola,ana@x.es\nCall,,Hola,ana@x.es\nNote,2199-01-01,x,ana@x.es\n"
    assert (bring(text).created, bring(text).unchanged) == (3, 3)


@pytest.mark.usefixtures("ana")
def test_what_is_done_and_still_to_come_is_reported_as_the_file_has_it(bring):
    [error] = bring("Type,Date,Subject,Email,Status\nCall,2199-01-02,Hola,ana@x.es,Done\n").errors
    assert (error.column, error.value) == ("Date", "2199-01-02")


def test_a_person_is_made_with_every_good_address_and_no_bad_one(session, bring):
    text = "Type,Date,Contact,Email\nCall,2024-01-02,Eva,e@x.es; e@y.es\nCall,2024-01-02,Ivo,nope\n"
    result = bring(text, create=["contacts"])
    assert [(one.row, one.column, one.value) for one in result.errors] == [(3, "Email", "nope")]
    found = [[one.value for one in session.contacts.get(row["id"]).channels] for row in everyone(session)]
    assert found == [["e@x.es", "e@y.es"], []]


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        (FILL, ("Oferta", "Le interesa")),
        (KEEP, ("Oferta", "No")),
        (REPLACE, ("", "No")),
        (APPEND, ("Oferta", "Le interesa\nNo")),
    ],
)
def test_columns_have_rules_of_their_own(session, bring, rule, texts):
    bring(HEAD + CALL)
    for _time in range(2):
        bring(HEAD + "A1,Call,2024-03-01 10:30,,No,ana@x.es\n", rule=rule)
    [call] = session.interactions.of(everyone(session)[0]["id"])
    assert (call.subject, call.body) == texts


@pytest.mark.usefixtures("ana")
def test_interactions_without_a_day_or_a_type_are_counted_in_a_warning(bring):
    text = "Type,Date,Subject,Email\nCall,,a,ana@x.es\nFaxing,2024-01-02,b,ana@x.es\n,,c,ana@x.es\n"
    warnings = bring(text).warnings
    assert [one[:16] for one in warnings if "interactions have no" in one] == ["2 interactions h"] * 2
    assert not [one for one in bring(text).warnings if "interaction" in one]


@pytest.mark.usefixtures("ana")
def test_interactions_with_a_day_and_a_type_get_no_warning(bring):
    assert bring(HEAD + CALL).warnings == []


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize("known", [False, True])
def test_an_interaction_is_shown_by_its_contact(bring, known):
    if known:
        bring(HEAD + CALL)
    result = bring(HEAD + CALL + "A2,Call,2024-03-02,x,,new@x.es\n", create=["contacts"], dry_run=True)
    assert [result.outcomes[place].name for place in range(2)] == ["Ana Gil", "new@x.es"]


def test_addresses_of_two_people_made_before_are_reported_with_both(bring):
    people = "Call,2024-01-02,a,Eva,e@x.es\nCall,2024-01-03,b,Ivo,i@x.es\n"
    result = bring(f"Type,Date,Subject,Contact,Email\n{people}Call,2024-01-04,c,,e@x.es; i@x.es\n", create=["contacts"])
    assert (result.created, result.failed) == (2, 1)
    assert "Eva (#" in result.errors[0].reason
    assert "Ivo (#" in result.errors[0].reason
