"""Reading mail folders from the window."""

import pytest

from crm.errors import Unavailable
from crm.models.received_mail import ReadReport
from crm.views import mail_arrivals
from tests.controllers.letters import letter, reading
from tests.network import dovecot
from tests.network.mail_server import LOGIN, PASSWORD, free_port
from tests.views.user import settle

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def kept():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(kept):
    kept.empty()
    return kept


def test_new_mail_is_logged_by_itself(window, own, people, server):
    reading(own, server.plain)
    window.passwords.keep(f"imap:{LOGIN}@127.0.0.1", PASSWORD)
    server.put(letter(sender="berta@rios.es"))
    window.errands.run(mail_arrivals.NAME)
    settle(window)
    assert [one.subject for one in own.interactions.of(people["Berta"])] == ["Carta 1"]


def test_what_stands_in_the_way_is_told(window, own):
    reading(own, free_port())
    window.passwords.keep(f"imap:{LOGIN}@127.0.0.1", PASSWORD)
    with pytest.raises(Unavailable, match="takes no connections"):
        mail_arrivals.read_due(window)


def test_without_folders_nothing_is_done(window):
    assert mail_arrivals.read_due(window) == ReadReport()


def test_what_a_round_did_is_told():
    said = mail_arrivals.words(ReadReport(looked=12, logged=1))
    assert said == "12 new e-mails looked at, 1 logged with a contact."


def test_a_problem_is_told_too():
    assert mail_arrivals.words(ReadReport(problem="No way.")).endswith(". No way.")
