"""Puts the parts together: opens a file, brings it up to date, signs the local user in. The only file that wires."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from crm.controllers.access import Context
from crm.controllers.pipelines import Pipelines
from crm.controllers.users import Users
from crm.errors import Unavailable
from crm.models.users import User
from crm.session import Session
from crm.storage import migrations
from crm.storage.changelog import Door
from crm.storage.database import Database
from crm.utils.i18n import N_, _, use_country

CREATE = N_("Create the file")
Progress = Callable[[int, int], bool]


def open_database(path: Path, *, create: bool = True, read_only: bool = False) -> Database:
    """Open a file, creating it or bringing it up to date first. Unavailable, in plain words, when that cannot be."""
    if not _is_there(path) and (read_only or not create):
        raise Unavailable(_("There is no file {file}. Nothing was created; check the name.").format(file=path))
    database = Database(path, read_only=read_only)
    try:
        with database.engine.plain_errors():
            migrations.prepare(database)
        database.poll()
    except BaseException:
        database.close()
        raise
    return database


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        sentence = _("The name {file} cannot be used ({reason}). Nothing was created; choose another name.")
        raise Unavailable(sentence.format(file=path, reason=error.strerror)) from error


def restore(archive: Path, target: Path, *, progress: Progress = lambda _done, _all: True) -> int | None:
    """Make the new file `target` of an export of everything, with its ids and history; how many rows that were.

    None when `progress(done, all)` answered False: nothing is left behind then. Invalid or Unavailable, in plain words,
    when the archive cannot be trusted or the target holds something already. E-mails that waited are held: two files of
    one outbox would send them twice.
    """
    from crm.controllers.outbox_sending import Sending
    from crm.storage.archiving import restore as fill

    manifest = fill(archive, target, progress=progress)
    if manifest is None:
        return None
    database = open_database(target)
    try:
        Sending(Context(database, User(0, _("New user"), role="admin"), Door.AUTOMATION)).hold()
    finally:
        database.close()
    return manifest.rows


def sign_in(database: Database, door: Door = Door.WINDOW) -> Session:
    """Sign the local user in: the file's first administrator, added from the system's user name when it is new."""
    nobody = Context(database, User(0, _("New user"), role="admin"), door)
    users = Users(nobody)
    user = users.local()
    if user is None:
        with database.transaction(nobody.author, CREATE):
            users.add(_system_user(), role="admin")
            _prepare_pipeline(nobody)
        user = users.local()
    elif not database.engine.read_only:
        _prepare_pipeline(Context(database, nobody.user, Door.AUTOMATION))
    session = Session(database, user or nobody.user, door=door)
    use_country(str(session.settings.get("country", "ES")))
    keep_forecast(session)
    _settle_days(session)
    return session


def _prepare_pipeline(nobody: Context) -> None:
    """Give a new file, or one from before there were pipelines, its first one; nobody's work, so nobody's Ctrl+Z."""
    if not Pipelines(nobody).all(inactive=True):
        from crm.controllers.templates import Templates

        Templates(nobody).begin()


def keep_forecast(session: Session) -> None:
    """Keep the day's forecast unless it is kept; while another program writes, the next one who comes by does it."""
    with suppress(Unavailable):
        if session.forecasts.due():
            session.forecasts.keep()


def _settle_days(session: Session) -> None:
    """Have activities on the days they are on where this computer is now; while another program writes, next time."""
    if not session.database.engine.read_only:
        with suppress(Unavailable):
            session.activity_days.settle()


def _system_user() -> str:
    try:
        return getpass.getuser().strip().capitalize() or _("Me")
    except (KeyError, OSError):
        return _("Me")
