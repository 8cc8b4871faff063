"""Reading a mailbox on a server: connect, encrypt, sign in, folders, heads of e-mails, whole e-mails. Changes nothing
there, not even what counts as read. What is logged of it is not decided here.

Each failure is one sentence; nothing a server sends is believed in size or in time.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from types import TracebackType
from typing import Any

from crm.errors import Unavailable
from crm.models.mail import STARTTLS, TLS
from crm.network import servers
from crm.network.folder_names import encoded
from crm.network.imap_answers import (
    MONTHS,
    SIZE,
    UID,
    Folder,
    Head,
    Opened,
    as_number,
    come_at,
    listed,
    pairs,
    quoted,
    told,
    words_of,
)
from crm.network.patience import Patience
from crm.network.servers import LoginRefused, Server, Unreachable
from crm.utils.i18n import _
from crm.utils.text import one_line

LARGEST = 40_000_000  # bytes of one e-mail that is read whole
_LONGEST = 120.0  # seconds for one exchange with a server that drips
_SLOWEST = 20_000  # bytes in a second that a connection worth waiting for carries
_GOODBYE = 2.0
_MOST_BYTES = 60_000_000  # of one answer
_HEADS = "FROM SENDER TO CC BCC DATE RECEIVED SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES"
_LATER = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")


class FolderGone(Unavailable):
    """The server has no folder of this name any more."""


class _TooMuchError(Exception):
    """The server sends more than anybody asked for."""


class _Limited:
    """What both kinds of connection share: an end to time and size."""

    sock: Any
    patience: Patience
    _read_so_far = 0

    def open(self, *args: Any, **kwargs: Any) -> None:
        """Connect as the library does, within the time allowed."""
        self.patience = Patience(lambda: getattr(self, "sock", None))
        self.allow(_LONGEST)
        super().open(*args, **kwargs)  # type: ignore[misc]
        if self.sock:
            self.sock.settimeout(servers.READ)

    def allow(self, seconds: float) -> None:
        """Begin an exchange that may take so long."""
        self._read_so_far = 0
        self.patience.allow(seconds)

    def read(self, size: int) -> bytes:
        """Bytes of an announced length, if it is one to believe."""
        self._count(size)
        return super().read(size)  # type: ignore[misc, no-any-return]

    def readline(self) -> bytes:
        """One line; the library's own limit is shorter than the numbers of a large folder."""
        line: bytes = self.file.readline(_MOST_BYTES)  # type: ignore[attr-defined]
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._read_so_far += size
        if self._read_so_far > _MOST_BYTES:
            raise _TooMuchError


class _Open(_Limited, imaplib.IMAP4):
    """A connection that begins in the open."""


class _Secure(_Limited, imaplib.IMAP4_SSL):
    """A connection that is encrypted from its first byte."""


