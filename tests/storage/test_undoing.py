"""What an undo keeps and lists, because another operation changed or used it since; and what comes back whole."""

from __future__ import annotations

from crm.models.contacts import Channel
from crm.models.fields import Kind
from crm.storage.changelog import Author, Door
from tests.controllers.files_in import bring_text
from tests.records import hang_on, newest, picture


def tell(report) -> str:
    return " | ".join(report.kept)


# Created rows


def test_a_created_contact_edited_since_stays_with_its_channels_and_tags(session):
    tag = session.tags.add("VIP")
    contact = session.contacts.add({"first_name": "Ana", "email": "ana@example.com", "tags": [tag]})
    added = newest(session.database)
    session.contacts.change(contact, {"city": "Soria"})
    report = session.history.undo(added)
    kept = session.contacts.get(contact)
    assert [one.value for one in kept.channels] == ["ana@example.com"]
    assert [one.id for one in kept.tags] == [tag]
    assert report.restored == 0
    assert "Ana" in tell(report)


def test_a_created_company_somebody_was_linked_to_since_stays_with_its_channels(session):
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "hola@acme.example"})
    added = newest(session.database)
    session.contacts.add({"first_name": "Bea", "company": "Acme"})
    report = session.history.undo(added)
    assert [one.value for one in session.contacts.get(company).channels] == ["hola@acme.example"]
    assert "Acme" in tell(report)


def test_a_created_company_goes_when_only_the_same_operation_linked_to_it(session):
    person = session.contacts.add({"first_name": "Bea"})
    before = picture(session.database)
    with session.database.transaction(session.contacts.context.author, "Import"):
        session.contacts.add({"kind": "company", "company": "Acme"})
        session.contacts.change(person, {"company": "Acme"})
    report = session.history.undo()
    assert report.kept == ()
    assert picture(session.database) == before


def test_a_created_contact_somebody_logged_a_call_with_since_stays(session):
    contact = session.contacts.add({"first_name": "Ana"})
    added = newest(session.database)
    logged = session.interactions.add(contact, {"subject": "hola"})
    report = session.history.undo(added)
    assert session.interactions.get(logged).contact_id == contact
    assert "Ana" in tell(report)


def test_a_created_tag_put_on_contacts_since_stays(session):
    contact = session.contacts.add({"first_name": "Ana"})
    tag = session.tags.add("VIP")
    added = newest(session.database)
    session.contacts.add_tags([contact], [tag])
    report = session.history.undo(added)
    assert [one.id for one in session.contacts.get(contact).tags] == [tag]
    assert "VIP" in tell(report)


def test_of_an_import_only_the_rows_untouched_since_go(session):
    with session.database.transaction(session.contacts.context.author, "Import"):
        first = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
        second = session.contacts.add({"first_name": "Eva", "email": "eva@example.com"})
    imported = newest(session.database)
    session.contacts.change(first, {"city": "Soria"})
    report = session.history.undo(imported)
    assert [row["id"] for row in session.contacts.rows([first, second])] == [first]
    assert session.contacts.get(first).channels[0].value == "ana@example.com"
    assert "Eva" not in tell(report)


# Changed rows


def test_fields_changed_since_are_kept_and_named_and_the_others_restored(session):
    contact = session.contacts.add({"first_name": "Ana", "city": "Lugo", "country": "Francia"})
    session.contacts.change(contact, {"city": "Soria", "country": "España"})
    edited = newest(session.database)
    session.contacts.change(contact, {"city": "Ávila"})
    report = session.history.undo(edited)
    kept = session.contacts.get(contact)
    assert (kept.city, kept.country) == ("Ávila", "Francia")
    assert "City" in tell(report)
    assert "Country" not in tell(report)


def test_a_custom_field_changed_since_is_kept_and_the_others_restored(session):
    for label in ("Talla", "Color"):
        session.fields.add(label, Kind.TEXT)
    size, color = (f"custom.{one.key}" for one in session.fields.all())
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {size: "L", color: "rojo"})
    edited = newest(session.database)
    session.contacts.change(contact, {size: "XL"})
    report = session.history.undo(edited)
    assert session.contacts.get(contact).custom == {size.removeprefix("custom."): "XL"}
    assert "Talla" in tell(report)


def test_a_row_changed_since_never_takes_its_old_version_back(session):
    contact = session.contacts.add({"first_name": "Ana"})
    stale = session.contacts.rows([contact])[0]["version"]
    with session.database.transaction(session.contacts.context.author, "Edit twice"):
        session.contacts.change(contact, {"city": "Soria"})
        session.contacts.change(contact, {"state": "Soria"})
    edited = newest(session.database)
    session.contacts.change(contact, {"country": "España"})
    session.history.undo(edited)
    assert session.contacts.rows([contact])[0]["version"] not in (stale, edited)


