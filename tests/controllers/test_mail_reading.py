"""Reading mail folders: of a real server on loopback, and of one that breaks off."""

from datetime import timedelta

import pytest

from crm.controllers import mail_reading
from crm.models.mail import UNSURE
from crm.utils import dates
from tests.controllers.letters import letter, reading, with_file
from tests.controllers.mailing import person, queued
from tests.network import dovecot
from tests.network.ill_imap import IllImap
from tests.network.mail_server import PASSWORD, free_port
from tests.records import newest, picture

OLD = dates.utc_clock() - timedelta(days=200)


@pytest.fixture(scope="module")
def kept():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(kept):
    kept.empty()
    return kept


def read(session, password=PASSWORD, **how):
    return session.mail_log.read_folders(lambda _place: password, **how)


def subjects(session, contact):
    return [one.subject for one in session.interactions.of(contact)]


@pytest.fixture
def eva(session, server):
    reading(session, server.plain)
    return person(session)


def test_new_mail_with_a_contact_is_logged(session, server, eva):
    server.put(letter())
    assert (read(session).logged, subjects(session, eva)) == (1, ["Carta 1"])


def test_the_interaction_is_its_users(session, server, eva):
    server.put(letter())
    read(session)
    assert session.interactions.of(eva)[0].user_id == session.user.id


def test_mail_with_strangers_leaves_no_trace(session, server, eva):
    server.put(letter(sender="otro@nadie.es"))
    before = picture(session.database)
    report = read(session)
    after = picture(session.database)
    assert (report.looked, report.logged) == (1, 0)
    assert before | {"mail_folders": ()} == after | {"mail_folders": ()}
    assert subjects(session, eva) == []


def test_mail_that_was_sent_is_read_where_it_is_kept(session, server):
    reading(session, server.plain, ["Enviados"])
    eva = person(session)
    server.put(letter(sender="ana@acme.es", to="eva@orbit.es"), folder="Enviados")
    read(session)
    assert session.interactions.of(eva)[0].body.startswith("ana@acme.es → eva@orbit.es")


def test_reading_twice_changes_nothing(session, server, eva):
    server.put(letter(1), letter(2))
    read(session)
    before = picture(session.database)["interactions"]
    assert (read(session).looked, picture(session.database)["interactions"]) == (0, before)
    assert len(subjects(session, eva)) == 2


def test_only_what_is_new_is_looked_at(session, server, eva):
    server.put(letter(1))
    read(session)
    server.put(letter(2))
    assert (read(session).looked, subjects(session, eva)) == (1, ["Carta 2", "Carta 1"])


def test_the_first_time_only_the_last_days_are_read(session, server, eva):
    server.put(letter(1), at=OLD.timestamp())
    server.put(letter(2))
    assert (read(session).looked, subjects(session, eva)) == (1, ["Carta 2"])


def test_how_many_days_is_for_the_user_to_say(session, server, eva):
    session.mail_log.set_rules(365, [])
    server.put(letter(1), at=OLD.timestamp())
    read(session)
    assert subjects(session, eva) == ["Carta 1"]


def test_a_folder_without_recent_mail_is_not_searched_again(session, server, eva):
    server.put(letter(1), at=OLD.timestamp())
    read(session)
    assert session.mail_log.folders(1)[0].last_uid == 1
    assert subjects(session, eva) == []


def test_a_folder_whose_numbers_changed_is_read_anew_without_doubling(session, server):
    server.make("Clientes")
    reading(session, server.plain, ["Clientes"])
    eva = person(session)
    server.put(letter(1), folder="Clientes")
    read(session)
    server.begin_anew("Clientes")
    server.put(letter(1), letter(2), folder="Clientes")
    assert (read(session).looked, sorted(subjects(session, eva))) == (2, ["Carta 1", "Carta 2"])


def test_the_same_mail_in_two_folders_is_logged_once(session, server):
    reading(session, server.plain, ["INBOX", "Enviados"])
    eva = person(session)
    server.put(letter(1))
    server.put(letter(1), folder="Enviados")
    read(session)
    assert subjects(session, eva) == ["Carta 1"]


def test_a_new_contact_gets_older_mail_when_folders_are_read_again(session, server, eva):
    server.put(letter(1, Cc="luis@orbit.es"))
    read(session)
    luis = person(session, "Luis")
    session.mail_log.begin_anew(1)
    read(session)
    assert [len(subjects(session, one)) for one in (eva, luis)] == [1, 1]


def test_who_is_never_to_be_logged_is_not(session, server, eva):
    session.mail_log.set_rules(90, ["bufete.es"])
    server.put(letter(1, Cc="abogado@bufete.es"), letter(2))
    read(session)
    assert subjects(session, eva) == ["Carta 2"]


def test_attachments_come_along(session, server, eva):
    server.put(with_file("oferta.pdf", b"%PDF"))
    read(session)
    assert [one.name for one in session.documents.of_contact(eva)] == ["oferta.pdf"]


def test_what_cannot_be_read_is_passed_over(session, server, eva):
    server.put("\r\n", b"\xff\xfe\x00", letter(1), letter(2, Content_Type="multipart/mixed"))
    assert read(session).logged == 2
    assert sorted(subjects(session, eva)) == ["Carta 1", "Carta 2"]


