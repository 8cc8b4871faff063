"""Who is on an e-mail."""

from crm.controllers.access import Context
from crm.controllers.mail_people import contacts_of, own_addresses
from crm.models.contacts import Channel
from crm.storage.changelog import Door
from tests.controllers.mailing import account, person


def test_a_contact_is_known_by_any_of_its_addresses(session):
    eva = person(session)
    known = session.contacts.get(eva)
    session.contacts.change(eva, {}, channels=[*known.channels, Channel("email", "Eva.Rios@gmail.com")])
    assert contacts_of(session.database, ["eva.rios@gmail.com", "eva@orbit.es", "x@y.es"]) == {
        "eva.rios@gmail.com": eva,
        "eva@orbit.es": eva,
    }


def test_of_several_with_one_address_the_one_talked_to_last_is_meant(session):
    person(session, "Eva", email="info@orbit.es")
    luis = person(session, "Luis", email="info@orbit.es")
    session.interactions.add(luis, {"type": "call"})
    assert contacts_of(session.database, ["info@orbit.es"]) == {"info@orbit.es": luis}


def test_a_phone_is_no_address(session):
    session.contacts.add({"first_name": "Eva", "phone": "+34600111222"})
    assert contacts_of(session.database, ["+34600111222"]) == {}


def test_the_users_own_addresses_are_those_of_the_accounts(session):
    account(session, 25, imap_login="Ana.Gil@acme.es", login="ana")
    context = Context(session.database, session.user, Door.WINDOW)
    assert own_addresses(context, session.user.id) == {"ana@acme.es", "ana.gil@acme.es"}
