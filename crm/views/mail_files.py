"""E-mails as files: dropped on a contact or chosen, logged off the window's thread, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import CrmError
from crm.models.received_mail import Logged, Logging
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import before_stop, one_line
from crm.views.jobs import Job

if TYPE_CHECKING:
    from crm.session import Session
    from crm.views.window import Window

ENDINGS = (".eml", ".emlx", ".msg")
_MOST_NAMES, _MOST_REFUSED = 3, 4


@dataclass(frozen=True)
class _Outcome:
    """What came of files: those logged, sentences about those refused, those of strangers, and what undo takes back."""

    logged: tuple[Logged, ...] = ()
    refused: tuple[str, ...] = ()
    strangers: tuple[tuple[Path, Logged], ...] = ()
    undo: int | None = None


@dataclass(frozen=True)
class _Place:
    """What files were dropped on."""

    contact_id: int | None
    opportunity_id: int | None


def is_mail(path: Path) -> bool:
    """Whether a file of this name is an e-mail."""
    return path.suffix.lower() in ENDINGS


def ask_files(window: Window) -> None:
    """Choose files and log them with whom they are from or to; of strangers it is asked whose they are."""
    kinds = ((_("E-mails"), " ".join(f"*{ending}" for ending in ENDINGS)),)
    paths = window.outside.ask_open_many(_("Log e-mails from files"), kinds)
    if paths:
        log_files(window, paths)


def log_files(
    window: Window, paths: Sequence[Path], *, contact_id: int | None = None, opportunity_id: int | None = None
) -> None:
    """Log the e-mails of files with the contacts they are from or to, and with what they were dropped on."""
    session = window.desk.session
    on = _Place(contact_id, opportunity_id)

    def done(outcome: _Outcome) -> None:
        _say(window, outcome)
        _ask_whose(window, outcome.strangers, opportunity_id=opportunity_id)

    label = ngettext("Logging an e-mail", "Logging {count} e-mails", len(paths)).format(count=len(paths))
    window.jobs.run_long(lambda job: _log(session, paths, on=on, job=job), done, label=label)


def _log(session: Session, paths: Sequence[Path], *, on: _Place, job: Job) -> _Outcome:
    logged, refused, strangers = [], [], []
    before = session.history.can_undo()
    for number, path in enumerate(paths):
        if not job.report(number / len(paths), path.name):
            break
        try:
            found = session.mail_log.log_file(path, on.contact_id, opportunity_id=on.opportunity_id)
        except CrmError as error:
            refused.append(str(error))
            continue
        if found.outcome is Logging.STRANGERS:
            strangers.append((path, found))
        else:
            logged.append(found)
    after = session.history.can_undo()
    alone = sum(one.outcome is Logging.LOGGED for one in logged) == 1 and after is not None and after != before
    return _Outcome(tuple(logged), tuple(refused), tuple(strangers), after.id if after and alone else None)


def _say(window: Window, outcome: _Outcome) -> None:
    sentences = [*words(outcome.logged), *outcome.refused[:_MOST_REFUSED]]
    if len(outcome.refused) > _MOST_REFUSED:
        sentences.append("…")
    if sentences:
        window.desk.say("\n".join(sentences), undo=outcome.undo)


def words(logged: Sequence[Logged]) -> list[str]:
    """What is said of e-mails that were logged, or stood there already."""
    new = [one for one in logged if one.outcome is Logging.LOGGED]
    old = len(logged) - len(new)
    said = []
    if len(new) == 1:
        said.append(_("E-mail logged with {names}.").format(names=before_stop(_names(new))))
    elif new:
        sentence = _("{count} e-mails logged with {names}.")
        said.append(sentence.format(count=show_number(len(new)), names=before_stop(_names(new))))
    if old:
        sentence = ngettext(
            "{count} e-mail stood there already; nothing was doubled.",
            "{count} e-mails stood there already; nothing was doubled.",
            old,
        )
        said.append(sentence.format(count=show_number(old)))
    return said


def _names(logged: Sequence[Logged]) -> str:
    names = list(dict.fromkeys(name for one in logged for name in one.names))
    shown = ", ".join(one_line(name, 40) for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown}…"


def _ask_whose(window: Window, strangers: Sequence[tuple[Path, Logged]], *, opportunity_id: int | None) -> None:
    """Ask for the contact of each e-mail that is with nobody known, one after the other."""
    if not strangers:
        return
    from crm.views.dialogs.mail_stranger import MailStranger  # few e-mails are of strangers

    (path, found), *others = strangers
    dialog = MailStranger(window.root, window.desk, logged=found)
    dialog.on_contact = lambda contact_id: log_files(
        window, [path], contact_id=contact_id, opportunity_id=opportunity_id
    )
    dialog.on_closed = lambda: _ask_whose(window, others, opportunity_id=opportunity_id)
    dialog.open()
