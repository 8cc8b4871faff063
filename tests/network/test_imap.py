"""Reading mailboxes: of a real server on loopback, and of servers that misbehave."""

from contextlib import contextmanager
from datetime import date

import pytest

from crm.errors import Unavailable
from crm.network import imap, servers
from crm.network.imap import FolderGone, Mailbox
from crm.network.servers import LoginRefused, Server, Unreachable, Untrusted
from tests.network import dovecot
from tests.network.ill_imap import GREETING, IllImap
from tests.network.mail_server import PASSWORD, free_port

FIRST = "From: eva@orbit.es\r\nTo: ana@acme.es\r\nSubject: Uno\r\nMessage-ID: <1@x>\r\n\r\nHola\r\n"
SECOND = FIRST.replace("Uno", "Dos").replace("<1@x>", "<2@x>")


@pytest.fixture(scope="module")
def kept():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(kept):
    kept.empty()
    return kept


@pytest.fixture
def box(server):
    with Mailbox(server.at(), PASSWORD) as opened:
        yield opened


@contextmanager
def opened(**answers):
    with IllImap(**answers) as server, Mailbox(server.at(), "x") as box:
        box.open("INBOX")
        yield box


def told(words):
    return pytest.raises(Unreachable, match=words)


def trusted(server, security):
    with pytest.raises(Untrusted) as refused:
        Mailbox(server.at(security), PASSWORD)
    return server.at(security, refused.value.fingerprint)


def test_the_folders_are_listed_with_what_they_are_for(server, box):
    server.make("Clientes A&APE-o")
    uses = {one.name: one.use for one in box.folders()}
    assert uses == {"INBOX": "inbox", "Enviados": "sent", "Papelera": "trash", "Clientes Año": ""}


def test_the_inbox_comes_first_then_what_was_sent(server, box):
    server.make("Aaa")
    assert [one.name for one in box.folders()] == ["INBOX", "Enviados", "Aaa", "Papelera"]


def test_heads_and_whole_e_mails_are_handed_out(server, box):
    server.put(FIRST, SECOND)
    box.open("INBOX")
    heads = box.heads(box.after(0))
    assert [b"Subject: Uno" in heads[0].data, b"Hola" in heads[0].data] == [True, False]
    assert box.message(heads[1].uid, size=heads[1].size) == SECOND.encode()


def test_what_a_head_tells_of_arrival_is_a_moment(server, box):
    server.put(FIRST, at=1_700_000_000)
    box.open("INBOX")
    assert box.heads([1])[0].come_at == "2023-11-14T22:13:20Z"


def test_only_what_came_after_a_number_is_new(server, box):
    server.put(FIRST, SECOND)
    box.open("INBOX")
    last = box.after(0)[-1]
    assert (box.after(last - 1), box.after(last), box.after(last + 50)) == ([last], [], [])


def test_only_what_came_since_a_day_is_found(server, box):
    server.put(FIRST, at=1_700_000_000)
    server.put(SECOND)
    box.open("INBOX")
    assert [len(box.since(date(2023, 11, 1))), len(box.since(date(2024, 1, 1)))] == [2, 1]


def test_nothing_counts_as_read_afterwards(server, box):
    server.put(FIRST)
    box.open("INBOX")
    box.message(1, size=100)
    with server.as_owner() as owner:
        owner.select()
        assert owner.search(None, "UNSEEN")[1] == [b"1"]


def test_a_folder_with_accents_is_opened_by_the_name_people_read(server, box):
    server.make("A&APE-o &- m&AOE-s")
    server.put(FIRST, folder="A&APE-o &- m&AOE-s")
    assert box.open("Año & más").count == 1


def test_a_folder_that_is_gone_is_told(box):
    with pytest.raises(FolderGone, match="Nada"):
        box.open("Nada")


def test_an_e_mail_that_is_gone_is_none(box):
    box.open("INBOX")
    assert (box.heads([99]), box.message(99, size=10)) == ([], None)


def test_a_large_e_mail_gives_its_head_alone(server, box):
    server.put(FIRST)
    box.open("INBOX")
    content = box.message(1, size=imap.LARGEST + 1)
    assert b"Subject: Uno" in content
    assert b"Hola" not in content


def test_a_new_folder_of_the_same_name_is_told_apart(server):
    server.make("Clientes")
    with Mailbox(server.at(), PASSWORD) as first:
        before = first.open("Clientes").validity
    server.begin_anew("Clientes")
    with Mailbox(server.at(), PASSWORD) as second:
        assert second.open("Clientes").validity != before


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_was_accepted_is_enough(server, security):
    with Mailbox(trusted(server, security), PASSWORD) as box:
        assert box.folders()


def test_a_certificate_nobody_vouches_for_hears_no_password(server):
    with pytest.raises(Untrusted, match="not even the password"):
        Mailbox(server.at("tls"), PASSWORD)


