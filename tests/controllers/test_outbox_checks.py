"""Whether an e-mail may go: addresses, wishes, sizes."""

import pytest

from crm.controllers.outbox_checks import address_problem, addresses, files_problem, shown_name
from crm.errors import Invalid
from crm.models.contacts import Channel
from tests.controllers.mailing import person


def test_a_line_of_copies_becomes_addresses():
    assert addresses("Ana <ana@x.es>; eva@x.es,, ana@x.es ") == ["ana@x.es", "eva@x.es"]


def test_a_copy_that_is_none_is_named():
    with pytest.raises(Invalid, match="luis"):
        addresses("ana@x.es, luis")


def _with_mark(session, **marks):
    contact_id = person(session)
    contact = session.contacts.get(contact_id)
    session.contacts.change(
        contact_id, {}, version=contact.version, channels=[Channel("email", contact.email, is_primary=True, **marks)]
    )


def test_who_asked_not_to_be_written_to_is_not(session, database):
    _with_mark(session, opted_out=True)
    assert address_problem(database, "EVA@orbit.es", name="Eva S.") == "Eva S does not want e-mail at EVA@orbit.es."


def test_the_wish_counts_through_whichever_contact_it_is_written(session, database):
    _with_mark(session, opted_out=True)
    person(session, "Twin", email="eva@orbit.es")
    assert "does not want" in address_problem(database, "eva@orbit.es", name="Twin")


def test_an_address_that_is_no_longer_valid_is_not_used(session, database):
    _with_mark(session, invalid=True)
    assert "no longer valid" in address_problem(database, "eva@orbit.es", name="Eva")


@pytest.mark.parametrize("address", ["a@b.es\nBcc: x@y.es", "a@b.es\x00", "eva", "a@b.es,c@d.es", "a b@c.es"])
def test_what_is_no_address_is_refused(database, address):
    assert "is not an e-mail address" in address_problem(database, address, name="Eva")


def test_nobody_without_an_address(database):
    assert address_problem(database, "", name="Eva") == "Eva has no e-mail address."


def test_nothing_stands_against_a_usual_address(database):
    assert address_problem(database, "eva@orbit.es", name="Eva") == ""


def test_files_that_no_server_takes_are_refused(session, database, tmp_path):
    contact_id = person(session)
    path = tmp_path / "film.mov"
    path.write_bytes(b"x" * 14_000_000)
    document = session.documents.add(path, contact_id=contact_id)
    assert "14.0 MB" in files_problem(database, [document])
    assert files_problem(database, []) == ""


def test_a_message_names_its_contact_or_the_address():
    assert shown_name(None, "eva@orbit.es") == "eva@orbit.es"