def test_a_large_e_mail_is_logged_without_its_text(session, server, eva, monkeypatch):
    monkeypatch.setattr(mail_reading, "LARGEST", 100)
    monkeypatch.setattr("crm.network.imap.LARGEST", 100)
    server.put(letter(1, body="x" * 500))
    read(session)
    assert "too large to be read here" in session.interactions.of(eva)[0].body


def test_an_e_mail_that_was_perhaps_sent_is_settled_by_its_answer(session, server, eva):
    message = session.outbox.get(queued(session, eva))
    with session.database.transaction(session._context.author, "x"):
        session.database.update("messages", message.id, {"state": UNSURE})
    server.put(letter(2, In_Reply_To=message.message_id))
    read(session)
    assert session.outbox.get(message.id).state == "sent"
    assert sorted(subjects(session, eva)) == ["Carta 2", "Hola"]


def test_nobodys_undo_meets_what_was_read(session, server, eva):
    server.put(letter())
    before = session.history.can_undo()
    read(session)
    assert session.history.can_undo() == before
    author = session.database.one("SELECT * FROM operations WHERE id = :id", id=newest(session.database))
    assert (author["user_id"], author["door"]) == (None, "automation")
    assert subjects(session, eva) == ["Carta 1"]


def test_a_round_that_is_ended_goes_on_where_it_was(session, server, eva):
    server.put(*(letter(n) for n in range(1, 6)))
    turns = iter([True] * 4)
    report = read(session, go_on=lambda: next(turns, False))
    assert report.more
    assert 0 < report.logged < 5
    read(session)
    assert sorted(subjects(session, eva)) == [f"Carta {n}" for n in range(1, 6)]


def test_a_round_that_breaks_off_goes_on_where_it_was(session, server, eva):
    server.put(letter(1), letter(2), letter(3))
    session.mail_log.read_folders(lambda _place: PASSWORD, go_on=lambda: bool(server))
    head = b'* 1 FETCH (UID 9 RFC822.SIZE 99 INTERNALDATE "19-Nov-2026 10:30:00 +0100" BODY[HEADER.FIELDS (X)] {%d}\r\n'
    text = letter(9).encode()
    answer = head % len(text) + text + b")\r\n* 2 FETCH (UID 10 BODY[HEADER.FIELDS (X)] {99}\r\nFrom{cut}"
    with IllImap(UID_FETCH=answer, UID_SEARCH=b"* SEARCH 9 10\r\n{tag} OK done\r\n") as ill:
        session.mail_accounts.change(1, {"imap_port": ill.at().port})
        report = read(session)
    assert "broke the connection off" in report.problem
    session.mail_accounts.change(1, {"imap_port": server.plain})
    read(session, at_once=True)
    assert sorted(subjects(session, eva)) == ["Carta 1", "Carta 2", "Carta 3"]


def test_a_password_that_is_not_known_has_to_be_asked_for(session, server, eva):
    server.put(letter())
    report = read(session, password=None)
    assert (report.locked, "password for reading ana@acme.es" in report.problem) == ((1,), True)
    assert subjects(session, eva) == []


def test_a_password_that_was_refused_is_not_tried_again_at_once(session, server, eva):
    server.put(letter())
    assert read(session, "otra").locked == (1,)
    assert read(session).locked == (1,)
    assert (read(session, at_once=True).logged, subjects(session, eva)) == (1, ["Carta 1"])


def test_a_server_that_is_gone_is_told_and_left_alone(session):
    reading(session, free_port())
    assert "takes no connections" in read(session).problem
    asked = []
    session.mail_log.read_folders(lambda place: asked.append(place) or PASSWORD)
    assert asked == []


def test_a_folder_that_is_gone_is_told_and_the_others_are_read(session, server):
    reading(session, server.plain, ["Nada", "INBOX"])
    eva = person(session)
    server.put(letter())
    assert "Nada" in read(session).problem
    assert "Nada" in session.mail_log.folders(1)[0].problem
    assert subjects(session, eva) == ["Carta 1"]


def test_an_account_out_of_use_is_not_read(session, server, eva):
    server.put(letter())
    session.mail_accounts.change(1, {"active": 0})
    assert read(session).looked == 0
    assert subjects(session, eva) == []


def test_the_folders_of_the_server_can_be_chosen_from(session, server):
    mine = reading(session, server.plain)
    assert [one.name for one in session.mail_log.folders_there(mine, PASSWORD)] == ["INBOX", "Enviados", "Papelera"]


def test_how_far_a_folder_was_read_is_no_record_of_work(session, server, eva):
    before = newest(session.database)
    server.put(letter(sender="otro@nadie.es"))
    read(session)
    assert newest(session.database) == before
    assert subjects(session, eva) == []


@pytest.mark.parametrize("turns", [2, 3, 5])
def test_however_often_it_is_interrupted_nothing_is_lost_or_doubled(session, server, eva, turns):
    server.put(*(letter(n, sender="otro@x.es" if n % 3 == 0 else "eva@orbit.es") for n in range(1, 8)))
    for _round in range(20):
        left = iter([True] * turns)
        if not read(session, go_on=lambda left=left: next(left, False)).more:
            break
    assert sorted(subjects(session, eva)) == [f"Carta {n}" for n in (1, 2, 4, 5, 7)]
