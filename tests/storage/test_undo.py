"""Undo of one operation among others: which one comes next, chains, two users, operations in the middle."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from tests.records import newest, picture, second_user


def test_undo_and_redo_give_the_same_bytes(session):
    contact = session.contacts.add({"first_name": "Ana"})
    before = picture(session.database)
    session.contacts.change(contact, {"first_name": "Eva", "email": "eva@example.com", "phone": "612345678"})
    after = picture(session.database)
    session.history.undo()
    assert picture(session.database) == before
    session.history.redo()
    assert picture(session.database) == after


def test_undo_of_an_undo_is_redo(session):
    session.contacts.add({"first_name": "Ana"})
    after = picture(session.database)
    undone = session.history.undo()
    session.history.undo(undone.operation_id)
    assert picture(session.database) == after


def test_fifty_operations_go_back_one_by_one_and_forward_again(session):
    contact = session.contacts.add({"first_name": "Ana"})
    pictures = [picture(session.database)]
    for number in range(50):
        session.contacts.change(contact, {"notes": f"note {number}"})
        pictures.append(picture(session.database))
    for expected in reversed(pictures[:-1]):
        session.history.undo()
        assert picture(session.database) == expected
    for expected in pictures[1:]:
        session.history.redo()
        assert picture(session.database) == expected


def test_one_operation_can_be_undone_and_redone_fifty_times(session):
    session.contacts.add({"first_name": "Ana"})
    after = picture(session.database)
    for _round in range(50):
        session.history.undo()
        session.history.redo()
    assert picture(session.database) == after


def test_an_operation_in_the_middle_is_undone_alone(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {"city": "Soria"})
    middle = newest(session.database)
    session.contacts.change(contact, {"country": "España"})
    session.history.undo(middle)
    kept = session.contacts.get(contact)
    assert (kept.city, kept.country) == ("", "España")


def test_an_undone_operation_is_not_undone_twice(session):
    session.contacts.add({"first_name": "Ana"})
    operation = newest(session.database)
    session.history.undo(operation)
    with pytest.raises(Invalid, match="undone already"):
        session.history.undo(operation)


def test_an_operation_that_never_was_is_not_found(session):
    with pytest.raises(NotFound):
        session.history.undo(999)


def test_with_nothing_done_there_is_nothing_to_undo(session):
    with pytest.raises(Invalid, match="nothing to undo"):
        session.history.undo()


def test_new_work_ends_what_can_be_redone(session):
    session.contacts.add({"first_name": "Ana"})
    session.history.undo()
    session.contacts.add({"first_name": "Eva"})
    assert session.history.can_redo() is None
    with pytest.raises(Invalid, match="nothing to redo"):
        session.history.redo()


def test_each_user_undoes_their_own_newest_operation(session):
    berta = second_user(session)
    mine = session.contacts.add({"first_name": "Mine"})
    hers = berta.contacts.add({"first_name": "Hers"})
    session.history.undo()
    assert [row["id"] for row in session.contacts.rows([mine, hers])] == [hers]
    berta.history.undo()
    assert session.contacts.rows([mine, hers]) == []


def test_a_salesperson_may_not_undo_what_somebody_else_did(session):
    berta = second_user(session)
    session.contacts.add({"first_name": "Mine"})
    with pytest.raises(Denied):
        berta.history.undo(newest(session.database))


def test_a_manager_may_undo_what_somebody_else_did(session):
    carla = second_user(session, "manager")
    contact = session.contacts.add({"first_name": "Mine"})
    carla.history.undo(newest(session.database))
    assert session.contacts.rows([contact]) == []


def test_a_refused_undo_changes_nothing(session):
    berta = second_user(session)
    session.contacts.add({"first_name": "Mine"})
    before, operations = picture(session.database), newest(session.database)
    with pytest.raises(Denied):
        berta.history.undo(operations)
    assert (picture(session.database), newest(session.database)) == (before, operations)


@pytest.mark.slow
def test_twenty_thousand_rows_at_once_go_and_come_back(session):
    before = picture(session.database)
    with session.database.transaction(session.contacts.context.author, "Import", bulk=True):
        rows = [{**_row(number), "email": f"p{number}@example.com"} for number in range(20_000)]
        made = session.database.insert_many("contacts", rows)
        session.database.insert_many("contact_channels", [_mail(*pair) for pair in zip(made, rows, strict=True)])
    after = picture(session.database)
    assert session.history.undo().restored == 40_000
    assert picture(session.database) == before
    session.history.redo()
    assert picture(session.database) == after
    assert session.maintenance.check() == []


def _row(number: int) -> dict[str, object]:
    name = f"person {number:05}"
    return {"kind": "person", "first_name": name, "sort_name": name, "notes": "x"}


def _mail(contact: int, row: dict[str, object]) -> dict[str, object]:
    address = row["email"]
    return {"contact_id": contact, "kind": "email", "value": address, "normal": address, "is_primary": 1}


@pytest.mark.slow
def test_a_change_of_many_goes_and_comes_back(session):
    with session.database.transaction(session.contacts.context.author, "Import", bulk=True):
        made = session.database.insert_many("contacts", [_row(number) for number in range(2_000)])
    before = picture(session.database)
    session.contacts.change_many(list(made), {"status": "customer", "city": "Lugo"})
    after = picture(session.database)
    session.history.undo()
    assert picture(session.database) == before
    session.history.redo()
    assert picture(session.database) == after


def test_an_undo_that_can_take_nothing_back_has_not_happened(session, database):
    ana = session.contacts.add({"first_name": "Ana"})
    added = newest(database)
    session.interactions.add(ana, {"subject": "Hola"})
    operations = database.value("SELECT count(*) FROM operations")
    report = session.history.undo(added)
    assert (report.restored, len(report.kept) > 0) == (0, True)
    assert database.value("SELECT count(*) FROM operations") == operations
    session.history.undo()
    assert session.history.undo().restored > 0
    assert session.contacts.search("ana") == []


def test_what_cannot_be_taken_back_is_passed_over_the_next_time(session):
    colleague = second_user(session, role="manager")
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {"city": "Soria"})
    earlier = newest(session.database)
    session.contacts.change(contact, {"phone": "612345678"})
    colleague.contacts.change(contact, {"phone": "699999999"})
    assert session.history.undo().operation_id == 0
    assert session.history.can_undo().id == earlier
    session.history.undo()
    assert session.contacts.get(contact).city == ""
