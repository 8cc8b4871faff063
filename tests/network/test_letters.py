"""E-mails as bytes: any letters arrive, headers stay single, files go along whole."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import Invalid, Unavailable
from crm.network.letters import Attachment, Letter, as_bytes, ascii_address

LONG = "Ñandú y más " * 40


def _read(**values):
    letter = Letter(**{"message_id": "<1@acme.es>", "sender": "ana@acme.es", "recipient": "eva@orbit.es", **values})
    content = as_bytes(letter)
    return content, message_from_bytes(content, policy=policy.default)


def _text(message):
    return message.get_content().replace("\r\n", "\n")


def test_names_and_subject_of_any_letters_arrive():
    _content, message = _read(sender_name="Ana Muñoz, S.L.", recipient_name="Éva 😀", subject=LONG.strip())
    assert (message["From"].addresses[0].display_name, message["To"].addresses[0].display_name) == (
        "Ana Muñoz, S.L.", "Éva 😀",
    )  # fmt: skip
    assert message["Subject"] == LONG.strip()


def test_every_line_is_plain_and_short_enough_for_any_server():
    content, _message = _read(subject=LONG, body=LONG * 9 + "x" * 5000, recipient_name=LONG)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_body_arrives_as_written(body):
    content, message = _read(body=body)
    assert content.isascii()
    assert _text(message).rstrip("\n") == body.rstrip("\n")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_subject_and_name_arrive_as_written(text):
    content, message = _read(subject=text.strip(), recipient_name=text)
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert " ".join(message["Subject"].split()) == " ".join(text.split())
    assert message["To"].addresses[0].addr_spec == "eva@orbit.es"


@pytest.mark.parametrize("field", ["subject", "message_id"])
def test_a_header_never_becomes_two(field):
    with pytest.raises(ValueError):
        _read(**{field: "<a@b>\r\nBcc: all@acme.es"})


def test_a_name_of_several_lines_is_one():
    _content, message = _read(recipient_name="Eva\r\nBcc: all@acme.es")
    assert message["Bcc"] is None


def test_nobody_is_written_to_in_secret():
    _content, message = _read(copies=("luis@acme.es", "rosa@acme.es"))
    assert (message["Cc"], message["Bcc"]) == ("luis@acme.es, rosa@acme.es", None)


def test_a_domain_of_other_letters_is_written_as_servers_know_it():
    assert ascii_address("ana@españa.es") == "ana@xn--espaa-rta.es"


def test_a_name_of_other_letters_before_the_at_is_refused_in_words():
    with pytest.raises(Invalid, match="before the @"):
        ascii_address("peña@acme.es")


def test_files_go_along_byte_for_byte(tmp_path):
    path = tmp_path / "hash"
    path.write_bytes(b"a,b\r\n1,2\n\x00")
    _content, message = _read(body="Va", attachments=(Attachment("Oferta ñ.csv", path),))
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_payload(decode=True)) == ("Oferta ñ.csv", b"a,b\r\n1,2\n\x00")
    assert _text(message.get_body()) == "Va\n"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Unavailable, match=r"Oferta\.pdf"):
        _read(attachments=(Attachment("Oferta.pdf", tmp_path / "gone"),))


def test_one_person_is_written_to_once():
    assert Letter("<1@x>", "a@x.es", "b@x.es", copies=("b@x.es", "c@x.es")).recipients == ("b@x.es", "c@x.es")