def test_an_undo_that_mixes_two_names_keeps_list_and_search_right(session):
    contact = session.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    session.contacts.change(contact, {"first_name": "Eva"})
    edited = newest(session.database)
    session.contacts.change(contact, {"last_name": "Mora"})
    session.history.undo(edited)
    assert session.contacts.get(contact).sort_name == "ana mora"
    assert [row["id"] for row in session.contacts.search("ana mora")] == [contact]


def test_a_company_and_its_link_are_taken_back_together_or_not_at_all(session):
    first, second = (session.contacts.add({"kind": "company", "company": name}) for name in ("Uno", "Dos"))
    person = session.contacts.add({"first_name": "Ana", "company": "Uno"})
    session.contacts.change(person, {"company": "Dos"})
    moved = newest(session.database)
    session.contacts.change(person, {"company": "Tres"})
    session.history.undo(moved)
    kept = session.contacts.get(person)
    assert (kept.company, kept.company_id) == ("Tres", None)
    assert first != second


def test_a_link_goes_back_although_its_company_was_renamed_since(session):
    first, second = (session.contacts.add({"kind": "company", "company": name}) for name in ("Uno", "Dos"))
    person = session.contacts.add({"first_name": "Ana", "company": "Uno"})
    session.contacts.change(person, {"company": "Dos"})
    moved = newest(session.database)
    session.contacts.change(second, {"company": "Dos SL"})
    session.contacts.change(first, {"company": "Uno SL"})
    session.history.undo(moved)
    kept = session.contacts.get(person)
    assert (kept.company, kept.company_id) == ("Uno SL", first)


def test_a_person_who_comes_back_wears_the_name_their_company_has_now(session):
    company = session.contacts.add({"kind": "company", "company": "Uno"})
    person = session.contacts.add({"email": "ana@uno.example", "company": "Uno"})
    session.contacts.remove([person])
    removed = newest(session.database)
    session.contacts.change(company, {"company": "Dos"})
    session.history.undo(removed)
    assert session.contacts.get(person).company == "Dos"


def test_a_changed_contact_removed_since_is_listed(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {"city": "Soria"})
    edited = newest(session.database)
    session.contacts.remove([contact])
    report = session.history.undo(edited)
    assert "no longer there" in tell(report)
    assert session.contacts.rows([contact]) == []


