"""Scheduled reports: written to a folder or put in the outbox at their time, once, whatever happened meanwhile."""

from datetime import timedelta
from email import message_from_bytes, policy

import pypdf
import pytest

from crm.errors import Invalid, NotFound, Unavailable
from crm.models.reports import Definition
from crm.session import Session
from crm.utils import dates
from tests.controllers.mailing import account, deliver
from tests.network.mail_server import MailServer
from tests.records import newest, second_user


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "informes"
    place.mkdir()
    return place


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


def _values(folder="", **values):
    return {"ready_made": "contact_list", "every": "day", "at": "08:00", "folder": str(folder), **values}


def _in(days, minutes=0):
    """A clock that stands so far ahead."""
    at = dates.utc_clock() + timedelta(days=days, minutes=minutes)
    return lambda: at


def _only(session):
    (schedule,) = session.report_schedules.all()
    return schedule


def test_a_new_schedule_waits_for_its_first_time(session, folder):
    session.report_schedules.add(_values(folder))
    assert _only(session).next_at > dates.now()
    assert session.report_schedules.run_due() == []
    assert list(folder.iterdir()) == []


def test_a_due_report_is_written_with_its_day_in_the_name(session, folder):
    session.report_schedules.add(_values(folder))
    (outcome,) = session.report_schedules.run_due(_in(1))
    assert outcome.path.parent == folder
    assert dates.today(_in(1)) in outcome.path.name
    assert pypdf.PdfReader(outcome.path).metadata.title == "Contact list"


def test_after_days_off_it_is_written_once(session, folder):
    session.report_schedules.add(_values(folder))
    clock = _in(9)
    first, again = session.report_schedules.run_due(clock), session.report_schedules.run_due(clock)
    assert (len(first), again) == (1, [])
    assert _only(session).next_at > dates.now(clock)
    assert _only(session).last_at == dates.now(clock)


def test_a_file_of_that_name_is_never_overwritten(session, folder):
    session.report_schedules.add(_values(folder, format="csv"))
    there = folder / f"contact list {dates.today(_in(1))}.CSV"
    there.write_text("mine")
    (outcome,) = session.report_schedules.run_due(_in(1))
    assert there.read_text() == "mine"
    assert outcome.path.name.endswith("(2).csv")


def test_two_programs_on_one_file_write_it_once(session, database, folder):
    session.report_schedules.add(_values(folder))
    other = Session(database, session.user, door=session._context.door)
    due = other.report_schedules.due(dates.now(_in(1)))
    session.report_schedules.run_due(_in(1))
    assert [other.report_schedules._take(one, _in(1)) for one in due] == [False]
    assert len(list(folder.iterdir())) == 1


def test_a_program_that_ended_in_between_leaves_its_turn_to_the_next_quarter_hour(session, folder):
    session.report_schedules.add(_values(folder))
    assert session.report_schedules._take(_only(session), _in(1))
    assert session.report_schedules.run_due(_in(1, 14)) == []
    assert len(session.report_schedules.run_due(_in(1, 16))) == 1


def test_what_fails_says_why_and_is_tried_again_later(session, folder):
    session.report_schedules.add(_values(folder))
    folder.rmdir()
    (outcome,) = session.report_schedules.run_due(_in(1))
    assert "is not there" in outcome.problem
    assert outcome.problem in session.report_schedules.problem()
    assert session.report_schedules.run_due(_in(1, 4)) == []
    folder.mkdir()
    (outcome,) = session.report_schedules.run_due(_in(1, 6))
    assert outcome.path.is_file()
    assert (_only(session).problem, session.report_schedules.problem()) == ("", "")


def test_it_rests_longer_after_each_failure(session, folder):
    session.report_schedules.add(_values(folder, every="month", on_day=1))
    folder.rmdir()
    session.report_schedules.run_due(_in(40))
    session.report_schedules.run_due(_in(40, 6))
    assert session.report_schedules.run_due(_in(40, 16)) == []
    assert _only(session).attempts == 2


def test_one_whose_report_is_no_longer_shared_is_paused(session, folder):
    berta = second_user(session)
    shared = session.reports.add("Ventas", Definition("contacts", ("name",)), shared=True)
    berta.report_schedules.add(_values(folder, ready_made="", report_id=shared))
    session.reports.change(shared, shared=False)
    (outcome,) = berta.report_schedules.run_due(_in(1))
    assert "no longer" in outcome.problem
    assert (_only(berta).active, berta.report_schedules.run_due(_in(5))) == (False, [])


def test_a_removed_report_takes_its_schedules_along_and_undo_brings_them_back(session, folder):
    report = session.reports.add("Ventas", Definition("contacts", ("name",)))
    session.report_schedules.add(_values(folder, ready_made="", report_id=report))
    session.reports.remove(report)
    assert session.report_schedules.all() == []
    session.history.undo()
    assert _only(session).name == "Ventas"


def test_nobody_writes_the_schedules_of_another(session, folder):
    session.report_schedules.add(_values(folder))
    assert second_user(session).report_schedules.run_due(_in(1)) == []


