"""Rows of e-mails: headers of one line, copies, ids, documents."""

import pytest

from crm.controllers.outbox_rows import checked, documents_of, keep_documents, new_id
from crm.errors import Invalid
from tests.controllers.mailing import person


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\nBcc: all@x.es", "\u2028", "\x85"])
@pytest.mark.parametrize("field", ["subject", "recipient"])
def test_a_header_of_two_lines_is_refused(field, mark):
    with pytest.raises(Invalid) as caught:
        checked({field: f"eva@orbit.es{mark}x"})
    assert list(caught.value.fields) == [field]


def test_there_are_no_hidden_copies():
    with pytest.raises(Invalid):
        checked({"bcc": "all@x.es"})


def test_copies_are_kept_in_one_form():
    assert checked({"copies": "Eva <eva@x.es>;luis@x.es"}) == {"copies": "eva@x.es, luis@x.es"}


def test_ids_are_never_the_same_and_of_the_senders_domain():
    assert new_id("ana@acme.es") != new_id("ana@acme.es")
    assert new_id("ana@acme.es").endswith("@acme.es>")
    assert new_id("ana@españa.es").endswith("@cartera.invalid>")


def test_documents_go_along_in_order_and_once(session, database, tmp_path):
    contact_id = person(session)
    files = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
        files.append(session.documents.add(tmp_path / name, contact_id=contact_id))
    message_id = session.outbox.write(contact_id, {"documents": [files[1], files[1]]})
    with database.transaction(session.contacts.context.author, "test"):
        keep_documents(database, message_id, wanted=[files[0], files[1]])
    assert documents_of(database, message_id) == (files[1], files[0])
    with pytest.raises(Invalid):
        session.outbox.change(message_id, {"documents": [999]})
