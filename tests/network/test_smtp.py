"""Sending through real servers on loopback, and through ones that misbehave: every failure is one sentence."""

import pytest

from crm.network import servers, smtp
from crm.network.letters import Letter
from crm.network.servers import LoginRefused, Server, Unreachable, Untrusted
from crm.network.smtp import NotNow, Post, Refused, Unsure, check
from tests.network.mail_server import CERTIFICATE, PASSWORD, IllServer, MailServer

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
LETTER = Letter("<1@acme.es>", "ana@acme.es", "eva@orbit.es", "Ana", "Eva", subject="Hola", body=".\r\nUno\n.dos\n")


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(servers, "CONNECT", 0.3)
    monkeypatch.setattr(servers, "READ", 0.3)


@pytest.fixture
def trusting(monkeypatch):
    """This computer trusts whoever made the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def _send(server, password="", letter=LETTER):
    with Post(server, password) as post:
        post.send(letter)


def test_a_letter_arrives_with_its_text_and_dots():
    with MailServer() as server:
        _send(server.at())
    (message,) = server.letters.messages
    assert (message["Subject"], message.get_content().splitlines()) == ("Hola", [".", "Uno", ".dos"])


def test_one_connection_takes_several_letters():
    with MailServer() as server, Post(server.at(), "") as post:
        for _time in range(3):
            post.send(LETTER)
        assert len(server.letters.taken) == 3


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_letter_arrives_with_a_password_of_any_letters(security):
    with MailServer(security, password=True) as server:
        _send(server.at(), PASSWORD)
    assert len(server.letters.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_is_refused_in_words(security):
    with MailServer(security, password=True) as server, pytest.raises(Untrusted, match="vouches") as caught:
        _send(server.at(), PASSWORD)
    assert len(caught.value.fingerprint) == 64
    assert server.letters.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_accepted_by_hand_is_taken(security):
    with MailServer(security, password=True) as server:
        with pytest.raises(Untrusted) as caught:
            check(server.at(), PASSWORD, sender="ana@acme.es")
        _send(server.at(caught.value.fingerprint), PASSWORD)
    assert len(server.letters.taken) == 1


def test_another_certificate_than_the_accepted_one_is_refused():
    with MailServer("tls") as server, pytest.raises(Untrusted):
        _send(server.at("ab" * 32))


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_another_host_is_refused():
    with MailServer("tls") as server, pytest.raises(Untrusted):
        _send(server.at(host="127.0.0.1"))


def test_a_wrong_password_is_said():
    with MailServer("tls", password=True) as server, pytest.raises(LoginRefused, match="user name or the password"):
        _send(Server("localhost", server.port, "tls", "ana", _accepted(server)), "wrong")


def _accepted(server):
    with pytest.raises(Untrusted) as caught:
        check(server.at(), PASSWORD, sender="ana@acme.es")
    return (caught.value.fingerprint,)


def test_a_check_sends_nothing():
    with MailServer() as server:
        check(server.at(), "", sender="ana@acme.es")
    assert server.letters.taken == []


def test_a_check_meets_a_sender_that_is_refused():
    with MailServer() as server:
        server.letters.refuses["ana@acme.es"] = "550 not yours"
        with pytest.raises(Refused, match="not yours"):
            check(server.at(), "", sender="ana@acme.es")


@pytest.mark.parametrize("refused", ["eva@orbit.es", "ana@acme.es", "DATA"])
def test_a_refusal_for_good_gives_the_servers_words_and_leaves_the_way_free(refused):
    with MailServer() as server, Post(server.at(), "") as post:
        server.letters.refuses[refused] = "550 no such user here"
        with pytest.raises(Refused, match="no such user here"):
            post.send(LETTER)
        server.letters.refuses.clear()
        post.send(LETTER)
        assert len(server.letters.taken) == 1


def test_a_refusal_for_now_is_another_thing():
    with MailServer() as server:
        server.letters.refuses["eva@orbit.es"] = "451 come back in five minutes"
        with pytest.raises(NotNow, match="five minutes"):
            _send(server.at())


def test_a_letter_larger_than_the_server_takes_is_not_sent():
    with MailServer(size=1000) as server, pytest.raises(Refused, match="too large"):
        _send(server.at(), letter=Letter("<2@x>", "ana@acme.es", "eva@orbit.es", body="x" * 70 + "\n" * 2000))


def test_a_server_without_encryption_is_not_spoken_to_openly():
    with MailServer() as server, pytest.raises(Refused, match="no encryption"):
        _send(Server("localhost", server.port, "starttls"))


@pytest.mark.usefixtures("impatient")
def test_a_server_that_speaks_no_tls_is_named():
    with MailServer() as server, pytest.raises(Unreachable, match="port"):
        _send(Server("localhost", server.port, "tls"))


def test_a_server_that_signs_nobody_in_is_told_apart():
    with MailServer() as server, pytest.raises(Refused, match="no way of signing in"):
        _send(Server("localhost", server.port, "none", "ana"), PASSWORD)


def test_an_unknown_host_is_said():
    with pytest.raises(Unreachable, match="cannot be found"):
        _send(Server("mail.does-not-exist.invalid", 587, "none"))


def test_a_closed_port_is_said():
    with pytest.raises(Unreachable, match="no connections on port 1"):
        _send(Server("127.0.0.1", 1, "none"))


@pytest.mark.usefixtures("impatient")
def test_a_server_that_hangs_is_given_up():
    with IllServer("silent") as server, pytest.raises(Unreachable, match="in time"):
        _send(server.at())


def test_a_server_that_never_comes_to_an_end_is_given_up(monkeypatch):
    monkeypatch.setattr(smtp, "_LONGEST", 0.3)
    with IllServer("drips") as server, pytest.raises(Unreachable):
        _send(server.at())


def test_a_server_that_leaves_at_once_is_said():
    with IllServer("gone") as server, pytest.raises(Unreachable, match="broke the connection off"):
        _send(server.at())


@pytest.mark.parametrize("visit", ["cut in data", "cut after data"])
def test_a_cut_while_the_letter_is_on_its_way_leaves_us_unsure(visit):
    with IllServer(visit) as server, pytest.raises(Unsure, match="perhaps it was sent"):
        _send(server.at())