def test_a_report_is_put_in_the_outbox_and_arrives_whole(session, server):
    account(session, server.port)
    session.report_schedules.add(_values(recipient="jefa@acme.es", format="xlsx"))
    (outcome,) = session.report_schedules.run_due(_in(1))
    assert outcome.recipient == "jefa@acme.es"
    assert deliver(session).sent == 1
    (letter,) = server.letters.taken
    (part,) = message_from_bytes(letter.content, policy=policy.default).iter_attachments()
    assert part.get_filename().endswith(".xlsx")
    assert part.get_content()[:2] == b"PK"


def test_what_waits_in_the_outbox_names_its_recipient_and_no_contact(session, server):
    account(session, server.port)
    session.report_schedules.add(_values(recipient="jefa@acme.es"))
    session.report_schedules.run_due(_in(1))
    (message,) = session.outbox.all()
    assert (message.contact, message.contact_id, message.state) == ("jefa@acme.es", None, "waiting")
    assert "Contact list" in message.subject


def test_without_an_account_it_says_so_and_leaves_nothing_in_the_outbox(session):
    session.report_schedules.add(_values(recipient="jefa@acme.es"))
    (outcome,) = session.report_schedules.run_due(_in(1))
    assert "no mail account" in outcome.problem
    assert session.outbox.all() == []


def test_one_taken_back_from_the_outbox_may_be_sent_after_all(session, server):
    account(session, server.port)
    session.report_schedules.add(_values(recipient="jefa@acme.es"))
    session.report_schedules.run_due(_in(1))
    (message,) = session.outbox.all()
    session.outbox.cancel([message.id])
    assert session.outbox.queue([message.id]).skipped == ()
    assert deliver(session).sent == 1


def test_turns_are_nothing_for_undo(session, folder):
    session.report_schedules.add(_values(folder))
    before = newest(session.database)
    session.report_schedules.run_due(_in(1))
    assert session.history.undo().label
    assert session.report_schedules.all() == []
    assert before <= newest(session.database)


def test_run_now_leaves_the_next_turn_where_it_is(session, folder):
    schedule_id = session.report_schedules.add(_values(folder))
    before = _only(session).next_at
    assert session.report_schedules.run_now(schedule_id).path.is_file()
    assert _only(session).next_at == before


def test_run_now_raises_what_stands_in_the_way(session, folder):
    schedule_id = session.report_schedules.add(_values(folder))
    folder.rmdir()
    with pytest.raises(Unavailable, match="is not there"):
        session.report_schedules.run_now(schedule_id)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"at": "25:00"}, "at"),
        ({"at": "mañana"}, "at"),
        ({"every": "week", "on_day": 9}, "on_day"),
        ({"every": "month", "on_day": 0}, "on_day"),
        ({"ready_made": "nothing"}, "report_id"),
        ({"folder": ""}, "folder"),
        ({"folder": "informes"}, "folder"),
        ({"folder": "", "recipient": "jefa"}, "recipient"),
    ],
)
def test_what_cannot_be_kept_is_named(session, folder, values, field):
    with pytest.raises(Invalid) as refused:
        session.report_schedules.add(_values(folder) | values)
    assert field in refused.value.fields


def test_a_time_is_kept_as_it_is_shown(session, folder):
    session.report_schedules.add(_values(folder, at="7.05"))
    assert _only(session).at == "07:05"


def test_a_change_begins_anew(session, folder):
    schedule_id = session.report_schedules.add(_values(folder))
    folder.rmdir()
    session.report_schedules.run_due(_in(1))
    folder.mkdir()
    session.report_schedules.change(schedule_id, {"format": "csv"})
    kept = _only(session)
    assert (kept.format, kept.problem, kept.attempts) == ("csv", "", 0)


def test_one_out_of_use_has_no_turn(session, folder):
    session.report_schedules.add(_values(folder, active=0))
    assert (_only(session).next_at, session.report_schedules.run_due(_in(9))) == ("", [])


def test_one_that_is_gone_is_not_found(session):
    with pytest.raises(NotFound):
        session.report_schedules.get(9)


def test_an_undone_change_of_the_time_brings_its_turn_back(session, folder):
    schedule_id = session.report_schedules.add(_values(folder))
    before = _only(session).next_at
    session.report_schedules.change(schedule_id, {"every": "week", "on_day": 2, "at": "18:30"})
    session.history.undo()
    assert _only(session).next_at == before
    session.report_schedules.run_due()  # the window looks every minute
    assert len(session.report_schedules.run_due(_in(1))) == 1


def test_an_undone_pause_goes_on_with_the_next_turn(session, folder):
    schedule_id = session.report_schedules.add(_values(folder))
    session.report_schedules.change(schedule_id, {"active": 0})
    session.history.undo()
    assert session.report_schedules.run_due() == []
    assert _only(session).next_at > dates.now()


def test_a_pause_done_again_long_after_makes_nothing_due(session, folder):
    schedule_id = session.report_schedules.add(_values(folder, active=0))
    session.report_schedules.change(schedule_id, {"active": 1})
    session.history.undo()
    session.report_schedules.run_due()
    session.history.redo()
    assert session.report_schedules.run_due(_in(9)) == []
    assert _only(session).next_at > dates.now(_in(9))
