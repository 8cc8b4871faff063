"""Sending what waits, from the window: now or as an errand, off its thread, and what is said about it afterwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm.models.mail import FAILED, UNSURE, WAITING, SendReport
from crm.models.users import PERMISSIONS
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views.jobs import Job

if TYPE_CHECKING:
    from crm.views.window import Window


def send_due(window: Window) -> SendReport | None:
    """The errand: send what is due; None for who may not send. For the network's worker."""
    session = window.desk.session
    if "write mail" not in PERMISSIONS[session.user.role]:
        return None
    return session.outbox.send_due(window.passwords, window.sent_letters)


def told(window: Window, report: SendReport | None) -> None:
    """After the errand: nothing interrupts anybody, the bottom line says what waits."""
    if report is None:
        return
    show_mark(window)
    if report.asks:
        action = (_("Enter it…"), lambda: send_now(window))
        window.toasts.show(report.problem, action=action)


def send_now(window: Window) -> None:
    """Send what is due now, and say how it went; a password that is missing is asked for."""
    outbox, passwords, gone = window.desk.session.outbox, window.passwords, window.sent_letters

    def work(job: Job) -> SendReport:
        return outbox.send_due(passwords, gone, at_once=True, go_on=lambda: not job.cancelled)

    job = window.jobs.run_network(work, partial(_say, window), label=_("Sending e-mail"))
    job.lost = _("E-mail is being sent. If you close now, it may be unclear whether the one on its way arrived.")


def show_mark(window: Window) -> None:
    """Say in the bottom line what waits, failed, or may have been sent."""
    desk = window.desk

    def show(counts: dict[str, int]) -> None:
        window.status.on_mail = lambda: _show_outbox(window)
        window.status.show_mail(mark_words(counts))

    desk.jobs.run(desk.session.outbox.counts, show)


def mark_words(counts: dict[str, int]) -> str:
    """What the bottom line says of the outbox; "" when nothing waits for anybody."""
    parts = []
    if count := counts.get(WAITING, 0):
        parts.append(ngettext("{count} e-mail waits", "{count} e-mails wait", count).format(count=show_number(count)))
    if count := counts.get(FAILED, 0):
        parts.append(ngettext("{count} was not sent", "{count} were not sent", count).format(count=show_number(count)))
    if count := counts.get(UNSURE, 0):
        words = ngettext("{count} was perhaps sent", "{count} were perhaps sent", count)
        parts.append(words.format(count=show_number(count)))
    return " · ".join(parts)


def _say(window: Window, report: SendReport) -> None:
    show_mark(window)
    if report.locked:
        _ask_password(window, report.locked[0], refused=report.problem)
        return
    words = []
    if report.sent:
        sent = ngettext("{count} e-mail sent.", "{count} e-mails sent.", report.sent)
        words.append(sent.format(count=show_number(report.sent)))
    if report.failed or report.unsure:
        words.append(_("Not everything was sent."))
    if report.problem:
        words.append(_("It waits in the outbox and is tried again: {problem}").format(problem=report.problem))
    if words:
        whole = report.sent and len(words) == 1
        window.toasts.show("\n".join(words), action=None if whole else (_("Outbox"), lambda: _show_outbox(window)))


def _ask_password(window: Window, account_id: int, *, refused: str) -> None:
    from crm.views.dialogs.mail_password import ask_password

    desk = window.desk
    desk.jobs.run(
        lambda: desk.session.mail_accounts.get(account_id),
        lambda account: ask_password(window, account, refused=refused, then=lambda: send_now(window)),
    )


def _show_outbox(window: Window) -> None:
    from crm.views.dialogs.outbox import show

    show(window)
