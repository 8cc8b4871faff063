"""Fetching what stands at an internet address: with limits of time and size, politely, every failure one sentence.

Knows nothing of calendars beyond webcal: being another word for https:.
"""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.errors import Invalid, Unavailable
from crm.utils.i18n import _
from crm.utils.version import VERSION

CONNECT, READ, WHOLE = 10.0, 30.0, 120.0  # seconds
LARGEST = 50 * 1024 * 1024
_MOST_REDIRECTS = 6
_CHUNK = 64 * 1024
_MOVED = frozenset((301, 302, 303, 307, 308))
_SCHEMES = {"webcal": "https", "webcals": "https", "http": "http", "https": "https"}
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how much to take, in bytes."""

    connect: float = CONNECT
    read: float = READ
    whole: float = WHOLE
    largest: int = LARGEST


@dataclass(frozen=True)
class Fetched:
    """What an address gave: its content, None when it is as it was; `known` tells that at the next fetching."""

    content: bytes | None
    known: dict[str, str] = field(default_factory=dict)
    type: str = ""


@dataclass(frozen=True)
class Access:
    """Who asks: a login and a password, or nobody."""

    login: str = ""
    password: str = ""


def checked(address: str) -> str:
    """The address as it is kept. Invalid, in words, when it is none; a password in it is refused."""
    plain = address.strip()
    if "://" not in plain:
        plain = f"https://{plain}"
    try:
        parts = urllib.parse.urlsplit(plain)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urllib.parse.urlsplit("")
    if parts.scheme.lower() not in _SCHEMES:
        raise Invalid({"address": _("The address begins with https://, http:// or webcal://.")})
    if not host or any(letter.isspace() for letter in plain):
        raise Invalid({"address": _("“{address}” is not an internet address.").format(address=address.strip()[:80])})
    if parts.password:
        raise Invalid({"address": _("Leave the password out of the address: it is asked for and kept apart.")})
    return plain


def host_of(address: str) -> str:
    """The name of the machine that an address is on."""
    return urllib.parse.urlsplit(address if "://" in address else f"https://{address}").hostname or ""


def fetch(
    address: str,
    known: Mapping[str, str] | None = None,
    *,
    access: Access = Access(),
    patience: Patience = Patience(),
) -> Fetched:
    """What stands at an address. `known` is what the last fetching left; the content is None when nothing changed.

    Unavailable with one sentence when it cannot be had: who hangs, refuses, cuts off, sends without an end, sends
    elsewhere and back. A webcal: address that https does not answer is tried by http.
    """
    end = time.monotonic() + patience.whole
    try:
        return _Fetching(access, patience, end=end).fetch(checked(address), dict(known or {}))
    except Unavailable:
        scheme, _colon, rest = address.strip().partition(":")
        if scheme.lower() != "webcal":
            raise
        try:
            return _Fetching(access, patience, end=end).fetch(f"http:{rest}", dict(known or {}))
        except Unavailable:
            pass
        raise


class _Fetching:
    """One fetching, over its redirects."""

    def __init__(self, access: Access, patience: Patience, *, end: float) -> None:
        self._access = access
        self._patience = patience
        self._end = end

    def fetch(self, address: str, known: dict[str, str]) -> Fetched:
        """Follow redirects to the content."""
        first = host_of(address)
        for _hop in range(_MOST_REDIRECTS + 1):
            answer = self._ask(address, known, secret=host_of(address) == first)
            if isinstance(answer, Fetched):
                return answer
            address = urllib.parse.urljoin(address, answer)
            if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
                raise Unavailable(_("{host} sends on to something that is no internet address.").format(host=first))
        raise Unavailable(_("{host} sends from one address to the next without an end.").format(host=first))

    def _ask(self, address: str, known: dict[str, str], *, secret: bool) -> Fetched | str:
        """The answer of one address, or the address it sends on to."""
        host = host_of(address)
        try:
            connection, path = self._connect(address)
            try:
                connection.request("GET", path, headers=self._headers(known, secret=secret))
                return self._answer(connection.getresponse(), host, known=known)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise Unavailable(reason(error, host)) from error

    def _connect(self, address: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urllib.parse.urlsplit(address)
        scheme = _SCHEMES[parts.scheme.lower()]
        host = (parts.hostname or "").encode("idna").decode("ascii")
        path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            path += "?" + urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        if scheme == "https":
            context = ssl.create_default_context()
            made: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, parts.port, timeout=self._patience.connect, context=context
            )
        else:
            made = http.client.HTTPConnection(host, parts.port, timeout=self._patience.connect)
        made.connect()
        if made.sock:
            made.sock.settimeout(self._patience.read)
        return made, path

    def _headers(self, known: Mapping[str, str], *, secret: bool) -> dict[str, str]:
        headers = {
            "User-Agent": f"Cartera/{VERSION}",
            "Accept": "text/calendar, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        if known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        if known.get("modified"):
            headers["If-Modified-Since"] = known["modified"]
        if secret and self._access.login:  # never to another machine
            plain = f"{self._access.login}:{self._access.password}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(plain).decode('ascii')}"
        return headers

    def _answer(self, response: http.client.HTTPResponse, host: str, *, known: dict[str, str]) -> Fetched | str:
        if response.status in _MOVED:
            target = response.headers.get("Location")
            if not target:
                raise Unavailable(_("{host} sends on without saying where to.").format(host=host))
            return target
        if response.status == 304:
            return Fetched(None, known)
        if response.status != 200:
            raise Unavailable(refused(response.status, host))
        content = self._body(response, host)
        left = {"etag": response.headers.get("ETag", ""), "modified": response.headers.get("Last-Modified", "")}
        return Fetched(content, {name: value for name, value in left.items() if value},
                       response.headers.get_content_type())  # fmt: skip

    def _body(self, response: http.client.HTTPResponse, host: str) -> bytes:
        """The whole body, unpacked; never more than the limit, never longer than the patience."""
        unpack: Any = None
        if response.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip"):
            unpack = zlib.decompressobj(wbits=31)
        parts, size = [], 0
        while chunk := response.read1(_CHUNK):
            if time.monotonic() > self._end:
                raise TimeoutError
            piece = unpack.decompress(chunk, self._patience.largest + 1 - size) if unpack else chunk
            size += len(piece)
            if size > self._patience.largest:
                raise Unavailable(_("What {host} sends is too large. Nothing was read.").format(host=host))
            parts.append(piece)
        if response.length or (unpack and not unpack.eof):
            raise http.client.IncompleteRead(b"")
        return b"".join(parts)


def refused(status: int, host: str) -> str:
    """The sentence for an answer that is none."""
    sentences = {
        401: _("{host} wants a user and a password, or those given are wrong."),
        403: _("{host} does not let this program read it: the address may have been withdrawn."),
        404: _("{host} has nothing at this address: it may have been withdrawn."),
        410: _("{host} has nothing at this address any more."),
        429: _("{host} asks to be left alone for a while."),
    }
    usual = _("{host} has a problem of its own (answer {status}).") if status >= 500 else ""
    sentence = sentences.get(status) or usual or _("{host} refused (answer {status}).")
    return sentence.format(host=host, status=status)


def reason(error: BaseException, host: str) -> str:
    """The sentence for a connection that failed."""
    if isinstance(error, ssl.SSLError):
        return _("{host} cannot prove who it is: its certificate is not right. Nothing was sent.").format(host=host)
    if isinstance(error, socket.gaierror):
        return _("{host} was not found. Check the address and the connection to the internet.").format(host=host)
    if isinstance(error, TimeoutError):
        return _("{host} does not answer.").format(host=host)
    if isinstance(error, ConnectionRefusedError):
        return _("{host} refuses the connection.").format(host=host)
    if isinstance(error, http.client.IncompleteRead | ConnectionError | http.client.RemoteDisconnected | zlib.error):
        return _("{host} broke off in the middle.").format(host=host)
    if isinstance(error, http.client.HTTPException | UnicodeError | ValueError):
        return _("{host} does not answer as it should.").format(host=host)
    text = getattr(error, "strerror", None) or str(error)
    return _("{host} cannot be reached ({reason}).").format(host=host, reason=text)
