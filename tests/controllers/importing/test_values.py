"""Single cells read into a record."""

from __future__ import annotations

import pytest

from crm.controllers.importing import values
from crm.controllers.importing.records import Record
from crm.controllers.importing.values import Mark, Reading
from crm.models.fields import Choice, Field, Kind
from crm.utils import dates

WORK = Mark("work")


@pytest.fixture
def record():
    return Record(2, "person")


def _channels(record):
    return [(one.value, one.label) for one in record.channels.values()]


def test_several_emails_in_a_cell_are_several(record):
    values.read_email(record, "ana@x.es; Ana <a2@y.es>", mark=WORK)
    assert _channels(record) == [("ana@x.es", "work"), ("a2@y.es", "work")]


def test_google_writes_several_emails_with_colons(record):
    values.read_email(record, "ana@x.es ::: a2@y.es", mark=WORK)
    assert len(record.channels) == 2


def test_the_same_email_twice_is_one(record):
    values.read_email(record, "ana@x.es; ANA@x.es", mark=WORK)
    assert _channels(record) == [("ana@x.es", "work")]


def test_one_bad_email_does_not_stop_the_other(record):
    with pytest.raises(ValueError, match="no es"):
        values.read_email(record, "ana@x.es; no es", mark=WORK)
    assert _channels(record) == [("ana@x.es", "work")]


def test_two_phones_between_a_stroke_are_two(record):
    values.read_phone(record, "912 345 678 / 612 345 678", mark=WORK, region="ES")
    assert _channels(record) == [("+34912345678", "work"), ("+34612345678", "work")]


def test_a_number_valid_nowhere_is_kept_as_typed(record):
    values.read_phone(record, "555-0100", mark=WORK, region="ES")
    assert _channels(record) == [("555-0100", "work")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana García", ("Ana", "García")),
        ("García Pérez, Ana", ("Ana", "García Pérez")),
        ("María José García López", ("María José", "García López")),
        ("María del Carmen Ruiz", ("María del Carmen", "Ruiz")),
        ("María de los Ángeles Ruiz Díaz", ("María de los Ángeles", "Ruiz Díaz")),
        ("Juan de la Cruz", ("Juan", "de la Cruz")),
        ("Cher", ("Cher", "")),
    ],
)
def test_a_whole_name_is_split(name, parts):
    assert values.split_name(name) == parts


@pytest.mark.parametrize(
    ("word", "status"),
    [("Cliente", "customer"), ("Marketing Qualified Lead", "lead"), ("OPEN_DEAL", "prospect"), ("Baja", "inactive")],
)
def test_statuses_are_known_in_many_words(record, word, status):
    values.read_status(record, word, known=values.status_words(Reading("ES")))
    assert record.values["status"] == status


def test_an_own_word_for_a_status_goes_first(record):
    own = Reading("ES", words={"status": {"cliente": "inactive"}})
    values.read_status(record, "Cliente", known=values.status_words(own))
    assert record.values["status"] == "inactive"


def test_an_unknown_status_is_refused_and_sets_nothing(record):
    with pytest.raises(ValueError, match="Azul"):
        values.read_status(record, "Azul", known=values.status_words(Reading("ES")))
    assert record.values == {}


def test_tags_stand_between_commas_and_google_groups_stay_out(record):
    values.read_tags(record, "VIP, Norte ::: * myContacts", exact=False)
    assert list(record.tags.values()) == ["VIP", "Norte"]


def test_a_tag_in_quotes_may_hold_a_comma(record):
    values.read_tags(record, '"Madrid, centro","VIP"', exact=False)
    assert list(record.tags.values()) == ["Madrid, centro", "VIP"]


def test_an_owner_nobody_knows_is_reported_and_left_empty(record):
    unknown = []
    reading = Reading("ES", {"ana": 7}, unknown_owner=lambda name, place: unknown.append((name, place)))
    values.read_owner(record, "Zoe", header="Dueño", reading=reading)
    assert (unknown, record.values) == ([("Zoe", (2, "Dueño"))], {})


@pytest.mark.parametrize(
    ("kind", "cell", "stored"),
    [
        (Kind.NUMBER, "12.5", 12.5),
        (Kind.MONEY, "1234.50", 123450),
        (Kind.DATE, "2024-03-01", "2024-03-01"),
        (Kind.YES_NO, "Sí", 1),
        (Kind.CHOICE, "rojo", "Rojo"),
        (Kind.TEXT, " x ", " x "),
    ],
)
def test_custom_fields_are_read_by_their_kind(kind, cell, stored):
    choices = (Choice("Rojo", "Rojo"), Choice("Azul", "Azul"))
    field = Field("custom.f1", kind, "F", choices=choices, currency="EUR")
    assert values.field_reader(field, "A", reading=Reading("ES"))(cell) == stored


def test_known_choices_stay_beside_an_unknown_one(record):
    field = Field("custom.f1", Kind.CHOICES, "F", choices=(Choice("Rojo", "Rojo"), Choice("Azul", "Azul")))
    with pytest.raises(ValueError, match="verde"):
        values.read_choices(record, "rojo; verde; AZUL", target=field, reading=Reading("ES"))
    assert record.custom == {"f1": ["Rojo", "Azul"]}


def test_a_name_that_several_users_have_is_nobody(record):
    with pytest.raises(ValueError, match="Several users"):
        values.read_owner(record, "Ana Gil", header="Owner", reading=Reading("ES", {"ana gil": 0}))
    assert record.values == {}


@pytest.mark.parametrize(
    ("cell", "moment"), [("45631.5", "T12:00:00"), ("45631.0", "T00:00:00"), ("45631", "T00:00:00")]
)
def test_the_fraction_of_a_day_of_a_spreadsheet_is_its_time(cell, moment):
    told = dates.to_local(values.read_moment(cell, "A", reading=Reading("ES"))).isoformat()
    assert told.startswith(f"2024-12-05{moment}")


def test_an_unknown_choice_is_refused():
    field = Field("custom.f1", Kind.CHOICE, "F", choices=(Choice("Rojo", "Rojo"),))
    with pytest.raises(ValueError, match="verde"):
        values.field_reader(field, "A", reading=Reading("ES"))("verde")


def test_an_exported_label_tells_its_flags():
    assert values.read_label("Work, opted out") == Mark("work", frozenset({"opted out"}))


def test_words_that_the_mapping_leaves_out_are_no_errors(record):
    field = Field("custom.f1", Kind.CHOICE, "F", choices=(Choice("Rojo", "Rojo"),))
    reading = Reading("ES", words={"custom.f1": {"verde": ""}, "status": {"vivo": ""}})
    values.read_status(record, "Vivo", known=values.status_words(reading))
    values.read_choices(record, "Verde; rojo", target=field, reading=reading)
    assert (values.field_reader(field, "A", reading=reading)("Verde"), record.values) == ("", {})
    assert record.custom == {"f1": ["Rojo"]}


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9.30", "09:30"),
        ("16", "16:00"),
        ("4 pm", "16:00"),
        ("9h30", "09:30"),
        ("0,75", "18:00"),
        ("0.999999", "23:59"),
    ],
)
def test_a_time_of_day_is_read_in_many_forms(text, clock):
    day = dates.to_moment("2024-03-13")
    assert dates.show_moment(values.at_time(day, text))[-5:] == clock


@pytest.mark.parametrize("text", ["soon", "25:00", "1030", "10:75", "13/03/2024"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(ValueError, match="time of day"):
        values.at_time(dates.to_moment("2024-03-13"), text)