def test_another_certificate_than_the_accepted_one_is_refused(server):
    with pytest.raises(Untrusted):
        Mailbox(server.at("tls", "ab" * 32), PASSWORD)


def test_a_wrong_password_is_told(server):
    with pytest.raises(LoginRefused, match="refuses the user name or the password"):
        Mailbox(server.at(), "otra")


def test_a_server_that_knows_the_old_way_alone_lets_in():
    old = b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"
    with IllImap(CAPABILITY=old, LOGIN=b"{tag} OK in\r\n") as server, Mailbox(server.at(), 'a"b') as box:
        assert box.open("INBOX").validity == 7
    assert any(line.endswith(b'LOGIN "ana" "a\\"b"\r\n') for line in server.heard)


def test_a_password_that_would_travel_in_the_open_is_not_sent():
    with IllImap(b"* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] here\r\n",
                 CAPABILITY=b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n{tag} OK done\r\n") as server:  # fmt: skip
        with pytest.raises(Unreachable, match="not encrypted"):
            Mailbox(server.at(), PASSWORD)
        assert not any(PASSWORD.encode() in line for line in server.heard)


def test_a_server_without_encryption_is_not_spoken_to_when_it_was_asked_for():
    with IllImap() as server, pytest.raises(Unreachable, match="STARTTLS"):
        Mailbox(server.at("starttls"), PASSWORD)


def test_nobody_at_the_port_is_told():
    with pytest.raises(Unreachable, match="takes no connections"):
        Mailbox(Server("127.0.0.1", free_port(), "none", "ana"), PASSWORD)


def test_a_name_nobody_knows_is_told():
    with pytest.raises(Unreachable, match="cannot be found"):
        Mailbox(Server("mail.invalid", 143, "none", "ana"), PASSWORD)


def test_tls_where_none_is_spoken_is_told():
    with IllImap() as server, pytest.raises(Unreachable, match="does not speak TLS"):
        Mailbox(server.at("tls"), PASSWORD)


def test_a_silent_server_is_given_up(monkeypatch):
    monkeypatch.setattr(servers, "READ", 0.2)
    with IllImap(b"{hang}") as server, pytest.raises(Unreachable, match="did not answer in time"):
        Mailbox(server.at(), PASSWORD)


def test_a_server_that_falls_silent_later_is_given_up(monkeypatch):
    monkeypatch.setattr(servers, "READ", 0.2)
    with opened(UID_SEARCH=b"* SEARCH{hang}") as box, told("did not answer in time"):
        box.after(0)


def test_a_server_that_drips_for_ever_is_cut_off(monkeypatch):
    monkeypatch.setattr(imap, "_LONGEST", 0.3)
    with opened(UID_SEARCH=b"{drip}") as box, pytest.raises(Unreachable):
        box.after(0)


@pytest.mark.parametrize("answer", [b"{cut}", b"* 1 FETCH (UID 1 BODY[] {999}\r\nHol{cut}"])
def test_a_connection_cut_in_the_middle_is_told(answer):
    with opened(UID_FETCH=answer) as box, told("broke the connection off"):
        box.message(1, size=999)


def test_a_size_nobody_can_mean_is_not_waited_for():
    answer = b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\nHola{hang}"
    with opened(UID_FETCH=answer) as box, told("more than was asked for"):
        box.message(1, size=4)


@pytest.mark.parametrize("greeting", [b"220 smtp here\r\n", b"* BYE full\r\n", b"\x00\xff\r\n", b"{cut}"])
def test_what_is_no_mailbox_is_told(greeting):
    with IllImap(greeting) as server, pytest.raises(Unreachable):
        Mailbox(server.at(), PASSWORD)


def test_a_server_that_is_full_is_no_wrong_password():
    busy = b"+ \r\n{line}{tag} NO [UNAVAILABLE] try later\r\n"
    with IllImap(AUTHENTICATE=busy) as server, pytest.raises(Unreachable, match="at the moment"):
        Mailbox(server.at(), PASSWORD)


@pytest.mark.parametrize("answer", [b"{tag} NO never\r\n", b"{tag} BAD x\r\n", b"* BYE gone\r\n{cut}"])
def test_whatever_is_refused_is_a_sentence(answer):
    with opened(UID_FETCH=answer) as box:
        with pytest.raises(Unavailable) as refused:
            box.heads([1])
        assert "127.0.0.1" in str(refused.value)


def test_numbers_of_a_server_that_was_not_asked_for_them_are_left_out():
    answer = b"* 1 FETCH (UID 77 BODY[] {4}\r\nHola)\r\n{tag} OK done\r\n"
    with opened(UID_FETCH=answer) as box:
        assert (box.heads([1]), box.message(1, size=4)) == ([], None)


def test_the_greeting_need_not_tell_what_the_server_can():
    with IllImap(GREETING.replace(b"[CAPABILITY IMAP4rev1 AUTH=PLAIN] ", b"")) as server:
        assert Mailbox(server.at(), "x").open("INBOX").validity == 7
