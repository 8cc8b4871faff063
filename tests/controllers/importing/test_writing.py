"""Merging rows into records, and what is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.controllers import contact_rows
from crm.controllers.importing.records import Record
from crm.controllers.importing.writing import primaries, settled, shown
from crm.models.contacts import Channel
from tests.controllers.files_in import bring_text, everyone

CHANNELS = st.lists(
    st.builds(
        Channel,
        st.sampled_from(["email", "phone", "link"]),
        st.sampled_from(["a@x.es", "B@x.es", "+34912345678", "612", "acme.es"]),
        st.sampled_from(["work", "mobile", "", "home"]),
        st.booleans(),
    ),
    max_size=6,
)


@given(CHANNELS)
def test_channels_are_settled_as_a_form_does_it(channels):
    record = Record(2, "person")
    for channel in channels:
        record.add_channel(channel)
    theirs = contact_rows.settle(record.channels.values())
    assert settled(record) == theirs


@given(CHANNELS)
def test_plain_fields_show_what_a_form_shows(channels):
    record = Record(2, "person")
    for channel in channels:
        record.add_channel(channel)
    own = list(record.channels.values())
    assert shown(own, primaries(own)) == contact_rows.mirrored(contact_rows.settle(own))


def test_filling_leaves_what_is_there(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email,City,State\nAna Paz,a@x.es,Vigo,\n")
    bring_text(session, tmp_path, "Name,Email,City,State\nAna Paz,a@x.es,Lugo,Galicia\n")
    assert (everyone(session)[0]["city"], everyone(session)[0]["state"]) == ("Vigo", "Galicia")


def test_filling_adds_another_number_without_showing_it_first(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email,Phone\nAna Paz,a@x.es,912345678\n")
    bring_text(session, tmp_path, "Name,Email,Phone\nAna Paz,a@x.es,912345679\n")
    row = everyone(session)[0]
    assert row["phone"] == "+34912345678"
    assert len(session.contacts.get(row["id"]).channels) == 3


def test_updating_replaces_and_shows_the_new_number_first(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email,Phone,City\nAna Paz,a@x.es,912345678,Vigo\n")
    bring_text(session, tmp_path, "Name,Email,Phone,City\nAna Paz,a@x.es,912345679,Lugo\n", on_match="update")
    row = everyone(session)[0]
    assert (row["phone"], row["city"]) == ("+34912345679", "Lugo")
    assert len(session.contacts.get(row["id"]).channels) == 3


def test_an_empty_cell_never_empties_a_field(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email,City\nAna Paz,a@x.es,Vigo\n")
    result = bring_text(session, tmp_path, "Name,Email,City\nAna Paz,a@x.es,\n", on_match="update")
    assert (result.unchanged, everyone(session)[0]["city"]) == (1, "Vigo")


def test_updating_the_name_of_a_company_reaches_its_people(session, tmp_path):
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "info@acme.es"})
    person = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    assert session.contacts.get(person).company_id == company
    bring_text(
        session, tmp_path, "Company Name,Email\nAcme Iberia,info@acme.es\n", entity="companies", on_match="update"
    )
    assert session.contacts.get(person).company == "Acme Iberia"


def test_new_records_take_the_defaults_of_custom_fields(session, tmp_path):
    from crm.models.fields import Kind

    session.fields.add("Zona", Kind.TEXT, default="Norte")
    bring_text(session, tmp_path, "Name,Zona\nAna,\nLuis,Sur\n")
    assert sorted(value for row in everyone(session) for value in row["custom"].values()) == ["Norte", "Sur"]


def test_an_imported_contact_is_like_one_typed(session, tmp_path):
    typed = session.contacts.add(
        {
            "first_name": "Ana",
            "last_name": "Paz",
            "email": "ana@x.es",
            "phone": "912 345 678",
            "mobile_phone": "612345678",
            "website": "https://ana.es",
            "city": "León",
        }
    )
    bring_text(
        session,
        tmp_path,
        "First Name,Last Name,Email,Phone,Mobile,Website,City\n"
        "Ana,Paz,ana@x.es,912 345 678,612345678,https://ana.es,León\n",
        on_match="create",
    )
    made = max(row["id"] for row in everyone(session))
    ours, theirs = session.contacts.get(made), session.contacts.get(typed)
    assert ours.sort_name == theirs.sort_name
    assert {name: value for name, value in ours.values().items() if not name.endswith("_at")} == {
        name: value for name, value in theirs.values().items() if not name.endswith("_at")
    }
    assert [one.value for one in ours.channels] == [one.value for one in theirs.channels]
    assert [one.label for one in ours.channels] == [one.label for one in theirs.channels]


def test_the_people_of_a_renamed_company_are_sorted_by_its_new_name(session, tmp_path):
    company = session.contacts.add({"kind": "company", "company": "Zeta Obras", "email": "hola@zeta.es"})
    person = session.contacts.add({"company": "Zeta Obras"})
    bring_text(
        session, tmp_path, "Company name,Email\nÁbaco Zeta,hola@zeta.es\n", entity="companies", on_match="update"
    )
    assert session.contacts.get(company).company == "Ábaco Zeta"
    row = session.database.one("SELECT company, sort_name FROM contacts WHERE id = :id", id=person)
    assert (row["company"], row["sort_name"]) == ("Ábaco Zeta", "abaco zeta")