def test_a_link_to_a_company_removed_since_stays_empty_and_is_listed(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    person = session.contacts.add({"first_name": "Bea", "company": "Acme"})
    session.contacts.change(person, {"company": "Otra"})
    edited = newest(session.database)
    session.contacts.remove([company])
    report = session.history.undo(edited)
    assert session.contacts.get(person).company_id is None
    assert "Bea" in tell(report)
    assert session.maintenance.check() == []


def test_a_name_another_tag_took_since_is_kept_away_and_listed(session):
    tag = session.tags.add("Norte")
    session.tags.change(tag, name="Sur")
    renamed = newest(session.database)
    session.tags.add("Norte")
    report = session.history.undo(renamed)
    assert sorted(one.name for one in session.tags.all()) == ["Norte", "Sur"]
    assert "Sur" in tell(report)


# Removed rows


def test_a_removed_contact_comes_back_with_everything_that_hung_on_it(session):
    tag = session.tags.add("VIP")
    company = session.contacts.add({"kind": "company", "company": "Acme", "tags": [tag]})
    session.contacts.add({"first_name": "Bea", "company": "Acme", "email": "bea@acme.example"})
    session.interactions.add(company, {"subject": "hola"})
    before = picture(session.database)
    session.contacts.remove([company])
    assert session.history.undo().kept == ()
    assert picture(session.database) == before


def test_a_company_removed_with_its_people_comes_back_linked(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    person = session.contacts.add({"first_name": "Bea", "company": "Acme"})
    before = picture(session.database)
    for order in ([company, person], [person, company]):
        session.contacts.remove(order)
        session.history.undo()
        assert picture(session.database) == before


def test_a_removed_tag_made_again_since_is_listed_and_not_doubled(session):
    tag = session.tags.add("VIP")
    contact = session.contacts.add({"first_name": "Ana", "tags": [tag]})
    session.tags.remove(tag)
    removed = newest(session.database)
    session.tags.add("vip")
    report = session.history.undo(removed)
    assert [one.name for one in session.tags.all()] == ["vip"]
    assert session.contacts.get(contact).tags == ()
    assert report.kept


def test_a_call_whose_contact_went_since_stays_away_and_is_listed(session):
    contact = session.contacts.add({"first_name": "Ana"})
    logged = session.interactions.add(contact, {"subject": "hola"})
    session.interactions.remove(logged)
    removed = newest(session.database)
    session.contacts.remove([contact])
    report = session.history.undo(removed)
    assert report.restored == 0
    assert report.kept
    assert session.maintenance.check() == []


def test_a_contact_whose_outside_number_was_given_away_stays_away_and_is_listed(session):
    contact = session.contacts.add({"first_name": "Ana", "external_id": "7"})
    session.contacts.remove([contact])
    removed = newest(session.database)
    session.contacts.add({"first_name": "Eva", "external_id": "7"})
    report = session.history.undo(removed)
    assert report.kept
    assert session.contacts.rows([contact]) == []


# What follows from interactions


def test_undoing_an_old_call_leaves_the_time_of_the_newer_one(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.interactions.add(contact, {"at": "2020-01-20T09:00:00Z"})
    first = newest(session.database)
    session.interactions.add(contact, {"at": "2020-01-25T09:00:00Z"})
    report = session.history.undo(first)
    assert session.contacts.get(contact).last_interaction_at == "2020-01-25T09:00:00Z"
    assert report.kept == ()


def test_undoing_the_newest_call_finds_an_earlier_one_logged_later(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.interactions.add(contact, {"at": "2020-01-25T09:00:00Z"})
    first = newest(session.database)
    session.interactions.add(contact, {"at": "2020-01-20T09:00:00Z"})
    session.history.undo(first)
    assert session.contacts.get(contact).last_interaction_at == "2020-01-20T09:00:00Z"


# Every foreign key


def test_removing_a_contact_reaches_every_table_that_points_at_contacts(session):
    """A table that points at contacts must be filled here, so that the next test means something."""
    _filled(session)
    for reference in session.database.references_to("contacts"):
        sql = f"SELECT count(*) FROM {reference.table} WHERE {reference.column} IS NOT NULL"
        assert session.database.value(sql) > 0, f"fill {reference.table}.{reference.column} in _filled"


def test_what_points_at_a_removed_contact_is_let_go_logged_and_brought_back(session):
    contact = _filled(session)
    before = picture(session.database)
    session.contacts.remove([contact])
    for reference in session.database.references_to("contacts"):
        sql = f"SELECT count(*) FROM {reference.table} WHERE {reference.column} = :id"
        assert session.database.value(sql, id=contact) == 0
    session.history.undo()
    assert picture(session.database) == before


def _filled(session) -> int:
    """A contact that every table which may point at contacts points at."""
    tag = session.tags.add("VIP")
    first = session.contacts.add({"first_name": "Bea"})
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "a@acme.example", "tags": [tag]})
    last = session.contacts.add({"first_name": "Bea", "company": "Acme"})
    session.interactions.add(company, {"subject": "hola"})
    session.activities.add({"subject": "llamar", "contact_id": company})
    session.opportunities.add({"title": "Obra", "company_id": company})
    deal = session.opportunities.add({"title": "Con ella misma"})
    with session.database.transaction(Author(None, Door.CLI), "Fill"):
        session.database.update("opportunities", deal, {"contact_id": company})  # as files bring it
        alias = {"contact_id": company, "external_source": "HubSpot", "external_id": "7"}
        session.database.insert("contact_aliases", alias)
        hang_on(session.database, company)
        for one, other in ((first, company), (company, last)):
            pair = {"one_id": min(one, other), "other_id": max(one, other)}
            session.database.insert("different_contacts", pair)
    return company


# What the plain fields show of the channels


def test_an_address_brought_back_beside_a_newer_one_stands_second(session):
    contact = session.contacts.add({"first_name": "Ana", "email": "old@example.com"})
    session.contacts.change(contact, {"email": ""})
    emptied = newest(session.database)
    session.contacts.change(contact, {"email": "new@example.com"})
    session.history.undo(emptied)
    kept = session.contacts.get(contact)
    assert kept.email == "new@example.com"
    assert {one.value: one.is_primary for one in kept.channels} == {"new@example.com": True, "old@example.com": False}


def test_when_the_primary_address_goes_the_next_one_is_shown(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {"email": "first@example.com"})
    added = newest(session.database)
    channels = [*session.contacts.get(contact).channels, Channel("email", "second@example.com")]
    session.contacts.change(contact, {}, channels=channels)
    session.history.undo(added)
    kept = session.contacts.get(contact)
    assert (kept.email, [one.is_primary for one in kept.channels]) == ("second@example.com", [True])


def test_a_company_made_with_its_people_comes_back_linked_when_that_is_done_again(session, tmp_path):
    bring_text(session, tmp_path, "Kind,Name,Company\nPerson,Ana Gil,Acme\nCompany,,Acme\n")
    before = picture(session.database)
    session.history.undo()
    session.history.redo()
    assert picture(session.database) == before
