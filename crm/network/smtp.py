"""Sending through a mail server: connect, encrypt, sign in, hand letters over. What an outbox does is not here.

Each failure is one sentence. Until the text of a letter is on its way nothing was sent; from then on until the server
answers nobody can know, and that is `Unsure`.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any

from crm.errors import Unavailable
from crm.models.mail import STARTTLS, TLS
from crm.network import servers
from crm.network.letters import Letter, as_bytes, ascii_address
from crm.network.patience import Patience
from crm.network.servers import LoginRefused, Server, Unreachable
from crm.utils.i18n import _
from crm.utils.text import one_line

_OWN_NAME = "[127.0.0.1]"  # asking for this computer's own name may take a minute, and is nobody's business
_LONGEST = 120.0  # seconds for one exchange with a server that answers, but one letter after the other
_GOODBYE = 2.0  # seconds: everything was said
_SLOWEST = 4_000  # bytes in a second that a connection worth waiting for carries
_LINE_START = re.compile(rb"^\.", re.MULTILINE)


class Refused(Unavailable):
    """The server will not take this letter, now or later."""


class NotNow(Unavailable):
    """The server does not take this letter now; it may later, and others it may take."""


class Unsure(Unavailable):
    """The connection broke while the server had the letter: it may have been sent, or not."""


class _Timed:
    """What both kinds of connection share: an end to all patience, whatever drips in meanwhile."""

    sock: socket.socket | None
    patience: Patience

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        """Connect as the library does, within the time allowed."""
        self.patience = Patience(lambda: self.sock)
        self.patience.allow(_LONGEST)
        try:
            return super().connect(*args, **kwargs)  # type: ignore[misc]
        except BaseException:
            self.patience.settle()
            raise


class _Open(_Timed, smtplib.SMTP):
    """A connection that begins in the open."""


class _Secure(_Timed, smtplib.SMTP_SSL):
    """A connection that is encrypted from its first byte."""


class Post:
    """A connection to a server, signed in, for as many letters as it takes: `with Post(server, password) as post`.

    Raises Unreachable, Untrusted, LoginRefused or Refused, each with a sentence.
    """

    def __init__(self, server: Server, password: str) -> None:
        self._server = server
        self._smtp = self._connect()
        try:
            with self._in_words():
                if server.login:
                    self._sign_in(password)
            self._smtp.patience.settle()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Post:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Refused, NotNow or Unreachable: it was not sent; Unsure: nobody knows."""
        content = as_bytes(letter)
        sender, recipients = ascii_address(letter.sender), [ascii_address(one) for one in letter.recipients]
        with self._in_words():
            self._smtp.patience.allow(_LONGEST + len(content) / _SLOWEST)
            self._announce(sender, recipients, size=len(content))
        self._hand_over(content)
        self._smtp.patience.settle()

    def try_sender(self, address: str) -> None:
        """Ask whether letters of this sender would be taken, and send none."""
        with self._in_words():
            self._announce_sender(ascii_address(address), size=0)
            self._smtp.rset()

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        self._smtp.patience.settle()
        with suppress(OSError):
            if self._smtp.sock:
                self._smtp.sock.settimeout(_GOODBYE)
                self._smtp.quit()
        self._smtp.close()

    # ---- beginning

    def _connect(self) -> _Open | _Secure:
        with self._in_words():
            try:
                return self._opened(servers.checking())
            except ssl.SSLCertVerificationError:
                smtp = self._opened(servers.unchecking())
        try:
            servers.require_trusted(smtp.sock, self._server)
        except Unavailable:
            smtp.patience.settle()
            smtp.close()
            raise
        return smtp

    def _opened(self, context: ssl.SSLContext) -> _Open | _Secure:
        server, smtp = self._server, self._reached(context)
        try:
            if smtp.sock:
                smtp.sock.settimeout(servers.READ)
            smtp.ehlo_or_helo_if_needed()
            if server.security == STARTTLS:
                self._encrypt(smtp, context)
        except BaseException:
            smtp.patience.settle()
            smtp.close()
            raise
        return smtp

    def _reached(self, context: ssl.SSLContext) -> _Open | _Secure:
        host, port = self._server.host, self._server.port
        if self._server.security == TLS:
            return _Secure(host, port, _OWN_NAME, context=context, timeout=servers.CONNECT)
        return _Open(host, port, _OWN_NAME, timeout=servers.CONNECT)

    def _encrypt(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        if not smtp.has_extn("starttls"):
            sentence = _("{host} offers no encryption (STARTTLS) on port {port}. Check the port and the encryption.")
            raise Refused(sentence.format(host=self._server.host, port=self._server.port))
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()

    def _sign_in(self, password: str) -> None:
        ways = self._smtp.esmtp_features.get("auth", "").upper().split()
        login = self._server.login
        if "PLAIN" in ways:
            code, reply = self._smtp.docmd("AUTH", "PLAIN " + _coded(f"\0{login}\0{password}"))
        elif "LOGIN" in ways:
            code, reply = self._smtp.docmd("AUTH", "LOGIN " + _coded(login))
            if code == 334:
                code, reply = self._smtp.docmd(_coded(password))
        else:
            sentence = _(
                "{host} offers no way of signing in that this program knows. Check the port and the encryption."
            )
            raise Refused(sentence.format(host=self._server.host))
        if 400 <= code < 500:
            raise Unreachable(self._said(_("{host} cannot sign anybody in at the moment: {reply}"), reply))
        if code != 235:
            raise LoginRefused(self._said(_("{host} refuses the user name or the password: {reply}"), reply))

    # ---- one letter

    def _announce(self, sender: str, recipients: list[str], *, size: int) -> None:
        self._announce_sender(sender, size=size)
        for recipient in recipients:
            code, reply = self._smtp.rcpt(recipient)
            if code not in (250, 251):
                sentence = _("{host} does not take e-mail for {address}: {reply}")
                self._give_up(code, self._said(sentence, reply, address=recipient))
        code, reply = self._smtp.docmd("DATA")
        if code != 354:
            self._give_up(code, self._said(_("{host} does not take this e-mail: {reply}"), reply))

    def _announce_sender(self, sender: str, *, size: int) -> None:
        limit = self._smtp.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < size:
            sentence = _("This e-mail is too large for {host}: {size} MB, and it takes {limit}. Send fewer files.")
            numbers = {"size": round(size / 1e6, 1), "limit": round(int(limit) / 1e6, 1)}
            raise Refused(sentence.format(host=self._server.host, **numbers))
        code, reply = self._smtp.mail(sender, [f"size={size}"] if limit and size else [])
        if code != 250:
            sentence = _("{host} does not take e-mail from {address}: {reply}")
            self._give_up(code, self._said(sentence, reply, address=sender))

    def _hand_over(self, content: bytes) -> None:
        try:
            self._smtp.send(_LINE_START.sub(b"..", content) + b".\r\n")
            code, reply = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._smtp.close()
            sentence = _("The connection to {host} broke while the e-mail was on its way: perhaps it was sent.")
            raise Unsure(sentence.format(host=self._server.host)) from error
        if code != 250:
            self._give_up(code, self._said(_("{host} does not take this e-mail: {reply}"), reply))

    def _give_up(self, code: int, sentence: str) -> None:
        """Leave this letter and stay ready for the next. A refusal may be for now (4..) or for good (5..)."""
        if code in (421, -1):  # the server is leaving, or left
            raise Unreachable(sentence)
        with suppress(OSError):
            self._smtp.rset()
        raise Refused(sentence) if code >= 500 else NotNow(sentence)

    # ---- words

    def _said(self, sentence: str, reply: bytes, *, address: str = "") -> str:
        words = one_line(reply.decode("utf-8", "replace"), 160)
        return sentence.format(host=self._server.host, reply=words, address=address)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Errors of the library and of the system as refusals in words; until here nothing was sent."""
        try:
            yield
        except ssl.SSLCertVerificationError:
            raise
        except smtplib.SMTPServerDisconnected as error:
            cause = error.__context__ if isinstance(error.__context__, OSError) else ConnectionError()
            raise servers.in_words(cause, self._server) from error
        except smtplib.SMTPResponseException as error:
            reply = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
            raise Unreachable(self._said(_("{host} takes no e-mail at the moment: {reply}"), reply)) from error
        except smtplib.SMTPException as error:
            raise Unreachable(
                self._said(_("{host} answers in an unknown way: {reply}"), str(error).encode())
            ) from error
        except OSError as error:
            raise servers.in_words(error, self._server) from error


def check(server: Server, password: str, *, sender: str) -> None:
    """Sign in and ask whether the sender's letters would be taken; nothing is sent. Raises as Post does."""
    with Post(server, password) as post:
        post.try_sender(sender)


def _coded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