class Mailbox:
    """A mailbox, signed in: `with Mailbox(server, password) as box`.

    Raises Unreachable, Untrusted, LoginRefused or another Unavailable, each with a sentence; so do all its methods.
    """

    def __init__(self, server: Server, password: str) -> None:
        self._server = server
        self._imap = self._connect()
        try:
            with self._in_words():
                self._sign_in(password)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Mailbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def folders(self) -> list[Folder]:
        """Every folder that can hold e-mails, the inbox first, then what was sent."""
        with self._in_words():
            status, data = self._imap.list('""', "*")
        found = [one for one in map(listed, data if status == "OK" else []) if one]
        order = {"inbox": 0, "sent": 1, "": 2}
        return sorted(found, key=lambda one: (order.get(one.use, 3), one.name.casefold()))

    def open(self, name: str) -> Opened:
        """Open a folder for reading. FolderGone when there is none."""
        with self._in_words():
            status, data = self._imap.select(quoted(encoded(name)).decode("ascii", "replace"), readonly=True)
            if status != "OK":
                sentence = _("The folder {folder} is not in the mailbox any more: {reply}")
                raise FolderGone(sentence.format(folder=name, reply=words_of(data)))
            return Opened(self._number("UIDVALIDITY"), self._number("UIDNEXT"), as_number(data))

    def after(self, uid: int) -> list[int]:
        """The numbers of the e-mails after this one, in order."""
        found = self._search("UID", f"{uid + 1}:*")
        return [one for one in found if one > uid]  # a server names its last one, whatever was asked

    def since(self, day: date) -> list[int]:
        """The numbers of the e-mails that came on a day or later, in order."""
        return self._search("SINCE", f"{day.day}-{MONTHS[day.month - 1]}-{day.year}")

    def heads(self, uids: Sequence[int]) -> list[Head]:
        """The heads of e-mails; those that are gone meanwhile are left out."""
        asked = f"(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS ({_HEADS})])"
        wanted = set(uids)
        found = {}
        for about, data in self._fetch(uids, asked):
            uid = told(UID, about)
            if uid in wanted:
                found[uid] = Head(uid, told(SIZE, about), come_at(about), data)
        return [found[uid] for uid in sorted(found)]

    def message(self, uid: int, *, size: int) -> bytes | None:
        """A whole e-mail, of a larger one than LARGEST its head alone; None when it is gone meanwhile."""
        part = "BODY.PEEK[]" if size <= LARGEST else "BODY.PEEK[HEADER]"
        for about, data in self._fetch([uid], f"(UID {part})", size=min(size, LARGEST)):
            if told(UID, about) == uid:
                return data
        return None

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        with suppress(OSError, imaplib.IMAP4.error, _TooMuchError):
            if self._imap.sock:
                self._imap.sock.settimeout(_GOODBYE)
            self._imap.allow(2 * _GOODBYE)
            self._imap.logout()
        _drop(self._imap)

    # ---- beginning

    def _connect(self) -> _Open | _Secure:
        with self._in_words():
            try:
                return self._opened(servers.checking())
            except ssl.SSLCertVerificationError:
                box = self._opened(servers.unchecking())
        try:
            servers.require_trusted(box.sock, self._server)
        except Unavailable:
            _drop(box)
            raise
        return box

    def _opened(self, context: ssl.SSLContext) -> _Open | _Secure:
        host, port = self._server.host, self._server.port
        if self._server.security == TLS:
            return _Secure(host, port, ssl_context=context, timeout=servers.CONNECT)
        box = _Open(host, port, timeout=servers.CONNECT)
        if self._server.security == STARTTLS:
            try:
                self._encrypt(box, context)
            except BaseException:
                _drop(box)
                raise
        return box

    def _encrypt(self, box: _Open, context: ssl.SSLContext) -> None:
        if "STARTTLS" not in box.capabilities:
            sentence = _("{host} offers no encryption (STARTTLS) on port {port}. Check the port and the encryption.")
            raise Unreachable(sentence.format(host=self._server.host, port=self._server.port))
        box.starttls(context)

    def _sign_in(self, password: str) -> None:
        imap, login = self._imap, self._server.login
        imap.allow(_LONGEST)
        try:
            if "AUTH=PLAIN" in imap.capabilities:
                imap.authenticate("PLAIN", lambda _said: f"\0{login}\0{password}".encode())
            elif "LOGINDISABLED" in imap.capabilities:
                raise Unreachable(
                    self._said(_("{host} hears no password that is not encrypted. Choose an encryption."))
                )
            else:
                imap._simple_command("LOGIN", quoted(login), quoted(password))  # the library quotes no name
                imap.state = "AUTH"
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            reply = str(error)
            if any(mark in reply.upper() for mark in _LATER):
                sentence = _("{host} cannot sign anybody in at the moment: {reply}")
                raise Unreachable(self._said(sentence, reply)) from error
            sentence = _("{host} refuses the user name or the password: {reply}")
            raise LoginRefused(self._said(sentence, reply)) from error

    # ---- asking

    def _search(self, *criteria: str) -> list[int]:
        with self._in_words():
            status, data = self._imap.uid("SEARCH", *criteria)
            if status != "OK":
                raise Unreachable(self._said(_("{host} does not search its folders: {reply}"), words_of(data)))
        return sorted(
            {int(word) for line in data if isinstance(line, bytes) for word in line.split() if word.isdigit()}
        )

    def _fetch(self, uids: Sequence[int], parts: str, *, size: int = 0) -> Iterator[tuple[bytes, bytes]]:
        """What was asked for as (what is told about it, the bytes)."""
        with self._in_words(size=size):
            status, data = self._imap.uid("FETCH", ",".join(map(str, uids)), parts)
            if status != "OK":
                raise Unreachable(self._said(_("{host} does not hand out e-mails: {reply}"), words_of(data)))
        yield from pairs(data)

    def _number(self, name: str) -> int:
        return as_number(self._imap.response(name)[1])

    # ---- words

    def _said(self, sentence: str, reply: str = "") -> str:
        return sentence.format(host=self._server.host, reply=one_line(reply, 160))

    @contextmanager
    def _in_words(self, *, size: int = 0) -> Iterator[None]:
        """Errors of the library and of the system as sentences, within the time allowed."""
        imap: _Open | _Secure | None = getattr(self, "_imap", None)
        if imap:
            imap.allow(_LONGEST + size / _SLOWEST)
        try:
            yield
        except ssl.SSLCertVerificationError:
            raise
        except _TooMuchError as error:
            raise Unreachable(self._said(_("{host} sends more than was asked for. Nothing of it was kept."))) from error
        except imaplib.IMAP4.abort as error:
            raise self._broken_off(error) from error
        except imaplib.IMAP4.error as error:
            raise Unreachable(self._said(_("{host} answers in an unknown way: {reply}"), str(error))) from error
        except OSError as error:
            raise servers.in_words(error, self._server) from error
        finally:
            if imap:
                imap.patience.settle()

    def _broken_off(self, error: imaplib.IMAP4.abort) -> Unreachable:
        said = str(error)
        if "EOF" in said or "socket error" in said:
            return servers.in_words(ConnectionError(), self._server)
        return Unreachable(self._said(_("{host} hands out no e-mail at the moment: {reply}"), said))


def check(server: Server, password: str) -> list[Folder]:
    """Sign in and list the folders. Raises as Mailbox does."""
    with Mailbox(server, password) as box:
        return box.folders()


def _drop(imap: _Open | _Secure) -> None:
    imap.patience.settle()
    with suppress(OSError):
        imap.shutdown()
