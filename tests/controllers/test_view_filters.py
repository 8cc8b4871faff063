"""Saved views as filters: of their own entity and across, one inside the other, gone ones and circles."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.boards import BoardQuery
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.session import Session
from crm.storage.changelog import to_json
from tests.records import second_user

MADRID = Condition("city", Operator.ANY, ("Madrid",))


def kept(session: Session, name: str, query: ListQuery, *, entity: str = "contacts", shared: bool = False) -> int:
    return session.views.add(name, {"query": query.to_plain()}, entity=entity, shared=shared)


def within(*view_ids: int, operator: Operator = Operator.ANY, text: str = "") -> ListQuery:
    return ListQuery(text, (Condition("view", operator, view_ids),))


@pytest.fixture
def ana(session: Session) -> int:
    return session.contacts.add({"first_name": "Ana", "city": "Madrid", "status": "customer"})


@pytest.fixture
def berta(session: Session) -> int:
    return session.contacts.add({"first_name": "Berta", "city": "Lugo", "status": "customer"})


@pytest.fixture
def madrid(session: Session) -> int:
    return kept(session, "Madrid", ListQuery(conditions=(MADRID,)))


def deal(session: Session, **values: object) -> int:
    return session.opportunities.add({"title": "Oferta", **values})


def test_contacts_are_narrowed_by_a_view(session, ana, berta, madrid):
    assert list(session.contacts.ids(within(madrid))) == [ana]
    assert list(session.contacts.ids(within(madrid, operator=Operator.NONE))) == [berta]


def test_a_filter_takes_the_id_as_text_too(session, ana, berta, madrid):
    assert berta
    assert list(session.contacts.ids(within(str(madrid)))) == [ana]


def test_any_of_two_views_is_either(session, ana, berta, madrid):
    lugo = kept(session, "Lugo", ListQuery(conditions=(Condition("city", Operator.ANY, ("Lugo",)),)))
    assert set(session.contacts.ids(within(madrid, lugo))) == {ana, berta}


def test_who_moves_to_madrid_is_in_the_view_from_then_on(session, ana, berta, madrid):
    session.contacts.change(berta, {"city": "Madrid"})
    assert set(session.contacts.ids(within(madrid))) == {ana, berta}


def test_the_text_of_a_view_narrows_beside_the_text_of_the_list(session, ana, berta):
    wanted = session.contacts.add({"first_name": "Ana", "last_name": "Ríos"})
    session.contacts.change(berta, {"last_name": "Ríos"})
    rivers = kept(session, "Ríos", ListQuery("rios"))
    assert list(session.contacts.ids(within(rivers, text="ana"))) == [wanted]
    assert ana


def test_opportunities_are_narrowed_by_their_contact_or_their_company(session, ana, berta, madrid):
    acme = session.contacts.add({"kind": "company", "company": "Acme", "city": "Madrid"})
    wanted = {deal(session, contact_id=ana), deal(session, contact_id=berta, company_id=acme)}
    other = deal(session, contact_id=berta)
    assert set(session.opportunities.ids(within(madrid))) == wanted
    assert list(session.opportunities.ids(within(madrid, operator=Operator.NONE))) == [other]


def test_opportunities_without_a_customer_are_in_no_view(session, madrid):
    lone = deal(session)
    assert list(session.opportunities.ids(within(madrid, operator=Operator.NONE))) == [lone]


def test_opportunities_are_narrowed_by_views_of_their_own(session, ana):
    big = kept(
        session, "Big", ListQuery(conditions=(Condition("value", Operator.AFTER, (500,)),)), entity="opportunities"
    )
    wanted = deal(session, contact_id=ana, value=1000, currency="EUR")
    deal(session, contact_id=ana, value=100, currency="EUR")
    assert list(session.opportunities.ids(within(big))) == [wanted]
    assert session.opportunities.totals(within(big))[0].value == 1000


def test_contacts_are_narrowed_by_views_of_their_opportunities(session, ana, berta):
    open_ones = kept(
        session, "Open", ListQuery("oferta", (Condition("status", Operator.ANY, ("open",)),)), entity="opportunities"
    )
    deal(session, contact_id=ana)
    assert list(session.contacts.ids(within(open_ones))) == [ana]
    assert list(session.contacts.ids(within(open_ones, operator=Operator.NONE))) == [berta]


def test_activities_are_narrowed_by_their_contact(session, ana, berta, madrid):
    wanted = session.activities.add({"type": "call", "subject": "A", "contact_id": ana})
    session.activities.add({"type": "call", "subject": "B", "contact_id": berta})
    assert list(session.activities.ids(within(madrid))) == [wanted]


def test_activities_are_narrowed_by_views_of_their_opportunity_and_their_own(session, ana):
    view = kept(session, "Offers", ListQuery("oferta"), entity="opportunities")
    calls = kept(session, "Calls", ListQuery("x", (Condition("type", Operator.ANY, ("call",)),)), entity="activities")
    wanted = session.activities.add({"type": "call", "subject": "x", "opportunity_id": deal(session, contact_id=ana)})
    session.activities.add({"type": "call", "subject": "x"})
    both = ListQuery(conditions=(*within(view).conditions, *within(calls).conditions))
    assert list(session.activities.ids(both)) == [wanted]


def test_a_view_inside_a_view_narrows_too(session, ana, berta, madrid):
    session.contacts.add({"first_name": "Carla", "city": "Madrid", "status": "lead"})
    inner = (Condition("status", Operator.ANY, ("customer",)), *within(madrid).conditions)
    both = kept(session, "Customers in Madrid", ListQuery(conditions=inner))
    assert list(session.contacts.ids(within(both))) == [ana]
    assert berta


def test_deals_of_customers_whose_deals_are_in_a_view(session, ana, berta):
    won = kept(session, "Titled", ListQuery("grande"), entity="opportunities")
    buyers = kept(session, "Buyers", within(won))
    wanted = {deal(session, title="Grande", contact_id=ana), deal(session, contact_id=ana)}
    deal(session, contact_id=berta)
    assert set(session.opportunities.ids(within(buyers))) == wanted


def test_a_removed_view_is_told_in_a_sentence(session, madrid):
    session.views.remove(madrid)
    with pytest.raises(Invalid, match="no longer there"):
        session.contacts.ids(within(madrid))


def test_a_view_narrowed_by_a_removed_one_is_named(session, madrid):
    outer = kept(session, "Outer", within(madrid))
    session.views.remove(madrid)
    with pytest.raises(Invalid, match="Outer is narrowed by a view that is no longer there"):
        session.contacts.ids(within(outer))


def test_a_view_cannot_be_changed_to_be_narrowed_by_itself(session, madrid):
    outer = kept(session, "Outer", within(madrid))
    with pytest.raises(Invalid, match="Madrid would be narrowed by itself"):
        session.views.change(madrid, definition={"query": within(outer).to_plain()})
    assert session.views.all()[0].definition["query"]["conditions"][0][0] == "city"


def test_a_circle_made_elsewhere_is_told_in_a_sentence(session, database, madrid):
    outer = kept(session, "Outer", within(madrid))
    with database.transaction(session.views.context.author, "x"):
        plain = within(outer).to_plain()
        database.update("saved_views", madrid, {"definition": to_json({"query": plain})})
    with pytest.raises(Invalid, match="narrowed by itself"):
        session.contacts.ids(within(madrid))


def test_a_view_of_activities_cannot_narrow_contacts(session):
    view = kept(session, "Calls", ListQuery(), entity="activities")
    with pytest.raises(Invalid, match="lists something else"):
        session.contacts.ids(within(view))


def test_somebody_elses_own_view_is_not_there_but_a_shared_one_is(session, ana, madrid):
    other = second_user(session, "manager")
    with pytest.raises(Invalid):
        other.contacts.ids(within(madrid))
    shared = kept(session, "Shared", within(madrid), shared=True)
    assert list(other.contacts.ids(within(shared))) == [ana]


def test_many_are_changed_through_a_view(session, ana, berta, madrid):
    session.contacts.change_many(session.contacts.ids(within(madrid)), {"status": "inactive"})
    assert session.contacts.get(ana).status == "inactive"
    assert session.contacts.get(berta).status == "customer"


def test_the_board_is_narrowed_by_a_view(session, ana, berta, madrid):
    deal(session, contact_id=ana)
    deal(session, contact_id=berta)
    pipeline = session.pipelines.default()
    board = session.opportunities.board(BoardQuery(pipeline.id, within(madrid)))
    assert sum(column.count for column in board.columns) == 1
