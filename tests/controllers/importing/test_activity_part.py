"""Planned activities of a file."""

from __future__ import annotations

import pytest

from crm.models.imports import REPLACE, UPDATE
from tests.controllers.deals_in import bring, bring_text
from tests.controllers.files_in import counts, real

HEAD = "Activity ID,Type,Subject,Due date,Notes,Owner,Email\n"
CALL = HEAD + "A1,Call,Llamar,2030-01-02,Precio,,ana@x.es\n"
PLAIN = "Type,Subject,Due date,Email\nCall,x,2030-01-01,ana@x.es\nCall,x,2030-01-01,ana@x.es\n"


@pytest.fixture
def ana(session) -> int:
    return session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})


@pytest.fixture
def take(session, tmp_path):
    return lambda text, **options: bring_text(session, tmp_path, text, **options)


def only(session) -> dict:
    [row] = session.database.all("SELECT * FROM activities")
    return row


def test_an_activity_comes_to_its_contact_with_all_it_says(session, ana, take):
    assert counts(take(CALL)) == (1, 0, 0, 0, 0)
    row = only(session)
    names = ("type", "subject", "due_on", "description", "contact_id", "external_id", "completed_at")
    assert [row[name] for name in names] == ["call", "Llamar", "2030-01-02", "Precio", ana, "A1", ""]


@pytest.mark.usefixtures("ana")
def test_the_same_file_twice_creates_nothing(take):
    for text in (CALL, PLAIN):
        created = take(text).created
        assert counts(take(text)) == (0, 0, created, 0, 0)


@pytest.mark.usefixtures("ana")
def test_two_rows_alike_are_two_activities(take):
    assert take(PLAIN).created == 2


@pytest.mark.usefixtures("ana")
def test_an_update_replaces_and_filling_does_not(session, take):
    take(CALL)
    changed = CALL.replace("2030-01-02", "2031-01-02")
    assert (take(changed).unchanged, take(changed, on_match=UPDATE).updated) == (1, 1)
    assert only(session)["due_on"] == "2031-01-02"


@pytest.mark.usefixtures("ana")
def test_a_blank_cell_clears_where_that_was_said(session, take):
    take(CALL)
    take(CALL.replace("Precio", ""), rules={"body": REPLACE})
    assert only(session)["description"] == ""


PLACED = "Tipo,Asunto,Vencimiento,Prioridad,Lugar,Duración,Correo\n"


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize(
    ("word", "level"),
    [("Alta", "high"), ("URGENTE", "high"), ("medium", "normal"), ("Baja", "low"), ("1", "high"), ("", "normal")],
)
def test_priority_and_place_come_in(session, take, word, level):
    assert take(f"{PLACED}Reunión,Visita,2030-01-02,{word},Sala 2,30,ana@x.es\n").errors == []
    assert (only(session)["priority"], only(session)["place"]) == (level, "Sala 2")


@pytest.mark.usefixtures("ana")
def test_a_priority_nobody_knows_is_reported_and_the_row_comes_in(session, take):
    result = take(f"{PLACED}Reunión,Visita,2030-01-02,zzz,,30,ana@x.es\n")
    assert [(one.column, one.value) for one in result.errors] == [("Prioridad", "zzz")]
    assert only(session)["priority"] == "normal"


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize("minutes", ["-5", "1.5", "9999999"])
def test_a_length_that_cannot_be_is_left_out_and_reported(session, take, minutes):
    result = take(f"{PLACED}Reunión,Visita,2030-01-02,,,{minutes},ana@x.es\n")
    assert [one.column for one in result.errors] == ["Duración"]
    assert only(session)["duration_minutes"] is None


@pytest.mark.usefixtures("ana")
def test_what_follows_is_filled_and_kept_in_step(session, take):
    take(CALL)
    assert (only(session)["ends_on"], only(session)["sort_subject"]) == ("2030-01-02", "llamar")
    take(CALL.replace("2030-01-02", "2031-01-02").replace("Llamar", "Ñandú"), on_match=UPDATE)
    assert (only(session)["ends_on"], only(session)["sort_subject"]) == ("2031-01-02", "nandu")


@pytest.mark.usefixtures("ana")
def test_another_day_takes_the_reminders_along(session, take):
    take(CALL)
    activity = only(session)["id"]
    session.activities.change(activity, {"reminders": [0]})
    take(CALL.replace("2030-01-02", "2031-01-02"), on_match=UPDATE)
    assert session.database.value("SELECT at FROM reminders")[:4] == "2031"


def test_an_activity_that_leads_to_nobody_comes_in_and_that_is_reported(session, take):
    result = take(CALL)
    assert (result.created, result.errors[0].column, only(session)["contact_id"]) == (1, "Email", None)


def test_a_row_that_says_nothing_to_do_fails(take):
    assert counts(take("Activity ID,Type,Subject,Due date,Email\nA1,Call,,,\n")) == (0, 0, 0, 0, 1)


@pytest.mark.usefixtures("ana")
def test_undo_takes_activities_back(session, take):
    take(CALL)
    session.history.undo()
    assert session.database.value("SELECT count(*) FROM activities") == 0


def test_the_real_activities_are_parted_and_all_linked(session):
    bring(session, real("hubspot_dummy/hubspot_contacts.csv"))
    result = bring(session, real("hubspot_dummy/hubspot_activities.csv"))
    rows = session.database.all(
        "SELECT completed_at <> '' AS done, count(*) AS n FROM activities GROUP BY 1 ORDER BY 1"
    )
    assert (counts(result), [(row["done"], row["n"]) for row in rows]) == ((2000, 0, 0, 0, 0), [(0, 321), (1, 64)])
    assert session.database.value("SELECT count(*) FROM activities WHERE contact_id IS NULL") == 0
    assert bring(session, real("hubspot_dummy/hubspot_activities.csv")).unchanged == 2000
