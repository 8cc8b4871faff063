"""A real IMAP server (dovecot) on loopback, started for tests and stopped after them. No test stands here.

It runs as whoever runs the tests, as "nobody" when that is root; where it is not installed, the tests that need it say
so and are skipped.
"""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crm.network.servers import Server
from tests.network.mail_server import CERTIFICATE, LOGIN, PASSWORD, free_port

_PATIENCE = 20.0
_PLACES = (shutil.which("dovecot"), "/usr/sbin/dovecot", "/usr/local/sbin/dovecot")
BINARY = next((place for place in _PLACES if place and Path(place).exists()), "")
_SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/loopback.pem
ssl_key = <{folder}/loopback.pem
disable_plaintext_auth = {guarded}
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}
}}
service imap-login {{
  chroot =
  process_min_avail = 0
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {secure}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Enviados {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Papelera {{
    auto = create
    special_use = \\Trash
  }}
}}
"""


class Dovecot:
    """The running server and the one mailbox it keeps."""

    def __init__(self, folder: Path, plain: int, secure: int) -> None:
        self.folder = folder
        self.plain = plain
        self.secure = secure
        self._days = 0

    def at(self, security: str = "none", *trusted: str, login: str = LOGIN) -> Server:
        """Where it stands."""
        port = self.secure if security == "tls" else self.plain
        return Server("localhost" if trusted else "127.0.0.1", port, security, login, trusted)

    @contextmanager
    def as_owner(self) -> Iterator[imaplib.IMAP4]:
        """The mailbox as another program of its owner has it."""
        box = imaplib.IMAP4("127.0.0.1", self.plain, timeout=10)
        box.authenticate("PLAIN", lambda _said: f"\0{LOGIN}\0{PASSWORD}".encode())
        try:
            yield box
        finally:
            box.logout()

    def put(self, *messages: str | bytes, folder: str = "INBOX", at: float | None = None) -> None:
        """Put e-mails into a folder, as if they had come in at a moment (seconds since 1970), without one now."""
        with self.as_owner() as box:
            for message in messages:
                content = message.encode() if isinstance(message, str) else message
                come = imaplib.Time2Internaldate(at or time.time())
                status, said = box.append(f'"{folder}"', "", come, content)
                assert status == "OK", said

    def make(self, folder: str) -> None:
        """Make a folder, named as servers write it."""
        with self.as_owner() as box:
            box.create(f'"{folder}"')

    def begin_anew(self, folder: str) -> None:
        """Throw a folder away and make it again: its numbers mean others than before."""
        with self.as_owner() as box:
            box.delete(f'"{folder}"')
            time.sleep(1.1)  # the mark of a folder is the second it was made in
            box.create(f'"{folder}"')

    def empty(self) -> None:
        """Throw away every folder and e-mail."""
        for path in self.folder.joinpath("mail").iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def running(*, guarded: bool = False, mechanisms: str = "plain login") -> Iterator[Dovecot]:
    """A server with one user, while the block runs. `guarded`: it hears no password that is not encrypted."""
    if not _is_known():
        pytest.skip("dovecot 2.3 is not here: sudo apt-get install dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    server = Dovecot(folder, free_port(), free_port())
    try:
        process = _start(server, guarded=guarded, mechanisms=mechanisms)
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Dovecot, *, guarded: bool, mechanisms: str) -> subprocess.Popen[bytes]:
    folder = server.folder
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    shutil.copy(CERTIFICATE, folder / "loopback.pem")
    settings = _SETTINGS.format(
        folder=folder,
        user=user.pw_name,
        group=_group(user.pw_gid),
        plain=server.plain,
        secure=server.secure,
        guarded="yes" if guarded else "no",
        mechanisms=mechanisms,
        password=PASSWORD,
    )
    (folder / "dovecot.conf").write_text(settings, "utf-8")
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [BINARY, "-F", "-c", str(folder / "dovecot.conf")]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder, **who)  # type: ignore[call-overload, no-any-return]


def _is_known() -> bool:
    """Whether there is a server that reads settings as they are written here; 2.4 has others."""
    if not BINARY:
        return False
    told = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=False)
    return told.stdout.startswith("2.3")


def _group(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def _wait(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.plain), timeout=2) as probe:
            if probe.recv(4).startswith(b"* OK"):
                return
        time.sleep(0.05)
    log = server.folder / "log"
    raise RuntimeError(log.read_text("utf-8", "replace") if log.exists() else "dovecot does not start")
