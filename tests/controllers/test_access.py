"""Who may do what: every public method of every controller against every role, and the transaction around a write."""

from __future__ import annotations

import pytest

from crm.controllers.access import Controller
from crm.errors import Denied, Invalid
from crm.models.fields import Kind
from crm.models.users import PERMISSIONS, ROLES
from crm.session import Session
from tests.records import newest, picture, second_user

CONTROLLERS = (
    "overview",
    "contacts",
    "tags",
    "interactions",
    "opportunities",
    "activities",
    "fields",
    "views",
    "history",
    "users",
    "settings",
    "maintenance",
)
# The permission each method needs; reads are what is not named here.
WRITES = {
    "contacts": ("add", "change", "change_many", "add_tags", "remove_tags", "remove"),
    "tags": ("add", "add_along", "change", "remove"),
    "interactions": ("add", "change", "remove"),
    "opportunities": (
        "add",
        "change",
        "change_many",
        "move",
        "put",
        "redate",
        "snooze",
        "add_tags",
        "remove_tags",
        "remove",
    ),
    "activities": ("add", "change", "complete", "remove"),
    "fields": ("add", "change", "move", "redefine", "change_kind", "remove"),
    "views": ("add", "change", "remove"),
    "history": ("undo", "redo"),
    "users": ("add", "change"),
    "settings": ("set",),
    "maintenance": ("rebuild_search",),
}
AREAS = {"maintenance": "settings", "overview": "contacts"}
ROLE_NAMES = [role.value for role in ROLES]


def methods(session: Session) -> list[tuple[str, str]]:
    """Every public method of a session's controllers that is not the base class's own."""
    found = []
    for name in CONTROLLERS:
        controller = getattr(session, name)
        own = [one for one in dir(type(controller)) if not one.startswith("_") and not hasattr(Controller, one)]
        found += [(name, one) for one in own if callable(getattr(controller, one))]
    return found


def is_denied(session: Session, controller: str, method: str) -> bool:
    """Whether the door is shut; a call that passes it ends for lack of arguments, or reads."""
    try:
        getattr(getattr(session, controller), method)()
    except Denied:
        return True
    except (TypeError, Invalid):
        return False
    return False


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_every_method_is_open_or_shut_as_the_role_says(session, role):
    other = second_user(session, role)
    wrong = []
    for controller, method in methods(session):
        verb = "write" if method in WRITES.get(controller, ()) else "read"
        permission = f"{verb} {AREAS.get(controller, controller)}"
        if is_denied(other, controller, method) == (permission in PERMISSIONS[role]):
            wrong.append(f"{role}: {controller}.{method} ({permission})")
    assert wrong == []


def test_every_write_named_here_exists(session):
    known = methods(session)
    assert [(name, one) for name, writes in WRITES.items() for one in writes if (name, one) not in known] == []


def test_a_reader_reads_everything(session):
    contact = session.contacts.add({"first_name": "Ana"})
    reader = second_user(session, "reader")
    assert reader.contacts.get(contact).first_name == "Ana"


@pytest.mark.parametrize("role", ["reader"])
def test_a_refused_write_leaves_nothing(session, role):
    contact = session.contacts.add({"first_name": "Ana"})
    other = second_user(session, role)
    before, operations = picture(session.database), newest(session.database)
    for work in (
        lambda: other.contacts.change(contact, {"city": "Soria"}),
        lambda: other.contacts.remove([contact]),
        lambda: other.tags.add("VIP"),
        lambda: other.interactions.add(contact, {}),
        lambda: other.fields.add("Talla", Kind.TEXT),
        other.history.undo,
    ):
        with pytest.raises(Denied, match="Reader only allows reading"):
            work()
    assert (picture(session.database), newest(session.database)) == (before, operations)


def test_a_salesperson_changes_only_own_contacts_and_those_of_nobody(session):
    berta = second_user(session)
    mine, nobodys, others = (
        session.contacts.add({"first_name": name, "assigned_to": owner})
        for name, owner in (("Mine", berta.user.id), ("Nobody", None), ("Other", session.user.id))
    )
    tag = session.tags.add("VIP")
    for contact in (mine, nobodys):
        berta.contacts.change(contact, {"city": "Soria"})
        berta.contacts.add_tags([contact], [tag])
        berta.contacts.remove_tags([contact], [tag])
    before = picture(session.database)
    for work in (
        lambda: berta.contacts.change(others, {"city": "Soria"}),
        lambda: berta.contacts.change_many([mine, others], {"city": "Vigo"}),
        lambda: berta.contacts.add_tags([mine, others], [tag]),
        lambda: berta.contacts.remove_tags([mine, others], [tag]),
        lambda: berta.contacts.remove([mine, others]),
    ):
        with pytest.raises(Denied, match="belongs to somebody else"):
            work()
    assert picture(session.database) == before


def test_a_manager_changes_every_contact(session):
    contact = session.contacts.add({"first_name": "Ana", "assigned_to": session.user.id})
    second_user(session, "manager").contacts.change(contact, {"city": "Soria"})
    assert session.contacts.get(contact).city == "Soria"


def test_a_denial_says_who_and_what(session):
    with pytest.raises(Denied, match="Berta may not change users: the role Salesperson"):
        second_user(session).users.add("Carla")


def test_writes_inside_one_another_are_one_operation(session):
    before = newest(session.database)
    with session.database.transaction(session.contacts.context.author, "Two at once"):
        session.contacts.add({"first_name": "Ana"})
        session.contacts.add({"first_name": "Eva"})
    assert newest(session.database) == before + 1
    session.history.undo()
    assert session.contacts.search("a") == []


def test_a_write_that_fails_leaves_nothing_of_itself(session):
    before = picture(session.database)
    with pytest.raises(Invalid):
        session.contacts.add({"first_name": "Ana", "tags": [99]})
    assert picture(session.database) == before


def test_a_write_that_changes_nothing_leaves_no_operation(session):
    contact = session.contacts.add({"first_name": "Ana"})
    before = newest(session.database)
    session.contacts.change(contact, {"first_name": "Ana", "city": ""})
    assert newest(session.database) == before


def test_the_label_of_the_outermost_write_tells_the_operation(session):
    session.contacts.add({"first_name": "Ana"})
    assert session.history.operations()[0].label == "Add Ana"
