"""No table is forgotten by a merge: every foreign key to contacts is walked, and every row counted."""

from __future__ import annotations

from crm.controllers.contact_merge_rows import PARTS
from crm.models.merging import RELATIONS
from crm.storage.changelog import Author, Door
from tests.records import hang_on, picture


def _filled(session) -> tuple[int, int]:
    """Two companies; every table that may point at contacts points at both, in rows that clash and in rows that do
    not."""
    both, tag = session.tags.add("VIP"), session.tags.add("Sur")
    mail = "a@acme.example"
    one = session.contacts.add({"kind": "company", "company": "Acme", "email": mail, "tags": [both]})
    two = session.contacts.add({"kind": "company", "company": "Acme SL", "email": mail, "tags": [both, tag]})
    session.contacts.change(two, {"phone": "+34912345678"})
    third = session.contacts.add({"kind": "company", "company": "Bolt"})
    fourth = session.contacts.add({"kind": "company", "company": "Core"})
    for company in (one, two):
        session.contacts.add({"first_name": "Bea", "company": session.contacts.get(company).company})
        session.interactions.add(company, {"subject": "hola"})
        session.activities.add({"subject": "llamar", "contact_id": company})
        session.opportunities.add({"title": "Obra", "company_id": company})
    with session.database.transaction(Author(None, Door.CLI), "Fill"):
        for company in (one, two):
            alias = {"contact_id": company, "external_source": "HubSpot", "external_id": str(company)}
            session.database.insert("contact_aliases", alias)
            hang_on(session.database, company)
            deal = session.opportunities.add({"title": "Con ella misma"})
            session.database.update("opportunities", deal, {"contact_id": company})  # as files bring it
    session.merging.keep_apart([one, third])
    session.merging.keep_apart([two, third])
    session.merging.keep_apart([two, fourth])
    session.merging.keep_apart([one, two])
    return one, two


def test_every_table_that_points_at_contacts_is_filled_here(session):
    """A table that points at contacts must be filled in `_filled`, so that the next tests mean something."""
    one, two = _filled(session)
    for reference in session.database.references_to("contacts"):
        if reference.column == "other_id":
            continue
        sql = f"SELECT count(*) FROM {reference.table} WHERE {reference.column} = :id"
        counts = [session.database.value(sql, id=company) for company in (one, two)]
        assert min(counts) > 0, f"fill {reference.table}.{reference.column} in _filled"


def test_nothing_points_at_who_was_merged(session):
    one, two = _filled(session)
    session.merging.merge(one, [two])
    for reference in session.database.references_to("contacts"):
        sql = f"SELECT count(*) FROM {reference.table} WHERE {reference.column} = :id"
        assert session.database.value(sql, id=two) == 0, f"{reference.table}.{reference.column}"
    broken = session.maintenance.check()
    assert [one for one in broken if "oferta.pdf" not in one] == []  # a row without its file, as it was filled


def test_no_row_is_lost_but_those_that_say_the_same(session):
    one, two = _filled(session)
    before = {table: len(rows) for table, rows in picture(session.database).items()}
    session.merging.merge(one, [two])
    after = {table: len(rows) for table, rows in picture(session.database).items()}
    # The same address, the same tag, apart from the same third one, and apart from each other.
    same = {"contacts": 1, "contact_channels": 1, "contact_tags": 1, "different_contacts": 2}
    assert after == {table: count - same.get(table, 0) for table, count in before.items()}


def test_every_table_is_as_before_after_the_undo_and_as_after_after_the_redo(session):
    one, two = _filled(session)
    before = picture(session.database)
    session.merging.merge(one, [two])
    after = picture(session.database)
    assert session.history.undo().kept == ()
    assert picture(session.database) == before
    assert session.history.redo().kept == ()
    assert picture(session.database) == after


def test_what_moves_has_a_name_for_people(session):
    tables = {reference.table for reference in session.database.references_to("contacts")}
    assert tables == PARTS | RELATIONS.keys()
