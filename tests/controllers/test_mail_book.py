"""Writing e-mails down with the contacts they are from or to."""

import pytest

from crm.controllers.access import Context
from crm.controllers.mail_book import MailBook, Origin
from crm.controllers.outbox_sending import Sending
from crm.errors import NotFound
from crm.files.mail_messages import read
from crm.models.received_mail import Logging
from crm.storage.changelog import Door
from tests.controllers.letters import letter, with_file
from tests.controllers.mailing import account, person, queued
from tests.records import picture

OWN = frozenset(["ana@acme.es"])


@pytest.fixture
def book(session):
    return MailBook(Context(session.database, session.user, Door.WINDOW))


def log(book, text=None, **origin):
    return book.log(read((text or letter()).encode(), name="a"), Origin(1, OWN, **origin))


def test_an_e_mail_is_an_interaction_with_its_sender(session, book):
    eva = person(session)
    assert log(book).contact_ids == (eva,)
    logged = session.interactions.of(eva)[0]
    assert (logged.type, logged.subject, logged.at) == ("email", "Carta 1", "2026-11-19T09:30:00Z")
    assert logged.body == "Eva <eva@orbit.es> → ana@acme.es\n\nHola"


def test_one_that_was_sent_is_an_interaction_with_who_received_it(session, book):
    eva = person(session)
    log(book, letter(sender="ana@acme.es", to="luis@otro.es, eva@orbit.es"))
    assert session.interactions.of(eva)[0].body.startswith("ana@acme.es → luis@otro.es, eva@orbit.es")


def test_each_contact_on_it_gets_it(session, book):
    eva, luis = person(session), person(session, "Luis")
    assert set(log(book, letter(Cc="luis@orbit.es")).contact_ids) == {eva, luis}
    assert [len(session.interactions.of(one)) for one in (eva, luis)] == [1, 1]


def test_the_same_e_mail_twice_changes_nothing(session, book):
    person(session)
    person(session, "Luis")
    log(book, letter(Cc="luis@orbit.es"))
    before = picture(session.database)
    assert log(book, letter(Cc="luis@orbit.es")).outcome is Logging.KNOWN
    assert picture(session.database) == before


def test_who_was_no_contact_then_gets_it_the_second_time(session, book):
    eva = person(session)
    log(book, letter(Cc="luis@orbit.es"))
    luis = person(session, "Luis")
    assert log(book, letter(Cc="luis@orbit.es")).contact_ids == (luis,)
    assert len(session.interactions.of(eva)) == 1


def test_after_two_contacts_became_one_it_is_still_known(session, book):
    eva, luis = person(session), person(session, "Luis")
    log(book, letter(Cc="luis@orbit.es"))
    session.merging.merge(eva, [luis])
    assert log(book, letter(Cc="luis@orbit.es")).outcome is Logging.KNOWN


def test_strangers_are_told_and_not_added(session, book):
    logged = log(book)
    assert (logged.outcome, [one.normal for one in logged.strangers]) == (Logging.STRANGERS, ["eva@orbit.es"])
    assert session.database.value("SELECT count(*) FROM contacts") == 0


def test_the_contact_that_was_chosen_gets_it_also_from_a_stranger(session, book):
    luis = person(session, "Luis")
    assert log(book, contact_id=luis).contact_ids == (luis,)


def test_a_chosen_contact_that_is_gone_is_told(book):
    with pytest.raises(NotFound):
        log(book, contact_id=99)


def test_the_user_is_no_contact_of_the_own_mail(session, book):
    person(session, "Ana", email="ana@acme.es")
    assert log(book, letter(sender="ana@acme.es", to="ana@acme.es")).outcome is Logging.STRANGERS


def test_attachments_are_documents_of_the_contact(session, book):
    eva = person(session)
    log(book, with_file("oferta.pdf", b"%PDF"))
    document = session.documents.of_contact(eva)[0]
    assert (document.name, session.documents.path(document.id).read_bytes()) == ("oferta.pdf", b"%PDF")
    assert document.interaction_id == session.interactions.of(eva)[0].id


def test_one_undo_takes_it_all_away(session, book):
    person(session)
    person(session, "Luis")
    before = picture(session.database)
    log(book, with_file("oferta.pdf", b"%PDF", Cc="luis@orbit.es"))
    session.history.undo()
    after = picture(session.database)
    assert {table: len(rows) for table, rows in after.items()} == {table: len(rows) for table, rows in before.items()}


def test_it_counts_as_talking_to_the_contact(session, book):
    eva = person(session)
    log(book)
    assert session.contacts.get(eva).last_interaction_at == "2026-11-19T09:30:00Z"


def test_without_a_date_it_came_when_its_keeper_got_it(session, book):
    eva = person(session)
    log(book, letter(Date=""), come_at="2026-11-01T08:00:00Z")
    assert session.interactions.of(eva)[0].at == "2026-11-01T08:00:00Z"


def test_an_answer_belongs_to_the_opportunity_of_what_it_answers(session, book, deals):
    eva = person(session)
    deal = deals.add(contact_id=eva)
    log(book)
    first = session.interactions.of(eva)[0]
    session.interactions.change(first.id, {"opportunity_id": deal})
    log(book, letter(2, In_Reply_To="<1@orbit.es>"))
    assert [one.opportunity_id for one in session.interactions.of(eva)] == [deal, deal]


def test_an_answer_to_what_was_written_here_belongs_to_its_opportunity(session, book, deals):
    eva = person(session)
    deal = deals.add(contact_id=eva)
    account(session, 25)
    sent = session.outbox.get(queued(session, eva, opportunity_id=deal))
    log(book, letter(2, In_Reply_To=sent.message_id))
    assert session.interactions.of(eva)[0].opportunity_id == deal


def sending(session):
    return Sending(Context(session.database, session.user, Door.AUTOMATION))


def own(message, **heads):
    return letter(sender="ana@acme.es", to="eva@orbit.es", Message_ID=message.message_id, **heads)


def test_what_was_sent_from_here_is_not_logged_twice(session, book):
    eva = person(session)
    account(session, 25)
    message = session.outbox.get(queued(session, eva))
    sending(session).claim(message.id)
    sending(session).sent(message.id)
    assert log(book, own(message)).outcome is Logging.KNOWN
    assert len(session.interactions.of(eva)) == 1


def test_what_is_read_before_it_is_written_down_as_sent_is_not_logged_twice(session, book):
    eva, luis = person(session), person(session, "Luis")
    account(session, 25)
    message = session.outbox.get(queued(session, eva))
    sending(session).claim(message.id)
    log(book, own(message, Cc="luis@orbit.es"))
    sending(session).sent(message.id)
    assert [len(session.interactions.of(one)) for one in (eva, luis)] == [1, 1]


def test_what_proves_that_an_e_mail_was_sent_is_found(session, book):
    eva = person(session)
    account(session, 25)
    message = session.outbox.get(queued(session, eva))
    sending(session).claim(message.id)
    sending(session).interrupted([message.id])
    answer = read(letter(2, In_Reply_To=message.message_id).encode(), name="a")
    assert book.unsure(answer) == [message.id]
