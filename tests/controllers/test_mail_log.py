"""Mail from elsewhere: files, and which folders are read how."""

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.received_mail import DAYS_BACK, Logging
from tests.controllers.letters import letter, saved
from tests.controllers.mailing import account, person
from tests.records import second_user


def test_a_file_is_logged_with_whom_it_is_from(session, tmp_path):
    eva = person(session)
    assert session.mail_log.log_file(saved(tmp_path, letter())).contact_ids == (eva,)
    assert session.interactions.of(eva)[0].user_id == session.user.id


def test_the_address_of_an_account_tells_whose_mail_it_is(session, tmp_path):
    person(session, "Ana", email="ana@acme.es")
    account(session, 25)
    logged = session.mail_log.log_file(saved(tmp_path, letter(sender="ana@acme.es", to="x@y.es")))
    assert (logged.outcome, [one.normal for one in logged.strangers]) == (Logging.STRANGERS, ["x@y.es"])


def test_a_file_without_a_date_came_when_it_was_saved(session, tmp_path):
    eva = person(session)
    path = saved(tmp_path, letter(Date=""))
    session.mail_log.log_file(path)
    assert session.interactions.of(eva)[0].at <= session.interactions.of(eva)[0].created_at


def test_what_is_no_e_mail_is_refused(session, tmp_path):
    with pytest.raises(Invalid, match="is no e-mail"):
        session.mail_log.log_file(saved(tmp_path, "pan y leche"))


def test_who_may_only_look_logs_nothing(session, tmp_path):
    person(session)
    with pytest.raises(Denied):
        second_user(session, "reader").mail_log.log_file(saved(tmp_path, letter()))


def test_chosen_folders_are_read_and_others_keep_how_far_they_were(session):
    mine = account(session, 25)
    session.mail_log.choose_folders(mine, ["INBOX", "Enviados"])
    session.mail_log.choose_folders(mine, ["INBOX", "Clientes"])
    assert {one.name: one.active for one in session.mail_log.folders(mine)} == {
        "INBOX": True,
        "Enviados": False,
        "Clientes": True,
    }


def test_nobody_sees_the_folders_of_another(session):
    mine = account(session, 25)
    with pytest.raises(NotFound):
        second_user(session).mail_log.folders(mine)


def test_without_a_server_there_are_no_folders(session):
    with pytest.raises(Invalid, match="Without a server nothing can be read"):
        session.mail_log.folders_there(account(session, 25), "x")


def test_rules_are_kept_for_each_user(session):
    session.mail_log.set_rules(30, ["Abogado@bufete.es", " *@banco.es ", "banco.es", ""])
    kept = session.mail_log.rules()
    assert (kept.days, kept.never) == (30, ("abogado@bufete.es", "banco.es"))
    assert second_user(session).mail_log.rules().days == DAYS_BACK


def test_rules_can_be_changed_again(session):
    session.mail_log.set_rules(30, [])
    session.mail_log.set_rules(10, [])
    assert session.mail_log.rules().days == 10


@pytest.mark.parametrize(("days", "never", "field"), [(0, [], "days"), (9999, [], "days"), (9, ["a b"], "never")])
def test_what_is_no_rule_is_refused(session, days, never, field):
    with pytest.raises(Invalid) as refused:
        session.mail_log.set_rules(days, never)
    assert list(refused.value.fields) == [field]


def test_without_folders_nobody_is_asked(session):
    account(session, 25, imap_host="mail.invalid")
    report = session.mail_log.read_folders(lambda _place: pytest.fail("a password was asked for"))
    assert report.problem == ""
