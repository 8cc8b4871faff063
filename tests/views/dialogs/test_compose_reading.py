"""What writing an e-mail begins with: who can be written to, and with what."""

import pytest

from crm.errors import Invalid, NotFound
from crm.models.contacts import Channel
from crm.views.dialogs import compose_reading
from tests.controllers.mailing import account, person


def _opt_out(session, contact_id, *others):
    contact = session.contacts.get(contact_id)
    channels = [Channel("email", contact.email, is_primary=True, opted_out=True)]
    channels += [Channel("email", other) for other in others]
    session.contacts.change(contact_id, {}, version=contact.version, channels=channels)


def test_one_contact_brings_their_addresses_language_and_templates(session):
    account(session, 25)
    account(session, 25, address="reads@acme.es", smtp_host="")
    start = compose_reading.read(session, [person(session, country="México")])
    assert (start.addresses, start.language, start.templates[0].language) == (("eva@orbit.es",), "es", "es")
    assert (start.is_one, len(start.accounts)) == (True, 1)


def test_who_opted_out_at_one_address_may_be_written_to_at_another(session):
    eva = person(session)
    _opt_out(session, eva, "eva@home.es")
    assert compose_reading.read(session, [eva]).addresses == ("eva@home.es",)


def test_nobody_who_opted_out_is_written_to(session):
    eva = person(session)
    _opt_out(session, eva)
    with pytest.raises(Invalid, match="does not want"):
        compose_reading.read(session, [eva])


def test_those_of_a_selection_who_cannot_be_written_to_are_told_apart(session):
    eva, rosa = person(session), person(session, "Rosa", email="")
    start = compose_reading.read(session, [eva, rosa])
    assert (start.ids, [one.name for one in start.skipped], start.is_one) == ([eva], ["Rosa"], False)


def test_too_many_at_once_are_refused(session):
    with pytest.raises(Invalid, match="at most 500"):
        compose_reading.read(session, range(501))


def test_a_deal_brings_its_contact_and_its_files(session, tmp_path):
    eva = person(session)
    stage = session.pipelines.default().stages[0].id
    deal = session.opportunities.add({"title": "Web", "stage_id": stage, "contact_id": eva})
    (tmp_path / "Oferta.pdf").write_bytes(b"%PDF")
    document = session.documents.add(tmp_path / "Oferta.pdf", opportunity_id=deal)
    start = compose_reading.read_of_opportunity(session, deal)
    assert (start.ids, start.opportunity, [one.id for one in start.documents]) == ([eva], "Web", [document])


def test_a_deal_without_anybody_is_refused_in_words(session):
    stage = session.pipelines.default().stages[0].id
    deal = session.opportunities.add({"title": "Web", "stage_id": stage})
    with pytest.raises(NotFound, match="no contact"):
        compose_reading.read_of_opportunity(session, deal)


def test_a_draft_is_gone_on_with(session):
    message_id = session.outbox.write(person(session), {"subject": "Hola", "recipient": "other@orbit.es"})
    start = compose_reading.read_draft(session, message_id)
    assert (start.message.subject, start.addresses) == ("Hola", ("other@orbit.es", "eva@orbit.es"))


def test_a_draft_to_nobody_is_refused(session):
    eva = person(session)
    message_id = session.outbox.write(eva, {"subject": "Hola"})
    session.contacts.remove([eva])
    with pytest.raises(NotFound, match="removed"):
        compose_reading.read_draft(session, message_id)
