"""Contacts read page by page for an export."""

from __future__ import annotations

from array import array

import pytest

from crm.controllers.exporting import pages
from crm.controllers.exporting.columns import Column, columns
from crm.controllers.exporting.pages import Cancelled, Pages
from crm.models.contacts import FIELDS, Channel
from crm.models.lists import ListQuery


def _pages(session, ids=None, progress=lambda _done: True):
    wanted = session.contacts.ids(ListQuery()) if ids is None else array("q", ids)
    return Pages(session.database, wanted, progress=progress)


def _cells(session, names, ids=None):
    chosen = columns(FIELDS, names, extent=_pages(session, ()).extent(), typed=False)
    return [list(cells) for cells in _pages(session, ids).cells(chosen)]


def test_the_cells_come_in_the_order_of_the_ids(session):
    one, two = (session.contacts.add({"first_name": name}) for name in ("Ana", "Eva"))
    assert _cells(session, ["first_name"], [two, one]) == [["Eva"], ["Ana"]]


def test_a_contact_that_is_gone_meanwhile_is_left_out(session):
    one = session.contacts.add({"first_name": "Ana"})
    assert _cells(session, ["first_name"], [one, 99]) == [["Ana"]]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"first_name": "Ana", "last_name": "Paz"}, "Ana Paz"),
        ({"last_name": "Paz"}, "Paz"),
        ({"email": "ana@x.es", "company": "Acme"}, "ana@x.es"),
        ({"kind": "company", "company": "Acme"}, "Acme"),
    ],
)
def test_the_name_is_the_one_that_is_shown(session, values, name):
    session.contacts.add(values)
    assert _cells(session, ["name"])[-1] == [name] == [session.contacts.get(1).name]


def test_tags_stand_in_their_order(session):
    session.contacts.add({"first_name": "Ana", "tags": [session.tags.add(name) for name in ("Zeta", "Ámbar")]})
    assert _cells(session, ["tags"]) == [["Ámbar, Zeta"]]


def test_words_stand_for_kind_and_status(session):
    session.contacts.add({"first_name": "Ana", "status": "customer"})
    assert _cells(session, ["kind", "status"]) == [["Person", "Customer"]]


def test_people_come_with_channels_and_tags(session):
    session.contacts.add({"first_name": "Ana", "email": "a@x.es", "tags": [session.tags.add("VIP")]})
    [person] = _pages(session).people()
    assert (person.row["first_name"], person.channels[0].value, list(person.tags)) == ("Ana", "a@x.es", ["VIP"])


def test_a_reader_is_told_how_many_are_done_and_may_stop(session):
    session.contacts.add({"first_name": "Ana"})
    heard = []

    def progress(done):
        heard.append(done)
        return done == 0

    with pytest.raises(Cancelled):
        list(_pages(session, progress=progress).cells([Column("Nothing")]))
    assert heard == [0, 1]


def test_channels_as_they_are_typed_need_no_labels(session):
    session.contacts.add({"first_name": "Ana", "email": "a@x.es", "phone": "912345678", "mobile_phone": "612345678"})
    found = _pages(session, ()).extent()
    assert (found.labelled, dict(found.further)) == (frozenset(), {})


@pytest.mark.parametrize(
    ("channels", "labelled", "further"),
    [
        ([Channel("email", "a@x.es", "home")], {"email"}, {}),
        ([Channel("email", "a@x.es", "work"), Channel("email", "b@x.es", "work")], {"email"}, {"email": 1}),
        ([Channel("phone", "+34912345678", "work", opted_out=True)], {"phone"}, {}),
        ([Channel("link", "https://a.es"), Channel("link", "https://b.es")], {"link"}, {"link": 1}),
        ([Channel("phone", "+34612345678", "mobile", True), Channel("phone", "+34912345678", "work")], {"phone"}, {}),
    ],
)
def test_unusual_channels_need_labels_and_columns(session, channels, labelled, further):
    session.contacts.add({"first_name": "Ana"}, channels=channels)
    found = _pages(session, ()).extent()
    assert (found.labelled, dict(found.further)) == (labelled, further)


def test_a_file_without_contacts_reaches_nowhere(session):
    assert _pages(session, ()).extent().further == {}


def test_a_reader_may_stop_while_the_channels_are_looked_at(session):
    session.contacts.add({"first_name": "Ana", "email": "a@x.es"})
    with pytest.raises(Cancelled):
        _pages(session, (), progress=lambda _done: False).extent()


def test_every_stretch_of_contacts_counts(session, monkeypatch):
    monkeypatch.setattr(pages, "_STRETCH", 1)
    session.contacts.add({"first_name": "Ana"}, channels=[Channel("link", "https://a.es"), Channel("link", "b.es")])
    session.contacts.add({"first_name": "Eva", "email": "eva@x.es"})
    assert _pages(session, ()).extent().further == {"link": 1}
