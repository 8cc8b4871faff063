"""What mail servers have in common: where they stand, whom they are trusted by, and what an error means in words."""

from __future__ import annotations

import hashlib
import socket
import ssl
from dataclasses import dataclass

from crm.errors import Unavailable
from crm.utils.i18n import N_, _

CONNECT, READ = 10.0, 30.0  # seconds until a server that does not answer is given up

_SENTENCES: tuple[tuple[tuple[type[OSError], ...], str], ...] = (
    ((socket.gaierror,), N_("{host} cannot be found: there is no connection to the internet, or its name is wrong.")),
    ((TimeoutError,), N_("{host} did not answer in time.")),
    ((ConnectionRefusedError,), N_("{host} takes no connections on port {port}. Check the port.")),
    ((ssl.SSLError,), N_("{host} does not speak TLS on port {port}. Check the port and the encryption.")),
    ((ConnectionError,), N_("{host} broke the connection off.")),
)


@dataclass(frozen=True)
class Server:
    """Where to connect, how, and as whom; `security` is "tls", "starttls" or "none", an empty login signs nobody in.

    `trusted` are the fingerprints of certificates that were accepted by hand.
    """

    host: str
    port: int
    security: str
    login: str = ""
    trusted: tuple[str, ...] = ()


class Unreachable(Unavailable):
    """The server cannot be talked to now; later it may be."""


class LoginRefused(Unavailable):
    """The server does not take this user name with this password."""


class Untrusted(Unavailable):
    """Nobody vouches for the server's certificate; `fingerprint` is what a person may accept it by."""

    def __init__(self, message: str, fingerprint: str) -> None:
        super().__init__(message)
        self.fingerprint = fingerprint


def checking() -> ssl.SSLContext:
    """TLS that wants a certificate of this host's name, vouched for by somebody this computer trusts."""
    return ssl.create_default_context()


def unchecking() -> ssl.SSLContext:
    """TLS that takes any certificate: for asking which one it is, before anything secret is said."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def fingerprint(connection: socket.socket | None) -> str:
    """The SHA-256 of the certificate at the other end, in hexadecimal; "" without one."""
    certificate = connection.getpeercert(binary_form=True) if isinstance(connection, ssl.SSLSocket) else None
    return hashlib.sha256(certificate).hexdigest() if certificate else ""


def require_trusted(connection: socket.socket | None, server: Server) -> None:
    """Raise Untrusted unless the certificate at the other end was accepted by hand."""
    mark = fingerprint(connection)
    if mark not in server.trusted or not mark:
        sentence = _(
            "The certificate of {host} cannot be trusted: nobody this computer knows vouches for it. Nothing was sent,"
            " not even the password. Ask who runs the server before you accept it."
        )
        raise Untrusted(sentence.format(host=server.host), mark)


def in_words(error: OSError, server: Server) -> Unreachable:
    """What kept a server from being talked to, as a sentence."""
    for kinds, sentence in _SENTENCES:
        if isinstance(error, kinds):
            return Unreachable(translated(sentence, server))
    sentence = _("The connection to {host} failed ({reason}).")
    return Unreachable(sentence.format(host=server.host, reason=error.strerror or type(error).__name__))


def translated(sentence: str, server: Server) -> str:
    """A sentence of this room about a server."""
    return _(sentence).format(host=server.host, port=server.port)
