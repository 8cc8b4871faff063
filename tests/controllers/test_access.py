"""Who may do what: every public method of every controller against every role, and the transaction around a write."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.controllers.access import Controller
from crm.errors import CrmError, Denied, Invalid
from crm.models.fields import Kind
from crm.models.users import PERMISSIONS, ROLES
from crm.session import Session
from tests.controllers.mailing import NOBODY, deliver
from tests.records import day_ahead, newest, picture, second_user

CONTROLLERS = (
    "overview",
    "contacts",
    "tags",
    "interactions",
    "opportunities",
    "activities",
    "activity_days",
    "series",
    "calendar",
    "calendars",
    "reminders",
    "today",
    "quick_add",
    "documents",
    "mail_accounts",
    "mail_templates",
    "mail_log",
    "calls",
    "outbox",
    "pipelines",
    "loss_reasons",
    "sources",
    "interaction_types",
    "products",
    "rates",
    "fields",
    "views",
    "history",
    "users",
    "settings",
    "maintenance",
    "segments",
    "dashboards",
    "figures",
    "goals",
    "reports",
    "report_schedules",
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
    "activities": (
        "add",
        "change",
        "change_many",
        "complete",
        "reopen",
        "postpone",
        "to_day",
        "move",
        "remove",
    ),
    "series": ("add", "change", "change_rule", "stop", "remove"),
    "calendars": ("add", "change", "remove", "resolve"),
    "today": ("set_quiet_days",),
    "quick_add": ("add",),
    "documents": ("rename", "remove", "remove_many"),
    "mail_accounts": ("add", "change", "accept", "remove"),
    "mail_templates": ("add", "change", "remove"),
    "mail_log": ("choose_folders", "set_rules", "begin_anew"),
    "calls": ("log",),
    "outbox": (
        "write",
        "write_many",
        "change",
        "remove",
        "queue",
        "send_many",
        "send_file",
        "cancel",
        "retry",
        "settle",
    ),
    "pipelines": ("add", "change", "move", "remove", "add_stage", "change_stage", "move_stage", "remove_stage"),
    "loss_reasons": ("add", "not_recorded", "change", "move", "order_as", "remove"),
    "sources": ("add", "change", "move", "order_as", "remove"),
    "interaction_types": ("add", "change", "move", "order_as", "remove"),
    "products": ("add", "change", "remove"),
    "rates": ("add", "change", "remove"),
    "fields": ("add", "change", "move", "redefine", "change_kind", "remove"),
    "views": ("add", "change", "remove"),
    "reports": ("add", "change", "remove"),
    "history": ("undo", "redo"),
    "users": ("add", "change"),
    "settings": ("set",),
    "maintenance": ("rebuild_search",),
    "segments": ("set_rules",),
    "dashboards": ("add", "change", "remove"),
    "goals": ("set", "set_all", "copy", "remove"),
    "report_schedules": ("add", "change", "remove"),
}
AREAS = {
    "maintenance": "settings",
    "overview": "contacts",
    "activity_days": "activities",
    "series": "activities",
    "calendar": "activities",
    "reminders": "activities",
    "today": "activities",
    "quick_add": "activities",
    "mail_accounts": "mail",
    "mail_templates": "mail",
    "mail_log": "mail",
    "calls": "interactions",
    "outbox": "mail",
    "loss_reasons": "pipelines",
    "sources": "pipelines",
    "rates": "products",
    "figures": "dashboards",
    "report_schedules": "reports",
}
# Methods of another area than their controller's.
ELSEWHERE = {
    "today.set_quiet_days": "write settings",
    "loss_reasons.not_recorded": "write opportunities",
    "calls.callee": "read contacts",
    "dashboards.totals": "read opportunities",
    "calendars.import_file": "read imports",
    "calendars.export": "read exports",
    "calendars.as_text": "read exports",
    "interaction_types.add": "write pipelines",
    "interaction_types.change": "write pipelines",
    "interaction_types.move": "write pipelines",
    "interaction_types.order_as": "write pipelines",
    "interaction_types.remove": "write pipelines",
    "interaction_types.all": "read interactions",
    "interaction_types.choices": "read interactions",
    "interaction_types.by_name": "read interactions",
    "interaction_types.names": "read interactions",
}
NOWHERE = Path("nowhere")
# What reads files or asks servers before it writes: it asks for its rights itself, so it is called here.
ASKING = {
    "documents.add": ("documents", lambda session: session.documents.add(NOWHERE, contact_id=1)),
    "documents.add_content": ("documents", lambda session: session.documents.add_content(b"", "x", contact_id=1)),
    "documents.add_many": ("documents", lambda session: session.documents.add_many([NOWHERE], contact_id=1)),
    "documents.renew": ("documents", lambda session: session.documents.renew(1, NOWHERE)),
    "documents.look_in": ("documents", lambda session: session.documents.look_in(NOWHERE)),
    "calendars.read": ("calendars", lambda session: session.calendars.read(1, NOBODY)),
    "calendars.import_file": ("imports", lambda session: session.calendars.import_file(NOWHERE)),
    "mail_log.log_file": ("interactions", lambda session: session.mail_log.log_file(NOWHERE)),
    "outbox.send_due": ("mail", deliver),
}
# They ask for several rights, each in a test of its own.
ELSEWHERE_TESTED = {"imports", "exports", "merging", "duplicates", "templates", "archives", "analysis", "forecasts"}
ROLE_NAMES = [role.value for role in ROLES]


def methods(session: Session) -> list[tuple[str, str]]:
    """Every public method of a session's controllers that is not the base class's own."""
    found = []
    for name in CONTROLLERS:
        controller = getattr(session, name)
        own = [one for one in dir(type(controller)) if not one.startswith("_") and not hasattr(Controller, one)]
        found += [(name, one) for one in own if callable(getattr(controller, one))]
    return found


def permission_of(controller: str, method: str) -> str:
    """What a method asks for at its door."""
    verb = "write" if method in WRITES.get(controller, ()) else "read"
    return ELSEWHERE.get(f"{controller}.{method}", f"{verb} {AREAS.get(controller, controller)}")


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
        permission = permission_of(controller, method)
        if is_denied(other, controller, method) == (permission in PERMISSIONS[role]):
            wrong.append(f"{role}: {controller}.{method} ({permission})")
    assert wrong == []


@pytest.mark.parametrize("role", ROLE_NAMES)
@pytest.mark.parametrize("name", ASKING)
def test_what_writes_late_asks_for_its_rights_first(session, role, name):
    area, call = ASKING[name]
    try:
        call(second_user(session, role))
    except Denied:
        allowed = False
    except CrmError:  # nothing is where it looks
        allowed = True
    else:
        allowed = True
    assert allowed == (f"write {area}" in PERMISSIONS[role])


def test_what_the_program_does_by_itself_writes_nothing_for_a_reader(session):
    reader = second_user(session, "reader")
    before, operations = picture(session.database), newest(session.database)
    reader.mail_templates.prepare()
    reader.calendars.read_due(NOBODY)
    reader.mail_log.read_folders(NOBODY.get)
    reader.documents.tidy()
    assert (picture(session.database), newest(session.database)) == (before, operations)


def test_a_reader_may_set_off_what_a_series_brings(session):
    series = session.series.add({"subject": "Call", "due_on": day_ahead(0)}, "FREQ=DAILY")
    session.database.execute("UPDATE activity_series SET made_until = ''")
    reader = second_user(session, "reader")
    assert reader.series.reach(series, day_ahead(3)) > 0
    assert reader.series.top_up() == 0


def test_every_write_named_here_exists(session):
    known = methods(session)
    named = [(name, one) for name, writes in WRITES.items() for one in writes]
    named += [tuple(name.split(".")) for name in (*ELSEWHERE, *ASKING)]
    assert [one for one in named if one not in known] == []


def test_every_controller_of_a_session_is_walked(session):
    found = {name for name in vars(session) | vars(Session) if isinstance(getattr(session, name), Controller)}
    assert found - set(CONTROLLERS) == ELSEWHERE_TESTED


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
