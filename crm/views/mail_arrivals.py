"""Reading mail folders from the window: as an errand or now, off its thread, and what is said about it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.errors import Unavailable
from crm.models.received_mail import ReadReport
from crm.models.users import PERMISSIONS
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

if TYPE_CHECKING:
    from crm.views.window import Window

NAME = "mail folders"
EVERY = 300  # seconds


def read_due(window: Window) -> ReadReport:
    """The errand: read what is new. For the network's worker; Unavailable tells what stands in the way."""
    session = window.desk.session
    if "write mail" not in PERMISSIONS[session.user.role]:
        return ReadReport()
    if not any(account.imap_host for account in session.mail_accounts.all(inactive=False)):
        return ReadReport()  # before what speaks with servers is loaded: most have none
    report = session.mail_log.read_folders(window.passwords.get)
    if report.problem:
        raise Unavailable(report.problem)
    return report


def told(window: Window, report: ReadReport) -> None:
    """After the errand: nothing interrupts anybody; what was left for the next round begins when others had their
    turn."""
    if report.more:
        window.errands.run(NAME)


def words(report: ReadReport) -> str:
    """What is said of a round that somebody asked for."""
    looked = ngettext("{count} new e-mail looked at", "{count} new e-mails looked at", report.looked)
    logged = ngettext("{count} logged with a contact", "{count} logged with contacts", report.logged)
    sentence = _("{looked}, {logged}.").format(
        looked=looked.format(count=show_number(report.looked)), logged=logged.format(count=show_number(report.logged))
    )
    return f"{sentence} {report.problem}".strip() if report.problem else sentence
