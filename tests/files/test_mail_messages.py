"""E-mails as files: usual ones, and those that lie, are broken or are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import Invalid, Unavailable
from crm.files.mail_messages import read, read_file, read_heads

HEAD = (
    'From: Eva Ríos <Eva@Orbit.es>\r\nTo: Ana Gil <ana@acme.es>, luis@acme.es\r\nCc: "Gil, Pío" <pio@acme.es>\r\n'
    "Subject: Oferta\r\nDate: Thu, 19 Nov 2026 10:30:00 +0100\r\nMessage-ID: <1@orbit.es>\r\n"
)


def mail(body="Hola", head=HEAD, **more):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return read((head + lines + "\r\n" + body).encode(), name="a.eml")


def parts(*inner, kind="mixed"):
    body = "".join(f"--x\r\n{one}\r\n" for one in inner) + "--x--\r\n"
    return mail(body, MIME_Version="1.0", Content_Type=f'multipart/{kind}; boundary="x"')


PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\nmañana"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>mañana <b>sí</b></p>"
PDF = (
    'Content-Type: application/pdf; name="=?utf-8?q?Oferta_a=C3=B1o.pdf?="\r\nContent-Transfer-Encoding: base64\r\n'
    "Content-Disposition: attachment\r\n\r\nJVBERg=="
)


def test_who_when_and_what_are_told():
    found = mail("Hola\r\nEva")
    assert (found.sender.name, found.sender.address, found.sender.normal) == (
        "Eva Ríos",
        "Eva@orbit.es",
        "eva@orbit.es",
    )
    assert [one.normal for one in found.receivers] == ["ana@acme.es", "luis@acme.es", "pio@acme.es"]
    assert (found.subject, found.sent_at, found.body) == ("Oferta", "2026-11-19T09:30:00Z", "Hola\nEva")
    assert found.message_id == "<1@orbit.es>"


def test_a_quoted_answer_is_kept():
    assert mail("Sí\r\n\r\nEl jueves escribió Ana:\r\n> ¿Vienes?").body == "Sí\n\nEl jueves escribió Ana:\n> ¿Vienes?"


def test_the_plain_text_is_preferred():
    assert parts(PLAIN, HTML, kind="alternative").body == "mañana"


def test_html_alone_becomes_text():
    assert parts(HTML, kind="alternative").body == "mañana sí"


def test_attachments_have_their_names_and_bytes():
    found = parts(PLAIN, PDF)
    assert [(one.name, one.content) for one in found.files] == [("Oferta año.pdf", b"%PDF")]


def test_the_logo_of_a_signature_is_no_attachment():
    logo = "Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO"
    assert parts(HTML, logo, kind="related").files == ()


def test_an_e_mail_within_is_a_file_of_its_own():
    inner = "Content-Type: message/rfc822\r\n\r\nFrom: b@x.es\r\nSubject: Dentro\r\n\r\nsecreto"
    found = parts(PLAIN, inner)
    assert (found.files[0].name, found.body) == ("Dentro.eml", "mañana")
    assert b"secreto" in found.files[0].content


def test_a_name_that_climbs_folders_stays_a_name():
    assert parts(PLAIN, PDF.replace("=?utf-8?q?Oferta_a=C3=B1o.pdf?=", "../../etc/passwd")).files[0].name == "passwd"


def test_what_it_answers_is_told_nearest_first():
    found = mail(In_Reply_To="<b@x>", References="<a@x> <b@x>")
    assert found.answers == ("<b@x>", "<a@x>")


@pytest.mark.parametrize("date", ["", "ayer", "Thu, 99 Nov 2026 10:30:00", "Thu, 19 Nov 3026 10:30:00 +0100"])
def test_a_date_that_cannot_be_is_none(date):
    head = HEAD.replace("Thu, 19 Nov 2026 10:30:00 +0100", date)
    assert mail(head=head).sent_at == ""


def test_without_a_date_the_last_server_tells():
    head = HEAD.replace("Date:", "X-Date:")
    assert mail(head=head, Received="from a by b; Thu, 19 Nov 2026 12:00:00 +0000").sent_at == "2026-11-19T12:00:00Z"


def test_an_e_mail_without_an_id_gets_the_same_each_time():
    head = HEAD.replace("Message-ID", "X-Id")
    ids = {mail(head=head).message_id, mail("otra cosa", head=head).message_id}
    assert len(ids) == 1
    assert ids != {mail(head=head.replace("Oferta", "Otra")).message_id}


def test_an_endless_id_is_shortened():
    assert len(mail(head=HEAD.replace("<1@", f"<{'1' * 5000}@")).message_id) < 100


def test_the_heads_alone_tell_the_same():
    assert read_heads(HEAD.encode()).people == mail().people
    assert read_heads(HEAD.encode()).message_id == "<1@orbit.es>"


def test_base64_that_is_broken_gives_what_it_has():
    assert parts(PLAIN, PDF.replace("JVBERg==", "JVB!ERg")).files[0].content.startswith(b"%PD")


def test_parts_within_parts_without_end_are_no_trap():
    body = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(400))
    with pytest.raises(Invalid, match="put together wrongly"):
        read((HEAD + body + "\r\nfin").encode(), name="a.eml")


def test_ten_thousand_receivers_are_read_at_once():
    crowd = ", ".join(f"p{n}@x.es" for n in range(10_000))
    found = mail(head=HEAD.replace("luis@acme.es", crowd))
    assert 0 < len(found.receivers) <= 500


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "Outlook"),
        (b"\x89PNG\r\n\x1a\n....", "is no e-mail"),
        (b"Lista de la compra\r\npan\r\n", "is no e-mail"),
        (b"%PDF-1.7\nSubject: x\n", "is no e-mail"),
    ],
)
def test_what_is_no_e_mail_is_refused_in_words(tmp_path, content, sentence):
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    with pytest.raises(Invalid, match=sentence):
        read_file(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unavailable, match="could not be opened"):
        read_file(tmp_path / "no.eml")


def test_apples_files_are_read(tmp_path):
    message = (HEAD + "\r\nHola").encode()
    path = tmp_path / "1.emlx"
    path.write_bytes(f"{len(message)}   \n".encode() + message + b'<?xml version="1.0"?><plist/>')
    assert read_file(path).body == "Hola"


def test_a_large_attachment_is_read_whole(tmp_path):
    line = b"QUJD" * 19 + b"\r\n"
    head = HEAD.encode() + b"Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    path = tmp_path / "a.eml"
    path.write_bytes(head + line * 40_000)
    assert len(read_file(path).files[0].content) == 40_000 * 57


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_a_head_are_an_e_mail_or_refused(noise):
    for message in (HEAD.encode() + noise, b"From: a@b.es\r\nContent-Type: " + noise + b"\r\n\r\n" + noise, noise):
        try:
            found = read(message, name="a.eml")
        except Invalid:
            continue
        assert "\n" not in found.subject
        found.body.encode()
